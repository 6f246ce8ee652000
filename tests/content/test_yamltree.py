"""What strangers' YAML may hold, where it stands, and that nothing else comes in or breaks out."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from seawar.content import yamltree
from seawar.content.read import SIZE_MAX
from seawar.content.yamltree import NODES_MAX, load, marks, parse, read
from seawar.errors import ContentError, Problem


def problems(text: bytes) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        parse(text, "pack.yaml")
    return caught.value.problems


BOMBS = {
    "brackets": b"[" * 40_000,
    "braces": b"{" * 100_000,
    "dashes": b"- " * 40_000,
    "merge keys": b"a: &a {x: 1}\n" + b"b: &b {<<: [*a, *a, *a]}\n" * 30,
    "aliases": b"a: &a [x, x]\n" + b"b: &b [*a, *a, *a, *a]\n" * 30,
    "5000 digits": b"a: " + b"9" * 5000,
    "4000 digits": b"a: " + b"9" * 4000,
    "bool tag": b"!!bool foo",
    "timestamp tag": b"a: !!timestamp foo",
    "python tag": b"!!python/object/apply:os.system [ls]",
    "lone surrogate": b'a: "\\ud800"',
    "escape": b'a: "\\e[2J"',
    "raw escape": b"a: \x1b[2J",
    "reversed writing": "a: x\u202ey".encode(),
    "impossible character": b'a: "\\U99999999"',
    "empty": b"",
    "comment only": b"# nothing\n",
    "binary": bytes(range(256)),
    "NUL": b"a: \0",
    "UTF-16": "a: 1".encode("utf-16"),
    "too big": b"#" * (SIZE_MAX + 1),
    "value too big": b"a: " + b"x" * 4097,
    "block too big": b"a: |\n  " + b"x" * 16_384 + b"\n",
    "too many values": b"[" + b"1," * NODES_MAX + b"]",
    "directives": b"%TAG !a! tag:x\n" * 15_000,
    "two documents": b"a: 1\n---\nb: 2\n",
    "recursive": b"&a [*a]",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_quickly(name: str) -> None:
    """Whatever a file holds, it is refused with a place and without hanging, never a crash."""
    began = perf_counter()
    found = problems(BOMBS[name])
    assert perf_counter() - began < 20, "it must not hang, however busy the machine is"
    assert all(p.message and p.file == "pack.yaml" for p in found)


@pytest.mark.parametrize("name", BOMBS)
def test_the_parser_without_c_refuses_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML has no C parser, the same files are refused, if more slowly."""
    monkeypatch.setattr(yamltree, "_LOADER", yaml.SafeLoader)
    assert problems(BOMBS[name])


@given(st.binary(max_size=200) | st.text(alphabet="ab:-[]{},&*!|>'\"#%@?~<1. \n\t", max_size=80).map(str.encode))
def test_nothing_but_content_errors_comes_out(text: bytes) -> None:
    """Any bytes give a tree or a ContentError."""
    try:
        parse(text, "pack.yaml").plain()
    except ContentError as error:
        assert error.problems


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text("aé no1.~:-#'", max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
        max_leaves=12,
    )
)
def test_what_was_dumped_is_read_back(value: Any) -> None:
    """Values survive being written as YAML by another program."""
    # As JSON, which is YAML: PyYAML's own writer leaves out quotes by the rules of YAML 1.1.
    assert parse(json.dumps(value).encode(), "pack.yaml").plain() == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("010", "010"), ("000", "000"), ("22:30:00", "22:30:00"),
        ("2019-07-23", "2019-07-23"), ("1_000", "1_000"), ("true", True), ("False", False), ("~", None),
        ("null", None), ("", None), ("-5", -5), ("+5", 5), ("0x1F", 31), ("0o17", 15), ("'5'", "5"),
        ("9007199254740992", 2**53), ("1.2.3", "1.2.3"), ("'1.5'", "1.5"), ("E5", "E5"), ("a#b", "a#b"),
    ],
)  # fmt: skip
def test_plain_values_follow_yaml_1_2(text: str, value: object) -> None:
    """Norway, octal-looking numbers, times and dates stay the texts they look like."""
    read = parse(f"a: {text}".encode(), "pack.yaml").plain()
    assert read == {"a": value}
    assert isinstance(read, dict)
    assert type(read["a"]) is type(value)


@pytest.mark.parametrize("number", ["1.5", ".5", "1e5", "-2.", ".inf", ".nan"])
def test_floats_are_errors_that_ask_for_an_integer(number: str) -> None:
    """seawar has no floats, and the message says what to write instead."""
    (found,) = problems(f"a: {number}".encode())
    assert "write an integer" in found.message
    assert (found.line, found.col, found.path) == (1, 4, "a")


def test_a_key_written_twice_names_both_lines() -> None:
    """The second of two equal keys never wins silently, not even as 3 and '3'."""
    (found,) = problems(b"a:\n  3: x\n  b: 1\n  '3': y\n")
    assert (found.line, found.col) == (4, 3)
    assert "in line 2 and in line 4" in found.message


def test_all_problems_are_found_before_a_syntax_error_ends_the_reading() -> None:
    """One run of the check shows as much as can be known."""
    found = problems(b"a: 1.5\nb: &x 1\na: 2\n<<: 3\nc: [1\nd: 2\n")
    assert [p.line for p in found] == [1, 2, 3, 4, 6]
    assert "not readable YAML" in found[-1].message


def test_keys_are_texts() -> None:
    """Integer keys become texts; null, truth values and lists are refused as keys."""
    assert parse(b"{0: a, -3: b, no: c}", "pack.yaml").plain() == {"0": "a", "-3": "b", "no": "c"}
    assert [p.line for p in problems(b"null: 1\ntrue: 2\n? [a]\n: 3\n")] == [1, 2, 3]


def test_depth_ends_at_twenty() -> None:
    """Twenty levels are read, the twenty-first is refused."""
    assert parse(b"[" * 20 + b"]" * 20, "pack.yaml").plain()
    assert "20 levels" in problems(b"[" * 21 + b"]" * 21)[0].message


ORDERS = """\
orders:
  air.scramble:
    cost: {sorties: 2}
    when: 'own("é") > 0'
    outcomes:
      - by: 1
    text: |
      Two
      lines.
"""


def test_marks_know_keys_values_and_parents() -> None:
    """A path leads to its key or value, and what does not exist to its nearest parent."""
    here = marks(parse(ORDERS.encode(), "pack.yaml"))
    assert here.value(("orders", "air.scramble", "cost")) == (3, 11)
    assert here.key(("orders", "air.scramble", "cost")) == (3, 5)
    assert here.key(("orders", "air.scramble", "outcomes", 0)) == (6, 9)
    assert here.key(("orders", "air.scramble", "outcomes", 0, "by", "x")) == (6, 9)
    assert here.value(("orders", "air.scramble", "nothing", "there")) == (3, 5)
    assert here.value(()) == (1, 1)
    assert here.find(("orders", "nothing")) is None


def test_marks_point_into_a_text() -> None:
    """A column within a quoted text is found; in a block the value's own place is given."""
    here = marks(parse(ORDERS.replace("\n", "\r\n").encode(), "pack.yaml"))
    assert here.inside(("orders", "air.scramble", "when"), 5) == (4, 16)
    assert here.inside(("orders", "air.scramble", "text"), 5) == (7, 11)


def test_files_that_cannot_be_read_are_content_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a missing file, a device, a forbidden file: one line each, no traceback."""
    for path in (tmp_path, tmp_path / "missing.yaml", Path("/dev/null"), "a\0b"):
        with pytest.raises(ContentError) as caught:
            load(path)
        assert str(caught.value).startswith(f"{path}: ")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "pack.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert load(file).plain() == {"a": 1}
    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(ContentError, match="permission denied"):
        load(str(file))


@pytest.mark.parametrize(("text", "place"), [
    ("a: 1\nb: \"open\nc: 2\n", (2, 4)),
    ("a: 1\nb: \"open\nc: 2\nd: \"x\"\ne: 1\n", (2, 4)),
    ("a: 1\nb: 'open\nc: 2\nd: don't\n", (2, 4)),
    ("a:\n  - {x: \"open, y: 1}\n  - {x: \"b\", y: 2}\n", (2, 9)),
    ("a:\n  t: \"open\n  u: 3\nb: {x: \"1\", y: \"2\"}\n", (2, 6)),
])  # fmt: skip
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_an_open_quote_is_told_where_it_opens(
    text: str, place: tuple[int, int], loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quote that is not closed ends at a later one; the line that needs mending is the one where it opens."""
    monkeypatch.setattr(yamltree, "_LOADER", getattr(yaml, loader, yaml.SafeLoader))
    found = problems(text.encode())[-1]
    assert (found.line, found.col) == place
    assert "a quote opens here" in found.message


def test_a_text_over_several_lines_is_no_open_quote() -> None:
    """A later mistake is told at its own place, not at a quote that was closed as it should be."""
    found = problems(b'a: "one\n  two"\nb: 1\n c: 2\n')[-1]
    assert found.line == 4


def test_what_a_second_key_holds_is_read_too() -> None:
    """The first value stays; a name that only the second mapping declares is still declared."""
    root, found = read(b"a: {x: 1}\nb: 2\na: {x: 9, y: 3}\nb: 4\n", "pack.yaml")
    assert root.plain() == {"a": {"x": 1, "y": 3}, "b": 2}
    assert [(p.line, p.col) for p in found] == [(3, 1), (4, 1)]
    assert "the key 'a' is in line 1 and in line 3" in found[0].message
