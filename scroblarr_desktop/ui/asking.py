"""A question before something that cannot be tried again."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

translate = QCoreApplication.translate


def ask(
    parent: QWidget,
    title: str,
    sentence: str,
    yes: str,
    then: Callable[[], object],
    *,
    expected: bool = False,
) -> QMessageBox:
    """Return the open question; `then` is done where the person presses `yes`. Does not wait.

    Enter calls it off, unless `yes` is `expected` after what the person has just chosen.
    """
    box = QMessageBox(QMessageBox.Icon.Question, title, f"<b>{escape(title)}</b>", parent=parent)
    box.setInformativeText(sentence)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(translate("Asking", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(accept if expected else cancel)
    box.setEscapeButton(cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    accept.clicked.connect(lambda _=False: then())
    box.open()
    return box
