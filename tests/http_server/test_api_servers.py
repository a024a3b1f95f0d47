"""Media servers at the local API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop.store import catch_up, connections, household, inbox, servers
from scroblarr_desktop.store.records import HookState, InboxState, Member, Server
from scroblarr_desktop.watches import ServerKind, ServerRef, ViewerRef
from tests.bodies import JELLYFIN_SERVER, as_bytes, plex_scrobble

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, FakeMediaServers, FakeSync, Home

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DASHED = "8D1F0C5B-E2A7-4936-B0D4-E7C19F3A6258"


@pytest.fixture
def foreign(home: Home) -> Server:
    """A server whose events came along through the address of another one."""
    return servers.recognise(ServerKind.PLEX, ServerRef("far-away", "Elsewhere"), None, False)


def path_of(webhook_url: str) -> str:
    return webhook_url.removeprefix("http://192.168.1.10:8711")


async def test_a_new_server_has_an_address_that_works(caller: Caller, sync: FakeSync) -> None:
    answer = await caller.api("POST", "/servers", {"kind": "plex", "name": " Attic "})
    assert answer.status == 201
    url = answer.body.pop("webhook_url")
    assert answer.body == {
        "id": 1,
        "kind": "plex",
        "name": "Attic",
        "server_id": None,
        "last_event_at": None,
        "adopted": True,
        "muted": False,
        "muted_count": 0,
        "catching_up": None,
    }
    assert url.startswith("http://192.168.1.10:8711/webhooks/plex/")
    sent = await caller.send("POST", path_of(url), data=as_bytes(plex_scrobble()))
    assert sent.status == 200


async def test_jellyfin_ids_are_kept_as_webhooks_are_read(caller: Caller) -> None:
    body = {"kind": "jellyfin", "name": "Cellar", "server_id": DASHED}
    answer = await caller.api("POST", "/servers", body)
    assert answer.body["server_id"] == JELLYFIN_SERVER
    again = await caller.api("POST", "/servers", {**body, "server_id": JELLYFIN_SERVER})
    assert (again.status, again.body["error"]["code"]) == (409, "conflict")
    assert again.body["error"]["message"] == "This server is connected already, as Cellar."


async def test_servers_are_listed_with_the_foreign_ones(
    caller: Caller, home: Home, foreign: Server
) -> None:
    servers.note_event(home.plex.id, NOON, "media.scrobble")
    attic, cellar, elsewhere = await caller.items("/servers")
    assert attic["webhook_url"] == f"http://192.168.1.10:8711{home.plex_path}"
    assert attic["last_event_at"] == "2026-03-01T12:00:00.000000Z"
    assert (cellar["kind"], cellar["adopted"]) == ("jellyfin", True)
    assert (elsewhere["adopted"], elsewhere["webhook_url"]) == (False, None)
    assert elsewhere["server_id"] == "far-away"


async def test_adding_a_foreign_server_brings_back_what_was_kept_of_it(
    caller: Caller, foreign: Server, sync: FakeSync
) -> None:
    entry_id = inbox.save(ServerKind.PLEX, None, b"{}", NOON)
    viewer = household.see_viewer(foreign.id, ViewerRef("501"), NOON)
    inbox.note(entry_id, event="media.scrobble", server_id=foreign.id, viewer_id=viewer.id)
    inbox.settle(entry_id, InboxState.UNASSIGNED)
    body = {"kind": "plex", "name": "Ours now", "server_id": "far-away"}
    answer = await caller.api("POST", "/servers", body)
    assert (answer.status, answer.body["id"], answer.body["adopted"]) == (201, foreign.id, True)
    entry = inbox.get(entry_id)
    assert entry is not None
    assert entry.state is InboxState.UNREAD
    assert sync.wakes == 1


async def test_name_and_muting_are_changed(caller: Caller, home: Home) -> None:
    path = f"/servers/{home.plex.id}"
    answer = await caller.api("PATCH", path, {"name": "Loft", "muted": True})
    assert (answer.status, answer.body["name"], answer.body["muted"]) == (200, "Loft", True)
    answer = await caller.api("PATCH", path, {"muted": False})
    assert (answer.body["name"], answer.body["muted"]) == ("Loft", False)


async def test_a_new_secret_ends_the_old_one(caller: Caller, home: Home) -> None:
    answer = await caller.api("POST", f"/servers/{home.plex.id}/secret")
    assert set(answer.body) == {"webhook_url"}
    assert (await caller.send("GET", home.plex_path)).status == 404
    assert (await caller.send("GET", path_of(answer.body["webhook_url"]))).status == 200


async def test_a_foreign_server_gets_no_secret(caller: Caller, foreign: Server) -> None:
    answer = await caller.api("POST", f"/servers/{foreign.id}/secret")
    assert answer.status == 409
    assert servers.secret(foreign.id) is None


async def test_a_deleted_server_is_gone(caller: Caller, home: Home) -> None:
    path = f"/servers/{home.plex.id}"
    assert (await caller.api("DELETE", path)).status == 204
    assert (await caller.send("POST", home.plex_path, data=b"{}")).status == 404
    for method, rest in (("PATCH", ""), ("DELETE", ""), ("POST", "/secret")):
        body: dict[str, Any] | None = {} if method == "PATCH" else None
        answer = await caller.api(method, path + rest, body)
        assert answer.status == 404
        assert answer.body["error"]["message"] == "There is no such server."


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "Attic"}, "kind"),
        ({"kind": "emby", "name": "Attic"}, "kind"),
        ({"kind": ["plex"], "name": "Attic"}, "kind"),
        ({"kind": "plex"}, "name"),
        ({"kind": "plex", "name": None}, "name"),
        ({"kind": "plex", "name": "  "}, "name"),
        ({"kind": "plex", "name": "x" * 201}, "name"),
        ({"kind": "plex", "name": "a\nb"}, "name"),
        ({"kind": "plex", "name": "\ud800"}, "name"),
        ({"kind": "plex", "name": "Attic", "server_id": 7}, "server_id"),
        ({"kind": "plex", "name": "Attic", "server_id": ""}, "server_id"),
        ({"kind": "jellyfin", "name": "Attic", "server_id": "--"}, "server_id"),
        ({"kind": "jellyfin", "name": "Attic", "server_id": "cellar"}, "server_id"),
        ({"kind": "plex", "name": "Attic", "server_id": "SERVER_ID"}, "server_id"),
        ({"kind": "plex", "name": "Attic", "muted": True}, "muted"),
    ],
)
async def test_wrong_values_name_their_field(
    caller: Caller, body: dict[str, Any], field: str
) -> None:
    answer = await caller.api("POST", "/servers", body)
    error = answer.body["error"]
    assert (answer.status, error["code"], error["field"]) == (422, "invalid", field)
    assert error["message"].startswith(f"The field “{field}” ")
    assert servers.all_servers() == []


async def test_wrong_changes_change_nothing(caller: Caller, home: Home, anna: Member) -> None:
    path = f"/servers/{home.plex.id}"
    changes: list[dict[str, Any]] = [
        {"muted": 1},
        {"muted": "true"},
        {"name": "", "muted": True},
        {"kind": "plex"},
    ]
    for body in changes:
        assert (await caller.api("PATCH", path, body)).status == 422
    assert servers.get(home.plex.id) == home.plex


async def test_what_was_set_up_at_the_media_server_is_taken_away_with_it(
    caller: Caller, home: Home, media_servers: FakeMediaServers
) -> None:
    await caller.api("DELETE", f"/servers/{home.plex.id}")
    assert media_servers.disconnected == [home.plex.id]


async def test_a_new_secret_is_told_to_the_media_server(
    caller: Caller, home: Home, media_servers: FakeMediaServers
) -> None:
    await caller.api("POST", f"/servers/{home.plex.id}/secret")
    assert media_servers.checked == [home.plex.id]


# -- how its history is read


def sign_in(server_id: int, state: HookState) -> None:
    connection = connections.keep(ServerKind.PLEX, "900", "anna", "a made-up token")
    connections.change(connection.id, {"hook_state": state})
    connections.attach(server_id, connection.id, "http://127.0.0.1:9")


async def test_a_server_tells_how_its_history_is_read(caller: Caller, home: Home) -> None:
    sign_in(home.plex.id, HookState.SET)
    catch_up.note_read(home.plex.id, NOON)
    catch_up.note_missed(home.plex.id, NOON)
    attic, cellar = await caller.items("/servers")
    assert attic["catching_up"] == {
        "mode": "webhooks",
        "chosen": False,
        "last_read_at": "2026-03-01T12:00:00.000000Z",
        "message": "",
        "webhooks_missed_at": "2026-03-01T12:00:00.000000Z",
    }
    assert cellar["catching_up"] is None


async def test_reading_can_be_chosen_and_given_up_again(caller: Caller, home: Home) -> None:
    sign_in(home.plex.id, HookState.SET)
    path = f"/servers/{home.plex.id}"
    answer = await caller.api("PATCH", path, {"catch_up_mode": "reading"})
    found = answer.body["catching_up"]
    assert (answer.status, found["mode"], found["chosen"]) == (200, "reading", True)
    answer = await caller.api("PATCH", path, {"catch_up_mode": None})
    found = answer.body["catching_up"]
    assert (found["mode"], found["chosen"]) == ("webhooks", False)
    answer = await caller.api("PATCH", path, {"catch_up_mode": "never"})
    assert answer.status == 422
