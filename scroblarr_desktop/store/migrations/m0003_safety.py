"""Sign-ins that came out of a copy are told apart: they are never renewed.

What a destination asks for (`Retry-After`) holds across restarts. Events come in by the digest of a
webhook secret, whatever became of the key to the secret itself.
"""

from __future__ import annotations

STATEMENTS = (
    """ALTER TABLE secrets ADD COLUMN restored INTEGER NOT NULL DEFAULT 0""",
    """ALTER TABLE accounts ADD COLUMN asked_until INTEGER""",
    """ALTER TABLE servers ADD COLUMN secret_digest BLOB""",
)
