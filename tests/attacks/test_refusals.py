"""Answers that say no, for a while or for good."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from scroblarr_desktop.demo.catalogue import Thing
from tests.attacks.clocks import DAY, HOUR, MINUTE, SECOND
from tests.attacks.trackers import TRACKERS
from tests.attacks.truth import Person
from tests.attacks.world import World

PASSING: dict[str, tuple[dict[str, Any], timedelta]] = {
    "429": ({"status": 429}, 29 * SECOND),
    "429 with a wait": ({"status": 429, "headers": {"Retry-After": "600"}}, 600 * SECOND),
    "429 with a date": (
        {
            "status": 429,
            "headers": {
                "Date": "Sun, 01 Mar 2026 20:00:00 GMT",
                "Retry-After": "Sun, 01 Mar 2026 20:05:00 GMT",
            },
        },
        300 * SECOND,
    ),
    "429 with nonsense": ({"status": 429, "headers": {"Retry-After": "soon"}}, 29 * SECOND),
    "a page of the shield": ({"status": 403, "content_type": "text/html"}, 29 * SECOND),
    "408": ({"status": 408}, 29 * SECOND),
    "302": ({"status": 302, "headers": {"Location": "/elsewhere"}}, 29 * SECOND),
}
"""What passes by itself, and how long the tracker has to be left alone meanwhile."""

PASSING_AT_SIMKL: dict[str, tuple[dict[str, Any], timedelta]] = {
    "423": ({"status": 423}, 19 * SECOND),
    "a lock": ({"status": 400, "body": {"error": "RATE_LIMIT"}}, 19 * SECOND),
    "one refusal of the app": (
        {"status": 412, "body": {"error": "client_id_failed"}},
        29 * SECOND,
    ),
}

FOR_THIS_ONE = {
    "trakt": (400, 405, 412, 420, 422),
    "tvtime": (400, 405, 408, 409, 412, 420, 422, 423, 426),
    "simkl": (400, 405, 420, 422, 426),
}
"""Refusals that concern one delivery alone."""

APP_REFUSED: dict[str, dict[str, Any]] = {
    "trakt": {"status": 403, "body": {"error": "no"}, "headers": {"X-Request-Id": "1"}},
    "simkl": {"status": 412, "body": {"error": "client_id_failed"}},
}

only = {one.name: pytest.param(one, id=one.name) for one in TRACKERS}


async def late_and_live(world: World, who: Person, number: int) -> list[Thing]:
    late, live = world.library.episodes[number], world.library.films[number]
    await world.finishes(who, late, 3 * HOUR)
    await world.finishes(who, live)
    return [late, live]


async def is_left_alone(world: World, fault: dict[str, Any], rest: timedelta) -> None:
    """Let a write go wrong in that way. Nobody may call again before it has rested."""
    anna = await world.member("Anna")
    world.tracker.fake.faults.add(world.tracker.write, **fault)
    await late_and_live(world, anna, 0)
    await world.calm()
    calls = len(world.tracker.fake.calls)
    await world.pass_time(rest - SECOND)
    assert len(world.tracker.fake.calls) == calls, "it is left alone as long as it asks for"
    assert await world.verdict() == []


@pytest.mark.parametrize("how", PASSING)
async def test_a_refusal_that_passes(world: World, how: str) -> None:
    if how == "408" and 408 in FOR_THIS_ONE[world.tracker.name]:
        return
    fault, rest = PASSING[how]
    page = "<html><body>Attention Required!</body></html>"
    await is_left_alone(world, {"body": page} | fault, rest)


@pytest.mark.parametrize("how", PASSING_AT_SIMKL)
@pytest.mark.parametrize("world", [only["simkl"]], indirect=True)
async def test_a_refusal_that_passes_at_simkl(world: World, how: str) -> None:
    await is_left_alone(world, *PASSING_AT_SIMKL[how])


@pytest.mark.parametrize(
    ("world", "status"),
    [
        pytest.param(one, status, id=f"{one.name}-{status}")
        for one in TRACKERS
        for status in FOR_THIS_ONE[one.name]
    ],
    indirect=["world"],
)
async def test_a_refusal_that_concerns_one_delivery(world: World, status: int) -> None:
    anna = await world.member("Anna")
    world.tracker.fake.faults.add(world.tracker.write, status=status, body={"message": "no"})
    await world.finishes(anna, world.library.films[0], HOUR)
    await world.rest()
    await world.finishes(anna, world.library.films[1])
    await world.rest()
    other, refused = await world.app.watches()
    assert other["deliveries"][0]["state"] == "delivered", "the next one goes out"
    [delivery] = refused["deliveries"]
    assert delivery["state"] == "rejected"
    assert str(status) in delivery["message"] or "full" in delivery["message"]
    await world.app.call("POST", f"/deliveries/{delivery['id']}/retry")
    assert await world.verdict() == []


@pytest.mark.parametrize("status", [423, 426])
async def test_a_blocked_account_waits_with_reason_and_next_step(
    whole_world: World, status: int
) -> None:
    world = whole_world
    anna, ben = await world.member("Anna"), await world.member("Ben")
    trakt = world.named("trakt")
    blocked = trakt.fake.faults.add("* /[!o]*", status=status, user="anna", times=None)
    await late_and_live(world, anna, 0)
    await late_and_live(world, ben, 1)
    await world.calm()
    account = await world.account(anna, trakt)
    assert account["state"] == "paused"
    assert "support@trakt.tv" in account["message"] or "vip" in account["message"]
    await world.stay_awake(3 * HOUR, step=20 * MINUTE)
    assert len(trakt.fake.calls_to("*")) < 25, "asked about once an hour"
    assert len(trakt.held("ben")) == 2, "others go on"
    trakt.fake.faults.remove(blocked)
    assert await world.verdict() == []


@pytest.mark.parametrize("name", APP_REFUSED)
async def test_a_rejected_app_waits_for_its_owner(whole_world: World, name: str) -> None:
    """Confirmed by a second call it pauses everybody on the app, and nobody elsewhere."""
    world = whole_world
    anna, ben = await world.member("Anna"), await world.member("Ben")
    tracker = world.named(name)
    refused = tracker.fake.faults.add("*", times=None, **APP_REFUSED[name])
    await late_and_live(world, anna, 0)
    await world.calm()
    for person in (anna, ben):
        account = await world.account(person, tracker)
        assert account["state"] == "paused"
        assert "app" in account["message"] or "client id" in account["message"]
    await late_and_live(world, ben, 1)
    calls = len(tracker.fake.calls)
    await world.stay_awake(3 * HOUR, step=20 * MINUTE)
    assert len(tracker.fake.calls) - calls < 20, "asked about once an hour and account"
    for other in world.trackers:
        assert (len(other.held("ben")) == 2) is (other is not tracker)
    tracker.fake.faults.remove(refused)
    assert await world.verdict() == []


async def test_a_shield_that_turns_everything_away_for_a_day(world: World) -> None:
    anna = await world.member("Anna")
    shield = world.tracker.fake.faults.edge_page(times=None)
    await late_and_live(world, anna, 0)
    await world.stay_awake(DAY, step=HOUR)
    assert (await world.account(anna))["state"] == "linked", "nobody has to sign in for that"
    world.tracker.fake.faults.remove(shield)
    assert await world.verdict() == []


@pytest.mark.parametrize("counted", [True, False], ids=["counted", "not counted"])
async def test_a_no_in_a_yes(world: World, counted: bool) -> None:
    """A good status is not enough: what the answer says counts."""
    anna = await world.member("Anna")
    no: dict[str, Any] = {"result": "KO", "status": "fail", "action": "start"}
    no |= {"added": {"movies": 0, "episodes": 0}} if counted else {}
    no |= {"not_found": {"movies": [{"ids": {}}], "shows": [], "episodes": [{"ids": {}}]}}
    world.tracker.fake.faults.add(world.tracker.write, status=200, body=no, times=2)
    await late_and_live(world, anna, 0)
    await world.calm()
    assert world.tracker.held("anna") == []
    states = {one["deliveries"][0]["state"] for one in await world.app.watches()}
    assert states <= {"rejected", "unmatched", "waiting"}
    await world.rest()
    await world.retry_rejected()
    assert await world.verdict() == []


@pytest.mark.parametrize("told", [True, False], ids=["with times", "without"])
async def test_a_duplicate(whole_world: World, told: bool) -> None:
    """409: somebody else has just scrobbled it, so nothing more is sent."""
    world = whole_world
    anna = await world.member("Anna")
    trakt, film = world.named("trakt"), world.library.films[0]
    trakt.write_elsewhere("anna", film, world.clocks.true() - 20 * SECOND, live=True)
    if not told:
        trakt.fake.faults.add("POST /scrobble/stop", status=409, body="gone")
    await world.finishes(anna, film)
    assert await world.verdict() == []
    assert len(trakt.held("anna")) == 1


@pytest.mark.parametrize("world", [only["trakt"], only["simkl"]], indirect=True)
async def test_a_duplicate_of_our_own(world: World) -> None:
    """409 for what an earlier try did: it stands there, and nothing is sent again."""
    anna = await world.member("Anna")
    for number, film in enumerate(world.library.films[:3]):
        world.tracker.fake.faults.add(world.tracker.write, status=409, mode="after")
        await world.finishes(anna, film, number * HOUR or None)
        await world.rest()
    states = {one["deliveries"][0]["state"] for one in await world.app.watches()}
    assert states == {"already_there"}
    assert len(world.tracker.writes("anna")) == 3
    assert await world.verdict() == []


@pytest.mark.parametrize("world", [only["trakt"]], indirect=True)
async def test_a_no_to_live_calls_alone(world: World) -> None:
    """403 on the live call alone: the history takes it, with its own time, without asking anew."""
    anna = await world.member("Anna")
    no = {"error": "not allowed"}
    world.tracker.fake.faults.add("POST /scrobble/*", status=403, body=no, times=None)
    for film in world.library.films[:3]:
        await world.finishes(anna, film)
        await world.rest()
    assert len(world.tracker.fake.calls_to("POST /scrobble/stop")) == 1
    assert not any(one.live for one in world.tracker.held("anna"))
    assert (await world.account(anna))["state"] == "linked"
    assert await world.verdict() == []
