"""What Plex's webhooks say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from scroblarr_desktop.media_servers.plex import read
from scroblarr_desktop.watches import (
    Ignored,
    Item,
    Kind,
    Progress,
    ProgressAction,
    Reading,
    ServerRef,
    Unreadable,
    ViewerRef,
    Watch,
)
from tests.bodies import ABSENT, PLEX_AVATAR, PLEX_SERVER, as_bytes, plex_body, plex_scrobble

RECEIVED_AT = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


def reading_of(body: object) -> Reading:
    return read(as_bytes(body), RECEIVED_AT)


def watched(body: object) -> Item:
    outcome = reading_of(body).outcome
    assert isinstance(outcome, Watch)
    (item,) = outcome.items
    return item


def why_ignored(body: object) -> Ignored:
    outcome = reading_of(body).outcome
    assert isinstance(outcome, Ignored)
    return outcome


def test_a_finished_episode_is_a_watch_at_the_time_of_receipt() -> None:
    reading = reading_of(plex_scrobble(viewCount=3))
    assert reading == Reading(
        event="media.scrobble",
        outcome=Watch(
            items=(
                Item(
                    kind=Kind.EPISODE,
                    title="The Ferry Does Not Wait",
                    year=2021,
                    ids={
                        "imdb": "tt9000205",
                        "tmdb": "3300205",
                        "tvdb": "8800205",
                        "plex": "61f0a2b3c4d5e6f708192a3b",
                    },
                    show="Harbour Street",
                    show_ids={"plex": "61f0a2b3c4d5e6f708192a00"},
                    season=2,
                    number=5,
                    run_time_s=2700.0,
                    server_key="2210",
                ),
            ),
            watched_at=RECEIVED_AT,
            play_count=3,
        ),
        server=ServerRef(PLEX_SERVER, "Attic"),
        viewer=ViewerRef("40718253", "Robin", PLEX_AVATAR),
        from_owner=True,
    )


def test_a_finished_movie_is_a_watch() -> None:
    assert watched(plex_scrobble("movie")) == Item(
        kind=Kind.MOVIE,
        title="The Lantern Year",
        year=2019,
        ids={
            "imdb": "tt9000001",
            "tmdb": "990001",
            "tvdb": "77001",
            "plex": "60aa11bb22cc33dd44ee55ff",
        },
        run_time_s=6600.0,
        server_key="310",
    )


@pytest.mark.parametrize(
    ("event", "action"),
    [
        ("media.play", ProgressAction.PLAY),
        ("media.resume", ProgressAction.RESUME),
        ("media.pause", ProgressAction.PAUSE),
        ("media.stop", ProgressAction.STOP),
    ],
)
def test_playing_is_progress(event: str, action: ProgressAction) -> None:
    outcome = reading_of(plex_body(event, viewOffset=1_350_000)).outcome
    assert isinstance(outcome, Progress)
    assert (outcome.action, outcome.at) == (action, RECEIVED_AT)
    assert (outcome.position_s, outcome.percent) == (1350.0, 50.0)


def test_a_position_that_plex_leaves_out_is_unknown() -> None:
    outcome = reading_of(plex_body("media.stop")).outcome
    assert isinstance(outcome, Progress)
    assert outcome.position_s is None


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("media.rate", "rating"),
        ("playback.started", "playback_started"),
        ("library.new", "library"),
        ("library.on.deck", "library"),
        ("admin.database.backup", "server_admin"),
        ("admin.database.corrupted", "server_admin"),
        ("device.new", "device"),
        ("media.dance", "unknown_event"),
    ],
)
def test_events_that_are_no_viewing(event: str, code: str) -> None:
    reading = reading_of(plex_body(event))
    assert isinstance(reading.outcome, Ignored)
    assert (reading.event, reading.outcome.code) == (event, code)
    assert reading.outcome.reason.endswith(".")


def test_an_event_without_player_viewer_or_item_is_still_named() -> None:
    reading = reading_of({"event": "admin.database.backup", "Server": {"uuid": "s", "title": "S"}})
    assert isinstance(reading.outcome, Ignored)
    assert (reading.outcome.code, reading.server) == ("server_admin", ServerRef("s", "S"))


def test_an_unknown_event_is_named() -> None:
    assert '"media.dance"' in why_ignored(plex_body("media.dance")).reason


@pytest.mark.parametrize("event", ["media.scrobble", "media.play", "media.stop"])
@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ({"live": "1"}, "live"),
        ({"live": 1}, "live"),
        ({"live": True}, "live"),
        ({"extraType": 1}, "extra"),
        ({"extraType": 5, "type": "clip"}, "extra"),
        ({"subtype": "trailer"}, "extra"),
        ({"cinemaTrailer": True}, "cinema_trailer"),
        ({"cinemaTrailer": True, "extraType": 1, "type": "clip"}, "cinema_trailer"),
        ({"type": "clip"}, "clip"),
        ({"type": "track"}, "music"),
        ({"type": "photo"}, "photo"),
        ({"type": "season"}, "other_type"),
    ],
)
def test_items_that_never_count(event: str, marks: dict[str, Any], code: str) -> None:
    assert why_ignored(plex_body(event, "movie", **marks)).code == code


@pytest.mark.parametrize("mark", ["live", "extraType", "subtype", "cinemaTrailer"])
@pytest.mark.parametrize("unset", [None, "", False, 0, "0"])
def test_a_mark_that_says_no_is_no_mark(mark: str, unset: Any) -> None:
    assert watched(plex_scrobble("movie", **{mark: unset})).title == "The Lantern Year"


def test_specials_and_pilots_numbered_zero_are_real() -> None:
    item = watched(plex_scrobble(parentIndex=0, index=0))
    assert (item.season, item.number) == (0, 0)


def test_the_numbers_of_plex_win_over_those_of_the_guid() -> None:
    guid = "com.plexapp.agents.thetvdb://4400/7/9?lang=de"
    item = watched(plex_scrobble(guid=guid, parentIndex=ABSENT, index=3))
    assert (item.season, item.number, item.language) == (7, 3, "de")


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (plex_scrobble() | {"Account": {"title": "Robin"}}, ["Account.id"]),
        (plex_scrobble() | {"Account": None}, ["Account.id"]),
        (plex_scrobble(server_uuid=ABSENT), ["Server.uuid"]),
        (plex_scrobble(server_uuid="", account_id="Robin"), ["Server.uuid", "Account.id"]),
        (plex_scrobble() | {"Metadata": None}, ["Metadata.type"]),
        (plex_scrobble() | {"event": None}, ["event"]),
        (
            plex_scrobble("movie", title=" ", guid="local://5", Guid=[]),
            ["Metadata.title or Metadata.guid"],
        ),
    ],
)
def test_what_is_missing_is_named(body: dict[str, Any], names: list[str]) -> None:
    ignored = why_ignored(body)
    assert ignored.code == "missing_fields"
    assert all(name in ignored.reason for name in names)


def test_an_episode_without_numbers_is_still_a_watch() -> None:
    item = watched(plex_scrobble(parentIndex=ABSENT, index=ABSENT))
    assert (item.season, item.number, item.show) == (None, None, "Harbour Street")


def test_a_movie_with_a_title_only_is_still_a_watch() -> None:
    item = watched(plex_scrobble("movie", guid="local://310", Guid=ABSENT, year=ABSENT))
    assert (item.title, item.year, item.ids) == ("The Lantern Year", None, {})


@pytest.mark.parametrize(
    ("field", "wrong", "attribute"),
    [
        ("year", "nineteen", "year"),
        ("year", 19, "year"),
        ("year", True, "year"),
        ("index", -1, "number"),
        ("index", [5], "number"),
        ("parentIndex", 10**400, "season"),
        ("parentIndex", 1.5, "season"),
        ("duration", "long", "run_time_s"),
        ("duration", 0, "run_time_s"),
        ("duration", float("nan"), "run_time_s"),
        ("duration", float("inf"), "run_time_s"),
        ("ratingKey", {"a": 1}, "server_key"),
    ],
)
def test_a_value_of_the_wrong_type_is_as_good_as_none(
    field: str, wrong: Any, attribute: str
) -> None:
    assert getattr(watched(plex_scrobble(**{field: wrong})), attribute) is None


def test_half_a_character_and_line_breaks_leave_a_title_that_can_be_stored() -> None:
    body = json.dumps(plex_scrobble(title="\ud83c The\nFerry\x00 ")).encode()
    outcome = read(body, RECEIVED_AT).outcome
    assert isinstance(outcome, Watch)
    assert outcome.items[0].title == "? The Ferry"


@pytest.mark.parametrize(
    ("owner", "expected"), [(True, True), (False, False), (ABSENT, None), (1, None)]
)
def test_who_has_the_webhook(owner: Any, expected: bool | None) -> None:
    body = {name: value for name, value in plex_scrobble().items() if name != "owner"}
    if owner is not ABSENT:
        body["owner"] = owner
    assert reading_of(body).from_owner is expected


@pytest.mark.parametrize(
    "thumb",
    [
        None,
        "https://plex.tv.example.org/users/3f9ac01b77de4521/avatar",
        "https://example.org/?https://plex.tv/users/3f9ac01b77de4521/avatar",
        "https://plex.tv/users//avatar",
    ],
)
def test_only_an_avatar_at_plex_says_who_it_is(thumb: str | None) -> None:
    viewer = reading_of(plex_scrobble() | {"Account": {"id": 1, "thumb": thumb}}).viewer
    assert viewer == ViewerRef("1")


def test_a_view_count_of_nought_is_no_count() -> None:
    outcome = reading_of(plex_scrobble(viewCount=0)).outcome
    assert isinstance(outcome, Watch)
    assert outcome.play_count is None


@pytest.mark.parametrize(
    "body", [b"", b" \n", b"watch", b"[]", b'"media.scrobble"', b"1", b"\xff\xfe\x00", b'{"event":']
)
def test_what_is_no_json_object_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^The body .*\.$"):
        read(body, RECEIVED_AT)


def test_nesting_without_end_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="nested"):
        read(b'{"a":' + b"[" * 200_000, RECEIVED_AT)


def test_a_number_of_many_digits_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="not JSON"):
        read(b'{"event":' + b"9" * 5000 + b"}", RECEIVED_AT)


def test_one_broken_byte_loses_no_watch() -> None:
    body = as_bytes(plex_scrobble(summary="caf\u00e9")).replace("\u00e9".encode(), b"\xe9")
    assert isinstance(read(body, RECEIVED_AT).outcome, Watch)


@pytest.mark.parametrize(
    ("section", "library"), [(7, "7"), ("7", "7"), (ABSENT, None), (None, None), ("", None)]
)
@pytest.mark.parametrize("event", ["media.scrobble", "media.stop"])
def test_the_library_is_told_by_its_key(event: str, section: Any, library: str | None) -> None:
    outcome = read(as_bytes(plex_body(event, librarySectionID=section)), RECEIVED_AT).outcome
    assert isinstance(outcome, Watch | Progress)
    assert outcome.library == library
