"""`python -m weerbaar_cli`: the same as `weerbaar`."""

from weerbaar_cli.cli.start import run

run()
