"""Qt without a screen, and async tests on the loop that the app uses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, open_store
from scroblarr_desktop.ui.event_loop import EventLoop
from scroblarr_desktop.ui.icons import Icons
from tests.ui.made_up import Household


def qt_event_loop() -> EventLoop:
    """Return a fresh loop of the kind the app runs on, on the one QApplication of this process."""
    application = QApplication.instance() or QApplication(["tests"])
    application.setQuitOnLastWindowClosed(False)  # type: ignore[attr-defined]
    return EventLoop(application)


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], EventLoop]]:
    return {"qt": qt_event_loop}


@pytest.fixture
def icons(qapp: QApplication) -> Icons:
    return Icons()


@pytest.fixture
def changes(tmp_path: Path) -> Iterator[Changes]:
    """An open store; who listens to these changes hears of every write."""
    heard = Changes()
    open_store(DataDir(tmp_path), heard)
    yield heard
    close_store()


@pytest.fixture
def home(changes: Changes) -> Household:
    return Household()


@pytest_asyncio.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    """The real engine on a free port; no tracker answers."""
    nobody = "http://127.0.0.1:9"
    endpoints = Endpoints(
        trakt_api=nobody,
        trakt_auth=nobody,
        tvtime=nobody,
        plex_tv=nobody,
        jellyfin_discovery=("127.0.0.1", 9),
    )
    running = Engine(EngineOptions(DataDir(tmp_path), port=0, endpoints=endpoints))
    await running.start()
    yield running
    await running.stop()
