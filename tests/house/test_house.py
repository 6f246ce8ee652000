"""That the house is in order: what the style promises of every file, and what each room may load."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "seawar"
FILES = sorted(SOURCE.rglob("*.py"))
LINES_MAX, FUNCTION_MAX = 300, 50
LONG_BY_NATURE = {"content/models.py"}
"""One declaration after the other, no logic: the vocabulary that people write YAML in."""
FORBIDDEN_NAMES = {"utils", "common", "helpers", "managers", "misc"}
HEADLESS = (
    "errors",
    "core",
    "domains",
    "adjudicate",
    "content",
    "journal",
    "replay",
    "bots",
    "table",
    "study",
    "report",
    "cli",
)


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_module_says_why_it_exists(path: Path) -> None:
    """A docstring that is a sentence."""
    said = ast.get_docstring(tree(path))
    assert said
    assert said.splitlines()[0].strip().endswith((".", ":", ","))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_and_functions_are_short(path: Path) -> None:
    """No file over 300 lines, no function over 50."""
    count = len(path.read_text(encoding="utf-8").splitlines())
    assert count <= LINES_MAX or name(path) in LONG_BY_NATURE
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < FUNCTION_MAX, node.name


def test_exceptions_are_still_needed() -> None:
    """A file that is short again leaves the list."""
    for path in LONG_BY_NATURE:
        assert len((SOURCE / path).read_text(encoding="utf-8").splitlines()) > LINES_MAX


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nothing_is_left_undone(path: Path) -> None:
    """No TODO, no NotImplementedError, no module that holds just anything."""
    assert not re.search(r"TODO|FIXME|XXX|NotImplementedError", path.read_text(encoding="utf-8"))
    assert not {path.stem, path.parent.name} & FORBIDDEN_NAMES


def booleans(path: Path) -> Iterator[str]:
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            args = node.args.posonlyargs + node.args.args
            yield from (
                f"{node.name}({arg.arg})"
                for arg in args
                if isinstance(arg.annotation, ast.Name) and arg.annotation.id == "bool"
            )


@pytest.mark.parametrize("path", [p for p in FILES if name(p).split("/")[0] != "cli"], ids=name)
def test_no_boolean_is_given_by_position(path: Path) -> None:
    """A public function takes no bare True or False, which would say nothing where it is called."""
    assert list(booleans(path)) == []


@pytest.mark.parametrize(
    "path", [p for p in FILES if name(p).split("/")[0] in ("core", "domains", "adjudicate")], ids=name
)
def test_the_rules_hold_no_float(path: Path) -> None:
    """Integers only, in everything that settles a turn."""
    for node in ast.walk(tree(path)):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"line {node.lineno}"
        assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)), f"line {node.lineno}"
        assert not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")


def modules(room: str) -> list[str]:
    paths = [SOURCE / f"{room}.py"] if (SOURCE / f"{room}.py").exists() else sorted((SOURCE / room).rglob("*.py"))
    dotted = (p.relative_to(SOURCE.parent).with_suffix("").as_posix().replace("/", ".") for p in paths)
    return [d.removesuffix(".__init__") for d in dotted]


IMPORT = """
import importlib, sys
for module in sys.argv[1:]:
    importlib.import_module(module)
print(*{m.partition('.')[0] for m in sys.modules})
"""


def loads(room: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, *modules(room)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("room", HEADLESS)
def test_headless_rooms_load_no_screen(room: str) -> None:
    """Every module of the room, imported in a process of its own, leaves textual unloaded."""
    assert "textual" not in loads(room)


@pytest.mark.parametrize("room", ["core", "domains", "adjudicate"])
def test_the_rules_load_no_chance_network_or_yaml(room: str) -> None:
    """Nor do they load what they may not even ask indirectly. (msgspec loads uuid and datetime by itself.)"""
    assert not loads(room) & {"random", "socket", "asyncio", "yaml", "pydantic", "rich", "click", "secrets"}


def test_every_room_is_looked_at() -> None:
    """A new room must be placed: headless above, or among those with a screen."""
    rooms = {p.name for p in SOURCE.iterdir() if p.is_dir() and (p / "__init__.py").exists()} | {"errors"}
    assert rooms - {"tui", "web", "net"} == set(HEADLESS)


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda p: p.stem)
def test_every_test_states_its_promise(path: Path) -> None:
    """Each test has a docstring."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), node.name
