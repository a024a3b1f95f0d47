"""What the simulated media servers post, and that the app reads it as it would a real one's."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from aiohttp import web

from scroblarr_desktop import media_servers
from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.demo.media_servers import (
    FakeJellyfinServer,
    FakeMediaServer,
    FakePlexServer,
    FakeViewer,
)
from scroblarr_desktop.http_server.forms import payload_of_multipart
from scroblarr_desktop.watches import (
    Ignored,
    Item,
    Progress,
    ProgressAction,
    Reading,
    ServerKind,
    Watch,
    same_item,
)
from tests.demo.conftest import Clock

OWNER = FakeViewer("40718253", "anna", avatar="3f9ac01b77de4521", owner=True)
GUEST = FakeViewer("31646104", "ben", avatar="b1d40cc97f3e8a26")
CLARA = FakeViewer("7d1f3b6c02e94a58b7c6d5e4f3021a9b", "clara")


@dataclass
class Post:
    body: bytes
    content_type: str
    agent: str

    @property
    def has_picture(self) -> bool:
        return b'name="thumb"; filename="thumb.jpg"' in self.body

    @property
    def payload(self) -> bytes:
        if self.content_type.startswith("multipart/"):
            return payload_of_multipart(self.body, self.content_type)
        return self.body


class Receiver:
    """Takes posts as the app would, and reads them with the app's own readers."""

    def __init__(self) -> None:
        self.posts: list[Post] = []
        app = web.Application()
        app.add_routes([web.post("/webhook", self._take)])
        self.server = LoopbackServer(app)

    @property
    def url(self) -> str:
        return f"{self.server.url}/webhook"

    async def _take(self, request: web.Request) -> web.Response:
        headers = request.headers
        post = Post(await request.read(), headers["Content-Type"], headers["User-Agent"])
        self.posts.append(post)
        return web.Response()

    def readings(self, kind: ServerKind, at: datetime | None = None) -> list[Reading]:
        received_at = at or datetime.now(UTC)
        return [media_servers.read(kind, post.payload, received_at) for post in self.posts]


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    await receiver.server.start()
    yield receiver
    await receiver.server.stop()


@pytest_asyncio.fixture
async def plex(receiver: Receiver, clock: Clock) -> AsyncIterator[FakePlexServer]:
    async with FakePlexServer("Attic", clock=clock) as plex:
        plex.webhook_urls.append(receiver.url)
        yield plex


@pytest_asyncio.fixture
async def jellyfin(receiver: Receiver, clock: Clock) -> AsyncIterator[FakeJellyfinServer]:
    async with FakeJellyfinServer("Cellar", clock=clock) as jellyfin:
        jellyfin.webhook_urls.append(receiver.url)
        yield jellyfin


async def see(server: FakeMediaServer, viewer: FakeViewer, item: Item) -> None:
    """Play with a break, to the end."""
    await server.play(viewer, item)
    await server.pause(viewer, item, 600)
    await server.resume(viewer, item, 600)
    await server.finish(viewer, item)


async def test_plex_tells_a_viewing_from_play_to_stop(
    plex: FakePlexServer, receiver: Receiver, series: Show
) -> None:
    item = series.item(1, 3)
    await see(plex, OWNER, item)
    readings = receiver.readings(ServerKind.PLEX)
    assert [reading.event for reading in readings] == [
        "media.play",
        "media.pause",
        "media.resume",
        "media.scrobble",
        "media.stop",
    ]
    assert [post.has_picture for post in receiver.posts] == [True, False, False, False, False]
    paused, finished = readings[1].outcome, readings[3].outcome
    assert isinstance(paused, Progress)
    assert (paused.action, paused.position_s) == (ProgressAction.PAUSE, 600)
    assert isinstance(finished, Watch)
    assert finished.items[0].ids == {
        **item.ids,
        "plex": finished.items[0].ids["plex"],
    }
    assert same_item(finished.items[0], item)
    assert (finished.items[0].year, finished.items[0].run_time_s) == (item.year, item.run_time_s)


async def test_plex_looks_as_plex_does(
    plex: FakePlexServer, receiver: Receiver, film: Movie
) -> None:
    await plex.play(GUEST, film.item())
    [post] = receiver.posts
    assert post.content_type.startswith("multipart/form-data; boundary=------------------------")
    assert post.agent.startswith("PlexMediaServer/")
    assert len(post.body) > 7_000
    content = json.loads(post.payload)
    assert (content["user"], content["owner"]) == (False, True)
    assert "viewOffset" not in content["Metadata"]
    assert {"guid", "Guid", "rating", "Rating"} <= content["Metadata"].keys()
    [reading] = receiver.readings(ServerKind.PLEX)
    assert reading.viewer is not None
    assert (reading.viewer.account_id, reading.viewer.avatar) == (GUEST.account_id, GUEST.avatar)
    assert reading.server is not None
    assert (reading.server.uuid, reading.server.name) == (plex.server_id, "Attic")


async def test_plex_counts_how_often_a_viewer_has_seen_it(
    plex: FakePlexServer, receiver: Receiver, film: Movie, clock: Clock
) -> None:
    plex.note_seen(OWNER, film.item(), clock() - timedelta(days=365))
    for viewer in (OWNER, GUEST):
        await plex.finish(viewer, film.item())
    watches = [reading.outcome for reading in receiver.readings(ServerKind.PLEX)]
    assert [watch.play_count for watch in watches if isinstance(watch, Watch)] == [2, 1]


async def test_trailers_and_music_are_no_watch(plex: FakePlexServer, receiver: Receiver) -> None:
    await plex.play_trailer(OWNER, "Paper Comets: the trailer")
    await plex.play_track(OWNER, "The Quay Lamps", "Low Water")
    outcomes = [reading.outcome for reading in receiver.readings(ServerKind.PLEX)]
    codes = [outcome.code for outcome in outcomes if isinstance(outcome, Ignored)]
    assert codes == ["cinema_trailer"] * 3 + ["music"] * 3


async def test_jellyfin_tells_a_viewing(
    jellyfin: FakeJellyfinServer, receiver: Receiver, series: Show, clock: Clock
) -> None:
    item = series.item(2, 1)
    await see(jellyfin, CLARA, item)
    later = clock() + timedelta(seconds=2)
    readings = receiver.readings(ServerKind.JELLYFIN, later)
    assert [reading.event for reading in readings] == [
        "PlaybackStart",
        "PlaybackProgress",
        "PlaybackProgress",
        "UserDataSaved",
        "PlaybackStop",
    ]
    assert isinstance(readings[3].outcome, Ignored)
    finished = readings[4].outcome
    assert isinstance(finished, Watch)
    assert (finished.watched_at, finished.by_hand) == (clock(), False)
    assert finished.items[0].ids == item.ids
    assert finished.items[0].show_year == series.year
    assert same_item(finished.items[0], item)
    assert readings[4].viewer is not None
    assert readings[4].viewer.account_id == CLARA.account_id


async def test_jellyfin_looks_as_its_webhook_plugin_does(
    jellyfin: FakeJellyfinServer, receiver: Receiver, film: Movie
) -> None:
    await jellyfin.stop_playing(CLARA, film.item(), 1800)
    await jellyfin.mark_played(CLARA, film.item())
    assert {post.content_type for post in receiver.posts} == {"text/plain; charset=utf-8"}
    assert all(post.agent.startswith("Jellyfin-Server/") for post in receiver.posts)
    stopped, marked = (reading.outcome for reading in receiver.readings(ServerKind.JELLYFIN))
    assert isinstance(stopped, Progress)
    assert stopped.percent == pytest.approx(100 * 30 / film.run_time_min)
    assert isinstance(marked, Watch)
    assert marked.by_hand


async def test_one_item_is_the_same_at_both(
    plex: FakePlexServer, jellyfin: FakeJellyfinServer, receiver: Receiver, series: Show
) -> None:
    await plex.finish(OWNER, series.item(1, 1))
    await jellyfin.finish(CLARA, series.item(1, 1))
    kinds = [ServerKind.PLEX] * 2 + [ServerKind.JELLYFIN] * 2
    outcomes = [
        media_servers.read(kind, post.payload, datetime.now(UTC)).outcome
        for kind, post in zip(kinds, receiver.posts, strict=True)
    ]
    at_plex, at_jellyfin = (each.items[0] for each in outcomes if isinstance(each, Watch))
    assert same_item(at_plex, at_jellyfin)


async def test_nothing_is_posted_twice_when_nobody_listens(
    plex: FakePlexServer, receiver: Receiver, film: Movie
) -> None:
    await receiver.server.stop()
    await plex.play(OWNER, film.item())
    await receiver.server.start()
    await plex.stop_playing(OWNER, film.item(), 60)
    assert list(plex.answers) == [None, 200]
    assert len(receiver.posts) == 1


async def test_a_server_that_was_not_started_cannot_post(film: Movie) -> None:
    with pytest.raises(RuntimeError, match="not started"):
        await FakePlexServer("Attic").play(OWNER, film.item())
