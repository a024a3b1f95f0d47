"""Deliveries to a destination that takes no times and cannot be asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from scroblarr_desktop import attention
from scroblarr_desktop.store import accounts
from scroblarr_desktop.store.records import AccountState, DeliveryState
from tests.sync.world import World

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EPISODE, FILM = "POST /v2/watched_episodes/*", "POST /prod/v1/tracking/*"

LOST = [{"drop": "after"}, {"status": 504, "mode": "after"}]


async def test_an_episode_is_marked_and_the_row_says_that_nobody_can_check(world: World) -> None:
    show = world.show()
    anna, viewer = world.member("Anna")
    _, user = await world.link_tvtime(anna)
    world.finishes_episode(viewer)
    await world.delivered()
    assert [play.thing for play in user.plays] == [show.episode(2, 5)]
    assert "cannot be asked" in world.delivery().message


async def test_a_film_is_marked(world: World) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    _, user = await world.link_tvtime(anna)
    world.finishes(viewer)
    await world.delivered()
    assert [play.thing for play in user.plays] == [film]


@pytest.mark.parametrize("fault", LOST)
async def test_a_first_watch_of_an_episode_is_repeated_without_asking_anybody(
    world: World, fault: dict[str, Any]
) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    _, user = await world.link_tvtime(anna)
    world.tvtime.faults.add(EPISODE, **fault)
    world.finishes_episode(viewer)
    await world.tried()
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(world.tvtime.calls_to(EPISODE)) == 2
    assert len(user.plays) == 1, "a repetition changes nothing there"


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize("what", ["film", "rewatch"])
async def test_a_film_or_a_rewatch_waits_for_a_person(
    world: World, what: str, fault: dict[str, Any]
) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    await world.link_tvtime(anna, rewatch_episodes=True)
    world.tvtime.faults.add(FILM if what == "film" else EPISODE, **fault)
    if what == "film":
        world.finishes(viewer)
    else:
        world.finishes_episode(viewer, viewCount=2)
    await world.tried()
    delivery = world.delivery()
    assert (delivery.state, delivery.waiting_for) == (DeliveryState.WAITING, "answer")
    assert delivery.next_try_at is None
    world.pass_time(3 * DAY)
    await world.stay_awake(2 * MINUTE)
    assert len(world.attempts()) == 1
    [need] = attention.needs(world.now())
    assert dict(need.actions) == {"retry": "Send again", "cancel": "Do not send"}
    assert "not known" in need.sentence


async def test_send_again_sends_it_once_more(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    await world.link_tvtime(anna)
    world.tvtime.faults.add(FILM, drop="before")
    world.finishes(viewer)
    await world.tried()
    world.pass_time(MINUTE)
    [need] = attention.needs(world.now())
    attention.act(world.sync, need.key, "retry")
    await world.delivered()
    assert len(world.tvtime.users["anna"].plays) == 1
    assert attention.needs(world.now()) == []


async def test_leave_it_out_ends_it(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    await world.link_tvtime(anna)
    world.tvtime.faults.add(FILM, drop="after")
    world.finishes(viewer)
    await world.tried()
    [need] = attention.needs(world.now())
    attention.act(world.sync, need.key, "cancel")
    assert world.states() == [DeliveryState.CANCELLED]
    assert attention.needs(world.now()) == []


async def test_a_call_that_was_refused_before_it_was_read_leaves_nothing_open(
    world: World,
) -> None:
    """The token had run out and renewing it failed: the film was not marked for certain."""
    world.film()
    anna, viewer = world.member("Anna")
    _, user = await world.link_tvtime(anna)
    world.tvtime.faults.add(FILM, status=401)
    world.tvtime.faults.add("POST /v1/refresh", status=502, times=None)
    world.tvtime.faults.add("POST /v1/login", status=502)
    world.finishes(viewer)
    delivery = await world.tried()
    assert delivery.waiting_for != "answer"
    world.tvtime.faults.clear()
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(user.plays) == 1


async def test_an_outage_before_the_write_is_no_question_either(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    await world.link_tvtime(anna)
    world.tvtime.faults.add("GET /v1/search/*", status=502)
    world.finishes(viewer)
    await world.tried()
    world.pass_time(MINUTE)
    await world.delivered()


async def test_killed_in_the_middle_of_a_film_it_waits_for_a_person(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    await world.link_tvtime(anna)
    world.tvtime.faults.add(FILM, delay_s=1, drop="before")
    world.finishes(viewer)
    await world.tvtime.called(FILM)
    await world.kill()
    world.pass_time(MINUTE)
    await world.until(lambda: world.delivery().waiting_for == "answer")
    assert world.delivery().next_try_at is None
    assert len(world.tvtime.calls_to(FILM)) == 1
    assert "not known" in world.delivery().message


async def test_killed_in_the_middle_of_an_episode_it_is_sent_again(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    _, user = await world.link_tvtime(anna)
    world.tvtime.faults.add(EPISODE, delay_s=1, drop="before")
    world.finishes_episode(viewer)
    await world.tvtime.called(EPISODE)
    await world.kill()
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(user.plays) == 1


# -- rewatches


async def test_rewatches_are_off_at_first_and_say_so(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    await world.link_tvtime(anna)
    await world.read(world.finishes_episode(viewer, viewCount=2))
    assert world.states() == [DeliveryState.CANCELLED]
    assert "rewatches" in world.delivery().message


async def test_switched_on_they_are_marked_as_such(world: World) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    _, user = await world.link_tvtime(anna, rewatch_films=True, rewatch_episodes=True)
    for _ in range(2):
        world.finishes_episode(viewer)
        world.finishes(viewer)
        world.pass_time(5 * HOUR)
    await world.delivered(4)
    assert sorted(play.rewatch for play in user.plays) == [False, False, True, True]


async def test_rewatched_means_delivered_to_this_account_before(world: World) -> None:
    """Who watched it before there was an account has not marked it there yet."""
    world.show()
    anna, viewer = world.member("Anna")
    await world.read(world.finishes_episode(viewer, at=world.now() - 9 * DAY))
    _, user = await world.link_tvtime(anna)
    world.finishes_episode(viewer)
    await world.delivered()
    assert [play.rewatch for play in user.plays] == [False]


# -- refusals and sign-in


async def test_a_yes_by_status_alone_is_no_yes(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    await world.link_tvtime(anna)
    world.tvtime.faults.add(EPISODE, status=200, body={"result": "KO", "message": "no"})
    world.finishes_episode(viewer)
    delivery = await world.tried()
    assert delivery.state is DeliveryState.REJECTED


async def test_what_has_no_id_it_knows_is_unmatched_without_asking(world: World) -> None:
    anna, viewer = world.member("Anna")
    account, _ = await world.link_tvtime(anna)
    world.finishes_episode(viewer, 7)
    delivery = await world.tried()
    assert delivery.state is DeliveryState.UNMATCHED
    assert accounts.get(account.id).failures == 0


async def test_the_password_gets_in_again_where_all_tokens_ended(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    _, user = await world.link_tvtime(anna)
    world.tvtime.end_sessions(user)
    world.finishes_episode(viewer)
    await world.delivered()
    assert len(user.plays) == 1


async def test_a_changed_password_asks_to_sign_in_again(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    account, user = await world.link_tvtime(anna)
    user.password = "another"
    world.tvtime.end_sessions(user)
    world.finishes_episode(viewer)
    await world.until(lambda: accounts.get(account.id).state is AccountState.NEEDS_RELINK)
    again, _ = await world.link_tvtime(anna)
    assert again.id == account.id
    await world.delivered()


async def test_an_account_at_trakt_is_not_held_up(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    await world.link_tvtime(anna)
    world.tvtime.outage(True)
    world.finishes(viewer)
    await world.delivered()
    assert len(world.user("anna").plays) == 1
