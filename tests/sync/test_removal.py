"""Taking back what was delivered: our own play only, whatever happens on the way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from scroblarr_desktop.demo.catalogue import Movie
from scroblarr_desktop.demo.trakt.world import Play
from scroblarr_desktop.store import accounts, deliveries, holds, household, log, removals
from scroblarr_desktop.store.models import DeliveryRow
from scroblarr_desktop.store.records import AccountState, DeliveryState, Removal
from scroblarr_desktop.store.refusals import Conflict, Missing
from tests.sync.world import CLIENT, TRAKT_SECRET, World

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "It was not Anna."
REMOVE = "POST /sync/history/remove"

BREAKS = [
    {"drop": "before"},
    {"drop": "after"},
    {"status": 500},
    {"status": 502, "mode": "after"},
    {"status": 200, "body": "not JSON", "mode": "after"},
    {"status": 200, "body": "not JSON"},
    {"status": 429, "headers": {"Retry-After": "20"}},
    {"status": 403, "body": "<html>", "content_type": "text/html"},
]


def plays(world: World, name: str = "anna") -> list[Play]:
    return world.user(name).plays


def take_back(world: World, then: Removal = Removal.CANCEL) -> None:
    removals.ask(world.delivery().id, WHY, world.now(), then)


def forget_play_id(delivery_id: int) -> None:
    """As where it could not be read back after the write."""
    DeliveryRow.update(play_id=None).where(DeliveryRow.id == delivery_id).execute()


async def arrived(world: World, ago: timedelta = 3 * HOUR) -> tuple[Movie, datetime]:
    """Return the film and when Anna finished it, once that stands in her history."""
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    at = world.now() - ago
    world.finishes(viewer, at)
    await world.delivered()
    return film, at


async def ended(world: World) -> None:
    await world.until(lambda: world.states() == [DeliveryState.CANCELLED])


@pytest.mark.parametrize("ago", [timedelta(), 3 * HOUR], ids=["live", "dated"])
async def test_what_was_delivered_is_removed_and_nothing_else(world: World, ago: timedelta) -> None:
    film = world.film()
    others = [
        world.trakt.record_play(world.user("anna"), film, world.now() - off)
        for off in (400 * DAY, 2 * DAY, 9 * HOUR)
    ]
    bens = world.trakt.record_play(world.user("ben"), film, world.now())
    _, at = await arrived(world, ago)
    later = world.trakt.record_play(world.user("anna"), film, at + 2 * SECOND)
    take_back(world)
    await ended(world)
    assert plays(world) == [*others, later]
    assert plays(world, "ben") == [bens]
    assert world.delivery().message == f"Removed from Trakt. {WHY}"
    assert world.delivery().removal is None
    [call] = world.trakt.calls_to(REMOVE)
    assert list(call.body) == ["ids"]
    assert world.trakt.dangerous_writes == 0


async def test_each_try_is_recorded(world: World) -> None:
    await arrived(world)
    world.trakt.faults.add(REMOVE, status=502)
    take_back(world)
    await world.tried(2)
    assert world.delivery().state is DeliveryState.DELIVERED
    assert world.delivery().message.startswith("It is still at Trakt. Trakt is not working")
    assert world.delivery().removal is Removal.CANCEL
    world.pass_time(MINUTE)
    await ended(world)
    tries = world.attempts()
    assert [one.outcome for one in tries] == ["delivered", "not removed", "removed"]
    assert tries[-1].exchanges[0]["path"].endswith("/sync/history/remove")


@pytest.mark.parametrize("fault", BREAKS)
async def test_a_broken_try_is_repeated_until_it_is_gone(
    world: World, fault: dict[str, Any]
) -> None:
    film, at = await arrived(world)
    other = world.trakt.record_play(world.user("anna"), film, at)
    world.trakt.faults.add(REMOVE, **fault)
    take_back(world)
    await world.tried(2)
    world.pass_time(20 * MINUTE)
    await ended(world)
    assert plays(world) == [other]


async def test_an_outage_of_days_is_waited_out_and_told(world: World) -> None:
    await arrived(world)
    world.trakt.outage(True)
    take_back(world)
    await world.tried(2)
    for _ in range(3):
        world.pass_time(DAY)
        await world.pause()
    [trouble] = log.troubles(world.now())
    assert trouble.removing
    assert trouble.what == "The Lantern Year (2019)"
    world.trakt.outage(False)
    await world.stay_awake_until(lambda: world.states() == [DeliveryState.CANCELLED], DAY)
    assert plays(world) == []
    assert log.troubles(world.now()) == []


async def test_an_expired_token_is_renewed_first(world: World) -> None:
    await arrived(world)
    world.trakt.expire_access(world.user("anna"))
    take_back(world)
    await ended(world)
    assert plays(world) == []


async def test_after_a_sign_in_that_ended_it_waits_for_the_next(world: World) -> None:
    await arrived(world)
    user, [account] = world.user("anna"), accounts.all_accounts()
    world.trakt.revoke_user(user)
    take_back(world)
    await world.until(lambda: accounts.get(account.id).state is AccountState.NEEDS_RELINK)
    assert len(plays(world)) == 1
    accounts.link(account.id, user.uuid, user.username, world.granted(user))
    await ended(world)
    assert plays(world) == []


async def test_an_app_that_was_rejected_holds_it_up_as_well(world: World) -> None:
    await arrived(world)
    [account] = accounts.all_accounts()
    world.trakt.delete_app(CLIENT)
    take_back(world)
    await world.until(lambda: accounts.get(account.id).state is AccountState.PAUSED)
    world.trakt.add_app(CLIENT, TRAKT_SECRET)
    world.pass_time(2 * HOUR)
    await ended(world)
    assert plays(world) == []


async def test_removals_keep_the_pace_of_writes(real_world: World) -> None:
    world = real_world
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer, world.now() - 9 * HOUR)
    world.finishes_episode(viewer, at=world.now() - 5 * HOUR)
    await world.delivered(2)
    for delivery in [one for watch in world.watches() for one in watch.deliveries]:
        removals.ask(delivery.id, WHY, world.now())
    await world.until(lambda: world.states() == [DeliveryState.CANCELLED] * 2)
    assert plays(world) == []
    assert world.trakt.rate_violations == []


# -- sudden ends


@pytest.mark.parametrize("lost", ["before", "after"])
async def test_killed_in_the_middle_it_goes_on_with_the_same_play(world: World, lost: str) -> None:
    film, at = await arrived(world)
    other = world.trakt.record_play(world.user("anna"), film, at)
    slow = world.trakt.faults.add(REMOVE, delay_s=0.3, drop=lost, times=None)
    take_back(world)
    await world.trakt.called(REMOVE)
    await world.kill(first_again=lambda: world.trakt.faults.remove(slow))
    world.pass_time(MINUTE)
    await ended(world)
    assert plays(world) == [other]


async def test_killed_before_the_first_try_it_is_not_forgotten(world: World) -> None:
    await arrived(world)
    holds.start_pause(None, None)
    take_back(world)
    await world.kill(first_again=lambda: holds.resume(None, None))
    await ended(world)
    assert plays(world) == []


# -- a play whose id is not known


async def test_without_its_id_the_play_is_found_by_item_and_time(world: World) -> None:
    film, at = await arrived(world)
    others = [
        world.trakt.record_play(world.user("anna"), film, at + off)
        for off in (-3 * SECOND, 3 * SECOND, 2 * HOUR)
    ]
    forget_play_id(world.delivery().id)
    take_back(world)
    await ended(world)
    assert plays(world) == others


async def test_of_two_at_that_moment_none_is_touched(world: World) -> None:
    film, at = await arrived(world)
    world.trakt.record_play(world.user("anna"), film, at)
    forget_play_id(world.delivery().id)
    take_back(world)
    await ended(world)
    assert len(plays(world)) == 2
    assert world.trakt.calls_to(REMOVE) == []
    assert "remove it by hand" in world.delivery().message
    assert world.delivery().removal is Removal.LEFT


@pytest.mark.parametrize("known", [True, False])
async def test_what_somebody_removed_already_counts_as_removed(world: World, known: bool) -> None:
    film, at = await arrived(world)
    world.user("anna").plays.clear()
    other = world.trakt.record_play(world.user("anna"), film, at - 9 * SECOND)
    if not known:
        forget_play_id(world.delivery().id)
    take_back(world)
    await ended(world)
    assert plays(world) == [other]
    assert world.delivery().removal is None


async def test_another_watch_of_ours_at_that_time_keeps_its_play(world: World) -> None:
    """Ben's account was Anna's before: two deliveries of one user, one of them taken back."""
    film, at = await arrived(world)
    first = world.delivery().id
    forget_play_id(first)
    play = world.trakt.record_play(world.user("anna"), film, at)
    entry_at = at + 2 * HOUR
    viewer = 501
    world.finishes(viewer, entry_at)
    watches = await world.delivered(2)
    [other] = watches[1].deliveries
    DeliveryRow.update(play_id=str(play.id)).where(DeliveryRow.id == other.id).execute()
    removals.ask(first, WHY, world.now())
    await world.until(lambda: deliveries.get(first).state is DeliveryState.CANCELLED)
    assert play in plays(world)
    assert len(plays(world)) == 2


# -- plays of others


async def test_what_another_program_had_written_before_is_never_removed(world: World) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    at = world.now() - 3 * HOUR
    other = world.trakt.record_play(world.user("anna"), film, at)
    world.finishes(viewer, at)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    take_back(world)
    await ended(world)
    assert plays(world) == [other]
    assert world.trakt.calls_to(REMOVE) == []
    assert world.delivery().message == f"It was there before and stays there. {WHY}"


async def test_what_our_own_lost_write_left_is_removed(world: World) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    at = world.now() - 3 * HOUR
    before = world.trakt.record_play(world.user("anna"), film, at - 9 * HOUR)
    world.trakt.faults.add("POST /sync/history", drop="after")
    world.finishes(viewer, at)
    await world.tried()
    world.pass_time(MINUTE)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    take_back(world)
    await ended(world)
    assert plays(world) == [before]


async def test_a_play_found_after_a_lost_live_call_may_be_anybodys(world: World) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", drop="before")
    world.finishes(viewer)
    await world.tried()
    other = world.trakt.record_play(world.user("anna"), film, world.now(), "scrobble")
    world.pass_time(MINUTE)
    await world.delivered()
    take_back(world)
    world.pass_time(MINUTE)
    await ended(world)
    assert plays(world) == [other]
    assert world.delivery().removal is Removal.LEFT
    assert "cannot be told which play" in world.delivery().message


# -- what was not sent, or nobody knows


async def test_what_waits_is_cancelled_at_once(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.outage(True)
    world.finishes(viewer, world.now() - 3 * HOUR)
    await world.tried()
    take_back(world)
    assert world.states() == [DeliveryState.CANCELLED]
    assert world.delivery().message == WHY
    world.trakt.outage(False)
    world.pass_time(DAY)
    await world.pause()
    assert plays(world) == []


@pytest.mark.parametrize("lost", ["before", "after"])
async def test_of_unknown_fate_it_is_asked_first_and_not_too_soon(world: World, lost: str) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    at = world.now() - 3 * HOUR
    other = world.trakt.record_play(world.user("anna"), film, at - 9 * MINUTE)
    world.trakt.faults.add("POST /sync/history", drop=lost)
    world.finishes(viewer, at)
    await world.tried()
    take_back(world)
    delivery = world.delivery()
    assert delivery.state is DeliveryState.WAITING
    assert delivery.removal is Removal.CANCEL
    world.pass_time(5 * SECOND)
    await world.pause()
    assert len(world.trakt.calls_to("GET /sync/history*")) == 1
    world.pass_time(MINUTE)
    await ended(world)
    assert plays(world) == [other]
    assert len(world.trakt.calls_to("POST /sync/history")) == 1, "it is not sent again"


async def test_a_lost_live_call_is_left_to_the_person_where_a_play_stands_there(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", drop="after")
    world.finishes(viewer)
    await world.tried()
    take_back(world)
    world.pass_time(MINUTE)
    await ended(world)
    assert len(plays(world)) == 1
    assert "cannot be told which play" in world.delivery().message


async def test_a_lost_live_call_that_never_landed_needs_nobody(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", drop="before")
    world.finishes(viewer)
    await world.tried()
    take_back(world)
    world.pass_time(MINUTE)
    await ended(world)
    assert world.delivery().removal is None


@pytest.mark.parametrize("fate", ["arrives", "fails", "lost"])
async def test_what_is_being_sent_has_its_end_first(world: World, fate: str) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    at = world.now() - 3 * HOUR
    other = world.trakt.record_play(world.user("anna"), film, at + 50 * MINUTE * 2)
    ways: dict[str, dict[str, Any]] = {
        "arrives": {},
        "fails": {"status": 422},
        "lost": {"drop": "after"},
    }
    world.trakt.faults.add("POST /sync/history", delay_s=0.2, **ways[fate])
    world.finishes(viewer, at)
    await world.trakt.called("POST /sync/history")
    assert world.states() == [DeliveryState.SENDING]
    take_back(world)
    assert world.states() == [DeliveryState.SENDING]
    if fate == "lost":
        await world.tried()
        world.pass_time(MINUTE)
    await ended(world)
    assert plays(world) == [other]


async def test_withdrawn_while_it_is_looked_up_it_never_goes_out(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("GET /search/*", delay_s=0.2)
    world.finishes(viewer, world.now() - 3 * HOUR)
    await world.trakt.called("GET /search/*")
    take_back(world)
    await world.tried()
    assert world.states() == [DeliveryState.CANCELLED]
    assert plays(world) == []
    assert world.trakt.calls_to("POST /*") == []


async def test_a_write_that_was_refused_for_its_token_does_not_go_out_again(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /sync/history", status=401)
    world.trakt.faults.add("POST /oauth/token", delay_s=0.2)
    world.finishes(viewer, world.now() - 3 * HOUR)
    await world.trakt.called("POST /oauth/token")
    assert world.states() == [DeliveryState.SENDING]
    take_back(world)
    await world.tried()
    assert world.states() == [DeliveryState.CANCELLED]
    assert world.delivery().removal is None
    assert plays(world) == []


@pytest.mark.parametrize("landed", [True, False])
async def test_killed_while_sending_what_is_to_be_removed(world: World, landed: bool) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    drop = "after" if landed else "before"
    slow = world.trakt.faults.add("POST /sync/history", delay_s=0.3, drop=drop, times=None)
    world.finishes(viewer, world.now() - 3 * HOUR)
    await world.trakt.called("POST /sync/history")
    take_back(world)
    await world.kill(first_again=lambda: world.trakt.faults.remove(slow))
    await world.eventually(lambda: len(plays(world)) == landed)
    world.pass_time(MINUTE)
    await ended(world)
    assert plays(world) == []


# -- with the release date


async def test_what_was_sent_with_its_release_date_is_known_by_its_id(world: World) -> None:
    show = world.show()
    anna, _ = world.member("Anna")
    world.jellyfin_viewer(anna)
    world.link(anna)
    await world.read(*(world.marks_episode(number) for number in range(1, 8)))
    [question] = holds.questions()
    holds.answer(question.id, holds.RELEASED)
    world.sync.wake()
    await world.delivered(7)
    other = world.trakt.record_play(world.user("anna"), show.episode(2, 3), world.now())
    for watch in world.watches():
        removals.ask(watch.deliveries[0].id, WHY, world.now())
    await world.until(lambda: set(world.states()) == {DeliveryState.CANCELLED})
    assert plays(world) == [other]


# -- what cannot be removed


async def test_a_destination_that_keeps_everything_says_so(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    await world.link_tvtime(anna)
    world.finishes(viewer, world.now() - HOUR)
    await world.delivered()
    calls = len(world.tvtime.calls)
    take_back(world)
    world.pass_time(SECOND)
    await ended(world)
    assert world.delivery().message == f"TV Time keeps it: remove it there by hand. {WHY}"
    assert world.delivery().removal is Removal.LEFT
    assert len(world.tvtime.calls) == calls


async def test_an_account_that_was_unlinked_says_so(world: World) -> None:
    await arrived(world)
    [account] = accounts.all_accounts()
    await world.linking.unlink(account.id)
    take_back(world)
    world.pass_time(SECOND)
    await ended(world)
    assert world.delivery().message == (
        f"Trakt is no longer linked: remove it there by hand. {WHY}"
    )
    assert len(plays(world)) == 1


async def test_linked_again_a_press_removes_it_after_all(world: World) -> None:
    await arrived(world)
    [account] = accounts.all_accounts()
    await world.linking.unlink(account.id)
    take_back(world)
    world.pass_time(SECOND)
    await ended(world)
    [anna] = household.members()
    world.link(anna)
    world.sync.retry(world.delivery().id)
    await world.until(lambda: plays(world) == [])
    await ended(world)


async def test_unlinked_while_it_waits_to_be_removed(world: World) -> None:
    await arrived(world)
    [account] = accounts.all_accounts()
    world.trakt.faults.add(REMOVE, status=503)
    take_back(world)
    await world.tried(2)
    await world.linking.unlink(account.id)
    world.pass_time(SECOND)
    await ended(world)
    assert "no longer linked" in world.delivery().message


async def test_a_refusal_is_left_to_the_person_who_may_have_it_tried_again(world: World) -> None:
    await arrived(world)
    world.trakt.faults.add(REMOVE, status=422, body={"error": "not now"})
    take_back(world)
    await ended(world)
    assert "Trakt did not remove it: remove it there by hand." in world.delivery().message
    with pytest.raises(Conflict):
        deliveries.retry(world.delivery().id, world.now())
    world.sync.retry(world.delivery().id)
    await world.until(lambda: plays(world) == [])
    await ended(world)


async def test_an_answer_that_removed_nothing_is_no_success(world: World) -> None:
    await arrived(world)
    empty = {"deleted": {"movies": 0, "episodes": 0}, "not_found": {"ids": []}}
    world.trakt.faults.add(REMOVE, status=200, body=empty)
    take_back(world)
    await ended(world)
    assert world.delivery().removal is Removal.LEFT


async def test_it_can_be_left_there_after_all(world: World) -> None:
    await arrived(world)
    world.trakt.outage(True)
    take_back(world)
    await world.tried(2)
    world.sync.cancel(world.delivery().id)
    assert world.delivery().message == "You chose to leave it there."
    world.trakt.outage(False)
    world.pass_time(DAY)
    await world.pause()
    assert len(plays(world)) == 1
    assert world.trakt.calls_to(REMOVE)[1:] == []


async def test_a_press_of_try_again_skips_the_wait(world: World) -> None:
    await arrived(world)
    world.trakt.faults.add(REMOVE, status=503)
    take_back(world)
    await world.tried(2)
    world.sync.retry(world.delivery().id)
    await ended(world)
    assert plays(world) == []


# -- when


async def test_nothing_is_removed_during_a_pause(world: World) -> None:
    await arrived(world)
    holds.start_pause(None, None)
    take_back(world)
    world.pass_time(HOUR)
    await world.pause()
    assert len(plays(world)) == 1
    holds.resume(None, None)
    await ended(world)
    assert plays(world) == []
    assert holds.questions() == []


async def test_it_is_removed_although_the_member_is_switched_off(world: World) -> None:
    await arrived(world)
    [anna] = household.members()
    household.change_member(anna.id, {"enabled": False})
    take_back(world)
    await ended(world)
    assert plays(world) == []


async def test_a_member_who_leaves_leaves_it_there(world: World) -> None:
    await arrived(world)
    [anna] = household.members()
    world.trakt.outage(True)
    take_back(world)
    await world.tried(2)
    await world.linking.delete_member(anna.id)
    assert world.delivery().message == (
        "Anna was taken out of the household. Remove it there by hand."
    )


# -- sent anew


async def test_a_corrected_match_puts_the_same_delivery_back(world: World) -> None:
    _, at = await arrived(world)
    [first] = plays(world)
    delivery_id = world.delivery().id
    take_back(world, Removal.RESEND)
    await world.until(lambda: len(world.attempts()) == 3 and world.states() == ["delivered"])
    assert world.delivery().id == delivery_id
    [second] = plays(world)
    assert second.id != first.id
    assert abs(second.watched_at - at) <= SECOND
    assert world.delivery().removal is None


async def test_what_others_wrote_stays_when_a_match_is_corrected(world: World) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    at = world.now() - 3 * HOUR
    other = world.trakt.record_play(world.user("anna"), film, at)
    world.finishes(viewer, at)
    await world.delivered()
    take_back(world, Removal.RESEND)
    await world.until(lambda: len(world.attempts()) == 2)
    await world.delivered()
    assert plays(world) == [other]


def test_there_must_be_such_a_delivery(world: World) -> None:
    with pytest.raises(Missing):
        removals.ask(4711, WHY, world.now())
