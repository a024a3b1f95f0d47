#!/usr/bin/env python3
"""Gathers a release: what each system's build made, one list of checksums, the changelog's text.

    python3 packaging/release.py TAG MADE RELEASE

MADE holds a folder for each system. The text goes to notes.md in the folder it is called from.
Fails where tag, package and changelog do not name the same version.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from building.making import ROOT, CannotBuild, version_in, write_checksums

EXPECTED = (".deb", ".tar.gz", "-setup.exe", ".dmg")


def changes_of(version: str, changelog: str) -> str:
    """Return the changelog's text about a version. Raises CannotBuild."""
    heading = re.compile(rf"^## \[?{re.escape(version)}\]?(?:[ \t][^\n]*)?$", re.MULTILINE)
    found = heading.search(changelog)
    text = re.split(r"^## ", changelog[found.end() :], flags=re.MULTILINE)[0] if found else ""
    if not text.strip():
        raise CannotBuild(f"CHANGELOG.md says nothing about {version}.")
    return text.strip() + "\n"


def gather(made: Path, release: Path) -> None:
    """Copy what was made into one folder. Raises CannotBuild where a system's is missing."""
    release.mkdir(parents=True, exist_ok=True)
    for file in sorted(made.rglob("*")):
        if file.is_file() and file.name.endswith(EXPECTED):
            shutil.copy(file, release)
    names = [file.name for file in release.iterdir()]
    missing = [end for end in EXPECTED if not any(name.endswith(end) for name in names)]
    if missing:
        raise CannotBuild(f"There is no file ending in {' or '.join(missing)}.")
    write_checksums(release)


def main(tag: str, made: Path, release: Path) -> int:
    try:
        version = version_in((ROOT / "scroblarr_desktop/__init__.py").read_text(encoding="utf-8"))
        if tag != f"v{version}":
            raise CannotBuild(f"The tag is {tag}, and the package says {version}.")
        notes = changes_of(version, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
        Path("notes.md").write_text(notes, encoding="utf-8")
        gather(made, release)
    except CannotBuild as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
