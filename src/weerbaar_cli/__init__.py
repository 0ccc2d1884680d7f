"""Weerbaar: how do municipalities and their partners stand, measured by their own raamwerken."""

__version__ = "0.1.0"
