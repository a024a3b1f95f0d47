"""Calls have to work on both event loops; what is built on them does not care."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import pytest

from tests.serving import calls as calls
from tests.serving import serve as serve
from tests.serving import serve_raw as serve_raw


def asyncio_loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


def qt_loop() -> asyncio.AbstractEventLoop:
    """Return a fresh loop of the kind the app runs on."""
    from PySide6.QtWidgets import QApplication

    from scroblarr_desktop.ui.event_loop import EventLoop

    return EventLoop(QApplication.instance() or QApplication(["tests"]))


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    both = {"asyncio": asyncio_loop, "qt": qt_loop}
    return both if item.path.name == "test_calls.py" else {"asyncio": asyncio_loop}
