"""That the page for authors is true: every command in it runs, every piece of YAML in it checks where it belongs."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from seawar.cli import cli
from seawar.content.library import check, load
from seawar.content.remarks import remarks

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "authoring.md"
TEXT = PAGE.read_text(encoding="utf-8")
SNIPPET = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
APPENDED = ("msel", "habits")
"""Lists to which a snippet adds; other lists it replaces."""


def snippets() -> Iterator[tuple[int, str, str]]:
    """Line, language and body of each, in the order of the page."""
    for found in SNIPPET.finditer(TEXT):
        yield TEXT.count("\n", 0, found.start()) + 1, found[1], found[2]


def merged(into: Any, new: Any, key: str = "") -> Any:
    """The document with a snippet put in where it says."""
    if isinstance(into, dict) and isinstance(new, dict) and key != "areas":
        return into | {name: merged(into[name], value, name) if name in into else value for name, value in new.items()}
    return [*into, *new] if key in APPENDED else new


def put_in(body: str) -> Path:
    """Write a snippet into the file that its first line names."""
    name, _, rest = body.partition("\n")
    path = Path(name.removeprefix("# "))
    made = merged(yaml.load(path.read_text(), yaml.BaseLoader), yaml.load(rest, yaml.BaseLoader))
    path.write_text(yaml.safe_dump(_typed(made), sort_keys=False, allow_unicode=True))
    return path


def _typed(value: Any) -> Any:
    """Numbers and truth values as the house reads them: everything else stays the text that it was."""
    if isinstance(value, dict):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner) for inner in value]
    if value in ("true", "false"):
        return value == "true"
    return int(value) if re.fullmatch(r"-?(0|[1-9][0-9]*)", value) else value


def run(line: str) -> None:
    """One command of the page, as a person without a terminal types it."""
    words = shlex.split(line)
    env = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    words = words[len(env) :]
    if words[0] != "seawar":
        assert subprocess.run(words, check=False).returncode == 0, line
        return
    result = CliRunner(env=env).invoke(cli, words[1:])
    assert result.exception is None, f"{line}: {result.exception!r} {result.output}"


def test_all_of_it_runs_in_the_order_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From an empty folder to a pack that is listed: after each piece of YAML, the files check without a finding."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SEAWAR_PACKS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for line, language, body in snippets():
        if language == "yaml":
            path = put_in(body)
            assert [str(problem) for problem in check(path)] == [], f"docs/authoring.md:{line}"
        else:
            assert language == "sh", f"docs/authoring.md:{line}: {language} is not run"
            for command in body.splitlines():
                run(command)
    file = Path("gotland.yaml")
    assert [str(remark) for remark in remarks(file).open] == []
    rules = load("gotland.yaml", cut=True).rules
    assert rules.session is not None
    assert rules.session.minutes == 180
    assert "act.inspect" in rules.order_types
    assert {p.name for p in tmp_path.iterdir()} >= {"rules.html", "sweden.html", "msel.md", "sheet.md", "baltic.zip"}


def test_every_key_of_a_scenario_is_in_its_table() -> None:
    """The table of parts names all that a facilitator writes."""
    wanted = ("title", "map", "seats", "start", "segments", "msel", "handout", "cards", "questions", "ends", "session")
    table = TEXT.partition("## What each part is for")[2].partition("\n## ")[0]
    assert [key for key in wanted if f"`{key}`" not in table] == []


def test_links_and_commands_in_the_text_are_there() -> None:
    """Each link leads to a file, and each command that is named exists."""
    for target in re.findall(r"\]\(([^)#]+)", TEXT):
        assert (PAGE.parent / target).exists(), target
    for name in re.findall(r"`seawar ([a-z][a-z-]+)", TEXT):
        assert name in cli.commands, name
