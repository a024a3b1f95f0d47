"""Ids that a made-up thing keeps from one run to the next, whoever asks for them."""

from __future__ import annotations

import hashlib

from scroblarr_desktop.watches import Item, Kind


def item_key(item: Item) -> str:
    """Return what tells items apart here: two shows or films of one name differ by year."""
    if item.kind is Kind.MOVIE:
        return f"movie/{item.title}/{item.year}"
    return f"{show_key(item)}/{item.season}/{item.number}"


def show_key(item: Item) -> str:
    return f"show/{item.show}/{item.show_year}"


def hex_id(key: str, length: int) -> str:
    """Return that many hexadecimal digits, at most 64."""
    return hashlib.sha256(key.encode()).hexdigest()[:length]


def small_number(key: str) -> int:
    """Return a number of four or five digits, as media servers give them to their items."""
    return 1_000 + int(hex_id(key, 8), 16) % 98_000
