from __future__ import annotations

import re
from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.paths import resources_dir
from scroblarr_desktop.store.records import DeliveryState
from scroblarr_desktop.ui import icons as icons_module
from scroblarr_desktop.ui.colours import Tone, colour, on_any_background, quiet
from scroblarr_desktop.ui.icons import (
    MARK_TONES,
    PAGES,
    TRAY_TONES,
    Icons,
    app_icon,
    picture,
    template_icon,
    tray_icon,
)

LIGHT = QColor("#f5f5f5")
DARK = QColor("#2b2b2b")
ACTIONS = ("copy", "open", "retry", "pause", "resume", "quit", "search", "menu", "cancel")
DRAWINGS = sorted((resources_dir() / "icons").glob("*.svg"))


def image(icon: QIcon, size_px: int = 16, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return icon.pixmap(QSize(size_px, size_px), mode).toImage()


def shape(picture: QImage) -> set[tuple[int, int]]:
    """Return where there is ink."""
    return {
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 127
    }


def strongest(picture: QImage) -> QColor:
    pixels = [
        picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())
    ]
    return max(pixels, key=QColor.alpha)


def contrast(one: QColor, other: QColor) -> float:
    """Return the ratio of WCAG 2, 1 to 21."""

    def luminance(ink: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (ink.redF(), ink.greenF(), ink.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_every_drawing_keeps_to_the_grid_and_to_one_colour(file: object) -> None:
    text = file.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    name = file.stem  # type: ignore[attr-defined]
    assert 'viewBox="0 0 24 24"' in text
    if not name.startswith("app-"):
        assert not re.search(r"#[0-9a-fA-F]{3,6}", text)
        assert "currentColor" in text
    if not name.startswith(("app-", "badge-")):
        assert 'stroke-width="1.75" stroke-linecap="round"' in text


def test_every_name_has_a_drawing(icons: Icons) -> None:
    made = (
        [icons.mark(state) for state in MARK_TONES]
        + [icons.page(page) for page in PAGES]
        + [icons.badge(state) for state in TRAY_TONES]
        + [icons.icon(name) for name in ACTIONS]
    )
    assert all(shape(image(icon)) for icon in made)
    assert set(DeliveryState) <= MARK_TONES.keys()


def test_an_unknown_name_is_an_error(icons: Icons) -> None:
    with pytest.raises(KeyError):
        icons.icon("no-such-thing")
    with pytest.raises(KeyError):
        icons.mark("no-such-state")


def test_marks_differ_in_shape_not_only_in_colour(icons: Icons) -> None:
    shapes = {state: shape(image(icons.mark(state), 24)) for state in MARK_TONES}
    for one, other in combinations(shapes, 2):
        assert len(shapes[one] ^ shapes[other]) > 10, (one, other)


def test_tray_states_differ_in_shape_at_the_smallest_size(qapp: QApplication) -> None:
    shapes = {state: shape(image(template_icon(state), 16)) for state in TRAY_TONES}
    for one, other in combinations(shapes, 2):
        assert len(shapes[one] ^ shapes[other]) > 5, (one, other)


def test_the_template_is_a_mask_and_the_tray_icon_suits_its_panel(qapp: QApplication) -> None:
    assert template_icon("ok").isMask()
    assert contrast(strongest(image(tray_icon("ok", True))), QColor("black")) > 7
    assert contrast(strongest(image(tray_icon("ok", False))), QColor("white")) > 7


@pytest.mark.parametrize("panel", ["#ffffff", "#222222"])
def test_on_a_panel_of_unknown_colour_the_icon_can_be_seen(qapp: QApplication, panel: str) -> None:
    for state, tone in TRAY_TONES.items():
        assert shape(image(tray_icon(state, None)))
        assert contrast(on_any_background(tone), QColor(panel)) >= 3


def test_icons_are_drawn_at_device_pixels(icons: Icons) -> None:
    sharp = icons.mark("delivered").pixmap(QSize(16, 16), 2.0)
    assert sharp.size() == QSize(32, 32)
    assert sharp.devicePixelRatio() == 2.0


def test_a_chosen_row_has_its_mark_in_the_colour_of_chosen_text(
    icons: Icons, qapp: QApplication
) -> None:
    wanted = qapp.palette().color(QPalette.ColorRole.HighlightedText)
    got = strongest(image(icons.mark("rejected"), 48, QIcon.Mode.Selected))
    assert got.rgb() == wanted.rgb()


def test_icons_follow_the_palette(icons: Icons, qapp: QApplication) -> None:
    before = qapp.palette()
    light = strongest(image(icons.icon("copy"), 48))
    try:
        qapp.setPalette(QPalette(DARK))
        icons.refresh()
        dark = strongest(image(icons.icon("copy"), 48))
    finally:
        qapp.setPalette(before)
    assert light.lightness() < 128 < dark.lightness()


def test_an_icon_is_drawn_once(icons: Icons) -> None:
    assert icons.mark("waiting") is icons.mark("waiting")


@pytest.mark.parametrize("background", [LIGHT, QColor("white"), DARK, QColor("#1e1e1e")])
def test_every_colour_can_be_read(background: QColor) -> None:
    palette = QPalette(background)
    palette.setColor(QPalette.ColorRole.Window, background)
    for tone in Tone:
        ratio = contrast(colour(tone, palette), background)
        assert ratio >= 4.5, (tone, background.name(), ratio)
    assert contrast(quiet(palette), background) >= 4.5


def test_the_app_has_an_icon_in_every_size(qapp: QApplication) -> None:
    for size_px in icons_module.APP_SIZES_PX:
        assert app_icon().pixmap(QSize(size_px, size_px)).width() == size_px
    assert shape(picture("app-dark", 32).toImage())
