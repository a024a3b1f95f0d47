"""Runs the tours one after the other, each in a house of its own."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.app import application
from scroblarr_desktop.ui import language
from scroblarr_desktop.ui.appearance import dark_palette
from scroblarr_desktop.ui.event_loop import EventLoop
from scroblarr_desktop.ui.language import Language
from touring import (
    at_a_glance,
    by_hand,
    catching_up,
    corrections,
    help_windows,
    jellyfin_troubles,
    later_troubles,
    moving,
    plex_troubles,
    rooms,
    settings,
    trakt_troubles,
    ways,
)
from touring.house import House, house
from touring.jellyfin_troubles import own_certificate

NO_SCREEN = "This plugin does not support"
"""What Qt says of windows that nobody sees."""


@dataclass(frozen=True)
class Tour:
    """One walk; `needs` says in what kind of house, see `house`."""

    name: str
    walk: Callable[[House], Awaitable[None]]
    needs: dict[str, Any] = field(default_factory=dict)


LATER: dict[str, Any] = {"first_start": False}
OWN_APP: dict[str, Any] = {"brings_app": False}

THE_WHOLE_WAY = (Tour("plex", ways.with_plex), Tour("jellyfin", ways.with_jellyfin, OWN_APP))

TROUBLES = (
    Tour("plex-troubles", plex_troubles.show_all, LATER),
    Tour("jellyfin-troubles", jellyfin_troubles.show_all, LATER),
    Tour("jellyfin-certificate", jellyfin_troubles.show_certificate, LATER | own_certificate()),
    Tour("trakt-troubles", trakt_troubles.show_all, LATER),
    Tour("trakt-app-troubles", trakt_troubles.show_app, LATER | OWN_APP),
    Tour("server-troubles", later_troubles.show_servers, LATER),
    Tour("address-troubles", later_troubles.show_addresses, LATER),
    Tour("catching-up", catching_up.show_all, LATER),
    Tour("without-plugin", catching_up.show_without_plugin, LATER),
    Tour("unknown-viewer", later_troubles.show_unknown, LATER),
    Tour("account-troubles", later_troubles.show_accounts, LATER),
    Tour("by-hand", by_hand.show_all),
    Tour("port-taken-at-first", by_hand.show_port, {"port_taken": True}),
    Tour("port-taken", later_troubles.show_port, LATER | {"port_taken": True}),
)

PAGES = (
    Tour("pages-empty", rooms.show_empty, LATER),
    Tour("pages-full", rooms.show_full, LATER),
    Tour("long-names", rooms.show_long, LATER),
    Tour("long-names-to-choose", rooms.show_long_people, LATER),
    Tour("settings", settings.show_all, LATER),
    Tour("moving", moving.show_all, LATER),
    Tour("help", help_windows.show_all, LATER),
    Tour("log", corrections.show_all, LATER),
    Tour("log-long", corrections.show_long, LATER),
)

AT_A_GLANCE = (
    Tour("glance-nothing", at_a_glance.show_nothing, LATER),
    Tour("glance", at_a_glance.show_much, LATER),
    Tour("glance-long", at_a_glance.show_long, LATER),
)

LARGE = Tour("large", rooms.show_large)
"""For a screen on which everything is twice as large."""


ALL = (*THE_WHOLE_WAY, *TROUBLES, *PAGES, *AT_A_GLANCE, LARGE)


def run(folder: Path, kept: Path, only: str, *, dark: bool, speaking: str) -> None:
    """Take the pictures, and print what each tour took. `kept`: a folder for the data.

    Raises OutOfReach where a tour does not find its way, SecretSeen, and what broke in a window.
    """
    qInstallMessageHandler(_print_what_matters)
    qt = application()
    qt.setStyle("Fusion")
    qt.setPalette(palette(dark=dark))
    language.speak(Language(speaking))
    loop = EventLoop(qt)
    asyncio.set_event_loop(loop)
    with loop:
        for tour in ALL:
            if only == tour.name or (not only and tour is not LARGE):
                with _bugs_raised(loop):
                    loop.run_until_complete(_walk(tour, folder / tour.name, kept / tour.name))
    qInstallMessageHandler(None)


async def _walk(tour: Tour, pictures: Path, kept: Path) -> None:
    began = time.monotonic()
    async with house(kept, pictures, **tour.needs) as home:
        await tour.walk(home)
        took_s = time.monotonic() - began
        count = f"{len(home.camera.taken)} pictures, {home.hands.count}"
        print(f"{tour.name}: {count}, {home.browser.visits} pages in the browser, {took_s:.1f} s")


@contextmanager
def _bugs_raised(loop: EventLoop) -> Iterator[None]:
    """Raise afterwards what broke in a slot or a task: Qt and asyncio go on after it."""
    bugs: list[BaseException] = []

    def note(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        bugs.append(bug)

    def note_in_loop(_: object, context: dict[str, Any]) -> None:
        bugs.append(context.get("exception") or RuntimeError(context["message"]))

    sys.excepthook = note
    loop.set_exception_handler(note_in_loop)
    try:
        yield
    finally:
        sys.excepthook = sys.__excepthook__
    if bugs:
        raise bugs[0]


def _print_what_matters(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    if not text.startswith(NO_SCREEN):
        print(text, file=sys.stderr)


def palette(*, dark: bool) -> QPalette:
    """Return the style's own palette, or the one that the person may choose in the settings."""
    return dark_palette() if dark else QApplication.style().standardPalette()
