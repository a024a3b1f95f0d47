"""What the simulated household has at hand, and the time that passes in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.media_servers import (
    FakeJellyfinServer,
    FakeMediaServer,
    FakePlexServer,
    FakeViewer,
)
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.watches import Item

OUTAGE_S = 25.0
"""Shorter than the app's first wait of 30 s, so that its second try gets through."""


@dataclass
class Stage:
    """The simulated world. `tell` takes the lines that a person is to read."""

    catalogue: Catalogue
    trakt: FakeTrakt
    tvtime: FakeTvTime
    simkl: FakeSimkl
    plex_tv: FakePlexTv
    plex: FakePlexServer
    jellyfin: FakeJellyfinServer
    tell: Callable[[str], None]
    pace: float = 1.0
    """What every wait is multiplied with: 0.1 is ten times as fast."""
    outage_s: float = OUTAGE_S
    """How long Trakt is down now and then, before `pace`."""

    async def wait(self, wait_s: float) -> None:
        await asyncio.sleep(wait_s * self.pace)

    async def view(
        self, server: FakeMediaServer, viewer: FakeViewer, item: Item, *, lasts_s: float = 3.0
    ) -> None:
        """Let somebody see something to its end."""
        await server.play(viewer, item)
        await self.wait(lasts_s)
        await server.finish(viewer, item)

    @contextmanager
    def trakt_down(self) -> Iterator[None]:
        """Let Trakt answer nobody meanwhile."""
        self.tell("The simulated Trakt stops answering for a while; nobody has to do anything")
        self.trakt.outage(True)
        try:
            yield
        finally:
            self.trakt.outage(False)
        self.tell("The simulated Trakt answers again")

    def film(self, title: str, year: int | None = None) -> Movie:
        """Return a film of the catalogue. Raises LookupError."""
        for movie in self.catalogue.movies:
            if movie.title == title and year in (None, movie.year):
                return movie
        raise LookupError(f"no film {title}")

    def show(self, title: str, year: int | None = None) -> Show:
        """Return a show of the catalogue. Raises LookupError."""
        for show in self.catalogue.shows:
            if show.title == title and year in (None, show.year):
                return show
        raise LookupError(f"no show {title}")
