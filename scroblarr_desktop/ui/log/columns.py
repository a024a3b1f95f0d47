"""The columns of the log: the fixed ones, and one for each destination after them."""

from __future__ import annotations

from enum import IntEnum

from scroblarr_desktop.store.records import LogColumn


class Column(IntEnum):
    """The fixed columns; one for each destination follows."""

    WHEN = 0
    TITLE = 1
    WHO = 2
    SERVER = 3


SORTED_BY = {
    Column.WHEN: LogColumn.WATCHED_AT,
    Column.TITLE: LogColumn.TITLE,
    Column.WHO: LogColumn.MEMBER,
    Column.SERVER: LogColumn.SERVER,
}
