"""That conditions mean what they say, refuse everything else, and are never a way out or a bomb."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawar.core.conditions import Condition, ConditionError, Function, Scope, compile_condition

LIMIT = 10**12

SCOPE = Scope(
    functions={
        "tension": Function("tension", ("seat", "seat"), "Escalation between two seats."),
        "own": Function("own", ("force_kind",), "Forces of a kind."),
        "gone": Function("gone", ("int",), "Whether so many turns are over."),
        "public": Function("public", ("text", "seat"), "Whether it is public.", min_args=1),
        "boom": Function("boom", (), "Does not know."),
    },
    names={
        "turn": "int",
        "n": "int",
        "self": "seat",
        "area": "area",
        "contact.owner": "seat",
        "topic": "text",
    },
    ids={"seat": ("japan", "rok", "russia"), "force_kind": ("fighters",)},
)
ENV: dict[str, str | int] = {
    "turn": 4,
    "n": -3,
    "self": "rok",
    "area": "kadiz",
    "contact.owner": "russia",
    "topic": "dokdo",
}


class UnknownFact(Exception):
    pass


class Facts:
    def fn_tension(self, a: str, b: str) -> int:
        return len(a) + len(b)

    def fn_own(self, kind: str) -> int:
        return len(kind)

    def fn_gone(self, turns: int) -> bool:
        return turns < 4

    def fn_public(self, topic: str, about: str = "") -> bool:
        return topic == "kadiz" and about == "rok"

    def fn_boom(self) -> int:
        raise UnknownFact


def ask(text: str) -> int:
    return compile_condition(text, SCOPE)(Facts(), ENV)


def refusals(text: str) -> tuple[tuple[int, str], ...]:
    with pytest.raises(ConditionError) as caught:
        compile_condition(text, SCOPE)
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3), ("turn", 4), ("-n", 3), ("turn * n", -12), ("7 // -2", -4), ("-7 % 3", 2),
        (" turn == 4 ", 1),
        ("1 < turn < 4", 0), ("1 < turn <= 4 != 5", 1), ("turn and n", 1), ("0 or 0", 0), ("not turn", 0),
        ("(turn > 3) + (n < 0)", 2), ("not 0 and 5", 1),
        ('tension("rok", "russia") >= 5 and own("fighters") < 9', 1), ("tension(self, contact.owner)", 9),
        ("gone(turn - 1)", 1), ("gone(3) + 1", 2), ("gone(turn > 3)", 1), ("public(area, self)", 1),
        ("public('kadiz')", 0), ("public(topic)", 0), ("1000000000 * 1000000000", LIMIT),
        ("-1000000000 * 1000000000 * turn - 5", -LIMIT),
    ],
)  # fmt: skip
def test_values(text: str, value: int) -> None:
    """Arithmetic is Python's on integers within the limit; truth comes out as 0 or 1, never as a bool."""
    assert ask(text) == value
    assert type(ask(text)) is int


@pytest.mark.parametrize(
    ("text", "col", "words"),
    [
        ("", 1, "came nothing"), ("  ", 1, "came nothing"), ("9**9**9", 2, "no powers"),
        ("turn = 4", 6, "write =="),
        ("turn / 2", 6, "write //"), ("turn // n", 9, "other than 0"), ("turn % 0", 8, "other than 0"),
        ("turn // -0", 9, "other than 0"), ("trun > 1", 1, "did you mean 'turn'"),
        ("  contact.onwer", 3, "did you mean 'contact.owner'"),
        ('tensoin("rok", self)', 1, "did you mean 'tension'"),
        ('tension("rok", "rusia")', 16, "did you mean 'russia'"),
        ('tension("rok")', 1, "tension(seat, seat)"),
        ("tension(self, area)", 15, "expected a seat"), ("tension(self, 3)", 15, "tension expects a seat"),
        ("public(turn)", 8, "expected a text"), ("self", 1, "expected a number"),
        ("own", 1, "own(force_kind)"),
        ('"rok" == 1', 1, "argument of a function"), ("1000000001", 1, "up to 1000000000"),
        ("True", 1, "write 1"), ("None", 1, "write 1"), ("1 if turn else 2", 1, "expected"),
        ("1.5", 1, "'1.5' here: write a whole"), ('tension("rok", japan)', 16, 'in quotes, as "japan"'),
        ("1or 2", 1, "whole"), ("1e5", 1, "whole"), ("0x10", 1, "whole"),
        ("lambda: 1", 7, "did not expect"),
        ("turn in n", 1, "`in`"), ("turn is n", 1, "`in`"), ("turn.real", 1, "unknown name"),
        ("(1).real", 1, "dot"),
        ("own.__class__", 1, "unknown name"), ("own('fighters').x", 1, "dot"),
        ("turn()", 1, "unknown function"),
        ("own('fighters')()", 1, "no function"), ("f'{turn}'", 1, "expected"), ("b'x'", 1, "not known"),
        ("own(*topic)", 5, "own expects"), ("own(topic for topic in area)", 4, "own expects"),
        ("turn, n", 1, "expected"),
        ("own(\\'x')", 5, "remove it"), ("turn\n", 5, "one line"), ("turn # x", 6, "remove it"),
        ("+turn", 1, "expected"),
        ("(turn", 1, "never closed"), ("turn turn", 6, "invalid syntax"),
        ("own('é') + trun", 12, "did you mean 'turn'"),
        ("own('\ud800')", 1, "cannot be read"), ("turn\0", 5, "remove it"), ("yield", 1, "does not read"),
    ],
)  # fmt: skip
def test_refusals_say_where_and_what(text: str, col: int, words: str) -> None:
    """Everything outside the language is refused, at its column, with what to write instead."""
    assert any(at == col and words in message for at, message in refusals(text)), refusals(text)


def test_all_problems_are_collected() -> None:
    """One reading shows every unknown name, in order, and the error knows the first column."""
    with pytest.raises(ConditionError) as caught:
        compile_condition('trun > 1 and tension("jpan", slef) // 0', SCOPE)
    assert [col for col, _ in caught.value.problems] == [1, 22, 30, 39]
    assert caught.value.col == 1
    assert str(caught.value).startswith("column 1: unknown name 'trun', did you mean 'turn'?\n")


@pytest.mark.parametrize(
    "text",
    ["9**9**9", "-" * 100_000 + "1", "-" * 499 + "1", "not " * 124 + "1", "(" * 249 + "1" + ")" * 249,
     "(" * 100_000, "1+" * 249 + "1", "gone(" * 99 + "1" + ")" * 99, "turn." * 99 + "x", "9" * 500,
     "x" * 501],
)  # fmt: skip
def test_bombs_are_refused_quickly(text: str) -> None:
    """No text takes long or breaks the process."""
    began = perf_counter()
    assert refusals(text)
    assert perf_counter() - began < 0.2


@pytest.mark.parametrize("text", ["-" * 99 + "1", "n+" * 99 + "1", "(" * 190 + "1" + ")" * 190])
def test_the_largest_that_are_allowed_still_run(text: str) -> None:
    """Up to the limits of size and depth everything compiles."""
    assert isinstance(ask(text), int)


def test_products_stop_at_the_limit() -> None:
    """Numbers cannot be grown without end, whatever the facts answer."""
    assert ask("*".join(["1000000000"] * 40)) == LIMIT
    assert ask("+".join(["1000000000 * 1000000000"] * 20)) == LIMIT


def test_what_facts_raise_passes_through() -> None:
    """A fact that is not known is the asker's to handle, and is not asked for needlessly."""
    with pytest.raises(UnknownFact):
        ask("1 and boom()")
    assert ask("0 and boom()") == 0


def test_conditions_are_equal_by_text_and_know_what_they_read() -> None:
    """Compiled content can be compared, and its dependencies listed."""
    one, two = (compile_condition("tension(self, contact.owner) > turn", SCOPE) for _ in range(2))
    assert one == two
    assert len({one, two}) == 1
    assert one != compile_condition("turn", SCOPE)
    assert one.names == {"self", "contact.owner", "turn"}
    assert one.calls == {"tension"}
    assert isinstance(one, Condition)
    assert "contact.owner" in repr(one)


WORDS = st.sampled_from(
    ["turn", "n", "self", "contact.owner", "tension", "own", "gone", "(", ")", "((", "))", ",", "+", "-",
     "*", "//",
     "%", "<", "==", "and", "or", "not", "in", "is", "if", "else", "lambda", "1", "0", "'rok'", '"', "'",
     ".", "=",
     "[", "]", "**", ":", ":=", "\\", "__class__", "None", "1000000000", "f'{n}'", "#", "\t", "await",
     "yield"],
)  # fmt: skip


@given(st.text(max_size=60) | st.lists(WORDS, max_size=25).map(" ".join) | st.lists(WORDS, max_size=25).map("".join))
def test_any_text_compiles_or_is_refused(text: str) -> None:
    """Nothing but a ConditionError comes out, and what compiles gives an integer."""
    try:
        condition = compile_condition(text, SCOPE)
    except ConditionError as error:
        assert all(1 <= col <= len(text) + 1 and message for col, message in error.problems)
    else:
        assert type(condition(Facts(), ENV)) is int


@dataclass(frozen=True)
class Sum:
    """A random expression: its text in full brackets, and its value by plain arithmetic."""

    text: str
    value: int


def _clamp(value: int) -> int:
    return max(-LIMIT, min(LIMIT, value))


def _two(op: str, a: Sum, b: Sum) -> Sum:
    value = {
        "+": lambda: _clamp(a.value + b.value), "-": lambda: _clamp(a.value - b.value),
        "*": lambda: _clamp(a.value * b.value), "<": lambda: int(a.value < b.value),
        "<=": lambda: int(a.value <= b.value), ">": lambda: int(a.value > b.value),
        ">=": lambda: int(a.value >= b.value), "==": lambda: int(a.value == b.value),
        "!=": lambda: int(a.value != b.value), "and": lambda: int(a.value != 0 and b.value != 0),
        "or": lambda: int(a.value != 0 or b.value != 0),
    }[op]()  # fmt: skip
    return Sum(f"({a.text} {op} {b.text})", value)


def _by(op: str, a: Sum, by: int) -> Sum:
    return Sum(f"({a.text} {op} {by})", a.value // by if op == "//" else a.value % by)


def _call(name: str, arg: Sum) -> Sum:
    return {
        "gone": Sum(f"gone({arg.text})", int(arg.value < 4)),
        "not": Sum(f"(not {arg.text})", int(arg.value == 0)),
        "-": Sum(f"(-{arg.text})", -arg.value),
    }[name]


LEAVES = st.integers(0, 10**9).map(lambda i: Sum(str(i), i)) | st.sampled_from(
    [Sum("turn", 4), Sum("n", -3), Sum("tension(self, 'japan')", 8), Sum("own('fighters')", 8)]
)
OPS = st.sampled_from(["+", "-", "*", "<", "<=", ">", ">=", "==", "!=", "and", "or"])
SUMS = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(_two, OPS, inner, inner)
        | st.builds(_by, st.sampled_from(["//", "%"]), inner, st.integers(-9, 9).filter(bool))
        | st.builds(_call, st.sampled_from(["gone", "not", "-"]), inner)
    ),
    max_leaves=15,
)


@given(SUMS.filter(lambda s: len(s.text) <= 500))
def test_values_equal_a_plain_reckoning(expression: Sum) -> None:
    """What is compiled gives what simple arithmetic gives, for any expression of the language."""
    assert ask(expression.text) == expression.value
