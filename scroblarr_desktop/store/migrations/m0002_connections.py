"""Sign-ins at media servers, who lives there, and taking back what was delivered."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE connections (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, account_id TEXT NOT NULL,
        account_name TEXT NOT NULL, account_uuid TEXT, state TEXT NOT NULL, message TEXT NOT NULL,
        webhooks_possible INTEGER, hook_state TEXT NOT NULL, hook_base TEXT,
        hook_message TEXT NOT NULL, checked_at INTEGER, deleted_at INTEGER)""",
    """ALTER TABLE servers ADD COLUMN connection_id INTEGER REFERENCES connections (id)""",
    """ALTER TABLE servers ADD COLUMN url TEXT""",
    """ALTER TABLE servers ADD COLUMN certificate TEXT""",
    """ALTER TABLE servers ADD COLUMN place TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE viewers ADD COLUMN relation TEXT""",
    """ALTER TABLE viewers ADD COLUMN managed INTEGER NOT NULL DEFAULT 0""",
    """ALTER TABLE members ADD COLUMN skipped_libraries TEXT NOT NULL DEFAULT '[]'""",
    """CREATE TABLE avatars (
        viewer_id INTEGER PRIMARY KEY REFERENCES viewers (id), picture BLOB NOT NULL,
        fetched_at INTEGER NOT NULL)""",
    """ALTER TABLE deliveries ADD COLUMN removal TEXT""",
    """ALTER TABLE deliveries ADD COLUMN removal_reason TEXT NOT NULL DEFAULT ''""",
    """CREATE TABLE assignments (
        id INTEGER PRIMARY KEY, viewer_id INTEGER NOT NULL REFERENCES viewers (id),
        member_id INTEGER NOT NULL REFERENCES members (id), made_at INTEGER NOT NULL,
        undone_at INTEGER)""",
    """ALTER TABLE inbox ADD COLUMN assignment_id INTEGER REFERENCES assignments (id)""",
    """CREATE INDEX inbox_by_assignment ON inbox (assignment_id) WHERE assignment_id IS NOT NULL""",
)
