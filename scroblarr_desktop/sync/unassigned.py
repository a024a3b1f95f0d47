"""Watches that are kept for viewers who are nobody's yet: each once, however often it was told."""

from __future__ import annotations

from scroblarr_desktop.store import household, inbox
from scroblarr_desktop.store.records import EarlierWatch, EntrySource, InboxEntry
from scroblarr_desktop.sync.caught_up import finishes_of
from scroblarr_desktop.sync.entries import read_entry
from scroblarr_desktop.sync.recording import Source
from scroblarr_desktop.sync.rules import LONGEST_PLAY, is_same
from scroblarr_desktop.watches import Unreadable, Watch, told_alike


def kept_already(source: Source, watch: Watch) -> int | None:
    """Return the entry by which the same watch is kept, where it came in the other way.

    That is, a webhook's where this is a row of the server's history, and the other way round.
    """
    from_history = source.entry.source is EntrySource.CATCH_UP
    other = EntrySource.WEBHOOK if from_history else EntrySource.CATCH_UP
    both = household.with_twin(source.viewer.id)
    finish = finishes_of(source, watch)[0]
    for entry in inbox.kept_near(both, watch.watched_at, LONGEST_PLAY, other):
        kept = _watch(entry)
        if kept is None or not told_alike(kept.items[0], finish.item):
            continue
        if is_same(finish, _as_earlier(entry, kept)):
            return entry.id
    return None


def _watch(entry: InboxEntry) -> Watch | None:
    try:
        outcome = read_entry(entry).outcome
    except Unreadable:
        return None
    return outcome if isinstance(outcome, Watch) else None


def _as_earlier(entry: InboxEntry, watch: Watch) -> EarlierWatch:
    return EarlierWatch(
        id=entry.id,
        item=watch.items[0],
        watched_at=watch.watched_at,
        by_hand=watch.by_hand,
        stop_position_s=None,
        finish_seen=True,
        deleted=False,
        began_at=watch.began_at,
        caught_up=entry.source is EntrySource.CATCH_UP,
    )
