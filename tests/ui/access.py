"""What stands in the way of whoever uses a window by keyboard or by screen reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
OF_OTHERS = (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar, QAbstractItemView, QCalendarWidget)
"""What lies in one of these is a part of it: its field, its arrows, its headers."""

LEADING_OUT = ("Back", "Cancel", "Close", "Later", "Zurück", "Abbrechen", "Schließen", "Später")
MOST_TABS = 400
_NONE = Qt.KeyboardModifier.NoModifier


def complaints(window: QWidget, *, is_step: bool = False) -> list[str]:
    """Return one line for each thing that is wrong; the window is shown and takes input.

    Where it `is_step` of a window, there may be nothing for Enter to press while something goes on.
    """
    there = list(_interactive(window))
    found = [f"has no name: {_described(one)}" for one in there if not _name(one)]
    found += [f"has rows that say nothing: {_described(one)}" for one in there if _is_mute(one)]
    default = _default(window)
    reached = _walked(window)
    found += [
        f"cannot be reached by Tab: {_described(one)}"
        for one in there
        if one.isEnabled() and not _is_reached(one, reached)
    ]
    found += _twice(window)
    if default != _default(window):
        found.append("Enter presses something else after Tab went round")
    if isinstance(window, QDialog) and default is None and not is_step and _may_be_answered(window):
        found.append("Enter presses nothing")
    return [f"{window.windowTitle()!r} {one}" for one in found]


def _interactive(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, INTERACTIVE) or isinstance(widget, QScrollBar | QHeaderView):
            continue
        if widget.window() is window and widget.isVisible() and not _is_part(widget, window):
            yield widget


def _is_part(widget: QWidget, window: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, OF_OTHERS):
            return True
        above = above.parentWidget()
    return False


def _name(widget: QWidget) -> str:
    """Return what a screen reader says: an own name, the text on it, or that of its label."""
    if isinstance(widget, QComboBox):  # else its value would count as its name
        return widget.accessibleName() or _label_of(widget)
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def _label_of(widget: QWidget) -> str:
    labels = widget.window().findChildren(QLabel)
    return next((one.text() for one in labels if one.buddy() is widget), "")


def _is_mute(view: QWidget) -> bool:
    """Return whether it is a list of which nobody hears what stands in it."""
    model = view.model() if isinstance(view, QAbstractItemView) else None
    if model is None or model.rowCount() == 0:
        return False
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    return not any(model.index(0, 0).data(role) for role in roles)


def _walked(window: QWidget) -> set[QWidget]:
    """Return where the keyboard comes by, pressing Tab until it comes round."""
    first = window.focusWidget()
    if first is None:
        QTest.keyClick(window, Qt.Key.Key_Tab)
        first = window.focusWidget()
    reached: set[QWidget] = set()
    at = first
    for _ in range(MOST_TABS):
        if at is None or at in reached:
            break
        reached.add(at)
        # Where Tab is typed into a field, Ctrl+Tab leads on; what takes both is a trap.
        QTest.keyClick(at, Qt.Key.Key_Tab, _NONE)
        if window.focusWidget() is at:
            QTest.keyClick(at, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        at = window.focusWidget()
    return reached


def _is_reached(widget: QWidget, reached: set[QWidget]) -> bool:
    if any(one is widget or one.focusProxy() is widget for one in reached):
        return True
    if widget.focusProxy() in reached:
        return True
    # Among choices that exclude each other, the arrow keys lead on from the chosen one.
    return any(one in reached for one in _beside(widget))


def _beside(widget: QWidget) -> list[QAbstractButton]:
    if not isinstance(widget, QAbstractButton) or not widget.isCheckable():
        return []
    group = widget.group()
    if group is not None:
        return list(group.buttons()) if group.exclusive() else []
    parent = widget.parentWidget()
    if isinstance(widget, QRadioButton) and parent is not None:
        return list(parent.findChildren(QRadioButton))
    return []


def _twice(window: QWidget) -> Iterator[str]:
    keys: dict[str, list[str]] = defaultdict(list)
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLabel) and widget.isVisible():
            is_live = widget.isEnabled() and widget.window() is window
            is_live = is_live and (not isinstance(widget, QLabel) or widget.buddy() is not None)
            key = QKeySequence.mnemonic(widget.text()).toString() if is_live else ""
            if key:
                keys[key].append(widget.text())
    for key, texts in keys.items():
        if len(texts) > 1:
            yield f"has {key} more than once: {', '.join(texts)}"


def _buttons(window: QWidget) -> list[QPushButton]:
    return [one for one in window.findChildren(QPushButton) if one.isVisible()]


def _default(window: QWidget) -> str | None:
    """Return what the button says that Enter presses, None where there is none."""
    if not isinstance(window, QDialog):
        return None
    return next((one.text() for one in _buttons(window) if one.isDefault()), None)


def _may_be_answered(window: QWidget) -> bool:
    """Return whether there is more to press than what leads out."""
    return any(one.text() not in LEADING_OUT for one in _buttons(window))


def _described(widget: QWidget) -> str:
    path = []
    at: QObject | None = widget
    while at is not None and at is not widget.window():
        path.append(type(at).__name__)
        at = at.parent()
    text = widget.text() if isinstance(widget, QAbstractButton | QLineEdit) else ""
    said = _name(widget) or text or widget.toolTip()
    return f"{' < '.join(path[:4])} {said!r}"


def closes_by_escape(dialog: QDialog) -> bool:
    """Return whether Esc closes it."""
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    return not dialog.isVisible()
