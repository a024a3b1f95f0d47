"""Writes, plays and progress at Trakt."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser
from scroblarr_desktop.destinations import (
    RELEASED,
    Access,
    Destination,
    DeviceSignIn,
    Exchange,
    Match,
    User,
    Written,
)
from scroblarr_desktop.destinations.errors import (
    AlreadyThere,
    AppRejected,
    EdgeBlocked,
    LiveRefused,
    NotFoundThere,
    Offline,
    Outage,
    Refused,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.destinations.trakt import Trakt
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.watches import ProgressAction

if TYPE_CHECKING:
    from tests.destinations.trakt.conftest import Clock

AT = datetime(2026, 2, 14, 19, 30, 5, 250_000, tzinfo=UTC)


@pytest.fixture
async def found_film(trakt: Trakt, access: Access, fake: FakeTrakt, film: Movie) -> Match:
    """The match as it comes back from where it is kept: as JSON."""
    match = await trakt.find(access, film.item())
    fake.calls.clear()
    return replace(match, target=json.loads(json.dumps(match.target)))


@pytest.fixture
async def found_episode(trakt: Trakt, access: Access, fake: FakeTrakt, series: Show) -> Match:
    match = await trakt.find(access, series.item(1, 2))
    fake.calls.clear()
    return replace(match, target=json.loads(json.dumps(match.target)))


def test_it_is_what_sync_and_linking_expect(trakt: Trakt) -> None:
    destination: Destination = trakt
    assert isinstance(trakt, DeviceSignIn)
    assert (destination.name, destination.traits.title) == ("trakt", "Trakt")


# -- live


async def test_live_is_one_stop_at_the_end(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, film: Movie, anna: FakeUser
) -> None:
    written = await trakt.write_live(access, found_film)
    (play,) = anna.plays_of(film)
    assert (written, play.action) == (Written(str(play.id)), "scrobble")
    (call,) = fake.calls
    ids = {"trakt": film.trakt, "slug": film.slug, "imdb": film.imdb, "tmdb": film.tmdb}
    assert call.line == "POST /scrobble/stop"
    assert call.body == {
        "movie": {"title": film.title, "year": film.year, "ids": ids},
        "progress": 100,
    }
    wanted = {"trakt-api-key": "client", "trakt-api-version": "2"}
    assert {name: call.headers[name] for name in wanted} == wanted
    assert call.headers["Content-Type"] == "application/json"


async def test_an_episode_goes_out_by_trakt_s_own_id_alone(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_episode: Match, series: Show
) -> None:
    await trakt.write_live(access, found_episode)
    trakt_id = series.episode(1, 2).trakt
    assert fake.calls[0].body == {"episode": {"ids": {"trakt": trakt_id}}, "progress": 100}


async def test_a_pause_is_no_success(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match
) -> None:
    fake.faults.add("POST *", status=201, body={"id": 5, "action": "pause", "progress": 79})
    with pytest.raises(Refused, match="did not count it"):
        await trakt.write_live(access, found_film)


async def test_a_repeat_tells_when_the_first_one_was(
    trakt: Trakt, access: Access, found_film: Match, clock: Clock
) -> None:
    first_at = clock.now
    await trakt.write_live(access, found_film)
    clock.forward(minutes=5)
    with pytest.raises(AlreadyThere) as caught:
        await trakt.write_live(access, found_film)
    assert caught.value.watched_at == first_at


@pytest.mark.parametrize("body", [None, "oops", [], {"watched_at": 3}, {"watched_at": "soon"}])
async def test_a_repeat_may_tell_nothing(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, body: Any
) -> None:
    fake.faults.add("POST *", status=409, body=body)
    with pytest.raises(AlreadyThere) as caught:
        await trakt.write_live(access, found_film)
    assert caught.value.watched_at is None


async def test_where_live_is_not_allowed_nothing_is_sent(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match
) -> None:
    quiet = replace(access, live_allowed=False)
    with pytest.raises(LiveRefused):
        await trakt.write_live(quiet, found_film)
    await trakt.send_progress(quiet, found_film, ProgressAction.PLAY, 5)
    assert fake.calls == []


# -- a 403 is asked about once more


async def test_a_403_on_scrobble_alone_means_live_is_not_allowed(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match
) -> None:
    fake.faults.add("POST /scrobble/*", status=403, body={"error": "no"})
    with pytest.raises(LiveRefused):
        await trakt.write_live(access, found_film)
    assert [call.line for call in fake.calls] == ["POST /scrobble/stop", "GET /users/settings"]


@pytest.mark.parametrize("body", [{"error": "invalid_api_key"}, None])
async def test_a_403_everywhere_means_the_app_was_rejected(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, body: Any
) -> None:
    fake.faults.add("*", status=403, body=body, times=2)
    with pytest.raises(AppRejected) as caught:
        await trakt.write_live(access, found_film)
    assert caught.value.status == 403
    fake.delete_app("client")
    with pytest.raises(AppRejected):
        await trakt.identify(access)


async def test_a_403_that_does_not_come_again_is_tried_again(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match
) -> None:
    fake.faults.add("POST /sync/history", status=403, body={"error": "no"})
    with pytest.raises(Outage) as caught:
        await trakt.write_dated(access, found_film, AT, rewatch=False)
    assert not caught.value.fate_unknown


async def test_what_the_second_question_runs_into_counts(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match
) -> None:
    fake.faults.add("POST *", status=403, body={})
    fake.faults.add("GET /users/settings", status=401)
    with pytest.raises(TokenRefused):
        await trakt.write_live(access, found_film)


async def test_a_page_of_the_shield_is_no_word_about_the_app(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match
) -> None:
    fake.faults.edge_page("POST *")
    with pytest.raises(EdgeBlocked) as caught:
        await trakt.write_live(access, found_film)
    assert not caught.value.fate_unknown
    fake.faults.add("POST *", status=403, headers={"cf-ray": "1-FRA"})
    with pytest.raises(EdgeBlocked):
        await trakt.write_live(access, found_film)
    assert len(fake.calls) == 2


# -- dated


async def test_a_dated_write_carries_its_own_time(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, film: Movie, anna: FakeUser
) -> None:
    written = await trakt.write_dated(access, found_film, AT, rewatch=True)
    assert written == Written(None)
    assert [play.watched_at for play in anna.plays_of(film)] == [AT.replace(microsecond=0)]
    (call,) = fake.calls
    assert (call.line, list(call.body)) == ("POST /sync/history", ["movies"])
    assert call.body["movies"][0]["watched_at"] == "2026-02-14T19:30:05.250Z"


async def test_other_zones_become_utc(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_episode: Match, series: Show
) -> None:
    at = datetime(2026, 7, 1, 0, 15, tzinfo=timezone(timedelta(hours=2)))
    await trakt.write_dated(access, found_episode, at, rewatch=False)
    ids = {"trakt": series.episode(1, 2).trakt}
    assert fake.calls[0].body == {
        "episodes": [{"ids": ids, "watched_at": "2026-06-30T22:15:00.000Z"}]
    }


async def test_the_release_date_can_be_asked_for(
    trakt: Trakt, access: Access, found_film: Match, film: Movie, anna: FakeUser
) -> None:
    await trakt.write_dated(access, found_film, RELEASED, rewatch=False)
    assert anna.plays_of(film)[0].watched_at == datetime(2019, 5, 17, tzinfo=UTC)


async def test_an_item_that_vanished_is_not_found(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, film: Movie
) -> None:
    fake.catalogue.remove(film)
    with pytest.raises(NotFoundThere, match="The Lantern Year"):
        await trakt.write_dated(access, found_film, AT, rewatch=False)
    with pytest.raises(NotFoundThere):
        await trakt.write_live(access, found_film)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"added": {"movies": 1, "episodes": 0}},
        {"added": {"movies": 1}, "not_found": {"movies": [], "shows": []}, "news": 1},
        {"added": {"movies": 0}, "updated": {"movies": 1}, "not_found": {}},
    ],
)
@pytest.mark.parametrize("status", [200, 201])
async def test_success_has_many_shapes(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, status: int, body: Any
) -> None:
    fake.faults.add("POST *", status=status, body=body)
    assert await trakt.write_dated(access, found_film, AT, rewatch=False) == Written()


async def test_a_success_that_added_nothing_is_none(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match
) -> None:
    body = {"added": {"movies": 0, "episodes": 0}, "not_found": {"movies": []}}
    fake.faults.add("POST *", status=201, body=body)
    with pytest.raises(Refused, match="added nothing"):
        await trakt.write_dated(access, found_film, AT, rewatch=False)


# -- taking back


async def test_one_play_is_taken_back_by_its_id_alone(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, film: Movie, anna: FakeUser
) -> None:
    first, second = fake.record_play(anna, film), fake.record_play(anna, film)
    assert await trakt.remove(access, found_film, str(first.id)) is True
    assert anna.plays == [second]
    (call,) = fake.calls
    assert (call.line, call.body) == ("POST /sync/history/remove", {"ids": [first.id]})
    assert fake.dangerous_writes == 0


async def test_a_play_that_is_not_there_any_more_is_no_trouble(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, film: Movie, anna: FakeUser
) -> None:
    play = fake.record_play(anna, film)
    bens = fake.record_play(fake.add_user("ben"), film)
    await trakt.remove(access, found_film, str(play.id))
    for gone in (play.id, bens.id, 4711):
        assert await trakt.remove(access, found_film, str(gone)) is False
    assert fake.users["ben"].plays == [bens]


@pytest.mark.parametrize("play_id", ["", "x1", "-5", "5.5", "tt9000001"])
async def test_what_is_no_id_of_a_play_is_not_asked_for(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, play_id: str
) -> None:
    with pytest.raises(Refused):
        await trakt.remove(access, found_film, play_id)
    assert fake.calls == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"deleted": {"movies": 0, "episodes": 0}, "not_found": {"ids": []}},
        {"deleted": {"movies": 0}, "not_found": {"ids": [4711]}},
        {"deleted": None, "not_found": {"movies": []}},
    ],
)
async def test_a_removal_that_removed_nothing_is_none(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, body: Any
) -> None:
    fake.faults.add("POST *", status=200, body=body)
    with pytest.raises(Refused, match="removed nothing"):
        await trakt.remove(access, found_film, "31")


async def test_an_id_that_comes_back_as_text_is_not_there_either(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match
) -> None:
    body = {"deleted": {"movies": 0, "episodes": 0}, "not_found": {"ids": ["31"]}}
    fake.faults.add("POST *", status=200, body=body)
    assert await trakt.remove(access, found_film, "31") is False


# -- what is said when it does not work


@pytest.mark.parametrize("text", ['{"id": 3', "", "[]", "<html>"])
async def test_an_unreadable_success_of_a_write_may_have_worked(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, text: str
) -> None:
    fake.faults.add("POST *", status=201, body=text)
    with pytest.raises(Outage) as caught:
        await trakt.write_dated(access, found_film, AT, rewatch=False)
    assert caught.value.fate_unknown


async def test_a_lost_answer_leaves_it_open_and_a_closed_port_does_not(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, film: Movie, anna: FakeUser
) -> None:
    fake.faults.add("POST *", drop="after")
    with pytest.raises(Offline) as caught:
        await trakt.write_dated(access, found_film, AT, rewatch=False)
    assert caught.value.fate_unknown
    assert len(anna.plays_of(film)) == 1
    await fake.stop()
    with pytest.raises(Offline) as caught:
        await trakt.write_dated(access, found_film, AT, rewatch=False)
    assert not caught.value.fate_unknown


async def test_two_writes_at_once_are_too_fast(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, found_episode: Match
) -> None:
    fake.write_gap_s = 60
    await trakt.write_live(access, found_film)
    with pytest.raises(TooFast) as caught:
        await trakt.write_live(access, found_episode)
    assert 59 < (caught.value.retry_after_s or 0) <= 61


async def test_nothing_secret_is_kept(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, kept: list[Exchange]
) -> None:
    token = access.tokens.access_token
    fake.faults.add("POST *", status=400, body={"you sent": f"Bearer {token}"})
    with pytest.raises(Refused):
        await trakt.write_live(access, found_film)
    assert kept[-1].answer == '{"you sent": "Bearer [token]"}'
    fresh = await trakt.refresh(access)
    await trakt.revoke(replace(access, tokens=fresh))
    assert [exchange.path for exchange in kept[-2:]] == ["/oauth/token", "/oauth/revoke"]
    tokens = (access.tokens, fresh)
    secrets = ["secret", *(t.access_token for t in tokens), *(str(t.refresh_token) for t in tokens)]
    assert not [secret for secret in secrets if secret in repr(kept)]


# -- plays


async def test_plays_are_those_of_the_item_in_the_span(
    trakt: Trakt,
    access: Access,
    fake: FakeTrakt,
    found_film: Match,
    found_episode: Match,
    film: Movie,
    series: Show,
    anna: FakeUser,
) -> None:
    for hours in range(5):
        fake.record_play(anna, film, watched_at=AT + timedelta(hours=hours))
    fake.record_play(anna, series.episode(1, 2), watched_at=AT)
    since, until = AT + timedelta(hours=1), AT + timedelta(hours=3)
    found = await trakt.plays(access, found_film, since, until)
    assert [play.watched_at.hour for play in found] == [22, 21, 20]
    assert {play.id for play in found} <= {str(play.id) for play in anna.plays}
    assert len(await trakt.plays(access, found_film, None, None)) == 5
    (one,) = await trakt.plays(access, found_episode, None, until)
    assert one.id == str(anna.plays_of(series.episode(1, 2))[0].id)


async def test_both_ends_belong_to_the_span_though_trakt_keeps_seconds(
    trakt: Trakt, access: Access, found_film: Match
) -> None:
    await trakt.write_dated(access, found_film, AT, rewatch=False)
    assert len(await trakt.plays(access, found_film, AT, AT)) == 1


async def test_a_server_that_knows_days_only_is_corrected(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match
) -> None:
    entries = [
        {"id": number, "watched_at": f"2026-02-14T{number}:30:00.000Z"} for number in (21, 19, 17)
    ]
    fake.faults.add("GET *", status=200, body=entries)
    since, until = AT - timedelta(hours=1), AT + timedelta(hours=1)
    assert [play.id for play in await trakt.plays(access, found_film, since, until)] == ["19"]


async def test_all_pages_are_read(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, film: Movie, anna: FakeUser
) -> None:
    for minutes in range(203):
        fake.record_play(anna, film, watched_at=AT + timedelta(minutes=minutes))
    assert len(await trakt.plays(access, found_film, None, None)) == 203
    assert [call.query["page"] for call in fake.calls] == ["1", "2", "3"]


async def test_pages_are_found_without_their_count_and_end_some_time(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match
) -> None:
    page = [{"id": n, "watched_at": "2026-02-14T19:30:00Z"} for n in range(100)]
    fake.faults.add("GET *", status=200, body=page, times=2)
    fake.faults.add("GET *", status=200, body=[{"id": 100, "watched_at": "2026-02-14 19:30"}])
    assert len(await trakt.plays(access, found_film, None, None)) == 101
    fake.calls.clear()
    fake.faults.add("GET *", status=200, body=page, times=None)
    assert len(await trakt.plays(access, found_film, None, None)) == 100
    assert len(fake.calls) == 50


@pytest.mark.parametrize("text", ["{}", "null", "[", '[3, {"id": 1}, {"watched_at": 2}]'])
async def test_strange_plays_are_none(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, text: str
) -> None:
    fake.faults.add("GET *", status=200, body=text)
    if text.startswith("[3"):
        assert await trakt.plays(access, found_film, None, None) == []
        return
    with pytest.raises(Outage) as caught:
        await trakt.plays(access, found_film, None, None)
    assert not caught.value.fate_unknown


# -- progress


@pytest.mark.parametrize(
    ("action", "percent", "line", "sent"),
    [
        (ProgressAction.PLAY, 12.345, "POST /scrobble/start", 12.34),
        (ProgressAction.PLAY, None, "POST /scrobble/start", 0),
        (ProgressAction.RESUME, 85.0, "POST /scrobble/start", 85.0),
        (ProgressAction.PAUSE, 1.0, "POST /scrobble/stop", 1.0),
        (ProgressAction.STOP, 79.0, "POST /scrobble/stop", 79.0),
    ],
)
async def test_progress_that_trakt_takes(
    trakt: Trakt,
    access: Access,
    fake: FakeTrakt,
    found_film: Match,
    anna: FakeUser,
    action: ProgressAction,
    percent: float | None,
    line: str,
    sent: float,
) -> None:
    await trakt.send_progress(access, found_film, action, percent)
    (call,) = fake.calls
    assert (call.line, call.body["progress"], call.status) == (line, sent, 201)
    assert anna.plays == []


@pytest.mark.parametrize("action", [ProgressAction.PAUSE, ProgressAction.STOP])
@pytest.mark.parametrize("percent", [None, 0.0, 0.99, 80.0, 99.0, 100.0])
async def test_a_stop_that_would_count_or_be_refused_is_not_sent(
    trakt: Trakt,
    access: Access,
    fake: FakeTrakt,
    found_film: Match,
    action: ProgressAction,
    percent: float | None,
) -> None:
    await trakt.send_progress(access, found_film, action, percent)
    assert fake.calls == []


async def test_a_stop_just_below_the_line_stays_below_it(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, anna: FakeUser
) -> None:
    await trakt.send_progress(access, found_film, ProgressAction.PAUSE, 79.999)
    assert fake.calls[0].body["progress"] < 80
    assert anna.plays == []


@pytest.mark.parametrize("status", [409, 422])
async def test_some_refusals_of_progress_do_not_matter(
    trakt: Trakt, access: Access, fake: FakeTrakt, found_film: Match, status: int
) -> None:
    fake.faults.add("POST *", status=status, body={})
    await trakt.send_progress(access, found_film, ProgressAction.PLAY, 5)
    assert len(fake.calls) == 1
    fake.faults.add("POST *", status=400, body={})
    with pytest.raises(Refused):
        await trakt.send_progress(access, found_film, ProgressAction.PLAY, 5)


# -- who


async def test_a_user_is_known_by_the_id_that_stays(
    trakt: Trakt, access: Access, fake: FakeTrakt, anna: FakeUser
) -> None:
    assert await trakt.identify(access) == User(anna.uuid, "anna")
    user = {"username": "anna", "ids": {"slug": "anna-s"}}
    fake.faults.add("GET *", status=200, body={"user": user})
    assert await trakt.identify(access) == User("anna-s", "anna")


@pytest.mark.parametrize("body", [{}, {"user": None}, {"user": {"ids": {}}}, {"user": 3}, [1]])
async def test_nobody_is_no_user(trakt: Trakt, access: Access, fake: FakeTrakt, body: Any) -> None:
    fake.faults.add("GET *", status=200, body=body)
    with pytest.raises(Outage):
        await trakt.identify(access)


async def test_without_a_client_id_of_their_own_tokens_use_the_app_in_settings(
    trakt: Trakt, access: Access, fake: FakeTrakt
) -> None:
    tokens = replace(access.tokens, client_id=None)
    await trakt.identify(replace(access, tokens=tokens))
    assert fake.calls[0].headers["trakt-api-key"] == "client"


@pytest.mark.parametrize("url", ["http://api.trakt.tv", "ftp://localhost", "trakt"])
def test_plain_http_is_for_this_computer_only(calls: Calls, url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Trakt(calls, api_url=url)
    with pytest.raises(ValueError, match="address"):
        Trakt(calls, auth_url=url)
