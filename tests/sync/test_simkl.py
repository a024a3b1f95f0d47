"""Simkl beside Trakt: one mark of each thing, with its own time, whatever happens on the way."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.demo.simkl.world import SimklUser
from scroblarr_desktop.store import accounts, log, offers, removals
from scroblarr_desktop.store.records import (
    Account,
    AccountState,
    DeliveryState,
    LoggedDelivery,
    Removal,
    SignIn,
)
from tests.sync.world import CLIENT, World, a_world

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
HISTORY = "POST /sync/history"

LOST = [
    {"drop": "after"},
    {"status": 500, "mode": "after"},
    {"status": 504, "mode": "after"},
    {"status": 201, "body": "not JSON", "mode": "after"},
]
NEVER_ARRIVED = [{"drop": "before"}, {"status": 502}, {"status": 201, "body": "not JSON"}]


async def finished(
    world: World, ago: timedelta = timedelta(), **changes: Any
) -> tuple[Account, SimklUser, datetime]:
    """Let Anna, linked to Simkl, finish an episode some time ago."""
    world.show()
    anna, viewer = world.member("Anna")
    account, user = world.link_simkl(anna, **changes)
    at = world.now() - ago
    world.finishes_episode(viewer, at=at)
    return account, user, at


def delivery_to(world: World, destination: str) -> LoggedDelivery:
    [found] = [
        one
        for watch in world.watches()
        for one in watch.deliveries
        if one.destination == destination
    ]
    return found


def near(at: datetime, other: datetime) -> bool:
    return abs(at - other) <= SECOND


# -- arriving


@pytest.mark.parametrize("ago", [timedelta(), 3 * HOUR, timedelta(days=40)])
async def test_a_finish_arrives_once_with_its_own_time(world: World, ago: timedelta) -> None:
    _, user, at = await finished(world, ago)
    [watch] = await world.delivered()
    [play] = user.plays
    assert near(play.watched_at, at)
    assert watch.deliveries[0].state is DeliveryState.DELIVERED
    assert len(world.simkl.calls_to("POST *")) == 1, "nothing is asked where nothing is in doubt"
    assert world.simkl.dangerous_writes == []


async def test_films_and_episodes_of_both_media_servers_arrive(world: World) -> None:
    world.film(), world.show()
    anna, viewer = world.member("Anna")
    _, user = world.link_simkl(anna)
    world.finishes(viewer)
    world.finishes_episode(viewer, number=6)
    world.jellyfin_viewer(anna)
    world.jellyfin_stops()
    await world.delivered(3)
    assert len(user.plays) == 3


async def test_what_simkl_had_already_stays_as_it_was(world: World) -> None:
    show = world.show()
    anna, viewer = world.member("Anna")
    _, user = world.link_simkl(anna)
    before = world.now() - timedelta(days=300)
    world.simkl.record_play(user, show.episode(2, 5), before)
    world.finishes_episode(viewer)
    await world.delivered()
    assert world.delivery().state is DeliveryState.ALREADY_THERE
    [play] = user.plays
    assert near(play.watched_at, before)


@pytest.mark.parametrize("wants_them", [False, True])
async def test_a_rewatch_changes_nothing(world: World, wants_them: bool) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    _, user = world.link_simkl(anna, rewatch_films=wants_them)
    first = world.now() - timedelta(days=30)
    world.finishes(viewer, first)
    await world.delivered()
    world.finishes(viewer)
    second = DeliveryState.ALREADY_THERE if wants_them else DeliveryState.CANCELLED
    await world.until(lambda: world.states() == [DeliveryState.DELIVERED, second])
    [play] = user.plays
    assert near(play.watched_at, first)
    assert world.simkl.rewatch_writes == 0


async def test_an_episode_that_is_not_there_yet_is_tried_daily(world: World) -> None:
    show = world.show(episodes=11)
    anna, viewer = world.member("Anna")
    _, user = world.link_simkl(anna)
    world.finishes_episode(viewer, number=12)
    assert (await world.tried()).state is DeliveryState.UNMATCHED
    world.catalogue.add_episode(show, 2, 12)
    world.pass_time(timedelta(days=1, minutes=5))
    await world.delivered()
    assert [play.thing for play in user.plays] == [show.episode(2, 12)]


async def test_an_episode_that_simkl_forgot_is_not_taken_for_one_that_is_there(
    world: World,
) -> None:
    show = world.show()
    anna, viewer = world.member("Anna")
    _, user = world.link_simkl(anna)
    world.finishes_episode(viewer)
    await world.delivered()
    world.simkl.forget_play(user, show.episode(2, 5))
    episode = show.episode(2, 5)
    world.catalogue.remove(episode)
    ben, his = world.member("Ben")
    world.link_simkl(ben)
    world.finishes_episode(his)
    await world.until(lambda: DeliveryState.UNMATCHED in world.states())


# -- unknown fate


@pytest.mark.parametrize("fault", LOST)
async def test_what_landed_although_the_answer_was_lost_is_not_repeated(
    world: World, fault: dict[str, Any]
) -> None:
    world.simkl.faults.add(HISTORY, **fault)
    _, user, at = await finished(world)
    assert (await world.tried()).state is DeliveryState.WAITING
    world.pass_time(MINUTE)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    [play] = user.plays
    assert near(play.watched_at, at)
    assert len(world.simkl.calls_to(HISTORY)) == 1, "it was asked first"


@pytest.mark.parametrize("fault", NEVER_ARRIVED)
async def test_what_did_not_land_is_sent_again_after_asking(
    world: World, fault: dict[str, Any]
) -> None:
    world.simkl.faults.add(HISTORY, **fault)
    _, user, at = await finished(world)
    await world.tried()
    world.pass_time(MINUTE)
    await world.delivered()
    assert world.states() == [DeliveryState.DELIVERED]
    [play] = user.plays
    assert near(play.watched_at, at)
    assert len(world.simkl.calls_to("GET /sync/activities")) == 1


async def test_while_the_question_cannot_be_answered_it_waits(world: World) -> None:
    world.simkl.faults.add(HISTORY, drop="after")
    _, user, _ = await finished(world)
    await world.tried()
    silent = world.simkl.faults.add("GET /sync/*", status=502, times=None)
    for tries in (2, 3):
        world.pass_time(HOUR)
        await world.tried(tries)
    assert len(world.simkl.calls_to(HISTORY)) == 1
    world.simkl.faults.remove(silent)
    world.pass_time(HOUR)
    await world.delivered()
    assert len(user.plays) == 1


async def test_killed_while_sending_it_is_asked_about_and_stands_there_once(world: World) -> None:
    world.simkl.faults.add(HISTORY, delay_s=0.2)
    _, user, _ = await finished(world)
    await world.simkl.called(HISTORY)
    await world.kill()
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(user.plays) == 1


async def test_a_film_of_unknown_fate_needs_no_person(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    _, user = world.link_simkl(anna)
    world.simkl.faults.add(HISTORY, drop="before")
    world.finishes(viewer)
    await world.tried()
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(user.plays) == 1


# -- the account


@pytest.mark.parametrize("status", [429, 423, 500, 502, 503])
async def test_passing_trouble_is_waited_out(world: World, status: int) -> None:
    world.simkl.faults.add(HISTORY, status=status, headers={"Retry-After": "5"})
    _, user, at = await finished(world)
    await world.tried()
    world.pass_time(MINUTE)
    await world.delivered()
    [play] = user.plays
    assert near(play.watched_at, at)


async def test_a_write_still_under_way_there_is_waited_for(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    account, user = world.link_simkl(anna)
    user.is_locked = True
    world.finishes_episode(viewer)
    await world.tried()
    probe_at = accounts.get(account.id).probe_at
    assert probe_at is not None
    assert 19 * SECOND < probe_at - world.now() < 25 * SECOND
    user.is_locked = False
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(user.plays) == 1


async def test_an_outage_of_days_loses_nothing(world: World) -> None:
    world.simkl.outage(True)
    _, user, at = await finished(world)
    await world.tried()
    for _ in range(4):
        world.pass_time(timedelta(hours=20))
    world.simkl.outage(False)
    world.pass_time(timedelta(hours=30))
    await world.delivered()
    [play] = user.plays
    assert near(play.watched_at, at)


async def test_an_app_removed_at_simkl_asks_to_sign_in_again_and_keeps_what_waits(
    world: World,
) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    account, user = world.link_simkl(anna)
    world.simkl.revoke_user(user)
    world.finishes_episode(viewer)
    await world.until(lambda: accounts.get(account.id).state is AccountState.NEEDS_RELINK)
    assert "Connected Apps" in accounts.get(account.id).message
    assert world.states() == [DeliveryState.WAITING]
    world.simkl.auto_confirm = user
    again = await world.linking.start_sign_in(anna.id, "simkl")
    assert again.id == account.id
    await world.delivered(within_s=20)
    assert len(user.plays) == 1


@pytest.mark.parametrize("error", [(412, "client_id_failed"), (403, "forbidden")])
async def test_a_refused_client_id_pauses_all_accounts_on_it(
    world: World, error: tuple[int, str]
) -> None:
    status, code = error
    world.show()
    anna, viewer = world.member("Anna")
    account, user = world.link_simkl(anna)
    ben, _ = world.member("Ben")
    his, _ = world.link_simkl(ben)
    trakt = world.link(anna)
    body = {"error": code, "code": status}
    refused = world.simkl.faults.add("*", status=status, body=body, times=None)
    world.finishes_episode(viewer)
    await world.until(lambda: accounts.get(account.id).state is AccountState.PAUSED)
    assert accounts.get(his.id).state is AccountState.PAUSED
    assert accounts.get(trakt.id).state is AccountState.LINKED
    assert "client id" in accounts.get(account.id).message
    world.simkl.faults.remove(refused)
    world.pass_time(2 * HOUR)
    await world.delivered(2)
    assert accounts.get(account.id).state is AccountState.LINKED
    assert len(user.plays) == 1


async def test_one_refusal_of_the_client_id_alone_pauses_nobody(world: World) -> None:
    body = {"error": "client_id_failed", "code": 412}
    world.simkl.faults.add(HISTORY, status=412, body=body)
    account, user, _ = await finished(world)
    await world.tried()
    assert accounts.get(account.id).state is AccountState.LINKED
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(user.plays) == 1


async def test_another_client_id_asks_for_new_sign_ins(world: World) -> None:
    anna, _ = world.member("Anna")
    account, _ = world.link_simkl(anna)
    world.linking.enter_app("simkl", AppCredentials("another"))
    assert accounts.get(account.id).state is AccountState.NEEDS_RELINK


async def test_a_newer_apps_sign_in_is_renewed_by_itself(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    user = world.simkl.add_user("anna")
    world.simkl.add_app(CLIENT, newer=True)
    world.simkl.auto_confirm = user
    account = await world.linking.start_sign_in(anna.id, "simkl")
    await world.until(lambda: accounts.get(account.id).state is AccountState.LINKED, within_s=20)
    offers.keep(account.id)
    world.simkl.expire_access(user)
    world.finishes_episode(viewer)
    await world.delivered()
    assert len(user.plays) == 1
    assert len(world.simkl.calls_to("POST /oauth2/token")) >= 2


# -- pace


async def test_writes_keep_the_pace_of_simkl(tmp_path: Path) -> None:
    async with a_world(tmp_path / "data", real_pace=True) as world:
        world.show()
        anna, viewer = world.member("Anna")
        _, user = world.link_simkl(anna)
        for number in (5, 6, 7):
            world.finishes_episode(viewer, number=number)
        await world.delivered(3, within_s=20)
        assert len(user.plays) == 3
        assert world.simkl.rate_violations == []


# -- beside Trakt


@pytest.mark.parametrize("down", ["trakt", "simkl"])
async def test_one_is_down_and_the_other_is_not_held_up(world: World, down: str) -> None:
    show = world.show()
    anna, viewer = world.member("Anna")
    world.link(anna)
    _, at_simkl = world.link_simkl(anna)
    fakes = {"trakt": world.trakt, "simkl": world.simkl}
    fakes[down].outage(True)
    at = world.now()
    await world.read(world.finishes_episode(viewer, at=at))
    up = "simkl" if down == "trakt" else "trakt"
    await world.until(lambda: delivery_to(world, up).state is DeliveryState.DELIVERED)
    await world.until(lambda: delivery_to(world, down).message != "")
    waiting = delivery_to(world, down)
    assert waiting.state is DeliveryState.WAITING
    assert "not working properly" in waiting.message
    assert delivery_to(world, up).message == ""
    fakes[down].outage(False)
    world.pass_time(HOUR)
    await world.delivered(2)
    assert len(world.watches()) == 1, "one row in the log for both"
    [there], [here] = world.user("anna").plays_of(show.episode(2, 5)), at_simkl.plays
    assert near(there.watched_at, at)
    assert near(here.watched_at, at)


# -- taking back


async def test_an_episode_is_taken_back_and_no_other(world: World) -> None:
    show = world.show()
    anna, viewer = world.member("Anna")
    _, user = world.link_simkl(anna)
    world.simkl.record_play(user, show.episode(2, 4), world.now() - HOUR)
    world.finishes_episode(viewer, at=world.now() - HOUR)
    await world.delivered()
    removals.ask(world.delivery().id, "It was Ben's.", world.now())
    world.sync.wake()
    await world.until(lambda: world.delivery().removal is None)
    assert [play.thing for play in user.plays] == [show.episode(2, 4)]
    assert world.simkl.dangerous_writes == []


async def test_a_film_stays_with_a_word_on_what_to_do(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    _, user = world.link_simkl(anna)
    world.finishes(viewer)
    await world.delivered()
    removals.ask(world.delivery().id, "It was Ben's.", world.now())
    world.sync.wake()
    await world.until(lambda: world.delivery().removal is Removal.LEFT)
    assert "remove it there by hand" in world.delivery().message
    assert len(user.plays) == 1


# -- progress


async def test_who_shares_progress_shows_what_is_playing(world: World) -> None:
    show = world.show()
    anna, viewer = world.member("Anna")
    _, user = world.link_simkl(anna, share_progress=True)
    episode = show.episode(2, 5)
    world.plex_sends("media.play", viewer)
    await world.eventually(lambda: user.watching is not None)
    assert user.watching is not None
    assert user.watching[0] is episode
    world.finishes_episode(viewer)
    await world.delivered()
    assert [play.thing for play in user.plays] == [episode]


# -- signing in


async def test_a_person_signs_in_with_a_code(world: World) -> None:
    anna, _ = world.member("Anna")
    user = world.simkl.add_user("anna")
    account = await world.linking.start_sign_in(anna.id, "simkl")
    sign_in = account.sign_in
    assert isinstance(sign_in, SignIn)
    world.simkl.confirm(sign_in.user_code, user)
    await world.until(lambda: accounts.get(account.id).state is AccountState.LINKED, within_s=20)
    linked = accounts.get(account.id)
    assert (linked.user_id, linked.username) == (str(user.number), "anna")
    assert not linked.rewatch_films


async def test_a_code_that_was_replaced_ends_the_sign_in(world: World) -> None:
    anna, _ = world.member("Anna")
    account = await world.linking.start_sign_in(anna.id, "simkl")
    assert account.sign_in is not None
    world.simkl.expire(account.sign_in.user_code)
    await world.until(lambda: accounts.get(account.id).state is AccountState.EXPIRED, within_s=20)


async def test_two_members_cannot_have_the_same_account(world: World) -> None:
    anna, _ = world.member("Anna")
    account, user = world.link_simkl(anna)
    ben, _ = world.member("Ben")
    world.simkl.auto_confirm = user
    his = await world.linking.start_sign_in(ben.id, "simkl")
    await world.until(lambda: accounts.get(his.id).state is AccountState.DENIED, within_s=20)
    # Simkl gives one user one token: to withdraw Ben's would have ended Anna's.
    assert accounts.get(account.id).state is AccountState.LINKED
    assert world.simkl.grants.grants[0].ended is False


async def test_every_attempt_is_in_the_log_without_secrets(world: World) -> None:
    await finished(world)
    [watch] = await world.delivered()
    tries = [one for each in log.attempts(watch.id).values() for one in each]
    [token] = {grant.access_token for grant in world.simkl.grants.grants}
    lines = [exchange["path"] for one in tries for exchange in one.exchanges]
    assert "/sync/history" in lines
    assert token not in repr(tries)
    assert CLIENT not in repr(lines)
