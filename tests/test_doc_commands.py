"""What the documents tell people to do, done: their commands, their links, and ready-made CI."""

from __future__ import annotations

import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:\s]*)(?:#([^)\s]+))?\)")
ESSAYS = ("public_health.txt", "education.txt")
INSTALLING = "pip install"
"""What a test cannot do without a network, and need not: it runs what is installed."""
WITH_COMMANDS = [page for page in PAGES if COMMANDS.search(page.read_text(encoding="utf-8"))]


@pytest.fixture
def department(tmp_path: Path) -> Path:
    """A repository as docs/ci.md wants it, with a first version of its decks, and a second essay since."""
    folder = tmp_path / "department"
    (folder / "essays").mkdir(parents=True)
    (folder / "essay2anki.yaml").touch()
    (folder / ".gitignore").write_text("dist/\nbefore/\nchanges.md\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    for version, essay in enumerate(ESSAYS, start=1):
        shutil.copy(ROOT / "examples" / essay, folder / "essays")
        run("essay2anki draft essays/ -d decks/ && essay2anki build decks/ -o dist/", folder)
        git(folder, "add", ".")
        git(folder, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", essay)
        git(folder, "tag", f"v{version}")
    shutil.rmtree(folder / "dist")
    return folder


def git(folder: Path, *words: str) -> None:
    """Run git there."""
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def run(commands: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run commands in a shell, as they stand in a document; the first that fails ends it, and the test."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        env={**os.environ, "PATH": path, **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{commands}\n{done.stdout}{done.stderr}"
    return done


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.stem)
def test_commands_of_documents_run(page: Path, tmp_path: Path) -> None:
    """Each command of a page runs, one after the other, where the essays and decks are that it speaks of."""
    commands = "".join(COMMANDS.findall(page.read_text(encoding="utf-8")))
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "essays").mkdir()
    shutil.copy(ROOT / "examples" / ESSAYS[0], tmp_path / "essays")
    shutil.copy(ROOT / "examples" / ESSAYS[0], tmp_path / "essay.txt")
    run("essay2anki draft essays/ -q && essay2anki build decks/ -o old.apkg -q", tmp_path)
    run("cp old.apkg new.apkg && mkdir old new && cp old.apkg old && cp old.apkg new", tmp_path)
    wanted = [line for line in commands.splitlines(keepends=True) if INSTALLING not in line]

    run("".join(wanted), tmp_path)


def test_every_command_shown_is_one_that_runs() -> None:
    """No page shows a command of ours outside the blocks that are run, but for help pages."""
    for page in PAGES:
        text = FENCED.sub("", page.read_text(encoding="utf-8"))
        assert [] == re.findall(r"^    (?:essay2anki .*)$", text, re.MULTILINE), page.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    """Files and headings that a page links to are there."""
    for file, heading in LINK.findall(page.read_text(encoding="utf-8")):
        target = page.parent / file if file else page
        assert target.exists(), f"{page.name}: {file}"
        assert not heading or heading in anchors(target), f"{page.name}: {file}#{heading}"


def anchors(page: Path) -> set[str]:
    """The headings of a page as GitHub and GitLab name them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def steps(name: str, *way: Any) -> Any:
    """What stands in a ready-made file of CI behind a row of names."""
    value: Any = yaml.safe_load((ROOT / "examples" / "ci" / name).read_text(encoding="utf-8"))
    for each in way:
        value = value[each]
    return value


def test_the_workflow_for_github_runs(department: Path) -> None:
    """All its steps, for a tag: decks are checked and built, and what is new since the tag before is reported."""
    told = department / "told"
    stand_in = department / "bin" / "gh"  # GitHub cannot be had here: what it would be told is written down
    stand_in.parent.mkdir()
    stand_in.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > told\n', encoding="utf-8")
    stand_in.chmod(0o755)
    for step in steps("github.yml", "jobs", "decks", "steps"):
        commands = step.get("run", "")
        if commands and INSTALLING not in commands and "PULL_REQUEST" not in commands:
            run(f'PATH="$PWD/bin:$PATH"\n{commands}', department, BASE="", TAG="v2")

    report = (department / "changes.md").read_text(encoding="utf-8")
    assert "Education" in report
    assert "Public Health" not in report
    words = told.read_text(encoding="utf-8").split("\n")
    assert words[:3] == ["release", "create", "v2"]
    assert len([word for word in words if word.endswith(".apkg") and (department / word).is_file()]) == len(ESSAYS)


@pytest.fixture
def gitlab() -> Iterator[tuple[str, list[tuple[str, dict[str, list[str]]]]]]:
    """A server on this machine that writes down what GitLab would be told: its address, and path and form of each."""
    told: list[tuple[str, dict[str, list[str]]]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.append((self.path, urllib.parse.parse_qs(form)))
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", told
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_pipeline_for_gitlab_runs(
    department: Path, gitlab: tuple[str, list[tuple[str, dict[str, list[str]]]]]
) -> None:
    """Its script comments on a merge request, and makes a release for a tag, with what has changed."""
    address, told = gitlab
    script = "\n".join(steps("gitlab.yml", "decks", "script"))
    job = {"API": address, "CI_JOB_TOKEN": "t", "CI_JOB_URL": f"{address}/job", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "v1"}

    run(script, department, CI_MERGE_REQUEST_IID="7", DECKS_TOKEN="t", CI_COMMIT_TAG="", **job)  # noqa: S106 - no secret
    git(department, "worktree", "remove", "--force", "before")
    run(script, department, CI_MERGE_REQUEST_IID="", DECKS_TOKEN="", CI_COMMIT_TAG="v2", **job)

    (comment, said), (release, described) = told
    assert (comment, release) == ("/merge_requests/7/notes", "/releases")
    assert "Education" in said["body"][0]
    assert described["description"] == said["body"]
    assert described["tag_name"] == ["v2"]


def test_the_hook_checks_the_deck_files_that_are_committed(department: Path) -> None:
    """What pre-commit would run takes deck files, and they pass."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    files = [path.relative_to(department).as_posix() for path in department.rglob("*.*")]
    decks = [file for file in files if re.search(hook["files"], file)]

    assert len(decks) == len(ESSAYS)
    run(f"{hook['entry']} {' '.join(decks)}", department)
