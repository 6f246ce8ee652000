"""What a benchmark found: one row each, printed as a table and kept as JSON.

The ratio budgets of the project decide whether a run is good; a budget in microseconds is shown beside its
figure and decides nothing, because the machine is in it.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import msgspec

from benchmarks.timing import Costs, middle, ratios
from seawar import __version__

HEADINGS = ("what", "seawar", "other", "unit", "ratio", "budget", "")


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit, and on which side of it to be."""

    limit: float
    of: str = "ratio"
    """`ratio`, or `value`: in the row's own unit."""
    least: bool = False
    """Whether the limit is to be reached, instead of kept under."""

    def holds(self, found: float) -> bool:
        return found >= self.limit if self.least else found <= self.limit


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison."""

    key: str
    name: str
    unit: str
    seawar: float
    other: float | None = None
    """What it is compared with; None for a figure that stands alone."""
    runs: tuple[float, ...] = ()
    """The ratio of each run, or seawar's figure of each where it stands alone."""
    budget: Budget | None = None
    note: str = ""
    """Why there is no figure."""

    @property
    def ratio(self) -> float | None:
        return median(self.runs) if self.other is not None and self.runs else None

    @property
    def verdict(self) -> str:
        """ok, over, or nothing where no budget applies."""
        found = self.seawar if self.budget and self.budget.of == "value" else self.ratio
        if self.note:
            return "not measured"
        if self.budget is None or found is None:
            return ""
        return "ok" if self.budget.holds(found) else "over"

    @property
    def fails(self) -> bool:
        return bool(self.note) or (self.verdict == "over" and self.budget is not None and self.budget.of == "ratio")


def compared(
    key: str, name: str, costs: Costs, pair: tuple[str, str], unit: tuple[str, float], budget: Budget | None = None
) -> Row:
    """A row of two measured costs, the second as the other; `unit` with its share of a second."""
    one, other = pair
    title, scale = unit
    found = tuple(ratios(costs, one, other))
    return Row(key, name, title, middle(costs, one, scale), middle(costs, other, scale), found, budget)


def alone(key: str, name: str, costs: Costs, one: str, budget: Budget | None = None) -> Row:
    """A row of one cost in microseconds."""
    runs = tuple(cost * 1e6 for cost in costs[one])
    return Row(key, name, "us", median(runs), None, runs, budget)


def table(rows: Sequence[Row]) -> str:
    cells = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(HEADINGS))]
    right = (False, True, True, False, True, True, False)
    lines = [
        "  ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in zip(line, widths, right, strict=True)).rstrip()
        for line in cells
    ]
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    if row.note:
        return (row.name, "", "", row.unit, "", _wanted(row), f"not measured: {row.note}")
    other = "" if row.other is None else _figure(row.other)
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    return (row.name, _figure(row.seawar), other, row.unit, ratio, _wanted(row), row.verdict)


def _wanted(row: Row) -> str:
    if row.budget is None:
        return ""
    sign = ">=" if row.budget.least else "<="
    unit = f" {row.unit}" if row.budget.of == "value" else "x"
    return f"{sign} {row.budget.limit:g}{unit}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def write(rows: Sequence[Row], path: Path) -> None:
    """The rows as JSON, with what they were measured with and nothing about where."""
    versions = {"python": platform.python_version(), "seawar": __version__}
    found = {row.key: _plain(row) for row in rows}
    text = msgspec.json.format(msgspec.json.encode({"versions": versions, **found}), indent=2)
    path.write_bytes(text + b"\n")


def _plain(row: Row) -> dict[str, object]:
    if row.note:
        nothing = dict.fromkeys(("ratio", "seawar", "other"))
        return {"name": row.name.strip(), **nothing, "unit": row.unit, "runs": [], "note": row.note}
    return {
        "name": row.name.strip(),
        "ratio": _short(row.ratio),
        "seawar": _short(row.seawar),
        "other": _short(row.other),
        "unit": row.unit,
        "budget": _wanted(row),
        "verdict": row.verdict,
        "runs": [_short(run) for run in row.runs],
    }


def _short(value: float | None) -> float | None:
    """Four significant digits: more would be noise."""
    return None if value is None else float(f"{value:.4g}")
