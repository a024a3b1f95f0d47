"""Finding and marking at TV Time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.demo.tvtime.world import TvTimeUser
from scroblarr_desktop.destinations import (
    RELEASED,
    Access,
    Destination,
    DeviceSignIn,
    Exchange,
    Match,
    Tokens,
    User,
)
from scroblarr_desktop.destinations.errors import (
    EdgeBlocked,
    LiveRefused,
    NotFoundThere,
    Offline,
    Outage,
    Refused,
    RemoteError,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.destinations.tvtime import TvTime
from scroblarr_desktop.watches import Item, Kind, ProgressAction

AT = datetime(2026, 2, 14, 19, 30, tzinfo=UTC)


async def no_match(tvtime: TvTime, access: Access, item: Item) -> NotFoundThere:
    with pytest.raises(NotFoundThere) as caught:
        await tvtime.find(access, item)
    return caught.value


async def failure(tvtime: TvTime, access: Access, match: Match) -> RemoteError:
    with pytest.raises(RemoteError) as caught:
        await tvtime.write_dated(access, match, AT, rewatch=False)
    return caught.value


@pytest.fixture
async def found_film(tvtime: TvTime, access: Access, fake: FakeTvTime, film: Movie) -> Match:
    """The match as it comes back from where it is kept: as JSON."""
    match = await tvtime.find(access, film.item())
    fake.calls.clear()
    return replace(match, target=json.loads(json.dumps(match.target)))


@pytest.fixture
async def found_episode(tvtime: TvTime, access: Access, series: Show) -> Match:
    match = await tvtime.find(access, series.item(1, 2))
    return replace(match, target=json.loads(json.dumps(match.target)))


def test_it_is_what_sync_expects(tvtime: TvTime) -> None:
    destination: Destination = tvtime
    assert (destination.name, destination.traits.title) == ("tvtime", "TV Time")
    assert not isinstance(tvtime, DeviceSignIn)
    assert (destination.traits.takes_time, destination.traits.can_ask) == (False, False)


# -- finding


async def test_an_episode_is_its_tvdb_id(
    tvtime: TvTime, access: Access, fake: FakeTvTime, series: Show
) -> None:
    match = await tvtime.find(access, series.item(1, 2))
    tvdb = str(series.episode(1, 2).tvdb)
    assert (match.kind, match.id) == (Kind.EPISODE, tvdb)
    assert match.title == "Harbour Street S01E02 Chapter 1.2"
    assert fake.calls == []


async def test_an_episode_without_that_id_is_not_found(
    tvtime: TvTime, access: Access, series: Show
) -> None:
    item = series.item(1, 2)
    for ids in ({"imdb": "tt1"}, {"tvdb": ""}, {"tvdb": "x1"}, {"tvdb": str(series.tvdb)}):
        error = await no_match(tvtime, access, replace(item, ids=ids))
        assert "TVDB id of the episode" in error.sentence
    unnumbered = replace(item, season=None, number=None, show=None)
    assert (await tvtime.find(access, unnumbered)).title == "Chapter 1.2"


@pytest.mark.parametrize(
    ("sources", "queries"), [(["tvdb"], 1), (["imdb"], 1), (["tvdb", "imdb"], 1)]
)
async def test_a_movie_is_found_by_id(
    tvtime: TvTime,
    access: Access,
    fake: FakeTvTime,
    film: Movie,
    sources: list[str],
    queries: int,
) -> None:
    ids = {source: film.item().ids[source] for source in sources}
    match = await tvtime.find(access, replace(film.item(), ids=ids))
    assert (match.id, match.kind) == (film.tvtime_uuid, Kind.MOVIE)
    assert [call.query["q"] for call in fake.calls] == [ids[sources[0]]][:queries]
    assert fake.calls[0].query == {"q": ids[sources[0]], "offset": "0", "limit": "12"}


async def test_a_title_finds_candidates_and_the_id_decides(
    tvtime: TvTime, access: Access, fake: FakeTvTime, film: Movie
) -> None:
    # Both id queries come to nothing, as they may while an index is behind.
    fake.faults.add("GET *", status=200, body={"status": "success", "data": []}, times=2)
    assert (await tvtime.find(access, film.item())).id == film.tvtime_uuid
    assert [call.query["limit"] for call in fake.calls] == ["12", "12", "24"]


async def test_the_first_hit_of_a_title_is_never_good_enough(
    tvtime: TvTime, access: Access, fake: FakeTvTime, film: Movie
) -> None:
    error = await no_match(tvtime, access, replace(film.item(), ids={"tvdb": "7", "imdb": "tt7"}))
    assert error.sentence == "TV Time does not know The Lantern Year."
    fake.calls.clear()
    error = await no_match(tvtime, access, replace(film.item(), ids={"tmdb": "7"}))
    assert "TVDB or IMDb id" in error.sentence
    assert fake.calls == []


async def test_a_series_of_the_same_number_is_no_movie(
    tvtime: TvTime, access: Access, fake: FakeTvTime, catalogue: Catalogue
) -> None:
    series = catalogue.add_show("Kettle Row", 1990, seasons={1: 1})
    fake.faults.add(
        "GET *",
        status=200,
        body={
            "status": "success",
            "data": [{"id": series.tvdb, "uuid": "u", "type": "series"}, None, 3],
        },
        times=None,
    )
    await no_match(tvtime, access, Item(Kind.MOVIE, "Kettle", ids={"tvdb": str(series.tvdb)}))


@pytest.mark.parametrize("data", [None, {}, "x", [{"id": 5}], [{"id": 5, "uuid": 3}]])
async def test_strange_hits_are_none(
    tvtime: TvTime, access: Access, fake: FakeTvTime, data: Any
) -> None:
    fake.faults.add("GET *", status=200, body={"status": "success", "data": data}, times=None)
    await no_match(tvtime, access, Item(Kind.MOVIE, "Kettle", ids={"tvdb": "5"}))


# -- marking


async def test_an_episode_is_marked_through_the_sidecar(
    tvtime: TvTime,
    access: Access,
    fake: FakeTvTime,
    found_episode: Match,
    series: Show,
    anna: TvTimeUser,
    kept: list[Exchange],
) -> None:
    await tvtime.write_dated(access, found_episode, AT, rewatch=False)
    await tvtime.write_dated(access, found_episode, RELEASED, rewatch=True)
    assert [play.rewatch for play in anna.plays_of(series.episode(1, 2))] == [False, True]
    first, second = fake.calls
    assert (first.server, first.path) == (
        "api2.tozelabs.com",
        f"/v2/watched_episodes/episode/{found_episode.id}",
    )
    assert (first.query, second.query) == ({"is_rewatch": "0"}, {"is_rewatch": "1"})
    assert first.body == ""
    assert kept[0].path == (
        f"https://api2.tozelabs.com/v2/watched_episodes/episode/{found_episode.id}?is_rewatch=0"
    )
    assert access.tokens.access_token not in repr(kept)


async def test_a_movie_is_marked_as_watched_or_watched_again(
    tvtime: TvTime, access: Access, found_film: Match, film: Movie, anna: TvTimeUser
) -> None:
    await tvtime.write_dated(access, found_film, AT, rewatch=False)
    await tvtime.write_dated(access, found_film, AT, rewatch=True)
    assert [play.rewatch for play in anna.plays_of(film)] == [False, True]


async def test_the_target_is_packed_so_that_no_character_gets_lost(
    tvtime: TvTime, access: Access, fake: FakeTvTime, series: Show
) -> None:
    # Three lengths, three kinds of padding that is left out.
    for tvdb in ("1", "12", "123"):
        episode = replace(series.item(1, 2), ids={"tvdb": tvdb})
        match = await tvtime.find(access, episode)
        with pytest.raises(NotFoundThere):
            await tvtime.write_dated(access, match, AT, rewatch=False)
        assert fake.calls[-1].path.endswith(f"/episode/{tvdb}")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"result": "KO", "message": "no room"}, "no room"),
        ({"result": "ERROR"}, "ERROR"),
        ({"status": "fail"}, "fail"),
        ({"show": {"id": 3}}, ""),
        ({"result": None, "error": {"a": 1}}, ""),
    ],
)
async def test_a_good_status_with_a_bad_result_is_a_refusal(
    tvtime: TvTime,
    access: Access,
    fake: FakeTvTime,
    found_episode: Match,
    body: dict[str, Any],
    said: str,
) -> None:
    fake.faults.add("POST *", status=200, body=body)
    error = await failure(tvtime, access, found_episode)
    assert isinstance(error, Refused)
    assert said in error.sentence


@pytest.mark.parametrize("body", [{"result": "OK"}, {"status": "success", "x": 1}])
@pytest.mark.parametrize("status", [200, 201])
async def test_a_yes_of_either_kind_is_a_yes(
    tvtime: TvTime, access: Access, fake: FakeTvTime, found_film: Match, status: int, body: Any
) -> None:
    fake.faults.add("POST *", status=status, body=body)
    await tvtime.write_dated(access, found_film, AT, rewatch=False)
    assert len(fake.calls) == 1


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"message": "no"}, Refused),
        (401, None, TokenRefused),
        (403, {"message": "Forbidden"}, TokenRefused),
        (404, {"code": 404, "result": "KO"}, NotFoundThere),
        (200, {"code": 404, "result": "KO", "message": None}, NotFoundThere),
        (200, {"code": 401, "result": "KO"}, TokenRefused),
        (302, None, Outage),
    ],
)
async def test_each_answer_is_one_error(
    tvtime: TvTime,
    access: Access,
    fake: FakeTvTime,
    found_film: Match,
    status: int,
    body: Any,
    kind: type[RemoteError],
) -> None:
    fake.faults.add("POST *", status=status, body=body)
    assert type(await failure(tvtime, access, found_film)) is kind


@pytest.mark.parametrize("page", [False, True])
async def test_too_fast_is_told_with_the_wait(
    tvtime: TvTime, access: Access, fake: FakeTvTime, found_film: Match, page: bool
) -> None:
    fake.faults.add("POST *", status=429, headers={"Retry-After": "3"}, body="<html>" * page)
    error = await failure(tvtime, access, found_film)
    assert isinstance(error, TooFast)
    assert error.retry_after_s == 4.0


@pytest.mark.parametrize(
    ("status", "unknown"), [(500, True), (502, True), (504, True), (200, True), (404, False)]
)
async def test_a_web_page_is_an_outage(
    tvtime: TvTime,
    access: Access,
    fake: FakeTvTime,
    found_film: Match,
    status: int,
    unknown: bool,
) -> None:
    fake.faults.edge_page("POST *", status=status)
    error = await failure(tvtime, access, found_film)
    assert type(error) is Outage
    assert error.fate_unknown is unknown


async def test_a_shield_in_front_is_told_from_a_refusal(
    tvtime: TvTime, access: Access, fake: FakeTvTime, found_film: Match
) -> None:
    fake.faults.edge_page("POST *")
    error = await failure(tvtime, access, found_film)
    assert isinstance(error, EdgeBlocked)
    assert not error.fate_unknown


@pytest.mark.parametrize("text", ["", "[]", '{"res', "null"])
async def test_an_unreadable_success_may_have_worked(
    tvtime: TvTime, access: Access, fake: FakeTvTime, found_film: Match, text: str
) -> None:
    fake.faults.add("POST *", status=200, body=text)
    error = await failure(tvtime, access, found_film)
    assert isinstance(error, Outage)
    assert error.fate_unknown


async def test_a_lost_answer_leaves_it_open_and_a_closed_port_does_not(
    tvtime: TvTime, access: Access, fake: FakeTvTime, found_film: Match
) -> None:
    fake.faults.add("POST *", drop="after")
    error = await failure(tvtime, access, found_film)
    assert isinstance(error, Offline)
    assert error.fate_unknown
    await fake.stop()
    error = await failure(tvtime, access, found_film)
    assert isinstance(error, Offline)
    assert not error.fate_unknown


async def test_what_tv_time_cannot_do(
    tvtime: TvTime, access: Access, fake: FakeTvTime, found_film: Match
) -> None:
    with pytest.raises(LiveRefused):
        await tvtime.write_live(access, found_film)
    with pytest.raises(Refused):
        await tvtime.plays(access, found_film, None, None)
    await tvtime.send_progress(access, found_film, ProgressAction.PLAY, 5.0)
    await tvtime.revoke(access)
    assert fake.calls == []


# -- who


async def test_a_user_has_an_id_and_the_name_in_the_profile(
    tvtime: TvTime, access: Access, fake: FakeTvTime, anna: TvTimeUser
) -> None:
    assert await tvtime.identify(access) == User(str(anna.id), "Anna")
    fake.faults.add("GET *", status=200, body={"id": anna.id, "login": "Anna S."})
    assert await tvtime.identify(access) == User(str(anna.id), "Anna S.")


@pytest.mark.parametrize(("status", "body"), [(404, None), (200, {}), (200, {"login": 3})])
async def test_a_server_without_profiles_leaves_the_name_that_signed_in(
    tvtime: TvTime, access: Access, fake: FakeTvTime, anna: TvTimeUser, status: int, body: Any
) -> None:
    if body == {}:
        body = {"login": ""}
    fake.faults.add("GET *", status=status, body=body)
    assert await tvtime.identify(access) == User(str(anna.id), "Anna")


async def test_nothing_is_taken_back(
    tvtime: TvTime, access: Access, fake: FakeTvTime, found_film: Match
) -> None:
    assert not tvtime.traits.can_remove
    with pytest.raises(Refused):
        await tvtime.remove(access, found_film, "1")


# -- the hosts that are no more


@pytest.mark.parametrize("server_url", ["https://app.tvtime.com", None])
@pytest.mark.parametrize("path", ["/nowhere", "/"])
async def test_tv_time_s_own_hosts_are_said_to_be_closed(
    tvtime: TvTime,
    found_film: Match,
    monkeypatch: pytest.MonkeyPatch,
    server_url: str | None,
    path: str,
) -> None:
    # Nobody answers: the proxy to the outside is a closed port.
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9" + path)
    access = Access(Tokens("jwt", server_url=server_url))
    error = await failure(tvtime, access, found_film)
    assert type(error) is Outage
    assert "closed on 15 July 2026" in error.sentence
    assert "compatible server" in error.next_step
    assert not error.fate_unknown
