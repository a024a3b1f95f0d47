"""A household whose Trakt app may be used in a browser, and somebody who uses one."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from scroblarr_desktop.linking import redirect_listener
from tests.sync.world import CLIENT, TRAKT_SECRET, World, a_world

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


class Fields(HTMLParser):
    """The hidden fields of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("type") == "hidden":
            self.found[given["name"] or ""] = given["value"] or ""


class Browser:
    """Opens pages as a browser does, and goes where it is sent."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def open(self, url: str, **headers: str) -> tuple[int, str]:
        """Return status and text of a page; redirects are not followed."""
        async with self._session.get(url, headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.text()

    async def answer(self, url: str, user: str, *, yes: bool = True) -> str:
        """Return the address to which the page of a sign-in sends the browser."""
        status, text = await self.open(url)
        assert status == 200, text
        fields = Fields()
        fields.feed(text)
        form = {**fields.found, "user": user, "answer": "yes" if yes else "no"}
        page = url.partition("?")[0]
        async with self._session.post(page, data=form, allow_redirects=False) as answer:
            assert answer.status == 302
            return answer.headers["Location"]

    async def go_through(self, url: str, user: str, *, yes: bool = True) -> str:
        """Answer the page of a sign-in, follow where it sends to, and return what is shown then."""
        _, text = await self.open(await self.answer(url, user, yes=yes))
        return text


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    async with aiohttp.ClientSession(headers=agent) as session:
        yield Browser(session)


@pytest.fixture
def ports(monkeypatch: pytest.MonkeyPatch) -> tuple[int, ...]:
    """Three ports that nobody uses, in place of the fixed ones."""
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(3)]
        free = tuple(one.getsockname()[1] for one in taken)
    monkeypatch.setattr(redirect_listener, "PORTS", free)
    return free


@pytest_asyncio.fixture
async def world(tmp_path: Path, ports: tuple[int, ...]) -> AsyncIterator[World]:
    async with a_world(tmp_path / "data") as world:
        registered = (OUT_OF_BAND, *redirect_listener.redirect_uris())
        world.trakt.add_app(CLIENT, TRAKT_SECRET, registered)
        yield world
