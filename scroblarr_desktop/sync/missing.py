"""Noticing that a media server's webhooks have stopped: its history tells what they did not."""

from __future__ import annotations

from datetime import timedelta

from scroblarr_desktop.store import catch_up, listening
from scroblarr_desktop.store.records import CatchUpMode, EntrySource
from scroblarr_desktop.sync.recording import Source
from scroblarr_desktop.watches import Watch

GRACE = timedelta(minutes=5)
"""So long a webhook may be on its way."""

BEFORE, AFTER = timedelta(minutes=1), timedelta(minutes=2)
"""Webhooks had to be able to arrive all through this time around the end of the watch."""


def note(source: Source, watch: Watch) -> None:
    """Note a watch that only the history told of, where a webhook should have."""
    if source.entry.source is not EntrySource.CATCH_UP or _has_no_sure_end(watch):
        return
    if source.entry.received_at - watch.watched_at < GRACE:
        return
    if catch_up.of(source.server.id).mode is not CatchUpMode.WEBHOOKS:
        return
    ended_at = watch.watched_at
    if listening.was_listening(ended_at - BEFORE, ended_at + AFTER):
        catch_up.note_missed(source.server.id, ended_at)


def _has_no_sure_end(watch: Watch) -> bool:
    return watch.by_hand or watch.doubtful or watch.began_at is not None
