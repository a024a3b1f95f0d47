"""What is sent after the data was put back from a copy, and with which sign-in."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from scroblarr_desktop.store import accounts, close_store, generations, open_store, tokens
from scroblarr_desktop.store.backups import Copying
from scroblarr_desktop.store.records import AccountState, DeliveryState, WaitingFor
from scroblarr_desktop.sync.sessions import RESTORED
from tests.sync.world import World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


async def back_to_a_copy(world: World, work: Callable[[], Awaitable[None]]) -> None:
    """Make a copy, let the app go on with `work`, and put the copy in the database's place."""
    generations.begin(world.now())
    copy = Path(shutil.move(Copying(world.folder, world.now()).run(), world.folder.root))
    await work()
    await world.halt()
    close_store()
    world.folder.database.unlink()
    shutil.copy(copy, world.folder.database)
    open_store(world.folder, world.changes)
    world.offset += MINUTE
    assert generations.begin(world.now())
    await world.run()


async def test_what_was_delivered_since_the_copy_is_not_delivered_again(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    watched_at = world.now() - HOUR
    await world.halt()
    world.finishes(viewer, watched_at)  # in the copy, not read yet

    async def go_on() -> None:
        await world.run()
        await world.delivered()

    await back_to_a_copy(world, go_on)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    assert len(world.user("anna").plays) == 1


async def test_what_was_waiting_in_the_copy_is_asked_for_before_it_is_sent(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    accounts.note_failure(account.id, "Trakt does not answer.", world.now() + HOUR)
    world.finishes(viewer, world.now() - HOUR)
    await world.until(lambda: world.states() == [DeliveryState.WAITING])

    async def go_on() -> None:
        world.sync.retry_all()
        await world.delivered()

    await back_to_a_copy(world, go_on)
    assert world.delivery().message == generations.RESTORED
    world.sync.retry_all()
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    assert len(world.user("anna").plays) == 1


async def test_a_watch_that_is_found_again_later_is_asked_for_too(world: World) -> None:
    """It came and went between the copy and its coming back; reading the history brings it."""
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    watched_at = world.now()

    async def go_on() -> None:
        world.finishes(viewer, watched_at)
        await world.delivered()

    await back_to_a_copy(world, go_on)
    assert world.watches() == []
    world.finishes(viewer, watched_at)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    assert len(world.user("anna").plays) == 1


async def test_what_cannot_be_asked_for_is_left_to_the_person(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    _, user = await world.link_tvtime(anna)
    watched_at = world.now()

    async def go_on() -> None:
        world.finishes(viewer, watched_at)
        await world.delivered()

    await back_to_a_copy(world, go_on)
    world.finishes(viewer, watched_at)
    await world.until(
        lambda: bool(world.watches()) and world.delivery().waiting_for == WaitingFor.ANSWER
    )
    assert len(user.plays) == 1
    world.sync.retry(world.delivery().id)
    await world.delivered()
    assert len(user.plays) == 2


async def test_a_watch_of_afterwards_goes_out_at_once(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)

    async def go_on() -> None:
        pass

    await back_to_a_copy(world, go_on)
    world.finishes(viewer)
    await world.delivered()
    assert world.states() == [DeliveryState.DELIVERED]
    assert len(world.trakt.calls_to("POST /scrobble/stop")) == 1


async def test_a_sign_in_of_a_copy_is_used_but_never_renewed(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)

    async def go_on() -> None:
        held = tokens.get_account(account.id)
        world.pass_time(6 * DAY)
        await world.until(lambda: tokens.get_account(account.id) != held)

    await back_to_a_copy(world, go_on)
    refreshed = len(world.trakt.calls_to("POST /oauth/token"))
    world.pass_time(2 * DAY)  # what the copy holds has run out
    world.finishes(viewer, world.now() - HOUR)
    await world.until(lambda: accounts.get(account.id).state is AccountState.NEEDS_RELINK)
    assert accounts.get(account.id).message == f"{RESTORED} Sign in again."
    assert len(world.trakt.calls_to("POST /oauth/token")) == refreshed
    assert world.states() == [DeliveryState.WAITING]

    granted = world.granted(world.user("anna"))
    accounts.link(account.id, world.user("anna").uuid, "anna", granted)
    await world.delivered()
    assert len(world.user("anna").plays) == 1


async def test_a_sign_in_that_is_still_good_works_as_before(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)

    async def go_on() -> None:
        pass

    await back_to_a_copy(world, go_on)
    world.pass_time(6 * DAY)  # three quarters of its life are over
    world.finishes(viewer, world.now() - HOUR)
    await world.delivered()
    assert accounts.get(account.id).state is AccountState.LINKED
    assert world.trakt.calls_to("POST /oauth/token") == []
