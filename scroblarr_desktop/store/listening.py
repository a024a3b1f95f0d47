"""When webhooks could arrive: the app ran, its port was open, and the computer was awake."""

from __future__ import annotations

from datetime import datetime, timedelta

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import ListeningRow

BEAT_EVERY = timedelta(minutes=1)
GAP = 3 * BEAT_EVERY
"""Two beats farther apart leave a gap, in which a webhook may have been lost here."""

KEPT_FOR = timedelta(days=14)


def beat(now: datetime) -> None:
    """Note that webhooks can arrive now. To be called every minute, and only while they can."""
    with writing(Changed.NOTHING):
        latest = ListeningRow.select().order_by(ListeningRow.since.desc()).first()
        # A clock that was set back begins a new span, too.
        if latest is not None and latest.until <= now <= latest.until + GAP:
            ListeningRow.update(until=now).where(ListeningRow.since == latest.since).execute()
            return
        ListeningRow.delete().where(
            (ListeningRow.until < now - KEPT_FOR) | (ListeningRow.since >= now)
        ).execute()
        ListeningRow.insert(since=now, until=now).execute()


def was_listening(since: datetime, until: datetime) -> bool:
    """Return whether webhooks could arrive all through that time."""
    spans = ListeningRow.select().where(ListeningRow.since <= since, ListeningRow.until >= until)
    return bool(spans.exists())
