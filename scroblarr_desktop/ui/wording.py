"""How times, titles and states are said to people."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from scroblarr_desktop.store.records import DeliveryState, LoggedDelivery, Removal, WaitingFor
from scroblarr_desktop.ui.told import told

translate = QCoreApplication.translate

MORNING = 6
"""The hour of day at which "until tomorrow" ends: a pause made at 23:50 lasts the night."""


def now() -> datetime:
    """Return the present in this computer's time zone."""
    return datetime.now().astimezone()


def moment(at: datetime, present: datetime | None = None) -> str:
    """Return a past time as people say it; a given `present` also gives the time zone."""
    at, present = _here(at, present), present or now()
    age = present - at
    if timedelta(0) <= age < timedelta(minutes=1):
        return translate("Wording", "just now")
    if timedelta(0) <= age < timedelta(hours=1):
        minutes = int(age.total_seconds() // 60)
        return translate("Wording", "{minutes} min ago").format(minutes=minutes)
    return _day_and_time(at, present)


def day(at: datetime, present: datetime | None = None) -> str:
    """Return the day as people say it, for a heading."""
    at, present = _here(at, present), present or now()
    days = (present.date() - at.date()).days
    near = {0: translate("Wording", "Today"), 1: translate("Wording", "Yesterday")}
    if days in near:
        return near[days]
    date = QDate(at.year, at.month, at.day)
    pattern = translate("Wording", "dddd, d MMMM", "a day of this year, as Qt writes it")
    if at.year != present.year:
        pattern = translate(
            "Wording", "dddd, d MMMM yyyy", "a day of another year, as Qt writes it"
        )
    return QLocale().toString(date, pattern)


def time_of_day(at: datetime, present: datetime | None = None) -> str:
    """Return when it was on a day that is known: minutes ago, else what the clock showed."""
    at, present = _here(at, present), present or now()
    if timedelta(0) <= present - at < timedelta(hours=1):
        return moment(at, present)
    return _clock(at)


def coming(at: datetime, present: datetime | None = None) -> str:
    """Return a time to come as people say it; one that has passed is "now"."""
    at, present = _here(at, present), present or now()
    wait = at - present
    if wait <= timedelta(0):
        return translate("Wording", "now")
    if wait < timedelta(minutes=1):
        return translate("Wording", "in less than a minute")
    if wait < timedelta(hours=1):
        minutes = round(wait.total_seconds() / 60)
        return translate("Wording", "in {minutes} min").format(minutes=minutes)
    return _day_and_time(at, present)


def day_and_time(at: datetime, present: datetime | None = None) -> str:
    """Return the day as people say it and what the clock showed: it stays true while shown."""
    present = present or now()
    return _day_and_time(_here(at, present), present)


def at_a_time(at: datetime, present: datetime | None = None) -> str:
    """Return when something was, to end a sentence with: "today at 08:59", "on 3 May at 08:59"."""
    at, present = _here(at, present), present or now()
    days = (present.date() - at.date()).days
    said = {
        0: translate("Wording", "today at {time}"),
        1: translate("Wording", "yesterday at {time}"),
    }.get(days) or translate("Wording", "on {day} at {time}")
    return said.format(day=date(at, present), time=_clock(at))


def exact(at: datetime) -> str:
    """Return date and time to the second, in this computer's time zone and language."""
    at = at.astimezone()
    day = QLocale().toString(QDate(at.year, at.month, at.day), QLocale.FormatType.LongFormat)
    return f"{day}, {at:%H:%M:%S}"


def date(at: datetime, present: datetime | None = None) -> str:
    """Return a day of the past as people write it: "3 May", with the year where it is another."""
    at, present = _here(at, present), present or now()
    pattern = (
        translate("Wording", "d MMMM", "day and month in full, as Qt writes them")
        if at.year == present.year
        else translate("Wording", "d MMMM yyyy", "a day of another year in full")
    )
    return QLocale().toString(QDate(at.year, at.month, at.day), pattern)


def _here(at: datetime, present: datetime | None) -> datetime:
    # Not by now()'s zone: that is a fixed offset, wrong on the other side of a clock change.
    return at.astimezone(present.tzinfo if present else None)


def _day_and_time(at: datetime, present: datetime) -> str:
    time = _clock(at)
    days = (at.date() - present.date()).days
    near = {
        -1: translate("Wording", "yesterday {time}"),
        0: translate("Wording", "today {time}"),
        1: translate("Wording", "tomorrow {time}"),
    }
    if days in near:
        return near[days].format(time=time)
    if -7 < days < 7:
        return f"{QLocale().dayName(at.isoweekday())} {time}"
    day = QDate(at.year, at.month, at.day)
    if at.year == present.year:
        pattern = translate("Wording", "d MMM", "day and month of this year, as Qt writes them")
        return f"{QLocale().toString(day, pattern)}, {time}"
    return QLocale().toString(day, translate("Wording", "d MMM yyyy", "a day of another year"))


def _clock(at: datetime) -> str:
    pattern = QLocale().timeFormat(QLocale.FormatType.ShortFormat).replace(":ss", "")
    return QLocale().toString(QTime(at.hour, at.minute), pattern)


def in_an_hour(present: datetime | None = None) -> datetime:
    return (present or now()) + timedelta(hours=1)


def tomorrow(present: datetime | None = None) -> datetime:
    """Return tomorrow morning."""
    present = present or now()
    day = (present + timedelta(days=1)).date()
    return datetime(day.year, day.month, day.day, MORNING, tzinfo=present.tzinfo)


def state_word(state: DeliveryState) -> str:
    return {
        DeliveryState.WAITING: translate("Wording", "waiting"),
        DeliveryState.SENDING: translate("Wording", "sending"),
        DeliveryState.DELIVERED: translate("Wording", "delivered"),
        DeliveryState.ALREADY_THERE: translate("Wording", "already there"),
        DeliveryState.UNMATCHED: translate("Wording", "not matched"),
        DeliveryState.REJECTED: translate("Wording", "rejected"),
        DeliveryState.CANCELLED: translate("Wording", "left out"),
    }[state]


def mark_of(delivery: LoggedDelivery) -> str:
    """Return the name of the mark that stands for a delivery, its removal included."""
    if delivery.removal is not None:
        return "left" if delivery.removal is Removal.LEFT else "removing"
    return delivery.state


def mark_word(delivery: LoggedDelivery) -> str:
    """Return the word beside that mark."""
    if delivery.removal is Removal.LEFT:
        return translate("Wording", "still there")
    if delivery.removal is not None:
        return translate("Wording", "being removed")
    return state_word(delivery.state)


def delivery_sentence(delivery: LoggedDelivery, present: datetime | None = None) -> str:
    """Return what became of a delivery, or when something will."""
    if delivery.removal is not None:
        said = _next_removal(delivery, present)
    elif delivery.delivered_at is not None and delivery.state is DeliveryState.DELIVERED:
        said = translate("Wording", "Delivered {when}.").format(
            when=moment(delivery.delivered_at, present)
        )
    else:
        said = _unfinished(delivery, present)
    return " ".join(part for part in (told(delivery.message), said) if part)


def _next_removal(delivery: LoggedDelivery, present: datetime | None) -> str:
    comes = delivery.next_try_at is not None and delivery.next_try_at > (present or now())
    if delivery.removal is Removal.LEFT or delivery.next_try_at is None or not comes:
        return ""
    when = coming(delivery.next_try_at, present)
    return translate("Wording", "Next try {when}.").format(when=when)


def _unfinished(delivery: LoggedDelivery, present: datetime | None) -> str:
    if delivery.waiting_for == WaitingFor.ANSWER:
        return translate("Wording", "Waits for your answer.")
    comes = delivery.next_try_at is not None and delivery.next_try_at > (present or now())
    if delivery.waiting_for == WaitingFor.ACCOUNT and not comes:
        return translate("Wording", "Waits until the account can be used again.")
    if delivery.next_try_at is not None:
        return translate("Wording", "Next try {when}.").format(
            when=coming(delivery.next_try_at, present)
        )
    return ""


def status_sentence(sentence: str, paused_until: datetime | None) -> str:
    """Return what the app is doing, and until when where that is known."""
    if paused_until is None:
        return told(sentence)
    until = translate("Wording", "Until {when}.").format(when=_until(paused_until))
    return f"{told(sentence)} {until}"


def _until(at: datetime) -> str:
    return _day_and_time(_here(at, None), now())


def elided(text: str, length: int) -> str:
    """Return the text with its middle left out where it is longer than that."""
    if len(text) <= length:
        return text
    head = (length - 1) // 2
    return f"{text[:head]}…{text[-(length - 1 - head) :]}"
