"""What `seawar --help` costs against a bare Python, and that it loads no screen library."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.rows import Budget, Row, compared
from benchmarks.timing import in_turn, steady

RUNS = 9
PIECES = 3
SCREENS = ("textual",)
MS = ("ms", 1e3)
HELP = ("-m", "seawar", "--help")


def run(*args: str) -> str:
    """Run this Python; what it wrote to stderr."""
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, check=True).stderr


def imported() -> set[str]:
    """Top-level names of all that `seawar --help` imports."""
    told = run("-X", "importtime", *HELP).splitlines()
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in told}


def measure() -> list[Row]:
    screens = sorted(imported().intersection(SCREENS))
    if screens:
        raise SystemExit(f"`seawar --help` imports {', '.join(screens)}, which no command line needs")
    work = {"help": steady(lambda: run(*HELP)), "pass": steady(lambda: run("-c", "pass"))}
    costs = in_turn(work, RUNS, PIECES)
    return [compared("start_help", "seawar --help, over python -c pass", costs, ("help", "pass"), MS, Budget(8))]
