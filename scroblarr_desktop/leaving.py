"""Going for good: no media server reports here any more, and no tracker is open to this app.

For `--leave`, for the installer's way out and for the settings. What was watched stays where it is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking import Linking
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import accounts, servers, tokens
from scroblarr_desktop.store.records import Account, Server

log = logging.getLogger(__name__)

STILL_SIGNED_IN = (
    "{tracker} did not answer, so {name}'s sign-in still exists there. Remove Scroblarr among the "
    "connected apps in the settings of {tracker}, or do this again later."
)


class Fate(StrEnum):
    """How far a step is."""

    GOING_ON = "going on"
    DONE = "done"
    BY_HAND = "by hand"
    """Something is left that only a person can do."""


@dataclass(frozen=True)
class Step:
    """One media server or one account that is left, and how far that is."""

    key: str
    """Tells steps apart: "server:3", "account:7"."""
    name: str
    """The server's name, or the tracker's title."""
    user: str = ""
    """Whose account it is at the tracker."""
    fate: Fate = Fate.GOING_ON
    by_hand: str = ""
    """What is left to do, one or more sentences for a person."""


Tell = Callable[[Step], object]


@dataclass(frozen=True)
class Left:
    """What came of leaving."""

    accounts: int
    """How many accounts were linked, and are not any more."""
    servers: int
    """How many media servers were connected."""
    by_hand: tuple[str, ...]
    """What could not be done, one or more sentences for a person each."""


async def leave(options: EngineOptions, clock: Clock = utc_now) -> Left:
    """Take our webhooks away, sign out everywhere, withdraw every token; nothing else runs.

    For whoever holds the data folder. Raises StoreTrouble: then some of it may be done, and the
    rest is done by another call.
    """
    engine = Engine(options, clock)
    await engine.open()
    try:
        await engine.key_keeping.fetch()
        return await leave_with(engine)
    finally:
        await engine.stop()


def steps(linking: Linking) -> list[Step]:
    """Return what there is to leave, each before anything was done about it."""
    return [
        *(_of_server(one) for one in _connected()),
        *(_of_account(linking, one) for one in _to_unlink()),
    ]


async def leave_with(engine: Engine, tell: Tell = lambda step: None) -> Left:
    """Do the same with an engine that is open; it may run on. `tell` hears what came of each step.

    Raises StoreTrouble.
    """
    linked, connected = len(accounts.all_accounts()), _connected()
    # Each waits for services that may be away, and none needs another's answer.
    by_hand, still_there = await asyncio.gather(
        asyncio.gather(*(_disconnect(engine, one, tell) for one in connected)),
        _unlink_all(engine.linking, tell),
    )
    log.info("left %d servers and %d accounts", len(connected), linked)
    return Left(linked, len(connected), tuple(filter(None, [*by_hand, *still_there])))


async def _disconnect(engine: Engine, server: Server, tell: Tell) -> str:
    """Return what is left to do by hand with the server's name before it, or nothing."""
    sentence = await engine.disconnect_server(server.id) or ""
    tell(_of_server(server, Fate.BY_HAND if sentence else Fate.DONE, sentence))
    return f"{server.name}: {sentence}" if sentence else ""


async def _unlink_all(linking: Linking, tell: Tell) -> list[str]:
    """Return what is left to do by hand."""
    before = _to_unlink()
    still_there = await linking.unlink_all(lambda one: tell(_tried(linking, one)))
    kept = {one.id for one in still_there}
    for account in before:
        if account.id not in kept:  # some had nothing to withdraw, and were not told of
            tell(_of_account(linking, account, Fate.DONE))
    return [_still_signed_in(linking, one) for one in still_there]


def _tried(linking: Linking, account: Account) -> Step:
    if account.id not in {account_id for account_id, _ in tokens.to_revoke()}:
        return _of_account(linking, account, Fate.DONE)
    return _of_account(linking, account, Fate.BY_HAND, _still_signed_in(linking, account))


def _connected() -> list[Server]:
    return [one for one in servers.all_servers() if one.adopted]


def _to_unlink() -> list[Account]:
    """Return the accounts in use, and those whose tokens could not be withdrawn before."""
    late = [accounts.get(account_id) for account_id, _ in tokens.to_revoke()]
    in_use = accounts.all_accounts()
    known = {one.id for one in in_use}
    return [*in_use, *(one for one in late if one.id not in known)]


def _of_server(server: Server, fate: Fate = Fate.GOING_ON, by_hand: str = "") -> Step:
    return Step(f"server:{server.id}", server.name, fate=fate, by_hand=by_hand)


def _of_account(
    linking: Linking, account: Account, fate: Fate = Fate.GOING_ON, by_hand: str = ""
) -> Step:
    tracker, user = _tracker(linking, account), account.username or ""
    return Step(f"account:{account.id}", tracker, user, fate, by_hand)


def _still_signed_in(linking: Linking, account: Account) -> str:
    return STILL_SIGNED_IN.format(
        tracker=_tracker(linking, account), name=account.username or "somebody"
    )


def _tracker(linking: Linking, account: Account) -> str:
    titles = {one.name: one.traits.title for one in linking.offered()}
    return titles.get(account.destination, account.destination)
