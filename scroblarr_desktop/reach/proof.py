"""Whether a media server's events arrive, and what speaks against it where they do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from scroblarr_desktop.media_servers.foreign import OWN_TEST
from scroblarr_desktop.store import catch_up, connections, given_addresses, inbox, servers
from scroblarr_desktop.store.given_addresses import AddressChange
from scroblarr_desktop.store.records import (
    CatchUp,
    CatchUpMode,
    Connection,
    InboxEntry,
    InboxState,
    Server,
)
from scroblarr_desktop.store.silence import Silence, silence


class WrongCall(Protocol):
    """How often somebody called with a secret that is not, or no longer, one of ours."""

    @property
    def address(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def last_at(self) -> datetime: ...


class ProofState(StrEnum):
    WAITING = "waiting"
    """Nothing came yet."""
    HEARD = "heard"
    MUTED = "muted"
    PROGRESS_ONLY = "progress_only"
    """Only Jellyfin's PlaybackProgress came, which is not used."""
    OTHER_SERVER = "other_server"
    """What came by this server's address was another server's; `remark` names it."""
    NO_USE = "no_use"
    """What came could not be used; `remark` says why."""
    READING = "reading"
    """Its own history is read every few minutes: see `catch_up`."""


@dataclass(frozen=True)
class Proof:
    """What is known of one server's way to us."""

    server: Server
    state: ProofState
    reached_at: datetime | None
    """When the latest event came, or what `remark` speaks of."""
    remark: str
    connection: Connection | None
    """The sign-in that looks after its webhook; None where the person set it up by hand."""
    wrong_calls: tuple[WrongCall, ...]
    """Calls with an old or wrong address since this server's latest event, the latest first."""
    address_change: AddressChange | None
    """What the person has to paste anew."""
    catch_up: CatchUp | None = None
    """How its own history is read; None where the app is not signed in there."""
    silence: Silence | None = None
    """Set where nothing came for unusually long, and the app is not signed in to look."""


def proof(
    server_id: int, wrong_calls: Iterable[WrongCall], progress_dropped: int, now: datetime
) -> Proof:
    """Return what is known of that server. Raises Missing."""
    server = servers.get(server_id)
    signed_in = server.connection_id is not None
    read = catch_up.of(server_id) if signed_in else None
    state, reached_at, remark = _state(server, progress_dropped, read)
    changed = [one for one in given_addresses.changes() if one.server_id == server_id]
    return Proof(
        server,
        state,
        reached_at,
        remark,
        None if server.connection_id is None else connections.get(server.connection_id),
        tuple(one for one in wrong_calls if _is_newer(one.last_at, server.last_event_at)),
        changed[0] if changed else None,
        read,
        None if signed_in or server.muted else silence(server_id, now),
    )


def _is_newer(at: datetime, than: datetime | None) -> bool:
    return than is None or at > than


def _state(
    server: Server, progress_dropped: int, read: CatchUp | None
) -> tuple[ProofState, datetime | None, str]:
    if server.muted:
        return ProofState.MUTED, server.last_event_at, ""
    if read is not None and read.mode is CatchUpMode.READING:
        return ProofState.READING, server.last_event_at, server.last_event
    if server.last_event_at is not None:
        return ProofState.HEARD, server.last_event_at, server.last_event
    entry = inbox.latest_admitted(server.id, but=OWN_TEST)
    if entry is not None and _tells_something(entry, server):
        return _of_entry(entry)
    only_progress = bool(progress_dropped)
    return (ProofState.PROGRESS_ONLY if only_progress else ProofState.WAITING), None, ""


def _tells_something(entry: InboxEntry, server: Server) -> bool:
    if entry.state is InboxState.UNREAD:
        return False
    if entry.server is None or server.connection_id is None:
        return True
    # One address brings the events of all servers of a Plex account.
    return entry.server.id not in connections.servers_of(server.connection_id)


def _of_entry(entry: InboxEntry) -> tuple[ProofState, datetime | None, str]:
    if entry.server is not None:
        return ProofState.OTHER_SERVER, entry.received_at, entry.server.name
    return ProofState.NO_USE, entry.received_at, entry.reason
