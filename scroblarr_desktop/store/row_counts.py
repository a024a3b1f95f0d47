"""How much of what there is in the database: numbers only."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store.trouble import translated

_KINDS = (
    ("inbox", "state"),
    ("inbox", "reason_code"),
    ("inbox", "source"),
    ("deliveries", "state"),
    ("deliveries", "removal"),
    ("attempts", "outcome"),
    ("watches", "kind"),
    ("accounts", "state"),
    ("accounts", "destination"),
    ("servers", "kind"),
    ("connections", "state"),
    ("connections", "hook_state"),
    ("holds", "kind"),
)


def schema_version(folder: DataDir) -> int:
    """Return the version that the database's tables have. Raises StoreTrouble."""
    with translated(), closing(_reading(folder)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def rows_of_tables(folder: DataDir) -> dict[str, int]:
    """Return table → number of rows. Belongs into a thread. Raises StoreTrouble."""
    with translated(), closing(_reading(folder)) as db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return {
            name: int(db.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0])  # noqa: S608
            for (name,) in names.fetchall()
        }


def rows_by_kind(folder: DataDir) -> dict[str, dict[str, int]]:
    """Return "table.column" → value → number of rows. Belongs into a thread. Raises StoreTrouble.

    Only of columns whose values are words of the program's own.
    """
    with translated(), closing(_reading(folder)) as db:
        return {
            f"{table}.{column}": {
                str(value or "none"): int(count)
                for value, count in db.execute(
                    f"SELECT {column}, COUNT(*) FROM {table} GROUP BY 1 ORDER BY 1"  # noqa: S608
                )
            }
            for table, column in _KINDS
        }


def _reading(folder: DataDir) -> sqlite3.Connection:
    return sqlite3.connect(f"{folder.database.as_uri()}?mode=ro", uri=True)
