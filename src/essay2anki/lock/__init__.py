"""The lock: what was shipped, so that the next build changes only what has changed."""

from essay2anki.lock.baseline import baseline
from essay2anki.lock.editions import Edition, absent, edition
from essay2anki.lock.file import Lock, Shipped, dump, parse
from essay2anki.lock.identity import moved, remember, renamed, settle, titles
from essay2anki.target import LOCK as NAME

__all__ = [
    "NAME",
    "Edition",
    "Lock",
    "Shipped",
    "absent",
    "baseline",
    "dump",
    "edition",
    "moved",
    "parse",
    "remember",
    "renamed",
    "settle",
    "titles",
]
