"""Bodies of other programs, and of the right ones at the wrong address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from scroblarr_desktop.media_servers import read
from scroblarr_desktop.watches import Ignored, Reading, ServerKind, Watch
from tests.bodies import (
    ABSENT,
    JELLYFIN_SERVER,
    JELLYFIN_USER,
    as_bytes,
    jellyfin_stop,
    plex_body,
    plex_scrobble,
)

RECEIVED_AT = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)

EMBY_STOP = {
    "Title": "Robin has finished playing The Lantern Year",
    "Date": "2026-03-01T19:59:58.1234567Z",
    "Event": "playback.stop",
    "User": {"Name": "Robin", "Id": "ac59"},
    "Item": {"Name": "The Lantern Year", "Id": "7", "Type": "Movie"},
    "Server": {"Name": "Shed", "Id": "b331", "Version": "4.9.0.0"},
    "PlaybackInfo": {"PlayedToCompletion": True, "PositionTicks": 0},
}
EMBY_SERVER = {
    "Title": "Please restart",
    "Date": "2026-03-01T19:59:58.1234567Z",
    "Event": "system.serverrestartrequired",
    "Server": {"Name": "Shed", "Id": "b331", "Version": "4.9.0.0"},
}
OTHER_PLUGIN = {
    "Event": "Stop",
    "Item": {"Name": "The Lantern Year", "Type": "Movie"},
    "User": {"Name": "Robin", "Id": JELLYFIN_USER},
    "Server": {"Id": JELLYFIN_SERVER, "Name": "Cellar"},
}
OTHER_PLUGIN_AS_PLEX = plex_scrobble(
    account_id="c04e7a91-d3b8-452f-96e1-a5087bd2fc34",
    server_uuid=JELLYFIN_SERVER,
    guid="com.plexapp.agents.thetvdb://4400/2/5?lang=en",
)
TAUTULLI_FILLED_IN = {
    "event": "tautulli.watched",
    "Account": {"id": "40718253", "title": "robin"},
    "Server": {"title": "Attic", "uuid": "5b7c1d20"},
    "Metadata": {
        "type": "episode",
        "title": "The Ferry Does Not Wait",
        "grandparentTitle": "Harbour Street",
        "index": "5",
        "parentIndex": "2",
        "Guids": {"tvdb": "4400"},
    },
}
TAUTULLI_AS_PLEX = {
    "event": "media.scrobble",
    "user": "undefined",
    "owner": "undefined",
    "Account": {"userId": "40718253", "id": "undefined", "title": "robin"},
    "Server": {"title": "Attic", "uuid": "5b7c1d20"},
    "Metadata": {"type": "movie", "title": "The Lantern Year", "year": "2019"},
}
TAUTULLI_BY_NAME = {
    "event": "media.scrobble",
    "server": "tautulli",
    "Account": {"title": "robin"},
    "Metadata": {"type": "movie", "title": "The Lantern Year", "Guid": [{"id": "tmdb://990001"}]},
}
TAUTULLI_NUMBERS_AS_STRINGS = {
    "event": "media.scrobble",
    "Account": {"title": "robin"},
    "Metadata": {"type": "episode", "grandparentTitle": "Harbour Street", "index": "5"},
}
TAUTULLI_COMPLETE = plex_scrobble(account_id="40718253", index="5", parentIndex="2")
TAUTULLI_UNFILLED = plex_body("media.{action}", account_id="{user_id}")


def reading_of(kind: ServerKind, body: object) -> Reading:
    return read(kind, as_bytes(body), RECEIVED_AT)


@pytest.mark.parametrize("kind", ServerKind)
@pytest.mark.parametrize(
    ("body", "event", "code", "named"),
    [
        (EMBY_STOP, "playback.stop", "emby", "Emby"),
        (EMBY_SERVER, "system.serverrestartrequired", "emby", "Emby"),
        (OTHER_PLUGIN, "Stop", "jellyfin_webhooks_plugin", "shemanaev"),
        (OTHER_PLUGIN_AS_PLEX, "media.scrobble", "jellyfin_webhooks_plugin", "shemanaev"),
        (TAUTULLI_FILLED_IN, "tautulli.watched", "tautulli", "Tautulli"),
        (TAUTULLI_AS_PLEX, "media.scrobble", "tautulli", "Tautulli"),
        (TAUTULLI_BY_NAME, "media.scrobble", "tautulli", "Tautulli"),
        (TAUTULLI_NUMBERS_AS_STRINGS, "media.scrobble", "tautulli", "Tautulli"),
        (TAUTULLI_COMPLETE, "media.scrobble", "tautulli", "Tautulli"),
        (TAUTULLI_UNFILLED, "media.{action}", "tautulli", "Tautulli"),
    ],
)
def test_strangers_are_named_at_either_address(
    kind: ServerKind, body: object, event: str, code: str, named: str
) -> None:
    reading = reading_of(kind, body)
    assert isinstance(reading.outcome, Ignored)
    assert (reading.event, reading.outcome.code) == (event, code)
    assert named in reading.outcome.reason
    # A stranger's ids must never be learnt as those of a server or viewer.
    assert (reading.server, reading.viewer, reading.from_owner) == (None, None, None)


@pytest.mark.parametrize(
    ("kind", "body", "advice"),
    [
        (ServerKind.JELLYFIN, plex_scrobble(), "into Plex."),
        (ServerKind.JELLYFIN, plex_body("library.new"), "into Plex."),
        (ServerKind.PLEX, jellyfin_stop(), "into Jellyfin."),
    ],
)
def test_the_wrong_address_is_told_with_what_to_do(
    kind: ServerKind, body: object, advice: str
) -> None:
    reading = reading_of(kind, body)
    assert isinstance(reading.outcome, Ignored)
    assert reading.outcome.code == "wrong_address"
    assert reading.outcome.reason.endswith(advice)
    assert (reading.server, reading.viewer) == (None, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"account_id": "40718253"},
        {"index": "5", "parentIndex": "2", "year": "2021", "duration": "2700000"},
        {"title": "{episode_name}", "account_name": "{robin}", "server_name": "tautulli"},
    ],
)
def test_a_single_mark_does_not_make_a_plex_body_a_stranger(changes: dict[str, Any]) -> None:
    outcome = reading_of(ServerKind.PLEX, plex_scrobble(**changes)).outcome
    assert isinstance(outcome, Watch)
    assert (outcome.items[0].season, outcome.items[0].number) == (2, 5)


@pytest.mark.parametrize("missing", ["account_id", "server_uuid"])
def test_a_plex_body_that_does_not_say_who_watched_is_no_watch(missing: str) -> None:
    changes: dict[str, Any] = {missing: ABSENT}
    outcome = reading_of(ServerKind.PLEX, plex_scrobble(**changes)).outcome
    assert isinstance(outcome, Ignored)
    assert outcome.code == "missing_fields"


@pytest.mark.parametrize(
    "body",
    [{}, {"Event": "Stop"}, {"Item": {}}, {"event": "media.play"}, {"Metadata": {"Guids": {}}}],
)
@pytest.mark.parametrize("kind", ServerKind)
def test_too_little_to_know_from_whom(kind: ServerKind, body: object) -> None:
    outcome = reading_of(kind, body).outcome
    assert isinstance(outcome, Ignored)
    assert outcome.code == "missing_fields"


@pytest.mark.parametrize("kind", list(ServerKind))
def test_the_app_knows_its_own_test_of_an_address(kind: ServerKind) -> None:
    reading = read(kind, as_bytes({"event": "scroblarr.test"}), RECEIVED_AT)
    assert isinstance(reading.outcome, Ignored)
    assert (reading.event, reading.outcome.code, reading.server) == ("scroblarr.test", "test", None)
