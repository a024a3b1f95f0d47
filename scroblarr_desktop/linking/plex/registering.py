"""Having a Plex account report to this computer, and taking that back."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from scroblarr_desktop.linking.plex import hooks as plex_hooks
from scroblarr_desktop.linking.plex.hooks import Ours, Sorted
from scroblarr_desktop.media_servers.plex_api import PlexApi
from scroblarr_desktop.media_servers.plex_tv import PlexTv
from scroblarr_desktop.media_servers.plex_tv_answers import NoPlexPass
from scroblarr_desktop.remote.addresses import is_loopback
from scroblarr_desktop.remote.errors import Refused, RemoteError
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import Connection, HookState, Place, Server
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.watches import ServerKind

log = logging.getLogger(__name__)

NOT_REPORTED = (
    "This account has no Plex Pass, so Plex does not report what is watched. Scroblarr reads the "
    "play history every three minutes instead: watches arrive a few minutes late, and what is "
    "playing now is not shown."
)
TAKEN_OVER = (
    "Another Scroblarr ({where}) receives what this Plex account reports, in place of this one. "
    "Set up the reports again to choose what you want."
)
SWITCHED_OFF = (
    "Reports are switched off on {names}. In Plex, open Settings, choose the server, then "
    "Network, tick “Webhooks” and save."
)


class Foreign(StrEnum):
    """What to do about the address of another Scroblarr in the account."""

    ASK = "ask"
    REPLACE = "replace"
    KEEP = "keep"
    """Both are told of every watch."""
    MEND = "mend"
    """Nobody is there to be asked: leave it, and do not push in where it took our place."""


@dataclass(frozen=True)
class HookOutcome:
    """What became of it. With `foreign` it is a question: nothing was changed yet."""

    state: HookState
    message: str = ""
    foreign: tuple[str, ...] = ()
    """Where the other Scroblarrs are."""
    switched_off: tuple[int, ...] = ()
    """Our ids of the servers that are set not to report."""


class NotKept(Refused):
    title = "Plex did not keep the address"
    sentence = "Plex took the list of addresses, but afterwards another one stood there."
    next_step = "Try again, or enter the address by hand."


class NoHomeAddress(RemoteError):
    title = "This computer is in no network"
    sentence = "The media server could not reach it."
    next_step = "Connect this computer to your home network, then try again."


class PlexRegistering:
    """Reads and writes the account's list. Whoever calls sees to it that no two do at once."""

    def __init__(
        self,
        tv: PlexTv,
        hook_base: Callable[[Place], str],
        api_of: Callable[[Server], PlexApi],
        own_addresses: Callable[[], list[OwnAddress]],
    ) -> None:
        self._tv = tv
        self._hook_base = hook_base
        self._api_of = api_of
        self._own_addresses = own_addresses

    def base(self, connection_id: int) -> str:
        """Return this computer's address as all servers of the account reach it."""
        places = {one.place for one in _servers(connection_id)} or {Place.UNKNOWN}
        # The webhook hangs on the account, so there is one address for all its servers. Where
        # they run at different places only that in the home network serves every one of them.
        return self._hook_base(places.pop() if len(places) == 1 else Place.HOME)

    def address(self, connection_id: int) -> str:
        """Return the whole address, secret included."""
        return f"{self.base(connection_id)}/webhooks/plex/{account_secret(connection_id)}"

    async def register(self, connection: Connection, token: str, foreign: Foreign) -> HookOutcome:
        """Put our address into the account's list, and note the outcome.

        Raises RemoteError; Missing where the account has no servers here.
        """
        if not connections.servers_of(connection.id):
            raise Missing("server of this account")
        user = await self._tv.user(token)
        noted = {"account_name": user.name, "webhooks_possible": user.may_have_webhooks}
        connections.change(connection.id, noted)
        if not user.may_have_webhooks:
            return _noted(connection.id, HookOutcome(HookState.IMPOSSIBLE, NOT_REPORTED))
        try:
            outcome = await self._put(connection.id, token, foreign)
        except NoPlexPass:
            connections.change(connection.id, {"webhooks_possible": False})
            outcome = HookOutcome(HookState.IMPOSSIBLE, NOT_REPORTED)
        if outcome.state is HookState.SET:
            outcome = await self._look_at_servers(connection.id, outcome)
        return outcome if outcome.foreign else _noted(connection.id, outcome)

    async def _put(self, connection_id: int, token: str, foreign: Foreign) -> HookOutcome:
        base, url = self.base(connection_id), self.address(connection_id)
        if self._only_here(connection_id, base):
            raise NoHomeAddress
        listed = await self._tv.webhooks(token)
        known = plex_hooks.memory(connection_id)
        found = plex_hooks.sort(listed, self._ours(known.registered, base), known.kept)
        if found.foreign and foreign is Foreign.ASK:
            return HookOutcome(HookState.NONE, foreign=found.foreign_bases)
        if found.foreign and not found.ours and foreign is Foreign.MEND:
            where = ", ".join(found.foreign_bases)
            return HookOutcome(HookState.FAILED, TAKEN_OVER.format(where=where))
        if foreign is Foreign.MEND and (twin := _twin(found, known.registered, url)):
            return HookOutcome(HookState.FAILED, TAKEN_OVER.format(where=twin))
        kept = [one for one in known.kept if one in listed]
        kept += found.foreign if foreign is Foreign.KEEP else ()
        if (url, *kept) != (*known.registered[:1], *known.kept):
            plex_hooks.remember(connection_id, url, kept)
        dropped = found.foreign if foreign is Foreign.REPLACE else ()
        await self._replace(token, listed, (*found.ours, *dropped), url)
        _let_go_of_stand_ins(connection_id, found)
        connections.change(connection_id, {"hook_base": base})
        return HookOutcome(HookState.SET)

    def _only_here(self, connection_id: int, base: str) -> bool:
        away = any(one.place is Place.HOME for one in _servers(connection_id))
        return away and is_loopback(urlsplit(base).hostname or "")

    def _ours(self, registered: Sequence[str], base: str) -> Ours:
        known = (servers.secret(one.id) for one in _plex_servers())
        port = urlsplit(base).port or 80
        hosts = {urlsplit(base).hostname or "", *(one.address for one in self._own_addresses())}
        return Ours(
            secrets=frozenset(filter(None, known)),
            registered=frozenset(registered),
            places=frozenset((host, port) for host in hosts),
        )

    async def remove(self, connection_id: int, token: str) -> None:
        """Take exactly our addresses out of the account's list. Raises RemoteError."""
        known = plex_hooks.memory(connection_id)
        own = (servers.secret(one.id) for one in _servers(connection_id))
        ours = Ours(frozenset(filter(None, own)), frozenset(known.registered), frozenset())
        listed = await self._tv.webhooks(token)
        await self._replace(token, listed, plex_hooks.sort(listed, ours).ours, None)

    async def _replace(
        self, token: str, listed: Sequence[str], drop: Collection[str], url: str | None
    ) -> None:
        wanted = plex_hooks.with_ours(listed, drop, url)
        if wanted == list(listed):
            return
        await self._tv.replace_webhooks(token, wanted)
        # The answer of the write is not trusted: only what stands there afterwards is called.
        if Counter(await self._tv.webhooks(token)) != Counter(wanted):
            raise NotKept

    async def _look_at_servers(self, connection_id: int, outcome: HookOutcome) -> HookOutcome:
        reached = _servers(connection_id)
        answers = await asyncio.gather(*(self._sends(one) for one in reached))
        off = [one for one, sends in zip(reached, answers, strict=True) if sends is False]
        if not off:
            return outcome
        message = SWITCHED_OFF.format(names=" and ".join(one.name for one in off))
        return HookOutcome(HookState.FAILED, message, switched_off=tuple(one.id for one in off))

    async def _sends(self, server: Server) -> bool | None:
        try:
            return await self._api_of(server).sends_webhooks()
        except RemoteError as error:
            log.info("server %d did not tell its settings: %s", server.id, error.title)
            return None


def account_secret(connection_id: int) -> str:
    """Return the webhook secret that all servers of the account share."""
    found = (servers.secret(one.id) for one in _servers(connection_id))
    return next(filter(None, found), "")


def _twin(found: Sorted, registered: Sequence[str], url: str) -> str:
    """Return where another copy of this very household is that registered itself, or nothing.

    It knows our secret, as one does that was put back from a backup or opened from a file twice.
    What this copy registered is gone then, and what stands there it never registered.
    """
    ours = [one for one in found.ours if one in registered or one == url]
    return "" if ours or not registered else ", ".join(map(plex_hooks.base_of, found.ours))


def _servers(connection_id: int) -> list[Server]:
    return [servers.get(server_id) for server_id in connections.servers_of(connection_id)]


def _plex_servers() -> list[Server]:
    return [one for one in servers.all_servers() if one.kind is ServerKind.PLEX and one.adopted]


def _noted(connection_id: int, outcome: HookOutcome) -> HookOutcome:
    noted = {"hook_state": outcome.state, "hook_message": outcome.message}
    connections.change(connection_id, noted)
    return outcome


def _let_go_of_stand_ins(connection_id: int, found: Sorted) -> None:
    """Forget servers that were connected by hand, whose address ours has just replaced.

    Such a one learns from its first event which server it is. None came, so nothing hangs on it,
    and from now on it would wait for ever.
    """
    replaced = {plex_hooks.secret_in(url) for url in found.ours}
    for one in _plex_servers():
        by_hand = one.uuid is None and one.connection_id is None and one.last_event_at is None
        if by_hand and servers.secret(one.id) in replaced - {account_secret(connection_id)}:
            servers.delete(one.id)
