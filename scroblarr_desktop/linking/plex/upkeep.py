"""When to mend what went wrong with a Plex account's reports."""

from __future__ import annotations

from datetime import datetime, timedelta

from scroblarr_desktop.store.records import Connection, ConnectionState, HookState
from scroblarr_desktop.watches import ServerKind

LOOK_EVERY_S = 60.0
MEND_AFTER = timedelta(minutes=10)


def is_to_mend(connection: Connection, now: datetime) -> bool:
    """Return whether something is broken that may have passed by itself meanwhile.

    An account in order is looked at now and then as every connection is, not from here.
    """
    if connection.kind is not ServerKind.PLEX or connection.state is ConnectionState.ENDED:
        return False
    if connection.hook_state in (HookState.NONE, HookState.MANUAL):
        return False
    if connection.hook_state is not HookState.FAILED and not _complains(connection):
        return False
    return connection.checked_at is None or now - connection.checked_at >= MEND_AFTER


def _complains(connection: Connection) -> bool:
    # The message that goes with IMPOSSIBLE is no trouble that passes.
    return connection.hook_state is HookState.SET and bool(connection.hook_message)
