"""A member's own page from the invitation to its end, at a phone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.http_server import ANYWHERE
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import accounts, attempts, deliveries, inbox, log, tokens, watched
from scroblarr_desktop.store.records import AccountState, DeliveryState, LogFilter
from scroblarr_desktop.watches import Item, Kind, ServerKind
from touring.chromium import NotThere, Phone, a_phone

CLIENT_ID, CLIENT_SECRET = "household-app", "app-secret"
LEAST_TARGET_PX = 44
FILM = Item(Kind.MOVIE, "The Lantern Year", 2019, {"tmdb": "990001"})

_HOUR = timedelta(hours=1)
_TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
_SMALL = f"""[...document.querySelectorAll("button, .button, nav a")]
  .filter((one) => !one.hidden && one.getBoundingClientRect().height < {LEAST_TARGET_PX})
  .map((one) => one.textContent.trim())"""


@dataclass
class Home:
    """The running app, its trackers, and a phone in Anna's hand."""

    engine: Engine
    trakt: FakeTrakt
    simkl: FakeSimkl
    phone: Phone
    pictures: Path
    base: str
    session: aiohttp.ClientSession
    taken: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    invitation: str = ""

    async def api(self, method: str, path: str, body: Any = None) -> Any:
        """Return what the local API answers."""
        headers = {"X-API-Key": tokens.api_key()}
        url = f"{self.base}/api/v1{path}"
        async with self.session.request(method, url, json=body, headers=headers) as answer:
            text = await answer.text()
            if answer.status >= 400:
                raise NotThere(f"{method} {path}: {answer.status} {text}")
            return json.loads(text) if text else None

    def keep(self, file: str, picture: bytes) -> None:
        (self.pictures / file).write_bytes(picture)
        self.taken.append(file)

    async def take(self, name: str) -> None:
        """Take the page in light and in dark, and look whether it can be used with a thumb."""
        for is_dark in (False, True):
            await self.phone.dark(is_dark)
            file = f"{len(self.taken) // 2 + 1:02d}-{name}-{'dark' if is_dark else 'light'}.png"
            self.keep(file, await self.phone.picture())
        await self.phone.dark(False)
        if await self.phone.run(_TOO_WIDE):
            self.faults.append(f"{name}: wider than the phone")
        self.faults += [f"{name}: too small: {one}" for one in await self.phone.run(_SMALL)]
        self.faults += [f"{name}: a {one} without a name" for one in await self.phone.unnamed()]


async def walk(pictures: Path, folder: Path) -> int:
    """Go the whole way; return how many faults were found."""
    async with a_home(pictures, folder) as home:
        await _come_in(home)
        await _link(home)
        await _watch(home)
        await _mend(home)
        await _choose(home)
        await _attack(home)
        await _unlink(home)
        await _read_documents(home)
        await _end(home)
        home.faults += _complaints(home)
        for line in (*home.taken, f"hosts asked: {sorted(home.phone.hosts)}", *home.faults):
            print(line)
        return len(home.faults)


async def _come_in(home: Home) -> None:
    phone = home.phone
    await home.api("POST", "/members", {"name": "Anna"})
    await home.api("POST", "/members", {"name": "Ben"})
    await home.api("POST", "/servers", {"kind": "plex", "name": "Attic"})
    invited = (await home.api("POST", "/members/1/invitation"))["url"]
    home.invitation = home.base + urlsplit(invited).path
    await phone.open(home.invitation)
    await phone.says("Hello Anna")
    await home.take("invitation")
    await phone.tap("Open my page")
    await phone.says("No tracker is linked yet")
    await home.take("first-look")


async def _link(home: Home) -> None:
    phone = home.phone
    await phone.tap("Trackers")
    await phone.says("TV Time asks for a password")
    await home.take("trackers-none")
    await phone.tap("Link Trakt")
    await phone.says("If it asks for a code")
    await home.take("code")
    code = await phone.run("document.querySelector('.code').textContent")
    link = await phone.run("document.querySelector('a[target]').href")
    if not link.endswith(code):
        home.faults.append(f"the button leads to {link}")
    home.trakt.confirm(code, home.trakt.add_user("anna"))
    await phone.says("Trakt is linked as anna.")  # by itself: nothing is loaded anew here
    spoken = await phone.run("document.getElementById('said').textContent")
    if "linked as anna" not in spoken:
        home.faults.append("the result is not read out")
    await home.take("linked")


async def _watch(home: Home) -> None:
    phone = home.phone
    await phone.tap("Watched")
    await phone.says("Nothing yet.")
    server = (await home.api("GET", "/servers"))["items"][0]
    viewer = {"server_id": server["id"], "account_id": "501"}
    await home.api("POST", "/members/1/viewers", viewer)
    await _finish(home, server["webhook_url"], FILM)
    await phone.says("Trakt: delivered")
    for age, item in enumerate(_earlier()):
        _put_in_log(item, age)
    await phone.says("Harbour Street")
    await home.take("watched")


async def _finish(home: Home, webhook: str, film: Item) -> None:
    body = {
        "event": "media.scrobble",
        "user": True,
        "owner": True,
        "Account": {"id": 501, "title": "anna"},
        "Server": {"title": "Attic", "uuid": "uuid-of-the-attic"},
        "Metadata": {
            "type": "movie",
            "title": film.title,
            "year": film.year,
            "ratingKey": "7",
            "Guid": [{"id": f"{site}://{number}"} for site, number in film.ids.items()],
        },
    }
    url = home.base + urlsplit(webhook).path
    async with home.session.post(url, json=body) as answer:
        if answer.status != 200:
            raise NotThere(f"the webhook was answered with {answer.status}")


def _earlier() -> list[Item]:
    episodes = [
        Item(Kind.EPISODE, f"Part {number}", show="Harbour Street", season=1, number=number)
        for number in (4, 3, 2)
    ]
    return [*episodes, Item(Kind.MOVIE, "A Film with Quite a Long Title About the Sea", 2024)]


def _put_in_log(item: Item, age: int) -> None:
    """Put an earlier watch of Anna's into the log, each with another end."""
    ends = (
        (DeliveryState.UNMATCHED, "Trakt does not know this episode."),
        (DeliveryState.WAITING, "Trakt does not answer."),
        (DeliveryState.ALREADY_THERE, ""),
        (DeliveryState.REJECTED, "Trakt says that it is not out yet."),
    )
    first = log.watches(LogFilter(), limit=1)[0]
    assert first.server is not None
    at = first.watched_at.replace(microsecond=0) - (age + 1) * 5 * _HOUR
    entry = inbox.get(inbox.save(ServerKind.PLEX, first.server.id, b"{}", at))
    assert entry is not None
    ids = (1, 1, first.server.id)
    watch_id = watched.add(entry, 0, *ids, item, at, by_hand=False, rewatched=age == 2)
    deliveries.plan(
        watch_id, earlier=(), rewatched=False, due_at=first.received_at + _HOUR, hold_id=None
    )
    made = log.watch(watch_id)
    assert made is not None
    delivery_id, (state, message) = made.deliveries[0].id, ends[age]
    attempt_id = attempts.begin_attempt(delivery_id, first.received_at)
    attempts.end_attempt(
        delivery_id, attempt_id, first.received_at, state=state, message=message, exchanges=[]
    )


async def _mend(home: Home) -> None:
    phone = home.phone
    await phone.says("Needs you")
    await phone.tap("Do not send")
    await phone.says("It is not sent.")
    await home.take("dismissed")
    await phone.tap("Trakt: waiting")
    await phone.says("Trakt does not answer.")


async def _choose(home: Home) -> None:
    phone = home.phone
    await phone.tap("Trackers")
    await phone.tap("Show what is playing")
    await phone.until("document.querySelectorAll('[aria-checked=true]').length === 3")
    if not accounts.of_member(1)[0].share_progress:
        home.faults.append("the switch did not count")
    await home.take("trackers")
    await phone.tap("Settings")
    await phone.tap("Until tomorrow morning")
    await phone.says("Paused until tomorrow")
    await home.take("settings-paused")
    await phone.tap("Resume")
    await phone.says("Sending goes on.")
    await home.take("settings")


async def _attack(home: Home) -> None:
    """Let another site's page, on this very computer, try a frame and a form."""
    phone = home.phone
    frame = f'<iframe src="{home.base}/me"></iframe>'
    script = "<script>setTimeout(() => document.forms[0].submit(), 500)</script>"
    forged = f'<form method="post" action="{home.base}/me/pause">' + (
        '<input name="until" value="hour"></form>'
    )
    pages = {"/frame": frame, "/form": forged + script}

    async def show(request: web.Request) -> web.Response:
        return web.Response(text=pages.get(request.path, ""), content_type="text/html")

    app = web.Application()
    app.router.add_get("/{path:.*}", show)
    evil = LoopbackServer(app)
    await evil.start()
    try:
        await phone.open(f"{evil.url}/frame")
        await asyncio.sleep(1)
        seen = await phone.call("Page.getFrameTree")
        inner = seen["frameTree"]["childFrames"][0]["frame"]["url"]
        if not inner.startswith("chrome-error:"):
            home.faults.append(f"the page was framed: {inner}")
        await phone.open(f"{evil.url}/form")
        await phone.says("This page was out of date")
        await home.take("forged")
    finally:
        await evil.stop()
    phone.complaints[:] = [one for one in phone.complaints if not _of_attack(one)]
    phone.hosts.discard(urlsplit(evil.url).netloc)
    await phone.open(f"{home.base}/me/settings")
    await phone.says("For an hour")


def _of_attack(complaint: str) -> bool:
    return "frame" in complaint or "403" in complaint or "404" in complaint


async def _unlink(home: Home) -> None:
    phone = home.phone
    await phone.tap("Trackers")
    await phone.tap("Unlink Trakt")
    await phone.says("Unlink Trakt?")
    await home.take("unlink")
    await phone.tap("Unlink")
    await phone.says("Trakt is unlinked.")
    if [one.state for one in accounts.of_member(1, unlinked=True)] != [AccountState.UNLINKED]:
        home.faults.append("it is not unlinked")
    await phone.tap("Link Simkl")
    code = await phone.run("document.querySelector('.code').textContent")
    home.simkl.confirm(code, home.simkl.add_user("anna"))
    await phone.says("Simkl is linked")


async def _read_documents(home: Home) -> None:
    await home.phone.open(f"{home.base}/api/v1/docs")
    await home.phone.says("the local API")
    for is_dark in (False, True):
        await home.phone.dark(is_dark)
        name = f"{len(home.taken) // 2 + 1:02d}-docs-{'dark' if is_dark else 'light'}.png"
        home.keep(name, await home.phone.picture())
    await home.phone.open(f"{home.base}/me")


async def _end(home: Home) -> None:
    phone = home.phone
    await home.api("DELETE", "/members/1/invitation")
    await phone.until("document.title.startsWith('This page is private')", "it notices by itself")
    await home.take("private")
    await phone.open(home.invitation)
    await phone.says("does not work any more")
    await home.take("used")


def _complaints(home: Home) -> list[str]:
    """Return what the browser complained about, but for the refusals of a page that has ended."""
    wrong = [one for one in home.phone.complaints if "403" not in one and "404" not in one]
    foreign = home.phone.hosts - {urlsplit(home.base).netloc, ""}
    return wrong + [f"something was fetched from {one}" for one in foreign]


@asynccontextmanager
async def a_home(pictures: Path, folder: Path) -> AsyncIterator[Home]:
    catalogue = Catalogue()
    catalogue.add_movie(FILM.title, FILM.year or 0, imdb="tt9000001", tmdb=990001, tvdb=77001)
    async with AsyncExitStack() as open_:
        trakt = await open_.enter_async_context(FakeTrakt(catalogue))
        simkl = await open_.enter_async_context(FakeSimkl(catalogue))
        trakt.add_app(CLIENT_ID, CLIENT_SECRET)
        trakt.device_interval_s = 0.2
        simkl.add_app(CLIENT_ID)
        endpoints = Endpoints(
            trakt_api=trakt.api_url,
            trakt_auth=trakt.auth_url,
            simkl_api=simkl.url,
            tvtime="http://127.0.0.1:9",
            trakt_app=AppCredentials(CLIENT_ID, CLIENT_SECRET),
            simkl_app=AppCredentials(CLIENT_ID),
        )
        options = EngineOptions(
            DataDir(folder / "data"), port=0, bind=ANYWHERE, endpoints=endpoints
        )
        engine = Engine(options)
        await engine.start()
        open_.push_async_callback(engine.stop)
        session = await open_.enter_async_context(aiohttp.ClientSession())
        phone = await open_.enter_async_context(a_phone(folder / "browser"))
        base = f"http://127.0.0.1:{engine.port}"
        yield Home(engine, trakt, simkl, phone, pictures, base, session)
