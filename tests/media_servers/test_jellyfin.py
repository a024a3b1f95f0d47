"""What the webhooks of Jellyfin's plugin say."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.media_servers.jellyfin import is_playback_progress, read
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
from tests.bodies import (
    ABSENT,
    JELLYFIN_SERVER,
    JELLYFIN_USER,
    as_bytes,
    jellyfin_body,
    jellyfin_hand_mark,
    jellyfin_progress,
    jellyfin_start,
    jellyfin_stop,
)

RECEIVED_AT = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
WATCHED_AT = datetime(2026, 3, 1, 19, 59, 58, 123456, tzinfo=UTC)

# A template as people write them, filled in by the plugin: everything is a string, ids have
# dashes, HTML is escaped and so are quotation marks, once more, with a backslash.
TEMPLATE = r"""
{
  "NotificationType": "PlaybackStop",
  "ServerId": "8D1F0C5B-E2A7-4936-B0D4-E7C19F3A6258",
  "ServerName": "Cellar",
  "UserId": "c04e7a91-d3b8-452f-96e1-a5087bd2fc34",
  "NotificationUsername": "Robin",
  "ItemType": "Episode",
  "ItemId": "19c3d8e0-f7a6-4b25-a1b2-c3d4e5f60718",
  "Name": "Gulls &amp; Robin&#39;s \&quot;Boat\&quot;",
  "Overview": "First line.
Second line with a C:\movies path.",
  "SeriesName": "Harbour Street",
  "SeasonNumber": "02",
  "EpisodeNumber": "5",
  "EpisodeNumberEnd": "",
  "Year": "2020",
  "RunTimeTicks": "27000000000",
  "PlaybackPositionTicks": "26700000000",
  "PlayedToCompletion": "True",
  "Provider_imdb": "",
  "Provider_tvdb": "8800205",
  "UtcTimestamp": "2026-03-01T19:59:58.1234567"
}
"""


def reading_of(body: object) -> Reading:
    return read(body if isinstance(body, bytes) else as_bytes(body), RECEIVED_AT)


def watch_of(body: object) -> Watch:
    outcome = reading_of(body).outcome
    assert isinstance(outcome, Watch)
    return outcome


def why_ignored(body: object) -> Ignored:
    outcome = reading_of(body).outcome
    assert isinstance(outcome, Ignored)
    return outcome


def test_a_finished_episode_is_a_watch_at_its_own_time() -> None:
    assert reading_of(jellyfin_stop()) == Reading(
        event="PlaybackStop",
        outcome=Watch(
            items=(
                Item(
                    kind=Kind.EPISODE,
                    title="The Ferry Does Not Wait",
                    ids={"imdb": "tt9000205", "tmdb": "3300205", "tvdb": "8800205"},
                    show="Harbour Street",
                    show_year=2020,
                    season=2,
                    number=5,
                    run_time_s=2700.0,
                    server_key="19c3d8e0f7a64b25a1b2c3d4e5f60718",
                ),
            ),
            watched_at=WATCHED_AT,
        ),
        server=ServerRef(JELLYFIN_SERVER, "Cellar"),
        viewer=ViewerRef(JELLYFIN_USER, "Robin"),
    )


def test_a_finished_movie_is_a_watch() -> None:
    (item,) = watch_of(jellyfin_stop("movie")).items
    assert item == Item(
        kind=Kind.MOVIE,
        title="The Lantern Year",
        year=2019,
        ids={"imdb": "tt9000001", "tmdb": "990001"},
        run_time_s=6600.0,
        server_key="3be5fa02198c6d47c3d4e5f60718293a",
    )


def test_a_template_of_ones_own_says_the_same() -> None:
    reading = reading_of(TEMPLATE.encode())
    assert (reading.server, reading.viewer) == (
        ServerRef(JELLYFIN_SERVER, "Cellar"),
        ViewerRef(JELLYFIN_USER, "Robin"),
    )
    assert reading.outcome == Watch(
        items=(
            Item(
                kind=Kind.EPISODE,
                title='Gulls & Robin\'s "Boat"',
                ids={"tvdb": "8800205"},
                show="Harbour Street",
                show_year=2020,
                season=2,
                number=5,
                run_time_s=2700.0,
                server_key="19c3d8e0f7a64b25a1b2c3d4e5f60718",
            ),
        ),
        watched_at=WATCHED_AT,
    )


def test_a_template_without_quotation_marks_around_its_values() -> None:
    body = b"""{"NotificationType": "PlaybackStop", "ServerId": "a1", "UserId": "b2",
        "ItemType": "Episode", "Name": "One: , true", "SeriesName": "Harbour Street",
        "SeasonNumber": 02, "EpisodeNumber": 05, "EpisodeNumberEnd": , "Year":
        , "PlayedToCompletion": True, "RunTimeTicks": 0, }"""
    (item,) = watch_of(body).items
    assert (item.title, item.season, item.number) == ("One: , true", 2, 5)
    assert (item.show_year, item.run_time_s) == (None, None)


def test_the_plugins_own_backslashes_are_not_part_of_the_title() -> None:
    (item,) = watch_of(jellyfin_stop(Name=r"The \"Ferry\"", SeriesName=r"\"Harbour\"")).items
    assert (item.title, item.show) == ('The "Ferry"', '"Harbour"')


def test_a_byte_order_mark_does_no_harm() -> None:
    assert watch_of(b"\xef\xbb\xbf" + as_bytes(jellyfin_stop())).watched_at == WATCHED_AT


@pytest.mark.parametrize("completed", [False, "False", "false", 0])
def test_an_unfinished_stop_is_progress(completed: Any) -> None:
    body = jellyfin_stop(PlayedToCompletion=completed, PlaybackPositionTicks=13_500_000_000)
    outcome = reading_of(body).outcome
    assert isinstance(outcome, Progress)
    assert (outcome.action, outcome.at) == (ProgressAction.STOP, WATCHED_AT)
    assert (outcome.position_s, outcome.percent) == (1350.0, 50.0)


def test_a_start_is_progress() -> None:
    outcome = reading_of(jellyfin_start()).outcome
    assert isinstance(outcome, Progress)
    assert (outcome.action, outcome.position_s) == (ProgressAction.PLAY, 0.0)


def test_a_stop_at_nought_is_one_whose_position_nobody_knows() -> None:
    outcome = reading_of(jellyfin_stop(PlayedToCompletion=False, PlaybackPositionTicks=0)).outcome
    assert isinstance(outcome, Progress)
    assert outcome.position_s is None


def test_run_time_and_position_may_come_as_clock_times_only() -> None:
    changes = {"RunTimeTicks": ABSENT, "PlaybackPositionTicks": "", "PlaybackPosition": "00:30:15"}
    outcome = reading_of(jellyfin_stop("movie", PlayedToCompletion="False", **changes)).outcome
    assert isinstance(outcome, Progress)
    assert (outcome.position_s, outcome.items[0].run_time_s) == (1815.0, 6600.0)


def test_a_hand_mark_is_a_watch_by_hand() -> None:
    watch = watch_of(jellyfin_hand_mark(PlayCount=2))
    assert (watch.by_hand, watch.play_count, watch.watched_at) == (True, 2, WATCHED_AT)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Played": False}, "unmarked"),
        ({"Played": "False"}, "unmarked"),
        ({"SaveReason": "PlaybackFinished"}, "user_data"),
        ({"SaveReason": "PlaybackProgress"}, "user_data"),
        ({"SaveReason": "Import"}, "user_data"),
        ({"SaveReason": ABSENT}, "missing_fields"),
        ({"Played": ""}, "missing_fields"),
    ],
)
def test_what_else_is_saved_is_no_watch(changes: dict[str, Any], code: str) -> None:
    assert why_ignored(jellyfin_hand_mark(**changes)).code == code


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("PlaybackProgress", "playback_progress"),
        ("ItemAdded", "library"),
        ("ItemDeleted", "library"),
        ("SessionStart", "server_event"),
        ("AuthenticationSuccess", "server_event"),
        ("UserUpdated", "server_event"),
        ("TaskCompleted", "server_event"),
        ("Generic", "server_event"),
        ("PlaybackDance", "unknown_event"),
    ],
)
def test_events_that_are_no_viewing(event: str, code: str) -> None:
    reading = reading_of(jellyfin_body(event))
    assert isinstance(reading.outcome, Ignored)
    assert (reading.event, reading.outcome.code) == (event, code)


@pytest.mark.parametrize(
    ("item_type", "code"),
    [
        ("Audio", "music"),
        ("MusicVideo", "music"),
        ("Video", "other_type"),
        ("Season", "other_type"),
    ],
)
def test_items_that_never_count(item_type: str, code: str) -> None:
    assert why_ignored(jellyfin_stop(ItemType=item_type)).code == code


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"ServerId": ABSENT}, "ServerId"),
        ({"ServerId": "", "UserId": ""}, "ServerId and UserId"),
        ({"UserId": "00000000-0000-0000-0000-000000000000"}, "UserId"),
        ({"UserId": [], "ItemType": ABSENT, "ServerId": None}, "ServerId, UserId and ItemType"),
        ({"PlayedToCompletion": ""}, "PlayedToCompletion"),
        ({"NotificationType": ""}, "NotificationType"),
    ],
)
def test_what_a_template_leaves_out_is_named(changes: dict[str, Any], names: str) -> None:
    ignored = why_ignored(jellyfin_stop(**changes))
    assert ignored.code == "missing_fields"
    assert ignored.reason.startswith(f"The body does not say {names}. ")
    assert "Send All Properties" in ignored.reason


def test_an_item_without_ids_and_titles_is_none() -> None:
    ids = {"Provider_imdb": "", "Provider_tmdb": "0", "Provider_tvdb": "none"}
    ignored = why_ignored(jellyfin_stop(Name="", SeriesName="", **ids))
    assert (ignored.code, "does not say Name." in ignored.reason) == ("missing_fields", True)


def test_an_episode_without_numbers_is_still_a_watch() -> None:
    (item,) = watch_of(
        jellyfin_stop(
            SeasonNumber=ABSENT, SeasonNumber00=ABSENT, SeasonNumber000=ABSENT, EpisodeNumber=""
        )
    ).items
    assert (item.season, item.number) == (None, 5)


def test_zero_is_a_number() -> None:
    (item,) = watch_of(jellyfin_stop(SeasonNumber=0, EpisodeNumber="0")).items
    assert (item.season, item.number) == (0, 0)


def test_a_file_of_several_episodes_is_one_watch_of_each() -> None:
    items = watch_of(jellyfin_stop(EpisodeNumberEnd=7)).items
    assert [(item.season, item.number, item.run_time_s) for item in items] == [
        (2, 5, 900.0),
        (2, 6, 900.0),
        (2, 7, 900.0),
    ]
    assert [bool(item.ids) for item in items] == [True, False, False]
    assert {item.show for item in items} == {"Harbour Street"}


@pytest.mark.parametrize("last", [5, 4, 0, 5000, "", "many", -1])
def test_a_range_that_is_none_is_one_episode(last: Any) -> None:
    (item,) = watch_of(jellyfin_stop(EpisodeNumberEnd=last)).items
    assert (item.number, item.run_time_s) == (5, 2700.0)


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2026-03-01T19:59:58.1234567Z", WATCHED_AT),
        ("2026-03-01T19:59:58.1234567", WATCHED_AT),
        ("2026-03-01T20:59:58.123456+01:00", WATCHED_AT),
        ("2026-03-01T20:59:58.123456&#43;01:00", WATCHED_AT),
        ("2026-03-01T19:30:00Z", datetime(2026, 3, 1, 19, 30, tzinfo=UTC)),
        ("2026-03-01T20:00:00.0000001Z", RECEIVED_AT),
        ("2026-03-01T20:00:01Z", RECEIVED_AT),
        ("9999-12-31T23:59:59-12:00", RECEIVED_AT),
        ("0001-01-01T00:00:00.0000000Z", RECEIVED_AT),
        ("0001-01-01T00:00:00+14:00", RECEIVED_AT),
        ("03/01/2026 19:59:58", RECEIVED_AT),
        ("2026-03-01", RECEIVED_AT),
        ("", RECEIVED_AT),
        (ABSENT, RECEIVED_AT),
        (1772395198, RECEIVED_AT),
    ],
)
def test_the_time_is_the_servers_but_never_after_receipt(stamp: Any, expected: datetime) -> None:
    watched_at = watch_of(jellyfin_stop(at=stamp)).watched_at
    assert (watched_at, watched_at.utcoffset()) == (expected, timedelta(0))


@given(st.uuids())
def test_ids_are_the_same_with_and_without_dashes_in_any_case(uuid: Any) -> None:
    spellings = [str(uuid), uuid.hex, str(uuid).upper(), f"{{{uuid}}}"]
    readings = [reading_of(jellyfin_stop(user_id=u, server_id=u)) for u in spellings]
    expected = None if not uuid.int else ViewerRef(uuid.hex, "Robin")
    assert [reading.viewer for reading in readings] == [expected] * 4
    assert {reading.server.uuid for reading in readings if reading.server} <= {uuid.hex}


@pytest.mark.parametrize("body", [b"", b"PlaybackStop", b"[]", b"{", b'{"a": "b}', b"\\", b'"'])
def test_what_is_no_json_object_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^The body .*\.$"):
        read(body, RECEIVED_AT)


@pytest.mark.parametrize(
    "body",
    [
        as_bytes(jellyfin_progress()),
        b"\xef\xbb\xbf" + as_bytes(jellyfin_progress("movie")),
        b'\n{ "NotificationType" :\t"PlaybackProgress" }',
        b'{"a":"a \\"quoted\\" {b}","c":-1.5e3,"d":null,"NotificationType":"PlaybackProgress",',
        b'{"Overview":"two\nlines","NotificationType":"PlaybackProgress","Name":"a"}',
    ],
)
def test_playback_progress_is_known_by_its_first_bytes(body: bytes) -> None:
    assert is_playback_progress(body)


@pytest.mark.parametrize(
    "body",
    [
        as_bytes(jellyfin_stop()),
        as_bytes(jellyfin_stop(server_name='","NotificationType":"PlaybackProgress","x":"')),
        as_bytes(jellyfin_stop(server_name='"NotificationType":"PlaybackProgress"')),
        as_bytes(jellyfin_progress(server_name='"NotificationType"')),
        as_bytes({"a": {"NotificationType": "PlaybackProgress"}, "b": 1}),
        as_bytes({"a": ["NotificationType", "PlaybackProgress"]}),
        as_bytes([{"NotificationType": "PlaybackProgress"}]),
        as_bytes({"NotificationType": "PlaybackProgressed"}),
        as_bytes({"NotificationType": None, "x": "PlaybackProgress"}),
        as_bytes({"pad": "x" * 5000, "NotificationType": "PlaybackProgress"}),
        b'{"NotificationType":"PlaybackStop","NotificationType":"PlaybackProgress"}',
        b'{"NotificationType":"PlaybackProgress","NotificationType":"PlaybackStop"}',
        b'{"NotificationType":"PlaybackProgress"',
        b'{"NotificationType":"PlaybackProg',
        b'{"a":"\\","NotificationType":"PlaybackProgress","b":"',
        b"",
        b"{",
        b'"NotificationType":"PlaybackProgress"',
    ],
)
def test_in_doubt_a_body_is_kept(body: bytes) -> None:
    assert not is_playback_progress(body)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=60), max_size=6), st.booleans())
def test_nothing_but_playback_progress_is_ever_dropped(
    fields: dict[str, str], misleading: bool
) -> None:
    if misleading:
        fields = {**fields, "Name": '"NotificationType":"PlaybackProgress",' + str(fields)}
    body = {**fields, "NotificationType": "PlaybackStop"}
    assert not is_playback_progress(json.dumps(body).encode())
    assert not is_playback_progress(json.dumps(body, ensure_ascii=False).encode())
