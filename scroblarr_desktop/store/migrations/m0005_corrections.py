"""What a person says afterwards: whose watch it was, which title it is, and what is never sent."""

from __future__ import annotations

STATEMENTS = (
    # A person said that the member did not watch it: the same event does not bring it back.
    """ALTER TABLE watches ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0""",
    # Which item at a destination a person chose, found again by any key of the item.
    """CREATE TABLE chosen_matches (
        destination TEXT NOT NULL, key TEXT NOT NULL, item_key TEXT NOT NULL, item TEXT NOT NULL,
        found TEXT NOT NULL, chosen_at INTEGER NOT NULL,
        PRIMARY KEY (destination, key, item_key)) WITHOUT ROWID""",
    """CREATE TABLE never_sent (
        id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members (id),
        reach TEXT NOT NULL, name TEXT NOT NULL, item TEXT NOT NULL, made_at INTEGER NOT NULL)""",
    """CREATE INDEX never_sent_of_member ON never_sent (member_id)""",
)
