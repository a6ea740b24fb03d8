"""A Dask cluster as the engine: two real workers, one of them killed on the way, and the bytes of a run on one machine.

pip install 'essay2anki[dask]' && pytest -m cluster
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from conftest import CORPUS

from essay2anki.pipeline import build
from essay2anki.release import target
from essay2anki.run import Means
from essay2anki.work import Done, Work

distributed = pytest.importorskip("distributed")
pytestmark = [pytest.mark.cluster, pytest.mark.filterwarnings("default")]
NOW = 1_795_400_000


def test_a_cluster_makes_the_same_bytes_whatever_happens_to_a_worker(tmp_path: Path) -> None:
    """Packages and lock are those of this process alone."""
    from essay2anki.cluster import over  # noqa: PLC0415 - an extra

    sources = [str(path) for path in CORPUS]
    build(sources, target(tmp_path / "here"), now=NOW)
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        processes = list(client.run(os.getpid).values())

        def engine(works: Iterable[Work]) -> Iterator[Done]:
            for number, done in enumerate(over(client)(works)):
                if number == 0:
                    os.kill(processes[0], signal.SIGKILL)
                yield done

        run = build(sources, target(tmp_path / "there"), now=NOW, means=Means(engine=engine))
        assert processes[0] not in client.run(os.getpid).values()

    assert not run.failed
    here, there = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("here", "there"))
    assert here == there
    assert len(here) == len(sources) + 1
