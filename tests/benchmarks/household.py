"""A made-up household: ten people with a Plex viewer and an account at a fake Trakt each."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    attempts,
    close_store,
    household,
    housekeeping,
    inbox,
    log,
    open_store,
    servers,
    settings,
    writing,
)
from scroblarr_desktop.store.backups import Copying
from scroblarr_desktop.store.records import DeliveryState, LogFilter
from scroblarr_desktop.sync.intake import Intake
from scroblarr_desktop.sync.libraries import Library
from scroblarr_desktop.watches import ServerKind
from tests.bodies import PLEX_SERVER, as_bytes, plex_body, plex_multipart, plex_scrobble

CLIENT, SECRET = "household-app", "app-secret"
PEOPLE = 10
FIRST_ACCOUNT = 501
LIVE_FILMS = 4000
"""So many films does the fake Trakt know."""

ONE_IN_40_FINISHES = 40
SEEDED_FROM = 1_000_000
AT_ONCE = 500
MINUTES_APART = 37


class Tracker:
    """The fake Trakt in a thread with a loop of its own."""

    def __init__(self) -> None:
        catalogue = Catalogue()
        for number in range(LIVE_FILMS):
            catalogue.add_movie(title_of(number), 2019, imdb=imdb_of(number))
        self.fake = FakeTrakt(catalogue)
        self.fake.add_app(CLIENT, SECRET)
        self.users = [self.fake.add_user(f"person{n}") for n in range(PEOPLE)]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._run(self.fake.start())

    def stop(self) -> None:
        self._run(self.fake.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(30)


@contextmanager
def a_tracker() -> Iterator[Tracker]:
    tracker = Tracker()
    tracker.start()
    try:
        yield tracker
    finally:
        tracker.stop()


@dataclass(frozen=True)
class Home:
    """A data folder with the household in it, and the path of its webhook."""

    folder: DataDir
    path: str

    def url(self, base: str) -> str:
        return base + self.path


def furnish(folder: Path, tracker: Tracker) -> Home:
    """Set the household up in a new folder, a copy of the day included."""
    where = DataDir(folder)
    with opened(where):
        settings.put_app_credentials("trakt", CLIENT, SECRET)
        server = servers.add(ServerKind.PLEX, "Attic", PLEX_SERVER)
        for number, user in enumerate(tracker.users):
            name = user.username.title()
            member = household.add_member(name)
            household.give_viewer(member.id, server.id, str(FIRST_ACCOUNT + number), name)
            account = accounts.open_for(member.id, "trakt", rewatches=True)
            accounts.link(account.id, user.uuid, user.username, _granted(tracker, user))
        path = f"/webhooks/plex/{servers.secret(server.id)}"
    Copying(where, datetime.now(UTC)).run()
    return Home(where, path)


def _granted(tracker: Tracker, user: Any) -> Tokens:
    body = tracker.fake.sign_in(user, CLIENT)
    issued_at = datetime.fromtimestamp(body["created_at"], UTC)
    expires_at = issued_at + timedelta(seconds=body["expires_in"])
    return Tokens(
        body["access_token"],
        body["refresh_token"],
        issued_at,
        expires_at,
        CLIENT,
        "urn:ietf:wg:oauth:2.0:oob",
    )


def fill(home: Home, watches: int, exchanges: Sequence[dict[str, Any]]) -> float:
    """Add delivered watches of the last years, bodies packed; return their bytes on disk, each.

    `exchanges` is what one delivery said and heard, as the app kept it.
    """
    before = _bytes(home.folder)
    now = datetime.now(UTC)
    with opened(home.folder):
        for first in range(0, watches, AT_ONCE):
            with writing(Changed.NOTHING):
                for number in range(first, min(first + AT_ONCE, watches)):
                    at = now - timedelta(days=1, minutes=MINUTES_APART * (watches - number))
                    _add_delivered(SEEDED_FROM + number, at, exchanges)
        _pack_everything(home.folder, now)
    Copying(home.folder, now).run()
    return (_bytes(home.folder) - before) / watches


def _add_delivered(number: int, at: datetime, exchanges: Sequence[dict[str, Any]]) -> None:
    body = as_bytes(_finish(number))
    entry = inbox.get(inbox.save(ServerKind.PLEX, 1, body, at))
    assert entry is not None
    Intake(lambda: at, lambda _: None, lambda *_: None, lambda _: Library(None)).take(entry)
    moment = LogFilter(since=at, until=at + timedelta(seconds=1))
    [watch] = log.watches(moment, limit=1)
    [delivery] = watch.deliveries
    attempt_id = attempts.begin_attempt(delivery.id, at)
    attempts.mark_sending(delivery.id, str(number), at, live=True)
    attempts.end_attempt(
        delivery.id,
        attempt_id,
        at,
        state=DeliveryState.DELIVERED,
        message="Delivered.",
        exchanges=exchanges,
        outcome="delivered",
        play_id=str(number),
        claimed_at=at,
    )


def _pack_everything(folder: DataDir, now: datetime) -> None:
    while ids := housekeeping.find(folder, now, timedelta(days=36500)).to_pack:
        bodies = housekeeping.packed(folder, ids)
        while bodies:
            bodies = bodies[housekeeping.put_packed(bodies) :]


def _bytes(folder: DataDir) -> int:
    with opened(folder) as store:
        store.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        used = "SELECT page_count - freelist_count FROM pragma_page_count, pragma_freelist_count"
        [pages] = store.db.execute_sql(used).fetchone()
        [size] = store.db.execute_sql("PRAGMA page_size").fetchone()
    return int(pages) * int(size)


def exchanges_of(home: Home) -> list[dict[str, Any]]:
    """Return what the newest delivered watch said and heard."""
    with opened(home.folder):
        wanted = LogFilter(state=DeliveryState.DELIVERED)
        [watch] = log.watches(wanted, limit=1)
        [tries] = log.attempts(watch.id).values()
        return json.loads(json.dumps(tries[-1].exchanges))  # type: ignore[no-any-return]


@contextmanager
def opened(folder: DataDir) -> Iterator[Any]:
    folder.create()
    store = open_store(folder, Changes())
    try:
        yield store
    finally:
        close_store()


# What Plex sends


def title_of(number: int) -> str:
    return f"The Lantern Year, part {number}"


def imdb_of(number: int) -> str:
    return f"tt{5_000_000 + number}"


def finish(number: int) -> tuple[bytes, str]:
    """Return the webhook that tells that somebody finished that film."""
    return plex_multipart(_finish(number))


def an_evening(number: int) -> tuple[bytes, str]:
    """Return one of many webhooks: a pause, and one time in forty the end of a film."""
    if number % ONE_IN_40_FINISHES:
        return PAUSES[number % PEOPLE]
    return finish(number // ONE_IN_40_FINISHES % LIVE_FILMS)


def _finish(number: int) -> dict[str, Any]:
    return plex_scrobble(
        "movie",
        account_id=FIRST_ACCOUNT + number % PEOPLE,
        avatar=f"avatar{number % PEOPLE}",
        title=title_of(number),
        guid=f"plex://movie/60aa11bb22cc33dd{number:08x}",
        Guid=[{"id": f"imdb://{imdb_of(number)}"}],
        viewCount=1,
    )


def _pause(person: int) -> tuple[bytes, str]:
    body = plex_body(
        "media.pause",
        account_id=FIRST_ACCOUNT + person,
        avatar=f"avatar{person}",
        viewOffset=60_000,
    )
    return plex_multipart(body)


PAUSES = [_pause(person) for person in range(PEOPLE)]
