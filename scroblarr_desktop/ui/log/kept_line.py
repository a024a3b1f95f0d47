"""A line of text that is kept as soon as the person leaves it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from scroblarr_desktop.ui.colours import Tone
from scroblarr_desktop.ui.saying import KNOWN, said
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.widgets.labels import Text


class KeptLine(QLineEdit):
    """What cannot be kept goes back to what was, and `wrong` says why: lay it out beneath."""

    def __init__(self, read: Callable[[], str], keep: Callable[[str], None]) -> None:
        """`keep` raises ValueError with a sentence for people where the text will not do."""
        super().__init__()
        self._read = read
        self._keep = keep
        self.wrong = Text(tone=Tone.BAD)
        self.wrong.hide()
        self.editingFinished.connect(self._leave)
        self.textEdited.connect(self.wrong.hide)

    def refresh(self) -> None:
        """Show what is kept, unless somebody is writing."""
        if not self.hasFocus():
            self.setText(self._read())

    def _leave(self) -> None:
        if self.text().strip() != self._read():
            self._try(self.text())
            self.setText(self._read())

    def _try(self, text: str) -> None:
        try:
            self._keep(text)
        except ValueError as error:
            self._say(told(str(error)))
        except KNOWN as error:
            trouble = said(error)
            self._say(trouble.text if trouble else "")

    def _say(self, why: str) -> None:
        self.wrong.setText(self.tr("{why} It stays as it was.").format(why=why))
        self.wrong.show()
