"""Whatever is posted: nothing but `Unreadable` is raised, and what comes out can be stored."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.media_servers import read
from scroblarr_desktop.media_servers.jellyfin import is_playback_progress
from scroblarr_desktop.watches import Ignored, Progress, Reading, ServerKind, Unreadable, Watch
from tests.bodies import (
    as_bytes,
    jellyfin_hand_mark,
    jellyfin_progress,
    jellyfin_start,
    jellyfin_stop,
    plex_body,
    plex_scrobble,
)

RECEIVED_AT = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)

SOUND = [
    plex_scrobble(),
    plex_scrobble("movie"),
    plex_body("media.pause", viewOffset=5000),
    jellyfin_stop(EpisodeNumberEnd=7),
    jellyfin_stop("movie", PlayedToCompletion="False"),
    jellyfin_start(),
    jellyfin_progress(),
    jellyfin_hand_mark("movie"),
    {"Event": "playback.stop", "Item": {"Name": "x"}, "Server": {"Id": "a"}},
    {"event": "tautulli.watched", "Account": {"id": "1"}, "Metadata": {"index": "5"}},
]

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([0, -1, 10**30, -(10**30), 2**63])
    | st.floats()
    | st.text(max_size=30)
    | st.text(st.characters(categories=["Cs", "Cc", "Nd"]), max_size=8)
    | st.sampled_from(
        ["", "True", "0", "tt", "plex://show/", "9" * 400, "0001-01-01T00:00:00+14:00"]
    )
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
names = st.sampled_from(sorted({name for body in SOUND for name in body})) | st.text(max_size=10)
kinds = st.sampled_from(ServerKind)


def assert_storable(reading: Reading) -> None:
    """Check what a database, a log line and a window would stumble over."""
    outcome = reading.outcome
    if isinstance(outcome, Ignored):
        assert outcome.code
        assert outcome.reason.strip().endswith(".")
    else:
        assert isinstance(outcome, Watch | Progress)
        assert outcome.items
        assert reading.server
        assert reading.viewer
        assert reading.server.uuid
        assert reading.viewer.account_id
        at = outcome.watched_at if isinstance(outcome, Watch) else outcome.at
        assert RECEIVED_AT - timedelta(days=366 * 30) < at <= RECEIVED_AT
        assert all(item.identity_keys() is not None for item in outcome.items)
    with closing(sqlite3.connect(":memory:")) as database:
        for value in _leaves(asdict(reading)):
            assert database.execute("SELECT ?", (value,)).fetchone() == (value,)


def assert_read_or_unreadable(kind: ServerKind, body: bytes) -> None:
    try:
        reading = read(kind, body, RECEIVED_AT)
    except Unreadable as unreadable:
        reading = Reading("", Ignored("unreadable", str(unreadable)))
    assert_storable(reading)


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in _leaves(inner)]
    if isinstance(value, list | tuple):
        return [leaf for inner in value for leaf in _leaves(inner)]
    return [value.isoformat() if isinstance(value, datetime) else value]


@given(kinds, st.dictionaries(names, values, max_size=8))
def test_every_json_object_gives_a_reading(kind: ServerKind, body: dict[str, Any]) -> None:
    assert_storable(read(kind, json.dumps(body).encode(), RECEIVED_AT))


@given(kinds, st.sampled_from(SOUND), st.data())
def test_a_sound_body_with_one_wrong_value_gives_a_reading(
    kind: ServerKind, body: dict[str, Any], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(body)))
    inner = body[name]
    if isinstance(inner, dict) and data.draw(st.booleans()):
        changed: Any = {**inner, data.draw(st.sampled_from(sorted(inner))): data.draw(values)}
    else:
        changed = data.draw(values)
    assert_storable(read(kind, json.dumps({**body, name: changed}).encode(), RECEIVED_AT))


@given(kinds, st.sampled_from(SOUND), st.data())
def test_a_sound_body_with_broken_bytes_is_read_or_unreadable(
    kind: ServerKind, body: dict[str, Any], data: st.DataObject
) -> None:
    sound = as_bytes(body)
    at = data.draw(st.integers(0, len(sound)))
    length = data.draw(st.integers(0, 20))
    broken = sound[:at] + data.draw(st.binary(max_size=10)) + sound[at + length :]
    assert_read_or_unreadable(kind, broken)


@given(kinds, st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_unreadable(kind: ServerKind, body: bytes) -> None:
    assert_read_or_unreadable(kind, body)


@given(st.sampled_from(SOUND), st.data())
def test_what_is_dropped_unread_would_have_counted_as_nothing(
    body: dict[str, Any], data: st.DataObject
) -> None:
    at_name = data.draw(st.sampled_from(sorted(body)))
    written = json.dumps({**body, at_name: data.draw(values)}).encode()
    outcome = read(ServerKind.JELLYFIN, written, RECEIVED_AT).outcome
    would_count = not isinstance(outcome, Ignored) or outcome.code != "playback_progress"
    assert not (is_playback_progress(written) and would_count)


@pytest.mark.parametrize("kind", ServerKind)
@pytest.mark.parametrize(
    "body",
    [
        b'{"a":"' + b"\\" * 1_000_000,
        b'{"' + b'"' * 1_000_000,
        b'{"Name":"' + b"&" * 1_000_000 + b'"}',
        b'{"Name":"' + b"&#38;" * 200_000 + b'","NotificationType":"PlaybackStop"}',
        b"{" + b"0" * 1_000_000,
        b"{" + b": " * 500_000 + b"}",
        b"{" + b", " * 500_000,
        b'{"event":"' + b"{a" * 500_000 + b'"}',
    ],
)
def test_a_body_made_to_be_slow_is_read_quickly(kind: ServerKind, body: bytes) -> None:
    started = datetime.now(UTC)
    assert_read_or_unreadable(kind, body)
    assert not is_playback_progress(body)
    assert datetime.now(UTC) - started < timedelta(seconds=5)
