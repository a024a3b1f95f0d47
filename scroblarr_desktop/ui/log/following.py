"""Following a long log: what is old is read once, what is new each time.

Made in another thread. The windows' thread waits whenever this one works in Python, so what is
done for each of hundreds of thousands of rows is done by SQLite, or by one copy of a list.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from scroblarr_desktop.store.listing import Listing
from scroblarr_desktop.store.records import LogColumn
from scroblarr_desktop.ui.log.days import first_of_days, joined
from scroblarr_desktop.ui.log.rows import (
    PAGE_SIZE,
    Answer,
    Changes,
    LogSource,
    Question,
    Rows,
    Run,
    Settled,
    answered,
    changes,
)

NEWER = 1000
"""So many rows are read anew each time, and what came since; the rest is settled."""

MOST_NEWER = 3000
"""When there are more, all but the newest become settled as well."""

T = TypeVar("T")


def answered_with_watches(source: LogSource, question: Question) -> Answer:
    """Read what is asked, and the watches that will be looked at first. Raises StoreTrouble."""
    answer = _followed(source, question) or _divided(source, question)
    answer = answer or answered(source, question)
    return replace(answer, first=source.by_ids(answer.rows.ids[:PAGE_SIZE]))


def _divided(source: LogSource, question: Question) -> Answer | None:
    """Read all; None where nothing would be settled."""
    descending = question.order.descending
    if question.order.by != LogColumn.WATCHED_AT:
        return None
    read = source.divided(question.wanted, question.order, NEWER)
    if read is None:
        return None
    found, mark, digest = read
    newer, older = _apart(found, descending)
    settled = Settled(mark, digest, first_of_days(older.watched_us, descending))
    rows = _rows(found.ids, newer, settled, descending)
    return Answer(question, rows, changes(question.present.ids, rows.ids))


def _followed(source: LogSource, question: Question) -> Answer | None:
    """Read what is newer; None where the rest is not what is present."""
    settled, descending = question.present.settled, question.order.descending
    if question.fresh or settled is None:
        return None
    newer, digest = source.newer(question.wanted, question.order, settled.mark)
    if digest != settled.digest:
        return None
    old = settled.digest.watches
    before, rest = _split(question.present.ids, old, descending)
    above, below = _in_order(newer.ids, rest, descending)
    ids = above + below
    steps = changes(before, newer.ids)
    if steps is not None and not descending:
        steps = Changes(_further(steps.removed, old), _further(steps.inserted, old))
    rows = _rows(ids, newer, settled, descending)
    if len(newer.ids) > MOST_NEWER:
        rows = replace(rows, settled=_with_most_of(newer, settled, descending))
    return Answer(question, rows, steps)


def _rows(ids: list[int], newer: Listing, settled: Settled, descending: bool) -> Rows:
    days = first_of_days(newer.watched_us, descending)
    above, below = _in_order(days, settled.first_of_days, descending)
    rows_above = len(newer.ids) if descending else settled.digest.watches
    return Rows(ids, joined(above, rows_above, below), settled)


def _with_most_of(newer: Listing, settled: Settled, descending: bool) -> Settled:
    _, more = _apart(newer, descending)
    days = first_of_days(more.watched_us, descending)
    above, below = _in_order(days, settled.first_of_days, descending)
    rows_above = len(more.ids) if descending else settled.digest.watches
    newest = 0 if descending else -1
    mark = replace(settled.mark, watched_us=more.watched_us[newest], watch_id=more.ids[newest])
    return Settled(mark, settled.digest.and_those(more), joined(above, rows_above, below))


def _apart(found: Listing, descending: bool) -> tuple[Listing, Listing]:
    """Return the newest and the rest."""
    older = len(found.ids) - NEWER
    newer_ids, older_ids = _split(found.ids, older, descending)
    newer_us, older_us = _split(found.watched_us, older, descending)
    return Listing(newer_ids, newer_us), Listing(older_ids, older_us)


def _split(values: list[int], older: int, descending: bool) -> tuple[list[int], list[int]]:
    """Return the newer values and so many older ones."""
    if descending:
        return values[: len(values) - older], values[len(values) - older :]
    return values[older:], values[:older]


def _in_order(newer: T, older: T, descending: bool) -> tuple[T, T]:
    """Return the two as they stand below each other."""
    return (newer, older) if descending else (older, newer)


def _further(runs: list[Run], rows: int) -> list[Run]:
    return [(first + rows, last + rows) for first, last in runs]
