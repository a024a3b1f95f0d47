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
    # Taking back what was delivered: `removal` says that it is asked for, or was in vain.
    """ALTER TABLE deliveries ADD COLUMN removal TEXT""",
    """ALTER TABLE deliveries ADD COLUMN removal_reason TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE deliveries ADD COLUMN removal_asked_at INTEGER""",
    """ALTER TABLE deliveries ADD COLUMN removal_tries INTEGER NOT NULL DEFAULT 0""",
    # Only a play that is certainly ours may be taken back. `unproven`: one that is found may be
    # somebody else's all the same.
    """ALTER TABLE deliveries ADD COLUMN own_play INTEGER NOT NULL DEFAULT 0""",
    """ALTER TABLE deliveries ADD COLUMN unproven INTEGER NOT NULL DEFAULT 0""",
    """UPDATE deliveries SET own_play = 1 WHERE state = 'delivered'""",
    """UPDATE deliveries SET unproven = 1 WHERE fate_unknown""",
    """CREATE INDEX removals ON deliveries (account_id, next_try_at) WHERE removal IS NOT NULL""",
    # Giving a viewer to members, which can be undone. The watches and inbox entries that came
    # after it are told by their ids, which only ever grow.
    """CREATE TABLE assignments (
        id INTEGER PRIMARY KEY, viewer_id INTEGER NOT NULL REFERENCES viewers (id),
        made_at INTEGER NOT NULL, undone_at INTEGER, sends INTEGER NOT NULL,
        after_watch INTEGER NOT NULL, after_entry INTEGER NOT NULL, adopted INTEGER NOT NULL)""",
    """CREATE TABLE assignment_members (
        assignment_id INTEGER NOT NULL REFERENCES assignments (id),
        member_id INTEGER NOT NULL REFERENCES members (id),
        PRIMARY KEY (assignment_id, member_id)) WITHOUT ROWID""",
    """ALTER TABLE inbox ADD COLUMN assignment_id INTEGER REFERENCES assignments (id)""",
    """CREATE INDEX inbox_by_assignment ON inbox (assignment_id) WHERE assignment_id IS NOT NULL""",
    """ALTER TABLE inbox ADD COLUMN what TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE watches ADD COLUMN undone_at INTEGER""",
    # Entries that told a watch again: they come into their own once that watch is undone.
    """CREATE TABLE repeats (
        watch_id INTEGER NOT NULL REFERENCES watches (id),
        entry_id INTEGER NOT NULL REFERENCES inbox (id),
        PRIMARY KEY (watch_id, entry_id)) WITHOUT ROWID""",
    # An entry whose library has to be asked for may wait for the media server.
    """ALTER TABLE inbox ADD COLUMN next_read_at INTEGER""",
    """ALTER TABLE inbox ADD COLUMN library_tries INTEGER NOT NULL DEFAULT 0""",
    """ALTER TABLE watches ADD COLUMN note TEXT NOT NULL DEFAULT ''""",
)
