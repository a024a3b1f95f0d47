"""Catching up: what was read from media servers themselves, and how far.

`catch_up_rows` takes a row of a server's history once, whatever becomes of its inbox entry.
"""

from __future__ import annotations

STATEMENTS = (
    """ALTER TABLE inbox ADD COLUMN source TEXT NOT NULL DEFAULT 'webhook'""",
    """ALTER TABLE inbox ADD COLUMN watched_at INTEGER""",
    """CREATE INDEX inbox_by_server ON inbox (server_id, received_at)""",
    """CREATE TABLE catch_up (
        server_id INTEGER PRIMARY KEY REFERENCES servers (id), mode TEXT,
        cursor INTEGER, read_at INTEGER, message TEXT NOT NULL,
        webhooks_missed_at INTEGER)""",
    """CREATE TABLE catch_up_rows (
        server_id INTEGER NOT NULL REFERENCES servers (id), key TEXT NOT NULL,
        at INTEGER NOT NULL, PRIMARY KEY (server_id, key)) WITHOUT ROWID""",
    """CREATE INDEX catch_up_rows_by_time ON catch_up_rows (server_id, at)""",
    # What a Jellyfin said of an item for one of its users at the latest look.
    """CREATE TABLE played_items (
        server_id INTEGER NOT NULL REFERENCES servers (id), account_id TEXT NOT NULL,
        item_id TEXT NOT NULL, played INTEGER NOT NULL, began_at INTEGER NOT NULL,
        seen_before INTEGER NOT NULL, noted_at INTEGER NOT NULL,
        PRIMARY KEY (server_id, account_id, item_id)) WITHOUT ROWID""",
    # When webhooks could arrive: one that did not come at another time proves nothing.
    """CREATE TABLE listening (since INTEGER NOT NULL PRIMARY KEY, until INTEGER NOT NULL)""",
    # A watch whose end is only reckoned from its start, and one that a media server's history told.
    """ALTER TABLE watches ADD COLUMN began_at INTEGER""",
    """ALTER TABLE watches ADD COLUMN caught_up INTEGER NOT NULL DEFAULT 0""",
    """CREATE INDEX watches_by_viewer ON watches (viewer_id, watched_at)""",
)
