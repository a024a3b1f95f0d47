"""The first shape: servers, household, inbox, watches, deliveries.

Times are whole microseconds since 1970 in UTC. The UNIQUE lines are what makes a repeated watch a
no-op: whatever the program thinks, the database takes a watch and a delivery once.
"""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)""",
    """CREATE TABLE secrets (name TEXT NOT NULL PRIMARY KEY, sealed BLOB NOT NULL)""",
    """CREATE TABLE servers (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, uuid TEXT,
        adopted INTEGER NOT NULL, muted INTEGER NOT NULL, muted_count INTEGER NOT NULL,
        last_event_at INTEGER, last_event TEXT NOT NULL, deleted_at INTEGER)""",
    """CREATE UNIQUE INDEX one_row_per_server ON servers (kind, uuid) WHERE uuid IS NOT NULL""",
    """CREATE TABLE members (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, enabled INTEGER NOT NULL,
        hand_marks INTEGER NOT NULL, watched_at_percent INTEGER, deleted_at INTEGER)""",
    """CREATE TABLE viewers (
        id INTEGER PRIMARY KEY, server_id INTEGER NOT NULL REFERENCES servers (id),
        account_id TEXT NOT NULL, name TEXT NOT NULL, avatar TEXT, ignored INTEGER NOT NULL,
        ignored_count INTEGER NOT NULL, last_seen_at INTEGER, UNIQUE (server_id, account_id))""",
    """CREATE TABLE viewer_members (
        viewer_id INTEGER NOT NULL REFERENCES viewers (id),
        member_id INTEGER NOT NULL REFERENCES members (id),
        PRIMARY KEY (viewer_id, member_id)) WITHOUT ROWID""",
    """CREATE INDEX viewers_of_member ON viewer_members (member_id)""",
    """CREATE TABLE accounts (
        id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members (id),
        destination TEXT NOT NULL, state TEXT NOT NULL, user_id TEXT, username TEXT NOT NULL,
        message TEXT NOT NULL, share_progress INTEGER NOT NULL, rewatch_films INTEGER NOT NULL,
        rewatch_episodes INTEGER NOT NULL, client_id TEXT, live_allowed INTEGER NOT NULL,
        failures INTEGER NOT NULL, probe_at INTEGER, outage TEXT NOT NULL,
        user_code TEXT, verification_url TEXT, code_expires_at INTEGER,
        offer_from INTEGER NOT NULL, offer_to INTEGER)""",
    """CREATE UNIQUE INDEX one_account_in_use ON accounts (member_id, destination)
        WHERE state <> 'unlinked'""",
    """CREATE TABLE inbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL, kind TEXT NOT NULL,
        admitted_by_id INTEGER REFERENCES servers (id), server_id INTEGER REFERENCES servers (id),
        viewer_id INTEGER REFERENCES viewers (id), event TEXT NOT NULL, state TEXT NOT NULL,
        reason_code TEXT NOT NULL, reason TEXT NOT NULL, body BLOB NOT NULL)""",
    """CREATE INDEX inbox_by_state ON inbox (state, id)""",
    """CREATE INDEX inbox_kept ON inbox (viewer_id, state) WHERE viewer_id IS NOT NULL""",
    """CREATE TABLE watches (
        id INTEGER PRIMARY KEY AUTOINCREMENT, entry_id INTEGER NOT NULL REFERENCES inbox (id),
        ordinal INTEGER NOT NULL, member_id INTEGER NOT NULL REFERENCES members (id),
        server_id INTEGER NOT NULL REFERENCES servers (id),
        viewer_id INTEGER NOT NULL REFERENCES viewers (id), kind TEXT NOT NULL,
        title TEXT NOT NULL, show TEXT, season INTEGER, number INTEGER, year INTEGER,
        item TEXT NOT NULL, words TEXT NOT NULL,
        watched_at INTEGER NOT NULL, received_at INTEGER NOT NULL,
        by_hand INTEGER NOT NULL, rewatched INTEGER NOT NULL, stop_position_s REAL,
        finish_seen INTEGER NOT NULL, deleted_at INTEGER,
        UNIQUE (entry_id, ordinal, member_id))""",
    # Holds all that the log is filtered by, so that the watches themselves need not be read.
    """CREATE INDEX watches_by_time ON watches
        (watched_at DESC, id DESC, member_id, server_id, kind, words, deleted_at)
        WHERE deleted_at IS NULL""",
    """CREATE INDEX watches_by_hand ON watches (viewer_id, received_at) WHERE by_hand""",
    """CREATE TABLE watch_keys (
        watch_id INTEGER NOT NULL REFERENCES watches (id),
        member_id INTEGER NOT NULL REFERENCES members (id), key TEXT NOT NULL,
        PRIMARY KEY (member_id, key, watch_id)) WITHOUT ROWID""",
    """CREATE TABLE holds (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, member_id INTEGER REFERENCES members (id),
        started_at INTEGER NOT NULL, until INTEGER, ended_at INTEGER, answered_at INTEGER,
        answer TEXT)""",
    """CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY, watch_id INTEGER NOT NULL REFERENCES watches (id),
        account_id INTEGER NOT NULL REFERENCES accounts (id), state TEXT NOT NULL,
        hold_id INTEGER REFERENCES holds (id), next_try_at INTEGER, attempts INTEGER NOT NULL,
        first_try_at INTEGER, last_try_at INTEGER, delivered_at INTEGER, message TEXT NOT NULL,
        rewatched INTEGER NOT NULL, at_release INTEGER NOT NULL, fate_unknown INTEGER NOT NULL,
        asks_person INTEGER NOT NULL, wants_history INTEGER NOT NULL,
        unmatched_tries INTEGER NOT NULL, match_id TEXT,
        play_id TEXT, claimed_at INTEGER, claim_exact INTEGER NOT NULL,
        UNIQUE (watch_id, account_id))""",
    """CREATE INDEX deliveries_due ON deliveries (account_id, state, next_try_at)""",
    """CREATE INDEX deliveries_by_state ON deliveries (state, watch_id)""",
    """CREATE INDEX deliveries_held ON deliveries (hold_id) WHERE hold_id IS NOT NULL""",
    """CREATE INDEX claims ON deliveries (match_id, account_id) WHERE match_id IS NOT NULL""",
    """CREATE TABLE attempts (
        id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL REFERENCES deliveries (id),
        started_at INTEGER NOT NULL, finished_at INTEGER, outcome TEXT NOT NULL,
        message TEXT NOT NULL, play_id TEXT, exchanges TEXT NOT NULL)""",
    """CREATE INDEX attempts_of_delivery ON attempts (delivery_id)""",
    """CREATE TABLE matches (
        destination TEXT NOT NULL, item_key TEXT NOT NULL, found TEXT NOT NULL,
        found_at INTEGER NOT NULL, PRIMARY KEY (destination, item_key)) WITHOUT ROWID""",
)
