"""Whether a Jellyfin answers at an address, and what is said where none does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.linking.jellyfin.places import likely_place
from scroblarr_desktop.linking.jellyfin.reach import OwnCertificate, Reached
from scroblarr_desktop.linking.jellyfin.troubles import AddressTrouble, Reason
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.store.records import Place
from tests.linking.jellyfin_world import CERTIFICATE, World, jellyfin_world, own_tls
from tests.serving import Serve, ServeRaw
from tests.serving import serve as serve
from tests.serving import serve_raw as serve_raw

INFO = {
    "LocalAddress": "http://192.168.1.9:8096",
    "ServerName": "Loft",
    "Version": "10.11.3",
    "ProductName": "Jellyfin Server",
    "Id": "0123456789abcdef0123456789abcdef",
    "StartupWizardCompleted": True,
}


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with jellyfin_world(tmp_path) as world:
        yield world


async def trouble(link: JellyfinLink, url: str, certificate: str | None = None) -> AddressTrouble:
    with pytest.raises(AddressTrouble) as caught:
        await link.try_address(url, certificate)
    assert caught.value.title
    assert caught.value.next_step
    return caught.value


def answering(status: int = 200, body: Any = None, **more: Any) -> Any:
    async def answer(request: web.Request) -> web.Response:
        if isinstance(body, str):
            return web.Response(status=status, text=body, **more)
        return web.json_response(body, status=status, **more)

    return answer


# -- found


async def test_a_jellyfin_is_reached(world: World) -> None:
    found = await world.link.try_address(f"{world.jellyfin.url}/web/#/home.html")
    assert isinstance(found, Reached)
    assert (found.url, found.certificate) == (world.jellyfin.url, None)
    assert (found.info.server_id, found.info.name) == (world.jellyfin.server_id, "Cellar")
    assert found.info.version_numbers == (12, 0, 0)


async def test_no_scheme_and_a_port_are_enough(world: World) -> None:
    host = world.jellyfin.url.removeprefix("http://")
    found = await world.link.try_address(host)
    assert isinstance(found, Reached)
    assert found.url == world.jellyfin.url


async def test_nothing_is_proven_to_a_stranger(world: World) -> None:
    await world.link.try_address(world.jellyfin.url)
    [call] = world.jellyfin.api.calls
    assert call.headers["Authorization"].startswith("MediaBrowser Client=")
    assert "Token" not in call.headers["Authorization"]


async def test_a_base_path_that_was_left_out_is_found(tmp_path: Path) -> None:
    async with jellyfin_world(tmp_path, base_path="/jf") as world:
        bare = world.jellyfin.url.removesuffix("/jf")
        found = await world.link.try_address(bare)
        assert isinstance(found, Reached)
        assert found.url == world.jellyfin.url


async def test_a_redirect_is_followed_by_hand(world: World, serve: Serve) -> None:
    async def moved(request: web.Request) -> web.Response:
        raise web.HTTPMovedPermanently(f"{world.jellyfin.url}{request.path}")

    found = await world.link.try_address(await serve(moved))
    assert isinstance(found, Reached)
    assert found.url == world.jellyfin.url


async def test_redirects_in_circles_end(world: World, serve: Serve) -> None:
    calls = 0

    async def circle(request: web.Request) -> web.Response:
        nonlocal calls
        calls += 1
        raise web.HTTPFound(f"/{calls % 3}/web/")

    said = await trouble(world.link, await serve(circle))
    assert said.reason is Reason.NOT_JELLYFIN
    assert "circles" in said.sentence
    assert calls < 8


# -- its own certificate


async def test_an_own_certificate_is_shown_and_trusted_once(tmp_path: Path) -> None:
    async with jellyfin_world(tmp_path, tls=own_tls()) as world:
        url = world.jellyfin.url
        shown = await world.link.try_address(url)
        assert isinstance(shown, OwnCertificate)
        assert (shown.host, shown.changed) == ("127.0.0.1", False)
        assert shown.certificate.issued_by == "tests"
        assert world.jellyfin.api.calls == [], "nothing was sent before it was trusted"
        found = await world.link.try_address(url, shown.certificate.fingerprint)
        assert isinstance(found, Reached)
        assert found.certificate == shown.certificate.fingerprint


async def test_another_certificate_than_before_is_shown_again(tmp_path: Path) -> None:
    async with jellyfin_world(tmp_path, tls=own_tls()) as world:
        shown = await world.link.try_address(world.jellyfin.url, "0" * 64)
        assert isinstance(shown, OwnCertificate)
        assert shown.changed


async def test_one_that_is_vouched_for_by_now_needs_no_trust(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    async with jellyfin_world(tmp_path, tls=own_tls()) as world:
        found = await world.link.try_address(world.jellyfin.url, "0" * 64)
        assert isinstance(found, Reached)
        assert found.certificate is None


async def test_plain_http_needs_no_certificate(world: World) -> None:
    found = await world.link.try_address(world.jellyfin.url, "0" * 64)
    assert isinstance(found, Reached)
    assert found.certificate is None


# -- nobody there


async def test_a_name_that_nobody_knows(world: World) -> None:
    said = await trouble(world.link, "https://cellar.invalid")
    assert said.reason is Reason.NAME_UNKNOWN
    assert "cellar.invalid" in said.sentence


async def test_a_port_at_which_nothing_listens(world: World) -> None:
    empty = LoopbackServer(web.Application())
    await empty.start()
    await empty.stop()
    said = await trouble(world.link, f"127.0.0.1:{empty.port}")
    assert said.reason is Reason.CLOSED
    assert f"port {empty.port}." in said.sentence


async def test_no_answer_in_time(world: World, serve_raw: ServeRaw) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    calls = Calls(connect_s=0.2, read_s=0.2)
    link = JellyfinLink(calls, ("127.0.0.1", 9), world.bases.__getitem__)
    said = await trouble(link, await serve_raw(silent))
    calls.close()
    assert said.reason is Reason.SILENT
    assert "firewall" in said.sentence


async def test_https_where_only_plain_http_is_spoken(world: World) -> None:
    said = await trouble(world.link, world.jellyfin.url.replace("http:", "https:"))
    assert said.reason is Reason.NOT_SAFE
    assert "http://" in said.next_step


async def test_a_connection_that_breaks_off(world: World, serve_raw: ServeRaw) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)

    said = await trouble(world.link, f"http://{await serve_raw(hang_up)}")
    assert said.title == "No connection"


# -- somebody else there


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (answering(body="<html>Router</html>", content_type="text/html"), "web page"),
        (answering(404, "<html>"), "web page"),
        (answering(404, body={"error": "x"}), "no Jellyfin"),
        (answering(body=["a list"]), "no Jellyfin"),
        (answering(body="not json at all"), "no Jellyfin"),
        (answering(body={"Id": "ab" * 16, "Version": "4.8.11.0", "ServerName": "E"}), "Emby"),
        (answering(401, "", headers={"X-Plex-Protocol": "1.0"}), "Plex"),
        (answering(200, '<MediaContainer size="0"/>', content_type="text/xml"), "Plex"),
    ],
)
async def test_something_else_answers(world: World, serve: Serve, answer: Any, says: str) -> None:
    said = await trouble(world.link, await serve(answer))
    assert said.reason is Reason.NOT_JELLYFIN
    assert says in said.sentence


async def test_a_page_with_a_sign_in_of_its_own_stands_in_front(world: World, serve: Serve) -> None:
    async def login(request: web.Request) -> web.Response:
        raise web.HTTPFound("https://login.example.org/?rd=jellyfin")

    said = await trouble(world.link, await serve(login))
    assert said.title == "Another page stands in front"
    basic = answering(401, "", headers={"WWW-Authenticate": 'Basic realm="home"'})
    said = await trouble(world.link, await serve(basic))
    assert said.title == "Another page stands in front"


async def test_a_jellyfin_whose_set_up_is_not_finished(world: World, serve: Serve) -> None:
    url = await serve(answering(body=INFO | {"StartupWizardCompleted": False}))
    said = await trouble(world.link, url)
    assert said.reason is Reason.NOT_SET_UP
    assert url in said.next_step


@pytest.mark.parametrize(("version", "enough"), [("10.7.7", False), ("10.8.0", True), ("", True)])
async def test_an_old_jellyfin(world: World, serve: Serve, version: str, enough: bool) -> None:
    url = await serve(answering(body=INFO | {"Version": version}))
    if enough:
        assert isinstance(await world.link.try_address(url), Reached)
    else:
        said = await trouble(world.link, url)
        assert said.reason is Reason.TOO_OLD
        assert "10.7.7" in said.sentence


async def test_a_jellyfin_that_starts(world: World, serve: Serve) -> None:
    said = await trouble(world.link, await serve(answering(503, "Starting up")))
    assert said.reason is Reason.NOT_READY


# -- nearby


async def test_those_nearby_are_found(world: World) -> None:
    found = [one async for one in world.link.find()]
    assert [(one.name, one.url, one.usable) for one in found] == [
        ("Cellar", world.jellyfin.url, True)
    ]


async def test_one_that_announces_an_address_of_its_container_is_still_told(world: World) -> None:
    world.jellyfin.api.discovery.says_address = "http://127.0.0.1:9"
    found = [one async for one in world.link.find()]
    assert [(one.name, one.usable) for one in found] == [("Cellar", False)]


async def test_nobody_nearby_is_no_trouble(world: World) -> None:
    world.jellyfin.api.discovery.stop()
    assert [one async for one in world.link.find()] == []


async def test_the_search_can_be_given_up(world: World) -> None:
    async for _ in world.link.find():
        break
    async with asyncio.timeout(1):
        [one async for one in world.link.find()]


# -- where it runs


@pytest.mark.parametrize(
    ("url", "believes", "place"),
    [
        ("http://127.0.0.1:8096", "http://192.168.1.20:8096", Place.HERE),
        ("http://localhost:8096", "http://127.0.0.1:8096", Place.HERE),
        ("http://192.168.1.20:8096", "", Place.HERE),
        ("http://127.0.0.1:8096", "http://172.18.0.2:8096", Place.DOCKER),
        ("http://192.168.1.20:8096", "http://172.17.0.2:8096", Place.DOCKER),
        ("http://192.168.1.9:8096", "http://172.18.0.2:8096", Place.HOME),
        ("http://nas:8096", "http://[broken", Place.HOME),
        ("https://media.example.org", "http://192.168.1.20:8096", Place.HOME),
    ],
)
def test_where_it_seems_to_run(url: str, believes: str, place: Place) -> None:
    assert likely_place(url, believes, {"192.168.1.20"}) is place


def test_an_address_of_ours_in_dockers_range_is_no_container() -> None:
    assert likely_place("http://127.0.0.1", "http://172.20.0.5", {"172.20.0.5"}) is Place.HERE
