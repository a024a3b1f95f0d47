"""What a kept inbox entry says, whichever way it came in."""

from __future__ import annotations

from scroblarr_desktop import media_servers
from scroblarr_desktop.store.records import EntrySource, InboxEntry
from scroblarr_desktop.watches import Reading


def read_entry(entry: InboxEntry) -> Reading:
    """Return what a webhook's body or a row of a history says. Raises `watches.Unreadable`."""
    from_history = entry.source is EntrySource.CATCH_UP
    read = media_servers.read_history if from_history else media_servers.read
    return read(entry.kind, entry.body, entry.received_at)
