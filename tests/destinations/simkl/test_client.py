"""What is written at Simkl, and what it answers."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scroblarr_desktop import __version__
from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.simkl.world import SimklUser
from scroblarr_desktop.destinations import (
    RELEASED,
    Access,
    Destination,
    Exchange,
    Match,
    Tokens,
    User,
)
from scroblarr_desktop.destinations.errors import (
    AlreadyThere,
    AppRejected,
    EdgeBlocked,
    LiveRefused,
    NotFoundThere,
    Outage,
    Refused,
    RemoteError,
    SignInEnded,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.destinations.simkl import Simkl
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.watches import ProgressAction
from tests.destinations.simkl.conftest import APP, START, Clock

YESTERDAY = START - timedelta(days=1)
HISTORY = "POST /sync/history"


@pytest.fixture
async def film_there(simkl: Simkl, access: Access, film: Movie) -> Match:
    return await simkl.find(access, film.item())


@pytest.fixture
async def episode_there(simkl: Simkl, access: Access, series: Show) -> Match:
    return await simkl.find(access, series.item(1, 3))


async def write(simkl: Simkl, access: Access, match: Match, at: datetime = YESTERDAY) -> str | None:
    written = await simkl.write_dated(access, match, at, rewatch=False)
    return written.play_id


def test_it_is_a_destination(simkl: Simkl) -> None:
    there: Destination = simkl
    assert there.traits.keeps_one_play
    assert not there.traits.rewatches_by_default


# -- what goes along


async def test_every_call_says_who_asks(
    simkl: Simkl, access: Access, fake: FakeSimkl, film_there: Match, film: Movie
) -> None:
    await simkl.identify(access)
    await write(simkl, access, film_there)
    await simkl.plays(access, film_there, YESTERDAY, None)
    await simkl.send_progress(access, film_there, ProgressAction.PLAY, 1.0)
    await simkl.start_sign_in(APP)
    assert len(fake.calls) > 7
    for call in fake.calls:
        assert call.query["client_id"] == "client"
        assert call.query["app-name"] == "scroblarr-desktop"
        assert call.query["app-version"] == __version__
        assert call.headers["User-Agent"] == f"ScroblarrDesktop/{__version__}"
        assert call.is_write == (call.headers.get("Content-Type") == "application/json")


async def test_what_is_kept_of_an_exchange_leaves_out_what_goes_along_with_all(
    simkl: Simkl, access: Access, film_there: Match, kept: list[Exchange]
) -> None:
    await write(simkl, access, film_there)
    written = kept[-1]
    assert written.path == "/sync/history"
    assert written.status == 201
    assert "client_id" not in repr(kept)
    assert access.tokens.access_token not in repr(kept)


# -- writing


async def test_a_film_is_marked_with_its_own_time(
    simkl: Simkl, access: Access, anna: SimklUser, film: Movie, film_there: Match
) -> None:
    play_id = await write(simkl, access, film_there)
    [play] = anna.plays_of(film)
    assert play.watched_at == YESTERDAY
    assert play_id == "2026-02-28T20:00:00Z"


async def test_an_episode_is_marked_and_nothing_else(
    simkl: Simkl,
    access: Access,
    anna: SimklUser,
    fake: FakeSimkl,
    series: Show,
    episode_there: Match,
) -> None:
    await write(simkl, access, episode_there)
    assert [play.thing for play in anna.plays] == [series.episode(1, 3)]
    [call] = fake.calls_to(HISTORY)
    [show] = call.body["shows"]
    assert show["use_tvdb_anime_seasons"] is True
    assert show["ids"] == {"simkl": fake.id_of(series)}
    assert fake.dangerous_writes == []


async def test_a_special_has_season_0(
    simkl: Simkl, access: Access, anna: SimklUser, series: Show
) -> None:
    match = await simkl.find(access, series.item(0, 2))
    await write(simkl, access, match)
    assert [play.thing for play in anna.plays] == [series.episode(0, 2)]


async def test_written_twice_it_stands_there_once_with_the_first_time(
    simkl: Simkl, access: Access, anna: SimklUser, film: Movie, film_there: Match
) -> None:
    await write(simkl, access, film_there)
    with pytest.raises(AlreadyThere):
        await write(simkl, access, film_there, START)
    [play] = anna.plays_of(film)
    assert play.watched_at == YESTERDAY


@pytest.mark.parametrize("plan", ["free", "vip"])
async def test_no_rewatch_is_recorded_by_itself(
    simkl: Simkl, access: Access, anna: SimklUser, fake: FakeSimkl, film_there: Match, plan: Any
) -> None:
    anna.plan = plan
    await write(simkl, access, film_there)
    with pytest.raises(AlreadyThere):
        await simkl.write_dated(access, film_there, START, rewatch=True)
    assert anna.rewatches == []
    assert fake.rewatch_writes == 0


async def test_an_episode_that_went_away_is_not_taken_for_one_that_is_there(
    simkl: Simkl, access: Access, catalogue: Catalogue, series: Show, episode_there: Match
) -> None:
    catalogue.remove(series.episode(1, 3))
    with pytest.raises(NotFoundThere, match="knows the show"):
        await write(simkl, access, episode_there)


async def test_a_title_that_went_away_is_not_found(
    simkl: Simkl, access: Access, catalogue: Catalogue, film: Movie, film_there: Match
) -> None:
    catalogue.remove(film)
    with pytest.raises(NotFoundThere):
        await write(simkl, access, film_there)


async def test_the_release_date_is_sent_where_it_is_known(
    simkl: Simkl, access: Access, anna: SimklUser, film: Movie, film_there: Match, series: Show
) -> None:
    await simkl.write_dated(access, film_there, RELEASED, rewatch=False)
    there = await simkl.find(access, series.item(2, 1))
    await simkl.write_dated(access, there, RELEASED, rewatch=False)
    first, second = anna.plays
    assert first.watched_at == datetime(2019, 5, 17, tzinfo=UTC)
    assert second.watched_at == series.episode(2, 1).first_aired


async def test_without_a_release_date_the_time_is_unknown(
    simkl: Simkl, access: Access, anna: SimklUser, series: Show
) -> None:
    there = await simkl.find(access, series.item(0, 1))
    await simkl.write_dated(access, there, RELEASED, rewatch=False)
    [play] = anna.plays
    assert play.watched_at == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)


async def test_nothing_is_marked_live(simkl: Simkl, access: Access, film_there: Match) -> None:
    with pytest.raises(LiveRefused):
        await simkl.write_live(access, film_there)


# -- anime


async def test_an_anime_is_told_by_other_catalogues_numbers(
    simkl: Simkl, access: Access, anna: SimklUser, fake: FakeSimkl, anime: Show
) -> None:
    match = await simkl.find(access, anime.item(2, 4))
    await write(simkl, access, match)
    assert [play.thing for play in anna.plays] == [anime.episode(2, 4)]
    [show] = fake.calls_to(HISTORY)[0].body["shows"]
    assert show["ids"]["tvdb"] == str(anime.tvdb)
    assert "simkl" not in show["ids"]
    [play] = await simkl.plays(access, match, YESTERDAY, None)
    assert play.watched_at == YESTERDAY


async def test_an_anime_with_an_id_of_its_own_kind_is_counted_through(
    simkl: Simkl, access: Access, anna: SimklUser, fake: FakeSimkl, anime: Show
) -> None:
    cour = fake.cours(anime)[1]
    item = anime.item(2, 4)
    own = type(item)(
        item.kind, item.title, show=anime.title, show_ids={"mal": str(cour.mal)}, season=1, number=4
    )
    match = await simkl.find(access, own)
    await write(simkl, access, match)
    assert [play.thing for play in anna.plays] == [anime.episode(2, 4)]
    [told] = fake.calls_to(HISTORY)[0].body["anime"]
    assert told == {
        "ids": {"mal": str(cour.mal)},
        "episodes": [{"number": 4, "watched_at": "2026-02-28T20:00:00Z"}],
    }
    assert await simkl.remove(access, match, "2026-02-28T20:00:00Z")


async def test_an_anime_film_is_kept_among_the_anime(
    simkl: Simkl, access: Access, anna: SimklUser, fake: FakeSimkl, film: Movie
) -> None:
    fake.add_anime(film)
    match = await simkl.find(access, film.item())
    await write(simkl, access, match)
    assert [play.thing for play in anna.plays] == [film]
    [play] = await simkl.plays(access, match, YESTERDAY, None)
    assert play.id == "2026-02-28T20:00:00Z"


# -- asking


async def test_a_play_in_the_span_is_told(
    simkl: Simkl, access: Access, fake: FakeSimkl, anna: SimklUser, series: Show, clock: Clock
) -> None:
    match = await simkl.find(access, series.item(2, 3))
    for number in (1, 2, 3):
        fake.record_play(anna, series.episode(2, number), START)
    clock.forward(minutes=1)
    minute = timedelta(minutes=1)
    [play] = await simkl.plays(access, match, START - minute, START + minute)
    assert play.watched_at == START
    assert await simkl.plays(access, match, START + minute, None) == []
    assert await simkl.plays(access, match, START - 9 * minute, START - minute) == []


async def test_the_last_episode_of_a_show_is_told_though_the_show_is_completed(
    simkl: Simkl, access: Access, fake: FakeSimkl, anna: SimklUser, series: Show
) -> None:
    for episode in series.episodes:
        fake.record_play(anna, episode, YESTERDAY)
    match = await simkl.find(access, series.item(2, 3))
    assert len(await simkl.plays(access, match, YESTERDAY, None)) == 1


async def test_a_library_that_did_not_change_is_not_read(
    simkl: Simkl, access: Access, fake: FakeSimkl, anna: SimklUser, film: Movie, film_there: Match
) -> None:
    assert await simkl.plays(access, film_there, START, None) == []
    fake.record_play(anna, film, START)
    assert await simkl.plays(access, film_there, START + timedelta(hours=1), None) == []
    assert fake.calls_to("GET /sync/all-items/*") == []


async def test_whether_it_is_watched_at_all_is_asked_without_reading_the_library(
    simkl: Simkl,
    access: Access,
    fake: FakeSimkl,
    anna: SimklUser,
    series: Show,
    episode_there: Match,
) -> None:
    assert await simkl.plays(access, episode_there, None, None) == []
    fake.record_play(anna, series.episode(1, 3), START - timedelta(days=900))
    assert len(await simkl.plays(access, episode_there, None, None)) == 1


# -- removing


async def test_an_episode_loses_its_mark_and_no_other_does(
    simkl: Simkl,
    access: Access,
    fake: FakeSimkl,
    anna: SimklUser,
    series: Show,
    episode_there: Match,
) -> None:
    fake.record_play(anna, series.episode(1, 2), YESTERDAY)
    play_id = await write(simkl, access, episode_there)
    assert play_id is not None
    # What removes has nothing but the match's id.
    bare = Match(episode_there.kind, episode_there.id, "", {})
    assert await simkl.remove(access, bare, play_id)
    assert [play.thing for play in anna.plays] == [series.episode(1, 2)]
    assert not await simkl.remove(access, bare, play_id)
    assert fake.dangerous_writes == []


async def test_a_mark_of_another_time_is_somebody_elses(
    simkl: Simkl,
    access: Access,
    fake: FakeSimkl,
    anna: SimklUser,
    series: Show,
    episode_there: Match,
) -> None:
    fake.record_play(anna, series.episode(1, 3), YESTERDAY)
    assert not await simkl.remove(access, episode_there, "2026-02-27T20:00:00Z")
    assert len(anna.plays) == 1


async def test_a_film_is_not_taken_out_of_the_lists(
    simkl: Simkl, access: Access, anna: SimklUser, film_there: Match, fake: FakeSimkl
) -> None:
    play_id = await write(simkl, access, film_there)
    with pytest.raises(Refused, match="altogether"):
        await simkl.remove(access, film_there, play_id or "")
    assert len(anna.plays) == 1
    assert fake.calls_to("POST /sync/history/remove") == []


async def test_what_is_no_play_is_not_removed(
    simkl: Simkl, access: Access, episode_there: Match
) -> None:
    with pytest.raises(Refused, match="no play"):
        await simkl.remove(access, episode_there, "4711")


# -- progress


async def test_progress_is_shown_and_the_place_kept(
    simkl: Simkl, access: Access, anna: SimklUser, series: Show, episode_there: Match
) -> None:
    episode = series.episode(1, 3)
    await simkl.send_progress(access, episode_there, ProgressAction.PLAY, None)
    assert anna.watching == (episode, 0.0)
    await simkl.send_progress(access, episode_there, ProgressAction.PAUSE, 31.239)
    assert anna.watching is None
    assert [(saved.thing, saved.progress) for saved in anna.playback] == [(episode, 31.23)]
    await simkl.send_progress(access, episode_there, ProgressAction.RESUME, 31.0)
    await simkl.send_progress(access, episode_there, ProgressAction.STOP, 55.5)
    assert [saved.progress for saved in anna.playback] == [55.5]
    assert anna.plays == []


async def test_progress_of_anime_finds_the_right_season(
    simkl: Simkl, access: Access, anna: SimklUser, anime: Show
) -> None:
    match = await simkl.find(access, anime.item(2, 4))
    await simkl.send_progress(access, match, ProgressAction.PLAY, 10)
    assert anna.watching == (anime.episode(2, 4), 10.0)


@pytest.mark.parametrize("action", [ProgressAction.PAUSE, ProgressAction.STOP])
@pytest.mark.parametrize("percent", [80.0, 97.5, None])
async def test_what_would_count_as_watched_or_has_no_place_is_not_sent(
    simkl: Simkl,
    access: Access,
    fake: FakeSimkl,
    film_there: Match,
    action: ProgressAction,
    percent: float | None,
) -> None:
    await simkl.send_progress(access, film_there, action, percent)
    assert fake.calls_to("POST /scrobble/*") == []


async def test_just_short_of_watched_stays_short_of_it(
    simkl: Simkl, access: Access, anna: SimklUser, film_there: Match
) -> None:
    await simkl.send_progress(access, film_there, ProgressAction.STOP, 79.9999)
    assert [saved.progress for saved in anna.playback] == [79.99]
    assert anna.plays == []


async def test_progress_on_what_was_just_finished_is_no_trouble(
    simkl: Simkl, access: Access, fake: FakeSimkl, film_there: Match
) -> None:
    fake.faults.add("POST /scrobble/*", status=409, body={"error": "already_watched"})
    await simkl.send_progress(access, film_there, ProgressAction.PLAY, 3)
    assert len(fake.calls_to("POST /scrobble/start")) == 1


# -- what the statuses mean


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (400, {"error": "wrong_parameter", "code": 400}, Refused),
        (400, {"error": "RATE_LIMIT", "code": 400}, TooFast),
        (401, {"error": "user_token_failed", "code": 401}, TokenRefused),
        (401, {"error": "invalid_token", "code": 401}, TokenRefused),
        (403, {"error": "insufficient_scope", "code": 403}, SignInEnded),
        (404, {"error": "id_err", "code": 404}, NotFoundThere),
        (404, {"error": "url_failed", "code": 404}, Refused),
        (405, None, Refused),
        (408, None, Outage),
        (409, {"error": "conflict", "code": 409}, AlreadyThere),
        (413, None, Refused),
        (418, None, Refused),
        (422, None, Refused),
        (423, None, TooFast),
        (429, {"error": "rate_limit", "code": 429}, TooFast),
        (429, {"error": "user_limit_exceeded", "code": 429}, TooFast),
        (429, None, TooFast),
        (500, {"error": "internal", "code": 500}, Outage),
        (502, None, Outage),
        (503, None, Outage),
        (504, None, Outage),
        (301, None, Outage),
    ],
)
async def test_each_status_has_one_meaning(
    simkl: Simkl,
    access: Access,
    fake: FakeSimkl,
    film_there: Match,
    status: int,
    body: Any,
    meaning: type[RemoteError],
) -> None:
    fake.faults.add(HISTORY, status=status, body=body)
    with pytest.raises(meaning) as caught:
        await write(simkl, access, film_there)
    assert type(caught.value) is meaning
    assert caught.value.status == status
    if isinstance(caught.value, Outage):
        assert caught.value.fate_unknown == (status >= 500)


@pytest.mark.parametrize(("status", "error"), [(403, "forbidden"), (412, "client_id_failed")])
async def test_a_refused_app_is_asked_about_once_more(
    simkl: Simkl, access: Access, fake: FakeSimkl, film_there: Match, status: int, error: str
) -> None:
    body = {"error": error, "code": status}
    fake.faults.add("*", status=status, body=body, times=2)
    with pytest.raises(AppRejected, match="client id"):
        await write(simkl, access, film_there)
    fake.faults.add(HISTORY, status=status, body=body)
    with pytest.raises(Outage) as caught:
        await write(simkl, access, film_there)
    assert not caught.value.fate_unknown


async def test_a_locked_app_is_rejected(
    simkl: Simkl, access: Access, fake: FakeSimkl, film_there: Match
) -> None:
    fake.lock_app("client")
    with pytest.raises(AppRejected):
        await write(simkl, access, film_there)


async def test_the_shields_page_is_a_passing_outage(
    simkl: Simkl, access: Access, fake: FakeSimkl, film_there: Match
) -> None:
    fake.faults.edge_page(HISTORY)
    with pytest.raises(EdgeBlocked) as caught:
        await write(simkl, access, film_there)
    assert not caught.value.fate_unknown


async def test_the_wait_it_asks_for_is_told(
    simkl: Simkl, access: Access, fake: FakeSimkl, film_there: Match, anna: SimklUser
) -> None:
    daily = {"error": "user_limit_exceeded", "code": 429}
    fake.faults.add(HISTORY, status=429, body=daily, headers={"Retry-After": "7200"})
    with pytest.raises(TooFast) as caught:
        await write(simkl, access, film_there)
    assert caught.value.retry_after_s == 7201
    fake.faults.add(HISTORY, status=429, body={"error": "rate_limit", "code": 429})
    with pytest.raises(TooFast) as caught:
        await write(simkl, access, film_there)
    assert caught.value.retry_after_s == 2
    anna.is_locked = True
    with pytest.raises(TooFast) as caught:
        await write(simkl, access, film_there)
    assert caught.value.retry_after_s == 20


@pytest.mark.parametrize("answer", ['{"added": {"mov', "[]", "null", "{}"])
async def test_a_success_that_cannot_be_read_leaves_the_fate_open(
    simkl: Simkl, access: Access, fake: FakeSimkl, film_there: Match, answer: str
) -> None:
    fake.faults.add(HISTORY, status=201, body=answer)
    with pytest.raises(Outage) as caught:
        await write(simkl, access, film_there)
    assert caught.value.fate_unknown


async def test_an_anime_that_is_not_found_comes_back_among_the_shows(
    simkl: Simkl, access: Access, fake: FakeSimkl, anime: Show
) -> None:
    match = await simkl.find(access, anime.item(1, 1))
    lost: dict[str, Any] = {"movies": [], "shows": [{"ids": {}}], "episodes": []}
    fake.faults.add(HISTORY, status=201, body={"added": {"episodes": 0}, "not_found": lost})
    with pytest.raises(NotFoundThere):
        await write(simkl, access, match)


# -- pace


async def test_posts_of_one_account_keep_apart_questions_included(
    fake: FakeSimkl, calls: Calls, access: Access, film: Movie
) -> None:
    fake.write_gap_s = 0.2
    simkl = Simkl(calls, fake.url, lambda: APP, post_gap_s=0.25)
    match = await simkl.find(access, film.item())
    began = time.monotonic()
    await write(simkl, access, match)
    with pytest.raises(AlreadyThere):  # a write, and the question whether it stands there
        await write(simkl, access, match)
    assert time.monotonic() - began >= 0.5
    assert fake.rate_violations == []


async def test_who_does_not_keep_apart_is_locked_out(
    fake: FakeSimkl, simkl: Simkl, access: Access, film_there: Match
) -> None:
    fake.write_gap_s = 60
    await write(simkl, access, film_there)
    for _ in range(5):
        with pytest.raises(TooFast):
            await write(simkl, access, film_there)
    with pytest.raises(AppRejected):
        await write(simkl, access, film_there)


# -- whose account


async def test_an_account_is_known_by_its_number(
    simkl: Simkl, access: Access, anna: SimklUser
) -> None:
    assert await simkl.identify(access) == User(str(anna.number), "anna")


@pytest.mark.parametrize("account", [{}, {"id": None}, {"id": True}, {"id": " "}, []])
async def test_an_account_without_a_number_is_nobodys(
    simkl: Simkl, access: Access, fake: FakeSimkl, account: Any
) -> None:
    fake.faults.add("* /users/settings", status=200, body={"user": {}, "account": account})
    with pytest.raises(Outage):
        await simkl.identify(access)


async def test_an_app_removed_there_ends_the_sign_in(
    simkl: Simkl, access: Access, fake: FakeSimkl, anna: SimklUser, film_there: Match
) -> None:
    fake.revoke_user(anna)
    with pytest.raises(TokenRefused):
        await write(simkl, access, film_there)
    with pytest.raises(SignInEnded, match="Connected Apps"):
        await simkl.refresh(access)


async def test_a_token_for_years_cannot_be_withdrawn_there(
    simkl: Simkl, access: Access, fake: FakeSimkl
) -> None:
    await simkl.revoke(access)
    assert fake.calls == []


async def test_a_call_without_a_sign_in_uses_the_households_app(
    simkl: Simkl, access: Access, fake: FakeSimkl, anna: SimklUser
) -> None:
    bare = Access(Tokens(access.tokens.access_token))
    assert (await simkl.identify(bare)).name == "anna"
