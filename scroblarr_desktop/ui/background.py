"""Work that windows wait for without standing still."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from scroblarr_desktop.tasks import Tasks
from scroblarr_desktop.ui.saying import KNOWN, Said, said

Result = TypeVar("Result")


class Background:
    """Runs coroutines for widgets and brings the results back into slots.

    A widget that is gone meanwhile hears nothing any more, and its work is cancelled.
    """

    def __init__(self) -> None:
        self._tasks = Tasks()
        self._stopped = False

    def run(
        self,
        owner: QObject,
        work: Coroutine[Any, Any, Result],
        done: Callable[[Result], object] = lambda result: None,
        failed: Callable[[Said], object] = lambda trouble: None,
    ) -> Callable[[], None]:
        """Return what cancels the work. `failed` gets known trouble; bugs go to the log."""
        if self._stopped or not _goes_on():  # what ends just then may want to go on
            work.close()
            return lambda: None
        name = f"{type(owner).__name__}: {getattr(work, '__name__', 'work')}"
        task = self._tasks.spawn(_follow(owner, work, done, failed), name)
        owner.destroyed.connect(task.cancel)
        # Cancelled before its first step, nobody else would end it, and Python complains.
        task.add_done_callback(lambda _: work.close())
        return lambda: None if task.done() else _cancel(task)

    async def stop(self) -> None:
        """Cancel what runs, and begin nothing more; call it before the windows go."""
        self._stopped = True
        await self._tasks.stop()


def _goes_on() -> bool:
    """Return whether asyncio runs. Qt's timers may fire once more when it has ended already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _cancel(task: Any) -> None:
    task.cancel()


async def _follow(
    owner: QObject,
    work: Coroutine[Any, Any, Result],
    done: Callable[[Result], object],
    failed: Callable[[Said], object],
) -> None:
    try:
        result = await work
    except KNOWN as error:
        trouble = said(error)
        assert trouble is not None
        if isValid(owner):
            failed(trouble)
        return
    if isValid(owner):
        done(result)
