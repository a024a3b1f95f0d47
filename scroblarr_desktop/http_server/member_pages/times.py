"""Times as people say them, in this computer's time zone: that of the household."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scroblarr_desktop.http_server.markup import Html, tag
from scroblarr_desktop.http_server.member_pages.words import Words

MORNING = 6


def moment(say: Words, at: datetime, now: datetime) -> Html:
    """Return the time as an element that also holds the exact one for programs."""
    exact = at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return tag("time", spoken(say, at, now), datetime=exact, title=f"{at.astimezone():%x %X}")


def spoken(say: Words, at: datetime, now: datetime) -> str:
    """Return "3 min ago", "in 10 min", "yesterday 21:15", "Monday 21:15" or a date."""
    passed = now - at
    minutes = round(abs(passed).total_seconds() / 60)
    if abs(passed) < timedelta(minutes=1):
        return say("just_now" if passed >= timedelta() else "soon")
    if abs(passed) < timedelta(hours=1):
        return say("minutes_ago" if passed > timedelta() else "in_minutes", minutes=minutes)
    return _day_and_time(say, at.astimezone(), now.astimezone())


def tomorrow_morning(now: datetime) -> datetime:
    """Return six o'clock tomorrow, where this computer is."""
    day = (now.astimezone() + timedelta(days=1)).date()
    return datetime(day.year, day.month, day.day, MORNING).astimezone(UTC)


def _day_and_time(say: Words, at: datetime, now: datetime) -> str:
    time, days = f"{at:%H:%M}", (at.date() - now.date()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return say(near[days], time=time)
    if -7 < days < 7:
        return say("weekday", day=say("weekdays").split()[at.weekday()], time=time)
    month = say("months").split()[at.month - 1]
    if at.year == now.year:
        return say("this_year", day=at.day, month=month, time=time)
    return say("another_year", day=at.day, month=month, year=at.year)
