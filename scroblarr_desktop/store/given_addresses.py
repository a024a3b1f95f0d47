"""Which address of this computer was given to each server that a person set up by hand.

Nobody but the person can tell such a server of a new address, so the old one is remembered until
the person says that it was replaced, or until an event shows that it reaches us all the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scroblarr_desktop.store import settings

_NAME = "given_addresses"


@dataclass(frozen=True)
class AddressChange:
    """The server still has the address `was`; it should have `now`. Both without the secret."""

    server_id: int
    was: str
    now: str
    noticed_at: datetime


def given(server_id: int) -> str | None:
    """Return the address that the server has, None where none was noted."""
    found = _all().get(str(server_id))
    return None if found is None else str(found["given"])


def give(server_id: int, base: str) -> None:
    """Note that the server has this address now."""
    known = _all()
    if known.get(str(server_id)) != {"given": base}:
        settings.put(_NAME, known | {str(server_id): {"given": base}})


def change(server_id: int, now: str, noticed_at: datetime) -> AddressChange:
    """Note that the server should have another address than it was given.

    The time is that of the first notice, however often the address changes after it.
    """
    known = _all()
    found = known[str(server_id)]
    noted = {"given": found["given"], "now": now}
    noted["noticed_at"] = found.get("noticed_at") or noticed_at.isoformat()
    if noted != found:
        settings.put(_NAME, known | {str(server_id): noted})
    return _change(server_id, noted)


def changes() -> list[AddressChange]:
    """Return what has to be pasted anew, by server id."""
    return [_change(int(key), one) for key, one in sorted(_all().items()) if "now" in one]


def keep_only(server_ids: Collection[int]) -> None:
    """Forget the servers that are gone, or that the app itself looks after by now."""
    known = _all()
    left = {key: one for key, one in known.items() if int(key) in server_ids}
    if left != known:
        settings.put(_NAME, left or None)


def _all() -> dict[str, dict[str, str]]:
    return dict(settings.get(_NAME, {}))


def _change(server_id: int, noted: dict[str, Any]) -> AddressChange:
    noticed_at = datetime.fromisoformat(noted["noticed_at"])
    return AddressChange(server_id, noted["given"], noted["now"], noticed_at)
