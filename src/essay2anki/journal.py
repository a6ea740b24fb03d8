"""The journal of a run for programs: what came of each file and deck, and how long each stage took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from essay2anki import __version__

if TYPE_CHECKING:
    from essay2anki.run import Run

Record = Mapping[str, object]


def journal(run: Run) -> Record:
    """The journal of `run`, as JSON has it. Times are in seconds; those of processes that work side by side add up."""
    stages = defaultdict(float, run.seconds)
    for draft in run.drafts:
        for stage, seconds in draft.seconds.items():
            stages[stage] += seconds
    return {
        "version": __version__,
        "essays": len(run.essays),
        "parsed": sum(not draft.cached for draft in run.drafts),
        "cached": sum(draft.cached for draft in run.drafts),
        "decks": len(run.decks),
        "failed": run.failed,
        "seconds": {stage: round(seconds, 4) for stage, seconds in sorted(stages.items())},
        "files": [asdict(draft) for draft in run.drafts],
        "packages": [
            {
                "deck": built.edition.deck,
                "package": str(built.path),
                "notes": len(built.deck.notes),
                "cards": len(built.deck.cards),
                "new": len(built.edition.new),
                "changed": len(built.edition.changed),
                "retired": len(built.edition.retired),
            }
            for built in run.built
        ],
        "problems": [asdict(problem) for problem in run.problems],
    }
