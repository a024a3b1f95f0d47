"""Members open a page of their own: who was invited, and which devices came in.

Of what opens the page only digests are kept.
"""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE invitations (
        id INTEGER PRIMARY KEY,
        member_id INTEGER NOT NULL UNIQUE REFERENCES members (id),
        digest BLOB NOT NULL UNIQUE,
        made_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL
    )""",
    """CREATE TABLE page_sessions (
        id INTEGER PRIMARY KEY,
        member_id INTEGER NOT NULL REFERENCES members (id),
        digest BLOB NOT NULL UNIQUE,
        device TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        last_seen_at INTEGER NOT NULL
    )""",
    """CREATE INDEX page_sessions_member ON page_sessions (member_id)""",
)
