"""The calibration as a page of Markdown: how it is done, one table a test, and what each is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from seawar.cli.calibrating import cells, heading, left_out_words, null_words
from seawar.study.calibration import HIGH_PERCENT, LOW_PERCENT, Calibrated

INTRODUCTION = f"""# Calibration

What history did, replayed through the ordinary rules. Each row is made anew by `seawar calibrate`, and this page by
`make calibration`; written by hand is only what each test is worth, which stands beside it in its scenario.

How it is done: the orders that governments are known to have given are sealed turn by turn, over many seeds, under
one rulebook and without code or parameters for any one test. A row holds if the known value lies between the
{LOW_PERCENT}th and the {HIGH_PERCENT}th percentile of the games *and* the median, or the share of games, lies in the
tolerance asked. Beside each stands a null model in which some seats give no orders: a test that it passes as well
proves nothing. A row that cannot be met honestly is shown failing, with why. Other incidents can be tried against
the same parameters with `seawar calibrate --historical FILE`."""


def page(found: Sequence[tuple[Calibrated, str]]) -> str:
    """All tests, each with the digest of the rulebook it was played by."""
    return "\n".join([INTRODUCTION, "", *_summary([one for one, _ in found]), *_tests(found)]) + "\n"


def _summary(found: Sequence[Calibrated]) -> Iterator[str]:
    yield "## All tests"
    yield ""
    yield from _table(("test", "what", "rows that hold", "null model"), (
        (f"[{one.test.id}](#{_anchor(one)})", one.test.title, f"{_holding(one)} of {len(one.model)}",
         "passes as well" if one.null_holds else "does not pass")
        for one in found
    ))  # fmt: skip
    failing = [
        f"{one.test.id}, {measure.title}" for one in found
        for measure, seen in zip(one.test.measures, one.model, strict=True) if not seen.holds(measure)
    ]  # fmt: skip
    yield f"Rows that do not hold: {'; '.join(failing) or 'none'}."
    yield ""


def _holding(one: Calibrated) -> int:
    return sum(seen.holds(measure) for measure, seen in zip(one.test.measures, one.model, strict=True))


def _anchor(one: Calibrated) -> str:
    return one.test.id.lower()


def _tests(found: Iterable[tuple[Calibrated, str]]) -> Iterator[str]:
    for one, digest in found:
        test = one.test
        yield f'<a id="{_anchor(one)}"></a>'
        yield f"## {test.id}: {test.title}"
        yield ""
        yield f"{test.kind.capitalize()}, {one.games} seeds, rulebook `{digest}`. Source: {test.source}."
        yield ""
        yield from _table([_plain(cell) for cell in heading()], _rows(one))
        yield f"{null_words(one)} {test.worth}"
        yield ""
        for measure in test.measures:
            if measure.note:
                yield f"*{measure.title.capitalize()}*: {measure.note}"
                yield ""
        for words in left_out_words(one):
            yield words
            yield ""


def _rows(one: Calibrated) -> Iterator[Sequence[str]]:
    for measure, model, null in zip(one.test.measures, one.model, one.null, strict=True):
        yield [_plain(cell) for cell in cells(measure, model, null)]


def _plain(cell: str) -> str:
    return cell.replace("|", "/")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells_ in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells_)} |"
    yield ""
