"""Jellyfins nearby: those that answer when the network is asked, and one on this computer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from scroblarr_desktop.linking.jellyfin.address import HTTP_PORT
from scroblarr_desktop.linking.jellyfin.reach import OwnCertificate, Reached, reach
from scroblarr_desktop.linking.jellyfin.troubles import AddressTrouble
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_discovery import Announced, ask_around
from scroblarr_desktop.remote.addresses import check_base_url

ON_THIS_COMPUTER = f"http://127.0.0.1:{HTTP_PORT}"


@dataclass(frozen=True)
class FoundJellyfin:
    """One that was found. `usable`: it was asked and may be connected as it stands."""

    name: str
    url: str
    server_id: str
    usable: bool


async def find(
    jellyfin: Jellyfin, where: tuple[str, int], within_s: float, also: Sequence[str] = ()
) -> AsyncIterator[FoundJellyfin]:
    """Yield each Jellyfin nearby once, as soon as it is known where it can be reached.

    `also`: base URLs that are asked whether or not anybody announces them.
    """
    arrived: asyncio.Queue[FoundJellyfin | None] = asyncio.Queue()
    work = asyncio.create_task(_look(jellyfin, where, within_s, also, arrived))
    told: set[str] = set()
    try:
        while (found := await arrived.get()) is not None:
            if found.server_id not in told:
                told.add(found.server_id)
                yield found
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


async def _look(
    jellyfin: Jellyfin,
    where: tuple[str, int],
    within_s: float,
    also: Sequence[str],
    arrived: asyncio.Queue[FoundJellyfin | None],
) -> None:
    async def tell(announced: Announced | None, urls: Sequence[str]) -> None:
        if (found := await _reachable(jellyfin, announced, urls)) is not None:
            arrived.put_nowait(found)

    try:
        async with asyncio.TaskGroup() as tasks:
            for url in also:
                tasks.create_task(tell(None, [url]))
            async for announced in ask_around(where, within_s):
                # What it announces may be an address inside a container.
                sender = f"http://{announced.host}:{HTTP_PORT}"
                tasks.create_task(tell(announced, [announced.url, sender]))
    finally:
        arrived.put_nowait(None)


async def _reachable(
    jellyfin: Jellyfin, announced: Announced | None, urls: Sequence[str]
) -> FoundJellyfin | None:
    for url in urls:
        with suppress(AddressTrouble, ValueError):
            base = check_base_url(url, entered=True)
            outcome = await reach(replace(jellyfin, url=base))
            found = _found(outcome, announced)
            if announced is None or found.server_id == announced.server_id:
                return found
    if announced is None:
        return None
    return FoundJellyfin(announced.name, announced.url, announced.server_id, usable=False)


def _found(outcome: Reached | OwnCertificate, announced: Announced | None) -> FoundJellyfin:
    if isinstance(outcome, Reached):
        info = outcome.info
        return FoundJellyfin(info.name, outcome.url, info.server_id, usable=True)
    name = announced.name if announced else outcome.host
    server_id = announced.server_id if announced else outcome.url
    return FoundJellyfin(name, outcome.url, server_id, usable=True)
