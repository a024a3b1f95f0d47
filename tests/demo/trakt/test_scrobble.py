"""Live marking at the fake Trakt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser

if TYPE_CHECKING:
    from tests.demo.conftest import Client, Clock


def film_body(film: Movie, progress: Any) -> dict[str, Any]:
    ids = {"imdb": film.imdb, "tmdb": film.tmdb}
    return {"movie": {"title": film.title, "year": film.year, "ids": ids}, "progress": progress}


async def test_a_finished_film_becomes_a_play_stamped_now(
    client: Client, film: Movie, anna: FakeUser, clock: Clock
) -> None:
    clock.forward(milliseconds=730)
    answer = await client.api("POST", "/scrobble/stop", film_body(film, 99.9))
    assert answer.status == 201
    assert answer.body["action"] == "scrobble"
    assert answer.body["id"] > 2**32
    assert answer.body["movie"]["ids"] == {
        "trakt": film.trakt,
        "slug": "the-lantern-year-2019",
        "imdb": film.imdb,
        "tmdb": film.tmdb,
    }
    (play,) = anna.plays_of(film)
    assert (play.id, play.action) == (answer.body["id"], "scrobble")
    assert play.watched_at == clock.now.replace(microsecond=0)


async def test_an_episode_is_found_by_each_form(
    client: Client, fake: FakeTrakt, series: Show
) -> None:
    fake.repeat_window = timedelta(0)
    wanted = series.episode(2, 1)
    by_show = {"title": series.title, "ids": {"tvdb": series.tvdb}}
    bodies: list[dict[str, Any]] = [
        {"episode": {"ids": {"trakt": wanted.trakt}}},
        {"episode": {"ids": {"tvdb": wanted.tvdb}}},
        {"episode": {"ids": {"imdb": wanted.imdb, "tmdb": None}}},
        {"show": by_show, "episode": {"season": 2, "number": 1}},
        {"show": {"title": "harbour street", "year": 2016}, "episode": {"season": 2, "number": 1}},
        {"show": by_show, "episode": {"number_abs": 5}},
    ]
    for body in bodies:
        answer = await client.api("POST", "/scrobble/stop", body | {"progress": 90})
        assert answer.status == 201
        assert answer.body["episode"]["ids"]["trakt"] == wanted.trakt
        assert answer.body["show"]["ids"]["slug"] == "harbour-street"


async def test_a_special_is_season_zero(client: Client, series: Show, anna: FakeUser) -> None:
    body = {"show": {"ids": {"trakt": series.trakt}}, "episode": {"season": 0, "number": 2}}
    answer = await client.api("POST", "/scrobble/stop", body | {"progress": 100})
    assert answer.status == 201
    assert [play.thing for play in anna.plays] == [series.episode(0, 2)]


async def test_what_is_not_known_is_404(client: Client, film: Movie, series: Show) -> None:
    for named in (
        {"movie": {"ids": {"imdb": "tt0000001"}}},
        {"movie": {"ids": {"tvdb": film.tvdb}}},  # movies have no tvdb id there
        {"movie": {"title": "The Lantern Year", "year": 1950}},
        {"episode": {"ids": {"tvdb": series.tvdb}}},  # a show's id is no episode's
        {"show": {"ids": {"trakt": series.trakt}}, "episode": {"season": 9, "number": 1}},
        {"show": {"ids": {"trakt": 1}}, "episode": {"season": 1, "number": 1}},
    ):
        answer = await client.api("POST", "/scrobble/stop", named | {"progress": 90})
        assert (answer.status, answer.body) == (404, None), named


@pytest.mark.parametrize(
    ("call", "progress", "status"),
    [
        ("start", 0, 201),
        ("start", 101.7, 422),
        ("start", "50", 422),
        ("start", None, 422),
        ("start", True, 422),
        ("pause", 0.9, 422),
        ("pause", 1, 201),
        ("pause", 79.9, 201),
        ("pause", 80, 422),
        ("stop", 0.5, 422),
        ("stop", 1, 201),
        ("stop", -3, 422),
    ],
)
async def test_progress_has_limits(
    client: Client, film: Movie, anna: FakeUser, call: str, progress: Any, status: int
) -> None:
    answer = await client.api("POST", f"/scrobble/{call}", film_body(film, progress))
    assert answer.status == status
    assert not anna.plays


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"progress": 50},
        {"movie": [], "progress": 50},
        {"movie": {"ids": {"trakt": 1}}, "episode": {"ids": {"trakt": 2}}, "progress": 50},
        "not json",
        "[1]",
    ],
)
async def test_a_body_without_exactly_one_thing_is_refused(client: Client, body: Any) -> None:
    kind = {"Content-Type": "application/json"} if isinstance(body, str) else None
    answer = await client.api("POST", "/scrobble/start", body, headers=kind)
    assert answer.status in (400, 422)


@pytest.mark.parametrize(
    "ids", [{"tmdb": "301"}, {"imdb": 301}, {"trakt": "301"}, {"trakt": True}, ["tt1"]]
)
async def test_ids_of_the_wrong_type_are_refused(client: Client, ids: Any) -> None:
    body = {"movie": {"title": "The Lantern Year", "year": 2019, "ids": ids}, "progress": 50}
    answer = await client.api("POST", "/scrobble/start", body)
    assert answer.status == 422
    assert "errors" in answer.body


async def test_a_second_scrobble_within_the_window_is_409(
    client: Client, film: Movie, anna: FakeUser, clock: Clock
) -> None:
    await client.api("POST", "/scrobble/stop", film_body(film, 95))
    clock.forward(minutes=59)
    answer = await client.api("POST", "/scrobble/stop", film_body(film, 95))
    assert answer.status == 409
    assert answer.body == {
        "watched_at": "2026-03-01T20:00:00.000Z",
        "expires_at": "2026-03-01T21:00:00.000Z",
    }
    assert len(anna.plays) == 1
    clock.forward(minutes=1)
    assert (await client.api("POST", "/scrobble/stop", film_body(film, 95))).status == 201
    assert len(anna.plays) == 2


async def test_the_window_is_of_one_item_and_one_user(
    client: Client, fake: FakeTrakt, film: Movie, catalogue: Catalogue
) -> None:
    other = catalogue.add_movie("Salt and Tin", 2021)
    ben = fake.add_user("ben")
    await client.api("POST", "/scrobble/stop", film_body(film, 95))
    assert (await client.api("POST", "/scrobble/stop", film_body(other, 95))).status == 201
    client.token = fake.sign_in(ben, "client")["access_token"]
    assert (await client.api("POST", "/scrobble/stop", film_body(film, 95))).status == 201
    assert len(ben.plays) == 1


async def test_history_of_other_programs_opens_no_window(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser
) -> None:
    fake.record_play(anna, film)
    assert (await client.api("POST", "/scrobble/stop", film_body(film, 95))).status == 201
    assert [play.action for play in anna.plays] == ["watch", "scrobble"]


async def test_an_early_stop_keeps_a_resume_point_and_a_start_drops_it(
    client: Client, film: Movie, anna: FakeUser
) -> None:
    answer = await client.api("POST", "/scrobble/stop", film_body(film, 79.99))
    assert (answer.status, answer.body["action"]) == (201, "pause")
    await client.api("POST", "/scrobble/pause", film_body(film, 42))
    (saved,) = anna.playback
    assert saved.progress == 42
    await client.api("POST", "/scrobble/start", film_body(film, 42))
    assert anna.playback == []
    assert not anna.plays


async def test_start_shows_what_is_being_watched_until_it_must_have_ended(
    client: Client, film: Movie, clock: Clock
) -> None:
    assert (await client.api("GET", "/users/me/watching")).status == 204
    started = await client.api("POST", "/scrobble/start", film_body(film, 50))
    assert (started.body["id"], started.body["action"]) == (0, "start")
    seen = await client.api("GET", "/users/anna/watching")
    assert seen.body["movie"]["title"] == "The Lantern Year"
    assert seen.body["expires_at"] == "2026-03-01T20:52:00.000Z"
    clock.forward(minutes=52)
    assert (await client.api("GET", "/users/me/watching")).status == 204


async def test_a_stop_ends_what_is_being_watched(
    client: Client, film: Movie, anna: FakeUser
) -> None:
    await client.api("POST", "/scrobble/start", film_body(film, 5))
    assert anna.watching is not None
    await client.api("POST", "/scrobble/stop", film_body(film, 90))
    assert (await client.api("GET", "/users/me/watching")).status == 204
