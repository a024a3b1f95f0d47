"""What was watched to the end on a simulated Plex server: one row for each time.

developer.plex.tv, /status/sessions/history/all. Only finished plays are noted; a mark by hand
makes no row. Rows carry no ids of other services, and no key once the item left the library.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

KEPT = (
    "librarySectionID",
    "title",
    "grandparentTitle",
    "type",
    "index",
    "parentIndex",
    "grandparentKey",
    "parentKey",
    "originallyAvailableAt",
)
FILTERS: dict[str, Callable[[HistoryRow], object]] = {
    "accountID": lambda row: row.account_id,
    "librarySectionID": lambda row: row.metadata.get("librarySectionID"),
    "metadataItemID": lambda row: row.metadata["ratingKey"],
}


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One finished play. `account_id` is the server's own: 1 for its owner."""

    number: int
    metadata: Mapping[str, Any]
    viewed_at: datetime
    account_id: int
    device_id: int

    @property
    def second(self) -> int:
        return int(self.viewed_at.timestamp())

    def body(self, *, still_there: bool) -> dict[str, Any]:
        rating_key = self.metadata["ratingKey"]
        keys = {"key": f"/library/metadata/{rating_key}", "ratingKey": rating_key}
        kept = {name: self.metadata[name] for name in KEPT if name in self.metadata}
        return {
            "historyKey": f"/status/sessions/history/{self.number}",
            **(keys if still_there else {}),
            **kept,
            "librarySectionID": str(kept["librarySectionID"]),
            "viewedAt": self.second,
            "accountID": self.account_id,
            "deviceID": self.device_id,
        }


class History:
    """All rows, the oldest first: a query costs what it finds, however many there are."""

    def __init__(self) -> None:
        self._rows: list[HistoryRow] = []
        self._seconds: list[int] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, row: HistoryRow) -> None:
        place = bisect_right(self._seconds, row.second)
        self._rows.insert(place, row)
        self._seconds.insert(place, row.second)

    def chosen(
        self,
        query: Mapping[str, str],
        unknown: Callable[[str], Exception],
        only_of: int | None = None,
    ) -> list[HistoryRow]:
        """Return the rows that a query asks for, sorted as it says.

        `viewedAt>=N`, `viewedAt>N`, `viewedAt<=N`, `viewedAt<N` compare; in the older way of
        writing it `viewedAt>=N` is the parameter `viewedAt>` with the value N. `only_of` is an
        account whose rows alone may be told. Raises what `unknown` makes of a parameter that is
        none.
        """
        first, end = 0, len(self._rows)
        also = [] if only_of is None else [(FILTERS["accountID"], str(only_of))]
        order = ""
        for name, value in query.items():
            if name == "sort":
                order = _order(value, unknown)
            elif name in FILTERS:
                also.append((FILTERS[name], value))
            elif found := re.fullmatch(r"viewedAt([<>])(\d*)", name):
                low, high = self._between(found[1], found[2], value)
                first, end = max(first, low), min(end, high)
            elif not name.startswith("X-Plex-"):
                raise unknown(name)
        rows = self._rows[first:end]
        if also:
            rows = [row for row in rows if all(str(of(row)) == value for of, value in also)]
        return rows[::-1] if order == "desc" else rows

    def _between(self, sign: str, strict: str, value: str) -> tuple[int, int]:
        # "viewedAt>5" arrives as a name without a value, "viewedAt>=5" as the name "viewedAt>".
        limit = int(strict or value)
        if sign == ">":
            place = bisect_right if strict else bisect_left
            return place(self._seconds, limit), len(self._rows)
        place = bisect_left if strict else bisect_right
        return 0, place(self._seconds, limit)


def _order(sort: str, unknown: Callable[[str], Exception]) -> str:
    field, _, order = sort.partition(":")
    if field != "viewedAt" or order not in ("", "asc", "desc"):
        raise unknown(sort)
    return order
