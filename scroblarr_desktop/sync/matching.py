"""Which item at a destination is meant: remembered, else looked up there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from scroblarr_desktop.destinations import Destination, Exchange, Match
from scroblarr_desktop.store import choices, matches
from scroblarr_desktop.store.records import Account
from scroblarr_desktop.sync.sessions import Sessions
from scroblarr_desktop.watches import Item, Kind


def chosen(destination: Destination, item: Item) -> Match | None:
    """Return the destination's item for ours where a person chose it."""
    kept = choices.recall(destination.name, item)
    return None if kept is None else _match(kept)


def remembered(destination: Destination, item: Item) -> Match | None:
    """Return the destination's item for ours as a person chose it, or a look-up found it before."""
    kept = matches.recall(destination.name, item)
    return chosen(destination, item) or (None if kept is None else _match(kept))


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


def _match(kept: Mapping[str, Any]) -> Match:
    return Match(Kind(kept["kind"]), kept["id"], kept["title"], kept["target"])
