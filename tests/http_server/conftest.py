"""A real store, a real server on a free port of loopback, and plain clients for it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.destinations import Found, FoundEpisode, Match
from scroblarr_desktop.http_server import HttpServer
from scroblarr_desktop.linking import NoApp, Offered
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    Store,
    accounts,
    close_store,
    corrections,
    deliveries,
    household,
    inbox,
    open_store,
    servers,
    settings,
    tokens,
    watched,
)
from scroblarr_desktop.store.corrections import Corrected
from scroblarr_desktop.store.records import Account, AccountState, Member, Server, SignIn
from scroblarr_desktop.watches import Item, Kind, ServerKind
from tests.http_server import documented
from tests.remote.conftest import asyncio_loop, qt_loop

BASE_URL = "http://192.168.1.10:8711"
READ_TIME_OUT_S = 0.2


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    both = {"asyncio": asyncio_loop, "qt": qt_loop}
    on_both = ("test_health.py", "test_open_port.py", "test_watchdog.py")
    return both if item.path.name in on_both else {"asyncio": asyncio_loop}


class FakeCorrecting:
    """Knows one film and one show; `trouble` is raised instead of an answer."""

    def __init__(self) -> None:
        self.trouble: Exception | None = None
        self.corrected: list[tuple[int, Match]] = []

    def give(self, watch_ids: Sequence[int], member_ids: Sequence[int]) -> Corrected:
        return corrections.give(watch_ids, member_ids, datetime.now(UTC))

    def undo(self, watch_ids: Sequence[int]) -> Corrected:
        return corrections.undo(watch_ids, datetime.now(UTC))

    async def search(self, delivery_id: int, text: str) -> list[Found]:
        deliveries.get(delivery_id)
        if self.trouble is not None:
            raise self.trouble
        match = Match(Kind.MOVIE, "7", text, {"movie": {"ids": {"trakt": 7}}})
        return [Found(Kind.MOVIE, "7", text, 2019, "https://trakt.invalid/7", match)]

    async def episodes(self, delivery_id: int, show: Found) -> list[FoundEpisode]:
        deliveries.get(delivery_id)
        match = Match(Kind.EPISODE, f"{show.id}-1", "Part 1", {})
        return [FoundEpisode(1, 1, "Part 1", match)]

    def correct(self, delivery_id: int, match: Match) -> None:
        self.corrected.append((deliveries.get(delivery_id).id, match))


@dataclass
class FakeSync:
    wakes: int = 0
    correcting: FakeCorrecting = field(default_factory=FakeCorrecting)

    def wake(self) -> None:
        self.wakes += 1

    def retry(self, delivery_id: int) -> None:
        deliveries.retry(delivery_id, datetime.now(UTC))

    def cancel(self, delivery_id: int) -> None:
        deliveries.cancel(delivery_id)


@dataclass
class FakeLinking:
    """Signs in whoever asks; `refusal` is raised instead, `denial` ends the sign-in by password."""

    refusal: Exception | None = None
    denial: str = ""
    apps_changed: list[str] = field(default_factory=list)
    passwords: list[tuple[Any, ...]] = field(default_factory=list)

    async def start_sign_in(self, member_id: int, destination: str) -> Account:
        account = accounts.open_for(member_id, destination, rewatches=True)
        if settings.app_credentials(destination) is None:
            raise NoApp("Trakt")
        if self.refusal is not None:
            raise self.refusal
        expires_at = datetime(2026, 3, 1, 20, 10, tzinfo=UTC)
        sign_in = SignIn("ABCD-2345", "https://trakt.invalid/activate", expires_at)
        return accounts.start_sign_in(account.id, sign_in, "the-secret-half-of-the-code")

    async def sign_in_tvtime(
        self,
        member_id: int,
        server_url: str | None,
        username: str,
        password: str,
        start_token: str | None = None,
    ) -> Account:
        self.passwords.append((server_url, username, password, start_token))
        if self.refusal is not None:
            raise self.refusal
        account = accounts.open_for(member_id, "tvtime", rewatches=False)
        if self.denial:
            return accounts.end_sign_in(account.id, AccountState.DENIED, self.denial)
        return accounts.link(account.id, "77", username, Tokens("an-access-token"))

    async def unlink(self, account_id: int) -> None:
        accounts.unlink(account_id)

    async def delete_member(self, member_id: int) -> None:
        if self.refusal is not None:
            raise self.refusal
        household.delete_member(member_id)

    def offered(self) -> list[Offered]:
        return []

    def app_changed(self, destination: str) -> None:
        self.apps_changed.append(destination)


class FakeState(StrEnum):
    OK = "ok"
    ATTENTION = "attention"


@dataclass
class FakeStatus:
    state: FakeState = FakeState.OK

    def alarm(self) -> None:
        self.state = FakeState.ATTENTION


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    text: str
    headers: Any


class Caller:
    """Sends one request as it is told to; to the local API with the key, unless told otherwise."""

    def __init__(self, session: aiohttp.ClientSession, server: HttpServer) -> None:
        self._session = session
        self.url = server.addresses[0]
        self.key = tokens.api_key()

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    async def send(self, method: str, path: str, **more: Any) -> Answer:
        async with self._session.request(method, self.url + path, **more) as response:
            text = await response.text()
        is_json = response.content_type == "application/json"
        body = json.loads(text) if is_json and text else None
        documented.check(method, path, response.status, body)
        return Answer(response.status, body, text, response.headers)

    async def api(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        headers = {"X-API-Key": self.key, **more.pop("headers", {})}
        given = {} if body is None else {"json": body}
        return await self.send(method, f"/api/v1{path}", headers=headers, **given, **more)

    async def items(self, path: str) -> list[Any]:
        answer = await self.api("GET", path)
        assert answer.status == 200, answer.text
        found: list[Any] = answer.body["items"]
        return found

    @asynccontextmanager
    async def connected(self, *pieces: bytes) -> AsyncIterator[asyncio.StreamReader]:
        """Send these bytes as they are, and hang up at the end."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            yield reader
        finally:
            writer.close()
            await writer.wait_closed()

    async def raw(self, *pieces: bytes) -> bytes:
        """Send these bytes as they are and return the answer."""
        async with self.connected(*pieces) as reader:
            return await whole_answer(reader)


async def whole_answer(reader: asyncio.StreamReader) -> bytes:
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
    length = re.search(rb"Content-Length: (\d+)", head)
    return head + await reader.readexactly(int(length[1]) if length else 0)


@dataclass
class Home:
    """One connected server of each kind."""

    plex: Server
    plex_secret: str
    jellyfin: Server
    jellyfin_secret: str

    @property
    def plex_path(self) -> str:
        return f"/webhooks/plex/{self.plex_secret}"

    @property
    def jellyfin_path(self) -> str:
        return f"/webhooks/jellyfin/{self.jellyfin_secret}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    yield open_store(DataDir(tmp_path / "data"), Changes())
    close_store()


@pytest.fixture
def home(store: Store) -> Home:
    plex = servers.add(ServerKind.PLEX, "Attic")
    jellyfin = servers.add(ServerKind.JELLYFIN, "Cellar")
    return Home(plex, servers.secret(plex.id) or "", jellyfin, servers.secret(jellyfin.id) or "")


@dataclass
class FakeMediaServers:
    """Servers without a sign-in: nothing to do there."""

    checked: list[int] = field(default_factory=list)
    disconnected: list[int] = field(default_factory=list)

    def base_of(self, server: Server) -> str:
        return BASE_URL

    async def disconnect_server(self, server_id: int) -> str | None:
        servers.delete(server_id)
        self.disconnected.append(server_id)
        return None

    async def check_server(self, server_id: int) -> None:
        self.checked.append(server_id)


@pytest.fixture
def sync() -> FakeSync:
    return FakeSync()


@pytest.fixture
def linking() -> FakeLinking:
    return FakeLinking()


@pytest.fixture
def media_servers() -> FakeMediaServers:
    return FakeMediaServers()


@pytest.fixture
def status() -> FakeStatus:
    return FakeStatus()


@pytest.fixture
async def server(
    store: Store,
    sync: FakeSync,
    linking: FakeLinking,
    status: FakeStatus,
    media_servers: FakeMediaServers,
) -> AsyncIterator[HttpServer]:
    server = HttpServer(
        sync=sync,
        linking=linking,
        engine_status=lambda: status,
        media_servers=media_servers,
        on_entry=sync.wake,
        read_time_out_s=READ_TIME_OUT_S,
    )
    await server.start("127.0.0.1", 0)
    yield server
    await server.stop()


@pytest.fixture
async def caller(server: HttpServer) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(session, server)


@pytest.fixture
def anna(store: Store) -> Member:
    return household.add_member("Anna")


@pytest.fixture
def linked(anna: Member) -> Account:
    """Anna's account at Trakt."""
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    return accounts.link(account.id, "4711", "anna", Tokens("an-access-token"))


Watching = Callable[..., int]


@pytest.fixture
def watch(home: Home, anna: Member) -> Watching:
    """Return a function that puts a watch of Anna's into the log, with its deliveries."""
    viewer = household.give_viewer(anna.id, home.plex.id, "501", "anna")
    film = Item(Kind.MOVIE, "The Lantern Year", year=2021, ids={"tmdb": "9201"})

    def add(
        item: Item = film,
        *,
        days_ago: int = 0,
        body: bytes = b'{"event": "x"}',
        hold_id: int | None = None,
    ) -> int:
        at = datetime(2026, 3, 1, 20, 15, 30, 250_000, tzinfo=UTC) - timedelta(days=days_ago)
        entry = inbox.get(inbox.save(ServerKind.PLEX, home.plex.id, body, at))
        assert entry is not None
        watch_id = watched.add(
            entry, 0, anna.id, viewer.id, home.plex.id, item, at, by_hand=False, rewatched=False
        )
        deliveries.plan(watch_id, earlier=(), rewatched=False, due_at=at, hold_id=hold_id)
        return watch_id

    return add
