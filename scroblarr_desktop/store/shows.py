"""Which shows were watched, so that two of one name can be told apart."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import current, writing
from scroblarr_desktop.store.models import ShowRow
from scroblarr_desktop.watches import Ids, Item, contradict, share_an_id


@dataclass(frozen=True)
class _Described:
    ids: Ids
    year: int
    begun: int

    def is_another_than(self, other: _Described) -> bool:
        if share_an_id(self.ids, other.ids):
            return False
        return contradict(self.ids, other.ids) or self._began_at_another_time(other)

    def _began_at_another_time(self, other: _Described) -> bool:
        """A show's year is told by some servers only; its first season tells nearly the same."""
        if self.year and other.year:
            return self.year != other.year
        mine, theirs = self.year or self.begun, other.year or other.begun
        return bool(mine and theirs) and abs(mine - theirs) > 1


MOST_DESCRIBED = 50
"""A library whose episodes each bring other ids for their show says nothing about shows."""

# Past peewee, for which every watch would wait longer than for SQLite.
_NOTE = "INSERT OR IGNORE INTO shows (name, ids, year, begun) VALUES (?, ?, ?, ?)"


def note(item: Item) -> None:
    """Remember how a media server described the show of this episode."""
    if not item.show:
        return
    ids = json.dumps(item.show_ids, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    begun = (item.year or 0) if item.season == 1 else 0
    with writing(Changed.NOTHING):
        current().db.execute_sql(_NOTE, (item.show, ids, item.show_year or 0, begun))


def of_one_name(names: Collection[str]) -> set[str]:
    """Return those of these names that more than one show has."""
    described: dict[str, list[_Described]] = defaultdict(list)
    query = ShowRow.select(ShowRow.name, ShowRow.ids, ShowRow.year, ShowRow.begun)
    for name, ids, year, begun in query.where(ShowRow.name.in_(list(names))).tuples():
        described[name].append(_Described(json.loads(ids), year, begun))
    return {name for name, shows in described.items() if _are_several(shows)}


def _are_several(shows: list[_Described]) -> bool:
    few = shows[:MOST_DESCRIBED]
    return any(one.is_another_than(other) for one, other in combinations(few, 2))
