"""Where the program begins, as `weerbaar` and `python -m weerbaar_cli`, before what takes time."""

from __future__ import annotations

import sys

KEPT_UNTIL_GC = 250_000


def run() -> None:
    """The console script. Loading takes a moment too, and may be broken off."""
    try:
        import gc  # late, as all that follows: the boundary is there first

        # A command keeps nearly all that it makes: looking for what it dropped after every 700
        # things costs a start, and a run over many files, more than it finds. What it loads is
        # some 100,000, and thousands of metingen come and go without being looked for.
        gc.set_threshold(KEPT_UNTIL_GC)
        from weerbaar_cli import errors
        from weerbaar_cli.cli.console import end
        from weerbaar_cli.cli.main import main

        end(main())
    except KeyboardInterrupt:
        from weerbaar_cli.cli.console import say
        from weerbaar_cli.errors import INTERRUPTED

        say("Afgebroken.")
        raise SystemExit(INTERRUPTED) from None
    except (MemoryError, SystemError):  # while it loads: nothing else is there to say so with
        sys.stderr.write(f"Fout: {errors.FULL_MEMORY}.\n  → {errors.LESS_AT_ONCE}\n")
        raise SystemExit(errors.UNUSABLE) from None


if __name__ == "__main__":
    run()
