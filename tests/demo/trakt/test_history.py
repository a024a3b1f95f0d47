"""History and saved progress at the fake Trakt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser

if TYPE_CHECKING:
    from tests.demo.conftest import Answer, Client, Clock

EVENING = "2026-02-11T19:30:00.000Z"
EVENING_AT = datetime(2026, 2, 11, 19, 30, tzinfo=UTC)


async def add(client: Client, body: Any) -> Answer:
    return await client.api("POST", "/sync/history", body)


async def test_each_shape_is_understood(
    client: Client, film: Movie, series: Show, anna: FakeUser
) -> None:
    season = {"number": 1, "episodes": [{"number": 2, "watched_at": EVENING}]}
    answer = await add(
        client,
        {
            "movies": [{"ids": {"imdb": film.imdb}, "watched_at": EVENING}],
            "shows": [{"ids": {"tvdb": series.tvdb}, "seasons": [season]}],
            "episodes": [{"ids": {"tvdb": series.episode(2, 1).tvdb}, "watched_at": EVENING}],
        },
    )
    assert answer.status == 201
    assert answer.body["added"] == {"movies": 1, "episodes": 2}
    assert not any(answer.body["not_found"].values())
    assert [(play.thing, play.watched_at, play.action) for play in anna.plays] == [
        (film, EVENING_AT, "watch"),
        (series.episode(2, 1), EVENING_AT, "watch"),
        (series.episode(1, 2), EVENING_AT, "watch"),
    ]


async def test_a_film_may_be_named_by_title_and_year(
    client: Client, film: Movie, anna: FakeUser
) -> None:
    answer = await add(client, {"movies": [{"title": film.title, "year": film.year}]})
    assert answer.body["added"]["movies"] == 1
    assert anna.plays_of(film)


async def test_without_a_time_it_is_now(
    client: Client, film: Movie, anna: FakeUser, clock: Clock
) -> None:
    await add(client, {"movies": [{"ids": {"trakt": film.trakt}}]})
    assert [play.watched_at for play in anna.plays] == [clock.now]


async def test_release_date_and_unknown_time(
    client: Client, film: Movie, series: Show, anna: FakeUser
) -> None:
    episode = series.episode(1, 1)
    await add(
        client,
        {
            "movies": [{"ids": {"trakt": film.trakt}, "watched_at": "released"}],
            "episodes": [{"ids": {"trakt": episode.trakt}, "watched_at": "unknown"}],
        },
    )
    assert [play.watched_at for play in anna.plays] == [
        datetime(2019, 5, 17, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    "time",
    [
        "2026-02-11T19:30:00Z",
        "2026-02-11T19:30:00.000+00:00",
        "2026-02-11T20:30:00.000+01:00",
        "2026-02-11 19:30:00",
        "2026-02-31T19:30:00.000Z",
        "yesterday",
        1770838200,
    ],
)
async def test_times_have_one_form(
    client: Client, film: Movie, anna: FakeUser, time: object
) -> None:
    answer = await add(client, {"movies": [{"ids": {"trakt": film.trakt}, "watched_at": time}]})
    assert (answer.status, list(answer.body["errors"])) == (422, ["watched_at"])
    assert not anna.plays


async def test_nothing_is_compared_with_what_is_there(
    client: Client, film: Movie, anna: FakeUser
) -> None:
    body = {"movies": [{"ids": {"trakt": film.trakt}, "watched_at": EVENING}]}
    for _ in range(2):
        assert (await add(client, body)).body["added"]["movies"] == 1
    assert [play.watched_at for play in anna.plays] == [EVENING_AT, EVENING_AT]


async def test_what_is_not_known_comes_back(
    client: Client, series: Show, film: Movie, anna: FakeUser
) -> None:
    answer = await add(
        client,
        {
            "movies": [{"ids": {"imdb": "tt0000111"}}, {"ids": {"tvdb": film.tvdb}}],
            "shows": [
                {"ids": {"trakt": 4}},
                {
                    "ids": {"trakt": series.trakt},
                    "seasons": [
                        {"number": 2, "episodes": [{"number": 1}, {"number": 9}]},
                        {"number": 7, "episodes": [{"number": 1}]},
                    ],
                },
            ],
            "seasons": [{"ids": {"trakt": 5}}],
            "episodes": [{"ids": {"tvdb": series.tvdb}}],
        },
    )
    assert answer.status == 201
    assert answer.body["added"] == {"movies": 0, "episodes": 1}
    assert answer.body["not_found"] == {
        "movies": [{"ids": {"imdb": "tt0000111"}}, {"ids": {"tvdb": film.tvdb}}],
        "shows": [
            {"ids": {"trakt": 4}},
            {
                "ids": {"trakt": series.trakt},
                "seasons": [
                    {"number": 2, "episodes": [{"number": 9}]},
                    {"number": 7, "episodes": [{"number": 1}]},
                ],
            },
        ],
        "seasons": [{"ids": {"trakt": 5}}],
        "episodes": [{"ids": {"tvdb": series.tvdb}}],
    }


async def test_a_bare_show_means_all_of_it_and_is_counted(
    client: Client, fake: FakeTrakt, series: Show, anna: FakeUser
) -> None:
    answer = await add(client, {"shows": [{"ids": {"trakt": series.trakt}}]})
    assert answer.body["added"]["episodes"] == 7
    assert {play.subject.show for play in anna.plays} == {series}
    assert fake.dangerous_writes == 1


async def test_a_bare_season_means_all_of_it_and_is_counted(
    client: Client, fake: FakeTrakt, series: Show, anna: FakeUser
) -> None:
    seasons = [{"number": 2, "watched_at": EVENING}]
    answer = await add(client, {"shows": [{"ids": {"trakt": series.trakt}, "seasons": seasons}]})
    assert answer.body["added"]["episodes"] == 3
    assert {play.watched_at for play in anna.plays} == {EVENING_AT}
    assert fake.dangerous_writes == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"movie": {"ids": {"trakt": 1}}}, 400),
        ({"movies": {"ids": {"trakt": 1}}}, 400),
        ({"episodes": ["tt1"]}, 400),
        ({"movies": [{"ids": {"tmdb": "1"}}]}, 422),
        ({"shows": [{"ids": {"trakt": 1003}, "seasons": [{"episodes": []}]}]}, 404),
        ([], 400),
    ],
)
async def test_bodies_of_another_shape_are_refused(
    client: Client, series: Show, body: Any, status: int
) -> None:
    if status == 404:  # a season without its number, of a show that exists
        body["shows"][0]["ids"]["trakt"], status = series.trakt, 422
    assert (await add(client, body)).status == status


# -- asking


async def test_plays_are_listed_newest_first(
    client: Client, fake: FakeTrakt, film: Movie, series: Show, anna: FakeUser
) -> None:
    old = fake.record_play(anna, film, EVENING_AT - timedelta(days=3))
    new = fake.record_play(anna, series.episode(1, 1), EVENING_AT)
    middle = fake.record_play(anna, film, EVENING_AT - timedelta(days=1))
    answer = await client.api("GET", "/sync/history")
    assert [entry["id"] for entry in answer.body] == [new.id, middle.id, old.id]
    first = answer.body[0]
    assert (first["watched_at"], first["action"], first["type"]) == (EVENING, "watch", "episode")
    assert first["episode"]["number"] == 1
    assert first["show"]["ids"]["trakt"] == series.trakt


async def test_plays_of_one_thing(
    client: Client, fake: FakeTrakt, film: Movie, series: Show, anna: FakeUser
) -> None:
    one = series.episode(1, 1)
    for thing in (film, one, series.episode(2, 2)):
        fake.record_play(anna, thing, EVENING_AT)
    expected = {
        "/movies": 1,
        f"/movies/{film.trakt}": 1,
        "/movies/1": 0,
        "/episodes": 2,
        f"/episodes/{one.trakt}": 1,
        f"/episodes/{film.trakt}": 0,
        "/shows": 2,
        f"/shows/{series.trakt}": 2,
        "/seasons": 2,
    }
    for path, count in expected.items():
        answer = await client.api("GET", f"/sync/history{path}")
        assert (answer.status, len(answer.body)) == (200, count), path
    assert (await client.api("GET", "/sync/history/albums")).status == 404


async def test_both_ends_of_a_span_count(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser
) -> None:
    fake.record_play(anna, film, EVENING_AT)
    path = f"/sync/history/movies/{film.trakt}"
    for span, count in (
        (f"start_at={EVENING}&end_at={EVENING}", 1),
        ("start_at=2026-02-11T19:30:01.000Z", 0),
        ("end_at=2026-02-11T19:29:59.000Z", 0),
        ("start_at=2026-02-11", 1),
        ("start_at=2026-02-11T20:30:00.000%2B01:00", 1),
    ):
        answer = await client.api("GET", f"{path}?{span}")
        assert (answer.status, len(answer.body)) == (200, count), span
    assert (await client.api("GET", f"{path}?start_at=soon")).status == 400


async def test_history_comes_in_pages_of_ten(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser
) -> None:
    plays = [fake.record_play(anna, film, EVENING_AT + timedelta(days=n)) for n in range(12)]
    first = await client.api("GET", "/sync/history")
    assert len(first.body) == 10
    second = await client.api("GET", "/sync/history?page=2")
    assert [entry["id"] for entry in second.body] == [plays[1].id, plays[0].id]
    assert second.headers["X-Pagination-Page"] == "2"
    assert second.headers["X-Pagination-Limit"] == "10"
    assert second.headers["X-Pagination-Page-Count"] == "2"
    assert second.headers["X-Pagination-Item-Count"] == "12"
    assert len((await client.api("GET", "/sync/history?limit=50")).body) == 12
    assert (await client.api("GET", "/sync/history?limit=all")).status == 400


async def test_nobody_sees_plays_of_others(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser
) -> None:
    fake.record_play(fake.add_user("ben"), film)
    assert (await client.api("GET", "/sync/history")).body == []


# -- removing


async def test_plays_are_removed_by_their_ids(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser
) -> None:
    first, second = fake.record_play(anna, film), fake.record_play(anna, film)
    answer = await client.api("POST", "/sync/history/remove", {"ids": [first.id, 23]})
    assert answer.status == 200
    assert answer.body["deleted"] == {"movies": 1, "episodes": 0}
    assert answer.body["not_found"]["ids"] == [23]
    assert anna.plays == [second]


async def test_an_item_is_removed_with_all_its_plays(
    client: Client, fake: FakeTrakt, film: Movie, series: Show, anna: FakeUser
) -> None:
    for thing in (film, film, series.episode(1, 1), series.episode(1, 2)):
        fake.record_play(anna, thing)
    body = {
        "movies": [{"ids": {"trakt": film.trakt}}, {"ids": {"imdb": "tt0000111"}}],
        "episodes": [{"ids": {"trakt": series.episode(1, 2).trakt}}],
    }
    answer = await client.api("POST", "/sync/history/remove", body)
    assert answer.body["deleted"] == {"movies": 2, "episodes": 1}
    assert answer.body["not_found"]["movies"] == [{"ids": {"imdb": "tt0000111"}}]
    assert [play.thing for play in anna.plays] == [series.episode(1, 1)]


@pytest.mark.parametrize("ids", ["5", [5.5], ["5"], [True]])
async def test_ids_to_remove_are_whole_numbers(client: Client, ids: Any) -> None:
    assert (await client.api("POST", "/sync/history/remove", {"ids": ids})).status == 400


# -- saved progress


async def test_saved_progress_is_listed_and_forgotten(
    client: Client, film: Movie, series: Show, anna: FakeUser
) -> None:
    episode = series.episode(1, 4)
    for named, progress in (
        ({"movie": {"ids": {"trakt": film.trakt}}}, 31.5),
        ({"episode": {"ids": {"trakt": episode.trakt}}}, 12.0),
    ):
        await client.api("POST", "/scrobble/pause", named | {"progress": progress})
    (shown,) = (await client.api("GET", "/sync/playback/episodes")).body
    assert (shown["progress"], shown["type"]) == (12.0, "episode")
    assert shown["show"]["title"] == "Harbour Street"
    assert shown["paused_at"] == "2026-03-01T20:00:00.000Z"
    assert len((await client.api("GET", "/sync/playback")).body) == 2
    assert (await client.api("GET", "/sync/playback/albums")).status == 404
    gone = await client.api("DELETE", f"/sync/playback/{shown['id']}")
    assert (gone.status, gone.body) == (204, None)
    assert [saved.subject.thing for saved in anna.playback] == [film]
    assert (await client.api("DELETE", f"/sync/playback/{shown['id']}")).status == 404
