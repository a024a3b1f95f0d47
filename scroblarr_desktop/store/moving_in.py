"""A household that comes from another computer: its database takes the place of the closed one."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import backups, generations, migrations, restoring
from scroblarr_desktop.store.closed_database import Counts, counts, put_setting, writing_to
from scroblarr_desktop.store.database import OPEN_WAIT_S
from scroblarr_desktop.store.key_place import KeyEntry
from scroblarr_desktop.store.models import TimeField
from scroblarr_desktop.store.moving import CAME, CameFrom, forget_local, plain_came
from scroblarr_desktop.store.sealing import Box, CannotOpen
from scroblarr_desktop.store.trouble import BadCopy, Locked, NewerFile, translated


def look_into(draft: Path) -> Counts:
    """Return what is in a database that came along. Raises BadCopy, NewerFile, StoreTrouble."""
    with translated(), closing(sqlite3.connect(draft)) as copy:
        try:
            if not backups.is_sound(copy):
                raise BadCopy
            if int(copy.execute("PRAGMA user_version").fetchone()[0]) > migrations.NEWEST:
                raise NewerFile
            return counts(copy)
        except sqlite3.DatabaseError as error:
            raise BadCopy from error


def make_ours(
    draft: Path, old: Box, new: Box, entry: KeyEntry | None, came: CameFrom, *, doubtful: bool
) -> str:
    """Seal its secrets with this computer's key, and return the number that it got.

    `entry`: where the keyring holds that key. `doubtful`: it was opened before, see `use_again`.
    Raises StoreTrouble.
    """
    number = secrets.token_hex(16)
    with translated(), writing_to(draft) as connection:
        forget_local(connection)
        for name, sealed in connection.execute("SELECT name, sealed FROM secrets").fetchall():
            # What an earlier key sealed stays as it is; nobody can open it here or there.
            with suppress(CannotOpen):
                fresh = new.seal(name, old.open(name, sealed))
                connection.execute("UPDATE secrets SET sealed = ? WHERE name = ?", (fresh, name))
        left_at = TimeField().db_value(came.at)
        put_setting(connection, generations.GENERATION, {"number": number, "at": left_at})
        put_setting(connection, CAME, plain_came(came))
        if entry is not None:
            put_setting(connection, "key_entry", {"backend": entry.backend, "name": entry.name})
        if doubtful:
            put_setting(connection, generations.COPY_MADE_AT, left_at)
    return number


def put_in_place(
    folder: DataDir, draft: Path, number: str, now: datetime, *, keep_old: bool
) -> Path | None:
    """Put the database that came along in the place of the closed one, in one step.

    Return where the old one is kept from now on. Raises StoreTrouble, and then nothing was changed.
    """
    with translated():
        kept = None
        if folder.database.exists():
            _fold(folder.database)
            kept = restoring.copy_aside(folder, now) if keep_old else None
        # Whichever of the two is there after a sudden end, it is the one that is expected.
        generations.expect(folder, number)
        draft.replace(folder.database)
        for note in (folder.moved_away, folder.damage_seen):
            note.unlink(missing_ok=True)
    with suppress(OSError):
        backups.keep_for_good(folder, now)  # the copies of the days before are of something else
    return kept


def _fold(database: Path) -> None:
    """Put what was written ahead into the file itself: it must not fall to another database."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=OPEN_WAIT_S)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ahead = backups.write_ahead_of(database)
    if ahead.exists() and ahead.stat().st_size:
        raise Locked
    for beside in (ahead, database.with_name(f"{database.name}-shm")):
        beside.unlink(missing_ok=True)
