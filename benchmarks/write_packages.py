"""How fast packages are written, and how large they are, against genanki as documented and a bare writer.

    python benchmarks/write_packages.py [--rounds 7]

The three take turns inside a round, so that a machine that slows down slows all of them; ratios are medians of the
rounds. The bare writer is the least that makes the same file: sqlite3 and zipfile, rows that are ready, no genanki.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import sqlite3
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from essay2anki.lock import Edition, Lock, edition
from essay2anki.model import BLANK, Card, Deck, Evidence, Kind, Section
from essay2anki.notes import Note, NoteType
from essay2anki.package import write_package
from essay2anki.words import word_set

NOW = 1_795_400_000
SLOW = 1_000
"""Sub-decks from which on one round is enough: genanki takes half a minute."""
WORDS = sorted(
    word_set("treaty relations Britain recognised the government signed because trade failed in Genoa debts")
)
Writer = Callable[[Sequence[Edition], Path], None]


def made(name: str, count: int) -> Edition:
    """An edition of `count` notes, half questions and half clozes, with about 300 bytes of text each."""
    cards = []
    for number in range(count):
        words = " ".join(WORDS[(number * 7 + place * 5) % len(WORDS)] for place in range(18))
        quote = Evidence(
            quote=f"{number} {words}.", source="x.txt", section=Section.ESSAY, heading="", line=1, start=0, end=9
        )
        cloze = number % 2
        cards.append(
            Card(
                key=f"{'statement/named' if cloze else 'cause/why'}/{number}/{name}",
                kind=Kind.EVENT if cloze else Kind.CAUSE,
                type="cloze" if cloze else "question",
                question=f"{BLANK} {words} {number}." if cloze else f"Why {number} {words}?",
                answer=f"Answer {number}",
                context="",
                evidence=(quote,),
                rule="a/b",
                score=5,
                tags=("essay2anki::kind::event", "essay2anki::subject::HISTORY", "essay2anki::paper::GCSE"),
            )
        )
    return edition(Deck(name=name, sources=("x.txt",), cards=tuple(cards), rejections=()), Lock(), now=NOW)


def documented(editions: Sequence[Edition], path: Path) -> None:
    """The way that genanki's README shows."""
    models: dict[int, genanki.Model] = {}
    decks = []
    for number, each in enumerate(editions):
        deck = genanki.Deck((1 << 30) + number, each.deck)
        for note in each.notes:
            model = models.setdefault(note.type.id, _model(note.type))
            deck.add_note(genanki.Note(model=model, fields=list(note.fields), tags=list(note.tags), guid=note.guid))
        decks.append(deck)
    genanki.Package(decks).write_to_file(str(path))


def _model(note_type: NoteType) -> genanki.Model:
    return genanki.Model(
        note_type.id,
        note_type.name,
        fields=[{"name": name} for name in note_type.fields],
        templates=[{"name": each.name, "qfmt": each.front, "afmt": each.back} for each in note_type.templates],
        css=note_type.css,
        model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
    )


_MODELS: dict[str, str] = {}


def bare(editions: Sequence[Edition], path: Path) -> None:
    """sqlite3 and zipfile, without indexes, deflated as ours."""
    database = sqlite3.connect(":memory:")
    tables = (each for each in APKG_SCHEMA.split(";") if "CREATE INDEX" not in each)
    database.executescript(";".join(tables) + APKG_COL)
    if not _MODELS:
        _MODELS["all"] = json.dumps({str(t.id): _model(t).to_json(0, 1) for t in {n.type for n in editions[0].notes}})
    decks = {str(number): genanki.Deck(number, each.deck).to_json() for number, each in enumerate(editions, 1 << 30)}
    database.execute("update col set models = ?, decks = ?", (_MODELS["all"], json.dumps(decks)))
    notes, cards, next_id = [], [], NOW * 1000
    for number, each in enumerate(editions, 1 << 30):
        for place, note in enumerate(each.notes):
            next_id += 1
            notes.append(_row(note, next_id))
            cards += [
                (next_id * 8 + ord_, next_id, number, ord_ - 1, note.modified, -1, 0, 0, place, *[0] * 8, "")
                for ord_ in note.numbers
            ]
    database.executemany(f"insert into notes values ({','.join('?' * 11)})", notes)
    database.executemany(f"insert into cards values ({','.join('?' * 18)})", cards)
    database.commit()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr("collection.anki2", database.serialize())
        archive.writestr("media", "{}")
    database.close()
    path.write_bytes(buffer.getvalue())


def _row(note: Note, note_id: int) -> tuple[object, ...]:
    tags, fields = f" {' '.join(note.tags)} ", "\x1f".join(note.fields)
    return (note_id, note.guid, note.type.id, note.modified, -1, tags, fields, note.front, 0, 0, "")


WRITERS: dict[str, Writer] = {"essay2anki": write_package, "genanki": documented, "bare": bare}


def timed(writer: Writer, packages: Sequence[Sequence[Edition]], folder: Path) -> tuple[float, int]:
    """Seconds to write all packages, and the bytes of the last."""
    path = folder / "x.apkg"
    gc.collect()
    start = time.perf_counter()
    for editions in packages:
        writer(editions, path)
    return time.perf_counter() - start, path.stat().st_size


def compare(title: str, packages: Sequence[Sequence[Edition]], rounds: int, names: Sequence[str]) -> None:
    """Print the medians of one case."""
    seconds: dict[str, list[float]] = {name: [] for name in names}
    size: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as litter:
        tempfile.tempdir = litter  # genanki leaves its databases there
        for number in range(rounds + 1):
            for name in names:
                spent, size[name] = timed(WRITERS[name], packages, Path(folder))
                if number:  # the first round warms up
                    seconds[name].append(spent)
        tempfile.tempdir = None
    print(f"\n{title}")
    for name in names:
        pairs = zip(seconds[name], seconds["essay2anki"], strict=True)
        ratio = statistics.median(other / ours for other, ours in pairs)
        print(f"  {name:<11}{statistics.median(seconds[name]):8.3f} s {ratio:8.2f} x ours {size[name]:>12,} bytes each")


def main() -> None:
    """Run the cases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    names = list(WRITERS)
    compare("300 packages of 30 notes", [[made(f"d{n}", 30)] for n in range(300)], rounds, names)
    compare("1 package of 10,000 notes", [[made("d", 10_000)]], rounds, names)
    for count in (30, 300, 3_000):
        decks = [made(f"d{n}", 3) for n in range(count)]
        compare(f"1 package of {count:,} sub-decks with 3 notes", [decks], rounds if count < SLOW else 1, names)


if __name__ == "__main__":
    main()
