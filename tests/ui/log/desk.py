"""The log page over the real engine with a strict tracker, and watches that come by webhook."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scroblarr_desktop.attention import TITLES
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Thing
from scroblarr_desktop.store import inbox, log
from scroblarr_desktop.store.records import LogFilter, LoggedWatch, Member
from scroblarr_desktop.ui.log.page import LogPage
from scroblarr_desktop.ui.refresher import Refresher
from scroblarr_desktop.watches import ServerKind
from tests.bodies import as_bytes, plex_body
from tests.ui.desk import Desk, a_desk, buttons, until

SIZE = (1000, 640)


@dataclass
class LogDesk:
    """Anna's and Ben's log, in a page that follows the store as the window lets it."""

    desk: Desk
    page: LogPage

    @property
    def anna(self) -> Member:
        return self.desk.anna

    @property
    def ben(self) -> Member:
        return self.desk.ben

    @property
    def catalogue(self) -> Catalogue:
        return self.desk.trakt.catalogue

    def film(self) -> Movie:
        """Let Trakt know the film that the test bodies tell of."""
        return self.catalogue.add_movie(
            "The Lantern Year", 2019, imdb="tt9000001", tmdb=990001, run_time_min=110
        )

    async def link_both(self) -> None:
        await self.desk.link(self.anna)
        await self.desk.link(self.ben, "ben")

    def finishes(self, ago: timedelta = timedelta(hours=3), **changes: Any) -> datetime:
        """Let Anna's viewer finish the film; return when that was, in whole seconds."""
        at = (datetime.now(UTC) - ago).replace(microsecond=0)
        given = {"account_id": 1, "server_uuid": self.desk.plex.uuid, "kind": "movie", **changes}
        body = plex_body("media.scrobble", **given)
        inbox.save(ServerKind.PLEX, self.desk.plex.id, as_bytes(body), at)
        self.desk.engine.sync.wake()
        return at

    def plays(self, name: str) -> list[datetime]:
        return [play.watched_at for play in self.desk.trakt.users[name].plays]

    def played(self, name: str) -> list[Thing]:
        return [play.thing for play in self.desk.trakt.users[name].plays]

    def watches(self) -> list[LoggedWatch]:
        return log.watches(LogFilter(), limit=50)

    async def shows(self, rows: int) -> None:
        """Wait until the table has so many rows."""
        await until(lambda: self.page.model.rowCount() == rows)

    async def choose(self, row: int = 0) -> None:
        """Choose a row, and wait until its details can be seen."""
        self.page.table.choose(self.page.model.id_at(row))
        await until(lambda: bool(buttons(self.page.details)))

    def refresh(self) -> None:
        self.page.refresh(~Changed.NOTHING)

    def texts(self, row: int = 0) -> list[str]:
        model = self.page.model
        columns = range(model.columnCount())
        return [str(model.index(row, one).data() or "") for one in columns]


@asynccontextmanager
async def a_log_desk(folder: Path) -> AsyncIterator[LogDesk]:
    async with a_desk(folder) as desk:
        page = LogPage(desk.backing, TITLES)
        page.resize(*SIZE)
        made = LogDesk(desk, page)
        refresher = Refresher(desk.engine.changes, page)
        refresher.due.connect(lambda _: made.refresh())
        made.refresh()
        page.show()
        try:
            yield made
        finally:
            refresher.stop()
            await desk.backing.background.stop()
            page.close()
            page.deleteLater()


def as_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
