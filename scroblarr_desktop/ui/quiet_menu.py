"""How long no notifications are to be shown: in the tray's menu and in the window's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, SignalInstance
from PySide6.QtWidgets import QMenu, QWidget

from scroblarr_desktop.ui import wording

translate = QCoreApplication.translate


class QuietMenu(QMenu):
    """Offers to show no notifications for a while, or to show them again.

    `asked` gets the end of the silence, or None to end it.
    """

    def __init__(self, parent: QWidget, asked: SignalInstance) -> None:
        super().__init__(translate("QuietMenu", "Notifications"), parent)
        choices: list[tuple[str, Callable[[], object]]] = [
            (translate("QuietMenu", "None for an hour"), wording.in_an_hour),
            (translate("QuietMenu", "None until tomorrow"), wording.tomorrow),
            (translate("QuietMenu", "Show them again"), lambda: None),
        ]
        for text, end in choices:
            action = self.addAction(text)
            action.triggered.connect(lambda _=False, end=end: asked.emit(end()))
        self._again = self.actions()[-1]
        self.show_quiet(False)

    def show_quiet(self, quiet: bool) -> None:
        self._again.setEnabled(quiet)
