"""Inviting a member to their own page through the local API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from scroblarr_desktop.http_server import HttpServer
from scroblarr_desktop.store import invitations
from scroblarr_desktop.store.records import Member

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller

BASE = "http://192.168.1.10:24180"


@pytest.fixture
def at_home(server: HttpServer, monkeypatch: pytest.MonkeyPatch) -> None:
    object.__setattr__(server._services, "page_base", lambda: BASE)


@pytest.mark.usefixtures("at_home")
async def test_inviting_seeing_who_came_and_revoking(caller: Caller, anna: Member) -> None:
    path = f"/members/{anna.id}/invitation"
    assert (await caller.api("GET", path)).body == {"invited_until": None, "devices": []}
    made = await caller.api("POST", path)
    assert made.status == 201
    assert made.body["url"].startswith(f"{BASE}/me/join/")
    token = made.body["url"].rpartition("/")[2]
    seen = (await caller.api("GET", path)).body
    assert seen["invited_until"] is not None
    assert token not in str(seen)
    invitations.accept(token, "iPhone", datetime.now(UTC))
    seen = (await caller.api("GET", path)).body
    assert [one["name"] for one in seen["devices"]] == ["iPhone"]
    assert (await caller.api("POST", path, {"keep_devices": True})).status == 201
    assert len((await caller.api("GET", path)).body["devices"]) == 1
    assert (await caller.api("POST", path, {})).status == 201
    assert (await caller.api("GET", path)).body["devices"] == []
    assert (await caller.api("DELETE", path)).status == 204
    assert (await caller.api("GET", path)).body["invited_until"] is None


async def test_only_while_phones_can_reach_it(caller: Caller, anna: Member) -> None:
    answer = await caller.api("POST", f"/members/{anna.id}/invitation")
    assert answer.status == 409
    assert "home network" in answer.body["error"]["message"]


@pytest.mark.usefixtures("at_home")
async def test_what_cannot_be(caller: Caller, anna: Member) -> None:
    for method in ("GET", "POST", "DELETE"):
        assert (await caller.api(method, "/members/99/invitation")).status == 404
    for body in ({"keep_devices": "yes"}, {"name": "x"}):
        answer = await caller.api("POST", f"/members/{anna.id}/invitation", body)
        assert answer.status == 422
