"""A code to type in elsewhere, in large letters of one width."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QLabel

_SHORT, _LONG = 3.0, 2.2
"""Sizes over that of other text: a long code has to fit beside its QR code."""

_SHORT_GAP_PX, _LONG_GAP_PX = 8.0, 4.0


class CodeLetters(QLabel):
    """Shows a code and spells it for screen readers. `long`: one of more than six letters."""

    def __init__(self, *, long: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * (_LONG if long else _SHORT))
        font.setBold(True)
        # Room between the letters, and no spaces that would be copied along.
        gap_px = _LONG_GAP_PX if long else _SHORT_GAP_PX
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, gap_px)
        self.setFont(font)

    def show_code(self, code: str) -> None:
        self.setText(code)
        self.setAccessibleName(self.tr("Code: {code}").format(code=" ".join(code)))
