"""Whoever calls: as light as can be, so that what is measured is the one who answers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Body = Callable[[int], tuple[bytes, str]]
"""Gives for each number a body and its Content-Type."""

IDLE_S = 10.0
"""A connection that was not used for longer may be closed at the other end."""


class Caller:
    """One caller that keeps its connection, as media servers do."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._address = (parts.hostname or "", parts.port or 80)
        self._head = f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\n".encode()
        self._socket: socket.socket | None = None
        self._used_s = 0.0

    def post(self, body: bytes, content_type: str) -> tuple[int, float]:
        """Return status and seconds until the whole answer was there."""
        connection = self._connection()
        head = f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        message = self._head + head + body
        started_s = time.perf_counter()
        connection.sendall(message)
        status = _answer(connection)
        took_s = time.perf_counter() - started_s
        self._used_s = time.monotonic()
        return status, took_s

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _connection(self) -> socket.socket:
        if time.monotonic() - self._used_s > IDLE_S:
            self.close()
        if self._socket is None:
            self._socket = socket.create_connection(self._address, 30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket


def _answer(connection: socket.socket) -> int:
    """Read one answer to its end; return its status."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, rest = received.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = int(lengths[0].partition(b":")[2]) - len(rest)
    while missing > 0:
        missing -= len(_more(connection))
    return int(head.split(b" ", 2)[1])


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(65536)
    if not received:
        raise ConnectionError("the connection was closed in the middle of an answer")
    return received


@dataclass
class Load:
    """What came of many calls. `taken` counts those that were answered with 200."""

    took_s: list[float] = field(default_factory=list)
    taken: int = 0
    others: int = 0
    lasted_s: float = 0.0

    @property
    def per_s(self) -> float:
        return self.taken / self.lasted_s if self.lasted_s else 0.0

    def note(self, status: int, took_s: float) -> None:
        self.took_s.append(took_s)
        self.taken += status == 200
        self.others += status != 200


class Numbers:
    """Counts up for several threads. Each finishes what nobody has finished before."""

    def __init__(self) -> None:
        self._next = 0
        self._lock = threading.Lock()

    def take(self) -> int:
        with self._lock:
            self._next += 1
            return self._next


def as_fast_as_possible(
    url: str, body: Body, numbers: Numbers, *, clients: int, most: int, longest_s: float
) -> Load:
    """Send until so many were sent or the time is over, each client one after the other."""
    until_s = time.monotonic() + longest_s
    left = iter(range(most))
    lock = threading.Lock()

    def goes_on() -> bool:
        with lock:
            return time.monotonic() < until_s and next(left, None) is not None

    return _together(
        clients, lambda caller, load: _send_while(caller, load, body, numbers, goes_on), url
    )


def at_a_rate(
    url: str, body: Body, numbers: Numbers, *, per_s: float, lasts_s: float, clients: int
) -> Load:
    """Send so many each second, spread evenly; whoever is late catches up."""
    begins_s = time.monotonic()
    turns = iter(range(int(per_s * lasts_s)))
    lock = threading.Lock()

    def goes_on() -> bool:
        with lock:
            turn = next(turns, None)
        if turn is None:
            return False
        time.sleep(max(0.0, begins_s + turn / per_s - time.monotonic()))
        return True

    return _together(
        clients, lambda caller, load: _send_while(caller, load, body, numbers, goes_on), url
    )


def _send_while(
    caller: Caller, load: Load, body: Body, numbers: Numbers, goes_on: Callable[[], bool]
) -> None:
    while goes_on():
        load.note(*caller.post(*body(numbers.take())))


def _together(clients: int, work: Callable[[Caller, Load], None], url: str) -> Load:
    loads = [Load() for _ in range(clients)]
    callers = [Caller(url) for _ in range(clients)]
    threads = [
        threading.Thread(target=work, args=pair, daemon=True)
        for pair in zip(callers, loads, strict=True)
    ]
    started_s = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = Load(lasted_s=time.perf_counter() - started_s)
    for caller, load in zip(callers, loads, strict=True):
        caller.close()
        whole.took_s += load.took_s
        whole.taken += load.taken
        whole.others += load.others
    return whole
