#!/usr/bin/env python3
"""Makes the program for people without Python: bundle and installers, for the system it runs on.

    python3 packaging/build.py [--out DIR] [--work DIR] [--stand-in]

On Linux a Debian package and a .tar.gz, on Windows an installer, on macOS a disk image; with
checksums beside them. The finished bundle has tested itself before anything is packed.
`--stand-in` compiles the script of the Windows installer, on Linux, with nothing inside.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from building.bundle import make_bundle, prepare
from building.linux import make_packages
from building.macos import make_disk_image
from building.making import (
    LINUX,
    MACOS,
    PACKAGING,
    ROOT,
    WINDOWS,
    Build,
    CannotBuild,
    begin,
    run,
    say,
    write_checksums,
)
from building.sizes import table
from building.windows import make_installer, stand_in


def main() -> int:
    given = _parser().parse_args()
    try:
        build = begin(given.work, given.out)
        if given.stand_in:
            _make_stand_in(build)
        else:
            _make_all(build)
    except CannotBuild as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Makes the installers of this system.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument("--work", type=Path, default=ROOT / "build", metavar="DIR")
    parser.add_argument("--stand-in", action="store_true", help="only try the Windows script")
    return parser


def _make_all(build: Build) -> None:
    make_bundle(build)
    if LINUX:
        make_packages(build)
    elif WINDOWS:
        make_installer(build, build.bundle)
    elif MACOS:
        make_disk_image(build)
    write_checksums(build.out)
    say(table(build.bundle))
    for path in sorted(build.out.iterdir()):
        say(f"{path.stat().st_size / 1e6:8.1f} MB  {path}")


def _make_stand_in(build: Build) -> None:
    prepare(build)
    ours = {"PYTHONPATH": os.pathsep.join((str(PACKAGING), str(ROOT)))}
    run([build.python, "-m", "building.pictures", build.icons], also=ours)
    say(str(make_installer(build, stand_in(build))))


if __name__ == "__main__":
    sys.exit(main())
