"""What a flood of webhooks costs the accounts that have nothing to do with it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from scroblarr_desktop.store.database import current
from tests.sync.world import World


async def test_an_account_with_nothing_to_send_is_left_alone(world: World) -> None:
    for name in ("Anna", "Ben", "Clara"):
        world.link(world.member(name)[0])
    world.sync.wake()
    await world.pause()
    asked: list[str] = []
    current().db.connection().set_trace_callback(asked.append)
    for _ in range(50):
        world.sync.wake()
        await asyncio.sleep(0)
    current().db.connection().set_trace_callback(None)
    assert [one for one in asked if "deliveries" in one and "inbox" not in one] == []


async def test_what_falls_due_meanwhile_goes_out_when_it_is_woken(world: World) -> None:
    world.film()
    member, account_id = world.member("Anna")
    world.link(member)
    world.trakt.outage(True)
    world.finishes(account_id)
    await world.tried()
    world.trakt.outage(False)
    await world.stay_awake_until(lambda: "delivered" in world.states(), timedelta(seconds=30))
