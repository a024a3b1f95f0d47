"""Windows: what the program says of itself, and the installer."""

from __future__ import annotations

import os
import re
from pathlib import Path

from building.making import NAME, PACKAGING, PUBLISHER, ROOT, SUMMARY, Build, CannotBuild, run, say

SCRIPT = PACKAGING / "windows" / "installer.nsi"
PROGRAMS = ("Scroblarr.exe", f"{NAME}.exe")

VERSION_RESOURCE = """\
VSVersionInfo(
    ffi=FixedFileInfo(
        filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1,
        subtype=0x0, date=(0, 0),
    ),
    kids=[
        StringFileInfo([StringTable("040904B0", [
            StringStruct("CompanyName", {publisher!r}),
            StringStruct("FileDescription", "Scroblarr"),
            StringStruct("FileVersion", {version!r}),
            StringStruct("InternalName", {name!r}),
            StringStruct("LegalCopyright", "MIT licence"),
            StringStruct("OriginalFilename", "Scroblarr.exe"),
            StringStruct("ProductName", "Scroblarr"),
            StringStruct("ProductVersion", {version!r}),
            StringStruct("Comments", {summary!r}),
        ])]),
        VarFileInfo([VarStruct("Translation", [1033, 1200])]),
    ],
)
"""
"""PyInstaller's form of VERSIONINFO. Windows shows FileDescription over notifications."""


def version_resource(version: str) -> str:
    return VERSION_RESOURCE.format(
        numbers=four_numbers(version),
        version=version,
        name=NAME,
        publisher=PUBLISHER,
        summary=SUMMARY,
    )


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """Return the version as Windows counts: 1.2.3rc1 is (1, 2, 3, 0). Raises CannotBuild."""
    found = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    if found is None:
        raise CannotBuild(f"The version {version} has not three numbers.")
    return (int(found[1]), int(found[2]), int(found[3]), 0)


def make_installer(build: Build, payload: Path) -> Path:
    """Return the installer over that payload. Raises CannotBuild."""
    say("Making the installer")
    path = build.out / f"Scroblarr-{build.version}-windows-x64-setup.exe"
    values = {
        "VERSION": build.version,
        "NUMBERS": ".".join(str(number) for number in four_numbers(build.version)),
        "PAYLOAD": payload,
        "OUTFILE": path,
        "ICON": build.icons / "scroblarr.ico",
        "LICENCE": ROOT / "LICENSE",
        "SIZE_KIB": sum(one.stat().st_size for one in payload.rglob("*") if one.is_file()) // 1024,
    }
    if sign := os.environ.get("SCROBLARR_SIGN_COMMAND"):
        values["SIGN"] = sign
    defined = [f"-D{name}={value}" for name, value in values.items()]
    run(["makensis", "-V2", "-WX", *defined, SCRIPT])
    return path


def stand_in(build: Build) -> Path:
    """Return a payload without a program in it, to compile the script where no Windows is."""
    payload = build.fresh("stand-in")
    (payload / "_internal").mkdir()
    for name in (*PROGRAMS, "_internal/base_library.zip"):
        (payload / name).write_text(f"This stands in for {name}.\n", encoding="utf-8")
    return payload
