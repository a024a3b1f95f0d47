"""Going for good: no media server reports here any more, and no tracker is open to this app.

For `--leave` and for the installer's way out. What was watched stays where it is.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking import Linking
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import accounts, servers
from scroblarr_desktop.store.records import Account, Server

log = logging.getLogger(__name__)

STILL_SIGNED_IN = (
    "{tracker} did not answer, so {name}'s sign-in still exists there. Remove Scroblarr among the "
    "connected apps in the settings of {tracker}, or do this again later."
)


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
        linked = len(accounts.all_accounts())
        connected = [one for one in servers.all_servers() if one.adopted]
        # Each waits for services that may be away, and none needs another's answer.
        by_hand, still_there = await asyncio.gather(
            _disconnect(engine, connected), engine.linking.unlink_all()
        )
        by_hand += [_still_signed_in(engine.linking, one) for one in still_there]
        log.info("left %d servers and %d accounts", len(connected), linked)
        return Left(linked, len(connected), tuple(by_hand))
    finally:
        await engine.stop()


async def _disconnect(engine: Engine, connected: list[Server]) -> list[str]:
    """Return what is left to do by hand, each with the server's name before it."""
    found = await asyncio.gather(*(engine.disconnect_server(one.id) for one in connected))
    return [
        f"{server.name}: {sentence}"
        for server, sentence in zip(connected, found, strict=True)
        if sentence is not None
    ]


def _still_signed_in(linking: Linking, account: Account) -> str:
    titles = {one.name: one.traits.title for one in linking.offered()}
    tracker = titles.get(account.destination, account.destination)
    return STILL_SIGNED_IN.format(tracker=tracker, name=account.username or "somebody")
