"""Where the program begins, as `weerbaar` and `python -m weerbaar_cli`, before what takes time."""

from __future__ import annotations

import gc
import sys

from weerbaar_cli.errors import INTERRUPTED

KEPT_UNTIL_GC = 50_000


def run() -> None:
    """The console script. Loading takes a moment too, and may be broken off."""
    # A command keeps nearly all that it makes: looking for what it dropped after every 700 things
    # costs a start, and a run over many files, more than it finds.
    gc.set_threshold(KEPT_UNTIL_GC)
    try:
        from weerbaar_cli.cli.main import main  # late: so that the boundary is there first

        sys.exit(main())
    except KeyboardInterrupt:
        sys.stderr.write("Afgebroken.\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
