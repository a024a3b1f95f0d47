"""What is kept of a media server's own history, and how it is read again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.media_servers import jellyfin_rows, plex_history, plex_rows, read_history
from scroblarr_desktop.media_servers.clocks import ahead_s
from scroblarr_desktop.media_servers.jellyfin_played import moment
from scroblarr_desktop.media_servers.jellyfin_rows import Verdict
from scroblarr_desktop.watches import (
    Ignored,
    ServerKind,
    ServerRef,
    Unreadable,
    ViewerRef,
    Watch,
)
from tests.media_servers.test_wild_bodies import RECEIVED_AT, assert_storable, values

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ENDED_AT = RECEIVED_AT - 5 * HOUR
ATTIC, CELLAR = ServerRef("attic", "Attic"), ServerRef("c" * 32, "Cellar")
ROW: dict[str, Any] = {
    "historyKey": "/status/sessions/history/17",
    "ratingKey": "501",
    "grandparentKey": "/library/metadata/400",
    "librarySectionID": "2",
    "type": "episode",
    "title": "Part 4",
    "grandparentTitle": "Harbour Street",
    "index": 4,
    "parentIndex": 1,
    "originallyAvailableAt": "2017-03-05",
    "viewedAt": int(ENDED_AT.timestamp()),
    "accountID": 1,
}
EPISODE: dict[str, Any] = {
    **{name: ROW[name] for name in ("ratingKey", "type", "title", "grandparentTitle", "index")},
    "parentIndex": 1,
    "year": 2017,
    "guid": "plex://episode/61f0a2b3c4d5e6f708192001",
    "grandparentGuid": "plex://show/61f0a2b3c4d5e6f708192000",
    "Guid": [{"id": "tvdb://880004"}],
    "duration": 2_880_000,
    "viewCount": 9,
    "Role": [{"tag": "Somebody"}],
}
SHOW: dict[str, Any] = {
    "ratingKey": "400",
    "type": "show",
    "title": "Harbour Street",
    "year": 2016,
    "Guid": [{"id": "tvdb://7700"}, {"id": "imdb://tt9000700"}],
}
FILM: dict[str, Any] = {
    "Id": "f" * 32,
    "Name": "The Lantern Year",
    "Type": "Movie",
    "ProductionYear": 2019,
    "RunTimeTicks": 66_000_000_000,
    "ProviderIds": {"Imdb": "tt9000001", "Tmdb": "990001", "Official Website": "https://x.test"},
    "MediaSources": [{}],
}


def plex_row(item: dict[str, Any] | None = EPISODE, ahead: float = 0.0, /, **changes: Any) -> bytes:
    return plex_rows.body_of({**ROW, **changes}, ATTIC, "Anna", item, SHOW, ahead)


def jellyfin_row(verdict: Verdict, ahead: float = 0.0) -> bytes:
    return jellyfin_rows.body_of(CELLAR, ViewerRef("a" * 32, "Anna"), FILM, None, verdict, ahead)


def watch(kind: ServerKind, body: bytes) -> Watch:
    outcome = read_history(kind, body, RECEIVED_AT).outcome
    assert isinstance(outcome, Watch)
    return outcome


def test_a_plex_row_is_read_with_what_its_item_and_show_say() -> None:
    found = watch(ServerKind.PLEX, plex_row())
    (item,) = found.items
    assert (item.title, item.show, item.season, item.number) == ("Part 4", "Harbour Street", 1, 4)
    assert (item.year, item.show_year, item.run_time_s, item.server_key) == (
        2017,
        2016,
        2880,
        "501",
    )
    assert item.ids["tvdb"] == "880004"
    assert (item.show_ids["tvdb"], item.show_ids["imdb"]) == ("7700", "tt9000700")
    # How often the owner has seen it says nothing of whoever this is.
    assert (found.watched_at, found.library, found.play_count) == (ENDED_AT, "2", None)


def test_what_is_not_needed_of_the_item_is_not_kept() -> None:
    kept = json.loads(plex_row())["Metadata"]
    assert {"Role", "viewCount"}.isdisjoint(kept)
    assert kept["Guid"] == [{"id": "tvdb://880004"}]


def test_a_plex_row_alone_tells_title_numbers_and_year() -> None:
    body = plex_rows.body_of(ROW, ATTIC, "", None, None, 0.0)
    (item,) = watch(ServerKind.PLEX, body).items
    assert (item.title, item.season, item.number, item.year) == ("Part 4", 1, 4, 2017)
    assert (dict(item.ids), dict(item.show_ids)) == ({}, {})


@pytest.mark.parametrize("ahead", [3 * HOUR, -3 * HOUR])
def test_times_are_told_by_our_clock(ahead: timedelta) -> None:
    seconds = ahead.total_seconds()
    assert watch(ServerKind.PLEX, plex_row(EPISODE, seconds)).watched_at == ENDED_AT - ahead
    began_at = ENDED_AT - 2 * HOUR
    verdict = Verdict(ENDED_AT, "start and run time", began_at=began_at)
    found = watch(ServerKind.JELLYFIN, jellyfin_row(verdict, seconds))
    assert (found.watched_at, found.began_at) == (ENDED_AT - ahead, began_at - ahead)


def test_nothing_was_watched_after_it_was_read() -> None:
    late = int((RECEIVED_AT + HOUR).timestamp())
    assert watch(ServerKind.PLEX, plex_row(viewedAt=late)).watched_at == RECEIVED_AT


def test_a_jellyfin_row_is_read_with_its_verdict() -> None:
    verdict = Verdict(ENDED_AT, "marked by hand", by_hand=True)
    found = watch(ServerKind.JELLYFIN, jellyfin_row(verdict))
    (item,) = found.items
    assert (item.title, item.year, item.run_time_s) == ("The Lantern Year", 2019, 6600)
    assert item.ids == {"imdb": "tt9000001", "tmdb": "990001"}
    assert (found.by_hand, found.doubtful, found.play_count) == (True, False, None)
    verdict = Verdict(ENDED_AT, "start and run time", seen_before=True, doubtful=True)
    found = watch(ServerKind.JELLYFIN, jellyfin_row(verdict))
    assert (found.by_hand, found.doubtful, found.play_count) == (False, True, 2)


def test_a_row_that_lacks_something_says_so() -> None:
    outcome = read_history(ServerKind.PLEX, plex_row(viewedAt=None), RECEIVED_AT).outcome
    assert isinstance(outcome, Ignored)
    assert outcome.code == "missing_fields"
    with pytest.raises(Unreadable):
        read_history(ServerKind.PLEX, b"[]", RECEIVED_AT)


def test_the_key_of_a_row_outlives_a_server_put_back_from_a_copy() -> None:
    later = {**ROW, "viewedAt": ROW["viewedAt"] + 60}
    assert plex_history.row_key(ROW) == plex_history.row_key(dict(ROW))
    assert plex_history.row_key(ROW) != plex_history.row_key(later)
    assert plex_history.row_key({**ROW, "historyKey": None}).startswith("1/Part 4@")


def test_keys_come_from_paths_as_well() -> None:
    assert (plex_history.item_key(ROW), plex_history.show_key(ROW)) == ("501", "400")
    assert plex_history.item_key({"key": "/library/metadata/77"}) == "77"
    assert (plex_history.item_key({}), plex_history.show_key({})) == ("", "")


@pytest.mark.parametrize(
    ("told", "took", "expected"),
    [
        (timedelta(seconds=90), timedelta(seconds=1), 0.0),
        (2 * HOUR, timedelta(seconds=1), 7199.0),
        (-2 * HOUR, timedelta(0), -7200.0),
        (2 * HOUR, HOUR, 0.0),
        (2 * HOUR, -HOUR, 0.0),
        (None, timedelta(0), 0.0),
    ],
)
def test_a_clock_is_wrong_from_two_minutes_on(
    told: timedelta | None, took: timedelta, expected: float
) -> None:
    told_at = None if told is None else RECEIVED_AT + told
    assert ahead_s(told_at, RECEIVED_AT, RECEIVED_AT + took) == expected


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-03-01T20:15:00.1234567Z", datetime(2026, 3, 1, 20, 15, 0, 123456, UTC)),
        ("2026-03-01T22:15:00+02:00", datetime(2026, 3, 1, 20, 15, tzinfo=UTC)),
        ("2026-03-01T20:15:00", datetime(2026, 3, 1, 20, 15, tzinfo=UTC)),
        ("0001-01-01T00:00:00.0000000Z", None),
        ("9999-12-31T23:59:59-05:00", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_moments_as_jellyfin_writes_them(written: object, at: datetime | None) -> None:
    assert moment(written) == at


@given(st.sampled_from(ServerKind), st.data())
def test_whatever_a_media_server_answers_gives_a_reading(
    kind: ServerKind, data: st.DataObject
) -> None:
    verdict = Verdict(ENDED_AT, "activity log", began_at=ENDED_AT)
    sound = plex_row() if kind is ServerKind.PLEX else jellyfin_row(verdict)
    content = json.loads(sound)
    name = data.draw(st.sampled_from(sorted(content)))
    inner = content[name]
    if isinstance(inner, dict):
        inner[data.draw(st.sampled_from(sorted(inner)))] = data.draw(values)
    else:
        content[name] = data.draw(values)
    assert_storable(read_history(kind, json.dumps(content).encode(), RECEIVED_AT))
