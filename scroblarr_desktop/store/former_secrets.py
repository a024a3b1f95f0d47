"""Webhook secrets that were replaced and work on for a while: somebody has to paste the new one.

Only their digests are kept, in the open like those of the secrets in use. A former secret counts
for as long as the server has the very one that replaced it.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import servers, settings
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.watches import ServerKind

WORKS_ON = timedelta(days=7)

_NAME = "former_webhook_secrets"


def renew(server_id: int, now: datetime) -> str:
    """Return a new webhook secret; the old one works until `heard`, or for seven days.

    Servers that share it, those of one Plex account, get the new one as well. Raises Missing,
    KeyLost, KeyUnavailable, StoreTrouble.
    """
    server, old = servers.get(server_id), servers.secret(server_id)
    with writing(Changed.SERVERS):
        new = servers.renew_secret(server_id)
        if old is not None:
            # What an earlier one made way for is replaced by the newest as well.
            kept = [one | {"new": _digest(new)} for one in _all() if one["new"] == _digest(old)]
            former = {"server": server_id, "kind": server.kind.value}
            former |= {"old": _digest(old), "new": _digest(new)}
            former |= {"until": (now + WORKS_ON).isoformat()}
            others = [one for one in _all() if one["new"] != _digest(old) and _until(one) > now]
            _keep([*others, *kept, former])
    return new


def admitted_by(kind: ServerKind, offered: str, now: datetime) -> int | None:
    """Return the id of the server whose former secret this is, comparing in constant time."""
    given, found = _digest(offered), None
    for one in _all():
        is_it = hmac.compare_digest(str(one["old"]), given)
        if is_it and one["kind"] == kind and _until(one) > now and _is_in_use(one):
            found = int(one["server"])
    return found


def heard(offered: str) -> None:
    """An event came with that secret: what it replaced is not needed any more."""
    _end(_digest(offered))


def end(server_id: int) -> None:
    """Let the server's former secrets work no longer."""
    secret = servers.secret(server_id)
    if secret is not None:
        _end(_digest(secret))


def works_until(server_id: int, now: datetime) -> datetime | None:
    """Return until when a former secret of the server works at the latest, None where none does."""
    secret = servers.secret(server_id)
    digest = secret and _digest(secret)
    ends = [_until(one) for one in _all() if one["new"] == digest]
    return max((one for one in ends if one > now), default=None)


def _end(new: str) -> None:
    known = _all()
    left = [one for one in known if one["new"] != new]
    if left != known:
        with writing(Changed.SERVERS):
            _keep(left)


def _is_in_use(one: dict[str, Any]) -> bool:
    return servers.digest_of(int(one["server"])) == one["new"]


def _all() -> list[dict[str, Any]]:
    return list(settings.get(_NAME, []))


def _keep(left: list[dict[str, Any]]) -> None:
    settings.put(_NAME, left or None)


def _until(one: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(one["until"])


def _digest(value: str) -> str:
    # What comes out of a request may hold halves of characters.
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
