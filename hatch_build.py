"""Build step: store the packaged raamwerken as checked models, so that no start parses YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class StoreFrameworks(BuildHookInterface):  # type: ignore[type-arg, unused-ignore]
    """Runs for a wheel and for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from weerbaar_cli.files.bibliotheek.bibliotheek import store_packaged

        build_data["artifacts"].append(str(store_packaged(root / "frameworks").relative_to(root)))
