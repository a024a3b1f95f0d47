"""Known trouble, said to a person in one way: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from scroblarr_desktop.http_server import CannotListen
from scroblarr_desktop.linking import NoApp
from scroblarr_desktop.remote.errors import Offline, RemoteError
from scroblarr_desktop.store import StoreTrouble
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.ui.told import told

translate = QCoreApplication.translate

KNOWN = (RemoteError, StoreTrouble, CannotListen, Conflict, Missing, NoApp)
"""What a person may be told. Everything else is a bug and belongs into the log."""


@dataclass(frozen=True)
class Said:
    """`next_step` may be empty where the sentence says it all."""

    title: str
    sentence: str
    next_step: str = ""

    def __post_init__(self) -> None:
        # Most of it was made outside the windows.
        for part in ("title", "sentence", "next_step"):
            object.__setattr__(self, part, told(getattr(self, part)))

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.sentence, self.next_step) if part)


def said(error: Exception) -> Said | None:
    """Return known trouble in words, None for a bug."""
    if isinstance(error, RemoteError):
        return Said(error.title, error.sentence, _next_step(error))
    if isinstance(error, (StoreTrouble, CannotListen)):
        return Said(error.title, error.sentence, error.next_step)
    if isinstance(error, (Conflict, Missing, NoApp)):
        return Said(translate("Saying", "That did not work"), str(error))
    return None


def _next_step(error: RemoteError) -> str:
    """Return what to do where somebody waits for it: nobody repeats by itself what they pressed."""
    if error.next_step != RemoteError.next_step:
        return error.next_step
    if isinstance(error, Offline):
        return translate("Saying", "Look whether this computer is online, then try again.")
    return translate("Saying", "Try again in a moment.")


def say(parent: QWidget | None, trouble: Said) -> QMessageBox:
    """Return the open message box; does not wait."""
    return _box(QMessageBox.Icon.Warning, parent, trouble)


def tell(parent: QWidget | None, news: Said) -> QMessageBox:
    """Return the open box with what went well; does not wait."""
    return _box(QMessageBox.Icon.Information, parent, news)


def _box(icon: QMessageBox.Icon, parent: QWidget | None, what: Said) -> QMessageBox:
    box = QMessageBox(icon, what.title, f"<b>{escape(what.title)}</b>", parent=parent)
    box.setInformativeText(what.text)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def attempt(parent: QWidget | None, action: Callable[[], object]) -> bool:
    """Do it and return True, or say why it cannot be done. Bugs are raised."""
    try:
        action()
    except KNOWN as error:
        trouble = said(error)
        assert trouble is not None
        say(parent, trouble)
        return False
    return True
