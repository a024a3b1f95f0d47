"""What takes the space in a bundle."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

GROUPS = (
    ("libicu", "ICU, Qt's tables of languages"),
    ("PySide6/Qt/lib/", "Qt's libraries"),
    ("PySide6/Qt/plugins/", "Qt's plugins"),
    ("PySide6/", "Python's way to Qt"),
    ("shiboken6/", "Python's way to Qt"),
    ("cryptography/", "cryptography, for the keyring"),
    ("libpython", "Python"),
    ("python3", "Python"),
    ("base_library.zip", "Python"),
    ("resources/", "icons and translations"),
    ("scroblarr-desktop", "the program with all Python code"),
    ("Scroblarr", "the program with all Python code"),
    ("lib", "libraries of the system"),
)
"""The first that a file's place contains names its group."""


def by_group(bundle: Path) -> dict[str, int]:
    """Return bytes by group, the largest first."""
    found: Counter[str] = Counter()
    for file in bundle.rglob("*"):
        if file.is_file() and not file.is_symlink():
            found[_group(file.relative_to(bundle).as_posix())] += file.stat().st_size
    return dict(found.most_common())


def _group(place: str) -> str:
    inner = place.removeprefix("_internal/")
    return next((name for part, name in GROUPS if part in inner), "other Python packages")


def table(bundle: Path) -> str:
    """Return lines for people, in MB of a million bytes."""
    groups = by_group(bundle)
    rows = [*groups.items(), ("all", sum(groups.values()))]
    return "\n".join(f"{name:<36} {size / 1e6:7.1f} MB" for name, size in rows)
