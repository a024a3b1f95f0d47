"""Room on the disk: raw bodies are packed, and dropped once nobody needs them; watches stay.

What reads much (`find`, `packed`, `fold`) belongs into a thread and uses a connection of its own.
What writes (`drop`, `put_packed`) takes a few milliseconds at a time.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import packing, settings
from scroblarr_desktop.store.assignments import UNDO_FOR
from scroblarr_desktop.store.backups import write_ahead_of
from scroblarr_desktop.store.database import current, run, writing
from scroblarr_desktop.store.inbox import VIEWER_IGNORED
from scroblarr_desktop.store.models import InboxRow, TimeField
from scroblarr_desktop.store.records import InboxState
from scroblarr_desktop.store.trouble import translated

KEEP_DAYS = "keep_bodies_days"
"""The setting that says for how many days raw bodies are kept."""

KEPT_DAYS = 30
FEWEST_DAYS, MOST_DAYS = 1, 3650

PACK_AFTER = timedelta(hours=1)
"""Fresh bodies stay as they came: whoever waits for the answer to a webhook waits for nothing."""

WRITE_S = 0.008
"""After this long a step ends and lets others have a turn; its commit comes on top."""

FOUND_AT_ONCE = 5000

_SETTLED = (InboxState.PLANNED, InboxState.IGNORED)

# What a person still has to say something about keeps its body, and so does what is read again
# once an ignored viewer is given to somebody.
_TO_DROP = """
    SELECT id FROM inbox
    WHERE received_at < ? AND length(body) > 0
        AND state IN ('planned', 'ignored') AND reason_code <> ?
        AND NOT EXISTS (
            SELECT 1 FROM assignments WHERE assignments.id = inbox.assignment_id
                AND assignments.undone_at IS NULL AND assignments.made_at > ?)
        AND NOT EXISTS (
            SELECT 1 FROM watches JOIN deliveries ON deliveries.watch_id = watches.id
            WHERE watches.entry_id = inbox.id AND watches.deleted_at IS NULL
                AND deliveries.state IN ('waiting', 'sending', 'unmatched', 'rejected'))
    LIMIT ?"""
_TO_PACK = """
    SELECT id FROM inbox
    WHERE received_at < ? AND length(body) > ? AND state <> 'unread'
        AND substr(body, 1, ?) <> ?
    LIMIT ?"""


@dataclass(frozen=True)
class Found:
    """The inbox entries whose bodies are to be dropped or packed, by their ids."""

    to_drop: list[int]
    to_pack: list[int]


@dataclass(frozen=True)
class Packed:
    entry_id: int
    was_bytes: int
    body: bytes


def keep_days() -> int:
    """Return for how many days the household wants raw bodies to be kept."""
    days = settings.get(KEEP_DAYS, KEPT_DAYS)
    usual = not isinstance(days, int) or isinstance(days, bool)
    return KEPT_DAYS if usual else min(max(days, FEWEST_DAYS), MOST_DAYS)


def put_keep_days(days: int) -> None:
    """Keep them for so many days from now on, `FEWEST_DAYS` to `MOST_DAYS`."""
    settings.put(KEEP_DAYS, days)


def kept_for() -> timedelta:
    """Return for how long raw bodies are kept: as the household says, but while they are of use."""
    # What is undone is read again.
    return max(timedelta(days=keep_days()), UNDO_FOR)


def find(folder: DataDir, now: datetime, kept: timedelta) -> Found:
    """Return what is to be done; more may be found afterwards. Raises StoreTrouble."""
    magic = packing.MAGIC
    # What can still be taken back from a member is read again then, for whoever it belongs to.
    undoable = _stamp(now - UNDO_FOR)
    drop = (_stamp(now - kept), VIEWER_IGNORED, undoable, FOUND_AT_ONCE)
    pack = (_stamp(now - PACK_AFTER), packing.SMALLEST, len(magic), magic, FOUND_AT_ONCE)
    with _reading(folder) as connection:
        to_drop = [entry_id for (entry_id,) in connection.execute(_TO_DROP, drop)]
        to_pack = [entry_id for (entry_id,) in connection.execute(_TO_PACK, pack)]
    dropped = set(to_drop)
    return Found(to_drop, [entry_id for entry_id in to_pack if entry_id not in dropped])


def packed(folder: DataDir, entry_ids: Sequence[int]) -> list[Packed]:
    """Return the bodies of those entries in their packed form. Raises StoreTrouble."""
    marks = ", ".join("?" for _ in entry_ids)
    with _reading(folder) as connection:
        rows = connection.execute(
            f"SELECT id, body FROM inbox WHERE id IN ({marks})",  # noqa: S608 - question marks
            tuple(entry_ids),
        )
        return [Packed(i, len(body), packing.pack(bytes(body))) for i, body in rows]


def put_packed(bodies: Sequence[Packed]) -> int:
    """Return how many of them were put in the place of what was there, in the order given."""
    statement = "UPDATE inbox SET body = ? WHERE id = ? AND length(body) = ?"
    with _step() as (ends_at, execute):
        for done, one in enumerate(bodies, 1):
            # Another length: it was deleted meanwhile.
            execute(statement, (one.body, one.entry_id, one.was_bytes))
            if time.monotonic() > ends_at:
                return done
    return len(bodies)


def drop(entry_ids: Sequence[int]) -> int:
    """Return how many of the entries have no body now, in the order given."""
    with _step() as (ends_at, _):
        for done, entry_id in enumerate(entry_ids, 1):
            query = InboxRow.update(body=b"")
            query.where(InboxRow.id == entry_id, InboxRow.state.in_(_SETTLED)).execute()
            if time.monotonic() > ends_at:
                return done
    return len(entry_ids)


def forget_pages() -> None:
    """Free what SQLite keeps of the file in this thread's connection; it is read again if need be.

    The system has the file in memory, too. Up to two megabytes.
    """
    run("PRAGMA shrink_memory")


def fold(folder: DataDir) -> None:
    """Fold what was written ahead into the file, without holding up anybody who writes.

    Raises StoreTrouble.
    """
    with translated(), closing(_connected(folder)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


def last_written(folder: DataDir) -> int:
    """Return a number that is another one after anything was written ahead."""
    file = write_ahead_of(folder.database)
    return file.stat().st_mtime_ns if file.exists() else 0


def _stamp(at: datetime) -> int | None:
    return TimeField().db_value(at)


def _connected(folder: DataDir) -> sqlite3.Connection:
    uri = f"{folder.database.resolve().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, isolation_level=None)


@contextmanager
def _reading(folder: DataDir) -> Iterator[sqlite3.Connection]:
    with translated(), closing(_connected(folder)) as connection:
        connection.execute("PRAGMA query_only=1")
        yield connection


@contextmanager
def _step() -> Iterator[tuple[float, Callable[..., object]]]:
    """Give a transaction, with the moment at which it should end."""
    with writing(Changed.NOTHING):
        yield time.monotonic() + WRITE_S, current().db.execute_sql
