"""A night in which the computer was off: nobody heard the media servers, which know it all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from scroblarr_desktop.demo.media_servers import FakeMediaServer, FakeViewer
from scroblarr_desktop.demo.people import (
    ANNA_AT_PLEX,
    BEN_AT_PLEX,
    CLARA_AT_JELLYFIN,
    DORA_AT_JELLYFIN,
)
from scroblarr_desktop.demo.stage import Stage
from scroblarr_desktop.watches import Item

BEGINS_AT_HOUR = 22
LENGTH = timedelta(hours=9)


def latest_night(now: datetime) -> datetime:
    """Return when the latest night began that is over by now, as clocks on the wall have it."""
    here = now.astimezone()
    begins = here.replace(hour=BEGINS_AT_HOUR, minute=0, second=0, microsecond=0)
    while begins + LENGTH > here:
        begins -= timedelta(days=1)
    return begins


class Night:
    """The latest night on a stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.begins_at = latest_night(stage.plex.clock())

    def fall(self) -> None:
        """Have both media servers note what was watched; nobody is told any more."""
        self.stage.tell(
            "This computer was off for a night: both media servers are asked what was watched then"
        )
        for server, viewer, item, ended_after in self._watched():
            server.note_watched(viewer, item, self.begins_at + ended_after)

    def _watched(self) -> Iterator[tuple[FakeMediaServer, FakeViewer, Item, timedelta]]:
        """Yield who finished what, and how long after the beginning of the night."""
        stage = self.stage
        harbour, bakers = stage.show("Harbour Street"), stage.show("The Night Bakers")
        glasshouse, kites = stage.show("Glasshouse", 2025), stage.show("Kites over Kanda")
        sleepless = bakers.item(1, 1)
        yield stage.plex, ANNA_AT_PLEX, harbour.item(1, 2), timedelta(minutes=50)
        yield stage.plex, ANNA_AT_PLEX, harbour.item(1, 3), timedelta(hours=1, minutes=41)
        yield stage.plex, BEN_AT_PLEX, sleepless, timedelta(hours=1, minutes=12)
        yield stage.jellyfin, DORA_AT_JELLYFIN, kites.item(1, 2), timedelta(hours=1, minutes=20)
        yield stage.jellyfin, CLARA_AT_JELLYFIN, glasshouse.item(1, 1), timedelta(hours=2)
        yield stage.plex, BEN_AT_PLEX, sleepless, timedelta(hours=8, minutes=7)
