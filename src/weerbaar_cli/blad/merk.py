"""How an oordeel is shown, for forms: they know its sign and its word, and no more of it."""

from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN

__all__ = ["STATUSES", "TEKENS", "WOORDEN", "Status"]
