"""`calibrate`: history's orders over many seeds, as a table."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from seawar.cli.printing import write
from seawar.content.library import CALIBRATION, Loaded, find, load, names
from seawar.core.history_test import HistoryTest, Measure
from seawar.core.mechanism import PER_MILLE
from seawar.errors import SeawarError
from seawar.study.calibration import HIGH_PERCENT, LOW_PERCENT, NEVER, Calibrated, Seen, calibrate

USUAL = 500
"""Seeds of the protocol."""
WIDTHS = (46, 7, 16, 10, 16, 16, 12)


def show_calibration(games: int, file: Path | None = None, output: Path | None = None) -> None:
    """The table of all tests, or of those in a file; exit code 1 when a row does not hold, noted or not.

    With `output`, the same as a page of Markdown in that file.
    """
    held, done = True, list[tuple[Calibrated, str]]()
    tests = list(tests_of([load(str(file))]) if file else history_tests())
    if not tests:
        raise SeawarError(f"{file} has no `calibration:`; add what a replay of its history is measured by")
    for loaded, test in tests:
        if not loaded.rules.historical:
            raise SeawarError(
                f"{test.id} has no `historical:` orders to replay; add what its seats ordered, turn by turn"
            )
    for loaded, test in tests:
        digest = hashlib.sha256(loaded.rulebook.text).hexdigest()[:16]
        with click.progressbar(length=2 * games, label=f"{test.id} {test.title}", file=sys.stderr) as bar:
            found = calibrate(test, loaded.rules, range(games), lambda bar=bar: bar.update(1))  # type: ignore[misc]
        done.append((found, digest))
        for line in table(found, digest):
            click.echo(line)
        held = held and found.holds and not found.null_holds and not any(m.note for m in test.measures)
    for line in summary([found for found, _ in done]):
        click.echo(line)
    if output is not None:
        from seawar.cli.calibration_page import page

        write(page(done).encode(), output)
    if not held:
        sys.exit(1)


def history_tests() -> Iterator[tuple[Loaded, HistoryTest]]:
    """Every test of every scenario, and of those that are there for it alone; what has none is not even compiled."""
    files = [*map(find, names()), *(find(name, CALIBRATION) for name in names(CALIBRATION))]
    yield from tests_of(load(str(file)) for file in files if b"\ncalibration:" in file.read_bytes())


def tests_of(scenarios: Iterable[Loaded]) -> Iterator[tuple[Loaded, HistoryTest]]:
    """Their tests by number."""
    found = [(test, loaded) for loaded in scenarios for test in loaded.rules.tests]
    for test, loaded in sorted(found, key=lambda pair: pair[0].id):
        yield loaded, test


def table(found: Calibrated, digest: str) -> Iterator[str]:
    """One test, a line a measure, with the null model beside it."""
    test = found.test
    yield f"{test.id}  {test.title} ({test.kind}; {found.games} seeds; rulebook {digest}; {test.source})"
    yield _line(*heading())
    for measure, model, null in zip(test.measures, found.model, found.null, strict=True):
        yield _line(*cells(measure, model, null))
    yield null_words(found)
    yield f"What it is worth: {test.worth}"
    for measure in test.measures:
        if measure.note:
            yield f"Note on {measure.title}: {measure.note}"
    yield from left_out_words(found)
    yield ""


def left_out_words(found: Calibrated) -> Iterator[str]:
    """Historical orders that the rules refused; what was refused in every game fails the test."""
    for words, games in found.left_out:
        yield f"Left out in {games} of {found.games} games, as the rules refused it: {words}"
    if found.unplayed:
        yield "An order that was never played is no history: the test fails, whatever its rows say."


def summary(done: Sequence[Calibrated]) -> Iterator[str]:
    """All rows in one line, which fail, and what fewer seeds mean."""
    rows = [(one, measure, seen) for one in done for measure, seen in zip(one.test.measures, one.model, strict=True)]
    failing = [f"{one.test.id} {measure.title}" for one, measure, seen in rows if not seen.holds(measure)]
    held = f"{len(rows) - len(failing)} of {len(rows)} rows hold"
    yield f"{held}; failing: {', '.join(failing)}." if failing else f"{held}."
    for one in done:
        if one.null_holds:
            yield f"{one.test.id}: its null model passes as well, so it tells nothing; that alone is a failure."
    if done and done[0].games < USUAL:
        few = f"{done[0].games} seeds are few: medians wander, and rows near their edge change sides"
        yield f"{few}. The usual number is {USUAL}."


def heading() -> tuple[str, ...]:
    return "measure", "known", "asked", "median", f"{LOW_PERCENT}-{HIGH_PERCENT} %", "verdict", "null model"


def cells(measure: Measure, model: Seen, null: Seen) -> tuple[str, ...]:
    """One row: what is measured, known, asked, seen, and seen in the null model."""
    middle, spread = _seen(measure, model)
    beside = f"{_seen(measure, null)[0]}, {'holds' if null.holds(measure) else 'fails'}"
    unit = "" if measure.is_share else f", {measure.unit}"
    return f"{measure.title}{unit}", _known(measure), _asked(measure), middle, spread, _verdict(measure, model), beside


def null_words(found: Calibrated) -> str:
    silent = ", ".join(found.test.silent)
    tells = "passes as well, so this test tells nothing" if found.null_holds else "does not pass"
    return f"Null model: {silent} give no orders. It {tells}."


def _verdict(measure: Measure, model: Seen) -> str:
    if model.holds(measure):
        return "holds, against its note" if measure.note else "holds"
    return "fails, as noted" if measure.note else "fails"


def _line(*cells: str) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def _known(measure: Measure) -> str:
    return ("yes" if measure.known else "no") if measure.is_share else str(measure.known)


def _asked(measure: Measure) -> str:
    if not measure.is_share:
        return f"{measure.low} to {measure.high}"
    if not measure.low or measure.high == PER_MILLE:
        return f"under {(measure.high + 1) // 10} %" if not measure.low else f"over {(measure.low - 1) // 10} %"
    return f"{measure.low // 10} to {measure.high // 10} %"


def _seen(measure: Measure, seen: Seen) -> tuple[str, str]:
    if measure.is_share:
        return f"{seen.share / 10:.1f} %", ""
    return _number(seen.at(50)), f"{_number(seen.at(LOW_PERCENT))} to {_number(seen.at(HIGH_PERCENT))}"


def _number(value: int) -> str:
    return "never" if value == NEVER else str(value)
