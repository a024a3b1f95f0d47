"""The picture is the code: sampled back from its pixels it is the matrix of the text."""

from __future__ import annotations

import pytest
import segno
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.ui.widgets.qr import QUIET_MODULES, QrCode


@pytest.mark.parametrize(
    "text", ["https://auth.trakt.example/activate", "http://192.168.1.20:24180/hello", "A"]
)
def test_every_module_is_where_it_belongs(qapp: QApplication, text: str) -> None:
    code = QrCode(text)
    image = code.grab().toImage()
    matrix = [list(row) for row in segno.make(text, micro=False).matrix]
    size = image.width() / (len(matrix) + 2 * QUIET_MODULES)

    def dark(row: int, column: int) -> bool:
        x, y = ((at + QUIET_MODULES + 0.5) * size for at in (column, row))
        return QColor(image.pixel(int(x), int(y))).lightness() < 128

    read = [[int(dark(row, column)) for column in range(len(matrix))] for row in range(len(matrix))]
    assert read == matrix
    assert code.accessibleDescription() == text


def test_without_a_text_it_is_blank(qapp: QApplication) -> None:
    image = QrCode().grab().toImage()
    assert {image.pixel(x, 90) for x in range(image.width())} == {QColor("white").rgba()}
