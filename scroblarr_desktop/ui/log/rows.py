"""The rows of the log: which watch stands where, where a day begins, and what changed.

Plain values without Qt: of a long log they are made in another thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from scroblarr_desktop.store import divided, listing, log
from scroblarr_desktop.store.divided import Digest, Mark
from scroblarr_desktop.store.listing import Listing
from scroblarr_desktop.store.records import LogColumn, LogFilter, LoggedWatch, LogOrder
from scroblarr_desktop.ui.log.days import FirstOfDays, first_of_days

NARROW_CHANGE = 500
"""Up to this many rows come and go one by one, keeping the view's place; beyond, all is new."""

PAGE_SIZE = 40
"""Watches read at a time."""

FIRST_ROWS = 200
"""More than a window shows: of a long log these are read first."""

Run = tuple[int, int]


class LogSource(Protocol):
    """Where the log is read."""

    def read(
        self, wanted: LogFilter, order: LogOrder, /, *, limit: int | None = None
    ) -> Listing: ...

    def divided(
        self, wanted: LogFilter, order: LogOrder, newer: int, /
    ) -> tuple[Listing, Mark, Digest] | None: ...

    def newer(
        self, wanted: LogFilter, order: LogOrder, mark: Mark, /
    ) -> tuple[Listing, Digest]: ...

    def by_ids(self, wanted: Sequence[int], /) -> dict[int, LoggedWatch]: ...


class StoredLog:
    """The log in the store."""

    def read(self, wanted: LogFilter, order: LogOrder, /, *, limit: int | None = None) -> Listing:
        return listing.read(wanted, order, limit=limit)

    def divided(
        self, wanted: LogFilter, order: LogOrder, newer: int, /
    ) -> tuple[Listing, Mark, Digest] | None:
        return divided.read(wanted, order, newer)

    def newer(self, wanted: LogFilter, order: LogOrder, mark: Mark, /) -> tuple[Listing, Digest]:
        return divided.read_newer(wanted, order, mark)

    def by_ids(self, wanted: Sequence[int], /) -> dict[int, LoggedWatch]:
        with listing.connected():
            return log.by_ids(wanted)


@dataclass(frozen=True)
class Settled:
    """The older part of the rows: nobody reads it again while its digest stays the same."""

    mark: Mark
    digest: Digest
    first_of_days: FirstOfDays


@dataclass(frozen=True)
class Rows:
    """All rows in their order."""

    ids: list[int] = field(default_factory=list)
    first_of_days: FirstOfDays = field(default_factory=dict)
    """Sorted by time only."""
    settled: Settled | None = None
    """Of a long log by time."""


@dataclass(frozen=True)
class Changes:
    """What turns the rows before into those after: runs to be removed, then runs to be inserted."""

    removed: list[Run]
    inserted: list[Run]


@dataclass(frozen=True)
class Question:
    wanted: LogFilter
    order: LogOrder
    present: Rows
    fresh: bool = True
    """Whether nothing is shown yet, or by another filter or order."""


@dataclass(frozen=True)
class Answer:
    """`changes` is None where starting over is better; `whole`: nothing is still to come."""

    question: Question
    rows: Rows
    changes: Changes | None
    whole: bool = True
    first: dict[int, LoggedWatch] | None = None
    """The watches of the first page, where they were read as well."""


def answered(source: LogSource, question: Question, *, limit: int | None = None) -> Answer:
    """Read what is asked. Raises StoreTrouble."""
    found = source.read(question.wanted, question.order, limit=limit)
    rows = rows_of(found, question.order)
    whole = limit is None or len(found.ids) < limit
    return Answer(question, rows, changes(question.present.ids, rows.ids), whole)


def rows_of(found: Listing, order: LogOrder) -> Rows:
    if order.by != LogColumn.WATCHED_AT:
        return Rows(found.ids)
    return Rows(found.ids, first_of_days(found.watched_us, order.descending))


def changes(before: list[int], after: list[int]) -> Changes | None:
    """Return what changed, None where too much did or rows changed places."""
    if before == after:
        return Changes([], [])
    if abs(len(after) - len(before)) > NARROW_CHANGE:
        return None
    # Of very many nearly all stay where they were, and comparing whole lists is done at once.
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    old, young = before[head : len(before) - tail], after[head : len(after) - tail]
    present, wanted = set(old), set(young)
    if len(wanted ^ present) > NARROW_CHANGE:
        return None
    if [one for one in young if one in present] != [one for one in old if one in wanted]:
        return None
    gone = [row for row, one in enumerate(old, head) if one not in wanted]
    new = [row for row, one in enumerate(young, head) if one not in present]
    return Changes(_runs(gone), _runs(new))


def _alike(some: list[int], others: list[int]) -> int:
    """Return how many of the first are the same."""
    alike, step = 0, min(len(some), len(others))
    while step:
        if some[alike : alike + step] == others[alike : alike + step]:
            alike += step
            step = min(step, len(some) - alike, len(others) - alike)
        else:
            step //= 2
    return alike


def _runs(rows: list[int]) -> list[Run]:
    """Return the first and last of each run of consecutive numbers."""
    runs = []
    for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        run = [row for _, row in group]
        runs.append((run[0], run[-1]))
    return runs
