"""The port as the person wants it: opened, moved while the program runs, opened again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

from scroblarr_desktop.http_server.callers import is_loopback
from scroblarr_desktop.http_server.health import ANSWER_S, Who, who_answers
from scroblarr_desktop.http_server.listening import CannotListen, PortTaken, Unheard, named
from scroblarr_desktop.store import settings
from scroblarr_desktop.this_computer import LOOPBACK

log = logging.getLogger(__name__)

DEFAULT_PORT = 24180
"""Fixed, because it is part of the webhook addresses; clear of the usual servers' ports."""

ANYWHERE = "0.0.0.0"  # noqa: S104 - only once the person allowed the home network
BIND, PORT = "bind", "port"


class Listening(Protocol):
    """What `HttpServer` does for it."""

    @property
    def addresses(self) -> tuple[str, ...]: ...
    @property
    def instance(self) -> str: ...
    async def start(self, bind: str, port: int) -> None: ...
    async def stop(self) -> None: ...


class OpenPort:
    """Where the HTTP server listens. `bind` and `port` replace the stored settings at first.

    Whatever is chosen later counts and is stored. `changed` is called after each change.
    """

    def __init__(
        self,
        http: Listening,
        changed: Callable[[], None],
        bind: str | None,
        port: int | None,
        answer_s: float = ANSWER_S,
    ) -> None:
        self._http = http
        self._answer_s = answer_s
        self._changed = changed
        self._bind, self._port = bind, port
        self._one_at_a_time = asyncio.Lock()
        self.trouble: CannotListen | None = None
        """Why nobody can call, or None."""
        self.rebuilt = 0
        """How often a listener that had died was opened anew."""

    @property
    def bind(self) -> str:
        return self._bind or str(settings.get(BIND, LOOPBACK))

    @property
    def port(self) -> int:
        """The port that is open, or the one that should be."""
        return int(settings.get(PORT, DEFAULT_PORT)) if self._port is None else self._port

    @property
    def home_network_allowed(self) -> bool:
        """Whether other computers may call, by what the person chose."""
        return not is_loopback(self.bind)

    async def open(self) -> None:
        """Listen; what stands in the way is a state (`trouble`), not an end."""
        async with self._one_at_a_time:
            trouble = await self._tried(self.bind, self.port)
            self.trouble = trouble and await named(trouble)
        if self.trouble is not None:
            log.error("not listening: %s", self.trouble)
        self._changed()

    async def move(self, *, bind: str | None = None, port: int | None = None) -> None:
        """Listen there from now on, and after a restart too.

        Raises CannotListen; then it listens where it did before.
        """
        async with self._one_at_a_time:
            trouble = await self._move(bind or self.bind, self.port if port is None else port)
        self._changed()
        if trouble is not None:
            raise await named(trouble)

    async def _move(self, bind: str, port: int) -> CannotListen | None:
        before = (self.bind, self.port)
        if self._http.addresses and (bind, port) == before:
            return None
        await self._http.stop()
        trouble = await self._tried(bind, port)
        if trouble is None:
            self.trouble = None
            self._keep(bind, before)
        else:
            self.trouble = await self._tried(*before)
        return trouble

    def _keep(self, bind: str, before: tuple[str, int]) -> None:
        # Only what the person changed: a --port of this run is not what they chose for ever.
        self._bind = bind
        if bind != before[0]:
            settings.put(BIND, bind)
        if self.port != before[1]:
            settings.put(PORT, self.port)

    async def mend(self) -> None:
        """Ask whether it still answers, and listen anew if not: at the same port, or not at all.

        On Windows a client that hangs up at the wrong moment closes the listening socket for good
        (CPython issue 93821), and a port that was taken may be free by now.
        """
        async with self._one_at_a_time:
            before, trouble = self.trouble, await self._mended()
            self.trouble = trouble and await named(trouble)
        if _words(before) != _words(self.trouble):
            self._tell()

    def _tell(self) -> None:
        if self.trouble is None:
            log.warning("it listens again")
        else:
            log.warning("not listening: %s", self.trouble)
        self._changed()

    async def _mended(self) -> CannotListen | None:
        if not self._http.addresses:
            return await self._tried(self.bind, self.port)
        found = await self._who_answers()
        if found in (Who.THIS, Who.UNKNOWN):
            return None if found is Who.THIS else self.trouble
        await self._http.stop()
        return await self._tried(self.bind, self.port) or await self._rebuilt(found)

    async def _rebuilt(self, found: Who) -> CannotListen | None:
        """Count it; return what is still wrong although the port could be opened anew."""
        self.rebuilt += 1
        log.warning("%s answered at the port: opened it anew (%d)", found, self.rebuilt)
        found = await self._who_answers()
        if found in (Who.ANOTHER_PROGRAM, Who.ANOTHER_COPY):
            return PortTaken(self.bind, self.port)
        return Unheard(self.port) if found is Who.NOBODY else None

    async def _who_answers(self) -> Who:
        """Return who answers; where it differs from address to address, who should not."""
        instance = self._http.instance
        found = await asyncio.gather(
            *(who_answers(one, instance, self._answer_s) for one in self._http.addresses)
        )
        return max(found, key=list(Who).index)

    async def _tried(self, bind: str, port: int) -> CannotListen | None:
        try:
            await self._http.start(bind, port)
        except CannotListen as trouble:
            return trouble
        # Where a free one was asked for, it is this one from now on.
        self._port = urlsplit(self._http.addresses[0]).port
        return None


def _words(trouble: CannotListen | None) -> tuple[str, str] | None:
    return None if trouble is None else (trouble.sentence, trouble.next_step)
