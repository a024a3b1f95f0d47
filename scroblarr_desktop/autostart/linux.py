"""An entry in ~/.config/autostart (freedesktop.org: Application Autostart Specification)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
"""Desktop Entry Specification, "The Exec key": words with any of these are quoted."""

ENTRY = """[Desktop Entry]
Type=Application
Name=Scroblarr
Comment=Marks what your household watched in everybody's own tracker account
Exec={command}
Icon=scroblarr-desktop
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
X-GNOME-Autostart-Delay=5
X-KDE-autostart-after=panel
"""
"""A little late, so that the panel with the tray is there."""


class DesktopEntry:
    def __init__(self, name: str, home: Path, env: Mapping[str, str]) -> None:
        configured = Path(env.get("XDG_CONFIG_HOME", ""))
        # The base directory specification wants a relative one ignored.
        config = configured if configured.is_absolute() else home / ".config"
        self.path = config / "autostart" / f"{name}.desktop"

    def is_on(self) -> bool:
        """Return whether the entry is there and not switched off: desktops do that by a key."""
        keys = self._keys()
        enabled = keys.get("X-GNOME-Autostart-enabled", "true") != "false"
        return bool(keys) and enabled and keys.get("Hidden", "false") != "true"

    def starts(self, command: Sequence[str]) -> bool:
        return self._keys().get("Exec") == exec_line(command)

    def turn_on(self, command: Sequence[str]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".new")
        text = ENTRY.format(command=exec_line(command))
        draft.write_text(text, encoding="utf-8", errors="surrogateescape")
        draft.replace(self.path)

    def turn_off(self) -> None:
        self.path.unlink(missing_ok=True)

    def _keys(self) -> Mapping[str, str]:
        """Return what the entry says; nothing where there is none, or none that can be read."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="surrogateescape")
        except FileNotFoundError:
            return {}
        import configparser  # only where there is an entry

        entry = configparser.RawConfigParser(delimiters="=", strict=False)
        entry.optionxform = str  # type: ignore[assignment,method-assign]
        try:
            entry.read_string(text)
        except configparser.Error:
            return {}
        return dict(entry["Desktop Entry"]) if entry.has_section("Desktop Entry") else {}


def exec_line(command: Sequence[str]) -> str:
    """Return the words as the key Exec holds them."""
    line = " ".join(_quoted(word.replace("%", "%%")) for word in command)
    # Over this comes the escaping of every string in such a file.
    return line.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _quoted(word: str) -> str:
    if word and not RESERVED.intersection(word):
        return word
    escaped = "".join(f"\\{one}" if one in '"`$\\' else one for one in word)
    return f'"{escaped}"'
