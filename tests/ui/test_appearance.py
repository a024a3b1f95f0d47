from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.store import settings
from scroblarr_desktop.ui import appearance
from scroblarr_desktop.ui.appearance import Appearance
from scroblarr_desktop.ui.colours import Tone, colour, is_dark
from tests.ui.test_icons import contrast


@pytest.fixture(autouse=True)
def as_before(changes: Changes, qapp: QApplication) -> Iterator[None]:
    yield
    appearance.choose(Appearance.AS_COMPUTER)


def test_it_is_as_the_computer_until_somebody_chooses() -> None:
    before = QApplication.palette()
    assert appearance.chosen() is Appearance.AS_COMPUTER
    appearance.show_chosen()
    assert QApplication.palette() == before
    settings.put(appearance.NAME, "of another version")
    assert appearance.chosen() is Appearance.AS_COMPUTER


def test_dark_and_light_and_back_where_the_desktop_says_nothing_of_colours() -> None:
    assert QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Unknown
    before = QApplication.palette()
    appearance.choose(Appearance.DARK)
    assert is_dark(QApplication.palette())
    appearance.choose(Appearance.LIGHT)
    assert not is_dark(QApplication.palette())
    appearance.choose(Appearance.AS_COMPUTER)
    assert QApplication.palette() == before
    assert settings.get(appearance.NAME) is None


def test_it_is_remembered() -> None:
    settings.put(appearance.NAME, "dark")
    assert appearance.chosen() is Appearance.DARK
    assert not is_dark(QApplication.palette())
    appearance.show_chosen()
    assert is_dark(QApplication.palette())


@pytest.mark.parametrize("palette", [appearance.light_palette(), appearance.dark_palette()])
def test_everything_can_be_read(palette: QPalette) -> None:
    role = QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.Link, role.Window),
    ]
    for ink, ground in pairs:
        assert contrast(palette.color(ink), palette.color(ground)) >= 4.5, (ink, ground)
    for tone in Tone:
        assert contrast(colour(tone, palette), palette.color(role.Window)) >= 4.5, tone


@pytest.mark.parametrize(
    ("chosen", "style", "other"),
    [
        (Appearance.DARK, "windowsvista", "fusion"),
        (Appearance.LIGHT, "windowsvista", None),
        (Appearance.AS_COMPUTER, "windowsvista", None),
        (Appearance.DARK, "windows11", None),
        (Appearance.DARK, "macos", None),
    ],
)
def test_a_style_that_stays_light_makes_way(
    chosen: Appearance, style: str, other: str | None
) -> None:
    known = [one.lower() for one in QStyleFactory.keys()]  # noqa: SIM118 - it is no dict
    assert appearance.style_for(chosen, style) == other
    assert other is None or other in known
