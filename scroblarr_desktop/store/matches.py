"""Which item at a destination is which of ours, remembered."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import MatchRow, TimeField
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.watches import Item


def remember(destination: str, item: Item, found: dict[str, Any]) -> None:
    found_at = TimeField().db_value(datetime.now(UTC))
    with writing(Changed.NOTHING, lasting=False):
        _REMEMBER.run(destination, item_key(item), MatchRow.found.db_value(found), found_at)


_REMEMBER = Prepared(
    lambda destination, key, found, found_at: MatchRow.replace(
        destination=destination, item_key=key, found=found, found_at=found_at
    )
)


def recall(destination: str, item: Item) -> dict[str, Any] | None:
    row = _REMEMBERED.first(destination, item_key(item))
    return None if row is None else row.found


_REMEMBERED = Prepared(
    lambda destination, key: MatchRow.select().where(
        MatchRow.destination == destination, MatchRow.item_key == key
    )
)


def forget(destination: str, item: Item) -> None:
    with writing(Changed.NOTHING):
        MatchRow.delete().where(
            MatchRow.destination == destination, MatchRow.item_key == item_key(item)
        ).execute()


def item_key(item: Item) -> str:
    """Every word that a look-up goes by: a changed description is looked up anew."""
    words = [
        item.kind,
        sorted(item.ids.items()),
        sorted(item.show_ids.items()),
        [item.title, item.year, item.show, item.show_year, item.season, item.number],
    ]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()
