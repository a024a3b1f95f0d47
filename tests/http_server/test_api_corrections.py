"""What a person says afterwards, at the local API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop.destinations import Match
from scroblarr_desktop.destinations.errors import Outage
from scroblarr_desktop.store import household
from scroblarr_desktop.store.records import Account, Member
from scroblarr_desktop.watches import Item, Kind

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, FakeSync, Watching

EPISODE = Item(Kind.EPISODE, "The Ferry", show="Harbour Street", season=2, number=5)


async def test_a_watch_is_given_to_somebody_else(
    caller: Caller, watch: Watching, anna: Member, linked: Account
) -> None:
    watch_id, ben = watch(), household.add_member("Ben")
    answer = await caller.api("POST", f"/watches/{watch_id}/members", {"members": [ben.id]})
    assert (answer.status, answer.body["removals"]) == (202, 0)
    [only] = await caller.items("/watches")
    assert (only["id"], only["member"]["name"]) == (answer.body["made"][0], "Ben")


@pytest.mark.parametrize("members", [[], [True], "1", [0], list(range(1, 30))])
async def test_only_ids_of_members_will_do(caller: Caller, watch: Watching, members: Any) -> None:
    answer = await caller.api("POST", f"/watches/{watch()}/members", {"members": members})
    assert (answer.status, answer.body["error"]["field"]) == (422, "members")


async def test_a_watch_is_undone(caller: Caller, watch: Watching, linked: Account) -> None:
    watch_id = watch()
    assert (await caller.api("POST", f"/watches/{watch_id}/undo")).status == 202
    assert await caller.items("/watches") == []
    assert (await caller.api("POST", f"/watches/{watch_id}/undo")).status == 404


async def test_a_show_is_never_sent_until_the_rule_goes(
    caller: Caller, watch: Watching, anna: Member, linked: Account
) -> None:
    watch_id = watch(EPISODE)
    answer = await caller.api("POST", f"/watches/{watch_id}/never", {"reach": "show"})
    assert (answer.status, answer.body["name"]) == (201, "Harbour Street")
    assert await caller.items(f"/members/{anna.id}/never") == [answer.body]
    [only] = await caller.items("/watches")
    assert only["deliveries"][0]["state"] == "cancelled"
    assert (await caller.api("DELETE", f"/never/{answer.body['id']}")).status == 204
    assert await caller.items(f"/members/{anna.id}/never") == []
    assert (await caller.api("POST", f"/watches/{watch_id}/never", {"reach": "all"})).status == 422


async def test_titles_are_looked_for_and_one_is_chosen(
    caller: Caller, watch: Watching, linked: Account, sync: FakeSync
) -> None:
    watch()
    [found] = await caller.items("/deliveries/1/titles?q=Lantern")
    assert (found["title"], found["year"]) == ("Lantern", 2019)
    answer = await caller.api("POST", "/deliveries/1/match", {"match": found["match"]})
    assert (answer.status, answer.body["id"]) == (202, 1)
    match = Match(Kind.MOVIE, "7", "Lantern", {"movie": {"ids": {"trakt": 7}}})
    assert sync.correcting.corrected == [(1, match)]
    [episode] = await caller.items("/deliveries/1/titles/tv-9/episodes?title=Harbour")
    assert (episode["season"], episode["match"]["id"]) == (1, "tv-9-1")


@pytest.mark.parametrize(
    "match",
    [
        7,
        {},
        {"kind": "movie", "id": "7", "title": "x", "target": []},
        {"kind": "show", "id": "7", "title": "x", "target": {}},
    ],
)
async def test_only_what_a_search_found_can_be_chosen(
    caller: Caller, watch: Watching, linked: Account, match: Any
) -> None:
    watch()
    answer = await caller.api("POST", "/deliveries/1/match", {"match": match})
    assert (answer.status, answer.body["error"]["field"]) == (422, "match")


async def test_an_outage_there_is_said(
    caller: Caller, watch: Watching, linked: Account, sync: FakeSync
) -> None:
    watch()
    sync.correcting.trouble = Outage("Trakt does not answer.", fate_unknown=False)
    answer = await caller.api("GET", "/deliveries/1/titles?q=x")
    assert (answer.status, answer.body["error"]["code"]) == (502, "destination")
    assert answer.body["error"]["message"].startswith("Trakt does not answer.")
