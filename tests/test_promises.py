"""What README.md promises under "How it works": one test for each claim, through the whole app.

Each claim there ends in a comment with the name of its test. All media servers and trackers are
the strict fakes, which keep every call that they were sent.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from scroblarr_desktop import attention
from scroblarr_desktop.app_state import AppState
from scroblarr_desktop.demo.jellyfin.plugin_shapes import WEBHOOK
from scroblarr_desktop.store import listening
from scroblarr_desktop.watches import ServerKind
from tests import bodies
from tests.attacks.clocks import DAY, HOUR, MINUTE, SECOND
from tests.attacks.local_app import post
from tests.attacks.truth import Person, jellyfin_says, plex_says
from tests.attacks.world import World, a_world
from tests.catching_up.night import Town, a_town
from tests.promised import (
    address,
    everywhere,
    is_viewer_of,
    jellyfin_reports,
    listed,
    nothing_comes_of,
    plex_reports,
    plex_tells,
    sent,
    sign_in,
    things,
    until,
)

README = Path(__file__).parents[1] / "README.md"
CLAIM = re.compile(r"^- (?P<words>.+?) <!-- (?P<test>test_\w+) -->$", re.DOTALL)


@pytest_asyncio.fixture
async def home(tmp_path: Path) -> AsyncIterator[World]:
    """Anna's and Ben's home, with all three trackers."""
    async with a_world(tmp_path / "data") as world:
        yield world


@pytest_asyncio.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A Plex and a Jellyfin to sign in to, which keep a history of their own."""
    async with a_town(tmp_path) as made:
        yield made


# -- the claims themselves


def claims() -> list[str]:
    """Return each claim of the section, with the comment at its end."""
    text = README.read_text(encoding="utf-8")
    section = text.partition("\n## How it works\n")[2].partition("\n## ")[0]
    return re.findall(r"^- .*(?:\n  .*)*", section, re.MULTILINE)


def test_each_claim_has_its_test_and_each_test_its_claim() -> None:
    found = [CLAIM.match(claim) for claim in claims()]
    assert [claim for claim, match in zip(claims(), found, strict=True) if match is None] == []
    named = [match["test"] for match in found if match is not None]
    here = [name for name in globals() if name.startswith("test_") and not name.startswith(OWN)]
    assert named == here, "in the same order"


def test_each_claim_is_short() -> None:
    assert [claim for claim in claims() if len(claim.partition(" <!--")[0]) > 250] == []


OWN = "test_each_claim_"
"""Tests of the claims as a text."""


# -- the flow


async def test_a_report_is_on_disk_before_it_is_answered(home: World) -> None:
    anna = await home.member("Anna")
    assert (await home.finishes(anna, home.library.films[0])).certain
    await home.cut_power()
    await home.rest()
    assert things(home, "anna") == everywhere(home.library.films[0])


async def test_each_account_that_the_person_linked_gets_the_watch(home: World) -> None:
    anna = await home.member("Anna")
    await home.finishes(anna, home.library.episodes[4])
    await home.rest()
    [watch] = await home.app.watches()
    assert {one["account_id"] for one in watch["deliveries"]} == {*anna.accounts.values()}
    assert things(home, "anna") == everywhere(home.library.episodes[4])


async def test_it_arrives_once_with_the_time_at_which_it_was_watched(home: World) -> None:
    anna = await home.member("Anna")
    watched = await home.finishes(anna, home.library.films[0], 5 * HOUR, times=3)
    await home.rest()
    for tracker in home.trackers:
        [play] = tracker.held("anna")
        assert not tracker.takes_time or abs(play.at - watched.at) <= SECOND


async def test_the_log_keeps_every_try(home: World) -> None:
    anna = await home.member("Anna")
    home.named("trakt").fake.faults.add("POST /sync/history", status=502, body="Closed.")
    await home.finishes(anna, home.library.films[0], 5 * HOUR)
    await home.rest()
    [watch] = await home.app.watches()
    [there] = [one for one in watch["deliveries"] if one["destination"] == "trakt"]
    first, *_, last = there["attempt_log"]
    assert last["outcome"] == "delivered"
    failed = first["exchanges"][-1]
    assert (failed["path"], failed["status"]) == ("/sync/history", 502)
    assert failed["body"]["movies"]
    assert "Closed." in failed["answer"]


async def test_nothing_is_changed_on_your_media_servers(town: Town) -> None:
    family = await sign_in(town)
    town.plex.api.calls.clear()
    town.jellyfin.api.calls.clear()
    await town.plex.finish(family.on_plex, family.films[0].item())
    await town.jellyfin.finish(family.on_jellyfin, family.films[1].item())
    await family.read_all()
    await family.gets(2)
    calls = [*town.plex.api.calls, *town.jellyfin.api.calls]
    assert calls
    assert [call.line for call in calls if call.is_write or "scrobble" in call.path] == []


# -- where you watch


async def test_plex_reports_by_webhooks(town: Town) -> None:
    family = await sign_in(town)
    await town.plex.finish(family.on_plex, family.films[0].item())
    await family.gets(1)
    assert family.plays() == [family.films[0]]
    assert not town.watches()[0].caught_up


async def test_jellyfin_reports_by_its_plugin(town: Town) -> None:
    family = await sign_in(town)
    await town.jellyfin.finish(family.on_jellyfin, family.films[0].item())
    await family.gets(1)
    assert family.plays() == [family.films[0]]
    assert not town.watches()[0].caught_up


async def test_without_plex_pass_or_plugin_it_asks_every_three_minutes(town: Town) -> None:
    family = await sign_in(town, reporting=False)
    await town.plex.finish(family.on_plex, family.films[0].item())
    await town.jellyfin.finish(family.on_jellyfin, family.films[1].item())
    await family.looks_after(2 * MINUTE)
    assert town.watches() == []
    await family.looks_after(MINUTE)
    await family.gets(2)


async def test_what_no_report_told_is_read_at_the_start_after_sleep_and_every_hour(
    town: Town,
) -> None:
    family = await sign_in(town)
    town.plex.heard = town.jellyfin.heard = False
    await town.close_app()
    await town.plex.finish(family.on_plex, family.films[0].item())
    await town.open_app()
    await family.gets(1)
    await family.read_all()
    await town.jellyfin.finish(family.on_jellyfin, family.films[1].item())
    town.offset += 20 * MINUTE
    await town.app.watchdog.tick()
    await family.gets(2)
    await family.read_all()
    await town.plex.finish(family.on_plex, family.films[2].item())
    await family.looks_after(58 * MINUTE)
    assert len(town.watches()) == 2
    await family.looks_after(2 * MINUTE)
    await family.gets(3)


async def test_reported_twice_also_by_two_media_servers_it_is_one_watch(home: World) -> None:
    anna = await home.member("Anna")
    watched = await home.finishes(anna, home.library.films[0], times=2)
    assert await home.tell(watched, anna, on_jellyfin=True)
    await home.rest()
    assert things(home, "anna") == everywhere(home.library.films[0])
    assert len(await home.app.watches()) == 1


async def test_a_server_that_stops_reporting_is_noticed(town: Town) -> None:
    family = await sign_in(town)
    for minutes in range(60, -1, -1):
        listening.beat(town.now() - minutes * MINUTE)
    town.jellyfin.api.plugins.settings(WEBHOOK)["GenericOptions"].clear()
    town.jellyfin.note_watched(family.on_jellyfin, family.films[0].item(), town.now() - 20 * MINUTE)
    await family.read_all()
    await family.gets(1)
    [need] = [one for one in attention.needs(town.now()) if one.key.startswith("server:")]
    assert need.title.startswith("Cellar has stopped reporting")


# -- where it goes


async def test_trakt_holds_each_watch_with_its_time(home: World) -> None:
    await arrives_at("trakt", home)


async def test_simkl_holds_each_title_with_the_time(home: World) -> None:
    await arrives_at("simkl", home)


async def test_a_server_compatible_with_tv_time_marks_it_as_watched(home: World) -> None:
    await arrives_at("tvtime", home)


async def arrives_at(name: str, home: World) -> None:
    tracker, anna = home.named(name), await home.member("Anna")
    film = await home.finishes(anna, home.library.films[0], 9 * HOUR)
    episode = await home.finishes(anna, home.library.episodes[6], 5 * HOUR)
    await home.rest()
    held = {play.thing: play.at for play in tracker.held("anna")}
    assert {*held} == {film.thing, episode.thing}
    if tracker.takes_time:
        assert all(abs(held[one.thing] - one.at) <= SECOND for one in (film, episode))


# -- several people


async def test_people_are_known_by_their_id_never_by_their_name(home: World) -> None:
    anna, ben = await home.member("Anna"), await home.member("Ben")
    del anna
    renamed = Person("anna", ben.number)
    await post(address(ServerKind.PLEX, home), *plex_says(home.library.films[0].item(), renamed))
    await home.rest()
    assert things(home, "anna") == everywhere()
    assert things(home, "ben") == everywhere(home.library.films[0])


async def test_nobody_gets_what_somebody_else_watched(home: World) -> None:
    anna, ben = await home.member("Anna"), await home.member("Ben")
    await home.finishes(anna, home.library.films[0])
    await home.finishes(ben, home.library.episodes[0], 2 * HOUR)
    await home.rest()
    assert things(home, "anna") == everywhere(home.library.films[0])
    assert things(home, "ben") == everywhere(home.library.episodes[0])


async def test_one_viewer_may_stand_for_two_people(home: World) -> None:
    anna, ben = await home.member("Anna"), await home.member("Ben")
    await is_viewer_of(home, anna, ben.member_id)
    await home.finishes(anna, home.library.films[0])
    await home.rest()
    assert things(home, "anna") == things(home, "ben") == everywhere(home.library.films[0])


async def test_what_somebody_unknown_watched_is_kept_until_you_say_who(home: World) -> None:
    ben = await home.member("Ben")
    emil = Person("emil", 7)
    watched = await home.finishes(emil, home.library.films[0])
    await home.pass_time(3 * DAY)
    assert things(home, "ben") == everywhere()
    await is_viewer_of(home, emil, ben.member_id)
    await home.rest()
    assert things(home, "ben") == everywhere(home.library.films[0])
    [play] = home.named("trakt").held("ben")
    assert abs(play.at - watched.at) <= SECOND


# -- what gets synced


async def test_finished_films_and_episodes_are_and_what_was_only_begun_is_not(home: World) -> None:
    anna = await home.member("Anna")
    await home.plays(anna, home.library.films[1])
    begun, kind = jellyfin_says(home.library.films[2].item(), anna, home.clocks.true())
    begun = begun.replace(b'"PlayedToCompletion": true', b'"PlayedToCompletion": false')
    assert await post(address(ServerKind.JELLYFIN, home), begun, kind) == 200
    await home.finishes(anna, home.library.films[0])
    await home.rest()
    assert things(home, "anna") == everywhere(home.library.films[0])


async def test_what_is_watched_again_counts_again_where_a_tracker_takes_that(home: World) -> None:
    anna = await home.member("Anna")
    film = home.library.films[0]
    for ago in (3 * DAY, 5 * HOUR):
        await home.finishes(anna, film, ago)
    await home.rest()
    assert things(home, "anna") == {"trakt": [film] * 2, "tvtime": [film] * 2, "simkl": [film]}
    assert [one["rewatched"] for one in await home.app.watches()] == [True, False]
    await home.app.call("PATCH", f"/accounts/{anna.accounts['trakt']}", {"rewatch_films": False})
    await home.pass_time(DAY)
    await home.finishes(anna, film)
    await home.rest()
    assert len(home.named("trakt").held("anna")) == 2


async def test_what_is_marked_as_watched_by_hand_in_jellyfin_is(home: World) -> None:
    anna = await home.member("Anna")
    film = home.library.catalogue.add_movie("The Lantern Year", 2019, imdb="tt9000001", tmdb=990001)
    now = f"{home.clocks.true():%Y-%m-%dT%H:%M:%S}.0000000Z"
    mark = bodies.jellyfin_hand_mark("movie", user_id=anna.jellyfin_user, at=now)
    await jellyfin_reports(home, mark)
    await home.pass_time(MINUTE)
    await home.rest()
    assert things(home, "anna") == everywhere(film)


async def test_what_plays_goes_to_trakt_and_simkl_for_those_who_share_it(home: World) -> None:
    anna, ben = await home.member("Anna"), await home.member("Ben")
    for name in ("trakt", "simkl"):
        await home.app.call("PATCH", f"/accounts/{anna.accounts[name]}", {"share_progress": True})
    film = home.library.films[0]
    for person in (anna, ben):
        await home.plays(person, film)
    shown = [home.named("trakt").fake, home.named("simkl").fake]
    for fake in shown:
        await fake.called("POST /scrobble/start")
    half_way_ms = film.run_time_min * 60_000 // 2
    for person in (anna, ben):
        paused = plex_tells(film, person, "media.pause", viewOffset=half_way_ms)
        await plex_reports(home, paused)
    for fake in shown:
        await fake.called("POST /scrobble/[ps]*")
    await home.calm()
    calls = [call for call in sent(home) if call.path.startswith("/scrobble/")]
    assert {call.user for call in calls} == {"anna"}
    assert [call.body["progress"] for call in calls if call.path != "/scrobble/start"] == [50, 50]
    assert things(home, "anna") == everywhere(), "that is no watch"


async def test_ratings_are_not(home: World) -> None:
    stars = bodies.plex_body("media.rate", "movie", rating=8.0, userRating=8.0)
    rated = bodies.jellyfin_hand_mark(
        "movie", SaveReason="UpdateUserRating", Rating=8, Likes=True, Played=False
    )
    await nothing_comes_of(home, plex=[stars], jellyfin=[rated])
    assert listed(home) == []


async def test_watchlists_and_favourites_are_not(home: World) -> None:
    favourite = bodies.jellyfin_hand_mark(
        "movie", SaveReason="UpdateUserData", Favorite=True, Played=False
    )
    on_deck = bodies.plex_body("library.on.deck", "movie")
    listed_there = bodies.plex_body("watchlist.add", "movie")
    await nothing_comes_of(home, plex=[on_deck, listed_there], jellyfin=[favourite])
    assert listed(home) == []


async def test_collections_are_not(home: World) -> None:
    new = bodies.plex_body("library.new", "movie")
    box = bodies.plex_body("library.new", "movie", type="collection", subtype="movie")
    added = bodies.jellyfin_body("ItemAdded", "movie")
    box_set = bodies.jellyfin_hand_mark("movie", ItemType="BoxSet", Name="Seven nights")
    await nothing_comes_of(home, plex=[new, box], jellyfin=[added, box_set])
    assert listed(home) == []


async def test_trailers_live_television_music_and_photos_are_not(home: World) -> None:
    finished = [
        bodies.plex_scrobble("movie", **one)
        for one in ({"extraType": 1}, {"live": "1"}, {"type": "track"}, {"type": "photo"})
    ]
    song = bodies.jellyfin_stop("movie", ItemType="Audio")
    await nothing_comes_of(home, plex=finished, jellyfin=[song])


# -- in real time, and when something goes wrong


async def test_a_few_seconds_after_the_end_it_is_in_the_history(tmp_path: Path) -> None:
    async with a_world(tmp_path / "data", faster=1.0) as home:
        anna = await home.member("Anna")
        await home.finishes(anna, home.library.films[0])
        here = everywhere(home.library.films[0])
        await until(lambda: things(home, "anna") == here, within_s=8.0)


async def test_while_a_tracker_is_down_it_waits_and_arrives_with_its_time(home: World) -> None:
    anna, trakt = await home.member("Anna"), home.named("trakt")
    trakt.fake.outage(True)
    watched = await home.finishes(anna, home.library.films[0])
    await home.stay_awake(5 * HOUR, step=30 * MINUTE)
    assert things(home, "anna") == everywhere(home.library.films[0]) | {"trakt": []}
    said = home.engine.status()
    assert (said.state, said.sentence.partition(".")[0]) == (
        AppState.BUSY,
        "Trakt does not work right now",
    )
    trakt.fake.outage(False)
    await home.rest()
    [play] = trakt.held("anna")
    assert abs(play.at - watched.at) <= SECOND
    assert home.engine.status().state is AppState.OK


async def test_what_was_watched_after_a_sign_in_ended_waits_for_the_next(home: World) -> None:
    anna, trakt = await home.member("Anna"), home.named("trakt")
    trakt.end("anna")
    await home.finishes(anna, home.library.films[0])
    await home.pass_time(3 * DAY)
    assert (await home.account(anna, trakt))["state"] == "needs_relink"
    assert trakt.held("anna") == []
    await home.link(anna, trakt)
    await home.rest()
    assert [play.thing for play in trakt.held("anna")] == [home.library.films[0]]


async def test_ended_in_the_middle_it_goes_on_and_sends_nothing_twice(home: World) -> None:
    anna, trakt = await home.member("Anna"), home.named("trakt")
    trakt.fake.faults.add("POST /sync/history", drop="after", delay_s=0.05)
    await home.finishes(anna, home.library.films[0], 5 * HOUR)
    await trakt.fake.called("POST /sync/history")
    await home.cut_power()
    await home.rest()
    assert things(home, "anna") == everywhere(home.library.films[0])


async def test_what_cannot_be_delivered_says_why(home: World) -> None:
    anna = await home.member("Anna")
    await plex_reports(
        home, bodies.plex_scrobble("movie", account_id=anna.plex_account, title="Tin Moon", Guid=[])
    )
    await home.calm()
    [watch] = await home.app.watches()
    said = {one["destination"]: (one["state"], one["message"]) for one in watch["deliveries"]}
    assert said["trakt"] == ("unmatched", "Trakt does not know Tin Moon (2019).")
    assert {state for state, _ in said.values()} == {"unmatched"}
