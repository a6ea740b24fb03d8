"""The command line: a thin shell over `pipeline`. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import atexit
import functools
import gc
import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from essay2anki import __version__
from essay2anki.options import PATH, carried_out

if TYPE_CHECKING:
    from pathlib import Path

    from essay2anki.problems import Problem
    from essay2anki.rules import Rule
    from essay2anki.run import Run
    from essay2anki.session import Session
    from essay2anki.settings import Settings
    from essay2anki.target import Shipping, Target
    from essay2anki.unchanged import State

DENSITIES = ("light", "standard", "full")
KINDS = (
    *("date", "event", "person", "term", "figure", "cause", "consequence", "list", "judgment", "plan", "timeline"),
)
"""Those of `model.Density` and `model.Kind`, for which help and version need not wait."""
OUT = "dist"
STDOUT = "-"
FAILING = ("new", "reworded", "retired", "moved", "any")
"""Changes for which `diff` may fail."""
DECKS = "decks"
SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")


class Said(TypedDict):
    """Settings as they were said on the command line; each beats, or adds to, what the file says."""

    density: str | None
    ignore: tuple[str, ...]
    fields: tuple[str, ...]


def _options(command: Callable[..., bool]) -> Callable[..., bool]:
    """The options of every command that reads sources: it is given them as they were said, and its session."""

    @carried_out
    @click.option("--density", type=click.Choice(DENSITIES), help="How many cards a text gives.  [default: standard]")
    @click.option("--ignore", multiple=True, metavar="PATTERN", help="Files and folders that are no sources.")
    @click.option("--field", "fields", multiple=True, metavar="FIELD=NAME", help="The name of a field in a .jsonl row.")
    @click.option("-v", "--verbose", is_flag=True, help="Say what was mended in each source, and what was ignored.")
    @functools.wraps(command)
    def said(*, density: str | None, ignore: tuple[str, ...], fields: tuple[str, ...], **options: object) -> bool:
        return command(said={"density": density, "ignore": ignore, "fields": fields}, **options)

    return said


def _reading(command: Callable[..., bool]) -> Callable[..., bool]:
    """The same for a command that is given the settings: those of the file, and what was said."""

    @_options
    @functools.wraps(command)
    def reading(*, said: Said, **options: object) -> bool:
        return command(settings=_settings(said), **options)

    return reading


def _settings(said: Said) -> Settings:
    from pathlib import Path  # noqa: PLC0415 - help and version must not wait for them

    from essay2anki import config  # noqa: PLC0415

    return config.merged(config.load(Path.cwd()), **said)


FIRST_STEPS = """\
Cards for yourself, out of an essay:
  essay2anki build essay.txt      writes a package into dist/; in Anki choose File › Import

Cards for a class, which you correct before it gets them:
  essay2anki draft essays/        writes deck files into decks/, to be edited
  essay2anki build decks/         makes the packages from them

All commands, and what an essay file looks like: essay2anki -h
"""
"""Shown to whoever says no more than the name of the program."""


@click.group(
    invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, package_name="essay2anki", message="essay2anki %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn exam essays and their marking notes into Anki decks, offline, with the evidence on every card.

    A SOURCE is a text with the lines TITLE, ESSAY, SUBJECT, PAPER and NOTES (.txt, .md, .docx), a data set with an
    essay a row (.jsonl), a folder of such files, or - for standard input. Essays of one topic go into one deck.
    """
    atexit.register(gc.freeze)  # else Python looks for garbage in what ends with the process: 7 % of a check
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # essays hold any letter, whatever the console was set to
            stream.reconfigure(encoding="utf-8")
    if os.environ.get("NO_COLOR"):
        context.color = False
    if not context.invoked_subcommand:
        click.echo(FIRST_STEPS, err=True, nl=False)
        context.exit(2)


def _guarded(command: Callable[..., bool]) -> Callable[..., None]:
    """Run a command that returns whether it failed; show what a person can mend instead of a traceback."""

    @functools.wraps(command)
    def guarded(**options: object) -> None:
        from essay2anki import session  # noqa: PLC0415 - help and version must not wait for it

        session.guarded(functools.partial(command, **options))

    return guarded


@main.command(
    short_help="Make Anki packages of essays and deck files.",
    epilog="\b\nExample:\n  essay2anki build essays/ -o dist/",
)
@SOURCES
@click.option("-o", "--out", default=OUT, show_default=True, metavar="OUT", type=PATH)
@click.option("--locked", is_flag=True, help="Fail if the lock file would change; for CI.")
@click.option("--baseline", multiple=True, metavar="OLD.apkg", type=PATH, help="Stands in for a lost lock file.")
@click.option("--retire-missing", is_flag=True, help="Withdraw the cards of sources that are not given.")
@click.option("--reviewed-only", is_flag=True, help="Leave out cards of deck files that nobody has read.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@_guarded
@_options
def build(  # noqa: PLR0913 - one for each option
    sources: tuple[str, ...],
    out: Path,
    said: Said,
    session: Session,
    *,
    reviewed_only: bool,
    quiet: bool,
    verbose: bool,
    **shipping: Unpack[Shipping],
) -> bool:
    """Make Anki packages: one .apkg a deck in the folder OUT, or a single one if OUT ends in .apkg.

    A SOURCE may also be a deck file (.yaml), or a folder of them, as `essay2anki draft` writes them.

    What was shipped is kept in the file essay2anki.lock, in that folder or beside essay2anki.yaml. Keep it with your
    essays: by it the next build changes only the notes that have changed, and withdraws those whose facts have gone.
    """
    from pathlib import Path  # noqa: PLC0415 - help and version must not wait for them

    from essay2anki import target, unchanged  # noqa: PLC0415

    settings_file = target.nearest(Path.cwd())
    goal = target.target(out, settings_file, **shipping)
    files = [*sources, *([str(settings_file)] if settings_file else [])]
    before = _state(files, goal, session, said, reviewed_only)
    if before and session.store and not verbose and (known := unchanged.recall(before, session.store)):
        session.write({"unchanged": True, "parsed": 0, "decks": known.decks})
        if not quiet:
            click.echo(f"unchanged    {known.decks:,} decks, {known.notes:,} notes")
        _problems(known.problems, verbose=verbose)
        return False
    from essay2anki import pipeline, show  # noqa: PLC0415 - nor must a build that has nothing to do

    settings, means = _settings(said), session.means
    run = pipeline.build(sources, goal, now=_now(), settings=settings, means=means, reviewed_only=reviewed_only)
    if not quiet:
        for each in run.built:
            click.echo(show.summary(each, run.essays, verbose=verbose))
        if len(run.built) > 1:
            click.echo(show.total(run))
    _tell(run, session, verbose=verbose)
    after = _state(files, goal, session, said, reviewed_only)
    if before and after and session.store and not run.failed:
        packages = [(each.path, len(each.deck.notes)) for each in run.built]
        unchanged.remember(before, after, session.store, packages=packages, problems=run.problems)
    return run.failed


def _now() -> int:
    """The time of a build in seconds since 1970; `SOURCE_DATE_EPOCH` says what all parts of a run shall take it for."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told and not told.isdecimal():
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {told!r}: write the seconds since 1970.")
    return int(told or time.time())


def _state(files: Sequence[str], target: Target, session: Session, *options: object) -> State | None:
    """All that a build hangs on; none if it is not to be remembered."""
    from essay2anki import unchanged  # noqa: PLC0415 - as above

    # Of the deck files in the usual folder a build tells whether they hold work that it passes over.
    every = [*files, *map(str, target.baseline), DECKS]
    asked = (str(target.out), target.retire_missing, session.shard, *options)
    return unchanged.state(every, target.lock, *asked) if session.cache else None


@main.command(
    short_help="Write deck files that you can correct.", epilog="\b\nExample:\n  essay2anki draft essays/ -d decks/"
)
@SOURCES
@click.option("-d", "--decks", default=DECKS, show_default=True, metavar="DECKS", type=PATH)
@click.option("--check", is_flag=True, help="Write nothing; status 1 if a draft would change a deck file.")
@click.option("--diff", is_flag=True, help="Write nothing; show what a draft would change.")
@click.option("--retire-missing", is_flag=True, help="Mark the cards of sources that are not given as gone.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@_guarded
@_reading
def draft(  # noqa: PLR0913 - one for each option
    sources: tuple[str, ...],
    decks: Path,
    settings: Settings,
    session: Session,
    *,
    check: bool,
    diff: bool,
    retire_missing: bool,
    quiet: bool,
    verbose: bool,
) -> bool:
    """Write deck files that you can correct: one .yaml a deck in the folder DECKS.

    What you have corrected in a deck file, added, rejected, moved or tagged stays when you draft again.
    """
    from pathlib import Path  # noqa: PLC0415 - help and version must not wait for them

    from essay2anki import pipeline, release, show  # noqa: PLC0415
    from essay2anki.target import nearest  # noqa: PLC0415

    target = release.target(Path(OUT), nearest(Path.cwd()))
    dry = check or diff
    run = pipeline.redraft(
        sources, decks, target, settings, means=session.means, dry=dry, retire_missing=retire_missing
    )
    for each in run.drafted:
        if diff:
            click.echo(each.diff, nl=False)
        elif not quiet:
            click.echo(show.drafted(each))
    _tell(run, session, verbose=verbose)
    return run.failed or (check and any(each.changed for each in run.drafted))


@main.command(short_help="Show the cards without packing them.", epilog="\b\nExample:\n  essay2anki cards essay.txt")
@SOURCES
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
@click.option("--explain", is_flag=True, help="Show the rejected candidates too, and why.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Show only cards of this kind.")
@_guarded
@_reading
def cards(  # noqa: PLR0913 - one for each option
    sources: tuple[str, ...],
    settings: Settings,
    session: Session,
    *,
    as_json: bool,
    explain: bool,
    kinds: tuple[str, ...],
    verbose: bool,
) -> bool:
    """Show the cards without packing them."""
    import json  # noqa: PLC0415 - help and version must not wait for them

    from essay2anki import pipeline, show  # noqa: PLC0415

    run = pipeline.gather(sources, settings, means=session.means)
    for deck in (show.of_kinds(deck, kinds) if kinds else deck for deck in run.decks):
        if as_json:
            for record in show.records(deck, explain=explain):
                click.echo(json.dumps(record, ensure_ascii=False))
        else:
            click.echo(show.table(deck, explain=explain))
    _tell(run, session, verbose=verbose)
    return run.failed


@main.command(
    short_help="Look over decks, and tell what is wrong and where.",
    epilog="\b\nExample:\n  essay2anki check decks/ essays/",
)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Status 1 for warnings too.")
@click.option("--baseline", metavar="FILE", type=PATH, help="Leave out the findings that FILE lists.")
@click.option("--write-baseline", metavar="FILE", type=PATH, help="List what is found in FILE, for --baseline.")
@click.option("--explain", metavar="RULE", help="Say what a rule is about, and what to do.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is found.")
@_guarded
@_reading
def check(  # noqa: PLR0913 - one for each option
    sources: tuple[str, ...],
    settings: Settings,
    session: Session,
    *,
    form: str,
    strict: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    explain: str | None,
    quiet: bool,
    verbose: bool,
) -> bool:
    """Look over decks: repeated cards, contradictions, answers given away, and more.

    A SOURCE may be a deck file, a package (.apkg) or an essay. The rules judge all cards of a package, and those of a
    deck file that would be built; of essays, which only make cards that pass them, what concerns the deck as a whole
    is told. The status is 1 if there is an error.
    """
    from essay2anki import known, pipeline, report  # noqa: PLC0415 - help and version must not wait for them

    if explain:
        rule = _rule(explain)
        click.echo(report.explanation(rule, settings.severities.get(rule.id, rule.severity)))
        return False
    if not sources:
        raise click.UsageError("Missing argument 'SOURCE...'.")
    listed = known.read(baseline) if baseline else []
    run = pipeline.check(sources, settings, means=session.means)
    session.finish(run)
    run.problems = list(known.without(run.problems, listed))
    for problem in run.problems:
        if verbose or problem.severity != "note":
            click.echo(report.FORMATS[form](problem))
    if form == "text" and not quiet:
        click.echo(report.summary(run.problems, run.decks), err=True)
    if write_baseline:
        known.write(write_baseline, run.problems)
        return False
    return run.failed or (strict and any(problem.severity == "warning" for problem in run.problems))


@main.command(
    short_help="Make a page to look through the cards in a browser.",
    epilog="\b\nExample:\n  essay2anki preview decks/ essays/ -o preview.html",
)
@SOURCES
@click.option("-o", "--out", default="preview.html", show_default=True, metavar="FILE", type=PATH)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@_guarded
@_reading
def preview(
    sources: tuple[str, ...], out: Path, settings: Settings, session: Session, *, quiet: bool, verbose: bool
) -> bool:
    """Make a page to look at the cards as Anki shows them, beside the text that they come from.

    The page needs no network and can be sent as it is; - writes it to standard output. What `essay2anki check` finds
    is told on the page; give the essays too, and it shows which passages are on a card.
    """
    from essay2anki import pipeline, report  # noqa: PLC0415 - help and version must not wait for them

    run = pipeline.preview(sources, None if str(out) == STDOUT else out, settings, means=session.means)
    if str(out) == STDOUT:
        click.echo(run.page, nl=False)
    elif not (quiet or run.failed):
        click.echo(f"{out}: {report.summary(list(run.findings), run.decks)}")
    run.problems = [problem for problem in run.problems if problem not in run.findings]  # those are on the page
    _tell(run, session, verbose=verbose)
    return run.failed


@main.command(
    short_help="Show what has changed between two editions.",
    epilog="\b\nExample:\n  essay2anki diff old.apkg new.apkg --format markdown",
)
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--fail-on", multiple=True, type=click.Choice(FAILING), help="Status 1 if there is such a change.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what has changed.")
@_guarded
def diff(old: Path, new: Path, form: str, *, fail_on: tuple[str, ...], quiet: bool) -> bool:
    """Show what has changed between two editions: what is new, reworded, moved and retired.

    OLD and NEW are packages (.apkg), deck files (.yaml), or folders of them. As Markdown it is a letter to the class.
    """
    from essay2anki import bulletin, pipeline  # noqa: PLC0415 - help and version must not wait for them

    found, problems = pipeline.diff(old, new)
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in errors:
        click.echo(str(problem), err=True)
    if errors:
        return True  # half of an edition would look as if the rest had been withdrawn
    click.echo(bulletin.FORMATS[form](found), nl=False)
    if form == "text" and not quiet:
        click.echo(bulletin.summary(found), err=True)
    kinds = {kind for change in found.changes for kind in change.kinds}
    return bool(kinds & set(fail_on)) or ("any" in fail_on and bool(kinds))


@main.command(short_help="Write a file of settings to begin with.")
@_guarded
def init() -> bool:
    """Write a file of settings into this folder, essay2anki.yaml, in which each is explained and none is set."""
    from pathlib import Path  # noqa: PLC0415 - help and version must not wait for it

    from essay2anki import config  # noqa: PLC0415 - as above

    known = config.create(Path.cwd())
    click.echo(f"{known} counts here, and stays as it is" if known else f"{config.NAME} is written", err=True)
    return False


def _rule(name: str) -> Rule[object]:
    """The rule with an id."""
    from essay2anki.rules import every_rule  # noqa: PLC0415 - help and version must not wait for it
    from essay2anki.words import likest  # noqa: PLC0415 - as above

    rules = {rule.id: rule for rule in every_rule()}
    if name in rules:
        return rules[name]
    like = likest(name, rules)
    meant = f"Did you mean {like}?" if like else f"There are: {', '.join(rules)}."
    raise click.BadParameter(f"there is no rule {name!r}. {meant}", param_hint="--explain")


def _tell(run: Run, session: Session, *, verbose: bool) -> None:
    """Say what a person should know; with `verbose` also what was mended, a line a source. Write the report."""
    from essay2anki import show  # noqa: PLC0415 - help and version must not wait for it

    session.finish(run)
    for essay in run.essays if verbose else ():
        click.echo(show.mended(essay), err=True)
    _problems(run.problems, verbose=verbose)


def _problems(problems: Iterable[Problem], *, verbose: bool) -> None:
    """Tell problems, of which notes only to who asks for them."""
    for problem in problems:
        if verbose or problem.severity != "note":
            click.echo(str(problem), err=True)
