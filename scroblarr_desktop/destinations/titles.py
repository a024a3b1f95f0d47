"""What people call the destinations, where no client is at hand."""

from __future__ import annotations

TITLES = {"trakt": "Trakt", "tvtime": "TV Time", "simkl": "Simkl"}


def title_of(destination: str) -> str:
    return TITLES.get(destination, destination)
