"""The simulated household after its first minute: something every half minute, without an end."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest
from random import Random

from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.media_servers import FakeMediaServer, FakeViewer
from scroblarr_desktop.demo.people import (
    ANNA_AT_JELLYFIN,
    ANNA_AT_PLEX,
    BEN_AT_PLEX,
    CLARA_AT_JELLYFIN,
    DORA_AT_JELLYFIN,
    LIVING_ROOM,
    VISITOR,
)
from scroblarr_desktop.demo.stage import Stage
from scroblarr_desktop.watches import Item

LEAST_GAP_S, LONGEST_GAP_S = 12.0, 30.0
RELEASE_AFTER = 2
"""After so many scenes the trackers know the film that they had never heard of."""

KEPT_CALLS = 500
"""What each fake remembers of the calls to it: a demo may run for days."""


@dataclass(frozen=True)
class Seat:
    """Somebody in front of one media server, with what they are going to see."""

    server: FakeMediaServer
    viewer: FakeViewer
    playlist: deque[Item]

    def next_item(self) -> Item:
        """Return what comes next. After the last the first comes again, and is a rewatch then."""
        item = self.playlist[0]
        self.playlist.rotate(-1)
        return item


class Everyday:
    """Plays one scene after the other, chosen by weight; the same ones on every run."""

    def __init__(self, stage: Stage, unheard_of: Movie, random: Random | None = None) -> None:
        self.stage = stage
        self.unheard_of = unheard_of
        self.random = random or Random(7)  # noqa: S311 - variety, not secrecy
        self.seats = seats_of(stage)
        self.visits = deque(film.item() for film in stage.catalogue.movies[3:])
        self.played = 0
        self._scenes: list[tuple[Callable[[], Awaitable[None]], int]] = [
            (self._viewing, 24),
            (self._broken_off, 4),
            (self._reported_twice, 3),
            (self._hand_mark, 2),
            (self._trailer, 2),
            (self._music, 2),
            (self._visit, 1),
            (self._outage, 1),
        ]

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            await self.stage.wait(self.random.uniform(LEAST_GAP_S, LONGEST_GAP_S))
            await self.next_scene()

    async def next_scene(self) -> None:
        scenes, weights = zip(*self._scenes, strict=True)
        await self.random.choices(scenes, weights)[0]()
        self.played += 1
        if self.played == RELEASE_AFTER:
            self._release()
        stage = self.stage
        trackers = (stage.trakt, stage.tvtime, stage.simkl)
        for fake in (*trackers, stage.plex_tv, stage.plex.api, stage.jellyfin.api):
            del fake.calls[:-KEPT_CALLS]

    def _release(self) -> None:
        self.stage.catalogue.movies.append(self.unheard_of)
        title = self.unheard_of.title
        self.stage.tell(f"The trackers have heard of {title} now: trying it again would find it")

    def _any_seat(self) -> Seat:
        return self.random.choice(self.seats)

    async def _viewing(self) -> None:
        seat = self._any_seat()
        await self.stage.view(seat.server, seat.viewer, seat.next_item(), lasts_s=8.0)

    async def _broken_off(self) -> None:
        """Somebody pauses, goes on, and then falls asleep."""
        seat = self._any_seat()
        item = seat.playlist[0]
        run_time_s = item.run_time_s or 0
        await seat.server.play(seat.viewer, item)
        await self.stage.wait(4.0)
        await seat.server.pause(seat.viewer, item, 0.2 * run_time_s)
        await self.stage.wait(4.0)
        await seat.server.resume(seat.viewer, item, 0.2 * run_time_s)
        await self.stage.wait(4.0)
        await seat.server.stop_playing(seat.viewer, item, 0.45 * run_time_s)

    async def _reported_twice(self) -> None:
        """Anna's episode is reported by Plex and by Jellyfin: one watch."""
        item = self.seats[0].next_item()
        await self.stage.view(self.stage.plex, ANNA_AT_PLEX, item, lasts_s=6.0)
        await self.stage.jellyfin.finish(ANNA_AT_JELLYFIN, item)

    async def _hand_mark(self) -> None:
        seats = {CLARA_AT_JELLYFIN, DORA_AT_JELLYFIN}
        seat = self.random.choice([seat for seat in self.seats if seat.viewer in seats])
        await self.stage.jellyfin.mark_played(seat.viewer, seat.next_item())

    async def _trailer(self) -> None:
        await self.stage.plex.play_trailer(BEN_AT_PLEX, "Paper Comets: the trailer")

    async def _music(self) -> None:
        await self.stage.plex.play_track(LIVING_ROOM, "The Quay Lamps", "Slack Tide")

    async def _visit(self) -> None:
        """The visitor comes a few more times: one person to ask about, however often."""
        if not self.visits:
            await self._viewing()
            return
        item = self.visits.popleft()
        await self.stage.view(self.stage.plex, VISITOR, item, lasts_s=8.0)

    async def _outage(self) -> None:
        with self.stage.trakt_down():
            await self._viewing()
            await self.stage.wait(self.stage.outage_s)


def seats_of(stage: Stage) -> list[Seat]:
    """Return who sits where. Nobody sees in the living room what they see alone as well.

    So no item comes round again within its own run time, which would be the same watch.
    """
    harbour, kites = stage.show("Harbour Street"), stage.show("Kites over Kanda")
    bakers, films = stage.show("The Night Bakers"), stage.catalogue.movies
    old_house, new_house = stage.show("Glasshouse", 2012), stage.show("Glasshouse", 2025)
    anna = alternating(of_show(harbour, behind=(1, 6)), of_show(kites))
    return [
        Seat(stage.plex, ANNA_AT_PLEX, anna),
        Seat(stage.jellyfin, ANNA_AT_JELLYFIN, anna),
        Seat(stage.plex, BEN_AT_PLEX, alternating(of_films(films[1:]), of_show(harbour))),
        Seat(
            stage.jellyfin,
            CLARA_AT_JELLYFIN,
            alternating(of_show(kites, behind=(1, 1)), of_show(bakers)),
        ),
        Seat(
            stage.jellyfin,
            DORA_AT_JELLYFIN,
            alternating(of_show(bakers, behind=(1, 3)), of_show(kites)),
        ),
        Seat(
            stage.plex,
            LIVING_ROOM,
            alternating(of_films(films[2:]), of_show(old_house, behind=(1, 1)), of_show(new_house)),
        ),
    ]


def of_films(films: Iterable[Movie]) -> list[Item]:
    return [film.item() for film in films]


def of_show(show: Show, *, behind: tuple[int, int] = (0, 0)) -> list[Item]:
    """Return all episodes, specials last, beginning with the one that follows `behind`."""
    numbers = sorted(
        ((episode.season, episode.number) for episode in show.episodes),
        key=lambda number: (number[0] == 0, number),
    )
    start = numbers.index(behind) + 1 if behind in numbers else 0
    return [show.item(*number) for number in numbers[start:] + numbers[:start]]


def alternating(*playlists: Iterable[Item]) -> deque[Item]:
    """Return one playlist that takes from each in turn until all are used up."""
    turns = chain.from_iterable(zip_longest(*playlists))
    return deque(item for item in turns if item is not None)
