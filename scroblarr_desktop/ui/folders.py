"""Where a dialog that asks for a file begins: where the last one was, else among the documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

from scroblarr_desktop.paths import DataDir


def first_folder(last: str = "") -> str:
    """Return the folder of the last file if it is there, else the person's documents or home."""
    places = QStandardPaths.StandardLocation
    named = [QStandardPaths.writableLocation(places.DocumentsLocation)]
    named.append(QStandardPaths.writableLocation(places.HomeLocation))
    there = (one for one in (last, *named) if one and Path(one).is_dir())
    return next(there, str(Path.home()))


def last_folder(data_dir: DataDir, purpose: str) -> str:
    """Return where to begin this time."""
    return first_folder(str(_settings(data_dir).value(_key(purpose), "")))


def keep_folder(data_dir: DataDir, purpose: str, file: Path) -> None:
    """Begin next time where that file is."""
    _settings(data_dir).setValue(_key(purpose), str(file.parent))


def _settings(data_dir: DataDir) -> QSettings:
    return QSettings(str(data_dir.root / "windows.ini"), QSettings.Format.IniFormat)


def _key(purpose: str) -> str:
    return f"folders/{purpose}"
