"""Ids of movies, shows and episodes at the places that describe them."""

from __future__ import annotations

import re

from scroblarr_desktop.watches import Item

_IMDB = re.compile(r"tt\d{5,12}", re.ASCII)
_DIGITS = re.compile(r"0*([1-9]\d{0,11})", re.ASCII)
_PLEX = re.compile(r"[0-9a-f]{16,40}")


def valid_id(source: str, value: object) -> str | None:
    """Return the id as it is to be compared and sent, or None where it can be none.

    "imdb" ids are tt and digits, "plex" ids hexadecimal, all others positive numbers.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    written = value.strip().lower() if isinstance(value, str) else f"{value:d}"
    if source == "imdb":
        return written if _IMDB.fullmatch(written) else None
    if source == "plex":
        return written if _PLEX.fullmatch(written) else None
    digits = _DIGITS.fullmatch(written)
    return digits[1] if digits else None


def says_which(item: Item) -> bool:
    """Return whether anything tells which item this is: an id or a title, its own or its show's."""
    return bool(item.ids or item.show_ids or item.title or item.show)
