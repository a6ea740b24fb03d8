"""Work on other machines: an engine that hands decks to a Dask cluster (`pip install 'essay2anki[dask]'`).

The workers need this program and nothing of its files: an essay goes out, a deck comes back. Where a worker dies, Dask
does its work elsewhere; a deck that costs one worker after the other is given up and named.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from essay2anki.model import Deck
from essay2anki.work import Done, Work, carry_out, given_up
from essay2anki.workers import Engine

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 8
"""Decks for each thread of the cluster that are handed out before the first of them is done."""


def over(client: Client) -> Engine:
    """An engine that works on the cluster of `client`; results come in the order of the work."""

    def engine(works: Iterable[Work]) -> Iterator[Done]:
        waiting: deque[tuple[Work, Future[Done]]] = deque()
        most = AHEAD * max(sum(client.nthreads().values()), 1)
        for work in works:
            waiting.append((work, client.submit(carry_out, work, pure=False)))
            if len(waiting) >= most:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())

    return engine


def _result(work: Work, future: Future[Done]) -> Done:
    from distributed import KilledWorker  # noqa: PLC0415 - an extra: whoever has no cluster need not have it

    try:
        done: Done = future.result()
    except KilledWorker as error:
        sources = ", ".join(essay.source for essay in work.essays)
        deck = Deck(name=work.deck, sources=(sources,), cards=(), rejections=(), incomplete=True)
        done = Done(deck=deck, problems=(given_up(sources, f"it has cost several workers: {error}"),))
    return done
