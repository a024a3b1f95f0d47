"""What is told of newer versions, in the settings and above the pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest_asyncio
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.releases import FakeReleases
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.help.bars import Bars
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.updates import UpdatesSection
from scroblarr_desktop.updates import Updates
from tests.ui.desk import pages_noted, words


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)


@dataclass
class Room:
    fake: FakeReleases
    section: UpdatesSection
    bars: Bars

    async def look(self) -> None:
        self.section.look_now.click()
        await until(self.section.look_now.isEnabled)
        self.bars.refresh()


@pytest_asyncio.fixture
async def room(engine: Engine, icons: Icons, qapp: QApplication) -> AsyncIterator[Room]:
    background = Background()
    calls = Calls(connect_s=1, read_s=1)
    async with FakeReleases() as fake:
        engine.updates = Updates(calls, fake.address, engine.changes, own="1.2.0")
        backing = Backing(engine, icons, background)
        made = Room(fake, UpdatesSection(backing), Bars(backing))
        made.section.show()
        made.bars.show()
        yield made
        await background.stop()
        calls.close()
        for one in (made.section, made.bars):
            one.close()
            one.deleteLater()


async def test_a_newer_version_is_told_of_and_its_page_opened(room: Room) -> None:
    assert room.section.said.text() == "Nobody was asked yet."
    page = room.fake.publish("1.3.0")["html_url"]
    await room.look()
    assert (
        room.section.said.text() == room.bars.update_.sentence.text() == "Scroblarr 1.3.0 is there."
    )
    with pages_noted() as opened:
        room.section.what_is_new.click()
        room.bars.update_.what_is_new.click()
    assert opened == [page, page]
    room.bars.update_.not_this.click()
    assert not room.bars.update_.isVisible()
    room.section.refresh(Changed.SETTINGS)
    assert not room.section.not_this.isVisible()


async def test_it_is_declined_or_switched_off_in_the_settings(room: Room) -> None:
    room.fake.publish("1.3.0", html_url="https://elsewhere.example/")
    await room.look()
    assert not room.section.what_is_new.isVisible()
    assert not room.bars.update_.what_is_new.isVisible()
    room.section.wanted.click()
    room.bars.refresh()
    assert not room.bars.update_.isVisible()
    room.section.wanted.click()
    room.section.not_this.click()
    room.bars.refresh()
    assert not room.bars.update_.isVisible()


async def test_what_came_of_asking_stands_beside_the_button(room: Room) -> None:
    room.fake.publish("1.2.0")
    await room.look()
    assert room.section.said.text() == "There is nothing newer. Asked just now."
    await room.fake.stop()
    await room.look()
    assert room.section.said.text() == "Scroblarr could not ask (just now)."
    assert words(room.bars) == ""
    await room.fake.start()


async def test_a_build_without_an_address_says_nothing_wrong(
    engine: Engine, icons: Icons, qapp: QApplication
) -> None:
    section = UpdatesSection(Backing(engine, icons, Background()))
    section.show()
    assert not section.wanted.isVisible()
    assert not section.look_now.isVisible()
    assert "does not ask for newer ones" in section.said.text()
    section.deleteLater()
