"""What every step of a build shares: where it works, what it makes, and how it runs programs."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
RESOURCES = ROOT / "resources"

NAME = "scroblarr-desktop"
APP_ID = "io.github.scroblarr.ScroblarrDesktop"
"""By which software centres and macOS know the app: never to be changed after the first release."""
SUMMARY = "Marks what your household watched in everybody's own tracker account"
PUBLISHER = "Scroblarr Desktop contributors"

WINDOWS, MACOS = sys.platform == "win32", sys.platform == "darwin"
LINUX = sys.platform.startswith("linux")


class CannotBuild(Exception):
    """The build stops. The message says why, for whoever called it."""


@dataclass(frozen=True)
class Build:
    """One build. Everything half-made lies in `work`, everything finished in `out`."""

    work: Path
    out: Path
    version: str
    made_at_s: int
    """The time that files in packages bear: the same source gives the same packages."""

    @property
    def python(self) -> Path:
        """The build's own Python, with nothing in it but what the app and the build need."""
        return self.work / "venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")

    @property
    def icons(self) -> Path:
        return self.work / "icons"

    @property
    def bundle(self) -> Path:
        """The folder with the finished program; on macOS the app."""
        return self.work / "dist" / ("Scroblarr.app" if MACOS else NAME)

    def fresh(self, name: str) -> Path:
        """Return an empty folder for half-made things."""
        folder = self.work / name
        remove(folder)
        folder.mkdir(parents=True)
        return folder


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there."""
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink(missing_ok=True)
        return
    for child in folder.iterdir():
        remove(child)
    folder.rmdir()


def begin(work: Path, out: Path) -> Build:
    """Return a build of the tree as it lies there."""
    work, out = work.resolve(), out.resolve()
    for folder in (work, out):
        folder.mkdir(parents=True, exist_ok=True)
    return Build(
        work, out, version_in((ROOT / "scroblarr_desktop/__init__.py").read_text()), _time()
    )


def version_in(text: str) -> str:
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise CannotBuild("The package does not say its version.")
    return found[1]


def _time() -> int:
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return int(asked.stdout) if asked.returncode == 0 and asked.stdout else int(time.time())


def run(
    command: Sequence[str | Path], *, cwd: Path = ROOT, also: Mapping[str, str] | None = None
) -> str:
    """Return what the program printed on stdout; its stderr is shown. Raises CannotBuild."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env={**os.environ, **(also or {})},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise CannotBuild(f"{words[0]} is needed and not installed.") from None
    if done.returncode != 0:
        raise CannotBuild(f"{done.stdout}\n{' '.join(words)} ended with {done.returncode}.")
    return done.stdout


def say(line: str) -> None:
    print(line, flush=True)


def machine() -> str:
    """Return the processor by the name that file names carry."""
    known = {"amd64": "x86_64", "x86_64": "x86_64", "arm64": "arm64", "aarch64": "aarch64"}
    found = platform.machine().lower()
    return known.get(found, found)


def write_checksums(out: Path) -> Path:
    """Write SHA256SUMS over all that lies in the folder, in the form of `sha256sum --check`."""
    sums = out / "SHA256SUMS"
    files = [path for path in sorted(out.iterdir()) if path.is_file() and path != sums]
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")
    return sums
