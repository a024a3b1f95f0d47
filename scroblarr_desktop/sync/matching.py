"""Which item at a destination is meant: remembered, else looked up there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from scroblarr_desktop.destinations import Destination, Exchange, Match
from scroblarr_desktop.store import matches
from scroblarr_desktop.store.records import Account
from scroblarr_desktop.sync.sessions import Sessions
from scroblarr_desktop.watches import Item, Kind


def remembered(destination: Destination, item: Item) -> Match | None:
    """Return the destination's item for ours where an earlier look-up found it."""
    kept = matches.recall(destination.name, item)
    if kept is None:
        return None
    return Match(Kind(kept["kind"]), kept["id"], kept["title"], kept["target"])


async def find_and_remember(
    sessions: Sessions,
    destination: Destination,
    account: Account,
    item: Item,
    record: Callable[[Exchange], None] = lambda exchange: None,
) -> Match:
    """Return the destination's item for ours and keep it. Raises what `find` raises."""
    match = await sessions.call(account, lambda access: destination.find(access, item), record)
    matches.remember(destination.name, item, asdict(match))
    return match
