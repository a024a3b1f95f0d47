"""The simulated household in the long run: varied, and never piling up."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, pairwise

import aiohttp
import pytest
import pytest_asyncio

from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.evening import Evening
from scroblarr_desktop.demo.everyday import KEPT_CALLS, Everyday, alternating, of_show
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer, FakePlexServer, FakeViewer
from scroblarr_desktop.demo.people import HOUSEHOLD, VISITOR
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.stage import Stage
from scroblarr_desktop.demo.titles import household_catalogue
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.watches import Item
from tests.demo.conftest import Clock

SCENES = 400


@dataclass
class HurriedStage(Stage):
    """A stage whose clock jumps where others wait."""

    time: Clock = field(default_factory=Clock)

    async def wait(self, wait_s: float) -> None:
        self.time.forward(seconds=wait_s)


def everything(stage: Stage) -> list[Item]:
    films = [film.item() for film in stage.catalogue.movies]
    return films + [show.item(e.season, e.number) for show, e in stage.catalogue.episodes()]


def times_of(stage: Stage, viewers: Iterable[FakeViewer | None], item: Item) -> list[datetime]:
    """Return when any of these viewers has seen it to its end, at either media server."""
    found = [
        server.times_seen(viewer, item)
        for viewer in viewers
        for server in (stage.plex, stage.jellyfin)
        if viewer is not None
    ]
    return sorted(chain.from_iterable(found))


@pytest_asyncio.fixture
async def stage(clock: Clock) -> AsyncIterator[HurriedStage]:
    catalogue = household_catalogue()
    trakt, tvtime = FakeTrakt(catalogue, clock), FakeTvTime(catalogue, clock)
    for person in HOUSEHOLD:
        trakt.add_user(person.name.lower())
    async with (
        FakePlexServer("Attic", clock=clock) as plex,
        FakeJellyfinServer("Cellar", clock=clock) as jellyfin,
    ):
        yield HurriedStage(
            catalogue,
            trakt,
            tvtime,
            FakeSimkl(catalogue, clock),
            FakePlexTv(),
            plex,
            jellyfin,
            lambda _: None,
            time=clock,
        )


@pytest_asyncio.fixture
async def everyday(stage: HurriedStage) -> Everyday:
    """Hours of it."""
    everyday = Everyday(stage, Evening(stage).unheard_of)
    for _ in range(SCENES):
        await stage.wait(20)
        await everyday.next_scene()
    return everyday


async def test_hours_of_it_are_varied_and_bounded(everyday: Everyday) -> None:
    stage = everyday.stage
    seen = Counter(
        {
            viewer: sum(len(times_of(stage, [viewer], item)) for item in everything(stage))
            for viewer in {VISITOR, *(seat.viewer for seat in everyday.seats)}
        }
    )
    assert 0 < seen.pop(VISITOR) <= len(stage.catalogue.movies)
    assert min(seen.values()) > SCENES / 30
    assert everyday.unheard_of in stage.catalogue.movies


async def test_no_item_comes_round_again_within_its_run_time(everyday: Everyday) -> None:
    """Else it would count as the same watch, and the log would look as if one was lost."""
    again = 0
    for person in HOUSEHOLD:
        for item in everything(everyday.stage):
            times = times_of(everyday.stage, (person.plex, person.jellyfin), item)
            gaps = [later - earlier for earlier, later in pairwise(times)]
            # Without a gap are those that both media servers report.
            assert not [gap for gap in gaps if timedelta() < gap < item.same_watch_window]
            again += sum(1 for gap in gaps if gap)
    assert again


async def test_an_outage_ends_also_when_the_program_does(stage: HurriedStage) -> None:
    async with stage.trakt, aiohttp.ClientSession() as session:

        async def status() -> int:
            async with session.get(f"{stage.trakt.api_url}/search/movie") as answer:
                return answer.status

        async def end_during_an_outage() -> None:
            with stage.trakt_down():
                assert await status() == 503
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            await end_during_an_outage()
        assert await status() != 503


async def test_the_fakes_forget_old_calls(stage: HurriedStage) -> None:
    everyday = Everyday(stage, Evening(stage).unheard_of)
    call = Call("api", "GET", "/search/movie", {}, {}, None, None, stage.time())
    stage.trakt.calls += [call] * (KEPT_CALLS + 20)
    await everyday.next_scene()
    assert len(stage.trakt.calls) == KEPT_CALLS


def test_a_playlist_goes_on_where_the_evening_ended() -> None:
    catalogue = household_catalogue()
    show, films = catalogue.shows[0], catalogue.movies[:2]
    episodes = of_show(show, behind=(1, 8))
    assert [(each.season, each.number) for each in episodes[:2]] == [(2, 1), (2, 2)]
    assert (episodes[-1].season, episodes[-1].number) == (1, 8)
    mixed = alternating([film.item() for film in films], episodes)
    assert [each.title for each in list(mixed)[:4:2]] == [film.title for film in films]
    assert len(mixed) == len(show.episodes) + 2
