"""Sign-ins that end in a linked account, and their withdrawal."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop.demo.trakt.world import FakeUser
from scroblarr_desktop.destinations.errors import AppRejected, NotThisService, Offline, SignInEnded
from scroblarr_desktop.linking import NoApp
from scroblarr_desktop.store import accounts, database, household, offers, settings, tokens
from scroblarr_desktop.store.records import Account, AccountState, DeliveryState, Member
from scroblarr_desktop.store.refusals import Conflict, Missing
from tests.conftest import ExpectLog
from tests.sync.world import CLIENT, TRAKT_SECRET, World, a_world

HOUR = timedelta(hours=1)


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path / "data") as world:
        yield world


@pytest.fixture
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let late withdrawals come within moments, not half a minute."""
    moment = timedelta(seconds=0.05)
    monkeypatch.setattr("scroblarr_desktop.linking.withdrawals.wait_after", lambda _: moment)


def user(world: World, name: str = "anna") -> FakeUser:
    return world.user(name)


async def ask_for_code(world: World, member: Member) -> tuple[Account, str]:
    """Return the account and the code that the person would type in."""
    account = await world.linking.start_sign_in(member.id, "trakt")
    assert account.sign_in is not None
    return account, account.sign_in.user_code


async def sign_in(world: World, member: Member, name: str = "anna") -> Account:
    """Go through a sign-in until it is settled either way."""
    account, code = await ask_for_code(world, member)
    world.trakt.confirm(code, user(world, name))
    return await settled(world, account)


async def settled(world: World, account: Account) -> Account:
    await world.until(lambda: accounts.get(account.id).state is not AccountState.WAITING)
    return accounts.get(account.id)


def in_state(account: Account, state: AccountState) -> Callable[[], bool]:
    return lambda: accounts.get(account.id).state is state


def alive(world: World, name: str = "anna") -> int:
    """Return how many sign-ins of that user are good at Trakt."""
    grants = world.trakt.grants
    return sum(grants.alive(one) for one in grants.grants if one.user is user(world, name))


# -- by code


async def test_a_confirmed_code_links_the_account(world: World) -> None:
    anna, _ = world.member("Anna")
    account, code = await ask_for_code(world, anna)
    assert account.state is AccountState.WAITING
    assert account.sign_in is not None
    assert account.sign_in.verification_url.startswith(world.trakt.auth_url)
    assert 590 < (account.sign_in.expires_at - world.now()).total_seconds() <= 600
    world.trakt.confirm(code, user(world))
    linked = await settled(world, account)
    assert (linked.state, linked.username) == (AccountState.LINKED, "anna")
    assert (linked.user_id, linked.client_id) == (user(world).uuid, CLIENT)
    assert (linked.sign_in, linked.message) == (None, "")
    assert (linked.share_progress, linked.rewatch_films, linked.rewatch_episodes) == (
        False,
        True,
        True,
    )
    assert tokens.get_device_code(account.id) is None
    assert tokens.to_revoke() == []


async def test_a_linked_account_gets_its_watches_at_once(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    await sign_in(world, anna)
    world.finishes(viewer)
    await world.delivered()
    assert len(user(world).plays) == 1


async def test_what_was_watched_before_the_sign_in_is_offered(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    await world.read(world.finishes(viewer))
    linked = await sign_in(world, anna)
    offer = offers.waiting(linked.id)
    assert offer is not None
    assert offer.count == 1
    assert world.states() == [], "never by itself"


async def test_a_declined_code_says_so(world: World) -> None:
    anna, _ = world.member("Anna")
    account, code = await ask_for_code(world, anna)
    world.trakt.deny(code)
    denied = await settled(world, account)
    assert denied.state is AccountState.DENIED
    assert "declined" in denied.message
    assert denied.sign_in is None


async def test_a_code_that_nobody_confirms_expires(world: World) -> None:
    anna, _ = world.member("Anna")
    account, _ = await ask_for_code(world, anna)
    world.offset += timedelta(minutes=11)
    expired = await settled(world, account)
    assert expired.state is AccountState.EXPIRED
    assert "not confirmed in time" in expired.message


@pytest.mark.parametrize("status", [404, 409, 410])
async def test_a_code_that_is_gone_there_expires_here(world: World, status: int) -> None:
    anna, _ = world.member("Anna")
    world.trakt.faults.add("POST /oauth/device/token", status=status)
    account, _ = await ask_for_code(world, anna)
    assert (await settled(world, account)).state is AccountState.EXPIRED


async def test_polling_too_fast_makes_it_slower(world: World) -> None:
    anna, _ = world.member("Anna")
    world.trakt.faults.add("POST /oauth/device/token", status=429)
    account = await sign_in(world, anna)
    assert account.state is AccountState.LINKED
    first, second = world.trakt.calls_to("POST /oauth/device/token")
    assert (second.at - first.at).total_seconds() >= 1


async def test_an_outage_between_two_polls_is_waited_out(world: World) -> None:
    anna, _ = world.member("Anna")
    world.trakt.faults.add("POST /oauth/device/token", drop="before", times=2)
    world.trakt.faults.edge_page("POST /oauth/device/token")
    assert (await sign_in(world, anna)).state is AccountState.LINKED


async def test_an_app_that_is_gone_in_the_middle_is_said(world: World) -> None:
    anna, _ = world.member("Anna")
    account, _ = await ask_for_code(world, anna)
    world.trakt.delete_app(CLIENT)
    denied = await settled(world, account)
    assert denied.state is AccountState.DENIED
    assert "client id and secret" in denied.message


async def test_without_an_app_there_is_no_code_and_nothing_is_left_behind(world: World) -> None:
    anna, _ = world.member("Anna")
    settings.put_app_credentials("trakt", "", None)
    with pytest.raises(NoApp, match="Enter it in Settings"):
        await world.linking.start_sign_in(anna.id, "trakt")
    assert accounts.of_member(anna.id) == []


async def test_a_code_that_cannot_be_had_leaves_nothing_behind(world: World) -> None:
    anna, _ = world.member("Anna")
    world.trakt.delete_app(CLIENT)
    with pytest.raises(AppRejected):
        await world.linking.start_sign_in(anna.id, "trakt")
    world.trakt.faults.add("POST /oauth/device/code", drop="before")
    with pytest.raises(Offline):
        await world.linking.start_sign_in(anna.id, "trakt")
    assert accounts.of_member(anna.id) == []


async def test_a_failing_new_code_leaves_an_account_as_it_was(world: World) -> None:
    anna, _ = world.member("Anna")
    world.link(anna, state=AccountState.NEEDS_RELINK, message="Sign in again.")
    world.trakt.faults.add("POST /oauth/device/code", drop="before")
    with pytest.raises(Offline):
        await world.linking.start_sign_in(anna.id, "trakt")
    [account] = accounts.of_member(anna.id)
    assert (account.state, account.message) == (AccountState.NEEDS_RELINK, "Sign in again.")


async def test_a_linked_account_takes_no_second_sign_in(world: World) -> None:
    anna, _ = world.member("Anna")
    world.link(anna)
    with pytest.raises(Conflict, match="Unlink it first"):
        await world.linking.start_sign_in(anna.id, "trakt")


async def test_nobody_has_no_accounts(world: World) -> None:
    with pytest.raises(Missing):
        await world.linking.start_sign_in(4711, "trakt")


async def test_asking_for_another_code_makes_the_first_one_void(world: World) -> None:
    anna, _ = world.member("Anna")
    first, old_code = await ask_for_code(world, anna)
    second, new_code = await ask_for_code(world, anna)
    assert first.id == second.id
    world.trakt.confirm(old_code, user(world, "ben"))
    world.trakt.confirm(new_code, user(world))
    assert (await settled(world, second)).username == "anna"


async def test_unlinking_ends_a_sign_in_under_way(world: World) -> None:
    anna, _ = world.member("Anna")
    account, code = await ask_for_code(world, anna)
    await world.linking.unlink(account.id)
    world.trakt.confirm(code, user(world))
    await world.linking.stop()
    assert alive(world) == 0
    assert accounts.get(account.id).state is AccountState.UNLINKED


# -- whose account it is


async def test_while_it_cannot_be_asked_whose_it_is_the_sign_in_is_not_thrown_away(
    world: World,
) -> None:
    anna, _ = world.member("Anna")
    world.trakt.faults.add("GET /users/settings", status=502)
    account, code = await ask_for_code(world, anna)
    world.trakt.confirm(code, user(world))
    await world.until(lambda: "Asking whose" in accounts.get(account.id).message)
    assert tokens.to_revoke() == [(account.id, "trakt")], "withdrawn if nothing comes of it"
    assert (await settled(world, account)).state is AccountState.LINKED
    assert tokens.to_revoke() == []


async def test_a_kill_before_that_is_known_withdraws_it(world: World) -> None:
    """Trakt lets a free account connect one app: a lost sign-in would occupy the place."""
    anna, _ = world.member("Anna")
    world.trakt.faults.add("GET /users/settings", delay_s=1)
    account, code = await ask_for_code(world, anna)
    world.trakt.confirm(code, user(world))
    await world.trakt.called("GET /users/settings")
    await world.kill()
    interrupted = await settled(world, account)
    assert interrupted.state is AccountState.EXPIRED
    assert "interrupted" in interrupted.message
    await world.eventually(lambda: tokens.to_revoke() == [])
    assert alive(world) == 0
    assert (await sign_in(world, anna)).state is AccountState.LINKED


async def test_another_members_account_is_denied_and_not_disturbed(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, _ = world.member("Ben")
    world.link(anna)
    denied = await sign_in(world, ben, "anna")
    assert denied.state is AccountState.DENIED
    assert "another member" in denied.message
    for _ in range(10):
        await world.pause()
    assert world.trakt.calls_to("POST /oauth/revoke") == []
    assert tokens.get_account(denied.id) is None
    world.finishes(viewer)
    await world.delivered()


async def test_that_holds_while_the_other_members_account_waits_to_be_relinked(
    world: World,
) -> None:
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    world.link(anna, state=AccountState.NEEDS_RELINK)
    assert (await sign_in(world, ben, "anna")).state is AccountState.DENIED


async def test_an_account_that_was_unlinked_may_go_to_another_member(world: World) -> None:
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    await world.linking.unlink(world.link(anna).id)
    assert (await sign_in(world, ben, "anna")).state is AccountState.LINKED


async def test_somebody_else_cannot_take_over_an_account_that_waits(world: World) -> None:
    anna, viewer = world.member("Anna")
    world.link(anna, state=AccountState.NEEDS_RELINK)
    await world.read(world.finishes(viewer, world.now() - HOUR))
    denied = await sign_in(world, anna, "somebody")
    assert denied.state is AccountState.DENIED
    assert "anna" in denied.message
    assert denied.user_id == user(world).uuid
    assert world.states() == [DeliveryState.WAITING]
    assert user(world, "somebody").plays == []
    await world.eventually(lambda: tokens.to_revoke() == [])
    assert alive(world, "somebody") == 0, "a sign-in that is not used is withdrawn"


async def test_the_same_user_takes_up_where_the_account_waited(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna, state=AccountState.NEEDS_RELINK)
    world.finishes(viewer, world.now() - HOUR)
    again = await sign_in(world, anna)
    assert (again.id, again.state) == (account.id, AccountState.LINKED)
    await world.delivered()


async def test_after_a_denial_the_right_person_may_still_sign_in(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna, state=AccountState.NEEDS_RELINK)
    world.finishes(viewer, world.now() - HOUR)
    await sign_in(world, anna, "somebody")
    again = await sign_in(world, anna)
    assert (again.id, again.state) == (account.id, AccountState.LINKED)
    await world.delivered()
    assert user(world, "somebody").plays == []


async def test_a_late_withdrawal_does_not_take_the_next_sign_in_along(
    world: World, impatience: None
) -> None:
    anna, _ = world.member("Anna")
    world.link(anna, state=AccountState.NEEDS_RELINK)
    refused = world.trakt.faults.add("POST /oauth/revoke", status=503, times=None)
    await sign_in(world, anna, "somebody")
    await world.trakt.called("POST /oauth/revoke", times=3)
    world.trakt.faults.add("GET /users/settings", delay_s=0.3)
    account, code = await ask_for_code(world, anna)
    world.trakt.confirm(code, user(world))
    await world.until(lambda: "Asking whose" in accounts.get(account.id).message)
    revokes = len(world.trakt.calls_to("POST /oauth/revoke"))
    world.trakt.faults.remove(refused)
    assert (await settled(world, account)).state is AccountState.LINKED
    assert len(world.trakt.calls_to("POST /oauth/revoke")) == revokes
    assert alive(world) == 2


# -- restarts


async def test_a_sign_in_under_way_outlives_a_restart(world: World) -> None:
    anna, _ = world.member("Anna")
    account, code = await ask_for_code(world, anna)
    await world.halt()
    world.trakt.confirm(code, user(world))
    await world.run()
    await world.until(in_state(account, AccountState.LINKED), within_s=3)
    assert accounts.get(account.id).username == "anna"


async def test_it_outlives_a_kill_too(world: World) -> None:
    anna, _ = world.member("Anna")
    account, code = await ask_for_code(world, anna)
    await world.kill()
    world.trakt.confirm(code, user(world))
    assert (await settled(world, account)).state is AccountState.LINKED


async def test_a_code_that_ran_out_meanwhile_expires(world: World) -> None:
    anna, _ = world.member("Anna")
    account, _ = await ask_for_code(world, anna)
    await world.halt()
    world.offset += HOUR
    await world.run()
    assert (await settled(world, account)).state is AccountState.EXPIRED


async def test_what_a_sign_in_brought_waits_for_the_database(
    world: World, expect_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("WARNING .*a sign-in cannot be kept yet: The database is in use")
    monkeypatch.setattr("scroblarr_desktop.linking.sign_in.KEEP_AGAIN_S", 0.02)
    database.current().db.execute_sql("PRAGMA busy_timeout=1")
    anna, _ = world.member("Anna")
    account, code = await ask_for_code(world, anna)
    with closing(sqlite3.connect(world.folder.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        world.trakt.confirm(code, user(world))
        await world.eventually(lambda: alive(world) == 1)
        for _ in range(10):
            await world.pause()
        other.execute("ROLLBACK")
    assert (await settled(world, account)).state is AccountState.LINKED


# -- unlinking


async def test_unlinking_withdraws_the_sign_in_and_keeps_the_row(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    await world.linking.unlink(account.id)
    assert alive(world) == 0
    assert accounts.get(account.id).state is AccountState.UNLINKED
    assert tokens.get_account(account.id) is None
    assert accounts.of_member(anna.id) == []


async def test_without_a_connection_it_is_withdrawn_later(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    await world.trakt.stop()
    await world.linking.unlink(account.id)
    assert accounts.get(account.id).state is AccountState.UNLINKED
    assert tokens.to_revoke() == [(account.id, "trakt")]
    await world.halt()
    await world.trakt.start()
    await world.run()
    await world.trakt.called("POST /oauth/revoke")
    await world.linking.stop()
    assert alive(world) == 0


async def test_it_goes_on_trying_by_itself(world: World, impatience: None) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("POST /oauth/revoke", status=502, times=3)
    await world.linking.unlink(account.id)
    await world.eventually(lambda: tokens.to_revoke() == [])
    assert alive(world) == 0
    assert len(world.trakt.calls_to("POST /oauth/revoke")) == 4


async def test_relinking_the_same_user_takes_over_what_waited(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("*", drop="before")
    finished_at = world.now() - HOUR
    world.finishes(viewer, finished_at)
    await world.tried()
    await world.linking.unlink(account.id)
    again = await sign_in(world, anna)
    assert again.id != account.id
    [watch] = await world.delivered()
    assert [one.account_id for one in watch.deliveries] == [again.id]
    [play] = user(world).plays
    assert abs((play.watched_at - finished_at).total_seconds()) <= 1


async def test_relinking_another_user_starts_afresh(world: World) -> None:
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("*", drop="before")
    world.finishes(viewer, world.now() - HOUR)
    await world.tried()
    await world.linking.unlink(account.id)
    again = await sign_in(world, anna, "newname")
    assert (again.state, again.username) == (AccountState.LINKED, "newname")
    assert world.delivery().account_id == account.id
    assert user(world, "newname").plays == []


async def test_unlinked_during_an_attempt_nothing_is_written_any_more(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("GET /search/*", delay_s=0.2)
    world.finishes(viewer)
    await world.trakt.called("GET /search/*")
    await world.linking.unlink(account.id)
    await world.until(lambda: all(one.finished_at is not None for one in world.attempts()))
    assert user(world).plays == []
    assert world.states() == [DeliveryState.WAITING]


async def test_a_member_who_leaves_takes_accounts_and_open_deliveries_along(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    tvtime, _ = await world.link_tvtime(anna)
    world.trakt.faults.add("*", drop="before", times=None)
    world.tvtime.outage(True)
    world.finishes(viewer)
    await world.until(lambda: len(world.attempts()) == 2)
    world.trakt.faults.clear()
    await world.linking.delete_member(anna.id)
    assert household.members() == []
    assert {accounts.get(one.id).state for one in (account, tvtime)} == {AccountState.UNLINKED}
    await world.until(lambda: set(world.states()) == {DeliveryState.CANCELLED})
    assert "taken out of the household" in world.watches()[0].deliveries[0].message
    assert alive(world) == 0
    with pytest.raises(Missing):
        await world.linking.delete_member(anna.id)


async def test_a_member_leaves_at_once_also_without_a_connection(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("POST /oauth/revoke", delay_s=0.2, drop="before")
    task = asyncio.create_task(world.linking.delete_member(anna.id))
    await world.trakt.called("POST /oauth/revoke")
    assert household.members() == []
    with pytest.raises(Missing):
        await world.linking.start_sign_in(anna.id, "trakt")
    await task
    assert tokens.to_revoke() == [(account.id, "trakt")]


# -- another app


async def test_the_same_app_entered_again_disturbs_nobody(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    settings.put_app_credentials("trakt", CLIENT, TRAKT_SECRET)
    world.linking.app_changed("trakt")
    assert accounts.get(account.id).state is AccountState.LINKED


async def test_another_app_does_not_disturb_a_sign_in_with_it(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna, state=AccountState.NEEDS_RELINK)
    world.trakt.add_app("another-app", "secret")
    settings.put_app_credentials("trakt", "another-app", "secret")
    world.linking.app_changed("trakt")
    _, code = await ask_for_code(world, anna)
    world.linking.app_changed("trakt")
    assert accounts.get(account.id).state is AccountState.WAITING
    world.trakt.confirm(code, user(world))
    linked = await settled(world, account)
    assert (linked.state, linked.client_id) == (AccountState.LINKED, "another-app")


async def test_other_destinations_do_not_care(world: World) -> None:
    anna, _ = world.member("Anna")
    account, _ = await world.link_tvtime(anna)
    settings.put_app_credentials("trakt", "another-app", "secret")
    world.linking.app_changed("trakt")
    assert accounts.get(account.id).state is AccountState.LINKED


# -- TV Time


async def test_a_password_links_a_tv_time_account(world: World) -> None:
    anna, _ = world.member("Anna")
    account, there = await world.link_tvtime(anna)
    assert (account.state, account.username) == (AccountState.LINKED, "anna")
    assert account.user_id == str(there.id)
    assert (account.rewatch_films, account.rewatch_episodes) == (False, False)


async def test_a_wrong_password_leaves_nothing_behind(world: World) -> None:
    anna, _ = world.member("Anna")
    world.tvtime.add_user("anna", "right")
    with pytest.raises(SignInEnded, match="password"):
        await world.linking.sign_in_tvtime(anna.id, None, "anna", "wrong")
    assert accounts.of_member(anna.id) == []


async def test_the_password_is_not_sent_to_an_address_that_is_not_tv_time(world: World) -> None:
    anna, _ = world.member("Anna")
    world.tvtime.close_for_good()
    with pytest.raises(NotThisService):
        await world.linking.sign_in_tvtime(anna.id, None, "anna", "secret")
    assert world.tvtime.calls_to("POST *") == []


async def test_a_tv_time_account_of_another_member_is_denied(world: World) -> None:
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    _, there = await world.link_tvtime(anna)
    denied = await world.linking.sign_in_tvtime(ben.id, None, "anna", there.password)
    assert denied.state is AccountState.DENIED
    assert tokens.get_account(denied.id) is None


async def test_a_tv_time_account_that_is_linked_takes_no_second_sign_in(world: World) -> None:
    anna, _ = world.member("Anna")
    await world.link_tvtime(anna)
    with pytest.raises(Conflict):
        await world.link_tvtime(anna)


async def test_tv_time_has_no_sign_in_by_code(world: World) -> None:
    anna, _ = world.member("Anna")
    with pytest.raises(Conflict, match="no sign-in by code"):
        await world.linking.start_sign_in(anna.id, "tvtime")
