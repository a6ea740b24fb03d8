"""Words of the field, each list with its reason. General vocabulary of essays; no word of a topic."""

from __future__ import annotations

import re

from essay2anki.words import word_set

LEADING_HEADS = word_set("operation cyclone hurricane typhoon")
"""Heads that stand before the name: `Cyclone Nargis`."""

EVENT_HEADS = LEADING_HEADS | word_set("""
    treaty treaties pact pacts act acts agreement agreements accord accords alliance entente convention protocol
    armistice truce ceasefire peace concordat charter constitution statute statutes edict edicts decree decrees
    declaration doctrine resolution manifesto ultimatum memorandum note letter telegram speech bill law laws
    clause plan plans policy campaign offensive battle battles war wars siege raid landings invasion blockade
    airlift crisis crises conference summit congress diet revolution revolutions revolt revolts rebellion
    rebellions rising risings uprising uprisings mutiny riot riots strike strikes march boycott putsch coup plot
    conspiracy massacre pogrom purge purges terror trial trials scandal affair incident depression crash slump
    famine plague reformation restoration renaissance enlightenment unification partition secession emancipation
    election elections referendum movement reform reforms deal programme program triumvirate pilgrimage
    inquisition crusade crusades dissolution annexation settlement compromise tariff amendment report
    commission earthquake eruption tsunami
""")
"""The head noun of a named event or document: `Rapallo Pact`, `Battle of Hastings`."""

GENERIC_LOWER_HEADS = word_set("""
    policy policies plan plans law laws speech election elections reform reforms bill peace movement terror note
    deal settlement invasion strike strikes programme program trial campaign report commission war wars tariff
    operation alliance march offensive famine depression restoration constitution resolution unification
""")
"""Heads that, in lower case, describe rather than name: `Soviet foreign policy`, `British invasion`."""

TITLES = word_set("""
    King Queen Emperor Empress Tsar Tsarina Kaiser Prince Princess Duke Earl Lord Lady Sir Pope Cardinal
    Archbishop Bishop President Premier Chancellor Minister General Field-Marshal Marshal Admiral Colonel
    Captain Governor Senator Dr Dr. Mr Mr. Mrs Mrs. Ms Father Count Baron Professor Comrade
""")
"""Stand before a person's name and belong to it."""

GIVING = word_set("give grant offer deny cost")
"""Verbs with two objects: what was given, and to whom."""

BESTOWING = GIVING | word_set("""
    promise award allow assign guarantee return hand pay send sell show teach tell call name elect appoint declare make
""")
"""Verbs whose passive may have an object: `Catalonia granted autonomy` is a note on what Catalonia was granted."""

INTRANSITIVE = word_set("""
    die resign abdicate retire arrive return surrender march sail escape emigrate travel campaign rule reign live land
    disappear depart retreat advance emerge move rebel negotiate intervene collapse succeed preach serve
""")
"""Verbs with which a note tells what a person did: `Peel resigned in 1846`, beside `Johnson impeached in 1868`."""

UNTAKEN = word_set("""
    fail backfire happen occur last die emigrate collapse disappear vanish emerge arise depend remain exist erupt belong
    consist persist
""")
"""Verbs that have no passive: `The rising failed because the south stayed at home.`"""

ROLES = word_set("""
    chair head boss wife husband son daughter mother father brother sister cousin owner captain servant
    doctor surgeon nurse reformer explorer inventor engineer lawyer soldier playwright composer
    monk friar priest preacher painter physicist psychologist anthropologist critic officer official eunuch
    king queen emperor empress tsar kaiser prince princess duke earl lord lady pope cardinal archbishop bishop
    president premier chancellor minister leader admiral general governor senator philosopher economist
    sociologist historian writer poet novelist theorist scientist
""")
"""Nouns for a person: `he` may stand for them."""

NOT_NAMES = word_set("""
    Neither Either Nor Whether The A An In On At By From To For With This That These Those It He She They We I
    You His Her Their Its There Here When While After Before As If Although Though However But And Or Nor So Yet
    Because Since Until Despite During Between Among Through Under Over Firstly Secondly Thirdly Fourthly
    Finally Moreover Furthermore Nevertheless Nonetheless Therefore Thus Hence Overall Indeed Instead Also
    Another Some Many Most Few Several Each Every All Both Such One Two Three Four Five Not No Only Even Once
    What Why How To Which Who Whose Whom Where Historians Conclusion Judgement Judgment Reasons Causes Concerns
    Whereas Unlike Like Without Within Against According Of Or Up Meanwhile Later Then Now Again Perhaps Much
    More Less Any Other Others Similarly Likewise Additionally Consequently Ultimately Initially Lastly Next
    Afterwards Eventually Soon Elsewhere Sometimes Often Usually Traditionally Originally Historically Economically
    Politically Socially Internationally Nationally Finally Increasingly Recently Unfortunately Fortunately
    Interestingly Clearly Arguably Subsequently Thereafter Previously Formerly Gradually Suddenly Rather Too
    Critics Supporters Today Following Although Being Having Given Born Founded Built Based Known Called Named Elected
    Appointed Educated Trained Raised Published Led Writing Faced Driven
    Historian Sociologist Economist Philosopher Psychologist Critic Theorist Scholar Journalist Novelist
""")
"""Capitalised only because a sentence begins with them."""

ORIGINS = word_set("""
    British English Scottish Welsh Irish French German Prussian Austrian Hungarian Italian Spanish Portuguese
    Dutch Belgian Swiss Swedish Norwegian Danish Finnish Polish Czech Russian Soviet Ukrainian Turkish Ottoman
    Greek Roman Byzantine Egyptian Arab Israeli Persian Iranian Iraqi Indian Pakistani Chinese Japanese Korean
    Vietnamese American Canadian Mexican Cuban Brazilian Australian African Asian European Western Eastern
    Northern Southern Anglo-Saxon Norman Catholic Protestant Puritan Jewish Muslim Islamic Christian Hindu
    Confucian Buddhist Liberal Conservative Labour Socialist Communist Marxist Nationalist Republican Democratic
    Fascist Nazi Victorian Tsarist Bolshevik Mongol
""")
"""Adjectives of nation, creed and party: they may open a name (`French Revolution`) but are none by themselves."""

NAMED_AFTER = re.compile(
    r"(?:Anglican|Bonapart|Buddh|Calvin|Catholic|Chart|Confucian|Darwin|Fabian|Freud|Hindu|Islam|Jacobin|Juda|Keynesian"
    r"|Lenin|Luther|Mao|Marx|Method|Napoleon|Peron|Protestant|Puritan|Quaker|Reagan|Stalin|Thatcher|Trotsky|Zion)"
    r"(?:an)?(?:ism|ists|ers)?$"
)
"""Movements that keep their capital wherever they stand, after a person, a creed or a document."""

ENACTMENTS = word_set("""
    act acts treaty treaties pact pacts agreement agreements law laws statute statutes edict edicts decree decrees bill
    constitution amendment charter reform reforms plan policy programme settlement
""")
"""Heads of documents that do something to the world: what they say is their effect."""

INDISTINCT = word_set(
    "Education Reform Reforms Land Trade Finance Housing Health Peace Factory Poor Licensing Election"
)
"""First words of the names of many acts: `In which year was the Education Act passed?` has many answers."""

CAUSAL_VERBS = {
    "lead": "to",
    "result": "in",
    "contribute": "to",
    "cause": "",
    "create": "",
    "provoke": "",
    "trigger": "",
    "spark": "",
    "produce": "",
    "hamper": "",
    "hinder": "",
    "prevent": "",
    "delay": "",
    "damage": "",
    "weaken": "",
    "strengthen": "",
    "undermine": "",
    "destroy": "",
    "reduce": "",
    "increase": "",
    "raise": "",
    "lower": "",
    "slow": "",
    "boost": "",
    "improve": "",
    "worsen": "",
    "accelerate": "",
    "encourage": "",
    "discourage": "",
    "force": "",
    "enable": "",
    "allow": "",
    "convince": "",
    "persuade": "",
    "alienate": "",
    "anger": "",
    "alarm": "",
    "divide": "",
    "unite": "",
    "end": "",
    "abolish": "",
    "establish": "",
    "introduce": "",
    "guarantee": "",
    "ban": "",
    "grant": "",
    "restore": "",
    "extend": "",
    "limit": "",
    "restrict": "",
    "expose": "",
    "reveal": "",
    "mark": "",
    "ensure": "",
    "leave": "",
    "give": "",
    "deepen": "",
    "transform": "",
    "promote": "",
    "stimulate": "",
    "threaten": "",
    "invite": "",
    "signal": "",
    "highlight": "",
    "help": "",
    "turn": "",
    "make": "",
    "provide": "",
    "disestablish": "",
    "forbid": "",
    "protect": "",
    "renew": "",
    "discredit": "",
    "hasten": "",
    "halt": "",
    "revive": "",
    "intensify": "",
    "exacerbate": "",
    "aggravate": "",
    "relieve": "",
    "fuel": "",
    "erode": "",
    "legitimise": "",
    "stabilise": "",
    "recognise": "",
    "recognize": "",
    "divert": "",
    "endanger": "",
    "remove": "",
    "split": "",
    "cut": "",
    "exhaust": "",
    "cripple": "",
    "disrupt": "",
    "paralyse": "",
    "shatter": "",
    "drain": "",
    "deter": "",
    "inflame": "",
    "arouse": "",
    "ignite": "",
    "feed": "",
    "jeopardise": "",
    "cement": "",
    "entrench": "",
    "reinforce": "",
    "polarise": "",
    "displace": "",
    "absorb": "",
    "attract": "",
    "curb": "",
    "interrupt": "",
    "preserve": "",
    "consolidate": "",
    "complicate": "",
    "ease": "",
    "halve": "",
    "double": "",
}
"""Verbs by which one thing brings another about, with the preposition that belongs to them."""

BROAD = word_set("make turn give leave allow enable force help convince persuade")
"""Verbs whose object alone is no answer: `gave` whom what? Their effect is all that the clause says."""

OUTCOMES = word_set("""
    lead result cause create provoke trigger spark prevent weaken strengthen undermine destroy reduce increase raise end
    deepen ensure remove hinder hamper limit encourage discourage worsen improve damage threaten discredit hasten halt
    revive intensify exacerbate aggravate relieve fuel erode stabilise
    split cut exhaust cripple disrupt paralyse shatter drain feed reinforce boost lower delay attract
    jeopardise complicate ease double halve curb
""")
"""Verbs that tell what came of something; `highlighting`, `signalling`, `marking` are the writer's comment."""

PUSHING = word_set("""
    allow enable force encourage lead cause help persuade convince require compel oblige inspire prompt tempt drive
    induce
""")
"""Verbs by which something makes somebody do something: `allowed the state to take over estates`."""

PASSIVE_CAUSES = word_set("""
    cause drive trigger provoke prompt spark heighten inspire motivate fuel undermine weaken strengthen hamper
    hinder mitigate encourage delay prevent limit restrict anger infuriate alarm alienate outrage enrage embitter
    frighten disillusion discredit unsettle offend humiliate radicalise
""")
"""Verbs whose passive has a cause for its agent: `was driven by issues such as …`."""

PERMANENT_CAUSES = re.compile(r"(?:because of|owing to|due to|as a result of|on account of|thanks to)\b", re.IGNORECASE)
"""Prepositions that give a reason wherever they stand."""

GRANTING = word_set("accept admit concede acknowledge grant")
"""Verbs with which an author takes up what speaks against the view."""

REPORTING_VERBS = word_set("""
    argue maintain claim contend believe suggest assert insist hold stress emphasise emphasize conclude see
    regard view describe interpret consider defend challenge point note think propose theorise theorize write
    say find show demonstrate warn predict observe object reject blame
""")
"""What scholars do with their views."""

PAGE_CITED = re.compile(
    r" \((?:see )?[A-Z][\w’'-]+(?:(?:,| and| &) [A-Z][\w’'-]+)*(?: et al\.?)?,?"
    r" (?:pp?\. ?)?\d{1,3}(?:[–,-] ?\d{1,3})*\)"
)
"""`(Mann 138)`: where a work says it, which the quote shows and nobody has to recall."""

TYING = re.compile(
    r"(?P<said>[\"“][^\"”]+[\"”]|(?<!\w)[‘'][^’']+[’'](?!\w))"
    r"|(?<!but) (?:therefore|thus|hence|consequently|also|(?<!and )(?<!rather )(?<!other )then(?! (?:an?|the)\b)|"
    r"certainly|undoubtedly|nevertheless|"
    r"instead(?! of\b)) (?=[a-z]+)"
)
"""Adverbs that tie a statement to the one before, outside quotations, which are left as they are."""


def untied(statement: str) -> str:
    """A statement without the adverbs that tie it to the one before."""
    return TYING.sub(lambda found: found["said"] or " ", statement)


CONCLUDING_OPENERS = word_set("overall ultimately conclusion judgement judgment") | {
    "in conclusion",
    "to conclude",
    "on balance",
    "in short",
    "in sum",
    "in summary",
    "on the whole",
    "to sum up",
    "all in all",
    "in general",
    "in my opinion",
    "in my view",
    "in my judgment",
    "in my judgement",
}
"""Openers of the sentence in which an essay gives its judgment."""

PRONOUNS = word_set("he she it they him her them his hers its their theirs himself herself itself themselves")
DEMONSTRATIVES = word_set("this that these those such")

ORGANISATION_HEADS = word_set("""
    Party Union League Organization Organisation Committee Council Society Association Federation Government
    Parliament Assembly Senate Congress Church Company Bank Corporation Ministry Department Office Army Navy
    Guard Brigade Front Institute University Court Commons Lords Duma Soviet Cabinet Commission Nations Agency
    Board Community Trust Movement
""")
"""The last word of an organisation's name."""

PLACE_ABBREVIATIONS = word_set("USA UK USSR US U.S. U.S.A. U.K. UN U.N. EU E.U. EC EEC GB NYC GDR FRG DDR PRC")
"""Short for states and their unions: too well known to be asked for, and no organisations in a pupil's sense."""

PLACE_HEADS = word_set("""
    St St. Street Road Avenue Square Hall Palace Park House Castle Bridge River Lake Sea Ocean Bay Mount
    Mountains Wharf Docks Docklands Quarter Valley Island Islands Peninsula Canal Coast Desert Harbour Airport Station
""")
"""The last word of a place's name."""

NAME_LINKS = word_set("of the de la di da del della du des von van der den el al bin ibn")
"""Small words inside a name: `Battle of the Somme`, `Otto von Bismarck`."""

WIDE_LINKS = word_set("and for on")
"""Small words inside some names only: `Cat and Mouse Act`, but not `Britain and France`."""

NOT_TO_ASK = word_set("""
    City
    States House Union Constitution Court Assembly Cabinet Chancellor Prince Bishop Bible God Letters Notes
    Parliament Congress Senate Commons Lords West East North South Western Eastern Crown Republic State Church
    King Queen President Minister Act Treaty War League Council Section Source Clause Europe Europeans Prime
    Government Party Empire Christian Christians Muslim Muslims Jews Catholics Protestants Americans Germans
    French Soviets Russians I II III IV V
""")
"""Names too general to be an answer when they stand alone."""

HOUSEHOLD = word_set("NHS BBC GDP FBI CIA MP MPs") | {
    "Supreme Court",
    "United Nations",
    "European Union",
    "United States",
    "House of Lords",
    "House of Commons",
    "House of Representatives",
    "World Bank",
    "Prime Minister",
}
"""Bodies that every student knows: nothing is recalled by naming them."""

COUNTRIES = word_set("""
    Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Bangladesh Belgium Bolivia Bosnia Brazil
    Britain Bulgaria Burma Cambodia Canada Chile China Colombia Congo Croatia Cuba Cyprus Czechoslovakia Denmark Ecuador
    Egypt England Estonia Ethiopia Finland France Germany Ghana Greece Guatemala Haiti Honduras Hungary Iceland India
    Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kenya Korea Kuwait Laos Latvia Lebanon Liberia Libya
    Lithuania Malaysia Mexico Mongolia Morocco Mozambique Myanmar Namibia Nepal Netherlands Nicaragua Nigeria Norway
    Pakistan Palestine Panama Paraguay Peru Philippines Poland Portugal Prussia Romania Russia Rwanda Scotland Senegal
    Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand Tunisia
    Turkey Uganda Ukraine Uruguay Venezuela Vietnam Wales Yugoslavia Zambia Zimbabwe
    Alsace Andalusia Aragon Bavaria Bohemia Brittany Burgundy Castile Catalonia Flanders Galicia Hanover Lombardy
    Moravia Munster Normandy Piedmont Punjab Rhineland Saxony Sicily Silesia Transylvania Tuscany Ulster
    Venetia Westphalia
""")
"""States and regions of one word, names of persons left out: the parser takes `Denmark abolished …` for a person."""

MONTHS = word_set("""
    January February March April May June July August September October November December Jan Feb Mar Apr Jun
    Jul Aug Sep Sept Oct Nov Dec
""")

GIVEN_NAMES = word_set("""
    Adam Adolf Alan Albert Alexander Alexandra Alfred Alice Amelia Amy Andrew Angela Ann Anna Anne Annie Anthony
    Antonio Arthur Barbara Benito Benjamin Bernard Bertha Betty Boris Brian Carl Caroline Catherine Cecil
    Charles Charlotte Christopher Clara Claude Clement Constance Cornelius Daniel David Deng Denis Diana Dmitri
    Dorothy Douglas Duncan Dwight Edith Edmund Edouard Edward Edwin Eleanor Elizabeth Ella Ellen Elsie Emile
    Emily Emma Emmeline Enoch Eric Ernest Ethel Eugene Eva Evelyn Ferdinand Florence Frances Francis Francisco
    Frank Franklin Franz Frederick Friedrich Gabriel Geoffrey George Georges Gerald Gilbert Giuseppe Gordon
    Grace Graham Gregory Gustav Guy Hannah Hans Harold Harriet Harry Heinrich Helen Helmut Henri Henry Herbert
    Herman Hermann Horatio Howard Hubert Hugh Hugo Ian Ida Immanuel Ignatius Irene Isaac Isabella Ivan Ivor Jack
    Jacob Jacques James Jane Janet Jean Jennifer Jessica Joan Johann Johannes John Jonathan Josef Joseph
    Josephine Juan Judith Jules Julia Julian June Karl Katherine Kathleen Keith Kenneth Kurt Laura Lawrence Leo
    Leon Leonard Leonid Leslie Lester Lewis Lionel Lloyd Louis Louise Lucy Ludwig Luis Luke Lydia Lyndon Malcolm
    Margaret Maria Marie Marion Mark Martha Martin Mary Matilda Matthew Maurice Max Maxim Maximilien Michael
    Miguel Mikhail Mildred Millicent Mohandas Nancy Nelson Neville Nicholas Nikita Nikolai Nora Norman Olga
    Oliver Oscar Oswald Otto Owen Pablo Pat Patrick Paul Pauline Pedro Percy Peter Philip Pierre Rachel Ralph Raymond
    Rebecca Reginald Richard Robert Roger Roland Ronald Rosa Rosemary Roy Rupert Ruth Samuel Sarah Sergei Sidney
    Sigmund Simon Sophie Stafford Stanley Stephen Steven Stuart Susan Sylvia Thomas Tony Trevor Vera Victor
    Talcott Victoria Vincent Violet Virginia Vladimir Walter Warren Wilhelm William Winifred Winston Woodrow Zoe
""")
"""Common first names: a capitalised run that opens with one is a person where the parser has no opinion."""

WOMEN = word_set("""
    Alexandra Alice Amelia Amy Angela Ann Anna Anne Annie Barbara Bertha Betty Caroline Catherine Charlotte Clara
    Constance Diana Dorothy Edith Eleanor Elizabeth Ella Ellen Elsie Emily Emma Emmeline Ethel Eva Florence Frances
    Grace Hannah Harriet Helen Ida Irene Isabella Jane Janet Jennifer Joan Josephine Judith Julia Katherine Kathleen
    Laura Louise Lucy Lydia Margaret Maria Marie Martha Mary Matilda Mildred Millicent Nancy Nora Olga Pauline Rachel
    Rebecca Rosa Rosemary Ruth Sarah Sophie Susan Sylvia Vera Victoria Violet Virginia Winifred Zoe
    Queen Empress Tsarina Princess Lady Mrs Mrs. Ms
""")
"""First names and titles of women."""

CONNECTIVE_ADVERBS = word_set("""
    only simply also then therefore thus however nevertheless moreover furthermore consequently hence too indeed
    likewise
""")
"""Adverbs that tie a clause to the one before: they have no place in a question."""

PARTICIPLES = word_set("""
    taken given driven seen done known written shown begun broken chosen drawn fallen forgiven forgotten frozen
    gone grown hidden ridden risen spoken stolen sworn thrown torn undertaken withdrawn woken worn overthrown
""")
"""Forms that are never a past tense, whatever the tagger says: `the emperor taken prisoner` has no finite verb."""

NOMINALS = {
    "abolition": "abolished",
    "adoption": "adopted",
    "annexation": "annexed",
    "arrest": "arrested",
    "assassination": "assassinated",
    "creation": "created",
    "defeat": "defeated",
    "dismissal": "dismissed",
    "dissolution": "dissolved",
    "establishment": "established",
    "exclusion": "excluded",
    "execution": "executed",
    "expulsion": "expelled",
    "formation": "formed",
    "foundation": "founded",
    "founding": "founded",
    "introduction": "introduced",
    "invasion": "invaded",
    "launch": "launched",
    "murder": "murdered",
    "nationalisation": "nationalised",
    "nationalization": "nationalized",
    "occupation": "occupied",
    "opening": "opened",
    "partition": "partitioned",
    "passage": "passed",
    "passing": "passed",
    "publication": "published",
    "renewal": "renewed",
    "repeal": "repealed",
    "signing": "signed",
    "suppression": "suppressed",
    "withdrawal": "withdrawn",
}
"""Noun → participle: `the repeal of the Corn Laws` → `were the Corn Laws repealed`."""

POSSIBLE = word_set("can could may might")
"""Modal verbs of what is possible: `can be used to fund research`."""
PRESENT_PERFECT = word_set("has have")

INTRANSITIVE_NOMINALS = {
    "abdication": "abdicate",
    "beginning": "begin",
    "collapse": "collapse",
    "death": "die",
    "decline": "decline",
    "end": "end",
    "failure": "fail",
    "fall": "fall",
    "outbreak": "break out",
    "resignation": "resign",
    "start": "start",
}
"""Noun → verb: `the outbreak of war` → `did war break out`."""

GENUS = word_set("""
    ability act amount approach area argument art attempt belief body branch charge concept condition difference
    doctrine feeling form group idea institution kind knowledge law level limit measure method model movement name
    number part payment period person place policy practice price principle process proportion rate ratio
    relationship right rule school set share situation stage state study style sum system tax tendency term theory
    total type unit use value view way word
""")
"""What a definition begins with: `the set of lessons that …`, `a tax on imports`."""

COUNTS = ("one", "two", "three", "four", "five", "six")
"""Numbers of things that can be learnt together, at their place less one."""

MEMBERS = word_set("""
    achievements advantages aims approaches arguments aspects assumptions barriers benefits branches categories
    causes challenges characteristics classes components conditions consequences costs criteria criticisms
    determinants dimensions disadvantages drawbacks drivers duties effects elements explanations factors failures
    features forms functions goals grounds groups impacts influences instruments kinds layers levels limitations
    limits measures methods motives objections objectives obstacles options parts phases pillars policies principles
    problems properties purposes qualities reasons reforms responses results rights roles rules solutions sources
    stages steps strands strategies strengths successes techniques terms themes theories threats tools types
    variables variations virtues ways weaknesses
""")
"""What the members of a list are: the head of the words that announce it, `the three main causes of the war`."""

YEAR_OF_WORK = re.compile(r" \(\d{4}\)$")
"""The year of a work behind its author: `Zimbardo (1973)`."""

QUOTATION = re.compile(r"[\"“][^\"”]+[\"”]|(?<!\w)[‘'][^’']+(?:[’']\w[^’']*)*[’'](?!\w)")
"""Words in quotation marks, whoever says them: an apostrophe within a word closes none."""
TRIVIAL = word_set("yes no true false")
"""Answers that many questions have."""
ARTICLE = re.compile(r"(?:the|an?) ")
