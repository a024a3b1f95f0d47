"""What the store refuses to do, in words for people."""

from __future__ import annotations


class Missing(Exception):
    """There is no such thing, or it was deleted."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.")


class Conflict(Exception):
    """It cannot be done as things stand. The message is a sentence for people."""
