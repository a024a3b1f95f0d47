"""The copies of the database as files: which there are, and putting one elsewhere as well."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import keys
from scroblarr_desktop.store.backups import is_by_hand
from scroblarr_desktop.store.models import TimeField
from scroblarr_desktop.store.sealing import Box, CannotOpen
from scroblarr_desktop.store.trouble import translated


@dataclass(frozen=True)
class KeptCopy:
    """A file among the copies; nobody has looked into it yet, see `backups.look_at`."""

    path: Path
    made_at: datetime
    size_bytes: int
    by_hand: bool
    """A person asked for it."""


def kept_copies(folder: DataDir) -> list[KeptCopy]:
    """Return what lies in the folder of copies, the newest first. Raises StoreTrouble."""
    with translated():
        found = [(path, path.stat()) for path in folder.backups.glob("*.sqlite3")]
    kept = [
        KeptCopy(path, datetime.fromtimestamp(about.st_mtime, UTC), about.st_size, is_by_hand(path))
        for path, about in found
    ]
    return sorted(kept, key=lambda one: one.made_at, reverse=True)


def save_as(copy: Path, target: Path) -> None:
    """Put the copy elsewhere as well, for this person's eyes only. Raises OSError."""
    draft = target.with_name(f"{target.name}.part")
    draft.unlink(missing_ok=True)
    try:
        number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with copy.open("rb") as source, os.fdopen(number, "wb") as opened:
            shutil.copyfileobj(source, opened, 2**20)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def watches_since(folder: DataDir, at: datetime) -> int:
    """Return how many watches of the log came in after that: no copy of then has them.

    Reads beside the open store, in whatever thread. Raises StoreTrouble.
    """
    query = "SELECT count(*) FROM watches WHERE deleted_at IS NULL AND received_at > ?"
    uri = f"{folder.database.resolve().as_uri()}?mode=ro"
    with translated(), closing(sqlite3.connect(uri, uri=True)) as opened:
        return int(opened.execute(query, (TimeField().db_value(at),)).fetchone()[0])


def opens_with(copy: Path, box: Box | None) -> bool:
    """Return whether the sign-ins in a copy open with that key. Raises StoreTrouble."""
    uri = f"{copy.resolve().as_uri()}?mode=ro&immutable=1"
    query = "SELECT name, sealed FROM secrets WHERE name NOT LIKE ?"
    with translated(), closing(sqlite3.connect(uri, uri=True)) as opened:
        sealed = opened.execute(query, (f"{keys.LOST}%",)).fetchall()
    return not sealed or any(_opens(box, name, bytes(value)) for name, value in sealed)


def _opens(box: Box | None, name: str, sealed: bytes) -> bool:
    if box is None:
        return False
    try:
        box.open(name, sealed)
    except CannotOpen:
        return False
    return True
