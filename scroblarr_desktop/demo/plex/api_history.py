"""What was watched to the end on a simulated Plex server: one row for each time.

developer.plex.tv, /status/sessions/history/all. Only finished plays are noted; a mark by hand
makes no row. Rows carry no ids of other services, and no key once the item left the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
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
)
FILTERS = {
    "accountID": "accountID",
    "librarySectionID": "librarySectionID",
    "metadataItemID": "ratingKey",
}


@dataclass(frozen=True)
class HistoryRow:
    """One finished play. `account_id` is the server's own: 1 for its owner."""

    number: int
    metadata: Mapping[str, Any]
    viewed_at: datetime
    account_id: int
    device_id: int

    def body(self, *, still_there: bool) -> dict[str, Any]:
        rating_key = self.metadata["ratingKey"]
        keys = {"key": f"/library/metadata/{rating_key}", "ratingKey": rating_key}
        kept = {name: self.metadata[name] for name in KEPT if name in self.metadata}
        return {
            "historyKey": f"/status/sessions/history/{self.number}",
            **(keys if still_there else {}),
            **kept,
            "librarySectionID": str(kept["librarySectionID"]),
            "viewedAt": int(self.viewed_at.timestamp()),
            "accountID": self.account_id,
            "deviceID": self.device_id,
        }


def chosen(
    rows: Iterable[dict[str, Any]], query: Mapping[str, str], unknown: Callable[[str], Exception]
) -> list[dict[str, Any]]:
    """Return the rows that a query asks for, sorted as it says.

    `viewedAt>=N`, `viewedAt>N`, `viewedAt<=N`, `viewedAt<N` compare; in the older way of writing
    it `viewedAt>=N` is the parameter `viewedAt>` with the value N. Raises what `unknown` makes of
    a parameter that is none.
    """
    kept = list(rows)
    sort = "viewedAt:asc"
    for name, value in query.items():
        if name == "sort":
            sort = value
        elif name in FILTERS:
            field = FILTERS[name]
            kept = [row for row in kept if str(row.get(field)) == value]
        elif found := re.fullmatch(r"viewedAt([<>])(\d*)", name):
            kept = _compared(kept, found[1], found[2], value)
        elif not name.startswith("X-Plex-"):
            raise unknown(name)
    field, _, order = sort.partition(":")
    if field != "viewedAt" or order not in ("", "asc", "desc"):
        raise unknown(sort)
    return sorted(kept, key=lambda row: int(row["viewedAt"]), reverse=order == "desc")


def _compared(
    rows: list[dict[str, Any]], sign: str, strict: str, value: str
) -> list[dict[str, Any]]:
    # "viewedAt>5" arrives as a name without a value, "viewedAt>=5" as the name "viewedAt>".
    limit = int(strict or value)
    room = 0 if strict else 1
    if sign == ">":
        return [row for row in rows if row["viewedAt"] > limit - room]
    return [row for row in rows if row["viewedAt"] < limit + room]
