"""Two members who are one person."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from scroblarr_desktop.linking.people import merge
from scroblarr_desktop.store import (
    accounts,
    assignments,
    holds,
    household,
    offers,
    servers,
    watched,
)
from scroblarr_desktop.store.records import AccountState, DeliveryState, Member
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.watches import ServerKind
from tests.bodies import ABSENT
from tests.sync.world import World, a_world

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STRANGER = 90909


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path / "data") as world:
        yield world


def names(world: World) -> list[str]:
    return [watch.member.name for watch in world.watches() if watch.member]


def plays(world: World, name: str = "anna") -> int:
    return len(world.user(name).plays)


async def settled(world: World) -> None:
    await world.until(lambda: not {"waiting", "sending"} & set(world.states()))


async def test_everything_becomes_one_persons(world: World) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    other = household.add_member("anna (Jellyfin)")
    world.jellyfin_viewer(other)
    world.link(anna)
    world.finishes(viewer)
    await world.delivered()
    await world.read(world.jellyfin_stops())
    assert merge(other.id, anna.id) == anna
    assert household.members() == [anna]
    assert len(household.viewers_of(anna.id)) == 2
    assert names(world) == ["Anna", "Anna"]
    world.pass_time(9 * HOUR)
    world.jellyfin_stops()
    await world.delivered(2)
    assert plays(world) == 2
    with pytest.raises(Missing):
        household.member(other.id)


async def test_what_the_other_saw_before_is_offered(world: World) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    other, others = world.member("Annie")
    account = world.link(anna)
    world.finishes(viewer, world.now() - DAY)
    await world.read(world.finishes_episode(others, at=world.now() - 2 * DAY))
    await world.delivered()
    merge(other.id, anna.id)
    offer = offers.waiting(account.id)
    assert offer is not None
    assert offer.count == 1
    offers.send(account.id)
    world.sync.wake()
    await world.delivered(2)
    assert plays(world) == 2


async def test_what_was_declined_stays_declined_and_the_others_is_offered(world: World) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    other, others = world.member("Annie")
    await world.read(world.finishes_episode(others, at=world.now() - 9 * DAY))
    await world.read(world.finishes(viewer, world.now() - 5 * DAY))
    account = world.link(anna)
    offers.open_for(account.id)
    offers.keep(account.id)
    merge(other.id, anna.id)
    offer = offers.waiting(account.id)
    assert offer is not None
    assert offer.count == 1
    offers.send(account.id)
    world.sync.wake()
    await world.delivered()
    assert [play.subject.type for play in world.user("anna").plays] == ["episode"]


async def test_an_account_moves_with_what_waits_for_it(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.outage(True)
    world.finishes(viewer, world.now() - HOUR)
    await world.tried()
    other = household.add_member("Annie")
    merge(anna.id, other.id)
    assert accounts.get(account.id).member_id == other.id
    world.trakt.outage(False)
    world.pass_time(DAY)
    await world.delivered()
    assert names(world) == ["Annie"]
    assert plays(world) == 1


# -- accounts in the way


async def test_two_accounts_at_one_place_are_one_too_many(world: World) -> None:
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    world.link(anna)
    bens = world.link(ben)
    with pytest.raises(Conflict, match=r"Anna and Ben both have an account at Trakt.*anna or ben"):
        merge(anna.id, ben.id)
    assert household.members() == [anna, ben]
    await world.linking.unlink(bens.id)
    merge(anna.id, ben.id)
    assert [one.username for one in accounts.of_member(ben.id)] == ["anna"]


@pytest.mark.parametrize("whose", [0, 1])
async def test_one_that_was_never_used_gives_way(world: World, whose: int) -> None:
    pair = [world.member("Anna")[0], world.member("Ben")[0]]
    never = accounts.open_for(pair[whose].id, "trakt", rewatches=True)
    accounts.end_sign_in(never.id, AccountState.EXPIRED, "Ask for a new code.")
    used = world.link(pair[1 - whose])
    merge(pair[0].id, pair[1].id)
    assert [one.id for one in accounts.of_member(pair[1].id)] == [used.id]
    assert accounts.get(never.id).state is AccountState.UNLINKED


async def test_a_sign_in_under_way_is_not_cut_off(world: World) -> None:
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    world.link(ben)
    waiting = await world.linking.start_sign_in(anna.id, "trakt")
    with pytest.raises(Conflict, match="Anna's sign-in at Trakt is under way"):
        merge(anna.id, ben.id)
    await world.linking.unlink(waiting.id)
    merge(anna.id, ben.id)


async def test_a_sign_in_under_way_goes_on_for_the_merged_member(world: World) -> None:
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    waiting = await world.linking.start_sign_in(anna.id, "trakt")
    merge(anna.id, ben.id)
    assert waiting.sign_in is not None
    world.trakt.confirm(waiting.sign_in.user_code, world.user("ben"))
    await world.until(lambda: accounts.get(waiting.id).state is AccountState.LINKED)
    assert accounts.get(waiting.id).member_id == ben.id


async def test_nobody_is_merged_with_themselves_or_nobody(world: World) -> None:
    anna, _ = world.member("Anna")
    world.link(anna)
    with pytest.raises(Conflict, match="same person"):
        merge(anna.id, anna.id)
    for pair in ((anna.id, 4711), (4711, anna.id)):
        with pytest.raises(Missing):
            merge(*pair)


# -- the same watch in both logs


async def together(world: World, *members: Member) -> None:
    """Let a viewer of all these finish the film."""
    for member in members:
        household.give_viewer(member.id, world.plex, str(STRANGER), "Living room")
    await world.read(world.finishes(STRANGER, world.now() - 3 * HOUR))


async def test_one_of_both_is_kept_and_nothing_goes_out_twice(world: World) -> None:
    world.film()
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    account = world.link(anna)
    await together(world, anna, ben)
    await world.delivered()
    merge(anna.id, ben.id)
    [watch] = world.watches()
    assert [one.state for one in watch.deliveries] == [DeliveryState.DELIVERED]
    assert offers.waiting(account.id) is None
    assert plays(world) == 1


async def test_it_stands_for_what_either_sent(world: World) -> None:
    world.film()
    world.show()
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    world.link(anna)
    _, user = await world.link_tvtime(ben)
    await together(world, anna, ben)
    await world.delivered(2)
    merge(anna.id, ben.id)
    [watch] = world.watches()
    assert sorted(one.destination for one in watch.deliveries) == ["trakt", "tvtime"]
    assert [len(user.plays), plays(world)] == [1, 1]


async def test_as_much_for_two_events_that_tell_of_one_watch(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, bens = world.member("Ben")
    account = world.link(anna)
    at = world.now() - 3 * HOUR
    world.finishes(viewer, at)
    await world.read(world.finishes(bens, at + 5 * MINUTE))
    await world.read(world.finishes(bens, at - 9 * HOUR))
    await world.delivered()
    merge(ben.id, anna.id)
    assert len(world.watches()) == 2
    offer = offers.waiting(account.id)
    assert offer is not None
    assert offer.count == 1, "the one of the morning"


async def test_a_repetition_afterwards_is_the_same_watch_as_before(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, bens = world.member("Ben")
    world.link(anna)
    at = world.now() - 3 * HOUR
    world.finishes(viewer, at)
    await world.read(world.finishes(bens, at + 5 * MINUTE))
    await world.delivered()
    merge(ben.id, anna.id)
    await world.read(world.finishes(bens, at + 7 * MINUTE))
    assert len(world.watches()) == 1
    assert plays(world) == 1


async def test_of_two_on_the_way_to_one_user_one_is_cancelled(world: World) -> None:
    """Ben's account was Anna's before: both rows mean one user at Trakt."""
    world.film()
    anna, viewer = world.member("Anna")
    ben, bens = world.member("Ben")
    old = world.link(anna)
    world.trakt.outage(True)
    at = world.now() - 3 * HOUR
    world.finishes(viewer, at)
    await world.tried()
    await world.linking.unlink(old.id)
    user = world.user("anna")
    new = accounts.open_for(ben.id, "trakt", rewatches=True)
    accounts.link(new.id, user.uuid, user.username, world.granted(user))
    await world.read(world.finishes(bens, at + MINUTE))
    merge(anna.id, ben.id)
    world.trakt.outage(False)
    world.pass_time(DAY)
    await settled(world)
    assert len(world.watches()) == 1
    assert plays(world) == 1


@pytest.mark.parametrize("into", [0, 1])
@pytest.mark.parametrize("lost", ["before", "after"])
async def test_what_is_of_unknown_fate_keeps_its_own_time(
    world: World, into: int, lost: str
) -> None:
    world.film()
    pair = [world.member("Anna"), world.member("Ben")]
    account = world.link(pair[0][0])
    at = world.now() - 3 * HOUR
    world.trakt.faults.add("POST /sync/history", drop=lost)
    world.finishes(pair[0][1], at)
    await world.read(world.finishes(pair[1][1], at + 9 * MINUTE))
    await world.tried()
    merge(pair[1 - into][0].id, pair[into][0].id)
    world.pass_time(2 * MINUTE)
    await world.delivered()
    await settled(world)
    assert offers.waiting(account.id) is None
    [play] = world.user("anna").plays
    assert abs(play.watched_at - at) < timedelta(seconds=2)


async def test_with_both_of_unknown_fate_each_has_its_own_end(world: World) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    ben, bens = world.member("Ben")
    account = world.link(anna)
    tvtime, user = await world.link_tvtime(ben)
    at = world.now() - 3 * HOUR
    world.trakt.faults.add("POST /sync/history", drop="after")
    world.tvtime.faults.add("POST *", drop="after")
    world.finishes(viewer, at)
    world.finishes(bens, at + 5 * MINUTE)
    await world.until(lambda: [one.outcome for one in world.attempts()] == ["unknown"] * 2)
    merge(anna.id, ben.id)
    world.pass_time(2 * MINUTE)
    await world.until(lambda: "already_there" in world.states())
    assert (plays(world), len(user.plays)) == (1, 1)
    assert offers.waiting(account.id) is None
    assert offers.waiting(tvtime.id) is None


async def test_what_one_deleted_does_not_come_back(world: World) -> None:
    world.film()
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    await together(world, anna, ben)
    await world.until(lambda: len(world.watches()) == 2)
    watched.delete(world.watches()[0].id)
    merge(anna.id, ben.id)
    assert len(world.watches()) == 1


async def test_an_item_that_nothing_tells_apart_is_no_stumbling_block(world: World) -> None:
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    for member in (anna, ben):
        household.give_viewer(member.id, world.plex, str(STRANGER), "Living room")
    bare: dict[str, Any] = {
        "index": ABSENT,
        "parentIndex": ABSENT,
        "Guid": [],
        "guid": "local://77",
    }
    await world.read(world.plex_sends("media.scrobble", STRANGER, **bare))
    assert len(world.watches()) == 2
    merge(anna.id, ben.id)
    assert len(world.watches()) == 1


# -- what hangs on members


async def test_of_two_pauses_one_is_left_with_all_that_waits(world: World) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    ben, bens = world.member("Ben")
    world.link(anna)
    await world.link_tvtime(ben)
    for member in (anna, ben):
        holds.start_pause(member.id, None)
    await world.read(world.finishes(viewer), world.finishes_episode(bens))
    merge(anna.id, ben.id)
    assert len(holds.pauses()) == 1
    holds.resume(ben.id, "send")
    world.sync.wake()
    await world.delivered(2)
    assert holds.pauses() == []


async def test_a_pause_of_the_other_holds_on(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, _ = world.member("Ben")
    world.link(anna)
    holds.start_pause(anna.id, None)
    await world.read(world.finishes(viewer))
    merge(anna.id, ben.id)
    assert [pause.member_id for pause in holds.pauses()] == [ben.id]
    holds.resume(ben.id, "send")
    world.sync.wake()
    await world.delivered()


async def test_giving_a_viewer_can_still_be_undone(world: World) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    ben, _ = world.member("Ben")
    world.link(anna)
    await world.read(world.finishes(STRANGER, world.now() - DAY))
    [stranger] = household.all_viewers(unassigned=True)
    assignment = assignments.assign(stranger.id, [anna.id], now=world.now())
    world.finishes_episode(viewer)
    await world.delivered(2)
    merge(anna.id, ben.id)
    assert [one.name for one in assignments.get(assignment.id).members] == ["Ben"]
    assignments.undo(assignment.id, now=world.now())
    await world.until(lambda: [one.kind for one in world.watches()] == ["episode"])
    assert plays(world) == 1


async def test_a_viewer_that_either_had_anyway_is_not_taken_away(world: World) -> None:
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    await world.read(world.finishes(STRANGER, world.now() - DAY))
    [stranger] = household.all_viewers(unassigned=True)
    assignments.assign(stranger.id, [anna.id], now=world.now())
    assignments.assign(stranger.id, [ben.id], now=world.now())
    merge(anna.id, ben.id)
    assert assignments.undoable(world.now()) == []
    assert household.members_of(stranger.id) == [ben]


async def test_of_a_pair_the_one_that_cannot_be_undone_stays(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, _ = world.member("Ben")
    world.link(anna)
    at = world.now() - DAY
    await world.read(world.finishes(STRANGER, at))
    [stranger] = household.all_viewers(unassigned=True)
    assignment = assignments.assign(stranger.id, [ben.id], now=world.now())
    world.finishes(viewer, at + 5 * MINUTE)
    await world.delivered()
    merge(anna.id, ben.id)
    assignments.undo(assignment.id, now=world.now())
    await world.pause()
    assert len(world.watches()) == 1
    assert plays(world) == 1


async def test_libraries_that_did_not_count_follow_the_viewers(world: World) -> None:
    anna, _ = world.member("Anna", skipped_libraries=[])
    ben = household.add_member("Ben")
    world.jellyfin_viewer(ben)
    third = servers.add(ServerKind.PLEX, "Garage").id
    skipped = [[world.plex, "1"], [world.jellyfin, "kids"], [third, "4"]]
    household.change_member(ben.id, {"skipped_libraries": skipped})
    merged = merge(ben.id, anna.id)
    assert merged.skipped_libraries == ((world.jellyfin, "kids"), (third, "4"))
