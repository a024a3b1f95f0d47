"""The connection of one call, as others may see it and cut it, and how long it may take."""

from __future__ import annotations

import socket
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class TimeLimits:
    """`read_s` bounds the wait for the answer's head, and then the time for its whole body.

    `connect_s` bounds the try of one of the host's addresses; after twice that no other is tried.
    """

    connect_s: float
    read_s: float
    look_up_s: float = 12.0
    """For the host's name. Linux asks its second name server after 5 s, the first anew after 10."""


class Line:
    """The connection of one call. `reached` once it stands, its TLS included."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        self._cut: Future[None] = Future()

    @property
    def reached(self) -> bool:
        return self._socket is not None

    def stands(self, connected: socket.socket | None) -> None:
        """Note the connection. Raises ConnectionAbortedError where it was cut meanwhile."""
        self._socket = connected
        self.check()

    def check(self) -> None:
        """Raises ConnectionAbortedError where it was cut."""
        if self._cut.done():
            raise ConnectionAbortedError("The program is ending.")

    def awaits(self, work: Future[T], limit_s: float) -> T:
        """Return what comes of the work.

        Raises TimeoutError, ConnectionAbortedError where it was cut, and what the work raised.
        """
        either: set[Future[Any]] = {work, self._cut}
        wait(either, limit_s, return_when=FIRST_COMPLETED)
        self.check()
        return work.result(0)

    def cut(self) -> None:
        """Make the waiting thread give up, from another thread."""
        if not self._cut.done():
            self._cut.set_result(None)
        if self._socket is not None:
            with suppress(OSError):
                # Past the TLS layer, whose own shutdown would pull the object from under a reader.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
