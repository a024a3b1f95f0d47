"""The line that is always in sight: what the app is doing, and everything the tray can do."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from scroblarr_desktop.http_server.open_port import ANYWHERE
from scroblarr_desktop.ui.icons import MARK_TONES, TRAY_TONES, Icons
from scroblarr_desktop.ui.quiet_menu import QuietMenu
from scroblarr_desktop.ui.tray import needs_text, pause_actions, retry_text
from scroblarr_desktop.ui.widgets.copying import CopyButton
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    SMALL_PX,
    heading,
    hint,
)

BADGE_PX = 24


class Header(QWidget):
    """The status line with its buttons. Takes states in, gives signals out, like the tray."""

    pause_asked = Signal(object)
    """Carries the end of the pause: an aware time, or None for "until I resume"."""
    resume_asked = Signal()
    retry_due_asked = Signal()
    port_asked = Signal(int)
    """Carries the port to listen on from now on."""
    retry_failed_asked = Signal()
    needs_asked = Signal()
    quiet_asked = Signal(object)
    """Carries until when no notifications are to be shown, None for "show them again"."""
    quit_asked = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._state = "ok"
        self._badge = QLabel()
        self._badge.setFixedSize(QSize(BADGE_PX, BADGE_PX))
        self._sentence = heading()
        self._listening = hint()
        self.copy = CopyButton(icons)
        self._free_port = 0
        self._use_port = self._button("")
        self._use_port.setToolTip(
            self.tr(
                "Listen there from now on. Other media servers than those that you signed in to "
                "have to be given the new address."
            )
        )
        self._use_port.clicked.connect(lambda: self.port_asked.emit(self._free_port))
        self._pause = self._button(self.tr("Pause"))
        self._pause.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._pause_menu = QMenu(self)
        self._pause_menu.addActions(pause_actions(self, self.pause_asked))
        self._pause.setMenu(self._pause_menu)
        self._resume = self._button(self.tr("Resume"))
        self._resume.clicked.connect(self.resume_asked)
        self._more = self._menu_button()
        self._lay_out()
        self.offer_port(None)
        self.show_needs(needed=0, failed=0, quiet=False)
        self.refresh()

    def show_state(
        self, state: str, sentence: str, listening: Sequence[str], *, paused: bool
    ) -> None:
        self._state = state
        self._sentence.setText(sentence)
        self._listening.setText(self._said(listening))
        self._listening.setToolTip("\n".join(listening))
        self._pause.setVisible(not paused)
        self._resume.setVisible(paused)
        self._paint_badge()

    def offer_port(self, port: int | None) -> None:
        """Offer a port that could be used instead of the one that cannot be had."""
        if port is not None:
            self._free_port = port
            self._use_port.setText(self.tr("Use port {port}").format(port=port))
        self._use_port.setVisible(port is not None)

    def show_needs(self, *, needed: int, failed: int, quiet: bool) -> None:
        """Offer in the menu what the tray offers too."""
        for action, count, text in (
            (self._needs, needed, needs_text(needed)),
            (self._retry_failed, failed, retry_text(failed)),
        ):
            action.setText(text)
            action.setVisible(bool(count))
        self._notifications.show_quiet(quiet)

    def refresh(self) -> None:
        """Draw the icons anew after the palette changed."""
        self._paint_badge()
        self._pause.setIcon(self._icons.icon("pause"))
        self._resume.setIcon(self._icons.icon("resume"))
        self._more.setIcon(self._icons.icon("menu"))
        self._retry_due.setIcon(self._icons.icon("retry"))
        self._retry_failed.setIcon(self._icons.icon("retry"))
        self._needs.setIcon(self._icons.badge("attention"))
        self._quit.setIcon(self._icons.icon("quit"))
        self.copy.refresh()

    def _said(self, listening: Sequence[str]) -> str:
        """Name the first address only: the others are the same port on this computer."""
        if not listening:
            return self.tr("Not listening")
        first = urlsplit(listening[0])
        if first.hostname == ANYWHERE:
            return self.tr("Listening in the home network, port {port}").format(port=first.port)
        return self.tr("Listening on {address}").format(address=first.netloc)

    def _paint_badge(self) -> None:
        is_mark = self._state in MARK_TONES and self._state not in TRAY_TONES
        icon = (self._icons.mark if is_mark else self._icons.badge)(self._state)
        self._badge.setPixmap(icon.pixmap(QSize(BADGE_PX, BADGE_PX), self.devicePixelRatio()))
        self._badge.setAccessibleName(self._sentence.text())

    def _button(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(self.tr("Menu"))
        button.setToolTip(self.tr("Menu"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self._retry_due = QAction(self.tr("Try again now what waits"), self)
        self._retry_due.setShortcut(QKeySequence(Qt.Key.Key_F5))
        self._retry_due.triggered.connect(self.retry_due_asked)
        self._quit = QAction(self.tr("Quit"), self)
        self._quit.setShortcut(QKeySequence("Ctrl+Q"))
        self._quit.setMenuRole(QAction.MenuRole.QuitRole)
        self._quit.triggered.connect(self.quit_asked)
        self._retry_failed = QAction(self)
        self._retry_failed.triggered.connect(self.retry_failed_asked)
        self._needs = QAction(self)
        self._needs.triggered.connect(self.needs_asked)
        self._notifications = QuietMenu(menu, self.quiet_asked)
        menu.addActions([self._needs, self._retry_failed, self._retry_due])
        menu.addMenu(self._notifications)
        menu.addSeparator()
        menu.addAction(self._quit)
        button.setMenu(menu)
        # Shortcuts in a closed menu work only for actions that the window has as well.
        self.addActions([self._retry_due, self._quit])
        return button

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sentence)
        words.addWidget(self._listening)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE_PX, MEDIUM_PX, LARGE_PX, MEDIUM_PX)
        row.setSpacing(SMALL_PX)
        row.addWidget(self._badge)
        row.addSpacing(SMALL_PX)
        row.addLayout(words, 1)
        for button in (self._use_port, self.copy, self._pause, self._resume, self._more):
            row.addWidget(button)
