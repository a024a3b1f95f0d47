"""Accounts that cannot be used, and how they come back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from scroblarr_desktop.destinations import Access, User
from scroblarr_desktop.destinations.errors import SignInEnded
from scroblarr_desktop.store import accounts, settings, tokens
from scroblarr_desktop.store.records import AccountState, DeliveryState
from scroblarr_desktop.sync.sessions import Sessions
from tests.sync.world import CLIENT, TRAKT_SECRET, World

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def state_is(account_id: int, state: AccountState) -> Callable[[], bool]:
    return lambda: accounts.get(account_id).state is state


# -- the app was rejected


async def test_a_rejected_app_pauses_all_its_accounts_until_it_is_accepted_again(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, other = world.member("Ben")
    one, two = world.link(anna), world.link(ben)
    world.trakt.delete_app(CLIENT)
    world.finishes(viewer)
    await world.until(state_is(one.id, AccountState.PAUSED))
    assert state_is(two.id, AccountState.PAUSED)()
    message = accounts.get(two.id).message
    assert "app" in message
    assert "client id and secret" in message
    world.finishes(other)
    await world.stay_awake(50 * MINUTE)
    assert state_is(one.id, AccountState.PAUSED)()
    world.trakt.add_app(CLIENT, TRAKT_SECRET)
    await world.stay_awake(15 * MINUTE)
    await world.delivered(2)
    assert state_is(one.id, AccountState.LINKED)()
    assert accounts.get(one.id).message == ""


async def test_while_it_stays_rejected_it_is_asked_hourly_and_stays_paused(world: World) -> None:
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.delete_app(CLIENT)
    world.finishes(viewer)
    await world.until(state_is(account.id, AccountState.PAUSED))
    for _ in range(3):
        before = accounts.get(account.id).probe_at
        assert before is not None
        world.pass_time(HOUR + MINUTE)
        await world.until(lambda before=before: accounts.get(account.id).probe_at != before)  # type: ignore[misc]
        assert state_is(account.id, AccountState.PAUSED)()
    assert world.states() == [DeliveryState.WAITING]


async def test_an_outage_is_no_answer_that_would_end_the_pause(world: World) -> None:
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.delete_app(CLIENT)
    world.finishes(viewer)
    await world.until(state_is(account.id, AccountState.PAUSED))
    paused = accounts.get(account.id)
    world.trakt.outage(True)
    world.pass_time(HOUR + MINUTE)
    await world.until(lambda: accounts.get(account.id).probe_at != paused.probe_at)
    now = accounts.get(account.id)
    assert (now.state, now.message) == (AccountState.PAUSED, paused.message)


async def test_a_single_403_that_the_next_question_contradicts_is_a_passing_thing(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("GET /search/*", status=403)
    world.finishes(viewer)
    await world.tried()
    assert state_is(account.id, AccountState.LINKED)()
    world.pass_time(MINUTE)
    await world.delivered()


async def test_a_page_of_the_shield_is_a_passing_outage(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.edge_page("*", times=2)
    world.finishes(viewer)
    await world.tried()
    assert state_is(account.id, AccountState.LINKED)()
    world.pass_time(MINUTE)
    await world.tried(2)
    world.pass_time(5 * MINUTE)
    await world.delivered()


async def test_another_app_in_settings_asks_everybody_to_sign_in_again(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.add_app("another-app", "another-secret")
    settings.put_app_credentials("trakt", "another-app", "another-secret")
    world.linking.app_changed("trakt")
    assert state_is(account.id, AccountState.NEEDS_RELINK)()
    await world.read(world.finishes(viewer))
    assert world.states() == [DeliveryState.WAITING]
    assert world.trakt.calls == []


async def test_the_old_app_entered_again_makes_its_sign_ins_good_again(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    settings.put_app_credentials("trakt", "mistyped", "secret")
    world.linking.app_changed("trakt")
    await world.read(world.finishes(viewer))
    assert state_is(account.id, AccountState.NEEDS_RELINK)()
    settings.put_app_credentials("trakt", CLIENT, TRAKT_SECRET)
    world.linking.app_changed("trakt")
    await world.delivered()
    assert state_is(account.id, AccountState.LINKED)()


async def test_but_not_those_that_ended_meanwhile(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    settings.put_app_credentials("trakt", "mistyped", "secret")
    world.linking.app_changed("trakt")
    world.trakt.revoke_user(world.user("anna"))
    settings.put_app_credentials("trakt", CLIENT, TRAKT_SECRET)
    world.linking.app_changed("trakt")
    assert state_is(account.id, AccountState.PAUSED)()
    await world.until(state_is(account.id, AccountState.NEEDS_RELINK))


async def test_a_new_secret_for_the_same_app_is_tried_at_once(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.delete_app(CLIENT)
    world.finishes(viewer)
    await world.until(state_is(account.id, AccountState.PAUSED))
    world.trakt.add_app(CLIENT, "fresh-secret")
    settings.put_app_credentials("trakt", CLIENT, "fresh-secret")
    world.linking.app_changed("trakt")
    await world.delivered()


async def test_an_app_that_may_not_mark_live_uses_the_history(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("POST /scrobble/*", status=403, times=None)
    world.finishes(viewer)
    [watch] = await world.delivered()
    assert not accounts.get(account.id).live_allowed
    [play] = world.user("anna").plays
    assert abs(play.watched_at - watch.watched_at) <= SECOND
    world.pass_time(2 * DAY)
    world.finishes(viewer)
    await world.delivered(2)
    assert len(world.trakt.calls_to("POST /scrobble/stop")) == 1


# -- the account itself


@pytest.mark.parametrize(("status", "advice"), [(423, "support@trakt.tv"), (426, "trakt.tv/vip")])
async def test_a_blocked_account_is_paused_says_what_to_do_and_comes_back(
    world: World, status: int, advice: str
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, _ = world.member("Ben")
    account, other = world.link(anna), world.link(ben)
    locked = world.trakt.faults.add("*", status=status, times=None, user="anna")
    world.finishes(viewer)
    await world.until(state_is(account.id, AccountState.PAUSED))
    assert advice in accounts.get(account.id).message
    assert state_is(other.id, AccountState.LINKED)()
    world.trakt.faults.remove(locked)
    world.pass_time(HOUR + MINUTE)
    await world.delivered()


async def test_a_paused_account_that_is_unlinked_while_it_is_asked_stays_unlinked(
    world: World,
) -> None:
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.delete_app(CLIENT)
    world.finishes(viewer)
    await world.until(state_is(account.id, AccountState.PAUSED))
    world.trakt.add_app(CLIENT, TRAKT_SECRET)
    world.trakt.faults.add("GET /users/settings", delay_s=0.2)
    world.trakt.faults.add("POST /oauth/revoke", status=503)
    asked = len(world.trakt.calls_to("GET /users/settings"))
    world.pass_time(HOUR + MINUTE)
    await world.trakt.called("GET /users/settings", times=asked + 1)
    await world.linking.unlink(account.id)
    await answered(world, "GET /users/settings")
    assert state_is(account.id, AccountState.UNLINKED)()


# -- fresh sign-ins


async def answered(world: World, line: str) -> None:
    """Wait until all such calls were answered and the answers were heard."""
    await world.eventually(lambda: all(call.status for call in world.trakt.calls_to(line)))
    for _ in range(5):
        await world.pause()


async def refreshed(world: World, times: int = 1) -> None:
    await world.trakt.called("POST /oauth/token", times=times)


async def test_a_sign_in_is_renewed_in_the_background_at_three_quarters_of_its_life(
    world: World,
) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    held = tokens.get_account(account.id)
    world.pass_time(5 * DAY)
    await world.read(world.plex_sends("library.new", 1))
    assert world.trakt.calls == []
    world.pass_time(7 * HOUR)
    await refreshed(world)
    await world.until(lambda: tokens.get_account(account.id) != held)
    fresh = tokens.get_account(account.id)
    assert fresh is not None
    assert held is not None
    assert (fresh.client_id, fresh.redirect_uri) == (held.client_id, held.redirect_uri)


async def test_a_background_renewal_that_fails_holds_nothing_up_and_is_tried_again(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("POST /oauth/token", status=503, times=2)
    world.pass_time(6 * DAY)
    await refreshed(world)
    await answered(world, "POST /oauth/token")
    assert (accounts.get(account.id).failures, accounts.get(account.id).probe_at) == (0, None)
    world.finishes(viewer)
    await world.delivered()
    await world.stay_awake(20 * SECOND)
    assert len(world.trakt.calls_to("POST /oauth/token")) == 1
    held = tokens.get_account(account.id)
    await world.stay_awake_until(lambda: tokens.get_account(account.id) != held, 10 * SECOND)
    assert len(world.trakt.calls_to("POST /oauth/token")) == 3


async def test_a_sign_in_that_ended_is_noticed_before_anything_is_watched(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    world.trakt.revoke_user(world.user("anna"))
    world.pass_time(6 * DAY)
    await world.until(state_is(account.id, AccountState.NEEDS_RELINK))
    assert "Sign in again" in accounts.get(account.id).message


async def test_invalid_client_counts_only_when_a_second_call_confirms_it(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    body = {"error": "invalid_client"}
    world.trakt.faults.add("POST /oauth/token", status=401, body=body)
    world.pass_time(6 * DAY)
    await refreshed(world, 2)
    await world.until(lambda: len(world.trakt.grants.grants) == 2)
    assert state_is(account.id, AccountState.LINKED)()


async def test_a_wrong_secret_is_told_to_the_owner(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    settings.put_app_credentials("trakt", CLIENT, "not the secret")
    world.pass_time(6 * DAY)
    await world.until(state_is(account.id, AccountState.PAUSED))
    assert "client id and secret" in accounts.get(account.id).message


async def test_after_weeks_without_the_computer_the_first_call_renews(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    await world.halt()
    world.offset += 30 * DAY
    world.finishes(viewer, world.now() - HOUR)
    await world.run()
    await world.delivered()
    assert len(world.trakt.calls_to("POST /oauth/token")) == 1


async def test_several_callers_share_one_refresh(world: World) -> None:
    """A refresh token works once."""
    anna, _ = world.member("Anna")
    account = world.link(anna)
    world.trakt.expire_access(world.user("anna"))
    world.trakt.faults.add("POST /oauth/token", delay_s=0.1)
    found = await asyncio.gather(*(who(world, account.id) for _ in range(5)))
    assert {user.name for user in found} == {"anna"}
    assert len(world.trakt.calls_to("POST /oauth/token")) == 1


async def test_they_share_its_failure_too(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    world.trakt.revoke_user(world.user("anna"))
    world.trakt.faults.add("POST /oauth/token", delay_s=0.1)
    found = await asyncio.gather(
        *(who(world, account.id) for _ in range(5)), return_exceptions=True
    )
    assert [type(one) for one in found] == [SignInEnded] * 5
    assert len(world.trakt.calls_to("POST /oauth/token")) == 1


async def test_a_caller_that_gives_up_does_not_end_the_refresh(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    world.trakt.expire_access(world.user("anna"))
    world.trakt.faults.add("POST /oauth/token", delay_s=0.2)
    held = tokens.get_account(account.id)
    impatient = asyncio.create_task(who(world, account.id))
    await refreshed(world)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    assert (await who(world, account.id)).name == "anna"
    assert tokens.get_account(account.id) != held
    assert len(world.trakt.calls_to("POST /oauth/token")) == 1


async def test_the_end_of_the_app_waits_for_a_refresh_under_way(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    held = tokens.get_account(account.id)
    world.trakt.faults.add("POST /oauth/token", delay_s=0.3)
    world.pass_time(6 * DAY)
    await refreshed(world)
    await world.restart()
    assert tokens.get_account(account.id) != held
    world.trakt.faults.clear()
    assert (await who(world, account.id)).name == "anna"


async def test_tokens_that_come_for_an_account_just_unlinked_are_withdrawn(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("POST /oauth/token", delay_s=0.3)
    world.trakt.faults.add("POST /oauth/revoke", status=503)
    world.pass_time(6 * DAY)
    await refreshed(world)
    await world.linking.unlink(account.id)
    await answered(world, "POST /oauth/token")
    assert len(world.trakt.grants.grants) == 2
    await world.restart()
    assert tokens.get_account(account.id) is None
    await world.eventually(lambda: tokens.to_revoke() == [])
    assert not any(world.trakt.grants.alive(grant) for grant in world.trakt.grants.grants)


async def who(world: World, account_id: int) -> User:
    """Ask whose account it is, as the app itself asks."""
    sessions: Sessions = world.sync.sessions
    client = world.destinations["trakt"]

    async def ask(access: Access) -> User:
        return await client.identify(access)

    return await sessions.call(accounts.get(account_id), ask)
