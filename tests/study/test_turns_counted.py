"""That a measure may count over some turns only, so that two years can be told apart."""

from __future__ import annotations

from samples.strait import Edits, rules_of

from seawar.study.calibration import calibrate

HISTORY = """historical:
  - {turn: 1, seat: east, order: press, targets: {seat: north}, source: invented}
calibration:
  - id: T99
    title: Turns
    kind: model
    until: 4
    silent: [east]
    measures:
      - {title: all, unit: turns, final: turn, known: 4, at_least: 4, at_most: 4}
      - {title: first two, unit: turns, final: turn, turns: [1, 2], known: 2, at_least: 2, at_most: 2}
      - {title: the last, unit: turns, final: turn, turns: [4, 4], known: 1, at_least: 1, at_most: 1}
    source: invented
ends:"""
COUNTED: Edits = (("ends:", HISTORY),)


def test_a_measure_counts_over_its_turns() -> None:
    """The value after the last of them less the value before the first; without turns, all up to the end."""
    rules = rules_of(COUNTED)
    found = calibrate(rules.tests[0], rules, range(3))
    assert [seen.values for seen in found.model] == [(4, 4, 4), (2, 2, 2), (1, 1, 1)]
    assert found.holds
