"""The tests of the calibration protocol, each by its number: what is known, and how near is near enough."""

from __future__ import annotations

from seawar.study.calibration import HistoryTest, Measure, fell, peak, tally

T01 = HistoryTest(
    "T01", "Dokdo/Takeshima, 23 July 2019", "history", "dokdo-2019", 10, ("japan", "rok", "us"),
    (
        Measure("warning bursts", "bursts", 2, tally("bursts"), 1, 3),
        Measure("aircraft lost", "of games", 0, tally("losses"), 0, 29, is_share=True),
        Measure("highest rung", "rung", 8, peak("tension"), 7, 9),
        Measure("trust of Japan and Korea falls", "of games", 1, fell("trust/japan>rok", "trust/rok>japan"), 901, 1000,
                is_share=True),
    ),
    "calibration C.1, T01; B.1",
)  # fmt: skip

TESTS = (T01,)
