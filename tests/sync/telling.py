"""The store and the intake beside a media server's history, without anything that sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.demo.plex import bodies as plex_bodies
from scroblarr_desktop.demo.plex.api_library import item_body
from scroblarr_desktop.media_servers import plex_rows
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    catch_up,
    close_store,
    connections,
    household,
    inbox,
    listening,
    log,
    open_store,
    servers,
)
from scroblarr_desktop.store.records import (
    HistoryPage,
    HistoryRow,
    HookState,
    LogFilter,
    LoggedWatch,
)
from scroblarr_desktop.sync.intake import Intake
from scroblarr_desktop.sync.libraries import Library
from scroblarr_desktop.watches import Item, Kind, ServerKind, ServerRef
from tests.bodies import JELLYFIN_SERVER

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ATTIC = "5f3c8a7b9d2e4f60718293a4b5c6d7e8f9012345"
FILM = Item(Kind.MOVIE, "Salt and Tin", 2021, {"imdb": "tt9000009"}, run_time_s=6600)
EPISODES = tuple(
    Item(
        Kind.EPISODE,
        f"Part {number}",
        ids={"tvdb": f"88000{number}"},
        show="Harbour Street",
        show_year=2016,
        season=1,
        number=number,
        run_time_s=2700,
    )
    for number in range(1, 5)
)
ITEMS = (FILM, *EPISODES)


@dataclass
class Desk:
    """The store and the intake, without anything that sends."""

    folder: DataDir
    now: datetime = NOON
    rows: list[HistoryRow] = field(default_factory=list)
    """What the server's history holds."""
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**6)))

    def __post_init__(self) -> None:
        self._intake = self._new_intake()

    def _new_intake(self) -> Intake:
        nobody = Library(None)
        return Intake(lambda: self.now, lambda seen: None, lambda *_: None, lambda _: nobody)

    def restart(self) -> None:
        close_store()
        open_store(self.folder, Changes())
        self._intake = self._new_intake()

    def settle(self) -> None:
        while entries := inbox.unread(50):
            for entry in entries:
                self._intake.take(entry)

    def finishes(self, account_id: int, item: Item, at: datetime, *, gone: bool = False) -> bytes:
        """Let the history tell of it; return the webhook's body, which may come or not."""
        number = next(self.numbers)
        metadata = item_body(item, [at])
        told = ("type", "title", "grandparentTitle", "index", "parentIndex", "librarySectionID")
        row: dict[str, Any] = {name: metadata[name] for name in told if name in metadata}
        row |= {
            "historyKey": f"/status/sessions/history/{number}",
            "viewedAt": int(at.timestamp()),
            "accountID": account_id,
        }
        if not gone:
            row |= {"ratingKey": metadata["ratingKey"], "key": metadata["key"]}
        body = plex_rows.body_of(
            row, ServerRef(ATTIC, "Attic"), "Anna", None if gone else metadata, None, 0.0
        )
        self.rows.append(HistoryRow(f"{number}@{row['viewedAt']}", at, body))
        content = {
            "event": "media.scrobble",
            "owner": True,
            "Account": {"id": account_id, "title": "Anna"},
            "Server": {"title": "Attic", "uuid": ATTIC},
            "Metadata": plex_bodies.metadata_of(item, view_count=1, last_viewed_at=None),
        }
        return json.dumps(content).encode()

    def hear(self, body: bytes, at: datetime) -> None:
        inbox.save(ServerKind.PLEX, self.plex, body, at)

    def read(self) -> int:
        """Read the history with its overlap, as at any look."""
        cursor = catch_up.of(self.plex).cursor
        since = NOON - DAY if cursor is None else cursor - catch_up.OVERLAP
        found = tuple(row for row in self.rows if row.at >= since)
        newest = max([row.at for row in found], default=None)
        return catch_up.keep(self.plex, HistoryPage(found, newest), self.now)

    @property
    def plex(self) -> int:
        return next(one.id for one in servers.all_servers() if one.kind is ServerKind.PLEX)

    @property
    def jellyfin(self) -> int:
        return next(one.id for one in servers.all_servers() if one.kind is ServerKind.JELLYFIN)

    def watches(self) -> list[LoggedWatch]:
        return list(reversed(log.watches(LogFilter(), limit=1000)))


@contextmanager
def a_desk(folder: Path) -> Iterator[Desk]:
    data = DataDir(folder)
    open_store(data, Changes())
    servers.add(ServerKind.PLEX, "Attic", ATTIC)
    servers.add(ServerKind.JELLYFIN, "Cellar", JELLYFIN_SERVER)
    try:
        yield Desk(data)
    finally:
        close_store()


def give(desk: Desk, name: str, account_id: int) -> int:
    member = household.add_member(name)
    household.give_viewer(member.id, desk.plex, str(account_id), name)
    return member.id


def signed_in(desk: Desk, state: HookState) -> None:
    connection = connections.keep(ServerKind.PLEX, "900", "anna", "a made-up token")
    connections.change(connection.id, {"hook_state": state})
    connections.attach(desk.plex, connection.id, "http://127.0.0.1:9")


def listens(since: datetime, until: datetime) -> None:
    at = since
    while at <= until:
        listening.beat(at)
        at += listening.BEAT_EVERY
