"""What kind of thing changed, told to whoever shows it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import Flag, auto

log = logging.getLogger(__name__)


class Changed(Flag):
    NOTHING = 0
    LOG = auto()
    """Watches, deliveries, attempts."""
    INBOX = auto()
    HOUSEHOLD = auto()
    """Members, viewers, linked accounts."""
    SERVERS = auto()
    SETTINGS = auto()
    QUESTIONS = auto()
    """What waits for a person's answer, pauses included."""
    STATE = auto()
    """What the app is doing: listening, sending, offline, now playing."""


Listener = Callable[[Changed], None]


class Changes:
    """A list of listeners. Publishing calls each at once, in the caller's thread."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each change, until the returned function is called."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def publish(self, changed: Changed) -> None:
        if changed:
            for listener in tuple(self._listeners):
                try:
                    listener(changed)
                except Exception:
                    # What was written is written: whoever wrote it must not fail for a listener.
                    log.exception("a listener failed on %s", changed)
