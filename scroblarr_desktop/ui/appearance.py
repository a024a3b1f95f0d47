"""Light or dark: as the computer has it, or as the person likes it better."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.store import settings
from scroblarr_desktop.ui.colours import mixed

NAME = "appearance"

OWN_PALETTE = "scroblarr_own_palette"
"""The property of the QApplication that tells that the palette in use is one of ours."""


LIGHT_ONLY = "windowsvista"
"""The style of Windows 10, which stays light (qt.io, "Dark Mode on Windows 11 with Qt 6.5")."""

FOLLOWS = "fusion"
"""Qt's own style, which takes on any colours."""


class Appearance(StrEnum):
    AS_COMPUTER = "as_computer"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Appearance.AS_COMPUTER: Qt.ColorScheme.Unknown,
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}


def chosen() -> Appearance:
    """Return what the person chose, which is "as the computer" as long as nobody chose."""
    kept = settings.get(NAME)
    return Appearance(kept) if kept in set(Appearance) else Appearance.AS_COMPUTER


def choose(appearance: Appearance) -> None:
    """Keep the choice and show it in all windows at once. Raises StoreTrouble."""
    settings.put(NAME, None if appearance is Appearance.AS_COMPUTER else appearance.value)
    show_chosen()


def show_chosen() -> None:
    """Give all windows the colours that were chosen. They hear of it as of any new palette."""
    wanted = chosen()
    if (other := style_for(wanted, QApplication.style().name())) is not None:
        QApplication.setStyle(other)
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(_SCHEMES[wanted])
    # Where Qt knows nothing of the desktop's colours it cannot ask it for others either.
    is_deaf = hints.colorScheme() is Qt.ColorScheme.Unknown
    _use(wanted if is_deaf else Appearance.AS_COMPUTER)


def style_for(appearance: Appearance, style: str) -> str | None:
    """Return the style to take in place of this one, None where it can show what was chosen."""
    is_deaf = appearance is Appearance.DARK and style.lower() == LIGHT_ONLY
    return FOLLOWS if is_deaf else None


def _use(appearance: Appearance) -> None:
    """Put a palette of ours over the desktop's, or take it away again."""
    qt = QGuiApplication.instance()
    assert isinstance(qt, QApplication)
    if appearance is Appearance.AS_COMPUTER and not qt.property(OWN_PALETTE):
        return  # whatever is there is not ours to take away
    qt.setProperty(OWN_PALETTE, appearance is not Appearance.AS_COMPUTER)
    palettes = {Appearance.LIGHT: light_palette, Appearance.DARK: dark_palette}
    qt.setPalette(palettes.get(appearance, QPalette)())


def light_palette() -> QPalette:
    return _palette("#efefef", "#efefef", base="#ffffff", chosen="#2b7ab0", link="#1d5a9b")


def dark_palette() -> QPalette:
    # Fields lighter than the window: Fusion draws a box that is not ticked as little else.
    return _palette("#4a4a4f", "#242427", base="#38383e", chosen="#2f6db3", link="#8cc4ff")


def _palette(button: str, window: str, *, base: str, chosen: str, link: str) -> QPalette:
    """Return what Qt derives from a button's and a window's colour, and what it does not derive."""
    made = QPalette(QColor(button), QColor(window))
    role = QPalette.ColorRole
    made.setColor(role.Base, QColor(base))
    made.setColor(role.AlternateBase, mixed(QColor(base), QColor(window), 0.5))
    made.setColor(role.ToolTipBase, QColor(button))
    made.setColor(role.ToolTipText, made.color(role.WindowText))
    for one in (role.Highlight, role.Accent):
        made.setColor(one, QColor(chosen))
    made.setColor(role.HighlightedText, QColor("#ffffff"))
    for one in (role.Link, role.LinkVisited):
        made.setColor(one, QColor(link))
    return made
