"""The simulated household's first minute: an evening with all that can happen, much faster."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from scroblarr_desktop.demo.catalogue import Movie
from scroblarr_desktop.demo.people import (
    ANNA_AT_JELLYFIN,
    ANNA_AT_PLEX,
    BEN_AT_PLEX,
    CLARA,
    CLARA_AT_JELLYFIN,
    DORA_AT_JELLYFIN,
    LIVING_ROOM,
    VISITOR,
)
from scroblarr_desktop.demo.stage import Stage
from scroblarr_desktop.watches import Item

YEAR_AGO = timedelta(days=365)

Scene = tuple[float, Callable[[], Awaitable[None]]]
"""When it begins, in seconds, and what happens."""


class Evening:
    """One evening on a stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.unheard_of = self._unheard_of()
        self.seen_before = stage.film("A Small Weather")
        self._remember_last_year()

    def _unheard_of(self) -> Movie:
        """Return a film so new that no tracker knows it yet."""
        catalogue = self.stage.catalogue
        film = catalogue.add_movie("Tin Moon Radio", 2026, run_time_min=99)
        catalogue.remove(film)
        return film

    def _remember_last_year(self) -> None:
        """Let a film have been seen before: the media server counts it, and Trakt has the play."""
        stage, film = self.stage, self.seen_before
        at = stage.trakt.clock() - YEAR_AGO
        stage.plex.note_seen(LIVING_ROOM, film.item(), at)
        stage.trakt.record_play(stage.trakt.users[CLARA.trakt or ""], film, at)

    async def run(self) -> None:
        """Play it from beginning to end; at a pace of 1 it takes less than a minute."""
        async with asyncio.TaskGroup() as group:
            for number, (at_s, scene) in enumerate(self._scenes(), 1):
                group.create_task(self._later(at_s, scene), name=f"demo: scene {number}")

    async def _later(self, at_s: float, scene: Callable[[], Awaitable[None]]) -> None:
        await self.stage.wait(at_s)
        await scene()

    def _scenes(self) -> list[Scene]:
        stage = self.stage
        harbour, bakers = stage.show("Harbour Street"), stage.show("The Night Bakers")
        plex, jellyfin, view = stage.plex, stage.jellyfin, stage.view
        kites = stage.show("Kites over Kanda").item(1, 1)
        glasshouse = stage.show("Glasshouse", 2012).item(1, 1)
        return [
            (0.0, partial(view, plex, ANNA_AT_PLEX, harbour.item(1, 4))),
            (0.5, partial(self._trailer, "Salt and Tin")),
            (1.5, partial(self._film_with_a_break, stage.film("The Lantern Year").item())),
            (2.0, partial(view, jellyfin, DORA_AT_JELLYFIN, bakers.item(1, 2))),
            (3.0, partial(view, jellyfin, CLARA_AT_JELLYFIN, self.unheard_of.item())),
            (4.5, partial(self._reported_twice, harbour.item(1, 4))),
            (6.0, partial(view, plex, VISITOR, stage.film("Salt and Tin").item(), lasts_s=2.5)),
            (11.0, self._outage),
            (12.0, partial(view, plex, ANNA_AT_PLEX, harbour.item(1, 5), lasts_s=2.0)),
            (13.0, partial(view, jellyfin, CLARA_AT_JELLYFIN, kites)),
            (16.0, partial(view, jellyfin, DORA_AT_JELLYFIN, bakers.item(1, 3))),
            (22.0, self._music),
            (26.0, partial(view, plex, LIVING_ROOM, glasshouse)),
            (42.0, partial(view, plex, LIVING_ROOM, self.seen_before.item(), lasts_s=2.0)),
            (48.0, partial(view, plex, ANNA_AT_PLEX, harbour.item(1, 6))),
        ]

    async def _trailer(self, title: str) -> None:
        self.stage.tell(f"Before Ben's film Plex plays the trailer of {title}: that counts as none")
        await self.stage.plex.play_trailer(BEN_AT_PLEX, f"{title}: the trailer")

    async def _film_with_a_break(self, film: Item) -> None:
        """Ben shares his progress: at Trakt the film is being watched, paused, resumed."""
        stage, halfway_s = self.stage, 0.37 * (film.run_time_s or 0)
        await stage.plex.play(BEN_AT_PLEX, film)
        await stage.wait(3.5)
        await stage.plex.pause(BEN_AT_PLEX, film, halfway_s)
        await stage.wait(3.0)
        await stage.plex.resume(BEN_AT_PLEX, film, halfway_s)
        await stage.wait(30.0)
        await stage.plex.finish(BEN_AT_PLEX, film)

    async def _reported_twice(self, episode: Item) -> None:
        self.stage.tell("Jellyfin reports Anna's episode as well: that is the same watch")
        await self.stage.jellyfin.finish(ANNA_AT_JELLYFIN, episode)

    async def _outage(self) -> None:
        if not self.stage.outage_s:
            return
        with self.stage.trakt_down():
            await self.stage.wait(self.stage.outage_s)

    async def _music(self) -> None:
        self.stage.tell("Ben listens to music: only films and episodes count")
        await self.stage.plex.play_track(BEN_AT_PLEX, "The Quay Lamps", "Low Water")
