"""Reading the rows: at once where they are few, else in another thread beside the window."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from scroblarr_desktop.store import listing
from scroblarr_desktop.store.records import LogColumn, LogFilter
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.log.following import answered_with_watches
from scroblarr_desktop.ui.log.rows import FIRST_ROWS, Answer, LogSource, Question, answered
from scroblarr_desktop.ui.saying import Said

Take = Callable[[Answer], None]

Ask = Callable[[], Question]
"""What is to be known as things stand when it is read."""


class Reader(Protocol):
    def ask(self, source: LogSource, ask: Ask, take: Take) -> None:
        """Have `take` called with the answer, now or later. Raises StoreTrouble."""


class AtOnce:
    """Answers before it returns."""

    def ask(self, source: LogSource, ask: Ask, take: Take) -> None:
        take(answered(source, ask()))


SHARE = 3
"""Following what comes in takes at most one part in so many of the time, however long the log."""


class InThread:
    """Answers a long log later. Of questions that pile up only the newest is read."""

    def __init__(self, background: Background, owner: QObject) -> None:
        self._background = background
        self._owner = owner
        self._reads = False
        self._next: tuple[LogSource, Ask, Take] | None = None
        self._began_s = self._rests_until_s = 0.0
        self._rest = QTimer(owner)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._go_on)

    def ask(self, source: LogSource, ask: Ask, take: Take) -> None:
        if not _loop_runs() or not listing.is_long():
            take(answered(source, ask()))
        elif self._reads:
            self._next = (source, ask, take)
        else:
            self._ask_now_or_later(source, ask, take)

    def _ask_now_or_later(self, source: LogSource, ask: Ask, take: Take) -> None:
        question, left_s = ask(), self._rests_until_s - time.monotonic()
        if left_s > 0 and not question.fresh:
            self._next = (source, ask, take)
            self._rest.start(math.ceil(left_s * 1000))
            return
        self._rest.stop()
        self._next = None
        self._take_newest(source, question, take)
        self._read(source, ask, take)

    def _take_newest(self, source: LogSource, question: Question, take: Take) -> None:
        """The newest of all are read by the index alone."""
        everything = (question.wanted, question.order) == (LogFilter(), listing.NEWEST_FIRST)
        if question.fresh and everything:
            take(answered(source, question, limit=FIRST_ROWS))

    def _read(self, source: LogSource, ask: Ask, take: Take) -> None:
        self._reads = True
        self._began_s = time.monotonic()

        async def read() -> Answer:
            question = ask()
            if question.fresh and question.order.by == LogColumn.WATCHED_AT:
                # Of what is sought for the first time a window full comes before the rest.
                few = partial(answered, source, question, limit=FIRST_ROWS)
                first = await asyncio.to_thread(few)
                if first.whole:
                    return first
                take(first)
            return await asyncio.to_thread(answered_with_watches, source, ask())

        def done(answer: Answer) -> None:
            self._end()
            take(answer)
            self._go_on()

        def failed(_: Said) -> None:
            # The window says elsewhere that the store is in trouble; the next change asks again.
            self._end()
            self._go_on()

        self._background.run(self._owner, read(), done, failed)

    def _end(self) -> None:
        ended_s = time.monotonic()
        self._reads = False
        self._rests_until_s = ended_s + (SHARE - 1) * (ended_s - self._began_s)

    def _go_on(self) -> None:
        if self._next is not None:
            waiting, self._next = self._next, None
            self.ask(*waiting)


def _loop_runs() -> bool:
    """Return whether anything could answer later: not before the app runs, or at its end."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
