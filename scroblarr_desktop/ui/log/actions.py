"""What can be done with the chosen watches, in one menu and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from scroblarr_desktop.store.records import LoggedDelivery, LoggedWatch, Reach
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.doing import Doing, may_be_cancelled, may_be_tried
from scroblarr_desktop.ui.log.pages import pages_about
from scroblarr_desktop.watches import Kind

MOST = 1000
"""More watches than this are not changed at once: nobody means to."""

Searches = Callable[[str, Kind], bool]
"""Whether a person may choose such a title at that destination."""


class LogActions(QObject):
    """One menu for the rows chosen now; its shortcuts work wherever the table has the focus."""

    def __init__(
        self,
        doing: Doing,
        icons: Icons,
        titles: Callable[[str], str],
        searches: Searches,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._doing = doing
        self._icons = icons
        self._title_of = titles
        self._searches = searches
        self._drawn: dict[QAction, str] = {}
        self._is_drawn = False
        self._watches: Sequence[LoggedWatch] = ()
        self.menu = QMenu(parent)
        self.menu.setAccessibleName(self.tr("What can be done"))
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._draw)
        self._make(parent)
        self.show_for(())

    def show_for(self, watches: Sequence[LoggedWatch]) -> None:
        """Offer what can be done with these."""
        self._watches = watches
        few = 0 < len(watches) <= MOST
        standing = few and not all(one.undone for one in watches)
        deliveries = [one for watch in watches for one in watch.deliveries]
        self.retry.setEnabled(few and any(map(may_be_tried, deliveries)))
        self.cancel.setEnabled(few and any(map(may_be_cancelled, deliveries)))
        for action in (self.give, self.undo):
            action.setEnabled(standing)
        self.copy.setEnabled(few)
        self.delete.setEnabled(few)
        one = watches[0] if len(watches) == 1 and standing else None
        self._offer_match(one)
        self._offer_never(one)
        self._offer_pages(watches[0] if len(watches) == 1 else None)

    def repaint_icons(self) -> None:
        self._is_drawn = False

    def _draw(self) -> None:
        """Draw what the menu shows, once somebody looks at it: that takes a while."""
        if not self._is_drawn:
            self._is_drawn = True
            for action, name in self._drawn.items():
                action.setIcon(self._icons.icon(name))

    def correctable(self, watch: LoggedWatch) -> list[LoggedDelivery]:
        """Return the deliveries for which a person may choose another title."""
        return [
            one
            for one in watch.deliveries
            if one.removal is None
            and not watch.undone
            and self._searches(one.destination, watch.kind)
        ]

    def _make(self, parent: QWidget) -> None:
        doing = self._doing
        self.retry = self._add(self.tr("Try again now"), "retry", "Ctrl+R", doing.retry)
        self.cancel = self._add(self.tr("Do not send"), "cancel", "", doing.cancel)
        self.menu.addSeparator()
        self.give = self._add(self.tr("It was somebody else…"), "person", "Ctrl+M", doing.give)
        self.match = self._add_menu(self.tr("Correct the match"), "search")
        self.undo = self._add(self.tr("Undo this watch…"), "undo", "Ctrl+Backspace", doing.undo)
        self.never = self.menu.addMenu(self.tr("Never send"))
        self.menu.addSeparator()
        self.pages = self._add_menu(self.tr("Open at"), "open")
        self.copy = self._add(self.tr("Copy"), "copy", "Ctrl+C", doing.copy)
        self.delete = self._add(self.tr("Delete from the log…"), "delete", "Del", doing.delete)
        for action in self.menu.actions():
            if not action.isSeparator():
                parent.addAction(action)

    def _add_menu(self, text: str, icon: str) -> QMenu:
        menu = self.menu.addMenu(text)
        self._drawn[menu.menuAction()] = icon
        return menu

    def _add(
        self, text: str, icon: str, keys: str, do: Callable[[Sequence[LoggedWatch]], object]
    ) -> QAction:
        action = self.menu.addAction(text)
        self._drawn[action] = icon
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: do(self._watches))
        return action

    def _offer_match(self, watch: LoggedWatch | None) -> None:
        self.match.clear()
        found = self.correctable(watch) if watch is not None else []
        for delivery in found:
            title = self._title_of(delivery.destination)
            action = self.match.addAction(self.tr("At {tracker}…").format(tracker=title))
            action.triggered.connect(
                lambda _=False, one=delivery: watch and self._doing.correct(watch, one)
            )
        self.match.menuAction().setEnabled(bool(found))

    def _offer_never(self, watch: LoggedWatch | None) -> None:
        self.never.clear()
        self.never.menuAction().setEnabled(watch is not None)
        if watch is None:
            return
        is_film = watch.kind is Kind.MOVIE
        this = self.tr("This film…") if is_film else self.tr("This episode…")
        self.never.addAction(this).triggered.connect(
            lambda _=False: self._doing.never(watch, Reach.TITLE)
        )
        if watch.show and not is_film:
            self.never.addAction(self.tr("This show…")).triggered.connect(
                lambda _=False: self._doing.never(watch, Reach.SHOW)
            )
        self.never.addAction(self.tr("This library…")).triggered.connect(
            lambda _=False: self._doing.never_library(watch)
        )

    def _offer_pages(self, watch: LoggedWatch | None) -> None:
        self.pages.clear()
        found = pages_about(watch) if watch is not None else []
        for name, address in found:
            self.pages.addAction(name).triggered.connect(
                lambda _=False, address=address: self._doing.open_page(address)
            )
        self.pages.menuAction().setEnabled(bool(found))
