"""Which of an account's webhook addresses are ours, and which belong to somebody else.

Plex knows only the whole list (python-plexapi's setWebhooks): whoever adds one address writes all
of them. So everything here works on whole lists and leaves what it does not know alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from scroblarr_desktop.remote.addresses import is_loopback
from scroblarr_desktop.store import tokens
from scroblarr_desktop.this_computer import DOCKER_HOST

REMEMBERED = 10
"""How many addresses of ours are remembered: each is one change of address or secret."""

_PATH = re.compile(r"/webhooks/plex/([\w-]{16,})/?", re.ASCII)


@dataclass(frozen=True)
class Sorted:
    """An account's webhooks by whose they are."""

    ours: tuple[str, ...] = field(repr=False)
    foreign: tuple[str, ...] = field(repr=False)
    """Of other Scroblarrs."""
    others: tuple[str, ...] = field(repr=False)

    @property
    def foreign_bases(self) -> tuple[str, ...]:
        """Where the other Scroblarrs are, without their secrets."""
        return tuple(dict.fromkeys(base_of(url) for url in self.foreign))


@dataclass(frozen=True)
class Ours:
    """By what an address of ours is recognised."""

    secrets: frozenset[str] = field(repr=False)
    """Of all our Plex servers."""
    registered: frozenset[str] = field(repr=False)
    """What was registered before, with addresses and secrets that changed since."""
    places: frozenset[tuple[str, int]]
    """Host and port under which this computer listens."""

    def is_ours(self, url: str) -> bool:
        found, parts = secret_in(url), _split(url)
        if found is None or parts is None:
            return False
        if found in self.secrets or url in self.registered:
            return True
        # The same host and port is this computer. But every computer calls itself 127.0.0.1,
        # and such an address is called by the server, which may run on another one.
        host = parts.hostname or ""
        return not _is_relative(host) and (host, _port(parts)) in self.places


def sort(listed: Sequence[str], ours: Ours, kept: Collection[str] = ()) -> Sorted:
    """Return the list by whose the addresses are; `kept` ones of others are to stay unasked."""
    mine = tuple(url for url in listed if ours.is_ours(url))
    foreign = tuple(url for url in listed if secret_in(url) and url not in mine and url not in kept)
    others = tuple(url for url in listed if url not in mine and url not in foreign)
    return Sorted(mine, foreign, others)


def with_ours(listed: Sequence[str], drop: Collection[str], url: str | None) -> list[str]:
    """Return the list without `drop`, with `url` in the place of the first of them, or last.

    Everything else stays as it is and where it is, even what stands there twice.
    """
    places = [place for place, one in enumerate(listed) if one in drop]
    wanted: list[str] = []
    for place, one in enumerate(listed):
        if url is not None and places and place == places[0]:
            wanted.append(url)
        elif one not in drop:
            wanted.append(one)
    return wanted if url is None or places else [*wanted, url]


def secret_in(url: str) -> str | None:
    """Return the secret in an address that has the form of a Scroblarr's, else None."""
    parts = _split(url)
    found = re.search(_PATH.pattern + "$", parts.path, re.ASCII) if parts else None
    return found[1] if found else None


def base_of(url: str) -> str:
    """Return the address without the part that is secret."""
    parts = _split(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts else ""


def _is_relative(host: str) -> bool:
    return is_loopback(host) or host == DOCKER_HOST


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        return parts if parts.hostname and _port(parts) else None
    except ValueError:
        return None


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


# -- what is remembered of an account's webhooks; the addresses hold secrets, so it is sealed


@dataclass(frozen=True)
class Memory:
    """What we registered before, and other Scroblarrs' addresses that the person kept."""

    registered: tuple[str, ...] = field(default=(), repr=False)
    kept: tuple[str, ...] = field(default=(), repr=False)


def memory(connection_id: int) -> Memory:
    sealed = tokens.get(_name(connection_id))
    told = json.loads(sealed) if sealed else {}
    return Memory(tuple(told.get("registered", ())), tuple(told.get("kept", ())))


def remember(connection_id: int, url: str, kept: Collection[str]) -> None:
    """Note an address before it is registered, so that it is known whatever happens then."""
    before = memory(connection_id).registered
    registered = [url, *(one for one in before if one != url)][:REMEMBERED]
    told = {"registered": registered, "kept": list(kept)}
    tokens.put(_name(connection_id), json.dumps(told))


def forget(connection_id: int) -> None:
    tokens.forget(_name(connection_id))


def _name(connection_id: int) -> str:
    return f"connection:{connection_id}:webhooks"
