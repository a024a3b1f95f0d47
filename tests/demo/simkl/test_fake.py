"""What the fake Simkl lets in, and what it keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.simkl.world import SimklUser
from tests.demo.conftest import Clock
from tests.demo.simkl.client import SimklClient
from tests.demo.simkl.fixtures import anna as anna
from tests.demo.simkl.fixtures import anybody as anybody
from tests.demo.simkl.fixtures import hers as hers
from tests.demo.simkl.fixtures import simkl as simkl

AT = "2026-02-11T19:30:00Z"
WHEN = datetime(2026, 2, 11, 19, 30, tzinfo=UTC)
HISTORY = "/sync/history"


def of_show(show: Show, season: int, *numbers: int, **more: Any) -> dict[str, Any]:
    episodes = [{"number": number, "watched_at": AT} for number in numbers]
    seasons = [{"number": season, "episodes": episodes}]
    return {"shows": [{"ids": {"tvdb": str(show.tvdb)}, "seasons": seasons, **more}]}


def of_film(film: Movie, **more: Any) -> dict[str, Any]:
    return {"movies": [{"ids": {"imdb": film.imdb}, "watched_at": AT, **more}]}


# -- the door


@pytest.mark.parametrize("missing", ["client_id", "app-name", "app-version"])
@pytest.mark.parametrize("path", ["/sync/activities", "/scrobble/start", "/oauth/pin"])
async def test_what_every_call_must_bring_along(hers: SimklClient, missing: str, path: str) -> None:
    del hers.query[missing]
    method = "POST" if path.startswith("/scrobble") else "GET"
    answer = await hers.send(method, path)
    if path.startswith("/scrobble"):
        assert (answer.status, answer.body["error"]) == (404, "url_failed")
    elif missing == "client_id":
        assert (answer.status, answer.body["error"]) == (412, "client_id_failed")
    else:
        assert (answer.status, answer.body["error"]) == (400, "empty_field")


@pytest.mark.parametrize("agent", ["", "python-requests/2.32", "curl/8.5.0", "Mozilla/5.0"])
async def test_libraries_and_browsers_meet_the_shield(hers: SimklClient, agent: str) -> None:
    hers.agent = agent
    answer = await hers.get("/sync/activities")
    assert answer.status == 403
    assert answer.headers["Content-Type"].startswith("text/html")


async def test_an_agent_without_a_version_is_none(hers: SimklClient) -> None:
    hers.agent = "SomeApp"
    assert (await hers.get("/sync/activities")).status == 400


async def test_an_app_is_known_or_not(hers: SimklClient, simkl: FakeSimkl) -> None:
    hers.query["client_id"] = "mistyped"
    assert (await hers.get("/sync/activities")).status == 412
    hers.query["client_id"] = "client"
    simkl.lock_app("client")
    assert (await hers.get("/sync/activities")).status == 412


async def test_a_token_is_needed_and_must_be_the_apps_own(
    hers: SimklClient, simkl: FakeSimkl, anna: SimklUser
) -> None:
    simkl.add_app("another")
    hers.query["client_id"] = "another"
    assert (await hers.get("/users/settings")).status == 401
    hers.query["client_id"] = "client"
    assert (await hers.get("/users/settings")).body["account"]["id"] == anna.number
    hers.token = "made up"
    answer = await hers.get("/users/settings")
    assert (answer.status, answer.body["error"]) == (401, "user_token_failed")
    assert "user_token_failed" in answer.headers["WWW-Authenticate"]
    hers.token = ""
    assert (await hers.get("/users/settings")).body["error"] == "user_token_required"


async def test_the_catalogue_needs_no_token(anybody: SimklClient, simkl: FakeSimkl) -> None:
    assert (await anybody.get("/search/movie", q="lantern")).status == 200


async def test_one_post_a_second_and_who_goes_on_is_locked_out(
    hers: SimklClient, simkl: FakeSimkl, film: Movie
) -> None:
    simkl.write_gap_s = 60
    assert (await hers.post(HISTORY, of_film(film))).status == 201
    for _ in range(5):
        answer = await hers.post("/sync/watched", [])
        assert (answer.status, answer.body["error"]) == (429, "rate_limit")
    assert (await hers.post(HISTORY, of_film(film))).status == 412
    assert {one.user for one in simkl.rate_violations} == {"anna"}


async def test_ten_gets_a_second(hers: SimklClient, simkl: FakeSimkl) -> None:
    simkl.write_gap_s = 1
    statuses = [(await hers.get("/sync/activities")).status for _ in range(12)]
    assert statuses[:10] == [200] * 10
    assert 429 in statuses[10:]


async def test_a_write_under_way_turns_the_next_away(
    hers: SimklClient, anna: SimklUser, film: Movie
) -> None:
    anna.is_locked = True
    answer = await hers.post(HISTORY, of_film(film))
    assert (answer.status, answer.body["error"]) == (400, "RATE_LIMIT")


async def test_a_body_must_be_json(hers: SimklClient) -> None:
    headers = {"Content-Type": "application/json"}
    for body in ("not json", "[1"):
        answer = await hers.send("POST", HISTORY, body, headers=headers)
        assert answer.status == 400
    assert (await hers.post(HISTORY, [])).status == 400
    assert (await hers.post(HISTORY, {})).status == 400
    assert (await hers.post(HISTORY, {"movies": {}})).status == 400
    assert (await hers.send("POST", HISTORY, form={"movies": ""})).status == 400


# -- history


async def test_a_mark_is_kept_once_with_its_first_time(
    hers: SimklClient, anna: SimklUser, film: Movie
) -> None:
    first = await hers.post(HISTORY, of_film(film))
    assert (first.status, first.body["added"]["movies"]) == (201, 1)
    assert first.body["added"]["statuses"][0]["response"]["status"] == "completed"
    again = await hers.post(HISTORY, of_film(film, watched_at="2026-02-20T00:00:00Z"))
    assert (again.status, again.body["added"]["movies"]) == (201, 0)
    assert again.body["not_found"] == {"movies": [], "shows": [], "episodes": []}
    [play] = anna.plays
    assert play.watched_at == WHEN


async def test_episodes_go_by_the_show_and_their_numbers(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, series: Show
) -> None:
    answer = await hers.post(HISTORY, of_show(series, 1, 2, 3))
    assert answer.body["added"]["episodes"] == 2
    assert [play.thing for play in anna.plays] == [series.episode(1, 2), series.episode(1, 3)]
    assert simkl.dangerous_writes == []


async def test_an_episode_that_a_show_does_not_have_is_passed_over_without_a_word(
    hers: SimklClient, anna: SimklUser, series: Show
) -> None:
    answer = await hers.post(HISTORY, of_show(series, 1, 99))
    assert answer.status == 201
    assert answer.body["added"]["episodes"] == 0
    assert answer.body["not_found"]["episodes"] == []
    assert anna.plays == []


async def test_what_is_not_known_comes_back(hers: SimklClient, film: Movie) -> None:
    lost = {"ids": {"imdb": "tt0000001"}}
    body = {"movies": [lost], "shows": [lost], "anime": [lost], "episodes": [lost]}
    answer = await hers.post(HISTORY, body)
    assert answer.body["not_found"] == {"movies": [lost], "shows": [lost, lost], "episodes": [lost]}


async def test_a_show_without_seasons_means_all_of_it(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, series: Show
) -> None:
    whole = {"ids": {"tvdb": series.tvdb}, "status": "completed"}
    answer = await hers.post(HISTORY, {"shows": [whole]})
    assert answer.body["added"]["episodes"] == len(series.episodes)
    assert simkl.dangerous_writes == [whole]


async def test_a_season_without_episodes_means_all_of_it(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, series: Show
) -> None:
    whole = {"ids": {"tvdb": series.tvdb}, "seasons": [{"number": 2}]}
    answer = await hers.post(HISTORY, {"shows": [whole]})
    assert answer.body["added"]["episodes"] == 3
    assert simkl.dangerous_writes == [whole]
    empty = {"ids": {"tvdb": series.tvdb}, "seasons": [{"number": 1, "episodes": []}]}
    await hers.post(HISTORY, {"shows": [empty]})
    assert len(simkl.dangerous_writes) == 2


async def test_a_show_with_episodes_alone_means_its_first_season(
    hers: SimklClient, anna: SimklUser, series: Show
) -> None:
    body = {"shows": [{"ids": {"imdb": series.imdb}, "episodes": [{"number": 2}]}]}
    await hers.post(HISTORY, body)
    assert [play.thing for play in anna.plays] == [series.episode(1, 2)]


async def test_by_title_alone_it_is_a_guess(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, film: Movie
) -> None:
    await hers.post(HISTORY, {"movies": [{"title": "the lantern year", "year": 2019}]})
    assert [play.thing for play in anna.plays] == [film]
    assert simkl.guesses == 1


@pytest.mark.parametrize(
    "watched_at", ["yesterday", "2026-02-30T00:00:00Z", "2026-02-11 19:30:00", 5]
)
async def test_a_time_must_be_one(hers: SimklClient, film: Movie, watched_at: Any) -> None:
    assert (await hers.post(HISTORY, of_film(film, watched_at=watched_at))).status == 400


@pytest.mark.parametrize("described", [{"ids": []}, {"ids": {"imdb": None}}, {"ids": {"tmdb": []}}])
async def test_ids_must_be_ids(hers: SimklClient, described: Any) -> None:
    assert (await hers.post(HISTORY, {"movies": [described]})).status == 400


async def test_rewatches_are_for_who_pays(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, film: Movie
) -> None:
    await hers.post(HISTORY, of_film(film))
    free = await hers.post(HISTORY, of_film(film), allow_rewatch="yes")
    assert free.body["added"]["movies"] == 0
    assert anna.rewatches == []
    anna.plan = "vip"
    assert (await hers.post(HISTORY, of_film(film), allow_rewatch="yes")).body["added"]["movies"]
    assert len(anna.rewatches) == 1
    assert simkl.rewatch_writes == 2


# -- anime


@pytest.fixture
def anime(catalogue: Catalogue, simkl: FakeSimkl) -> Show:
    show = catalogue.add_show("Kites over Kanda", 2020, seasons={1: 13, 2: 12})
    simkl.add_anime(show)
    return show


async def test_anime_needs_the_switch_to_go_by_other_numbers(
    hers: SimklClient, anna: SimklUser, anime: Show
) -> None:
    await hers.post(HISTORY, of_show(anime, 2, 4))
    assert [play.thing for play in anna.plays] == [anime.episode(1, 4)], "the wrong one"
    await hers.post(HISTORY, of_show(anime, 2, 4, use_tvdb_anime_seasons=True))
    assert anna.plays[-1].thing is anime.episode(2, 4)


async def test_anime_by_an_id_of_its_own_is_counted_within_that_title(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, anime: Show
) -> None:
    mal = simkl.cours(anime)[1].mal
    await hers.post(HISTORY, {"anime": [{"ids": {"mal": mal}, "episodes": [{"number": 4}]}]})
    assert [play.thing for play in anna.plays] == [anime.episode(2, 4)]


# -- taking marks away


async def test_an_episode_is_taken_away_alone(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, series: Show
) -> None:
    await hers.post(HISTORY, of_show(series, 1, 2, 3))
    answer = await hers.post("/sync/history/remove", of_show(series, 1, 2))
    assert (answer.status, answer.body["deleted"]["episodes"]) == (201, 1)
    assert [play.thing for play in anna.plays] == [series.episode(1, 3)]
    again = await hers.post("/sync/history/remove", of_show(series, 1, 2))
    assert again.body["deleted"] == {"movies": 0, "shows": 0, "episodes": 0}
    assert simkl.dangerous_writes == []


async def test_a_title_without_episodes_leaves_the_library(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, series: Show, film: Movie
) -> None:
    await hers.post(HISTORY, of_show(series, 1, 2, 3))
    await hers.post(HISTORY, of_film(film))
    body = {"shows": [{"ids": {"tvdb": series.tvdb}}], "movies": [{"ids": {"imdb": film.imdb}}]}
    answer = await hers.post("/sync/history/remove", body)
    assert answer.body["deleted"] == {"movies": 1, "shows": 1, "episodes": 2}
    assert anna.plays == []
    assert len(simkl.dangerous_writes) == 2


# -- asking


async def test_single_things_are_asked_for(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, series: Show, film: Movie
) -> None:
    await hers.post(HISTORY, of_show(series, 1, 2))
    own = {"ids": {"simkl": simkl.id_of(series)}}
    asked: list[dict[str, Any]] = [
        {**own, "season": 1, "episode": 2},
        {**own, "season": 1, "episode": 3},
        own,
        {"ids": {"imdb": film.imdb}},
        {"ids": {"imdb": "tt0000001"}},
    ]
    answer = await hers.post("/sync/watched", asked)
    assert [one["result"] for one in answer.body] == [True, False, True, False, "not_found"]
    assert answer.body[0]["last_watched_at"] == AT
    assert answer.body[4] == {"ids": {"imdb": "tt0000001"}, "result": "not_found"}
    assert (await hers.post("/sync/watched", [])).body is None
    assert (await hers.post("/sync/watched", [own] * 101)).body["error"] == "max_items"


async def test_activities_tell_when_each_part_changed(
    hers: SimklClient, clock: Clock, series: Show, film: Movie
) -> None:
    fresh = (await hers.get("/sync/activities")).body
    assert fresh["all"] is None
    await hers.post(HISTORY, of_film(film))
    clock.forward(hours=1)
    await hers.post(HISTORY, of_show(series, 1, 2))
    told = (await hers.get("/sync/activities")).body
    assert told["movies"]["all"] == "2026-03-01T20:00:00Z"
    assert told["tv_shows"]["all"] == told["all"] == "2026-03-01T21:00:00Z"
    assert told["anime"]["all"] is None


async def test_a_part_of_the_library_tells_only_what_changed_after(
    hers: SimklClient, simkl: FakeSimkl, clock: Clock, series: Show, film: Movie
) -> None:
    await hers.post(HISTORY, of_film(film))
    await hers.post(HISTORY, of_show(series, 1, 2))
    path, since = "/sync/all-items/shows", "2026-03-01T19:59:59Z"
    bare = await hers.get(path, date_from=since)
    assert "seasons" not in bare.body["shows"][0]
    full = {"extended": "full", "episode_watched_at": "yes"}
    told = await hers.get(path, date_from=since, **full)
    assert told.body["shows"][0]["seasons"] == [
        {"number": 1, "episodes": [{"number": 2, "watched_at": AT}]}
    ]
    assert (await hers.get(path, date_from="2026-03-01T20:00:00Z", **full)).body == {}
    films = await hers.get("/sync/all-items/movies", date_from=since)
    assert films.body["movies"][0]["last_watched_at"] == AT
    assert simkl.whole_reads == 0
    await hers.get("/sync/all-items/movies")
    assert simkl.whole_reads == 1


async def test_a_completed_show_tells_its_episodes_only_where_all_are_asked_for(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, series: Show
) -> None:
    for episode in series.episodes:
        simkl.record_play(anna, episode, WHEN)
    full = {"extended": "full", "episode_watched_at": "yes", "date_from": AT}
    path = "/sync/all-items/shows"
    assert "seasons" not in (await hers.get(path, **full)).body["shows"][0]
    told = await hers.get(path, include_all_episodes="original", **full)
    assert [season["number"] for season in told.body["shows"][0]["seasons"]] == [0, 1, 2]


async def test_anime_tells_the_numbers_elsewhere_where_asked(
    hers: SimklClient, anna: SimklUser, simkl: FakeSimkl, anime: Show
) -> None:
    simkl.record_play(anna, anime.episode(2, 4), WHEN)
    path, since = "/sync/all-items/anime", {"date_from": AT, "episode_watched_at": "yes"}
    [entry] = (await hers.get(path, extended="full_anime_seasons", **since)).body["anime"]
    assert entry["show"]["ids"]["simkl"] == simkl.cours(anime)[1].id
    assert entry["seasons"] == [
        {
            "number": 1,
            "episodes": [
                {"number": 4, "watched_at": AT, "tvdb": {"season": 2, "episode": 4}},
            ],
        }
    ]


# -- scrobbling


def playing(series: Show, percent: float, **more: Any) -> dict[str, Any]:
    episode = {"season": 1, "number": 2}
    return {"show": {"ids": {"imdb": series.imdb}}, "episode": episode, "progress": percent} | more


async def test_a_stop_from_80_percent_on_counts_as_watched(
    hers: SimklClient, anna: SimklUser, series: Show, clock: Clock
) -> None:
    started = await hers.post("/scrobble/start", playing(series, 5))
    assert (started.status, started.body["action"]) == (201, "start")
    assert anna.watching == (series.episode(1, 2), 5.0)
    kept = await hers.post("/scrobble/stop", playing(series, 79.99))
    assert kept.body["action"] == "pause"
    assert [saved.progress for saved in anna.playback] == [79.99]
    done = await hers.post("/scrobble/stop", playing(series, 80))
    assert done.body["action"] == "scrobble"
    assert (len(anna.plays), anna.playback) == (1, [])
    again = await hers.post("/scrobble/stop", playing(series, 95))
    assert (again.status, again.body["error"]) == (409, "already_watched")
    assert again.body["expires_at"] == "2026-03-01T21:00:00Z"
    clock.forward(minutes=61)
    assert (await hers.post("/scrobble/stop", playing(series, 95))).status == 201
    assert len(anna.plays) == 1


async def test_a_scrobble_is_of_exactly_one_thing(
    hers: SimklClient, series: Show, film: Movie
) -> None:
    movie = {"ids": {"imdb": film.imdb}}
    show = {"ids": {"imdb": series.imdb}}
    wrong: list[dict[str, Any]] = [
        {},
        {"movie": movie, "show": show, "episode": {"season": 1, "number": 1}},
        {"show": show},
        {"movie": movie, "episode": {"season": 1, "number": 1}},
        {"show": show, "episode": {"number": 1}},
        {"movie": movie, "progress": 101},
        {"movie": movie, "progress": 33.333},
        {"movie": movie, "progress": "5"},
        {"movie": []},
    ]
    for body in wrong:
        assert (await hers.post("/scrobble/start", body)).status == 400, body
    unknown = await hers.post("/scrobble/start", {"movie": {"ids": {"imdb": "tt0000001"}}})
    assert (unknown.status, unknown.body["error"]) == (404, "id_err")


# -- the catalogue


@pytest.mark.parametrize("source", ["imdb", "tmdb", "tvdb"])
async def test_ids_of_others_lead_to_simkls_own(
    anybody: SimklClient, simkl: FakeSimkl, film: Movie, series: Show, source: str
) -> None:
    for thing, kind, catalog in ((film, "movie", "movies"), (series, "show", "tv")):
        value = str(getattr(thing, source))
        answer = await anybody.get("/redirect", to="simkl", type=kind, **{source: value})
        assert answer.status == 301
        place = answer.headers["Location"]
        assert place.startswith(f"//simkl.com/{catalog}/{simkl.id_of(thing)}/")
        other = {"movie": "show", "show": "movie"}[kind]
        wrong = await anybody.get("/redirect", to="simkl", type=other, **{source: value})
        assert wrong.headers["Location"] == "//simkl.com"


async def test_an_id_of_tmdb_means_nothing_without_its_type(
    anybody: SimklClient, film: Movie
) -> None:
    answer = await anybody.get("/redirect", tmdb=str(film.tmdb))
    assert answer.headers["Location"] == "//simkl.com"
    assert (await anybody.get("/redirect", to="twitter")).status == 400


async def test_pages_and_lists_that_are_not_there_are_empty(
    anybody: SimklClient, simkl: FakeSimkl, series: Show
) -> None:
    for path in ("/movies/1", "/tv/1", "/anime/1", "/tv/episodes/1", "/anime/episodes/1"):
        answer = await anybody.get(path)
        assert (answer.status, answer.body) == (200, [])
    assert (await anybody.get(f"/movies/{simkl.id_of(series)}")).body == []
    page = await anybody.get(f"/tv/{simkl.id_of(series)}")
    assert page.body["alt_titles"][-1]["name"] == "Hafenstraße"
    rows = (await anybody.get(f"/tv/episodes/{simkl.id_of(series)}")).body
    assert "season" not in rows[0], "specials have no numbers"
    assert (rows[2]["season"], rows[2]["episode"]) == (1, 1)


async def test_a_search_is_generous(anybody: SimklClient, film: Movie) -> None:
    found = (await anybody.get("/search/movie", q="a lantern")).body
    assert [hit["title"] for hit in found] == ["The Lantern Year"]
    assert "simkl_id" in found[0]["ids"]
    assert (await anybody.get("/search/nonsense", q="x")).body is None
    assert (await anybody.get("/search/tv", q="nothing like it")).body == []


# -- outages


async def test_while_it_is_down_nothing_is_kept(
    hers: SimklClient, simkl: FakeSimkl, anna: SimklUser, film: Movie
) -> None:
    simkl.outage(True)
    assert (await hers.post(HISTORY, of_film(film))).status == 503
    simkl.outage(False)
    assert anna.plays == []


async def test_what_another_program_marks_stands_there(
    simkl: FakeSimkl, anna: SimklUser, film: Movie, clock: Clock
) -> None:
    held = simkl.record_play(anna, film, WHEN)
    assert held is not None
    assert (held.watched_at, held.recorded_at) == (WHEN, clock.now)
    assert simkl.record_play(anna, film, WHEN + timedelta(days=1)) is None
    assert simkl.forget_play(anna, film)
    assert not simkl.forget_play(anna, film)
