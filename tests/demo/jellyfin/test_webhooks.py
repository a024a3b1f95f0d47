"""What the fake Jellyfin's Webhook plugin sends: what each entry's switches say, and no more."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from scroblarr_desktop import media_servers
from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.jellyfin.handlebars import BrokenTemplate, rendered
from scroblarr_desktop.demo.jellyfin.plugin_shapes import WEBHOOK, bound
from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer, FakeViewer
from scroblarr_desktop.watches import ServerKind, Watch
from tests.demo.conftest import Clock

CLARA = FakeViewer("7d1f3b6c02e94a58b7c6d5e4f3021a9b", "clara")
DORA = FakeViewer("e9a8c7b6d5f4430291a0b1c2d3e4f506", 'dora "D"')
ALL = ["PlaybackStart", "PlaybackProgress", "PlaybackStop", "UserDataSaved"]


@dataclass
class Receiver:
    """Takes webhooks, one list per path."""

    posts: dict[str, list[tuple[Any, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        app = web.Application()
        app.add_routes([web.post("/{path}", self._take)])
        self.server = LoopbackServer(app)

    async def _take(self, request: web.Request) -> web.Response:
        post = (request.headers.copy(), await request.text())
        self.posts.setdefault(request.match_info["path"], []).append(post)
        return web.Response()

    def events(self, path: str) -> list[str]:
        return [json.loads(text)["NotificationType"] for _, text in self.posts.get(path, [])]

    def reasons(self, path: str) -> list[str | None]:
        return [json.loads(text).get("SaveReason") for _, text in self.posts.get(path, [])]


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    await receiver.server.start()
    yield receiver
    await receiver.server.stop()


@pytest_asyncio.fixture
async def jellyfin(clock: Clock) -> AsyncIterator[FakeJellyfinServer]:
    async with FakeJellyfinServer("Cellar", clock=clock) as jellyfin:
        jellyfin.api.plugins.install("Webhook")
        yield jellyfin


@pytest.fixture
def add(jellyfin: FakeJellyfinServer, receiver: Receiver) -> Any:
    """Add an entry that posts to a path: everything of films and episodes, unless told."""

    def add(path: str, **fields: Any) -> None:
        entry = {
            "WebhookName": path,
            "WebhookUri": f"{receiver.server.url}/{path}",
            "NotificationTypes": ["PlaybackStop"],
            "EnableMovies": True,
            "EnableEpisodes": True,
            "SendAllProperties": True,
            **fields,
        }
        [bound_entry] = bound(WEBHOOK, {"GenericOptions": [entry]})["GenericOptions"]
        jellyfin.api.plugins.settings(WEBHOOK)["GenericOptions"].append(bound_entry)

    return add


def templated(text: str) -> dict[str, Any]:
    return {"SendAllProperties": False, "Template": base64.b64encode(text.encode()).decode()}


async def test_a_viewing_as_an_entry_for_everything_hears_it(
    jellyfin: FakeJellyfinServer, add: Any, receiver: Receiver, film: Movie
) -> None:
    add("all", NotificationTypes=ALL)
    await jellyfin.play(CLARA, film.item())
    await jellyfin.pause(CLARA, film.item(), 60)
    await jellyfin.finish(CLARA, film.item())
    await jellyfin.mark_played(CLARA, film.item())
    assert receiver.events("all") == [
        "UserDataSaved",
        "PlaybackStart",
        "UserDataSaved",
        "PlaybackProgress",
        "UserDataSaved",
        "PlaybackStop",
        "UserDataSaved",
    ]
    assert [reason for reason in receiver.reasons("all") if reason] == [
        "PlaybackStart",
        "PlaybackProgress",
        "PlaybackFinished",
        "TogglePlayed",
    ]
    headers, text = receiver.posts["all"][5]
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["User-Agent"] == "Jellyfin-Server/12.0.0"
    reading = media_servers.read(ServerKind.JELLYFIN, text.encode(), datetime.now(UTC))
    assert isinstance(reading.outcome, Watch)
    played = [json.loads(body)["Played"] for _, body in receiver.posts["all"][0::2]]
    assert played == [False, False, True, True]


async def test_switches_of_entries(
    jellyfin: FakeJellyfinServer, add: Any, receiver: Receiver, film: Movie, series: Show
) -> None:
    add("off", EnableWebhook=False)
    add("films", EnableEpisodes=False)
    add("episodes", EnableMovies=False)
    add("nothing", EnableMovies=False, EnableEpisodes=False, EnableVideos=True)
    add("starts", NotificationTypes=["PlaybackStart", "ItemAdded"])
    add("none", NotificationTypes=[])
    for item in (film.item(), series.item(1, 1)):
        await jellyfin.play(CLARA, item)
        await jellyfin.finish(CLARA, item)
    assert {path: receiver.events(path) for path in receiver.posts} == {
        "films": ["PlaybackStop"],
        "episodes": ["PlaybackStop"],
        "starts": ["PlaybackStart"] * 2,
    }


async def test_only_the_users_of_an_entry(
    jellyfin: FakeJellyfinServer, add: Any, receiver: Receiver, film: Movie
) -> None:
    add("clara", UserFilter=["7D1F3B6C-02E9-4A58-B7C6-D5E4F3021A9B"])
    add("everybody", UserFilter=[])
    for viewer in (CLARA, DORA):
        await jellyfin.finish(viewer, film.item())
    assert {path: len(posts) for path, posts in receiver.posts.items()} == {
        "clara": 1,
        "everybody": 2,
    }


async def test_headers_and_fields(
    jellyfin: FakeJellyfinServer, add: Any, receiver: Receiver, film: Movie
) -> None:
    headers = {"content-type": "application/json", "X-Secret": "ours", "Content-Length": "1"}
    add(
        "ours",
        Headers=[{"Key": key, "Value": value} for key, value in {**headers, "": "x"}.items()],
        Fields=[{"Key": "House", "Value": "left"}, {"Key": "Empty", "Value": ""}],
    )
    add("theirs")
    await jellyfin.finish(CLARA, film.item())
    [(sent, text)], [(_, other)] = receiver.posts["ours"], receiver.posts["theirs"]
    assert sent["Content-Type"] == "application/json; charset=utf-8"
    assert sent["X-Secret"] == "ours"
    assert sent["Content-Length"] == str(len(text.encode()))
    assert json.loads(text)["House"] == "left"
    assert "Empty" not in json.loads(text)
    # As in the real plugin: fields are written into the event that all entries share.
    assert json.loads(other)["House"] == "left"


@pytest.mark.parametrize(
    "fields",
    [
        {"Headers": [{"Key": "Content-Type", "Value": "application/json; charset=utf-8"}]},
        {"WebhookUri": ""},
        {"SendAllProperties": False, "Template": "no base64!"},
        templated("{{#if_equals Name}}x{{/if_equals}}"),
        templated("{{#if Name}}x"),
        templated("{{json_encode Name}}"),
    ],
)
async def test_what_breaks_an_entry_is_lost_and_harms_no_other(
    jellyfin: FakeJellyfinServer, add: Any, receiver: Receiver, film: Movie, fields: Any
) -> None:
    add("broken", **fields)
    add("whole")
    await jellyfin.finish(CLARA, film.item())
    assert list(receiver.posts) == ["whole"]
    [lost] = jellyfin.lost
    assert (lost.entry, lost.event) == ("broken", "PlaybackStop")
    assert list(jellyfin.answers) == [200]


async def test_templates(
    jellyfin: FakeJellyfinServer, add: Any, receiver: Receiver, series: Show
) -> None:
    text = """
      {{! who }}{"User": "{{NotificationUsername}}", "UserId": "{{UserId}}",
      "Done": {{PlayedToCompletion}}, "Missing": "{{Nothing}}", "ServerId": "{{ServerId}}",
      {{#if_equals ItemType 'episode'}}"Number": {{EpisodeNumber00}}
      {{~else}}"Film": true{{/if_equals}}
      {{#if_exist Nothing}}, "Never": 1{{/if_exist}}{{~#unless IsPaused}}, "Runs": 1 {{~/unless}}}
    """
    add("ours", TrimWhitespace=True, **templated(text))
    add("empty", SkipEmptyMessageBody=True, **templated("  {{#if Nothing}}x{{/if}} "))
    await jellyfin.stop_playing(DORA, series.item(1, 2), 60)
    [(_, body)] = receiver.posts["ours"]
    assert body.startswith("{")
    assert body.endswith("}")
    assert json.loads(body.replace("False", "false").replace(" 02", " 2")) == {
        "User": "dora &quot;D&quot;",
        "UserId": "e9a8c7b6-d5f4-4302-91a0-b1c2d3e4f506",
        "Done": False,
        "Missing": "",
        "ServerId": jellyfin.server_id,
        "Number": 2,
        "Runs": 1,
    }
    assert "empty" not in receiver.posts


def test_escaping_in_templates() -> None:
    values = {"Name": 'Tom\'s <b> & "co"'}
    assert rendered("{{name}}|{{{Name}}}|{{&Name}}", values) == (
        'Tom&#39;s &lt;b&gt; &amp; &quot;co&quot;|Tom\'s <b> & "co"|Tom\'s <b> & "co"'
    )
    with pytest.raises(BrokenTemplate):
        rendered("{{/if}}", values)


async def test_nothing_is_sent_while_the_plugin_does_not_run(
    jellyfin: FakeJellyfinServer, add: Any, receiver: Receiver, film: Movie
) -> None:
    add("ours")
    [plugin] = jellyfin.api.plugins.installed
    plugin.status, plugin.after_restart = "Restart", "Disabled"
    await jellyfin.finish(CLARA, film.item())
    await jellyfin.api.come_back()
    await jellyfin.finish(CLARA, film.item())
    assert receiver.events("ours") == ["PlaybackStop"]


async def test_nobody_answers_and_nothing_is_sent_again(
    jellyfin: FakeJellyfinServer, add: Any, receiver: Receiver, film: Movie
) -> None:
    add("ours")
    await receiver.server.stop()
    await jellyfin.finish(CLARA, film.item())
    await receiver.server.start()
    await jellyfin.finish(CLARA, film.item())
    assert list(jellyfin.answers) == [None, 200]
    assert len(receiver.posts["ours"]) == 1
