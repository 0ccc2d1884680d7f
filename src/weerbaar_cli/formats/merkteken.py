"""The mark by which a report is known again: only a report of ours is ever overwritten.

files/rapporten.py looks for it near the beginning or the end of a file.
"""

from __future__ import annotations

MERKTEKEN = "weerbaar: rapport/1"
# A program reads this in a report as JSON.
SOORT = {"weerbaar": "rapport/1"}
# The first line of a report as CSV, which has no room for a mark of its own.
CSV_KOP = ("sectie", "tabel", "rij", "kolom", "waarde")
