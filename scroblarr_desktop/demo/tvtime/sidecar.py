"""TV Time's one address: `/sidecar?o=<target>` or `/sidecar?o_b64=<target in base64>`.

TV Time private API, section "sidecar proxy": the target's own query follows as further parameters,
never inside `o`; base64 comes in either alphabet, its padding may be stripped.
"""

from __future__ import annotations

import base64
import binascii
from typing import NamedTuple
from urllib.parse import urlsplit

from aiohttp import web

ADDRESS_KEYS = ("o", "o_b64")


class Target(NamedTuple):
    """Where the sidecar is to pass a call on to."""

    host: str
    path: str
    query: dict[str, str]


def target_of(request: web.Request) -> Target:
    """Return what a call is meant for. Raises ValueError with a sentence."""
    given = [key for key in ADDRESS_KEYS if key in request.query]
    if len(given) != 1:
        raise ValueError("exactly one of o and o_b64 is needed")
    text = request.query[given[0]]
    url = urlsplit(text if given[0] == "o" else unpacked(text))
    if url.scheme != "https" or not url.hostname:
        raise ValueError("the target is not an https address")
    if url.query:
        raise ValueError("parameters of the target follow the address, they do not stand in it")
    query = {key: value for key, value in request.query.items() if key not in ADDRESS_KEYS}
    return Target(url.hostname, url.path, query)


def unpacked(text: str) -> str:
    """Return base64 in plain text. Raises ValueError: a raw "+" has become a space on the way."""
    stripped = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        padded = stripped + "=" * (-len(stripped) % 4)
        return base64.b64decode(padded, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        raise ValueError("o_b64 is not base64") from None
