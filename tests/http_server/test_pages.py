"""The page that a phone opens."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from translating import qt_tools

from scroblarr_desktop import this_computer
from scroblarr_desktop.http_server import HttpServer
from scroblarr_desktop.http_server.pages import HelloPage

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, Home


async def test_the_page_says_which_computer_was_reached(caller: Caller) -> None:
    answer = await caller.send("GET", "/hello")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "This phone reaches Scroblarr on" in answer.text
    assert this_computer.name() in answer.text


async def test_a_german_phone_reads_german(caller: Caller) -> None:
    qt_tools.build()
    answer = await caller.send("GET", "/hello", headers={"Accept-Language": "de-CH,de;q=0.9"})
    name = this_computer.name()
    assert f"Dieses Handy erreicht Scroblarr auf <strong>{name}</strong>." in answer.text
    assert 'lang="de"' in answer.text


async def test_any_name_will_do(caller: Caller) -> None:
    headers = {"Host": "tv-box.example:24180"}
    assert (await caller.send("GET", "/hello", headers=headers)).status == 200
    assert (await caller.send("GET", "/hello/", headers=headers)).status == 403


async def test_it_fetches_nothing_and_tells_nothing(caller: Caller, home: Home) -> None:
    answer = await caller.send("GET", "/hello")
    assert not re.search(r"(?:src|href)=\"(?!data:,)|url\(|http", answer.text)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    for told in (home.plex.name, home.plex_secret, home.jellyfin_secret, caller.key):
        assert told not in answer.text


async def test_it_only_shows(caller: Caller) -> None:
    for method in ("POST", "PUT", "DELETE", "HEAD"):
        assert (await caller.send(method, "/hello")).status == 405


async def test_this_computer_itself_is_no_phone(caller: Caller, server: HttpServer) -> None:
    await caller.send("GET", "/hello")
    assert server.phone_visit is None


def call(caller: str, own: str) -> web.Request:
    class Transport:
        def get_extra_info(self, name: str, default: Any = None) -> Any:
            return {"peername": (caller, 50_000), "sockname": (own, 24180)}.get(name, default)

    return make_mocked_request("GET", "/hello", transport=Transport())


async def test_another_device_is_noted() -> None:
    page = HelloPage(lambda: "attic")
    await page.show(call("192.168.1.10", "192.168.1.10"))
    assert page.last_visit is None
    await page.show(call("192.168.1.23", "192.168.1.10"))
    assert page.last_visit is not None
    assert page.last_visit.address == "192.168.1.23"
    assert datetime.now(UTC) - page.last_visit.at < timedelta(minutes=1)


async def test_a_computer_s_name_is_no_markup() -> None:
    answer = await HelloPage(lambda: "<b>attic & co</b>").show(call("192.168.1.23", "192.168.1.10"))
    assert "<strong>&lt;b&gt;attic &amp; co&lt;/b&gt;</strong>" in (answer.text or "")
