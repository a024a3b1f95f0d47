"""What needs a person, and what the buttons do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop import attention
from scroblarr_desktop.attention import Need
from scroblarr_desktop.store import (
    accounts,
    assignments,
    connections,
    holds,
    household,
    inbox,
    offers,
    people,
    removals,
    servers,
)
from scroblarr_desktop.store.records import AccountState, DeliveryState, Relation
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.watches import ServerKind
from tests.sync.world import CLIENT, TRAKT_SECRET, World, a_world

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path / "data") as world:
        yield world


def needs(world: World) -> list[Need]:
    return attention.needs(world.now())


def act(world: World, action: str) -> None:
    """Press a button of the only need."""
    [need] = needs(world)
    assert action in dict(need.actions)
    attention.act(world.sync, need.key, action)


async def test_a_quiet_household_needs_nobody(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer)
    await world.delivered()
    assert needs(world) == []


async def test_what_was_watched_before_a_link_is_offered_and_sent_when_asked(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    await world.read(world.finishes(viewer))
    account = world.link(anna)
    offers.open_for(account.id)
    [offer] = attention.offers_to_send()
    assert offer.title == "Anna watched before Trakt was linked"
    assert offer.sentence.startswith("1 watch since ")
    assert needs(world) == [], "an offer is nothing that needs anybody"
    attention.act(world.sync, offer.key, "send")
    await world.delivered()
    assert attention.offers_to_send() == []
    with pytest.raises(Missing):
        attention.act(world.sync, offer.key, "burn")


async def test_an_offer_can_be_declined(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    await world.read(world.finishes(viewer))
    account = world.link(anna)
    offers.open_for(account.id)
    [offer] = attention.offers_to_send()
    attention.act(world.sync, offer.key, "keep")
    assert attention.offers_to_send() == []
    assert world.states() == []


# -- accounts


async def test_a_sign_in_that_ended_says_whose_and_why(world: World) -> None:
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.revoke_user(world.user("anna"))
    world.finishes(viewer)
    await world.until(lambda: accounts.get(account.id).state is AccountState.NEEDS_RELINK)
    [need] = needs(world)
    assert need.key == f"account:{account.id}"
    assert need.title == "Anna's Trakt sign-in ended"
    assert need.sentence == "Trakt no longer accepts this sign-in. Sign in again."
    assert need.actions == (("sign_in", "Sign in again"),)
    with pytest.raises(Missing):  # the window opens the dialog itself
        attention.act(world.sync, need.key, "sign_in")


async def test_a_paused_account_can_be_checked_at_once(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.delete_app(CLIENT)
    world.finishes(viewer)
    await world.until(lambda: accounts.get(account.id).state is AccountState.PAUSED)
    [need] = needs(world)
    assert need.title == "Anna's Trakt is paused"
    assert "client id and secret" in need.sentence
    world.trakt.add_app(CLIENT, TRAKT_SECRET)
    act(world, "check")
    await world.delivered()
    assert needs(world) == []


@pytest.mark.parametrize("state", [AccountState.DENIED, AccountState.EXPIRED])
async def test_a_failed_first_sign_in_needs_nobody_a_failed_repeated_one_does(
    world: World, state: AccountState
) -> None:
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    never = accounts.open_for(ben.id, "trakt", rewatches=True)
    accounts.end_sign_in(never.id, state, "Ask for a new code.")
    world.link(anna, state=state, message="Ask for a new code.")
    [need] = needs(world)
    assert need.title == "Anna's Trakt sign-in ended"
    assert "sign_in" in dict(need.actions)


async def test_an_outage_of_a_day_is_no_trouble_of_the_account(world: World) -> None:
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("*", drop="before", times=None)
    world.finishes(viewer)
    await world.tried()
    assert needs(world) == []


async def test_an_account_that_was_unlinked_needs_nobody(world: World) -> None:
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("*", drop="before", times=None)
    world.finishes(viewer)
    await world.tried()
    world.trakt.faults.clear()
    await world.linking.unlink(account.id)
    world.pass_time(3 * DAY)
    assert needs(world) == []


# -- questions


async def test_what_a_pause_held_back_is_asked_about(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    holds.start_pause(None, None)
    await world.read(world.finishes(viewer))
    assert needs(world) == []
    holds.resume(None, None)
    [need] = needs(world)
    assert need.title == "What about the pause?"
    act(world, "send")
    await world.delivered()
    assert needs(world) == []
    with pytest.raises(Missing):
        attention.act(world.sync, need.key, "send")


async def test_a_series_marked_at_once_is_asked_about(world: World) -> None:
    anna, _ = world.member("Anna")
    world.jellyfin_viewer(anna)
    world.link(anna)
    await world.read(*(world.marks_episode(number) for number in range(1, 8)))
    [need] = needs(world)
    assert need.title == "A whole series at once?"
    act(world, "leave_out")
    assert set(world.states()) == {DeliveryState.CANCELLED}


# -- viewers


async def test_somebody_new_may_be_given_to_a_member(world: World) -> None:
    world.film()
    anna, _ = world.member("Anna")
    world.link(anna)
    await world.read(world.finishes(90909, account_name="Kids TV"))
    [need] = needs(world)
    assert need.title == "Somebody new on Attic: Kids TV"
    assert "1 watch is kept" in need.sentence
    assert dict(need.actions) == {
        f"give:{anna.id}": "This is Anna",
        "add": "Add Kids TV to the household",
        "ignore": "Ignore",
    }
    act(world, f"give:{anna.id}")
    await world.delivered()
    assert needs(world) == []


async def test_or_become_a_member_of_their_own(world: World) -> None:
    await world.read(world.finishes(90909, account_name="Kids TV"))
    act(world, "add")
    await world.until(lambda: len(world.watches()) == 1)
    assert [member.name for member in household.members()] == ["Kids TV"]


async def test_or_be_ignored(world: World) -> None:
    await world.read(world.finishes(90909))
    act(world, "ignore")
    assert needs(world) == []


async def test_who_was_given_away_meanwhile_cannot_be_ignored(world: World) -> None:
    anna, _ = world.member("Anna")
    await world.read(world.finishes(90909))
    [need] = needs(world)
    household.give_viewer(anna.id, world.plex, "90909", None)
    with pytest.raises(Conflict):
        attention.act(world.sync, need.key, "ignore")


async def test_giving_somebody_can_be_undone(world: World) -> None:
    anna, _ = world.member("Anna")
    await world.read(world.finishes(90909, account_name="Kids TV"))
    act(world, f"give:{anna.id}")
    [assignment] = assignments.undoable(world.now())
    assert [one.name for one in assignment.members] == ["Anna"]
    assignments.undo(assignment.id, now=world.now())
    await world.read(*(entry.id for entry in inbox.unread(9)))
    assert [need.title for need in needs(world)] == ["Somebody new on Attic: Kids TV"]


@pytest.mark.parametrize(
    ("relation", "asks"),
    [(Relation.OWNER, True), (Relation.HOME, True), (Relation.SHARE, False), (None, False)],
)
async def test_only_people_of_the_home_are_asked_about_where_plex_tv_was_asked(
    world: World, relation: Relation | None, asks: bool
) -> None:
    connection = connections.keep(ServerKind.PLEX, "639131", "Robin", "token")
    connections.attach(world.plex, connection.id, "http://127.0.0.1:1")
    await world.read(world.finishes(90909))
    if relation is not None:
        people.note(world.plex, "90909", "Somebody", relation)
    assert bool(needs(world)) is asks
    [listed] = household.all_viewers(unassigned=True)
    assert (listed.asks, listed.kept_watches) == (asks, 1), "others are listed quietly"


async def test_a_friend_with_whom_it_is_shared_is_no_need_even_without_a_sign_in(
    world: World,
) -> None:
    await world.read(world.finishes(90909))
    people.note(world.plex, "90909", "Friend", Relation.SHARE)
    assert needs(world) == []


async def test_the_owner_is_of_the_home_by_the_id_alone(world: World) -> None:
    connection = connections.keep(ServerKind.PLEX, "639131", "Robin", "token")
    connections.attach(world.plex, connection.id, "http://127.0.0.1:1")
    await world.read(world.finishes(1, account_name="Robin"))
    assert len(needs(world)) == 1


async def test_everybody_on_an_own_jellyfin_is_asked_about(world: World) -> None:
    connection = connections.keep(ServerKind.JELLYFIN, "s/u", "Robin", "token")
    connections.attach(world.jellyfin, connection.id, "http://127.0.0.1:1")
    await world.read(world.jellyfin_stops())
    assert len(needs(world)) == 1


async def test_who_was_only_listed_has_not_come_yet(world: World) -> None:
    people.note(world.plex, "8", "Kid", Relation.HOME)
    assert needs(world) == []
    await world.read(world.plex_sends("media.play", 8))
    assert len(needs(world)) == 1


async def test_viewers_of_foreign_servers_are_listed_elsewhere(world: World) -> None:
    await world.read(world.finishes(90909, server_uuid="somebodyelsesserver"))
    assert needs(world) == []
    assert len(servers.all_servers()) == 3


# -- single watches


async def test_a_title_that_is_not_known_there_says_where(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes_episode(viewer, 77)
    await world.tried()
    [need] = needs(world)
    assert need.title == "Harbour Street 2x77 Chapter 2.77, Anna: Trakt does not know it"
    assert need.watch_id == world.watches()[0].id
    assert dict(need.actions) == {"retry": "Try again", "cancel": "Do not send"}
    act(world, "cancel")
    assert needs(world) == []


async def test_one_that_was_not_accepted_may_be_tried_again(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", status=422)
    world.finishes(viewer)
    await world.tried()
    [need] = needs(world)
    assert need.title == "The Lantern Year (2019), Anna: Trakt did not accept it"
    act(world, "retry")
    await world.delivered()


async def test_all_that_failed_is_tried_again_at_once(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", status=422)
    world.finishes(viewer)
    await world.tried()
    await world.read(world.finishes(90909))
    assert [need.key.partition(":")[0] for need in needs(world)] == ["viewer", "delivery"]
    attention.retry_failed(world.sync, world.now())
    await world.delivered()
    assert [need.key.partition(":")[0] for need in needs(world)] == ["viewer"]
    attention.retry_failed(world.sync, world.now())
    assert len(world.user("anna").plays) == 1


async def test_what_could_not_be_removed_for_a_day_needs_a_look(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer, world.now() - HOUR)
    await world.delivered()
    world.trakt.outage(True)
    removals.ask(world.delivery().id, "It was not Anna.", world.now())
    await world.tried(2)
    assert needs(world) == []
    world.pass_time(DAY + HOUR)
    [need] = needs(world)
    assert need.title == "The Lantern Year (2019), Anna: Trakt still has it"
    assert dict(need.actions) == {"retry": "Try again", "cancel": "Leave it there"}
    act(world, "cancel")
    assert needs(world) == []
    assert len(world.user("anna").plays) == 1


async def test_accounts_come_before_questions_viewers_and_watches(world: World) -> None:
    anna, viewer = world.member("Anna")
    ben, _ = world.member("Ben")
    account = world.link(anna)
    world.finishes(viewer)
    await world.tried()
    await world.read(world.finishes(90909))
    world.link(ben, state=AccountState.NEEDS_RELINK)
    kinds = [need.key.partition(":")[0] for need in needs(world)]
    assert kinds == ["account", "viewer", "delivery"]
    assert account.state is AccountState.LINKED


# -- what is no need at all


@pytest.mark.parametrize(
    ("key", "action"),
    [
        ("", "retry"),
        ("delivery", "retry"),
        ("delivery:x", "retry"),
        ("delivery:4711", "retry"),
        ("delivery:4711", "explode"),
        ("question:4711", "send"),
        ("viewer:4711", "ignore"),
        ("viewer:4711", "give:x"),
        ("viewer:4711", "give:1"),
        ("account:4711", "check"),
        ("account:4711", "explode"),
        ("weather:1", "retry"),
    ],
)
async def test_what_is_not_there_is_missing(world: World, key: str, action: str) -> None:
    with pytest.raises(Missing):
        attention.act(world.sync, key, action)
