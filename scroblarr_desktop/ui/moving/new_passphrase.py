"""A passphrase for the file: typed twice or made up, and how good it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scroblarr_desktop.moving.passphrase import SHORTEST, Strength, new_words, strength
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, Text
from scroblarr_desktop.ui.widgets.mark import Mark
from scroblarr_desktop.ui.widgets.secret_field import SecretField

translate = QCoreApplication.translate


class NewPassphrase(QWidget):
    changed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.first = SecretField(self.tr("Passphrase"))
        self.second = SecretField(self.tr("Passphrase once more"))
        self.first.show_button.toggled.connect(self.second.show_button.setChecked)
        self.make_up = plain_button(self.tr("&Make one up"), self._make_up)
        self.mark = Mark(icons, "waiting")
        self.said = Text()
        for field in (self.first, self.second):
            field.textChanged.connect(self._judge)
        self._lay_out()
        self._judge()

    @property
    def text(self) -> str:
        return self.first.text()

    @property
    def is_good(self) -> bool:
        """Whether it may be used: long enough, and the same twice."""
        return strength(self.text) is not Strength.TOO_SHORT and self.text == self.second.text()

    def _make_up(self) -> None:
        words = new_words()
        self.first.show_button.setChecked(True)
        self.first.setText(words)
        self.second.setText(words)
        self.first.setFocus()
        self.first.selectAll()

    def _judge(self) -> None:
        mark, said = self._judgement()
        self.mark.show_mark(mark)
        self.said.setText(said)
        self.first.setAccessibleDescription(said)
        self.changed.emit()

    def _judgement(self) -> tuple[str, str]:
        """Return a mark and a sentence."""
        found, again = strength(self.text), self.second.text()
        if found is Strength.TOO_SHORT:
            sentence = self.tr(
                "At least {count} characters. Several words that have nothing to do "
                "with each other are best."
            )
            return "waiting", sentence.format(count=SHORTEST)
        if again != self.text:
            if again and not self.text.startswith(again):
                return "attention", self.tr("The two are not the same.")
            return "waiting", self.tr("{strength} Type it once more below.").format(
                strength=_words(found)
            )
        mark = "attention" if found is Strength.WEAK else "delivered"
        return mark, _words(found)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        grid = QGridLayout()
        grid.setHorizontalSpacing(MEDIUM_PX)
        grid.setVerticalSpacing(SMALL_PX)
        names = (self.tr("&Passphrase"), self.tr("&Once more"))
        beside = (self.first.show_button, self.make_up)
        for row, (name, field, button) in enumerate(
            zip(names, (self.first, self.second), beside, strict=True)
        ):
            label = QLabel(name)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(button, row, 2)
        self.second.show_button.hide()
        self.second.show_button.setParent(self)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        line = QHBoxLayout()
        line.setSpacing(SMALL_PX)
        line.addWidget(self.mark)
        line.addWidget(self.said, 1)
        column.addLayout(line)


def _words(found: Strength) -> str:
    return {
        Strength.WEAK: translate("NewPassphrase", "Weak: easily guessed. Make it longer."),
        Strength.FAIR: translate("NewPassphrase", "Fair. A word more makes it good."),
        Strength.GOOD: translate("NewPassphrase", "Good."),
    }[found]
