"""Webhook calls with a secret that is not, or no longer, one of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MOST_ADDRESSES = 200
"""Callers beyond these push out whoever was not heard of for the longest time."""


@dataclass(frozen=True)
class WrongCalls:
    """How often one computer called with a wrong secret. The secret itself is kept nowhere."""

    address: str
    count: int
    last_at: datetime


class WrongSecrets:
    """Counts by the caller's address, in memory only."""

    def __init__(self) -> None:
        self._calls: dict[str, WrongCalls] = {}

    def note(self, address: str, at: datetime) -> None:
        # Taken out and put in again, so that the dict stays in the order of the last call.
        known = self._calls.pop(address, None)
        self._calls[address] = WrongCalls(address, known.count + 1 if known else 1, at)
        if len(self._calls) > MOST_ADDRESSES:
            del self._calls[next(iter(self._calls))]

    def calls(self) -> list[WrongCalls]:
        """Return the counts, the latest caller first."""
        return list(reversed(self._calls.values()))
