"""Colours that follow the palette: light or dark, whatever the system says."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QColor, QPalette


class Tone(StrEnum):
    """What a colour says. Never alone: a shape and a word say the same."""

    GOOD = "good"
    BUSY = "busy"
    WARNING = "warning"
    BAD = "bad"
    QUIET = "quiet"
    PLAIN = "plain"


# Each has a contrast of at least 4.5 to 1 on the backgrounds of its kind.
_ON_LIGHT = {
    Tone.GOOD: "#1a6b3c",
    Tone.BUSY: "#1d5a9b",
    Tone.WARNING: "#8a5300",
    Tone.BAD: "#b3261e",
}
_ON_DARK = {
    Tone.GOOD: "#7fd6a0",
    Tone.BUSY: "#8cc4ff",
    Tone.WARNING: "#f2b95c",
    Tone.BAD: "#ff9a90",
}
# At least 3 to 1 on black-ish and white alike: for what stands on a panel of unknown colour.
_ON_ANY = {
    Tone.GOOD: "#2a9455",
    Tone.BUSY: "#2f80e0",
    Tone.WARNING: "#c77700",
    Tone.BAD: "#dc3c32",
    Tone.QUIET: "#7f848b",
}


def is_dark(palette: QPalette) -> bool:
    """Return whether text is lighter than what it stands on."""
    text = palette.color(QPalette.ColorRole.WindowText)
    return text.lightness() > palette.color(QPalette.ColorRole.Window).lightness()


def colour(tone: Tone, palette: QPalette) -> QColor:
    if tone is Tone.PLAIN:
        return palette.color(QPalette.ColorRole.WindowText)
    if tone is Tone.QUIET:
        return quiet(palette)
    return QColor((_ON_DARK if is_dark(palette) else _ON_LIGHT)[tone])


def on_any_background(tone: Tone) -> QColor:
    """Return a colour that can be told apart from light and dark alike. Not for PLAIN."""
    return QColor(_ON_ANY[tone])


def quiet(palette: QPalette) -> QColor:
    """Return the colour of hints: between text and background, but still well readable.

    The palette's own placeholder colour is often too faint for sentences.
    """
    return mixed(
        palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window), 0.32
    )


def hairline(palette: QPalette) -> QColor:
    return mixed(
        palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window), 0.82
    )


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """Return the first colour with that share (0 to 1) of the second in it."""
    return QColor(
        round(first.red() * (1 - share) + second.red() * share),
        round(first.green() * (1 - share) + second.green() * share),
        round(first.blue() * (1 - share) + second.blue() * share),
    )
