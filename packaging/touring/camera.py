"""Takes the pictures, and looks that no secret is in any of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from touring.hands import front

SETTLE_S = 0.15
"""So long a window gets to lay itself out after the last change, in seconds."""

SHORTEST_SECRET = 6
ROWS_READ = 50


class SecretSeen(Exception):
    """A secret stands in a window. The message names the window and the widget, not the secret."""


class Camera:
    """Numbers the pictures in a folder. `secrets` tells what must not be in them."""

    def __init__(self, folder: Path, secrets: Callable[[], Iterable[str]]) -> None:
        self._folder = folder
        self._secrets = secrets
        self.taken: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("[0-9][0-9]-*.png"):
            old.unlink()

    async def take(self, name: str) -> Path:
        """Take the window in front. Raises SecretSeen."""
        await asyncio.sleep(SETTLE_S)
        window = QApplication.activePopupWidget() or front()
        self.look_for_secrets()
        path = self._folder / f"{len(self.taken) + 1:02d}-{name}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        self.taken.append(path)
        return path

    def look_for_secrets(self) -> None:
        """Read all that is visible, hidden tool tips and names for screen readers too."""
        secrets = {one for one in self._secrets() if len(one) >= SHORTEST_SECRET}
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                _look(window, secrets)


def _look(window: QWidget, secrets: set[str]) -> None:
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        for text in _texts(widget):
            if any(secret in text for secret in secrets):
                raise SecretSeen(f"in {window.windowTitle()!r}: {type(widget).__name__}")


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.displayText(), widget.placeholderText())
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QMessageBox):
        yield from (widget.text(), widget.informativeText(), widget.detailedText())
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    top = QModelIndex()
    # A list is no table, and keeps to itself that it has one column.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
    for row in range(min(ROWS_READ, model.rowCount(top))):
        for column in range(columns):
            cell = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.data(cell, role) or "")
