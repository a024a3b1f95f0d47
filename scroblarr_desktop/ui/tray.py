"""The icon in the tray: takes states in, gives signals out, and knows nothing of the engine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QSettings,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.icons import Icons, template_icon, tray_icon
from scroblarr_desktop.ui.quiet_menu import QuietMenu

translate = QCoreApplication.translate

LOOK_EVERY_MS = 1000
LOOKS = 60
"""A panel may come up a minute after the apps that start at log-in."""

TOOLTIP_LENGTH = 127
"""Windows shows no more."""

RECENT = 5

NOTICE_MS = 10_000
"""How long a notification stays, where the desktop does not decide that itself."""


@dataclass(frozen=True)
class RecentWatch:
    """A line of the menu: which watch, how it reads, and the mark that it carries."""

    watch_id: int
    text: str
    mark: str | None


@dataclass(frozen=True)
class TrayState:
    """What the tray shows. `state` names one of the six icons."""

    state: str = "ok"
    sentence: str = ""
    last_event: str = ""
    paused: bool = False
    recent: Sequence[RecentWatch] = ()
    addresses: Sequence[tuple[str, str]] = ()
    """Pairs of a media server's name and its webhook address."""
    failed: int = 0
    """How many deliveries could be tried again."""
    needed: int = 0
    """How many things need a person."""
    quiet: bool = False
    """Whether no notifications are shown for a while."""


class TrayMenu(QMenu):
    """The tray's menu: the one widget that is always there, and so hears of new colours."""

    palette_changed = Signal()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.palette_changed.emit()


class Tray(QObject):
    """The tray icon with its menu. `start` looks for a tray; `missing` says that there is none."""

    open_asked = Signal()
    watch_asked = Signal(int)
    copy_asked = Signal(str)
    """Carries the webhook address."""
    pause_asked = Signal(object)
    """Carries the end of the pause: an aware time, or None for "until I resume"."""
    resume_asked = Signal()
    retry_failed_asked = Signal()
    needs_asked = Signal()
    """Somebody wants to see what needs a person."""
    quiet_asked = Signal(object)
    """Carries until when no notifications are to be shown, None for "show them again"."""
    notice_clicked = Signal()
    """Somebody clicked the notification that was shown last."""
    quit_asked = Signal()
    missing = Signal()
    """There is no tray, and none came up in time."""

    def __init__(
        self,
        icons: Icons,
        parent: QObject | None = None,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._available = available
        self._state = TrayState()
        self._icon = QSystemTrayIcon(self)
        self._menu = TrayMenu()
        self._menu.palette_changed.connect(self.refresh)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._make_actions()
        self._fill_menu()
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.notice_clicked)
        self._looks_left = LOOKS
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_again)

    # -- in

    def start(self) -> None:
        """Show the icon as soon as there is a tray; emit `missing` if none comes in time."""
        self._paint()
        if self._available():
            self._icon.show()
        else:
            self._look.start()

    def stop(self) -> None:
        """Take the icon away: a killed process leaves a dead one behind on Windows."""
        self._look.stop()
        self._icon.hide()

    @property
    def present(self) -> bool:
        """Whether a person can see the icon; `QSystemTrayIcon.isVisible` is no proof of it."""
        return self._available()

    def show_state(self, state: TrayState) -> None:
        if state == self._state:
            return
        self._state = state
        self._paint()
        if not self._menu.isVisible():
            self._fill_menu()  # panels that draw the menu themselves may not ask again

    def notify(self, title: str, text: str) -> bool:
        """Show a notification where the desktop has any; return whether it could be shown."""
        if not self.present or not QSystemTrayIcon.supportsMessages():
            return False
        self._icon.showMessage(title, text, self.icon(), NOTICE_MS)
        return True

    def refresh(self) -> None:
        """Draw anew after the palette changed."""
        self._icons.refresh()
        self._paint()
        self._dress_actions()

    # -- what it looks like

    def icon(self) -> QIcon:
        if sys.platform == "darwin":
            return template_icon(self._state.state)
        return tray_icon(self._state.state, panel_is_dark())

    def tooltip(self) -> str:
        lines = [self.tr("Scroblarr"), self._state.sentence, self._state.last_event]
        text = "\n".join(line for line in lines if line)
        return text if len(text) <= TOOLTIP_LENGTH else text[: TOOLTIP_LENGTH - 1] + "…"

    @property
    def menu(self) -> QMenu:
        return self._menu

    def _paint(self) -> None:
        self._icon.setIcon(self.icon())
        self._icon.setToolTip(self.tooltip())

    def _look_again(self) -> None:
        self._looks_left -= 1
        if self._available():
            self._look.stop()
            # Some panels show nothing for an icon that was set before they came up.
            self._paint()
            self._icon.show()
        elif self._looks_left <= 0:
            self._look.stop()
            self.missing.emit()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        clicks = (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        )
        # On macOS any click opens the menu as well.
        if reason in clicks and sys.platform != "darwin":
            self.open_asked.emit()

    # -- the menu

    def _make_actions(self) -> None:
        self._status = QAction(self)
        self._status.setEnabled(False)
        self._lines = [QAction(self) for _ in range(4)]
        for line in self._lines:
            line.setSeparator(True)
        self._recent = [self._recent_action() for _ in range(RECENT)]
        self._copy = QMenu(self.tr("Copy webhook address"), self._menu)
        self._copy_one = QAction(self.tr("Copy webhook address"), self)
        self._copy_one.triggered.connect(lambda: self.copy_asked.emit(self._copy_one.data()))
        self._pause = QMenu(self.tr("Pause"), self._menu)
        self._pause.addActions(pause_actions(self, self.pause_asked))
        self._resume = self._action(self.tr("Resume"), self.resume_asked)
        self._retry_failed = self._action("", self.retry_failed_asked)
        self._needs = self._action("", self.needs_asked)
        self._notifications = QuietMenu(self._menu, self.quiet_asked)
        self._open = self._action(self.tr("Open Scroblarr"), self.open_asked)
        self._quit = self._action(self.tr("Quit"), self.quit_asked)
        self._quit.setMenuRole(QAction.MenuRole.QuitRole)
        self._dress_actions()

    def _action(self, text: str, asked: SignalInstance) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(asked)
        return action

    def _recent_action(self) -> QAction:
        action = QAction(self)
        action.triggered.connect(lambda: self.watch_asked.emit(action.data()))
        return action

    def _dress_actions(self) -> None:
        self._copy.setIcon(self._icons.icon("copy"))
        self._copy_one.setIcon(self._icons.icon("copy"))
        self._pause.setIcon(self._icons.icon("pause"))
        self._resume.setIcon(self._icons.icon("resume"))
        self._retry_failed.setIcon(self._icons.icon("retry"))
        self._needs.setIcon(self._icons.badge("attention"))
        self._open.setIcon(self._icons.icon("open"))
        self._quit.setIcon(self._icons.icon("quit"))

    def _fill_menu(self) -> None:
        """Put the same actions in again: some panels keep showing what they were given."""
        self._status.setText(self._state.sentence or self.tr("Scroblarr"))
        self._status.setIcon(self._icons.badge(self._state.state))
        pause_or_resume = self._resume if self._state.paused else self._pause.menuAction()
        groups = [
            [self._status],
            self._filled_needs(),
            self._filled_recent(),
            [*self._filled_copy(), pause_or_resume, self._notifications.menuAction()],
            [self._open, self._quit],
        ]
        # Not clear(): PySide takes it to delete the actions, which are ours and stay.
        for action in self._menu.actions():
            self._menu.removeAction(action)
        for line, group in zip([None, *self._lines], filter(None, groups), strict=False):
            self._menu.addActions([line, *group] if line else group)

    def _filled_needs(self) -> list[QAction]:
        """Offer what there is to be done; nothing where nothing is."""
        self._notifications.show_quiet(self._state.quiet)
        counted = ((self._needs, self._state.needed), (self._retry_failed, self._state.failed))
        self._needs.setText(needs_text(self._state.needed))
        self._retry_failed.setText(retry_text(self._state.failed))
        return [action for action, count in counted if count]

    def _filled_copy(self) -> list[QAction]:
        """Offer the one address, or those of all servers by name; nothing where there is none."""
        addresses = self._state.addresses
        if len(addresses) == 1:
            self._copy_one.setData(addresses[0][1])
            return [self._copy_one]
        self._copy.clear()
        for name, url in addresses:
            action = self._copy.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, url=url: self.copy_asked.emit(url))
        return [self._copy.menuAction()] if addresses else []

    def _filled_recent(self) -> list[QAction]:
        used = list(zip(self._recent, self._state.recent, strict=False))
        for action, watch in used:
            # An ampersand would underline the next letter.
            action.setText(watch.text.replace("&", "&&"))
            action.setIcon(self._icons.mark(watch.mark) if watch.mark else QIcon())
            action.setData(watch.watch_id)
        return [action for action, _ in used]


def pause_actions(owner: QObject, asked: SignalInstance) -> list[QAction]:
    """Return the three lengths of a pause; `asked` gets its end, or None for no end."""
    choices: list[tuple[str, Callable[[], object]]] = [
        (translate("Pause", "For an hour"), wording.in_an_hour),
        (translate("Pause", "Until tomorrow"), wording.tomorrow),
        (translate("Pause", "Until I resume"), lambda: None),
    ]
    actions = []
    for text, end in choices:
        action = QAction(text, owner)
        action.triggered.connect(lambda _=False, end=end: asked.emit(end()))
        actions.append(action)
    return actions


def needs_text(count: int) -> str:
    return translate("Tray", "Needs attention ({count})").format(count=count)


def retry_text(count: int) -> str:
    return translate("Tray", "Retry failed ({count})").format(count=count)


def panel_is_dark() -> bool | None:
    """Return whether the panel that holds the tray is dark; None where nothing tells.

    Only Windows says so, apart from the colours of windows. Panels on Linux are often dark under
    light windows.
    """
    if sys.platform != "win32":
        return None
    key = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
    registry = QSettings(key, QSettings.Format.NativeFormat)
    return registry.value("SystemUsesLightTheme", 0) == 0
