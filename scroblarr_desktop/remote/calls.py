"""The one place that talks HTTP to services: trackers and media servers.

`requests` and `requests-oauthlib` block, so every call runs in a small thread pool of its own and
the event loop, asyncio's or Qt's, only waits for the answer.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from scroblarr_desktop.remote.errors import Offline, RemoteError
from scroblarr_desktop.remote.lines import Line, TimeLimits
from scroblarr_desktop.remote.messages import Answer, Call, Exchange
from scroblarr_desktop.remote.shape import shape

Record = Callable[[Exchange], None]

SHOWN_CHARACTERS = 4_000

log = logging.getLogger(__name__)


class Calls:
    """Sends calls, at most `workers` at a time. `close` ends it for good."""

    def __init__(
        self,
        *,
        connect_s: float = 5.0,
        read_s: float = 10.0,
        look_up_s: float = 12.0,
        workers: int = 64,
    ) -> None:
        self._limits = TimeLimits(connect_s, read_s, look_up_s)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="remote-call")
        self._lines: set[Line] = set()
        self._is_closed = False

    def close(self) -> None:
        """End without waiting: calls that did not begin are dropped, running ones are cut off.

        Cut off, because Python waits for every thread before it exits.
        """
        self._is_closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        for line in list(self._lines):
            line.cut()

    async def send(self, call: Call, record: Record | None = None) -> Answer:
        """Return the answer, whatever its status; redirects are not followed.

        `record` gets the exchange without secrets, also where no answer came. Raises Offline
        (`fate_unknown` where the service may have carried the request out), Outage for an answer
        that is too long, Refused for a request that cannot be put on the wire.
        """
        if self._is_closed:
            raise Offline("The program is ending.", fate_unknown=False)
        loop = asyncio.get_running_loop()
        started = time.monotonic()
        try:
            answer = await loop.run_in_executor(self._pool, self._perform, call)
        except RemoteError as error:
            _note(record, call, None, error.sentence)
            log.debug("%s: %s after %.1f s", shape(call), type(error).__name__, _since(started))
            raise
        _note(record, call, answer.status, _shown(answer, call))
        log.debug("%s: %d after %.1f s", shape(call), answer.status, _since(started))
        return answer

    def _perform(self, call: Call) -> Answer:
        # requests and its kin take a tenth of a second and three megabytes: not when starting.
        from scroblarr_desktop.remote.wire import perform

        line = Line()
        self._lines.add(line)
        try:
            return perform(call, line, self._limits)
        finally:
            self._lines.discard(line)


def _since(started: float) -> float:
    return time.monotonic() - started


def _note(record: Record | None, call: Call, status: int | None, answer: str) -> None:
    if record is not None:
        body = None if call.private else call.body
        record(Exchange(call.method, call.path, body, status, answer))


def _shown(answer: Answer, call: Call) -> str:
    if call.private:
        return ""
    text = answer.text.replace(call.token, "[token]") if call.token else answer.text
    return text[:SHOWN_CHARACTERS]
