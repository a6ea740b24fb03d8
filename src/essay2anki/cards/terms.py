"""What is …?"""

from __future__ import annotations

from essay2anki.cards.wording import Wording, answer, ask, sentence
from essay2anki.model import Fact

RELATIONS = ("means", "is_meant", "is_who", "holds", "occurs", "consists", "called", "meant_by", "defined", "linked")


def make(fact: Fact) -> Wording | None:
    """Ask what a term or a named body is and whose, who somebody was, or what a theory says."""
    match fact.relation:
        case "is_who":
            question = ask("who", fact.operator, fact.subject)
        case "is_meant":
            # Whether `the flood plain` is any or a certain one, the article of the source does not tell.
            question = ask(f"what is meant by ‘{fact.subject}’")
        case "called":
            by = f"by {fact.attribution}" if fact.attribution else ""
            question = f"{sentence(fact.statement)} {ask('what is this called', by)}"
        case "meant_by":
            question = ask("what", fact.operator, fact.subject, f"mean by ‘{fact.predicate}’")
        case "linked":
            question = ask(f"whose name is linked with the term ‘{fact.subject}’")
        case "occurs":
            question = ask("when", fact.operator, fact.subject, fact.predicate)
        case "defined":
            question = ask("how", fact.operator, fact.subject, fact.predicate)
        case "consists":
            question = ask("what", fact.operator, fact.subject, "consist of")
        case _:
            question = ask("what", fact.operator, fact.subject, fact.predicate)
    return Wording(question=question, answer=answer(fact.value), score=7.5)
