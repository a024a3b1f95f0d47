"""What a person did with a watch stays readable, and shows of one name are told apart."""

from __future__ import annotations

STATEMENTS = (
    # From whom to whom; nowhere where a person said that nobody watched it.
    """CREATE TABLE moves (
        id INTEGER PRIMARY KEY, from_watch_id INTEGER NOT NULL REFERENCES watches (id),
        to_watch_id INTEGER REFERENCES watches (id), moved_at INTEGER NOT NULL)""",
    """CREATE INDEX moves_from ON moves (from_watch_id)""",
    """CREATE INDEX moves_to ON moves (to_watch_id) WHERE to_watch_id IS NOT NULL""",
    # Every show of which anything was watched, once for each way in which it was described.
    """CREATE TABLE shows (
        name TEXT NOT NULL, ids TEXT NOT NULL, year INTEGER NOT NULL, begun INTEGER NOT NULL,
        PRIMARY KEY (name, ids, year, begun)) WITHOUT ROWID""",
    """INSERT OR IGNORE INTO shows (name, ids, year, begun)
        SELECT DISTINCT show, COALESCE(json_extract(item, '$.show_ids'), '{}'),
            COALESCE(json_extract(item, '$.show_year'), 0),
            CASE WHEN season = 1 THEN COALESCE(json_extract(item, '$.year'), 0) ELSE 0 END
        FROM watches WHERE show IS NOT NULL""",
    # Few watches are read from a history, and the overview asks often for the latest of them.
    """CREATE INDEX watches_read ON watches (received_at) WHERE caught_up""",
)
