"""Is it English? A text in another language is read, but its cards would be nonsense: a person should know."""

from __future__ import annotations

import re
from collections import Counter

FUNCTION_WORDS = {
    "English": (
        "the of and to in was that for by with as is were on from it his had which be this at not an are their they "
        "but or have its been who has he when after more"
    ),
    "French": (
        "le la les de des du et en un une que qui est dans pour par sur au aux avec ne pas il elle ce cette sont "
        "était ont été leur plus se son sa ses mais comme"
    ),
    "German": (
        "der die das und in den von zu mit des im für auf ist dem nicht ein eine als auch es an werden aus er hat "
        "dass sie nach wird bei einer um sich war wurde durch"
    ),
    "Spanish": (
        "el la los las de del y en que un una es por con para se al lo como más su sus no fue eran pero entre desde "
        "también este esta ha había sobre"
    ),
    "Italian": (
        "il lo la gli le di del della e in che un una è per con da si al come più non fu era ma anche nel dei sono "
        "alla questo"
    ),
    "Portuguese": (
        "o a os as de do da dos das e em que um uma é por com para se ao não como mais foi mas na no sua seu pela são"
    ),
    "Dutch": (
        "de het een van en in op te dat die is met voor niet aan zijn er om als ook door bij naar werd was maar uit "
        "worden hun"
    ),
    "Latin": "et in est non ad cum ut ex quod qui quae sed ab si de esse aut per sunt enim atque ac nec eius",
}
"""The most frequent words that carry no content, by language."""
LEAST_WORDS = 25
"""Fewer words show nothing: a list of names is in no language."""
LEAST_SHARE = 0.12
"""Share of the English words above in a text. Essays have a third and more, notes without articles a sixth, texts in
other languages, where `in`, `was` and `an` exist too, at most a tenth."""
SAMPLE = 20_000
"""Characters that are looked at."""
_SETS = {language: frozenset(words.split()) for language, words in FUNCTION_WORDS.items()}


def foreign(text: str) -> str | None:
    """The language of a text that is not English, or `another language`; none for English and for too few words."""
    words = re.findall(r"[^\W\d_]+", text[:SAMPLE].lower())
    if len(words) < LEAST_WORDS:
        return None
    counts = Counter(words)
    shares = {name: sum(counts[word] for word in known) / len(words) for name, known in _SETS.items()}
    best = max(shares, key=lambda name: (shares[name], name == "English"))
    if best == "English" and shares[best] >= LEAST_SHARE:
        return None
    if shares["English"] >= LEAST_SHARE and shares[best] < 2 * shares["English"]:
        return None
    return best if best != "English" and shares[best] >= LEAST_SHARE else "another language"
