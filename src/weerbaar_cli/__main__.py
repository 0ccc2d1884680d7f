"""`python -m weerbaar_cli`: the same as `weerbaar`."""

from weerbaar_cli.cli.main import run

run()
