from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from scroblarr_desktop.store.figures import Counted, CountedTitle, Figures, Months, Wanted
from scroblarr_desktop.store.records import Named
from scroblarr_desktop.ui.statistics import series
from scroblarr_desktop.ui.statistics.key_figures import against_last_month
from scroblarr_desktop.ui.statistics.series import Period
from scroblarr_desktop.watches import Kind

pytestmark = pytest.mark.usefixtures("qapp")


def local(*clock: int) -> datetime:
    """Return the time at which this computer's clock shows that."""
    return datetime(*clock).astimezone()  # type: ignore[arg-type]  # no zone among them


def counted(days: tuple[tuple[date, int], ...] = (), **more: Any) -> Figures:
    options: dict[str, Any] = {
        "wanted": Wanted(),
        "total": sum(count for _, count in days),
        "first_day": days[0][0] if days else None,
        "last_day": days[-1][0] if days else None,
        "members": (),
        "servers": (),
        "kinds": {},
        "days": days,
        "hours": ((0,) * 24,) * 7,
        "shows": (),
        "films": (),
        "months": Months(0, 0, 0),
        "sent": (),
    }
    return Figures(**{**options, **more})


def test_days_without_a_watch_have_their_place() -> None:
    days = ((date(2026, 3, 1), 2), (date(2026, 3, 4), 1))
    found = series.over_time(counted(days), None)
    assert found.head == "Day"
    assert [point.value for point in found.points] == [2, 0, 0, 1]
    assert found.points[0].label == "1 Mar"
    assert "2026" in found.points[0].said
    earlier = series.over_time(counted(days), date(2026, 2, 27))
    assert [point.value for point in earlier.points] == [0, 0, 2, 0, 0, 1]


def test_a_year_is_shown_by_months() -> None:
    days = ((date(2025, 11, 3), 2), (date(2025, 11, 30), 1), (date(2026, 2, 1), 4))
    found = series.over_time(counted(days), None)
    assert found.head == "Month"
    assert [(point.label, point.value) for point in found.points] == [
        ("Nov", 3),
        ("Dec", 0),
        ("Jan 26", 0),
        ("Feb", 4),
    ]
    assert found.points[2].said == "January 2026"


def test_many_years_are_shown_by_years() -> None:
    days = ((date(2019, 5, 1), 2), (date(2026, 2, 1), 4))
    found = series.over_time(counted(days), None)
    assert found.head == "Year"
    assert (len(found.points), found.total, found.most) == (8, 6, 4)


def test_nothing_watched_is_nothing_to_show() -> None:
    found = series.over_time(counted(), None)
    assert found.points == ()
    assert found.summary == "Nothing was watched."


def test_names_and_titles() -> None:
    figures = counted(
        members=(Counted(Named(1, "Anna"), 3),),
        servers=(Counted(Named(2, "Attic"), 3),),
        films=(CountedTitle("Paper Comets", 1999, 2), CountedTitle("Untitled", None, 1)),
        shows=(CountedTitle("Harbour Street", None, 5),),
        kinds={Kind.MOVIE: 3, Kind.EPISODE: 5},
    )
    assert series.by_member(figures).summary == "Most: Anna, 3 of 3."
    assert series.by_server(figures).points[0].said == "Attic"
    assert [point.said for point in series.films(figures).points] == [
        "Paper Comets (1999)",
        "Untitled",
    ]
    assert series.shows(figures).points[0].value == 5
    assert [(one.label, one.value) for one in series.by_kind(figures).points] == [
        ("Films", 3),
        ("Episodes", 5),
    ]


def test_days_of_the_week_begin_on_monday_and_hours_at_midnight() -> None:
    hours = tuple(tuple(24 * day + hour for hour in range(24)) for day in range(7))
    figures = counted(hours=hours)
    weekdays = series.by_weekday(figures)
    assert (weekdays.points[0].label, weekdays.points[0].said) == ("Mon", "Monday")
    assert weekdays.points[6].value == sum(hours[6])
    by_hour = series.by_hour(figures)
    assert by_hour.points[0].said == "00:00 to 00:59"
    assert by_hour.points[23].value == sum(day[23] for day in hours)


@pytest.mark.parametrize(
    ("present", "months_begin"),
    [
        (local(2026, 3, 14, 22, 5), local(2025, 4, 1)),
        (local(2026, 12, 31, 23, 59), local(2026, 1, 1)),
        (local(2026, 1, 1), local(2025, 2, 1)),
    ],
)
def test_where_a_period_begins(present: datetime, months_begin: datetime) -> None:
    begins = series.since(Period.DAYS, present)
    assert begins is not None
    assert (present.date() - begins.date()).days == 29
    assert (begins.hour, begins.minute) == (0, 0)
    assert series.since(Period.MONTHS, present) == months_begin
    assert series.since(Period.ALL, present) is None


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (Months(5, 3, 9), "this month; by this day 2 more than last month"),
        (Months(3, 5, 9), "this month; by this day 2 fewer than last month"),
        (Months(3, 3, 9), "this month; by this day as many as last month"),
        (Months(3, 0, 0), "this month; nothing in the last one"),
    ],
)
def test_against_last_month(months: Months, said: str) -> None:
    assert against_last_month(months) == said
