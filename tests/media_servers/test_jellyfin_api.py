"""Calls to a Jellyfin: what proves who calls, and what its answers mean."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from scroblarr_desktop import __version__
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer
from scroblarr_desktop.media_servers import (
    jellyfin_libraries,
    jellyfin_plugins,
    jellyfin_sign_in,
    jellyfin_system,
    jellyfin_users,
)
from scroblarr_desktop.media_servers.jellyfin_api import Device, Jellyfin
from scroblarr_desktop.media_servers.jellyfin_errors import (
    NotAdministrator,
    NotThere,
    NotTrusted,
    StartingUp,
)
from scroblarr_desktop.media_servers.jellyfin_plugins import PluginStatus
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import (
    NotThisService,
    Outage,
    Refused,
    RemoteError,
    TokenRefused,
    TooFast,
)
from tests.serving import Serve
from tests.serving import calls as calls
from tests.serving import serve as serve

DEVICE = Device("b2e4c1d0-0000-4000-8000-00000000000a", 'Annas "Büro", PC')
TOKEN = "the-token-of-anna"


@pytest_asyncio.fixture
async def fake() -> AsyncIterator[FakeJellyfinServer]:
    async with FakeJellyfinServer("Cellar") as jellyfin:
        yield jellyfin


@pytest.fixture
def nobody(fake: FakeJellyfinServer, calls: Calls) -> Jellyfin:
    return Jellyfin(calls, DEVICE, fake.url)


@pytest.fixture
def admin(fake: FakeJellyfinServer, nobody: Jellyfin) -> Jellyfin:
    return nobody.as_(fake.api.add_key().token)


async def at(serve: Serve, calls: Calls, answer: Any, **how: Any) -> Jellyfin:
    """Return a Jellyfin that gives the same answer to every call."""

    async def handler(request: web.Request) -> web.Response:
        return web.json_response(answer, **how)

    return Jellyfin(calls, DEVICE, await serve(handler), token=TOKEN)


# -- who calls


async def test_only_the_one_header_says_who_calls(calls: Calls, serve: Serve) -> None:
    seen: list[web.Request] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request)
        return web.json_response({})

    jellyfin = Jellyfin(calls, DEVICE, await serve(handler), token=TOKEN)
    await jellyfin.get("/System/Info", {"a": "b"})
    [request] = seen
    assert request.headers["Authorization"] == (
        'MediaBrowser Client="Scroblarr", '
        'Device="Annas%20%22B%C3%BCro%22%2C%20PC", '
        f'DeviceId="{DEVICE.id}", Version="{__version__}", Token="{TOKEN}"'
    )
    assert not any(name.lower().startswith("x-") for name in request.headers)
    assert dict(request.query) == {"a": "b"}


async def test_the_server_reads_it_as_it_was_meant(
    fake: FakeJellyfinServer, nobody: Jellyfin
) -> None:
    fake.api.add_user("anna", "pass", administrator=True)
    await jellyfin_sign_in.sign_in(nobody, "anna", "pass")
    [grant] = fake.api.people.grants.values()
    assert (grant.device.name, grant.device.device_id) == (DEVICE.name, DEVICE.id)


def test_the_token_is_not_shown(nobody: Jellyfin) -> None:
    known = nobody.as_(TOKEN)
    assert TOKEN not in repr(known)
    call = known.call("POST", "/x", body={"Pw": TOKEN})
    assert TOKEN not in repr(call)
    assert call.private


# -- what answers mean


@pytest.mark.parametrize(
    ("status", "headers", "kind"),
    [
        (302, {"Location": "/elsewhere"}, NotThisService),
        (400, {}, Refused),
        (401, {}, TokenRefused),
        (401, {"WWW-Authenticate": "Basic realm=x"}, NotThisService),
        (403, {}, NotAdministrator),
        (404, {}, NotThere),
        (405, {}, NotThere),
        (429, {"Retry-After": "3"}, TooFast),
        (500, {}, Outage),
        (502, {}, StartingUp),
        (503, {"Retry-After": "5"}, StartingUp),
    ],
)
async def test_every_answer_is_one_of_ours(
    calls: Calls, serve: Serve, status: int, headers: dict[str, str], kind: type[RemoteError]
) -> None:
    jellyfin = await at(serve, calls, {"anything": 1}, status=status, headers=headers)
    with pytest.raises(RemoteError) as caught:
        await jellyfin.get("/Users")
    error = caught.value
    assert type(error) is kind
    assert error.status == status
    assert all((error.title, error.sentence, error.next_step))
    assert TOKEN not in str(error)
    waits = headers.get("Retry-After")
    assert error.retry_after_s == (float(waits) + 1 if waits else None)


async def test_after_a_write_only_an_error_inside_leaves_its_fate_open(
    calls: Calls, serve: Serve
) -> None:
    for status, unknown in ((500, True), (503, False)):
        jellyfin = await at(serve, calls, {}, status=status)
        with pytest.raises(Outage) as caught:
            await jellyfin.post("/System/Restart")
        assert caught.value.fate_unknown is unknown


async def test_a_web_page_is_no_answer(calls: Calls, serve: Serve) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text="<html>Sign in", content_type="text/html")

    jellyfin = Jellyfin(calls, DEVICE, await serve(page))
    with pytest.raises(NotThisService, match="web page"):
        await jellyfin.get("/Users")


async def test_an_untrusted_certificate_has_a_name_of_its_own() -> None:
    new = NotTrusted("nas", known=False)
    changed = NotTrusted("nas", known=True)
    assert "a certificate of its own" in new.sentence
    assert "another certificate" in changed.sentence
    assert not new.fate_unknown


# -- wild answers


@pytest.mark.parametrize("answer", [None, [], {}, [None], [[]], "text", 7, [{"Id": 5}]])
async def test_odd_answers_break_nothing(calls: Calls, serve: Serve, answer: Any) -> None:
    jellyfin = await at(serve, calls, answer)
    assert await jellyfin_users.users(jellyfin) in ([], [jellyfin_users._user({"Id": 5})])
    assert await jellyfin_libraries.library_of(jellyfin, "x", None) is None
    await jellyfin_libraries.libraries(jellyfin)
    await jellyfin_plugins.plugins(jellyfin)
    await jellyfin_system.now_playing(jellyfin)
    assert (await jellyfin_system.public_info(jellyfin)).product == ""
    assert not await jellyfin_system.is_restart_pending(jellyfin)
    with pytest.raises(NotThisService):
        await jellyfin_sign_in.sign_in(jellyfin, "anna", "pass")
    with pytest.raises(NotThisService):
        await jellyfin_sign_in.start_quick_connect(jellyfin)


# -- what is read


async def test_who_uses_it(fake: FakeJellyfinServer, admin: Jellyfin) -> None:
    fake.api.add_user("ben", user_id="B" * 32, hidden=True)
    fake.api.add_user("Anna", administrator=True)
    found = await jellyfin_users.users(admin)
    assert [(one.name, one.administrator, one.hidden) for one in found] == [
        ("Anna", True, False),
        ("ben", False, True),
    ]
    assert found[1].user_id == "b" * 32


async def test_pictures_are_bounded(fake: FakeJellyfinServer, admin: Jellyfin) -> None:
    user = fake.api.add_user("anna", picture=b"\x89PNG" + b"x" * 100)
    assert await jellyfin_users.picture(admin, user.user_id, 104) == user.picture
    assert await jellyfin_users.picture(admin, user.user_id, 103) is None
    user.picture = b"<svg/>"
    assert await jellyfin_users.picture(admin, user.user_id, 104) is None
    user.picture = None
    assert await jellyfin_users.picture(admin, user.user_id, 104) is None


async def test_pictures_of_an_older_jellyfin_are_found(
    fake: FakeJellyfinServer, admin: Jellyfin
) -> None:
    user = fake.api.add_user("anna", picture=b"\x89PNG")
    fake.api.faults.add("GET /UserImage", status=404)
    assert await jellyfin_users.picture(admin, user.user_id, 104) == user.picture


async def test_the_plugins_and_how_they_are(fake: FakeJellyfinServer, admin: Jellyfin) -> None:
    for name, status in (("Webhook", "Active"), ("Trakt", "Malfunctioned"), ("Simkl", "Disabled")):
        fake.api.plugins.install(name).status = status
    found = {one.name: one for one in await jellyfin_plugins.plugins(admin)}
    assert found["Webhook"].plugin_id == jellyfin_plugins.WEBHOOK
    assert {name: one.status for name, one in found.items()} == {
        "Webhook": PluginStatus.ACTIVE,
        "Trakt": PluginStatus.OTHER,
        "Simkl": PluginStatus.DISABLED,
    }


async def test_somebody_without_rights_is_told_so(
    fake: FakeJellyfinServer, nobody: Jellyfin
) -> None:
    token = fake.api.token_of(fake.api.add_user("ben"))
    with pytest.raises(NotAdministrator):
        await jellyfin_plugins.plugins(nobody.as_(token))
    with pytest.raises(TokenRefused):
        await jellyfin_plugins.plugins(nobody)
