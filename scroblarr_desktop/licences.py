"""Whose work the program contains, and under which licences.

A bundle brings a list that was made when it was built: there is no metadata of packages in it. From
source it is read from what is installed.
"""

from __future__ import annotations

import json
import platform
import re
import sys
import sysconfig
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from scroblarr_desktop.paths import resources_dir

BUNDLED = "licences.json"

DIRECT = (
    "PySide6-Essentials",
    "aiohttp",
    "appdirs",
    "filelock",
    "keyring",
    "peewee",
    "psutil",
    "pynacl",
    "qasync",
    "requests",
    "requests-oauthlib",
    "segno",
)
"""What the app itself asks for; the rest is what these ask for."""

_QT_PACKAGES = ("pyside6-essentials", "shiboken6")
_QT_TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt")
"""Their packages bring no text along; the first licence is an addition to the second."""

_CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True)
class Shipped:
    """Somebody's work in the program. `text` is empty where none came along."""

    name: str
    version: str
    licence: str
    text: str


def shipped() -> list[Shipped]:
    """Return everything that the program contains, Python first, then by name."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        with suppress(OSError, ValueError, TypeError):
            return from_json((Path(bundle) / BUNDLED).read_text(encoding="utf-8"))
    return read(_installed())


def read(packages: Iterable[Distribution]) -> list[Shipped]:
    """Return Python and these packages, with their licences as they came."""
    found = [_package(one) for one in packages]
    return [_python(), *sorted(found, key=lambda one: one.name.lower())]


def as_json(everything: Iterable[Shipped]) -> str:
    return json.dumps([asdict(one) for one in everything], ensure_ascii=False, indent=1)


def from_json(text: str) -> list[Shipped]:
    """Return what `as_json` wrote. Raises ValueError, TypeError for anything else."""
    return [Shipped(**one) for one in json.loads(text)]


def _installed() -> list[Distribution]:
    """Return the packages that the app asks for, and those that they ask for, where they are."""
    todo, seen = list(DIRECT), dict[str, Distribution | None]()
    while todo:
        name = _plain(todo.pop())
        if name in seen:
            continue
        try:
            seen[name] = found = distribution(name)
        except PackageNotFoundError:  # for another system, or an older Python
            seen[name] = None
            continue
        wanted = (one for one in found.requires or [] if "extra ==" not in one)
        todo += [re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0] for one in wanted]
    return [one for one in seen.values() if one is not None]


def _package(one: Distribution) -> Shipped:
    name = str(one.metadata["Name"])
    texts = [_text(one, file) for file in _files(one)]
    if _plain(name) in _QT_PACKAGES:
        texts += [_own_text(file) for file in _QT_TEXTS]
    return Shipped(name, one.version, _licence(one), "\n\n".join(filter(None, texts)))


def _licence(one: Distribution) -> str:
    """Return what the package calls its licence, in a line."""
    about = one.metadata
    said = [*(about.get_all("License-Expression") or []), *(about.get_all("License") or [])]
    if said and said[0].strip():
        return str(said[0]).strip().splitlines()[0]
    classifiers = about.get_all("Classifier") or []
    named = [one.removeprefix(_CLASSIFIER) for one in classifiers if one.startswith(_CLASSIFIER)]
    return ", ".join(named)


def _files(one: Distribution) -> list[str]:
    named = one.metadata.get_all("License-File")
    if named:
        return [str(name) for name in named]
    inside = (file for file in one.files or [] if ".dist-info" in str(file.parent))
    return [file.name for file in inside if re.match(r"(?i)(licen[cs]e|copying|notice)", file.name)]


def _text(one: Distribution, name: str) -> str:
    for candidate in (f"licenses/{name}", name):
        text = one.read_text(candidate)
        if text is not None:
            return text.strip()
    return ""


def _python() -> Shipped:
    folder = Path(sysconfig.get_path("stdlib"))
    # Windows keeps it beside the program.
    places = (folder / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt", folder / "LICENSE")
    text = next((_read(place) for place in places if place.is_file()), "")
    return Shipped("Python", platform.python_version(), "PSF-2.0", text)


def _own_text(name: str) -> str:
    return _read(resources_dir() / "licences" / name)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
