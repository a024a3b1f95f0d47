"""What became of an address that was made anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scroblarr_desktop.store import connections, former_secrets, servers
from scroblarr_desktop.store.records import ConnectionState, HookState


@dataclass(frozen=True)
class Renewed:
    """Where the new address stands, and how long the old one works."""

    entered: bool
    """Whether the app entered the new address in the media server itself, for certain."""
    old_works_until: datetime | None
    """At the latest; the first event at the new address ends it. None: it ended at once."""


def stands_there(connection_id: int) -> bool:
    """Return whether our address stands in the media server as it was just now looked at."""
    connection = connections.get(connection_id)
    is_set = connection.hook_state is HookState.SET and connection.state is ConnectionState.OK
    # With either message something was not answered, and nothing is known for certain.
    return is_set and not connection.hook_message and not connection.message


def renewed(server_id: int, now: datetime, *, entered: bool) -> Renewed:
    """Return what became of it; the old address ends where nobody calls it any more."""
    servers.get(server_id)
    if entered:
        former_secrets.end(server_id)
    return Renewed(entered, former_secrets.works_until(server_id, now))
