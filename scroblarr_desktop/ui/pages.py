"""The window's pages, each made at the first look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QStackedWidget, QWidget

from scroblarr_desktop.changes import Changed


class PageLike(Protocol):
    """What the window asks of a page, which is a widget."""

    def refresh(self, changed: Changed) -> None: ...

    def repaint_icons(self) -> None: ...

    def save_state(self, settings: QSettings) -> None: ...

    def restore_state(self, settings: QSettings) -> None: ...


class Pages(QStackedWidget):
    """Keeps one place for each page, and what changed since a page was last up to date.

    A page and its modules are loaded when somebody first wants to see it: most evenings that is
    the overview alone, and the app stays in memory for weeks.
    """

    def __init__(self) -> None:
        super().__init__()
        self._makers: dict[str, Callable[[], PageLike]] = {}
        self._made: dict[str, PageLike] = {}
        self._unseen: dict[str, Changed] = {}

    def add(self, key: str, make: Callable[[], PageLike]) -> None:
        """Give it the next place."""
        self._makers[key] = make
        self._unseen[key] = ~Changed.NOTHING
        self.addWidget(QWidget())

    def page(self, key: str) -> PageLike:
        """Return that page, made now if nobody saw it yet. Raises KeyError for no page."""
        if key not in self._made:
            self._made[key] = page = self._makers[key]()
            assert isinstance(page, QWidget)
            self._put(self._keys.index(key), page)
        return self._made[key]

    def has(self, key: str) -> bool:
        """Return whether somebody saw that page, or asked for it."""
        return key in self._made

    def turn_to(self, row: int) -> None:
        """Show the page at this place."""
        if 0 <= row < len(self._makers):
            self.page(self._keys[row])
            self.setCurrentIndex(row)

    def note(self, changed: Changed) -> None:
        """Remember what changed, for each page until it is shown."""
        for key in self._unseen:
            self._unseen[key] |= changed

    def refresh_shown(self) -> None:
        """Bring the page that is shown up to date; the others follow when they are."""
        if not (0 <= self.currentIndex() < len(self._makers)):
            return
        key = self._keys[self.currentIndex()]
        changed, self._unseen[key] = self._unseen[key], Changed.NOTHING
        if changed and key in self._made:
            self._made[key].refresh(changed)

    def repaint_icons(self) -> None:
        for page in self._made.values():
            page.repaint_icons()

    def save_state(self, settings: QSettings) -> None:
        for page in self._made.values():
            page.save_state(settings)

    @property
    def _keys(self) -> list[str]:
        return list(self._makers)

    def _put(self, row: int, page: QWidget) -> None:
        shown = self.currentIndex()
        empty = self.widget(row)
        self.insertWidget(row, page)
        if empty is not None:
            self.removeWidget(empty)
            empty.deleteLater()
        self.setCurrentIndex(shown)
