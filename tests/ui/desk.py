"""Windows over the real engine with strict trackers, and what a person does at them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QWidget

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import accounts, household, inbox, servers, watched
from scroblarr_desktop.store.records import Account, AccountState, Member, Server
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.watches import Item, ServerKind
from tests.pacing import bear_it, paced_faster

CLIENT, SECRET = "household-app", "app-secret"


async def until(true: Callable[[], bool], within_s: float = 15) -> None:
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.02)
    # As for a person, Qt has its turn before anything is pressed: what was just made shows then.
    QApplication.sendPostedEvents()


class Pages(QObject):
    """Stands in for the browser: notes what would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def note(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@contextmanager
def pages_noted() -> Iterator[list[str]]:
    pages = Pages()
    for scheme in ("http", "https"):
        QDesktopServices.setUrlHandler(scheme, pages, "note")  # type: ignore[arg-type]  # wrong in the stubs
    yield pages.opened
    for scheme in ("http", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


@dataclass
class Desk:
    """Anna and Ben watch on one Plex server; nothing is linked yet."""

    engine: Engine
    backing: Backing
    trakt: FakeTrakt
    tvtime: FakeTvTime
    anna: Member = field(default_factory=lambda: household.add_member("Anna"))
    ben: Member = field(default_factory=lambda: household.add_member("Ben"))
    plex: Server = field(
        default_factory=lambda: servers.add(ServerKind.PLEX, "Attic", "uuid-of-the-attic")
    )

    def __post_init__(self) -> None:
        self.viewer = household.give_viewer(self.anna.id, self.plex.id, "1", "anna")

    def watch(self, item: Item, *, ago: timedelta, rewatched: bool = False) -> int:
        """Return the id of a watch of Anna's that has no delivery yet."""
        at = datetime.now(UTC) - ago
        entry = inbox.get(inbox.save(ServerKind.PLEX, self.plex.id, b"{}", at))
        assert entry is not None
        ids = (self.anna.id, self.viewer.id, self.plex.id)
        return watched.add(entry, 0, *ids, item, at, by_hand=False, rewatched=rewatched)

    def account(self, member: Member | None = None, destination: str = "trakt") -> Account:
        """Return the account in use there."""
        theirs = accounts.of_member((member or self.anna).id)
        return next(one for one in theirs if one.destination == destination)

    def state(self, member: Member | None = None) -> AccountState:
        return self.account(member).state

    def code(self, member: Member | None = None) -> str:
        sign_in = self.account(member).sign_in
        assert sign_in is not None
        return sign_in.user_code

    async def waits_for_code(self, member: Member | None = None) -> str:
        """Return the code once there is one."""
        whose = (member or self.anna).id
        await until(lambda: any(one.sign_in for one in accounts.of_member(whose)))
        return self.code(member)

    async def link(self, member: Member | None = None, user: str = "anna") -> Account:
        """Link the member at Trakt without a window."""
        whose = member or self.anna
        account = await self.engine.linking.start_sign_in(whose.id, "trakt")
        assert account.sign_in is not None
        there = self.trakt.users.get(user) or self.trakt.add_user(user)
        self.trakt.confirm(account.sign_in.user_code, there)
        await until(lambda: accounts.get(account.id).state is AccountState.LINKED)
        return accounts.get(account.id)


@asynccontextmanager
async def a_desk(
    folder: Path, *, app: bool = True, plex_tv: str = "http://127.0.0.1:9"
) -> AsyncIterator[Desk]:
    catalogue = Catalogue()
    async with FakeTrakt(catalogue) as trakt, FakeTvTime(catalogue) as tvtime:
        bear_it(trakt)
        trakt.add_app(CLIENT, SECRET)
        trakt.device_interval_s = 0.05
        endpoints = Endpoints(
            trakt_api=trakt.api_url,
            trakt_auth=trakt.auth_url,
            tvtime=tvtime.url,
            plex_tv=plex_tv,
            trakt_app=AppCredentials(CLIENT, SECRET) if app else None,
        )
        engine = Engine(EngineOptions(DataDir(folder), port=0, endpoints=endpoints))
        await engine.start()
        background = Background()
        try:
            with paced_faster():
                yield Desk(engine, Backing(engine, Icons(), background), trakt, tvtime)
        finally:
            await background.stop()
            await engine.stop()


def words(window: QWidget) -> str:
    """Return all that can be read in it now."""
    labels = [one.text() for one in window.findChildren(QLabel) if one.isVisibleTo(window)]
    return "\n".join(text for text in labels if text)


def buttons(window: QWidget) -> dict[str, QPushButton]:
    found = window.findChildren(QPushButton)
    return {one.text(): one for one in found if one.isVisibleTo(window)}


def press(window: QWidget, label: str) -> None:
    buttons(window)[label].click()


def question(window: QWidget) -> QMessageBox:
    """Return the question that is open over it."""
    [box] = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    return box


def is_closed(dialog: QDialog) -> list[int]:
    """Return a list that gets an entry when the dialog closes."""
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    return ended
