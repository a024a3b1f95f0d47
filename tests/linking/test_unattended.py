"""Connecting media servers where there is no window and nobody to ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.linking.unattended import Unattended
from scroblarr_desktop.store import catch_up, connections, household, servers
from scroblarr_desktop.store.records import HookState
from scroblarr_desktop.store.refusals import Conflict
from tests.linking.jellyfin_world import PASSWORD, jellyfin_world
from tests.linking.plex_world import plex_world

NOBODY: Any = None


async def test_plex_reports_and_is_read_from_when_it_is_said(tmp_path: Path) -> None:
    since = datetime.now(UTC) - timedelta(days=1)
    async with plex_world(tmp_path) as world:
        doors = Unattended(world.link, NOBODY, lambda: None)
        server_id = await doors.connect_plex(
            lambda code: world.tv.confirm_pin(code, world.anna), since
        )
        assert connections.all_connections()[0].hook_state is HookState.SET
        assert [one.name for one in household.viewers_on(server_id)] == ["anna"]
        cursor = catch_up.of(server_id).cursor
        assert cursor is not None
        assert abs(cursor - since) < timedelta(seconds=1)


async def test_which_of_several_servers_only_a_person_knows(tmp_path: Path) -> None:
    async with plex_world(tmp_path) as world, FakePlexServer("Loft") as loft:
        world.tv.give_server(world.anna, loft)
        doors = Unattended(world.link, NOBODY, lambda: None)
        with pytest.raises(Conflict, match="exactly one"):
            await doors.connect_plex(lambda code: world.tv.confirm_pin(code, world.anna))
        assert servers.all_servers() == []


async def test_jellyfin_reports_and_is_read_from_now_on(tmp_path: Path) -> None:
    looked: list[int] = []
    async with jellyfin_world(tmp_path) as world:
        doors = Unattended(NOBODY, world.link, lambda: looked.append(1))
        server_id = await doors.connect_jellyfin(world.jellyfin.url, "anna", PASSWORD)
        doors.look_soon()
        assert world.connection().hook_state is HookState.SET
        assert {one.name for one in household.viewers_on(server_id)} == {"anna", "ben"}
        assert (catch_up.of(server_id).cursor, looked) == (None, [1])
