"""What needs a person, each with its sentence and the buttons that settle it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.attention import Need
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.labels import (
    MARK_PX,
    MEDIUM_PX,
    SMALL_PX,
    TIGHT_PX,
    Hairline,
    Text,
    empty,
    heading,
    hint,
)

MOST_BUTTONS = 3
"""More answers than these go into a menu."""

MOST_LETTERS = 60
"""Longer answers together, as with long names in them, would leave no room for the sentence."""

RETRY = "retry"
"""The key of the answer after which the same need may come back."""

MOST_ROWS = 20
"""Nobody settles more at a time, and building hundreds of rows would hold up the window."""

MOST_HEIGHT_PX = 190
"""About three needs; the log below stays in sight."""

TRYING_MS = 5000
"""So long a need that is tried again stays in sight, unless its delivery changes before."""


class NeedsStrip(QWidget):
    """The list above the log; hidden while nobody is needed."""

    chosen = Signal(str, str)
    """Carries the need's key and the key of the chosen answer."""
    watch_asked = Signal(int)
    """Carries the id of the watch that a need is about."""
    page_asked = Signal(str)
    """Carries the address of a page that settles it."""

    def __init__(self, icons: Icons, highest_px: int = MOST_HEIGHT_PX) -> None:
        super().__init__()
        self._icons = icons
        self._highest_px = highest_px
        self._needs: list[Need] = []
        self._asked: list[Need] = []
        self._trying: dict[str, bool] = {}
        self._retries: dict[str, tuple[QPushButton, str]] = {}
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._stop_trying)
        self._most_px = highest_px
        self._heading = heading()
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SMALL_PX)
        self._area = QScrollArea()
        self._area.setAccessibleName(self.tr("Needs you"))
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(self._heading)
        column.addWidget(self._area)
        self.hide()

    @property
    def tried(self) -> set[str]:
        """The keys of the needs about which somebody has just pressed "Try again"."""
        return set(self._trying)

    def show_needs(self, needs: Sequence[Need], over: Collection[str] = ()) -> None:
        """Show these needs, and those being tried again until they come back or are `over`."""
        self._asked = list(needs)
        for need in self._needs:
            if need.key in self._trying and need not in self._asked:
                self._trying[need.key] = True
        present = {need.key for need in needs}
        for key in [*self._trying]:
            gone = self._trying[key]
            if key in over or (gone and key in present):
                del self._trying[key]
        self._show(self._with_tried())

    def _with_tried(self) -> list[Need]:
        """Return the needs, with those that are gone only while they are tried in their place."""
        shown, present = list(self._asked), {need.key for need in self._asked}
        for place, need in enumerate(self._needs):
            if need.key in self._trying and need.key not in present:
                shown.insert(place, need)
        return shown

    def _show(self, needs: list[Need]) -> None:
        if needs != self._needs:  # rebuilding takes the focus off a button about to be pressed
            self._needs = needs
            self._fill()
        for key, (button, label) in self._retries.items():
            button.setEnabled(key not in self._trying)
            button.setText(self.tr("Trying…") if key in self._trying else label)

    def _stop_trying(self) -> None:
        self._trying.clear()
        self._show(self._asked)

    def refresh(self) -> None:
        """Draw anew after the palette changed."""
        self._fill()
        self._show(self._needs)

    def _fill(self) -> None:
        empty(self._rows)
        self._retries.clear()
        count = sum(not need.offered for need in self._needs)
        needed, offered = self.tr("Needs you ({count})"), self.tr("For you to decide")
        self._heading.setText(needed.format(count=count) if count else offered)
        parts: list[QWidget] = []
        for need in self._needs[:MOST_ROWS]:
            parts += [self._row(need), Hairline()]
        more = len(self._needs) - MOST_ROWS
        parts[-1:] = [hint(self.tr("And {count} more.").format(count=more))] if more > 0 else []
        for part in parts:
            self._rows.addWidget(part)
            part.show()  # until then it has no height, and Qt would show it only later
        self.setVisible(bool(self._needs))
        self._fit()

    def limit_height(self, most_px: int) -> None:
        """Take no more of a small window than this."""
        self._most_px = min(self._highest_px, most_px)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._rows.totalHeightForWidth(self._area.viewport().width())
        self._area.setFixedHeight(min(self._most_px, max(0, wanted)))

    def _row(self, need: Need) -> QWidget:
        mark = QLabel()
        mark.setPixmap(
            self._icons.badge("attention").pixmap(QSize(MARK_PX, MARK_PX), self.devicePixelRatio())
        )
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(Text(need.title, bold=True))
        words.addWidget(Text(need.sentence))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, SMALL_PX, 0)
        line.setSpacing(MEDIUM_PX)
        line.addWidget(mark)
        line.addLayout(words, 1)
        for button in self._buttons(need):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _buttons(self, need: Need) -> list[QWidget]:
        buttons: list[QWidget] = []
        if need.watch_id is not None:
            show = self._button(need, self.tr("Show"))
            show.clicked.connect(lambda: self.watch_asked.emit(need.watch_id))
            buttons.append(show)
        if need.link is not None:
            page = self._button(need, self.tr("Open page"))
            page.clicked.connect(lambda: self.page_asked.emit(need.link))
            buttons.append(page)
        letters = sum(len(label) for _, label in need.actions)
        if len(need.actions) > MOST_BUTTONS or letters > MOST_LETTERS:
            return [*buttons, self._choice(need)]
        return buttons + [self._answer(need, key, label) for key, label in need.actions]

    def _answer(self, need: Need, key: str, label: str) -> QPushButton:
        button = self._button(need, label)
        if key == RETRY:
            self._retries[need.key] = (button, label)
            button.clicked.connect(lambda: self._try(need.key))
        button.clicked.connect(lambda: self.chosen.emit(need.key, key))
        return button

    def _try(self, need_key: str) -> None:
        self._trying[need_key] = False
        self._patience.start(TRYING_MS)
        self._show(self._needs)

    def _button(self, need: Need, label: str) -> QPushButton:
        button = QPushButton(label)
        button.setAccessibleDescription(f"{need.title}. {need.sentence}")
        button.setAutoDefault(False)
        return button

    def _choice(self, need: Need) -> QToolButton:
        button = QToolButton()
        button.setText(self.tr("Choose"))
        button.setAccessibleDescription(f"{need.title}. {need.sentence}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for key, label in need.actions:
            action = menu.addAction(label)
            action.triggered.connect(lambda _=False, key=key: self.chosen.emit(need.key, key))
        button.setMenu(menu)
        return button
