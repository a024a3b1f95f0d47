"""Known trouble, shown where the person is: what happened, what it means, what to press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.buttons import plain_button, press_by_enter
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, TIGHT_PX, Text, empty
from scroblarr_desktop.ui.widgets.mark import Mark

Remedy = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


class TroubleBox(QWidget):
    """Hidden while all is well. `takes_enter`: its first button is the one that Enter presses."""

    def __init__(self, icons: Icons, *, takes_enter: bool = False) -> None:
        super().__init__()
        self._takes_enter = takes_enter
        self.mark = Mark(icons, "attention")
        self.title = Text(bold=True)
        self.sentence = Text()
        self.next_step = Text()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SMALL_PX)
        self._lay_out()
        self.hide()

    def show_trouble(self, trouble: Said, *remedies: Remedy, mark: str = "attention") -> None:
        """Say it, with a button for each thing that may help."""
        self.mark.show_mark(mark)
        self.title.setText(trouble.title)
        self.sentence.setText(trouble.sentence)
        self.next_step.setText(trouble.next_step)
        self.next_step.setVisible(bool(trouble.next_step))
        empty(self._buttons)
        for place, (label, remedy) in enumerate(remedies):
            button = plain_button(label, remedy)
            self._buttons.addWidget(button)
            if place == 0 and self._takes_enter:
                press_by_enter(button)
        self._buttons.addStretch(1)
        self.setAccessibleName(f"{trouble.title}. {trouble.text}")
        self.show()

    def clear(self) -> None:
        self.hide()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        for text in (self.title, self.sentence, self.next_step):
            words.addWidget(text)
        words.addSpacing(SMALL_PX)
        words.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEDIUM_PX)
        row.addWidget(self.mark)
        row.addLayout(words, 1)
