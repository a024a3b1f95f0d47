from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPalette
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.statistics.charts import Bars, Chart, Columns, top_of_scale
from scroblarr_desktop.ui.statistics.series import Point, Series

WIDTH_PX = 400


def some(*values: int) -> Series:
    return Series("Day", tuple(Point(str(n), f"Day {n}", value) for n, value in enumerate(values)))


def shown(qtbot: QtBot, kind: type[Chart], series: Series) -> Chart:
    chart = kind("Over time")
    qtbot.addWidget(chart)
    chart.show_series(series)
    chart.resize(WIDTH_PX, chart.sizeHint().height())
    chart.show()
    return chart


def inked(chart: Chart, place: QPointF) -> bool:
    """Return whether the highlight stands there."""
    picture: QImage = chart.grab().toImage()
    highlight = QApplication.palette().color(QPalette.ColorRole.Highlight)
    return picture.pixelColor(place.toPoint()) == highlight


@pytest.mark.parametrize("kind", [Columns, Bars])
@pytest.mark.parametrize("values", [(), (0,), (0, 0), (1,), (3, 0, 7), tuple(range(62))])
def test_any_numbers_can_be_drawn(qtbot: QtBot, kind: type[Chart], values: tuple[int, ...]) -> None:
    chart = shown(qtbot, kind, some(*values))
    assert not chart.grab().isNull()
    chart.resize(1, 1)
    assert len(list(chart.places())) == len(values)


def test_a_column_is_as_high_as_its_number(qtbot: QtBot) -> None:
    chart = shown(qtbot, Columns, some(10, 5, 0))
    rooms = [room for _, room in chart.places()]
    quarter, half = chart.height() * 0.25, chart.height() * 0.62
    assert inked(chart, QPointF(rooms[0].center().x(), quarter))
    assert not inked(chart, QPointF(rooms[1].center().x(), quarter))
    assert inked(chart, QPointF(rooms[1].center().x(), half))
    assert not inked(chart, QPointF(rooms[2].center().x(), half))


def test_a_bar_is_as_long_as_its_number(qtbot: QtBot) -> None:
    chart = shown(qtbot, Bars, some(10, 5, 0))
    rooms = [room for _, room in chart.places()]
    far, near = WIDTH_PX * 0.8, WIDTH_PX * 0.2
    assert inked(chart, QPointF(far, rooms[0].center().y()))
    assert not inked(chart, QPointF(far, rooms[1].center().y()))
    assert inked(chart, QPointF(near, rooms[1].center().y()))
    assert not inked(chart, QPointF(near, rooms[2].center().y()))


@pytest.mark.parametrize("kind", [Columns, Bars])
def test_the_number_under_the_pointer_is_said(qtbot: QtBot, kind: type[Chart]) -> None:
    chart = shown(qtbot, kind, some(4, 6))
    point, room = list(chart.places())[1]
    assert chart.point_at(room.center()) == point
    assert chart.point_at(QPointF(-5, -5)) is None
    place = room.center().toPoint()
    help_ = QHelpEvent(QHelpEvent.Type.ToolTip, place, chart.mapToGlobal(place))
    assert chart.event(help_)
    assert QToolTip.text() == "Day 1: 6"
    outside = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(-5, -5), QPoint(0, 0))
    assert chart.event(outside)


def test_the_pointer_makes_a_difference_to_be_seen(qtbot: QtBot) -> None:
    chart = shown(qtbot, Columns, some(4, 6))
    _, room = next(iter(chart.places()))
    before = chart.grab().toImage()
    chart._hover(chart.point_at(room.center()))
    assert chart.grab().toImage() != before
    chart._hover(None)
    assert chart.grab().toImage() == before


def test_it_follows_the_palette(qtbot: QtBot, qapp: QApplication) -> None:
    before = qapp.palette()
    chart = shown(qtbot, Columns, some(4, 6))
    light = chart.grab().toImage()
    try:
        qapp.setPalette(QPalette(QColor("#2b2b2b")))
        assert chart.grab().toImage() != light
    finally:
        qapp.setPalette(before)


def test_who_does_not_see_it_is_told(qtbot: QtBot) -> None:
    chart = shown(qtbot, Columns, some(4, 6))
    assert chart.accessibleName() == "Over time"
    assert chart.accessibleDescription() == "Most: Day 1, 6 of 10."


@pytest.mark.parametrize(
    ("most", "top"),
    [
        (0, 1),
        (1, 1),
        (2, 2),
        (3, 4),
        (7, 8),
        (9, 10),
        (11, 12),
        (15, 16),
        (61, 80),
        (99, 100),
        (1234, 1400),
    ],
)
def test_the_scale_ends_at_a_round_number(most: int, top: int) -> None:
    assert top_of_scale(most) == top
