"""Who is who on a media server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop.linking.people import (
    New,
    Suggested,
    everyone_of_the_home,
    suggestions,
    take,
)
from scroblarr_desktop.store import assignments, household, people
from scroblarr_desktop.store.records import Relation
from scroblarr_desktop.store.refusals import Conflict, Missing
from tests.sync.world import World, a_world

DAY = timedelta(days=1)


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path / "data") as world:
        yield world


def listed(world: World, account_id: str, name: str, relation: Relation = Relation.HOME) -> int:
    return people.note(world.plex, account_id, name, relation)


def only(world: World) -> Suggested:
    [suggested] = suggestions(world.plex)
    return suggested


async def test_who_is_given_already_needs_no_suggestion(world: World) -> None:
    anna = household.add_member("Anna")
    listed(world, "7", "anna")
    household.give_viewer(anna.id, world.plex, "7", None)
    assert only(world).owners == (anna,)
    assert (only(world).member_id, only(world).why) == (None, "Belongs to Anna.")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("anna", "Has the same name as Anna."),
        (" ÁNNA ", "Has the same name as Anna."),
        ("Anna S.", "Sounds like Anna."),
        ("anna.smith", "Sounds like Anna."),
        ("anna_77", "Sounds like Anna."),
    ],
)
async def test_a_name_is_a_suggestion(world: World, name: str, why: str) -> None:
    anna, _ = household.add_member("Anna"), household.add_member("Ben")
    listed(world, "7", name)
    assert (only(world).member_id, only(world).why) == (anna.id, why)
    assert only(world).owners == ()


@pytest.mark.parametrize("name", ["Annabel", "Susanna", "", "77", "B"])
async def test_another_name_is_none(world: World, name: str) -> None:
    household.add_member("Anna")
    household.add_member("Ben")
    listed(world, "7", name)
    assert (only(world).member_id, only(world).why) == (None, "")


async def test_of_two_with_that_name_nobody_can_say_which(world: World) -> None:
    household.add_member("Anna")
    household.add_member("Anna")
    listed(world, "7", "Anna")
    assert only(world).member_id is None


async def test_the_whole_name_comes_before_the_first_word(world: World) -> None:
    household.add_member("Anna Old")
    young = household.add_member("Anna Young")
    listed(world, "7", "anna young")
    assert only(world).member_id == young.id


async def test_those_of_the_home_come_first_and_an_owner_once(world: World) -> None:
    listed(world, "900", "Friend", Relation.SHARE)
    await world.read(world.finishes(1, account_name="Robin"))
    listed(world, "639131", "Robin", Relation.OWNER)
    listed(world, "8", "Kid")
    found = suggestions(world.plex)
    assert [one.viewer.account_id for one in found] == ["639131", "8", "900"]
    assert [one.of_the_home for one in found] == [True, True, False]


async def test_everyone_of_the_home_becomes_a_member(world: World) -> None:
    anna = household.add_member("Anna")
    given = listed(world, "7", "anna owner", Relation.OWNER)
    assignments.assign(given, [anna.id])
    kid, gran = listed(world, "8", "Kid"), listed(world, "9", "")
    listed(world, "10", "Anna the second")
    listed(world, "11", "Friend", Relation.SHARE)
    ignored = listed(world, "12", "Old one")
    household.ignore_viewer(ignored)
    choices = everyone_of_the_home(world.plex)
    assert choices == {kid: New("Kid"), gran: New("9")}
    taken = take(world.plex, choices, now=world.now())
    assert [one.name for one in household.members()] == ["Anna", "Kid", "9"]
    assert len(taken.assignment_ids) == len(taken.member_ids) == 2
    assert everyone_of_the_home(world.plex) == {}


async def test_what_was_kept_for_them_goes_out(world: World) -> None:
    world.film()
    anna, _ = world.member("Anna")
    world.link(anna)
    await world.read(world.finishes(90909, world.now() - DAY))
    [stranger] = household.all_viewers(unassigned=True)
    other = listed(world, "8", "Neighbour", Relation.SHARE)
    left = listed(world, "9", "Later", Relation.SHARE)
    taken = take(world.plex, {stranger.id: anna.id, other: "ignore", left: None})
    await world.delivered()
    assert household.viewer(other).ignored
    assert household.members_of(left) == []
    assert taken.member_ids == ()
    assert take(world.plex, {stranger.id: anna.id}).assignment_ids == (), "she has it already"


async def test_kept_here_only_where_that_is_chosen(world: World) -> None:
    world.film()
    anna, _ = world.member("Anna")
    world.link(anna)
    await world.read(world.finishes(90909, world.now() - DAY))
    [stranger] = household.all_viewers(unassigned=True)
    take(world.plex, {stranger.id: anna.id}, send=False)
    await world.until(lambda: len(world.watches()) == 1)
    assert world.states() == []


async def test_it_is_all_or_nothing(world: World) -> None:
    anna = household.add_member("Anna")
    first, second = listed(world, "7", "a"), listed(world, "8", "b")
    assignments.assign(second, [anna.id])
    with pytest.raises(Conflict):
        take(world.plex, {first: New("Somebody new"), second: "ignore"})
    with pytest.raises(Missing):
        take(world.plex, {first: New("Somebody new"), 4711: None})
    with pytest.raises(Missing):
        take(world.jellyfin, {first: New("Somebody new")})
    with pytest.raises(Missing):
        suggestions(4711)
    assert [one.name for one in household.members()] == ["Anna"]
    assert household.members_of(first) == []
