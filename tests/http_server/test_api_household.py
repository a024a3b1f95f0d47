"""Members and viewers at the local API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop.store import household, inbox
from scroblarr_desktop.store.records import Account, InboxState, Member
from scroblarr_desktop.watches import ServerKind, ViewerRef
from tests.bodies import JELLYFIN_USER

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, FakeSync, Home

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DASHED_USER = "C04E7A91-D3B8-452F-96E1-A5087BD2FC34"


def kept_entry(home: Home, account_id: str) -> tuple[int, int]:
    """Keep an entry of a viewer who is nobody's; return the ids of both."""
    entry_id = inbox.save(ServerKind.PLEX, home.plex.id, b"{}", NOON)
    viewer = household.see_viewer(home.plex.id, ViewerRef(account_id, "Ben"), NOON)
    inbox.note(entry_id, event="media.scrobble", server_id=home.plex.id, viewer_id=viewer.id)
    inbox.settle(entry_id, InboxState.UNASSIGNED)
    return entry_id, viewer.id


def state_of(entry_id: int) -> InboxState:
    entry = inbox.get(entry_id)
    assert entry is not None
    return entry.state


async def test_a_new_member_has_the_defaults(caller: Caller) -> None:
    answer = await caller.api("POST", "/members", {"name": " Ärla "})
    assert answer.status == 201
    assert answer.body == {
        "id": 1,
        "name": "Ärla",
        "enabled": True,
        "hand_marks": True,
        "watched_at_percent": None,
        "viewers": [],
        "accounts": [],
    }
    assert await caller.items("/members") == [answer.body]


async def test_a_member_is_listed_with_viewers_and_accounts(
    caller: Caller, home: Home, anna: Member, linked: Account
) -> None:
    viewer = household.give_viewer(anna.id, home.plex.id, "501", "anna")
    (member,) = await caller.items("/members")
    assert member["viewers"] == [
        {"id": viewer.id, "server_id": home.plex.id, "account_id": "501", "name": "anna"}
    ]
    (account,) = member["accounts"]
    assert (account["id"], account["state"], account["username"]) == (linked.id, "linked", "anna")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Anne"},
        {"name": "\U0001f469\u200d\U0001f467 \u0622\u200c\u0646\u0627"},
        {"enabled": False},
        {"hand_marks": False, "watched_at_percent": 80},
        {"watched_at_percent": None},
        {},
    ],
)
async def test_a_member_is_changed(
    caller: Caller, anna: Member, sync: FakeSync, changes: dict[str, Any]
) -> None:
    answer = await caller.api("PATCH", f"/members/{anna.id}", changes)
    assert answer.status == 200
    assert {name: answer.body[name] for name in changes} == changes
    assert household.member(anna.id).name == changes.get("name", "Anna")
    assert sync.wakes == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"enabled": 1}, "enabled"),
        ({"enabled": None}, "enabled"),
        ({"hand_marks": "no"}, "hand_marks"),
        ({"watched_at_percent": 85}, "watched_at_percent"),
        ({"watched_at_percent": True}, "watched_at_percent"),
        ({"watched_at_percent": "80"}, "watched_at_percent"),
        ({"watched_at_percent": [80]}, "watched_at_percent"),
        ({"name": 5}, "name"),
        ({"name": "An\u2028ne"}, "name"),
        ({"name": "An\x00ne"}, "name"),
        ({"id": 5}, "id"),
    ],
)
async def test_wrong_changes_name_their_field(
    caller: Caller, anna: Member, changes: dict[str, Any], field: str
) -> None:
    answer = await caller.api("PATCH", f"/members/{anna.id}", {"name": "Anne", **changes})
    assert (answer.status, answer.body["error"]["field"]) == (422, field)
    assert household.member(anna.id) == anna


async def test_a_deleted_member_is_gone(caller: Caller, anna: Member) -> None:
    assert (await caller.api("DELETE", f"/members/{anna.id}")).status == 204
    assert await caller.items("/members") == []
    for method in ("PATCH", "DELETE"):
        body = {"name": "Anne"} if method == "PATCH" else None
        answer = await caller.api(method, f"/members/{anna.id}", body)
        assert answer.status == 404
        assert answer.body["error"]["message"] == "There is no such member."


# -- viewers


async def test_a_viewer_not_seen_yet_is_given_to_two_members(
    caller: Caller, home: Home, anna: Member, sync: FakeSync
) -> None:
    ben = household.add_member("Ben")
    body = {"server_id": home.jellyfin.id, "account_id": DASHED_USER, "name": "together"}
    for member in (anna, ben):
        answer = await caller.api("POST", f"/members/{member.id}/viewers", body)
        assert answer.status == 201
        assert answer.body == {
            "id": 1,
            "server_id": home.jellyfin.id,
            "account_id": JELLYFIN_USER,
            "name": "together",
        }
    assert [member.name for member in household.members_of(1)] == ["Anna", "Ben"]
    assert sync.wakes == 2


async def test_what_was_kept_is_read_again_for_the_first_member(
    caller: Caller, home: Home, anna: Member
) -> None:
    entry_id, viewer_id = kept_entry(home, "77")
    body = {"server_id": home.plex.id, "account_id": "77"}
    answer = await caller.api("POST", f"/members/{anna.id}/viewers", body)
    assert (answer.body["id"], answer.body["name"]) == (viewer_id, "Ben")
    assert state_of(entry_id) is InboxState.UNREAD


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"server_id": 99}, 404),
        ({"server_id": "1"}, 422),
        ({"server_id": True}, 422),
        ({"server_id": 10**30}, 422),
        ({"account_id": 77}, 422),
        ({"account_id": ""}, 422),
        ({"account_id": "ACCOUNT_ID"}, 422),
        ({"account_id": "..."}, 422),
        ({"account_id": "anna"}, 422),
        ({"name": "x" * 201}, 422),
        ({"avatar": "x"}, 422),
    ],
)
async def test_viewers_that_cannot_be_given(
    caller: Caller, home: Home, anna: Member, changes: dict[str, Any], status: int
) -> None:
    body = {"server_id": home.plex.id, "account_id": "77", **changes}
    assert (await caller.api("POST", f"/members/{anna.id}/viewers", body)).status == status
    assert household.viewers_of(anna.id) == []


async def test_a_viewer_for_nobody(caller: Caller, home: Home) -> None:
    body = {"server_id": home.plex.id, "account_id": "77"}
    answer = await caller.api("POST", "/members/99/viewers", body)
    assert (answer.status, answer.body["error"]["message"]) == (404, "There is no such member.")


async def test_a_viewer_is_taken_away(caller: Caller, home: Home, anna: Member) -> None:
    viewer = household.give_viewer(anna.id, home.plex.id, "501", "anna")
    path = f"/members/{anna.id}/viewers/{viewer.id}"
    assert (await caller.api("DELETE", path)).status == 204
    assert household.viewers_of(anna.id) == []
    assert (await caller.api("DELETE", path)).status == 404


async def test_viewers_that_are_nobodys(caller: Caller, home: Home, anna: Member) -> None:
    own = household.give_viewer(anna.id, home.plex.id, "501", "anna")
    _, viewer_id = kept_entry(home, "77")
    ben = {
        "id": viewer_id,
        "server_id": home.plex.id,
        "account_id": "77",
        "name": "Ben",
        "kept_watches": 1,
        "last_seen_at": "2026-03-01T12:00:00.000000Z",
    }
    assert await caller.items("/viewers?unassigned=true") == [ben]
    assert [viewer["id"] for viewer in await caller.items("/viewers")] == [own.id, viewer_id]
    assert len(await caller.items("/viewers?unassigned=false")) == 2


async def test_an_ignored_viewer_is_asked_about_no_more(caller: Caller, home: Home) -> None:
    entry_id, viewer_id = kept_entry(home, "77")
    assert (await caller.api("POST", f"/viewers/{viewer_id}/ignore")).status == 204
    assert await caller.items("/viewers?unassigned=true") == []
    assert state_of(entry_id) is InboxState.IGNORED


async def test_whoever_is_somebodys_cannot_be_ignored(
    caller: Caller, home: Home, anna: Member
) -> None:
    viewer = household.give_viewer(anna.id, home.plex.id, "501", "anna")
    answer = await caller.api("POST", f"/viewers/{viewer.id}/ignore")
    assert (answer.status, answer.body["error"]["message"]) == (409, "anna belongs to Anna.")
    assert (await caller.api("POST", "/viewers/99/ignore")).status == 404


# -- pages


async def test_lists_come_in_pages(caller: Caller) -> None:
    for number in range(5):
        household.add_member(f"Member {number}")
    path, names = "/members?limit=2", []
    while path:
        answer = await caller.api("GET", path)
        names += [member["name"] for member in answer.body["items"]]
        following = answer.body["next"]
        assert len(answer.body["items"]) == (2 if following else 1)
        path = following and f"/members?limit=2&cursor={following}"
    assert names == [f"Member {number}" for number in range(5)]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=-1", "limit"),
        ("limit=x", "limit"),
        ("limit=", "limit"),
        ("limit=%D9%A3", "limit"),
        ("cursor=x", "cursor"),
        ("cursor=", "cursor"),
        ("cursor=%C3%A4", "cursor"),
        ("cursor=MS4y", "cursor"),
        ("cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "cursor"),
        ("offset=3", "offset"),
    ],
)
async def test_wrong_pages_name_their_field(caller: Caller, query: str, field: str) -> None:
    answer = await caller.api("GET", f"/members?{query}")
    assert (answer.status, answer.body["error"]["field"]) == (422, field)
