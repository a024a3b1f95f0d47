"""Names of hosts turned into addresses, in threads that nobody has to wait for.

The system's look-up has no time limit that a program could set, and nothing ends it.
"""

from __future__ import annotations

import socket
import threading
from concurrent.futures import Future
from ipaddress import ip_address
from typing import Any

Addresses = Future[list[str]]

_running: dict[str, Addresses] = {}
_one_at_a_time = threading.Lock()


def look_up(host: str) -> Addresses:
    """Return a look-up that is under way, or done where the host is an address already.

    There is one at a time for each name: it may hang for long, and others would hang beside it. It
    fails with OSError, or with UnicodeError for what cannot be a name.
    """
    if _is_address(host):
        known: Addresses = Future()
        known.set_result([host])
        return known
    with _one_at_a_time:
        if host not in _running:
            _running[host] = Future()
            # Python does not wait for such a thread when the program ends.
            threading.Thread(target=_find, args=(host,), name="look-up", daemon=True).start()
        return _running[host]


def _find(host: str) -> None:
    found: list[str] = []
    trouble: Exception | None = None
    try:
        answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        found = list(dict.fromkeys(_numeric(one[4]) for one in answers))
    except (OSError, UnicodeError) as error:
        trouble = error
    with _one_at_a_time:
        waiting = _running.pop(host)
    if trouble is None:
        waiting.set_result(found)
    else:
        waiting.set_exception(trouble)


def _numeric(address: Any) -> str:
    """Return the address as text; one that holds on one adapter only comes with its number."""
    host, scope = str(address[0]), address[3] if len(address) > 3 else 0
    return f"{host}%{scope}" if scope and "%" not in host else host


def _is_address(host: str) -> bool:
    try:
        ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True
