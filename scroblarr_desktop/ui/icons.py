"""Our icons: drawn from SVG in the colours of the palette."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from scroblarr_desktop.paths import resources_dir
from scroblarr_desktop.ui.colours import Tone, colour, on_any_background

ICON_SIZES_PX = (16, 20, 24, 32, 48, 64)
"""Qt scales none of these up: 16 to 32 px at one to two device pixels each."""

APP_SIZES_PX = (16, 20, 24, 32, 48, 64, 128, 256)

PAGES = ("overview", "household", "servers", "log", "statistics", "settings")

MARK_TONES = {
    "delivered": Tone.GOOD,
    "already_there": Tone.GOOD,
    "waiting": Tone.BUSY,
    "sending": Tone.BUSY,
    "unmatched": Tone.WARNING,
    "rejected": Tone.BAD,
    "cancelled": Tone.QUIET,
    "removing": Tone.BUSY,
    "left": Tone.WARNING,
    "needs_sign_in": Tone.WARNING,
    "paused": Tone.QUIET,
}
"""The marks, each with what its colour says."""

TRAY_TONES = {
    "ok": Tone.GOOD,
    "busy": Tone.BUSY,
    "paused": Tone.QUIET,
    "attention": Tone.WARNING,
    "error": Tone.BAD,
    "offline": Tone.QUIET,
}

_ON_DARK_PANEL = QColor("#ffffff")
_ON_LIGHT_PANEL = QColor("#202124")
_BADGE_SHARE = 0.6
"""The badge's width over the icon's: less cannot be told apart at 16 px."""


def svg_file(name: str) -> Path:
    return resources_dir() / "icons" / f"{name}.svg"


class Icons:
    """Icons tinted for the present palette; call `refresh` when the palette changed."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], QIcon] = {}

    def refresh(self) -> None:
        self._made.clear()

    def icon(self, name: str) -> QIcon:
        """Return an action's icon in the colour of text. Raises KeyError for an unknown name."""
        return self._icon(name, Tone.PLAIN)

    def page(self, name: str) -> QIcon:
        return self._icon(f"page-{name}", Tone.PLAIN)

    def mark(self, state: str) -> QIcon:
        """Return the mark of a delivery's or an account's state."""
        return self._icon(f"mark-{state}", MARK_TONES[state])

    def badge(self, state: str) -> QIcon:
        """Return the sign of what the whole app is doing, for a status line."""
        return self._icon(f"badge-{state}", TRAY_TONES[state])

    def _icon(self, name: str, tone: Tone) -> QIcon:
        if (name, tone) not in self._made:
            self._made[name, tone] = _tinted(name, tone)
        return self._made[name, tone]


def app_icon() -> QIcon:
    """Return the app's own icon, for windows and the task bar."""
    icon = QIcon()
    for size_px in APP_SIZES_PX:
        icon.addPixmap(picture("app-light", size_px))
    return icon


@cache
def tray_icon(state: str, dark_panel: bool | None) -> QIcon:
    """Return the app's icon with the badge of that state, to stand on such a panel.

    On a panel of unknown colour (None) it is the coloured tile, which can be seen on any.
    """
    icon = QIcon()
    for size_px in ICON_SIZES_PX:
        icon.addPixmap(
            _tile(state, size_px) if dark_panel is None else _outline(state, size_px, dark_panel)
        )
    return icon


@cache
def template_icon(state: str) -> QIcon:
    """Return the tray icon in one colour, which macOS tints itself."""
    black = QColor("black")
    icon = QIcon()
    for size_px in ICON_SIZES_PX:
        icon.addPixmap(_badged(_screen(state, size_px, black), state, black))
    icon.setIsMask(True)
    return icon


def picture(name: str, size_px: int, ink: QColor | None = None) -> QPixmap:
    """Return the SVG of that name at that size, `currentColor` being the ink."""
    # First, because a painter must not be alive when an unknown name raises.
    renderer = _renderer(name, (ink or QColor("black")).name())
    pixmap = QPixmap(QSize(size_px, size_px))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return pixmap


def _tile(state: str, size_px: int) -> QPixmap:
    return _badged(picture("app-light", size_px), state, on_any_background(TRAY_TONES[state]))


def _outline(state: str, size_px: int, dark_panel: bool) -> QPixmap:
    palette = QPalette(Qt.GlobalColor.black if dark_panel else Qt.GlobalColor.white)
    ink = _ON_DARK_PANEL if dark_panel else _ON_LIGHT_PANEL
    return _badged(_screen(state, size_px, ink), state, colour(TRAY_TONES[state], palette))


def _screen(state: str, size_px: int, ink: QColor) -> QPixmap:
    """Draw the outline of a screen; its check only where no badge would cut into it."""
    return picture("app-template" if state == "ok" else "app-outline", size_px, ink)


def _badged(base: QPixmap, state: str, ink: QColor) -> QPixmap:
    """Cut the badge's surroundings out of the picture and put the badge there; none for "ok"."""
    if state == "ok":
        return base
    badge = _renderer(f"badge-{state}", ink.name())
    side = round(base.width() * _BADGE_SHARE)
    room = QRectF(base.width() - side, base.height() - side, side, side)
    gap = max(1.0, base.width() / 16)
    painter = QPainter(base)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setBrush(Qt.GlobalColor.black)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(room.adjusted(-gap, -gap, gap, gap))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    badge.render(painter, room)
    painter.end()
    return base


def _tinted(name: str, tone: Tone) -> QIcon:
    palette = QGuiApplication.palette()
    inks = {
        QIcon.Mode.Normal: colour(tone, palette),
        QIcon.Mode.Disabled: palette.color(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText
        ),
        QIcon.Mode.Selected: palette.color(QPalette.ColorRole.HighlightedText),
    }
    icon = QIcon()
    for mode, ink in inks.items():
        for size_px in ICON_SIZES_PX:
            icon.addPixmap(picture(name, size_px, ink), mode)
    return icon


@cache
def _source(name: str) -> str:
    try:
        return svg_file(name).read_text(encoding="utf-8")
    except OSError as error:
        raise KeyError(name) from error


def _renderer(name: str, ink: str) -> QSvgRenderer:
    drawing = _source(name).replace("currentColor", ink)
    return QSvgRenderer(QByteArray(drawing.encode()))
