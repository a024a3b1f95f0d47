"""Servers that only a person can tell of a new address: what they were given, and what is due."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from scroblarr_desktop.remote.addresses import is_loopback
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import connections, given_addresses, servers
from scroblarr_desktop.store.records import HookState, Place, Server
from scroblarr_desktop.this_computer import DOCKER_HOST


class ByHand:
    """Looks what each of them was given.

    `base_of` is the address that a server should have; `leads_here` says of an address whether it
    still is this computer's.
    """

    def __init__(
        self,
        base_of: Callable[[Server], str],
        leads_here: Callable[[str], bool],
        clock: Clock,
    ) -> None:
        self._base_of = base_of
        self._leads_here = leads_here
        self._clock = clock

    def note(self, *, network_known: bool) -> bool:
        """Compare what every such server was given with what it should have.

        Return whether that changed what a person has to paste.
        """
        found = [one for one in servers.all_servers() if _is_by_hand(one)]
        before = given_addresses.changes()
        given_addresses.keep_only([one.id for one in found])
        for server in found:
            # Without a network nobody knows which address it will be.
            if network_known or server.place is Place.HERE:
                self._note(server, self._base_of(server))
        return given_addresses.changes() != before

    def _note(self, server: Server, base: str) -> None:
        given, heard_at = given_addresses.given(server.id), server.last_event_at
        if given is None or given == base:
            given_addresses.give(server.id, base)
        elif heard_at is not None and self._reaches_us(server, given):
            given_addresses.give(server.id, given)
        else:
            change = given_addresses.change(server.id, base, self._clock())
            if heard_at is not None and heard_at > change.noticed_at:
                given_addresses.give(server.id, base)

    def _reaches_us(self, server: Server, given: str) -> bool:
        # At another computer "this computer" is that one, whatever came from there before.
        if server.place is Place.HOME and is_relative(given):
            return False
        return self._leads_here(given)


def is_relative(base: str) -> bool:
    """Return whether the address means the computer on which it is used, as 127.0.0.1 does."""
    host = urlsplit(base).hostname or ""
    return is_loopback(host) or host == DOCKER_HOST


def _is_by_hand(server: Server) -> bool:
    if not server.adopted or servers.secret(server.id) is None:
        return False
    if server.connection_id is None:
        return True
    return connections.get(server.connection_id).hook_state is HookState.MANUAL
