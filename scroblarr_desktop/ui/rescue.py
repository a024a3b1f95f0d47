"""The window that comes up where the data cannot be used: why, and the ways to go on."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from scroblarr_desktop.store import StoreTrouble
from scroblarr_desktop.store.backups import Backup
from scroblarr_desktop.store.trouble import Damaged
from scroblarr_desktop.ui.told import told

translate = QCoreApplication.translate


class Way(Enum):
    """What the person chose."""

    PUT_BACK = "put back"
    START_FRESH = "start fresh"
    TRY_AGAIN = "try again"
    USE_AGAIN = "use again"
    """The household that was moved away."""
    QUIT = "quit"


class WayOut(QMessageBox):
    """Asks how to go on. Nothing is done without a choice; closing it is "Quit"."""

    def __init__(self, trouble: StoreTrouble, copy: Backup | None) -> None:
        super().__init__(QMessageBox.Icon.Critical, "Scroblarr", told(trouble.title))
        self._ways: dict[QAbstractButton, Way] = {}
        if isinstance(trouble, Damaged):
            self.setInformativeText(f"{told(trouble.sentence)} {_what_there_is(copy)}")
            self._offer_rescue(copy)
        else:
            self.setInformativeText(f"{told(trouble.sentence)} {told(trouble.step_at_start)}")
            self._offer(translate("WayOut", "Try again"), Way.TRY_AGAIN, default=True)
        leave = self._offer(translate("WayOut", "Quit"), Way.QUIT)
        self.setEscapeButton(leave)

    @property
    def way(self) -> Way:
        """What was chosen, once it is closed."""
        chosen = self.clickedButton()
        return self._ways.get(chosen, Way.QUIT)

    def _offer_rescue(self, copy: Backup | None) -> None:
        if copy is not None:
            day = QLocale().toString(_local(copy.made_at).date(), QLocale.FormatType.ShortFormat)
            text = translate("WayOut", "Put back the copy of {date}").format(date=day)
            self._offer(text, Way.PUT_BACK, default=True)
        self._offer(translate("WayOut", "Start with an empty log"), Way.START_FRESH)

    def _offer(self, text: str, way: Way, *, default: bool = False) -> QAbstractButton:
        reject = way is Way.QUIT
        role = QMessageBox.ButtonRole.RejectRole if reject else QMessageBox.ButtonRole.AcceptRole
        button = self.addButton(text, role)
        self._ways[button] = way
        if default:
            self.setDefaultButton(button)
        return button


def _what_there_is(copy: Backup | None) -> str:
    kept = translate("WayOut", "What is there now is kept in Scroblarr's folder either way.")
    if copy is None:
        none = translate("WayOut", "There is no good copy of it.")
        return f"{none} {kept}"
    found = translate("WayOut", "The last good copy is of {time}, with {watches}.")
    since = translate("WayOut", "What was watched since then is missing in it.")
    one, many = translate("WayOut", "1 watch"), translate("WayOut", "{count} watches")
    watches = one if copy.watches == 1 else many.format(count=copy.watches)
    time = QLocale().toString(_local(copy.made_at), QLocale.FormatType.ShortFormat)
    return f"{found.format(time=time, watches=watches)} {since} {kept}"


def _local(at: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
