"""Posters for the details: fetched beside the window, one at a time, and only what is looked at."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from scroblarr_desktop.store.records import LoggedWatch
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.log.pictures import decoded, encoded
from scroblarr_desktop.ui.log.poster_files import PosterFiles
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.watches import Kind

Fetch = Callable[[int], Awaitable[bytes | None]]
"""Asks a media server for what was watched, by the watch's id. Raises RemoteError."""

RESTS_MS = 200
"""Whoever walks through the rows asks for nothing."""

MOST_HELD = 60
NONE_FOR_S = 3600.0
"""So long a title is not asked for again that has no picture."""

SILENT_FOR_S = 60.0
"""So long nothing is asked of a media server that did not answer."""


class Posters(QObject):
    """Holds a few, and gets the one that is wanted while its page can be seen."""

    came = Signal(str)
    """Carries the key of the picture that can be had now."""

    def __init__(
        self, fetch: Fetch, background: Background, files: PosterFiles, page: QWidget
    ) -> None:
        super().__init__(page)
        self._fetch = fetch
        self._background = background
        self._files = files
        self._page = page
        self._held: OrderedDict[str, QImage] = OrderedDict()
        self._none_until: dict[str, float] = {}
        self._silent_until: dict[int, float] = {}
        self._wanted: LoggedWatch | None = None
        self._busy = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._rest.timeout.connect(self._begin)

    def of(self, watch: LoggedWatch) -> QImage | None:
        """Return the picture where it is at hand."""
        key = key_of(watch)
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)

    def want(self, watch: LoggedWatch | None) -> None:
        """Get this one, and nothing that was wanted before; `came` tells of it."""
        self._wanted = watch
        if watch is None or not self._may_ask(watch):
            self._rest.stop()
        else:
            self._rest.start()

    @property
    def is_waiting(self) -> bool:
        """Whether something will be asked for in a moment."""
        return self._rest.isActive()

    @property
    def is_busy(self) -> bool:
        return self._busy

    def go_on(self) -> None:
        """The page can be seen again."""
        self.want(self._wanted)

    def _may_ask(self, watch: LoggedWatch) -> bool:
        key, now = key_of(watch), time.monotonic()
        if key in self._held or watch.server is None or self._none_until.get(key, 0.0) > now:
            return False
        return self._silent_until.get(watch.server.id, 0.0) <= now

    def _begin(self) -> None:
        watch = self._wanted
        if self._busy or watch is None or not self._page.isVisible() or not self._may_ask(watch):
            return
        self._busy = True
        self._background.run(
            self,
            self._load(watch),
            lambda image: self._take(watch, image),
            lambda trouble: self._fail(watch, trouble),
        )

    async def _load(self, watch: LoggedWatch) -> QImage | None:
        key = key_of(watch)
        image = await asyncio.to_thread(self._read, key)
        if image is not None:
            return image
        content = await self._fetch(watch.id)
        return None if content is None else await asyncio.to_thread(self._keep, key, content)

    def _read(self, key: str) -> QImage | None:
        content = self._files.get(key)
        return None if content is None else decoded(content)

    def _keep(self, key: str, content: bytes) -> QImage | None:
        image = decoded(content)
        if image is not None:
            self._files.put(key, encoded(image))
        return image

    def _take(self, watch: LoggedWatch, image: QImage | None) -> None:
        key = key_of(watch)
        if image is None:
            self._none_until[key] = time.monotonic() + NONE_FOR_S
        else:
            self._held[key] = image
            while len(self._held) > MOST_HELD:
                self._held.popitem(last=False)
            self.came.emit(key)
        self._next()

    def _fail(self, watch: LoggedWatch, _: Said) -> None:
        # It is a picture: nobody is told that it did not come.
        if watch.server is not None:
            self._silent_until[watch.server.id] = time.monotonic() + SILENT_FOR_S
        self._next()

    def _next(self) -> None:
        self._busy = False
        self.want(self._wanted)


def key_of(watch: LoggedWatch) -> str:
    """Return what tells pictures apart: all episodes of a show share one."""
    server = watch.server.id if watch.server else 0
    if watch.kind is Kind.EPISODE and watch.show:
        ids = sorted(watch.show_ids.items())
        return f"{server}/show/{watch.show}/{watch.show_year or watch.year}/{ids}"
    return f"{server}/film/{watch.title}/{watch.year}/{sorted(watch.ids.items())}"
