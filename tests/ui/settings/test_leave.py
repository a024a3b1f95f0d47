from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from shiboken6 import isValid

from scroblarr_desktop.demo.household import DemoHousehold
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import accounts, household, servers
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.leave import LeaveSection
from scroblarr_desktop.watches import ServerKind
from tests.ui.desk import Desk, a_desk, press, until, words

REVOKE = "POST /oauth/revoke"


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path) as desk:
        servers.delete(desk.plex.id)
        yield desk


@pytest.fixture
def quits() -> list[bool]:
    return []


@pytest_asyncio.fixture
async def section(desk: Desk, quits: list[bool]) -> AsyncIterator[LeaveSection]:
    section = LeaveSection(replace(desk.backing, quit=lambda: quits.append(True)))
    section.show()
    yield section
    section.close()
    section.deleteLater()


async def test_what_happens_is_said_and_cancel_leaves_all_as_it_is(
    desk: Desk, section: LeaveSection
) -> None:
    await desk.link()
    desk.engine.connect_server(ServerKind.JELLYFIN, "Cellar")
    dialog = section.open_dialog()
    said = words(dialog)
    assert "withdraws its sign-ins at the trackers" in said
    assert "The log and the members stay on this computer." in said
    assert said.endswith("Cellar\nTrakt, anna")
    press(dialog, "Cancel")
    assert len(accounts.all_accounts()) == 1
    assert [one.name for one in servers.all_servers()] == ["Cellar"]


async def test_each_step_says_what_came_of_it(
    desk: Desk, section: LeaveSection, quits: list[bool]
) -> None:
    await desk.link()
    desk.engine.connect_server(ServerKind.JELLYFIN, "Cellar")
    dialog = section.open_dialog()
    press(dialog, "&Leave everywhere")
    assert dialog.heading.text() == "Leaving…"
    assert {row.mark.name for row in dialog.rows.values()} == {"sending"}
    await until(dialog.quit.isVisible)
    assert desk.trakt.calls_to(REVOKE)
    assert accounts.all_accounts() == []
    assert servers.all_servers() == []
    assert [one.name for one in household.members()] == ["Anna", "Ben"]
    cellar, trakt = dialog.rows.values()
    assert (trakt.mark.name, trakt.name.text()) == ("delivered", "Trakt, anna: signed out")
    assert cellar.mark.name == "attention"
    assert "Dashboard, Plugins, Webhook" in cellar.by_hand.text()
    assert dialog.heading.text() == "Some of it is left to you"
    press(dialog, "&Quit Scroblarr")
    assert quits == [True]
    press(dialog, "Close")


async def test_closed_meanwhile_it_comes_back_with_the_result(
    desk: Desk, section: LeaveSection
) -> None:
    await desk.link()
    desk.trakt.outage(True)
    dialog = section.open_dialog()
    press(dialog, "&Leave everywhere")
    press(dialog, "Close")
    assert not dialog.isVisible()
    await until(dialog.isVisible)
    assert "Remove Scroblarr among the connected apps" in words(dialog)
    press(dialog, "Close")
    desk.trakt.outage(False)
    again = section.open_dialog()
    press(again, "&Leave everywhere")
    await until(lambda: again.heading.text() == "Scroblarr has left")
    again.reject()
    await until(lambda: not isValid(again))


async def test_with_nothing_connected_there_is_nothing_to_leave(section: LeaveSection) -> None:
    dialog = section.open_dialog()
    assert "nothing is connected or linked" in words(dialog)
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_nobody_leaves_a_simulated_household(tmp_path: Path, icons: Icons) -> None:
    engine = Engine(EngineOptions(DataDir(tmp_path), companion=DemoHousehold()))
    section = LeaveSection(Backing(engine, icons, Background()))
    assert not section.leave.isEnabled()
    section.deleteLater()
