"""The command that starts this very program again: installed, from a bundle, or with Python."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SCRIPT = "scroblarr-desktop"
MODULE = "scroblarr_desktop"
WINDOWS_PROGRAM = "Scroblarr.exe"
"""The bundle's program without a console, as `packaging/pyinstaller` names it."""


@dataclass(frozen=True)
class Program:
    """How this program was started."""

    executable: Path
    """Python, or the bundle's own program."""
    script: Path
    """What Python was told to run (`sys.argv[0]`)."""
    bundled: bool
    appimage: Path | None = None
    windows: bool = False


def this_program(env: Mapping[str, str] = os.environ) -> Program:
    executable = Path(sys.executable)
    return Program(
        executable=executable,
        script=Path(sys.argv[0]).absolute(),
        bundled=bool(getattr(sys, "frozen", False)),
        appimage=_appimage(executable, env),
        windows=sys.platform == "win32",
    )


def _appimage(executable: Path, env: Mapping[str, str]) -> Path | None:
    """Return the AppImage that this program runs from.

    What runs inside an AppImage hands its variables on to all that is started from it, so another
    one's may be set here as well.
    """
    file, mounted_at = env.get("APPIMAGE"), env.get("APPDIR")
    if not file or not mounted_at or not executable.is_relative_to(mounted_at):
        return None
    return Path(file)


def own_command(program: Program, data_dir: Path | None) -> tuple[str, ...]:
    """Return the command line for a start in the tray, word by word."""
    words = [*_launcher(program), "--minimized"]
    return (*words, "--data-dir", str(data_dir)) if data_dir else tuple(words)


def _launcher(program: Program) -> list[str]:
    if program.appimage is not None:
        return [str(program.appimage)]
    if program.bundled and program.windows:
        # Beside it lies the same program with a console: whichever wrote this, none comes up.
        return [str(program.executable.with_name(WINDOWS_PROGRAM))]
    if program.bundled:
        return [str(program.executable)]
    if program.windows:
        # Scripts and python.exe would show a console window for as long as the program runs.
        return [str(_windowless(program.executable)), "-m", MODULE]
    if program.script.name == SCRIPT and program.script.is_file():
        return [str(program.script)]
    # Not resolved: the link in a virtual environment is what leads to its packages.
    return [str(program.executable), "-m", MODULE]


def _windowless(python: Path) -> Path:
    beside = python.with_name("pythonw.exe")
    return beside if beside.is_file() else python
