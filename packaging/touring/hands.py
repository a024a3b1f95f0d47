"""A person's hands: mouse and keyboard, and only on what can be seen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QWidget,
)

from touring.tongue import can_be_read, names

PATIENCE_S = 20.0
LOOK_EVERY_S = 0.02
SETTLE_S = 0.05
MOST_TURNS = 60
"""Turns of the wheel before a part of a window counts as out of reach."""

_LEFT = Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier


class OutOfReach(Exception):
    """A person would look for it in vain. The message says what, and what there is instead."""


@dataclass
class Count:
    """What it took."""

    clicks: int = 0
    characters: int = 0
    keys: int = 0
    """Keys that type nothing, such as Enter."""

    def __str__(self) -> str:
        keys = f", {self.keys} other keys" if self.keys else ""
        return f"{self.clicks} clicks, {self.characters} typed characters{keys}"


class Hands:
    """Acts in the window that takes input: the one in front, or the question over it."""

    def __init__(self) -> None:
        self.count = Count()

    async def click(self, label: str) -> None:
        """Click the button, switch or card that says this, as soon as it can be clicked."""
        await until(lambda: _button(label) is not None, f"a button {label!r}")
        button = _button(label)
        assert button is not None
        await self._click(button)

    async def click_at(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a part of a window that says nothing by which to find it."""
        await self._click(widget, at)

    async def look_at(self, label: str) -> None:
        """Turn the wheel until what says this can be seen."""
        await until(lambda: _button(label) is not None, f"a button {label!r}")
        button = _button(label)
        assert button is not None
        await self._bring_into_view(button)

    async def turn_to(self, page: str) -> None:
        """Click the page's name in the rail."""
        for rail in front().findChildren(QListWidget):
            for row in range(rail.count()):
                if rail.item(row).text().partition(" (")[0] in names(page) and rail.isVisible():
                    place = rail.visualItemRect(rail.item(row)).center()
                    await self._click(rail.viewport(), place)
                    return
        raise OutOfReach(f"no page {page!r}")

    async def choose(self, label: str) -> None:
        """Click an entry of the menu that is open."""
        await until(lambda: _menu_entry(label) is not None, f"a menu with {label!r}")
        found = _menu_entry(label)
        assert found is not None
        menu, place = found
        self.count.clicks += 1
        await _outside(lambda: QTest.mouseClick(menu, _LEFT, _PLAIN, place))

    async def type(self, field: str, text: str) -> None:
        """Type into the field of that name, which takes a click where it has not the keyboard."""
        await until(lambda: _field(field) is not None, f"a field {field!r}")
        found = _field(field)
        assert found is not None
        if not found.hasFocus():
            await self._click(found)
            await _outside(lambda: QTest.keyClick(found, Qt.Key.Key_End))
        self.count.characters += len(text)
        await _outside(lambda: QTest.keyClicks(found, text))

    async def press(self, key: Qt.Key) -> None:
        """Press one key in the window in front."""
        self.count.keys += 1
        target = QApplication.focusWidget() or front()
        await _outside(lambda: QTest.keyClick(target, key))

    async def _click(self, widget: QWidget, at: QPoint | None = None) -> None:
        await self._bring_into_view(widget)
        window = widget.window()
        place = widget.mapTo(window, at or _middle_of_what_shows(widget))
        hit = window.childAt(place)
        if hit is not widget and not (hit is not None and widget.isAncestorOf(hit)):
            raise OutOfReach(f"{_said(widget)!r} is covered by {hit}")
        modal = QApplication.activeModalWidget()
        if modal is not None and modal is not window:
            raise OutOfReach(f"{_said(widget)!r} is behind the question {modal.windowTitle()!r}")
        self.count.clicks += 1
        await _outside(lambda: QTest.mouseClick(window.windowHandle(), _LEFT, _PLAIN, place))

    async def _bring_into_view(self, widget: QWidget) -> None:
        """Turn the wheel until it can be seen."""
        area = _area_around(widget)
        for _ in range(MOST_TURNS):
            if area is None or _is_in_view(widget, area):
                return
            before = widget.mapTo(area, QPoint(0, 0)).y()
            await _outside(partial(_turn_wheel, area, down=before > 0))
            if widget.mapTo(area, QPoint(0, 0)).y() == before:
                return


async def until(
    true: Callable[[], object], what: str = "something", within_s: float = PATIENCE_S
) -> None:
    """Wait for it. Raises OutOfReach with what can be read instead."""
    try:
        async with asyncio.timeout(within_s):
            while not true():
                await asyncio.sleep(LOOK_EVERY_S)
    except TimeoutError:
        raise OutOfReach(f"waited for {what} in: {words()}") from None


async def sees(text: str) -> None:
    """Wait until it can be read in the window in front."""
    await until(lambda: can_be_read(text, words()), f"the words {text!r}")


def front() -> QWidget:
    """Return the window that takes input."""
    if (modal := QApplication.activeModalWidget()) is not None:
        return modal
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    active = QApplication.activeWindow()
    if active is not None and active in windows:
        return active
    if not windows:
        raise OutOfReach("no window is open")
    return windows[-1]


def words() -> str:
    """Return what can be read in the window in front."""
    window = front()
    said = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    said += [f"[{_said(one)}]" for one in _buttons(window)]
    return " | ".join(one for one in said if one)


def _buttons(window: QWidget) -> Iterator[QAbstractButton]:
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.window() is window:
            yield button


def _button(label: str) -> QAbstractButton | None:
    fitting = [one for one in _buttons(front()) if _is_called(one, label)]
    return next((one for one in fitting if one.isEnabled()), None)


def _is_called(button: QAbstractButton, label: str) -> bool:
    """Return whether it says this; a card says more, of which this is the first sentence."""
    name = button.accessibleName()
    return any(one in (_said(button), name) or name.startswith(f"{one}. ") for one in names(label))


def _said(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return text.replace("&", "") or widget.accessibleName() or type(widget).__name__


def _field(name: str) -> QLineEdit | None:
    for field in front().findChildren(QLineEdit):
        shown = field.isVisible() and field.isEnabled() and not field.isReadOnly()
        called = {field.accessibleName(), field.placeholderText(), _label_of(field)}
        if shown and not called.isdisjoint(names(name)):
            return field
    return None


def _label_of(field: QWidget) -> str:
    for label in field.window().findChildren(QLabel):
        if label.buddy() is field:
            return label.text().replace("&", "")
    return ""


def _menu_entry(label: str) -> tuple[QMenu, QPoint] | None:
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        return None
    for action in menu.actions():
        if action.text().replace("&", "") in names(label) and action.isEnabled():
            return menu, menu.actionGeometry(action).center()
    return None


def _area_around(widget: QWidget) -> QAbstractScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QAbstractScrollArea):
            return above
        above = above.parentWidget()
    return None


def _is_in_view(widget: QWidget, area: QAbstractScrollArea) -> bool:
    port = area.viewport()
    top = widget.mapTo(port, QPoint(0, 0)).y()
    return top >= 0 and top + min(widget.height(), port.height()) <= port.height()


def _turn_wheel(area: QAbstractScrollArea, *, down: bool) -> None:
    port = area.viewport()
    place = QPointF(port.rect().center())
    turn = QPoint(0, -60 if down else 60)
    event = QWheelEvent(
        place,
        QPointF(port.mapToGlobal(port.rect().center())),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        _PLAIN,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)


def _middle_of_what_shows(widget: QWidget) -> QPoint:
    seen = widget.visibleRegion().boundingRect()
    if seen.isEmpty():
        raise OutOfReach(f"{_said(widget)!r} cannot be seen")
    # A switch is as wide as its row, but only its box and its words take a click.
    return QPoint(min(seen.center().x(), seen.left() + 12), seen.center().y())


async def _outside(act: Callable[[], object]) -> None:
    """Act between two turns of asyncio: what it opens may run a loop of its own.

    A menu does, and then this returns while the menu is open.
    """
    failed: list[Exception] = []

    def acting() -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - raised again below
            failed.append(error)

    QTimer.singleShot(0, acting)
    await asyncio.sleep(SETTLE_S)
    if failed:
        raise failed[0]
