"""The figures as rows of named numbers, which pictures and tables show alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from scroblarr_desktop.store.figures import Counted, CountedTitle, Figures
from scroblarr_desktop.watches import Kind

translate = QCoreApplication.translate

T = TypeVar("T")

MOST_DAYS = 62
"""More columns than these, a day each, could not be told apart."""

MOST_MONTHS = 36


class Period(StrEnum):
    DAYS = "30 days"
    MONTHS = "12 months"
    ALL = "all"


@dataclass(frozen=True)
class Point:
    """One number with its name: short under a column, in full for tool tips and tables."""

    label: str
    said: str
    value: int


@dataclass(frozen=True)
class Series:
    """Numbers of one kind. `head` says what the names are of: "Day", "Member"."""

    head: str
    points: tuple[Point, ...]

    @property
    def total(self) -> int:
        return sum(point.value for point in self.points)

    @property
    def most(self) -> int:
        return max((point.value for point in self.points), default=0)

    @property
    def summary(self) -> str:
        """What somebody who does not see the picture has to know of it first."""
        if not self.most:
            return translate("Statistics", "Nothing was watched.")
        highest = max(self.points, key=lambda point: point.value)
        said = translate("Statistics", "Most: {name}, {count} of {total}.")
        return said.format(name=highest.said, count=number(highest.value), total=number(self.total))


def number(value: int) -> str:
    return QLocale().toString(value)


def since(period: Period, present: datetime) -> datetime | None:
    """Return where the period begins, by this computer's clock; None for the very beginning."""
    today = present.astimezone().replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    if period is Period.DAYS:
        return (today - timedelta(days=29)).astimezone()
    if period is Period.MONTHS:
        in_january = today.replace(month=1, day=1)
        if today.month == 12:
            return in_january.astimezone()
        return in_january.replace(year=today.year - 1, month=today.month + 1).astimezone()
    return None


def over_time(figures: Figures, first_day: date | None) -> Series:
    """Return the watches by day, month or year, gaps included, from that day or the first watch."""
    last = figures.last_day or figures.first_day
    first = first_day or figures.first_day
    if first is None or last is None:
        return Series(translate("Statistics", "Day"), ())
    counts = dict(figures.days)
    if (last - first).days < MOST_DAYS:
        days = [first + timedelta(days=day) for day in range((last - first).days + 1)]
        return Series(translate("Statistics", "Day"), tuple(_day(day, counts) for day in days))
    months = _months(first, last)
    if len(months) <= MOST_MONTHS:
        by_month = _summed((day.replace(day=1), count) for day, count in figures.days)
        points = (_month(month, by_month.get(month, 0)) for month in months)
        return Series(translate("Statistics", "Month"), tuple(points))
    by_year = _summed((day.year, count) for day, count in figures.days)
    years = range(first.year, last.year + 1)
    points = (Point(str(year), str(year), by_year.get(year, 0)) for year in years)
    return Series(translate("Statistics", "Year"), tuple(points))


def by_weekday(figures: Figures) -> Series:
    names = QLocale()
    points = (
        Point(
            names.standaloneDayName(day, QLocale.FormatType.ShortFormat),
            names.standaloneDayName(day),
            count,
        )
        for day, count in enumerate(figures.weekdays, 1)
    )
    return Series(translate("Statistics", "Day of the week"), tuple(points))


def by_hour(figures: Figures) -> Series:
    said = translate("Statistics", "{hour}:00 to {hour}:59")
    points = (
        Point(str(hour), said.format(hour=f"{hour:02d}"), count)
        for hour, count in enumerate(figures.by_hour)
    )
    return Series(translate("Statistics", "Hour"), tuple(points))


def by_member(figures: Figures) -> Series:
    return _of_names(translate("Statistics", "Member"), figures.members)


def by_server(figures: Figures) -> Series:
    return _of_names(translate("Statistics", "Media server"), figures.servers)


def by_kind(figures: Figures) -> Series:
    words = kind_words()
    points = (Point(words[kind], words[kind], figures.kinds.get(kind, 0)) for kind in Kind)
    return Series(translate("Statistics", "Kind"), tuple(points))


def kind_words() -> Mapping[Kind, str]:
    return {
        Kind.MOVIE: translate("Statistics", "Films"),
        Kind.EPISODE: translate("Statistics", "Episodes"),
    }


def shows(figures: Figures) -> Series:
    return _of_titles(translate("Statistics", "Show"), figures.shows)


def films(figures: Figures) -> Series:
    return _of_titles(translate("Statistics", "Film"), figures.films)


def _of_names(head: str, counted: Iterable[Counted]) -> Series:
    return Series(head, tuple(Point(one.who.name, one.who.name, one.count) for one in counted))


def _of_titles(head: str, counted: Iterable[CountedTitle]) -> Series:
    names = [(f"{one.title} ({one.year})" if one.year else one.title, one) for one in counted]
    return Series(head, tuple(Point(name, name, one.count) for name, one in names))


def _day(day: date, counts: Mapping[date, int]) -> Point:
    qt, names = QDate(day.year, day.month, day.day), QLocale()
    short = names.toString(qt, translate("Statistics", "d MMM", "a day, as Qt writes it"))
    return Point(short, names.toString(qt, QLocale.FormatType.LongFormat), counts.get(day, 0))


def _month(month: date, count: int) -> Point:
    names = QLocale()
    short = names.standaloneMonthName(month.month, QLocale.FormatType.ShortFormat)
    said = f"{names.standaloneMonthName(month.month)} {month.year}"
    return Point(f"{short} {month.year % 100:02d}" if month.month == 1 else short, said, count)


def _months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    numbers = range(first.month - 1, first.month - 1 + count)
    return [date(first.year + number // 12, number % 12 + 1, 1) for number in numbers]


def _summed(counts: Iterable[tuple[T, int]]) -> dict[T, int]:
    found: dict[T, int] = {}
    for key, count in counts:
        found[key] = found.get(key, 0) + count
    return found
