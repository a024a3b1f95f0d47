from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.statistics.charts import Bars
from scroblarr_desktop.ui.statistics.figure import FigureBox, SeriesModel
from scroblarr_desktop.ui.statistics.series import Point, Series

Role = Qt.ItemDataRole


def some(**counts: int) -> Series:
    return Series("Member", tuple(Point(name, name, count) for name, count in counts.items()))


def rows(model: SeriesModel) -> list[tuple[str, str]]:
    return [
        (model.data(model.index(row, 0)), model.data(model.index(row, 1)))
        for row in range(model.rowCount())
    ]


def test_the_model_keeps_its_promises(qtbot: QtBot) -> None:
    model = SeriesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for series in (some(), some(Anna=3, Ben=1), some(Anna=4, Ben=1), some(Ben=9), some()):
        model.show_series(series)
        assert rows(model) == [(point.said, str(point.value)) for point in series.points]
    assert tester.model() is model


def test_other_numbers_change_in_place(qtbot: QtBot) -> None:
    model = SeriesModel()
    model.show_series(some(Anna=3, Ben=1))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_series(some(Anna=4, Ben=1))
    with qtbot.waitSignal(model.modelReset):
        model.show_series(some(Anna=4))


def test_heads_and_what_is_none(qtbot: QtBot) -> None:
    model = SeriesModel()
    model.show_series(some(Anna=3))
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(2)]
    assert heads == ["Member", "Watches"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.data(model.index(0, 1), Role.ToolTipRole) == "Anna: 3"
    assert model.data(model.index(0, 1), Role.DecorationRole) is None


def test_a_figure_is_a_picture_or_a_table(qtbot: QtBot) -> None:
    box = FigureBox("By member", Bars)
    qtbot.addWidget(box)
    box.show_series(some(Anna=3, Ben=1))
    box.show()
    assert (box.chart.isVisible(), box.table.isVisible()) == (True, False)
    box.show_as_table(True)
    assert (box.chart.isVisible(), box.table.isVisible()) == (False, True)
    assert box.table.accessibleName() == "By member"
    assert box.table.accessibleDescription() == "Most: Anna, 3 of 4."
    assert box.table.numbers.rowCount() == 2
    assert not box.table.verticalScrollBar().isVisible()
