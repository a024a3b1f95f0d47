"""How far it is, and whether it may still be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import StrEnum

from scroblarr_desktop.moving.troubles import Stopped


class Stage(StrEnum):
    """In the order in which they come."""

    LOOKING = "looking"
    COPYING = "copying"
    SEALING = "sealing"
    CHECKING = "checking"
    OPENING = "opening"
    FINISHING = "finishing"
    """From here on nobody can stop it, and it is over in a moment."""
    LEFT = "left"
    """This copy is stopped for good; the file still lacks its ending."""
    COMPLETED = "completed"
    """The file has its ending, and still the name under which it was written."""
    DONE = "done"


Tell = Callable[[Stage, float], object]
"""Is told the stage and which share of it is done, from 0 to 1, from any thread."""


class Course:
    """One way through the stages. `stop` may be called from any thread."""

    def __init__(self, tell: Tell = lambda stage, share: None) -> None:
        self._tell = tell
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Break it off at the next look, unless it is finishing already."""
        self._stopped.set()

    def at(self, stage: Stage, share: float = 0.0) -> None:
        """Raises Stopped."""
        if self._stopped.is_set() and stage in _CAN_STOP:
            raise Stopped
        self._tell(stage, share)


_CAN_STOP = (Stage.LOOKING, Stage.COPYING, Stage.SEALING, Stage.CHECKING, Stage.OPENING)
