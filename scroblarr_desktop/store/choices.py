"""Which item at a destination a person chose for one of ours: it goes before every look-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.matches import item_key
from scroblarr_desktop.store.models import ChosenMatchRow
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.watched import as_json, from_json
from scroblarr_desktop.watches import Item, same_item


@dataclass(frozen=True)
class Chosen:
    title: str
    """As the destination names it."""
    at: datetime


def choose(destination: str, item: Item, found: dict[str, Any]) -> None:
    """Remember the choice, in place of an earlier one for the same item."""
    with writing(Changed.NOTHING):
        forget(destination, item)
        for key in item.identity_keys() or {item_key(item)}:
            ChosenMatchRow.create(
                destination=destination,
                key=key,
                item_key=item_key(item),
                item=as_json(item),
                found=found,
                chosen_at=datetime.now(UTC),
            )


def recall(destination: str, item: Item) -> dict[str, Any] | None:
    """Return what a person chose, also where another media server describes the item."""
    row = next(iter(_of(destination, item)), None)
    return None if row is None else row.found


def chosen(destination: str, item: Item) -> Chosen | None:
    """Return what a person chose, as people read it."""
    row = next(iter(_of(destination, item)), None)
    return None if row is None else Chosen(str(row.found.get("title", "")), row.chosen_at)


def forget(destination: str, item: Item) -> None:
    with writing(Changed.NOTHING):
        for row in _of(destination, item):
            ChosenMatchRow.delete().where(
                ChosenMatchRow.destination == destination,
                ChosenMatchRow.item_key == row.item_key,
            ).execute()


def _of(destination: str, item: Item) -> list[Any]:
    keys = sorted(item.identity_keys() or {item_key(item)})
    rows = _with_keys(len(keys)).rows(destination, *keys)
    exact = item_key(item)
    return [row for row in rows if row.item_key == exact or same_item(from_json(row.item), item)]


@cache
def _with_keys(number: int) -> Prepared:
    """Return the query for what was chosen for one of so many keys, the newest first."""
    return Prepared(
        lambda destination, *keys: (
            ChosenMatchRow.select()
            .where(ChosenMatchRow.destination == destination, ChosenMatchRow.key.in_(keys))
            .order_by(ChosenMatchRow.chosen_at.desc())
        )
    )
