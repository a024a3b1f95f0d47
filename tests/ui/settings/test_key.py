from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.computer_keyring import Find
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import servers, tokens
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.main_window import MainWindow
from scroblarr_desktop.ui.settings.key import KeySection
from scroblarr_desktop.watches import ServerKind
from tests.fake_keyring import FakeKeyring

NOBODY = "http://127.0.0.1:9"
IN_FILE = "The key lies in a file that only you can read."
IN_KEYRING = "The key lies in this computer's keyring."


@asynccontextmanager
async def opened(folder: Path, find: Find) -> AsyncIterator[MainWindow]:
    """The whole app with its settings open."""
    endpoints = Endpoints(
        trakt_api=NOBODY, trakt_auth=NOBODY, tvtime=NOBODY, jellyfin_discovery=("127.0.0.1", 9)
    )
    options = EngineOptions(DataDir(folder), port=0, endpoints=endpoints, find_keyring=find)
    engine = Engine(options)
    await engine.start()
    window = MainWindow(engine, Icons(), folder / "windows.ini")
    stop = engine.changes.listen(window.refresh)
    window.show()
    window.show_page("settings")
    try:
        yield window
    finally:
        stop()
        await window.background.stop()
        window.close()
        window.deleteLater()
        await engine.stop()


@pytest.fixture
def fake() -> FakeKeyring:
    return FakeKeyring()


@pytest_asyncio.fixture
async def window(tmp_path: Path, fake: FakeKeyring) -> AsyncIterator[MainWindow]:
    async with opened(tmp_path, lambda name: fake) as one:
        yield one


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.01)


async def test_it_is_offered_where_there_is_a_keyring(window: MainWindow) -> None:
    key = window.settings_page.show_section(KeySection)
    await until(lambda: key.in_keyring.isVisibleTo(key))
    assert (key.where.text(), key.in_keyring.isChecked()) == (IN_FILE, False)
    assert "kept and sent later" in key.note.text()


async def test_it_is_not_offered_where_there_is_none(tmp_path: Path) -> None:
    async with opened(tmp_path, lambda name: None) as window:
        key = window.settings_page.show_section(KeySection)
        assert not await window.backing.engine.key_keeping.look_for_keyring()
        assert key._looked
        assert not key.in_keyring.isVisibleTo(key)
        assert key.where.text() == IN_FILE


async def test_in_and_out_again(window: MainWindow, fake: FakeKeyring) -> None:
    key = window.settings_page.show_section(KeySection)
    await until(lambda: key.in_keyring.isVisibleTo(key))
    key.in_keyring.click()
    assert not key.in_keyring.isEnabled()
    await until(key.in_keyring.isEnabled)
    assert (key.where.text(), len(fake.entries)) == (IN_KEYRING, 1)
    key.in_keyring.click()
    await until(key.in_keyring.isEnabled)
    assert (key.where.text(), fake.entries) == (IN_FILE, {})
    assert not key.in_keyring.isChecked()


@pytest.mark.logs("the keyring did not take the key")
async def test_what_stands_in_the_way_is_said_in_place(
    window: MainWindow, fake: FakeKeyring
) -> None:
    key = window.settings_page.show_section(KeySection)
    await until(lambda: key.in_keyring.isVisibleTo(key))
    fake.locked = True
    key.in_keyring.click()
    await until(lambda: not key.trouble.isHidden())
    assert key.trouble.title.text() == "The keyring did not take the key"
    assert (key.in_keyring.isChecked(), key.where.text()) == (False, IN_FILE)


@pytest.mark.logs("The keyring is locked")
async def test_every_page_opens_while_the_keyring_is_locked(
    tmp_path: Path, fake: FakeKeyring
) -> None:
    async with opened(tmp_path, lambda name: fake) as window:
        servers.add(ServerKind.PLEX, "Attic")
        tokens.api_key()
        await window.backing.engine.key_keeping.turn_on()
    fake.locked = True
    async with opened(tmp_path, lambda name: fake) as window:
        for page in ("household", "servers", "log", "settings"):
            window.show_page(page)
            window.refresh(~Changed.NOTHING)
        assert window.header._sentence.text().startswith("The keyring is locked.")
        key = window.settings_page.show_section(KeySection)
        assert (key.where.text(), key.in_keyring.isChecked()) == (IN_KEYRING, True)
