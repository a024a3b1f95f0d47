"""A Plex with years of history, read while the window is open: only what is new, and no stalls."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import household, log
from scroblarr_desktop.store.records import LogFilter
from scroblarr_desktop.ui.desktop import Desktop
from tests.ui.desk import until

ROWS = 200_000
NEW = 40
HISTORY = "GET /status/sessions/history/all"
NOBODY = "http://127.0.0.1:9"

MOST_STALL_S, MOST_WORK_S = 2.0, 0.25
"""Of a beat that came late, and of what was computed meanwhile: the first counts other programs."""


class Pulse:
    """Beats in the window's own loop, and keeps the longest time in which it could not."""

    BEAT_S = 0.01

    def __init__(self) -> None:
        self.longest_s = 0.0
        self.most_work_s = 0.0

    async def beat(self) -> None:
        while True:
            began_s, work_s = time.monotonic(), time.thread_time()
            await asyncio.sleep(self.BEAT_S)
            self.longest_s = max(self.longest_s, time.monotonic() - began_s - self.BEAT_S)
            self.most_work_s = max(self.most_work_s, time.thread_time() - work_s)


@asynccontextmanager
async def pulse_of_the_window() -> AsyncIterator[Pulse]:
    pulse = Pulse()
    beating = asyncio.get_running_loop().create_task(pulse.beat())
    yield pulse
    beating.cancel()


@asynccontextmanager
async def open_window(folder: Path, plex_tv: FakePlexTv) -> AsyncIterator[tuple[Engine, Desktop]]:
    endpoints = Endpoints(
        trakt_api=NOBODY,
        trakt_auth=NOBODY,
        tvtime=NOBODY,
        plex_tv=plex_tv.url,
        jellyfin_discovery=("127.0.0.1", 9),
    )
    engine = Engine(EngineOptions(DataDir(folder), port=0, endpoints=endpoints))
    await engine.start()
    set_up.finish()
    desktop = Desktop(engine)
    desktop.start(minimized=False)
    desktop.window.show_page("log")
    try:
        yield engine, desktop
    finally:
        desktop.stop()
        await engine.stop()


async def test_years_of_history_are_left_alone_and_the_window_stays_fluid(tmp_path: Path) -> None:
    show = Catalogue().add_show("Harbour Street", 2016, seasons={1: NEW})
    items = [show.item(1, number) for number in range(1, NEW + 1)]
    async with FakePlexTv() as tv, FakePlexServer("Attic") as attic:
        anna = tv.add_account("anna", plex_pass=True)
        tv.give_server(anna, attic)
        viewer = attic.viewer(anna)
        years = datetime.now(UTC) - timedelta(days=2)
        attic.note_long_past([viewer], items, rows=ROWS, until=years)
        async with open_window(tmp_path, tv) as (engine, desktop):
            doors = engine.unattended()
            server_id = await doors.connect_plex(lambda code: tv.confirm_pin(code, anna))
            member = household.add_member("Anna")
            household.give_viewer(member.id, server_id, str(anna.id), "anna")
            await until(lambda: engine.catching_up.status(server_id).read_at is not None)
            await until(lambda: not engine.catching_up.is_reading(server_id))
            assert log.watches(LogFilter(), limit=1) == []
            present = datetime.now(UTC)
            for place, item in enumerate(items):
                attic.note_watched(viewer, item, present - timedelta(seconds=NEW - place))
            asked = len(attic.api.calls_to(HISTORY))
            async with pulse_of_the_window() as pulse:
                assert await engine.catching_up.read(server_id) == NEW
                await until(lambda: len(log.watches(LogFilter(), limit=NEW)) == NEW)
                await until(lambda: desktop.window.log_page.model.rowCount() >= NEW)
            calls = attic.api.calls_to(HISTORY)[asked:]
    assert len(calls) <= 2
    assert pulse.longest_s < MOST_STALL_S
    assert pulse.most_work_s < MOST_WORK_S
