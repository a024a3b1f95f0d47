"""What a person can do where the database is damaged or gone: put a copy back, or start afresh.

Both are for a closed database that no other process uses. What was there is kept aside under a
name with the date, never deleted.
"""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import backups
from scroblarr_desktop.store.backups import Backup
from scroblarr_desktop.store.trouble import translated

_PARTS = ("", "-wal", "-shm")
"""A database and what SQLite keeps beside it: they belong together under one name."""


def put_back(folder: DataDir, copy: Path, now: datetime | None = None) -> Backup:
    """Return what was put in the place of the database. The copy itself stays where it is.

    Raises BadCopy, NewerFile, StoreTrouble, and then nothing was changed.
    """
    with translated():
        folder.create()
        backup = backups.look_at(copy)
        draft = folder.database.with_name("being-put-back.part")
        try:
            with copy.open("rb") as source, _new_private(draft) as target:
                shutil.copyfileobj(source, target, 2**20)
                target.flush()
                os.fsync(target.fileno())
            keep_aside(folder, now or datetime.now(UTC))
            draft.replace(folder.database)
        finally:
            draft.unlink(missing_ok=True)
        folder.damage_seen.unlink(missing_ok=True)
    return backup


def start_fresh(folder: DataDir, now: datetime | None = None) -> Path | None:
    """Return where the database that was there is kept; the next start makes an empty one.

    The newest copy is kept for good, so that a change of mind has something to go back to. Raises
    StoreTrouble.
    """
    now = now or datetime.now(UTC)
    with translated():
        kept = keep_aside(folder, now)
        backups.keep_for_good(folder, now)
        folder.generation.unlink(missing_ok=True)
        folder.damage_seen.unlink(missing_ok=True)
        folder.moved_away.unlink(missing_ok=True)
    return kept


def keep_aside(folder: DataDir, now: datetime) -> Path | None:
    """Return under which name the database is kept from now on, None where there is none."""
    there = [part for part in _PARTS if _beside(folder.database, part).exists()]
    if not there:
        return None
    kept = _free_name(folder, now)
    # The database goes first. Ended by force in between it is missing, which the next start sees;
    # without what was written ahead it would only look older than it is.
    for part in there:
        _beside(folder.database, part).replace(_beside(kept, part))
    return kept


def copy_aside(folder: DataDir, now: datetime) -> Path:
    """Return a copy of the closed database that stays; the database itself stays, too."""
    kept = _free_name(folder, now)
    with folder.database.open("rb") as source, _new_private(kept) as target:
        shutil.copyfileobj(source, target, 2**20)
        target.flush()
        os.fsync(target.fileno())
    return kept


def _free_name(folder: DataDir, now: datetime) -> Path:
    stem, number = f"kept-{now.astimezone():%Y-%m-%d-%H%M%S}", 1
    kept = folder.root / f"{stem}.sqlite3"
    while any(_beside(kept, part).exists() for part in _PARTS):
        number += 1
        kept = folder.root / f"{stem}-{number}.sqlite3"
    return kept


def _beside(database: Path, part: str) -> Path:
    return database.with_name(database.name + part)


def _new_private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
