"""Four thousand webhooks at once, through the loop that the app runs on."""

from __future__ import annotations

import asyncio
from collections import Counter

import aiohttp

from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store import household, inbox, servers
from scroblarr_desktop.store.records import InboxState
from scroblarr_desktop.ui.event_loop import EventLoop
from scroblarr_desktop.watches import ServerKind
from tests.bodies import PLEX_ACCOUNT, PLEX_SERVER, plex_body, plex_multipart

EVENTS = 4_000
SENDERS = 16
ONE_IN_40_FINISHES = 40


PAUSE, CONTENT_TYPE = plex_multipart(plex_body("media.pause", viewOffset=60_000))


def body(number: int) -> bytes:
    """Return a pause, or every so often the finish of an episode nobody finished before."""
    if number % ONE_IN_40_FINISHES:
        return PAUSE
    episode = number // ONE_IN_40_FINISHES
    guid = f"plex://episode/61f0a2b3c4d5e6f7{episode:08x}"
    finish = plex_body("media.scrobble", index=episode, parentIndex=9, guid=guid, Guid=[])
    return plex_multipart(finish)[0]


async def send_all(url: str) -> Counter[int]:
    numbers, answers = iter(range(EVENTS)), Counter[int]()
    headers = {"Content-Type": CONTENT_TYPE}

    async def send_some(client: aiohttp.ClientSession) -> None:
        for number in numbers:
            async with client.post(url, data=body(number), headers=headers) as answer:
                answers[answer.status] += 1

    async with aiohttp.ClientSession() as client:
        await asyncio.gather(*(send_some(client) for _ in range(SENDERS)))
    return answers


async def test_a_flood_of_webhooks(engine: Engine) -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, EventLoop)
    server = servers.add(ServerKind.PLEX, "Attic", PLEX_SERVER)
    anna = household.add_member("Anna")
    household.give_viewer(anna.id, server.id, str(PLEX_ACCOUNT), "Robin")
    timers_before = loop.pending_timers

    answers = await send_all(engine.webhook_address(server.kind, server.id))

    assert answers == {200: EVENTS}
    done = asyncio.Event()
    stop = engine.changes.listen(
        lambda _: done.set() if not inbox.unread(1) else None,
    )
    engine.sync.wake()
    if inbox.unread(1):
        await asyncio.wait_for(done.wait(), 120)
    stop()
    counts = inbox.counts()
    assert counts[InboxState.PLANNED] == EVENTS // ONE_IN_40_FINISHES
    assert counts[InboxState.IGNORED] == EVENTS - EVENTS // ONE_IN_40_FINISHES
    assert loop.pending_timers <= timers_before + 2 * SENDERS
