"""In which library something is, for members to whom some libraries do not count.

Plex says it in the webhook; a Jellyfin has to be asked.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from scroblarr_desktop.destinations.errors import RemoteError
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import StoreTrouble, inbox
from scroblarr_desktop.store.records import InboxEntry, Member, Server
from scroblarr_desktop.tasks import Tasks

log = logging.getLogger(__name__)

LibraryOf = Callable[[int, str], Awaitable[str | None]]
"""Asks a media server: our id of it and its own key of the item. Raises RemoteError."""

_SECONDS = (30, 120, 600, 600, 600, 600, 1050)
ASK_AGAIN_AFTER = tuple(timedelta(seconds=wait_s) for wait_s in _SECONDS)
"""An hour altogether; then it counts."""

MOST_ANSWERS = 500

NOT_SIGNED_IN = "Scroblarr is not signed in to {server} and cannot tell the library, so it counts."
SILENT = "{server} did not say for an hour in which library this is, so it counts."
NO_KEY = "{server} did not say which item this is, so its library is not known and it counts."


@dataclass(frozen=True)
class Library:
    """The server's own key of a library. None: it is in none, or `note` says why nobody knows."""

    key: str | None
    note: str = ""


@dataclass(frozen=True)
class Wanted:
    """What is to be found out for one inbox entry."""

    entry: InboxEntry
    server: Server
    item_key: str | None
    patient: bool
    """Whether it may be asked for again later: what is only progress cannot wait."""


class Libraries:
    """Asks in the background, one question at a time per server; nobody waits for an answer."""

    def __init__(
        self,
        library_of: LibraryOf | None,
        tasks: Tasks,
        clock: Clock,
        on_answer: Callable[[], None],
    ) -> None:
        self._library_of = library_of
        self._tasks = tasks
        self._clock = clock
        self._on_answer = on_answer
        self._answers: dict[int, Library] = {}
        self._asking: set[int] = set()
        self._turns: dict[int, asyncio.Lock] = {}
        self._silent_at: dict[int, datetime] = {}

    @property
    def asking(self) -> Collection[int]:
        """The inbox entries for which a media server is asked just now."""
        return frozenset(self._asking)

    def of(self, wanted: Wanted) -> Library | None:
        """Return the library; None while it is asked for, and then the entry is read again."""
        name, entry_id = wanted.server.name, wanted.entry.id
        if entry_id in self._answers:
            return self._answers.pop(entry_id)
        if len(self._answers) > MOST_ANSWERS:
            self._answers.clear()  # about entries that became somebody else's meanwhile
        if wanted.item_key is None:
            return Library(None, NO_KEY.format(server=name))
        if self._library_of is None or wanted.server.connection_id is None:
            return Library(None, NOT_SIGNED_IN.format(server=name))
        if not wanted.patient and self._was_silent(wanted.server.id):
            return _silent(wanted)  # what is finished does not wait behind it
        self._asking.add(entry_id)
        work = self._ask(self._library_of, wanted, wanted.item_key)
        self._tasks.spawn(work, f"library of entry {entry_id}")
        return None

    def _was_silent(self, server_id: int) -> bool:
        at = self._silent_at.get(server_id)
        return at is not None and self._clock() - at < ASK_AGAIN_AFTER[0]

    async def _ask(self, library_of: LibraryOf, wanted: Wanted, item_key: str) -> None:
        try:
            async with self._turns.setdefault(wanted.server.id, asyncio.Lock()):
                key = await library_of(wanted.server.id, item_key)
            self._answers[wanted.entry.id] = Library(key)
        except RemoteError as error:
            log.info("library of entry %d is not known: %s", wanted.entry.id, error.title)
            self._silent_at[wanted.server.id] = self._clock()
            self._not_now(wanted)
        except Exception:
            log.exception("library of entry %d could not be asked for", wanted.entry.id)
            self._answers[wanted.entry.id] = _silent(wanted)
        finally:
            self._asking.discard(wanted.entry.id)
            self._on_answer()

    def _not_now(self, wanted: Wanted) -> None:
        tries = wanted.entry.library_tries
        if not wanted.patient or tries >= len(ASK_AGAIN_AFTER):
            self._answers[wanted.entry.id] = _silent(wanted)
            return
        try:
            inbox.put_off(wanted.entry.id, self._clock() + ASK_AGAIN_AFTER[tries])
        except StoreTrouble as trouble:
            log.warning("entry %d cannot be put off: %s", wanted.entry.id, trouble.title)


def chooses(member: Member, server: Server) -> bool:
    """Return whether some library on that server does not count for the member."""
    return any(server_id == server.id for server_id, _ in member.skipped_libraries)


def skips(member: Member, server: Server, library: Library) -> bool:
    """Return whether this library does not count for the member."""
    return library.key is not None and (server.id, library.key) in member.skipped_libraries


def _silent(wanted: Wanted) -> Library:
    return Library(None, SILENT.format(server=wanted.server.name))
