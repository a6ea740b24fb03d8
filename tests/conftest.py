"""What the tests share: the project's texts, their decks, and the real Anki."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from anki.collection import Collection, ImportAnkiPackageRequest

from essay2anki.drafting import draft
from essay2anki.model import Deck
from essay2anki.run import Run

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
CORPUS = sorted([*EXAMPLES.glob("*.txt"), *(HERE / "corpus").glob("*.txt")])


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes anew what is made from the program, instead of comparing."""
    parser.addoption("--update", action="store_true", help="write the expected cards, schemas and tables of docs anew")


def cases(name: str) -> list[Any]:
    """The cases of `tests/cases/NAME.yaml` as parameters; `known_failure: true` makes an xfail."""
    parameters = []
    for number, case in enumerate(yaml.safe_load((HERE / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))):
        failing = case.pop("known_failure", False)
        marks = [pytest.mark.xfail(reason="known failure", strict=True)] if failing else []
        title = str(next(iter(case.values())))[:60]
        parameters.append(pytest.param(case, id=f"{number}-{title}", marks=marks))
    return parameters


def shown(deck: Deck) -> str:
    """A deck as the expected files have it: front, answer, and how many quotes bear it out."""
    blocks = (f"{card.kind}: {card.front}\n  → {card.answer} ({len(card.evidence)})\n" for card in deck.cards)
    return "\n".join([f"{deck.name}\n", *blocks])


@pytest.fixture(scope="session", params=CORPUS, ids=lambda path: path.stem)
def essay_path(request: pytest.FixtureRequest) -> Path:
    """Each of the project's texts in turn."""
    path: Path = request.param
    return path


@pytest.fixture(scope="session")
def drafted() -> Callable[[Path], Run]:
    """Draft a file once and remember the result: the parser is slow to start."""
    runs: dict[Path, Run] = {}

    def once(path: Path) -> Run:
        if path not in runs:
            runs[path] = draft([str(path)])
        return runs[path]

    return once


@pytest.fixture(scope="session")
def deck(essay_path: Path, drafted: Callable[[Path], Run]) -> Deck:
    """The deck of each of the project's texts in turn."""
    (made,) = drafted(essay_path).decks
    return made


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection of the real Anki."""
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def import_package(collection: Collection) -> Callable[[Path], Any]:
    """Import a package with the options that Anki's dialog offers; returns Anki's log of the import."""

    def imported(path: Path) -> Any:
        options = collection._backend.get_import_anki_package_presets()
        return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log

    return imported


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test remembers for itself, in a folder of its own."""
    monkeypatch.setenv("ESSAY2ANKI_CACHE", str(tmp_path_factory.mktemp("cache")))
