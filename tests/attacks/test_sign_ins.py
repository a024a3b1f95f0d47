"""Sign-ins that run out, end, or get lost on the way to being renewed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.attacks.clocks import DAY, HOUR, MINUTE, SECOND
from tests.attacks.world import World

RENEWAL_LOST: dict[str, dict[str, Any]] = {
    "broken off": {"drop": "after"},
    "504": {"status": 504, "mode": "after"},
    "not JSON": {"status": 200, "body": '{"access_to', "mode": "after"},
}
RENEWAL_FAILS: dict[str, dict[str, Any]] = {
    "broken off": {"drop": "before"},
    "502": {"status": 502},
    "429": {"status": 429, "headers": {"Retry-After": "3"}},
    "a page of the shield": {"status": 403, "body": "<html></html>", "content_type": "text/html"},
    "not JSON": {"status": 200, "body": '{"access_to'},
}


async def test_one_renewal_serves_all_who_were_refused(world: World) -> None:
    """Deliveries, progress and upkeep of one account are refused at once: the token works once."""
    anna = await world.member("Anna")
    tracker = world.tracker
    tracker.be_strict()
    tracker.allow_any_pace()  # progress does not wait for the answer of a write then
    if tracker.has_progress:
        path = f"/accounts/{anna.accounts[tracker.name]}"
        await world.app.call("PATCH", path, {"share_progress": True})
    for number in range(5):
        tracker.expire("anna")
        films = world.library.films[2 * number : 2 * number + 2]
        await asyncio.gather(
            world.finishes(anna, films[0]),
            world.finishes(anna, films[1]),
            world.plays(anna, world.library.episodes[20]),
            world.finishes(anna, world.library.episodes[number], 2 * HOUR),
        )
        await world.rest()
    assert len(tracker.fake.calls_to(tracker.renew)) == 5
    assert (await world.account(anna))["state"] == "linked"
    assert await world.verdict() == []


@pytest.mark.parametrize("how", RENEWAL_FAILS)
async def test_a_renewal_that_fails_for_now(world: World, how: str) -> None:
    anna = await world.member("Anna")
    world.tracker.expire("anna")
    world.tracker.fake.faults.add(world.tracker.renew, times=2, **RENEWAL_FAILS[how])
    await world.finishes(anna, world.library.films[0])
    await world.finishes(anna, world.library.episodes[0], HOUR)
    await world.rest()
    assert (await world.account(anna))["state"] == "linked"
    assert await world.verdict() == []


@pytest.mark.parametrize("how", RENEWAL_LOST)
async def test_a_renewal_whose_answer_is_lost(world: World, how: str) -> None:
    """The next token is gone with it. Nothing else is: signing in again lets everything flow."""
    anna = await world.member("Anna")
    tracker = world.tracker
    tracker.be_strict()
    tracker.expire("anna")
    tracker.fake.faults.add(tracker.renew, **RENEWAL_LOST[how])
    await world.finishes(anna, world.library.films[0])
    await world.finishes(anna, world.library.episodes[0], HOUR)
    await world.calm()
    for _ in range(4):
        await world.pass_time(3 * MINUTE)
    account = await world.account(anna)
    if not tracker.knows_password:
        assert account["state"] == "needs_relink"
        assert "Sign in again." in account["message"]
        calls = len(tracker.fake.calls)
        await world.stay_awake(3 * DAY, step=HOUR)
        assert len(tracker.fake.calls) == calls, "nobody asks with a dead sign-in"
    else:
        assert account["state"] == "linked", "the password gets in again"
    assert await world.verdict() == []


async def test_a_sign_in_that_ended_waits_for_a_person_and_goes_on(world: World) -> None:
    anna, ben = await world.member("Anna"), await world.member("Ben")
    world.tracker.end("anna")
    for number in range(4):
        await world.finishes(anna, world.library.films[number], number * HOUR + HOUR)
        await world.finishes(ben, world.library.films[number])
    await world.calm()
    account = await world.account(anna)
    assert account["state"] == "needs_relink"
    assert account["message"].endswith("Sign in again.")
    assert len(world.tracker.held("ben")) == 4
    await world.restart()
    await world.pass_time(9 * DAY, asleep=True)
    assert (await world.account(anna))["state"] == "needs_relink"
    assert world.tracker.held("anna") == []
    assert await world.verdict() == []


async def test_a_sign_in_that_was_begun_and_left(world: World) -> None:
    """The app ends while it waits for the person, who signs in another time."""
    anna = await world.member("Anna")
    world.tracker.end("anna")
    await world.finishes(anna, world.library.films[0], HOUR)
    await world.calm()
    await world.begin_to_link(anna)
    waits = "needs_relink" if world.tracker.knows_password else "waiting"
    assert (await world.account(anna))["state"] == waits
    await world.restart()
    await world.finishes(anna, world.library.episodes[0])
    assert await world.verdict() == []


async def test_it_is_renewed_at_three_quarters_of_its_life_before_anybody_is_refused(
    world: World,
) -> None:
    anna = await world.member("Anna")
    tracker = world.tracker
    life = tracker.access_life
    await world.stay_awake(life * 0.74, step=life * 0.37)
    assert tracker.fake.calls_to(tracker.renew) == []
    await world.stay_awake(life * 0.02, step=life * 0.02)
    assert len(tracker.fake.calls_to(tracker.renew)) == 1
    await world.stay_awake(life * 3, step=life * 0.05)
    assert len(tracker.fake.calls_to(tracker.renew)) == 5
    await world.finishes(anna, world.library.films[0])
    assert await world.verdict() == []
    assert [call for call in tracker.fake.calls if call.status == 401] == []


async def test_a_renewal_in_the_background_that_fails_delays_nothing(world: World) -> None:
    anna = await world.member("Anna")
    tracker = world.tracker
    life = tracker.access_life
    trouble = tracker.fake.faults.add(tracker.renew, status=502, times=None)
    await world.stay_awake(life * 0.8, step=life * 0.1)
    await world.finishes(anna, world.library.films[0])
    await world.calm()
    assert len(tracker.held("anna")) == 1
    asked = len(tracker.fake.calls_to(tracker.renew))
    await world.stay_awake(HOUR)
    assert len(tracker.fake.calls_to(tracker.renew)) - asked < 8
    tracker.fake.faults.remove(trouble)
    assert await world.verdict() == []


async def test_weeks_without_the_computer(world: World) -> None:
    anna = await world.member("Anna")
    await world.finishes(anna, world.library.films[0])
    await world.calm()
    await world.pass_time(30 * DAY, asleep=True)
    await world.finishes(anna, world.library.films[1])
    await world.finishes(anna, world.library.films[2], 20 * DAY)
    assert await world.verdict() == []


async def test_the_power_goes_in_the_middle_of_a_renewal(world: World) -> None:
    """At worst the person signs in again; nothing is sent twice or to anybody else."""
    anna = await world.member("Anna")
    tracker = world.tracker
    for number in range(3):
        tracker.expire("anna")
        tracker.fake.faults.add(tracker.renew, delay_s=0.05)
        await world.finishes(anna, world.library.films[number], HOUR)
        await tracker.fake.called(tracker.renew, times=number + 1)
        await world.cut_power()
        await world.rest()
    assert await world.verdict() == []


async def test_somebody_else_signs_in_where_an_account_waited(world: World) -> None:
    """Nothing of one member ever goes to another person's account."""
    anna, ben = await world.member("Anna"), await world.member("Ben")
    tracker = world.tracker
    tracker.end("anna")
    await world.finishes(anna, world.library.films[0], HOUR)
    await world.calm()
    assert (await world.account(anna))["state"] == "needs_relink"
    denied = await world.sign_in_as(anna, "ben")
    assert denied == "denied"
    await world.pass_time(SECOND)
    await world.finishes(ben, world.library.films[1])
    await world.calm()
    assert [one.thing for one in tracker.held("ben")] == [world.library.films[1]]
    await world.link(anna, tracker)
    assert await world.verdict() == []
