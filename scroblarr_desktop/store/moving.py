"""The household on its way to another computer: this database is left behind, or came from there.

Where it went stands in the database, and in a note beside it: neither a copy of the database from
the time before nor the database in another folder forgets it.
"""

from __future__ import annotations

import json
import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import backups, generations, settings
from scroblarr_desktop.store.closed_database import (
    Counts,
    counts,
    forget_setting,
    new_private,
    put_setting,
    writing_to,
)
from scroblarr_desktop.store.database import OPEN_WAIT_S, current
from scroblarr_desktop.store.models import MemberRow, ServerRow, TimeField, WatchRow
from scroblarr_desktop.store.trouble import Damaged, StoreTrouble, translated

AWAY, CAME = "moved_away", "moved_in"
LOCAL = ("key_entry", AWAY, CAME, generations.GENERATION, generations.COPY_MADE_AT)
"""Settings that are about one database on one computer."""

PAGES = 1024
"""4 MiB, copied between two looks whether to stop."""


@dataclass(frozen=True)
class Away:
    """Where the household of a folder went."""

    file_id: str
    at: datetime
    draft: Path
    """Under this name the file was written."""
    file: Path
    ending: bytes = field(repr=False)
    """What makes the file whole."""
    whole: bool = False
    """Whether it stands under its own name, with its ending."""


@dataclass(frozen=True)
class CameFrom:
    """Where this household was before."""

    file_id: str
    at: datetime
    """When it was left there."""
    computer: str
    addresses: tuple[str, ...]
    """Of that computer in its networks."""
    settled: bool = False
    """Whether media servers were told and accounts tried."""
    seen: bool = False
    """Whether the person has read what came of that."""


class MovedAway(StoreTrouble):
    """The household lives on another computer. Nothing was started."""

    title = "This copy was moved to another PC"
    next_step = "Use Scroblarr there."
    at_start = (
        "Use Scroblarr there. To go on here, start Scroblarr with its window, which shows the ways."
    )

    def __init__(self, away: Away) -> None:
        self.away = away
        super().__init__(
            f"The household went to another computer on {away.at.astimezone():%Y-%m-%d %H:%M}, in "
            f"the file {away.file.name}. Nothing is received or sent here any more."
        )


# Of the open database


def away() -> Away | None:
    """Return where the household went, None where it lives here. Raises StoreTrouble."""
    kept = settings.get(AWAY)
    return _away(kept) if isinstance(kept, dict) else _noted(current().folder)


def is_empty() -> bool:
    """Return whether there is nothing here that anybody would miss."""
    own = ServerRow.select().where(ServerRow.adopted, ServerRow.deleted_at.is_null())
    return not any(rows.exists() for rows in (own, MemberRow.select(), WatchRow.select()))


def came_from() -> CameFrom | None:
    """Return where the household was before; None where it was always here."""
    kept = settings.get(CAME)
    if not isinstance(kept, dict):
        return None
    at = datetime.fromisoformat(kept["at"])
    return CameFrom(**(kept | {"at": at, "addresses": tuple(kept["addresses"])}))


def note_came_from(came: CameFrom) -> None:
    settings.put(CAME, plain_came(came))


# Of a closed database that no other process uses


class Held:
    """The closed database, into which nobody else writes meanwhile."""

    def __init__(self, folder: DataDir, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._connection = connection

    def copy(self, draft: Path, look: Callable[[float], object]) -> Counts:
        """Write a sound copy without what is about this computer only; return what is in it.

        `look` is told the share that is done, and may raise. Raises Damaged, StoreTrouble.
        """
        with translated():
            new_private(draft)
            source = f"{self._folder.database.resolve().as_uri()}?mode=ro"
            with (
                closing(sqlite3.connect(source, uri=True)) as reading,
                closing(sqlite3.connect(draft, isolation_level=None)) as copy,
            ):
                reading.backup(
                    copy,
                    pages=PAGES,
                    progress=lambda _, left, all_pages: look(1 - left / max(all_pages, 1)),
                )
                copy.execute("PRAGMA journal_mode=delete")
                forget_local(copy)
            with closing(sqlite3.connect(draft)) as copy:
                if not backups.is_sound(copy):
                    self._folder.damage_seen.touch(0o600)
                    raise Damaged
                return counts(copy)

    def leave(self, away: Away) -> None:
        """Note that the household is gone. It is on the disk when this returns."""
        with translated():
            put_setting(self._connection, AWAY, _plain_away(away))
            self._connection.execute("COMMIT")
        with suppress(OSError):  # it is noted again with the last step
            _note(self._folder, away)


@contextmanager
def held(folder: DataDir) -> Iterator[Held]:
    """Hold the closed database. What was not left until the end goes on as before."""
    with translated():
        connection = sqlite3.connect(folder.database, isolation_level=None, timeout=OPEN_WAIT_S)
    with closing(connection):
        with translated():
            connection.execute("PRAGMA synchronous=full")
            connection.execute("BEGIN IMMEDIATE")
        yield Held(folder, connection)


def note_whole(folder: DataDir, away: Away) -> Away:
    """Note that the file stands there whole, and return that. Raises StoreTrouble."""
    done = replace(away, whole=True)
    with translated():
        with writing_to(folder.database) as connection:
            put_setting(connection, AWAY, _plain_away(done))
        _note(folder, done)
    return done


def use_again(folder: DataDir, *, doubtful: bool) -> None:
    """Let the household live here again.

    `doubtful`: somebody may have gone on with it elsewhere, so this is an older copy of it: what
    it did there since is checked before anything is sent, and sign-ins are not renewed. Raises
    StoreTrouble.
    """
    with translated():
        with writing_to(folder.database) as connection:
            found = connection.execute("SELECT value FROM settings WHERE name = ?", (AWAY,))
            row = found.fetchone()
            left = _away(json.loads(row[0])) if row else _noted(folder)
            if left is not None and doubtful:
                put_setting(connection, generations.COPY_MADE_AT, TimeField().db_value(left.at))
            connection.execute("DELETE FROM settings WHERE name = ?", (AWAY,))
        folder.moved_away.unlink(missing_ok=True)


def forget_local(connection: sqlite3.Connection) -> None:
    for name in LOCAL:
        forget_setting(connection, name)


# Parts


def _noted(folder: DataDir) -> Away | None:
    with translated():
        try:
            return _away(json.loads(folder.moved_away.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None


def _note(folder: DataDir, away: Away) -> None:
    draft = folder.moved_away.with_name(f"{folder.moved_away.name}.part")
    draft.write_text(json.dumps(_plain_away(away)), encoding="utf-8")
    draft.replace(folder.moved_away)


def _plain_away(away: Away) -> dict[str, Any]:
    return {
        "file_id": away.file_id,
        "at": away.at.isoformat(),
        "draft": str(away.draft),
        "file": str(away.file),
        "ending": b64encode(away.ending).decode(),
        "whole": away.whole,
    }


def _away(kept: dict[str, Any]) -> Away:
    return Away(
        file_id=kept["file_id"],
        at=datetime.fromisoformat(kept["at"]),
        draft=Path(kept["draft"]),
        file=Path(kept["file"]),
        ending=b64decode(kept["ending"]),
        whole=bool(kept["whole"]),
    )


def plain_came(came: CameFrom) -> dict[str, Any]:
    return vars(came) | {"at": came.at.isoformat(), "addresses": list(came.addresses)}
