"""Sign-ins that came out of a copy are told apart: they are never renewed."""

from __future__ import annotations

STATEMENTS = ("""ALTER TABLE secrets ADD COLUMN restored INTEGER NOT NULL DEFAULT 0""",)
