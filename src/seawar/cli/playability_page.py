"""Which exercises are playable, as a page of Markdown: how it is judged, a table an exercise, and what fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from seawar.cli.playability import asked, failing
from seawar.cli.rehearsing import percent
from seawar.core.rules import Rules
from seawar.study.playable import Playable

INTRODUCTION = """# Playability

Whether each exercise works, as far as games by bots can say: each of these tables is made anew by
`seawar rehearse NAME -n GAMES --playable`, and this page by `make playability`. Beside games by the scenario's own
bots there are half as many for each seat with the other temperament, and a quarter as many each with all seats
cautious, all assertive, and by legal orders drawn at random; these last say only what comes up at all, and what an
order type can move. The thresholds are assumptions. Bots are no people: that teams would be bored, or talk too long,
no table here can say."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One exercise with its verdicts."""

    rules: Rules
    found: Playable
    games: int
    """By its own bots."""
    digest: str
    """Of its rulebook."""


def page(all_: Sequence[Judged]) -> str:
    """All exercises."""
    return "\n".join([INTRODUCTION, "", *_asked(), *_summary(all_), *_exercises(all_)]) + "\n"


def _asked() -> Iterator[str]:
    yield "What is asked:"
    yield ""
    yield from (f"- {text}" for text in asked("move"))
    yield ""


def _summary(all_: Sequence[Judged]) -> Iterator[str]:
    yield "## All exercises"
    yield ""
    yield from _table(
        ("exercise", "seats", "injects", "verdicts that fail"),
        (
            (f"[{one.rules.title}](#{one.rules.id})", str(len(one.rules.seats)), str(len(one.rules.msel)),
             str(len(list(failing(one.rules, one.found))) or "none"))
            for one in all_
        ),
    )  # fmt: skip


def _exercises(all_: Iterable[Judged]) -> Iterator[str]:
    for one in all_:
        yield f'<a id="{one.rules.id}"></a>'
        yield f"## {one.rules.title}"
        yield ""
        command = f"seawar rehearse {one.rules.id} -n {one.games} --playable"
        yield f"`{command}`: {one.found.games} games, rulebook `{one.digest}`."
        yield ""
        yield from _table(
            ("seat", "order types of use in a move", "moves with too few", "aims that pull apart", "temperament moves"),
            (_row(one, seat) for seat in one.rules.seats),
        )
        lines = list(failing(one.rules, one.found))
        yield from (f"- {line}" for line in lines)
        yield from ([""] if lines else ["Nothing fails.", ""])


def _row(one: Judged, seat: str) -> Sequence[str]:
    choices = [choice for choice in one.found.choices if choice.seat == seat]
    pair = next(pair for pair in one.found.pairs if pair.seat == seat)
    temper = next(temper for temper in one.found.tempers if temper.seat == seat)
    few = min((choice.fewest for choice in choices), default=0)
    most = max((choice.most for choice in choices), default=0)
    short = ", ".join(one.rules.name(choice.turn) for choice in choices if not choice.holds)
    return (
        one.rules.seats[seat].title, f"{few} to {most}", short or "none",
        f"{', '.join(pair.aims)}: {percent(pair.apart, pair.games)}" if len(pair.aims) > 1 else "-",
        f"{temper.aim}: {temper.points} points" if temper.aim else "-",
    )  # fmt: skip


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    yield ""
