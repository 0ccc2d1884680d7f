"""Build step: store the packaged raamwerken as checked models, and the templates as code.

So no start parses YAML, and no report a template.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class StoreReady(BuildHookInterface):  # type: ignore[type-arg, unused-ignore]
    """Runs for a wheel and for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from weerbaar_cli.files.bibliotheek.bibliotheek import store_packaged
        from weerbaar_cli.files.sjablonen import read_sjablonen, store_vertaald
        from weerbaar_cli.formats.html import translate_page
        from weerbaar_cli.formats.markdown import translate_memo

        ours = read_sjablonen()
        vertaald = store_vertaald(translate_page(ours) | translate_memo(ours))
        stored = store_packaged(root / "frameworks"), vertaald
        build_data["artifacts"] += [one.relative_to(root).as_posix() for one in stored]
