"""`python -m seawar`, and the `seawar` command."""

from __future__ import annotations

import os
import sys

from seawar.cli import cli
from seawar.errors import SeawarError


def main() -> None:
    """Run the command line: every error that seawar raises on purpose is one sentence and exit code 1."""
    try:
        cli(prog_name="seawar")
    except SeawarError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output stopped reading, as `head` does. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        # What commands do with files is worded where it happens; what is left is output that cannot be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(
            f"the output could not be written: {error.strerror or error}; make room or send it elsewhere",
            file=sys.stderr,
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
