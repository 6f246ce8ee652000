"""Write docs/playability.md anew: every exercise, rehearsed and judged. Run by `make playability`; it takes minutes."""

from __future__ import annotations

import argparse
import hashlib
import os
from pathlib import Path

from seawar.cli.playability import USUAL, found_for
from seawar.cli.playability_page import Judged, page
from seawar.cli.rehearsing import Wanted
from seawar.content.library import load, names

PAGE = Path(__file__).parents[1] / "docs" / "playability.md"


def main() -> None:
    parser = argparse.ArgumentParser(description="Rehearse every exercise and write which of them are playable.")
    parser.add_argument("exercises", nargs="*", help="names or paths; default: all there are")
    parser.add_argument("--games", type=int, default=USUAL)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("-o", "--output", type=Path, default=PAGE)
    options = parser.parse_args()
    all_ = []
    for name in options.exercises or names():
        loaded = load(name)
        found = found_for(Wanted(name), range(options.games), options.jobs)
        digest = hashlib.sha256(loaded.rulebook.text).hexdigest()[:16]
        all_.append(Judged(loaded.rules, found, options.games, digest))
        print(f"{name}: {'playable' if found.holds else 'not playable as it stands'}")
    options.output.write_text(page(all_), encoding="utf-8")


if __name__ == "__main__":
    main()
