"""Which row is which: days, and what changed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from scroblarr_desktop.store.listing import NEWEST_FIRST, Listing, stamp
from scroblarr_desktop.store.records import LogOrder
from scroblarr_desktop.ui.log import rows
from scroblarr_desktop.ui.log.rows import Changes, changes, rows_of


def listed(*times: datetime) -> Listing:
    return Listing(list(range(1, len(times) + 1)), [stamp(at) for at in times])


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute).astimezone()


def test_the_first_of_each_day_is_known() -> None:
    times = [at(9, 23, 59), at(9, 0), at(8, 12), at(2, 23), at(2, 1)]
    assert list(rows_of(listed(*times), NEWEST_FIRST).first_of_days) == [0, 2, 3]
    oldest_first = rows_of(listed(*times[::-1]), LogOrder(descending=False))
    assert list(oldest_first.first_of_days) == [0, 2, 3]
    assert rows_of(listed(*times), LogOrder("title")).first_of_days == {}
    assert rows_of(listed(), NEWEST_FIRST).first_of_days == {}


def test_days_are_those_of_this_computer_over_many_years() -> None:
    start = at(9, 12)
    times = [start - timedelta(hours=7 * number) for number in range(3000)]
    found = rows_of(listed(*times), NEWEST_FIRST).first_of_days
    days = [one.astimezone().date() for one in times]
    firsts = [row for row, day in enumerate(days) if row == 0 or days[row - 1] != day]
    assert list(found) == firsts


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ([3, 2, 1], [3, 2, 1], Changes([], [])),
        ([3, 2, 1], [5, 4, 3, 1], Changes([(1, 1)], [(0, 1)])),
        ([], [1], Changes([], [(0, 0)])),
        ([3, 2, 1], [1, 2, 3], None),
        ([5, 4, 3, 2, 1], [6, 5, 4, 3, 2, 1], Changes([], [(0, 0)])),
        ([5, 4, 3, 2, 1], [4, 3, 2, 1], Changes([(0, 0)], [])),
        ([5, 4, 3, 2, 1], [5, 4, 3, 2], Changes([(4, 4)], [])),
        ([5, 4, 3, 2, 1], [5, 4, 9, 3, 8, 1], Changes([(3, 3)], [(2, 2), (4, 4)])),
        ([1, 1], [1, 1, 1], Changes([], [(2, 2)])),
    ],
)
def test_what_changed(before: list[int], after: list[int], wanted: Changes | None) -> None:
    assert changes(before, after) == wanted


def test_too_much_at_once_is_a_new_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "NARROW_CHANGE", 2)
    assert changes([], [1, 2, 3]) is None
