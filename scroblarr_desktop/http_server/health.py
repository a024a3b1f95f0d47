"""Who answers at an address: what /healthz says of this program, and how it is asked."""

from __future__ import annotations

import asyncio
import errno
import json
import secrets
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from scroblarr_desktop import __version__

HEALTHZ = "/healthz"
INSTANCE_BYTES = 8

ANSWER_S = 3.0
NAP_S = 0.1
LONGEST_ANSWER = 4096

_WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - asked, not bound to
"""Windows connects to no wildcard address."""

_NO_MEANS = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, 10024, 10055)
_NOT_LET = (errno.EACCES, errno.EPERM, 10013)


class Who(StrEnum):
    """Who answers at an address; what comes later is worse."""

    THIS = "this program"
    UNKNOWN = "somebody unknown"
    """This program had no means to ask: that says nothing about who would answer."""
    NOBODY = "nobody"
    ANOTHER_PROGRAM = "another program"
    ANOTHER_COPY = "another copy of Scroblarr"


class Health:
    """What anybody may ask: whether this is Scroblarr, whether it runs, and which run of it.

    The instance is a number drawn for each run. It proves nothing: it tells this program's
    own answer from that of another copy on the same port.
    """

    def __init__(self) -> None:
        self.instance = secrets.token_hex(INSTANCE_BYTES)

    async def show(self, request: web.Request) -> web.Response:
        said = {"status": "ok", "version": __version__, "instance": self.instance}
        return web.json_response(said)


async def who_answers(base: str, instance: str = "", limit_s: float = ANSWER_S) -> Who:
    """Return who answers at that address of this computer; `instance` is this program's own.

    Time in which this program itself stood still, or the computer slept, does not count.
    """
    asked = asyncio.get_running_loop().create_task(_ask(_reachable(base) + HEALTHZ))
    try:
        if not await _ended_while_awake(asked, limit_s):
            return Who.NOBODY
        return _whose(asked.result(), instance)
    except OSError as error:
        return Who.UNKNOWN if error.errno in (*_NO_MEANS, *_NOT_LET) else Who.NOBODY
    except aiohttp.ServerDisconnectedError:
        return Who.NOBODY
    except (aiohttp.ClientError, UnicodeError, ValueError):
        return Who.ANOTHER_PROGRAM
    finally:
        asked.cancel()


async def _ended_while_awake(task: asyncio.Task[Any], limit_s: float) -> bool:
    # Counted in naps: one during which the loop stood still counts as one, however long it was.
    for _ in range(max(1, round(limit_s / NAP_S))):
        ended, _ = await asyncio.wait({task}, timeout=min(NAP_S, limit_s))
        if ended:
            return True
    return False


async def _ask(url: str) -> tuple[str, bytes]:
    """Return the `Server` header and the beginning of the body. Raises ClientError, OSError."""
    # No time-out of its own: that one would go on while the computer sleeps.
    time_out = aiohttp.ClientTimeout(total=None)
    async with (
        aiohttp.ClientSession(timeout=time_out, cookie_jar=aiohttp.DummyCookieJar()) as session,
        session.get(url, allow_redirects=False, headers={"Connection": "close"}) as answer,
    ):
        body = b""
        async for piece in answer.content.iter_any():
            body += piece
            if len(body) >= LONGEST_ANSWER:
                break
        return answer.headers.get("Server", ""), body


def _whose(answer: tuple[str, bytes], instance: str) -> Who:
    server, body = answer
    if server != "Scroblarr":
        return Who.ANOTHER_PROGRAM
    said = json.loads(body)
    is_this = isinstance(said, dict) and said.get("instance") == instance
    return Who.THIS if is_this else Who.ANOTHER_COPY


def _reachable(base: str) -> str:
    parts = urlsplit(base)
    host = parts.hostname or ""
    named = _WILDCARDS.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{named}:{parts.port}"
