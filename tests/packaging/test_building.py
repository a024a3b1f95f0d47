"""The installers' parts that can be looked at without building any."""

from __future__ import annotations

import configparser
import hashlib
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from pathlib import Path

import pytest
import release
from building import linux, sizes, windows
from building.making import (
    APP_ID,
    NAME,
    PACKAGING,
    Build,
    CannotBuild,
    begin,
    version_in,
    write_checksums,
)
from building.pictures import icns, ico
from building.selection import kept, wanted_by_somebody

from scroblarr_desktop import __version__, autostart
from scroblarr_desktop.app import DESKTOP_FILE
from scroblarr_desktop.autostart import windows as run_key
from scroblarr_desktop.autostart.command import WINDOWS_PROGRAM
from scroblarr_desktop.paths import APP_NAME

QT = "PySide6/Qt"


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return begin(tmp_path / "work", tmp_path / "out")


@pytest.mark.parametrize(
    "place",
    [
        f"{QT}/plugins/platforms/libqxcb.so",
        f"{QT}/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        f"{QT}/plugins/platforms/libqcocoa.dylib",
        f"{QT}/plugins/imageformats/libqjpeg.so",
        f"{QT}/lib/libQt6Widgets.so.6",
        f"{QT}/lib/QtWidgets.framework/Versions/A/QtWidgets",
        "PySide6\\Qt6Core.dll",
        "PySide6/QtWidgets.abi3.so",
        "libxcb-cursor.so.0",
        "libssl.so.3",
        "resources/icons/open.svg",
    ],
)
def test_what_the_app_uses_is_kept(place: str) -> None:
    assert kept(place)


@pytest.mark.parametrize(
    "place",
    [
        f"{QT}/plugins/platformthemes/libqgtk3.so",
        f"{QT}/plugins/platforms/libqvnc.so",
        f"{QT}/plugins/sqldrivers/libqsqlite.so",
        f"{QT}/plugins/imageformats/libqtiff.so",
        "PySide6\\plugins\\tls\\qopensslbackend.dll",
        f"{QT}/lib/libQt6Network.so.6",
        "PySide6\\Qt6Qml.dll",
        "PySide6\\opengl32sw.dll",
        f"{QT}/translations/qtbase_fr.qm",
        f"{QT}/qml/QtQuick/qmldir",
        "libglib-2.0.so.0",
        "libfontconfig.so.1",
    ],
)
def test_what_it_does_not_use_is_left_out(place: str) -> None:
    assert not kept(place)


def test_a_shipped_language_brings_qts_own_words() -> None:
    assert kept(f"{QT}/translations/qtbase_de.qm", ["de"])
    assert not kept(f"{QT}/translations/qtbase_fr.qm", ["de"])
    assert not kept(f"{QT}/translations/assistant_de.qm", ["de"])


def test_libraries_that_nobody_wants_any_more_are_left_out() -> None:
    links = {
        "plugin.so": ["libcursor.so.0", "libc.so.6"],
        "libcursor.so.0": ["libutil.so.1"],
        "libgtk.so.3": ["libcairo.so.2"],
        "libcairo.so.2": ["libutil.so.1"],
    }
    names = ["libutil.so.1", "libpython3.11.so.1.0", "libgtk.so.3", "libcairo.so.2"]
    sources = {"plugins/plugin.so": "plugin.so", "libcursor.so.0": "libcursor.so.0"}
    sources |= {name: name for name in names}
    assert wanted_by_somebody(sources, lambda source: links.get(source, [])) == {
        "plugins/plugin.so",
        "libcursor.so.0",
        "libutil.so.1",
        "libpython3.11.so.1.0",
    }


def test_an_icon_of_windows_says_where_each_size_lies() -> None:
    red = bytes((0, 0, 255, 255))
    made = ico({16: red * 256, 20: red * 400}, {256: b"\x89PNG and more"})
    reserved, kind, count = struct.unpack_from("<HHH", made)
    assert (reserved, kind, count) == (0, 1, 3)
    entries = [struct.unpack_from("<BBBBHHII", made, 6 + 16 * number) for number in range(count)]
    assert [entry[0] for entry in entries] == [16, 20, 0]
    *_, length, place = entries[2]
    assert made[place : place + length] == b"\x89PNG and more"
    *_, length, place = entries[0]
    width, height = struct.unpack_from("<ii", made, place + 4)
    assert (width, height, length) == (16, 32, 40 + 16 * 16 * 4 + 16 * 4)
    assert place + length == entries[1][7]


def test_an_icon_of_macos_is_as_long_as_it_says() -> None:
    made = icns({"ic07": b"one", "ic08": b"three"})
    assert made[:4] == b"icns"
    assert struct.unpack_from(">I", made, 4) == (len(made),)
    assert made[8:] == b"ic07\0\0\0\x0boneic08\0\0\0\x0dthree"


def test_the_version_is_told_in_the_form_of_windows() -> None:
    assert windows.four_numbers("1.2.3rc1") == (1, 2, 3, 0)
    with pytest.raises(CannotBuild):
        windows.four_numbers("1.2")
    told = windows.version_resource("1.2.3")
    assert "filevers=(1, 2, 3, 0)" in told
    assert 'StringStruct("FileDescription", "Scroblarr")' in told


def test_the_version_is_that_of_the_package(build: Build) -> None:
    assert build.version == __version__
    with pytest.raises(CannotBuild):
        version_in("nothing here")


def test_the_windows_script_knows_where_the_app_keeps_things() -> None:
    script = windows.SCRIPT.read_text(encoding="utf-8")
    assert f'!define DATA "$LOCALAPPDATA\\{APP_NAME}"' in script
    assert f'!define RUN_NAME "{autostart.NAME}"' in script
    assert f'!define RUN_KEY "{run_key.RUN}"' in script
    assert f'!define APPROVED_KEY "{run_key.APPROVED}"' in script
    assert f'!define PROGRAM "{WINDOWS_PROGRAM}"' in script
    assert f'!define TALKING "{NAME}.exe"' in script


def test_the_launcher_is_the_one_that_the_windows_name() -> None:
    assert f"{DESKTOP_FILE}.desktop" == f"{NAME}.desktop"
    entry = configparser.RawConfigParser(delimiters="=")
    entry.read(linux.HERE / f"{NAME}.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == NAME
    assert entry["Desktop Entry"]["Icon"] == NAME


def test_the_description_names_version_and_launcher(build: Build) -> None:
    told = ElementTree.fromstring(linux.metainfo(build))
    texts: Mapping[str, str | None] = {one.tag: one.text for one in told}
    assert texts["id"] == APP_ID
    assert texts["launchable"] == f"{NAME}.desktop"
    newest = told.find("releases/release")
    assert newest is not None
    assert newest.attrib["version"] == __version__


def test_checksums_are_in_the_usual_form(tmp_path: Path) -> None:
    (tmp_path / "b.deb").write_bytes(b"b")
    (tmp_path / "a.dmg").write_bytes(b"a")
    lines = write_checksums(tmp_path).read_text().splitlines()
    assert lines == [
        f"{hashlib.sha256(b'a').hexdigest()}  a.dmg",
        f"{hashlib.sha256(b'b').hexdigest()}  b.deb",
    ]
    assert write_checksums(tmp_path).read_text().splitlines() == lines


def test_sizes_are_told_by_what_takes_them(tmp_path: Path) -> None:
    inner = tmp_path / "_internal"
    for place, size in {"PySide6/Qt/lib/libicudata.so.73": 30, "aiohttp/x.so": 5}.items():
        (inner / place).parent.mkdir(parents=True, exist_ok=True)
        (inner / place).write_bytes(bytes(size))
    (inner / "libicudata.so.73").symlink_to("PySide6/Qt/lib/libicudata.so.73")
    assert sizes.by_group(tmp_path) == {
        "ICU, Qt's tables of languages": 30,
        "other Python packages": 5,
    }


CHANGELOG = """\
# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

### Added

- A second thing.

## [0.1.0] - 2026-11-24

- The first thing.
"""


def test_a_release_is_told_in_the_changelogs_words() -> None:
    assert release.changes_of("0.2.0", CHANGELOG) == "### Added\n\n- A second thing.\n"
    assert release.changes_of("0.1.0", CHANGELOG) == "- The first thing.\n"
    for version in ("0.3.0", "Unreleased", "0.1"):
        with pytest.raises(CannotBuild, match="says nothing"):
            release.changes_of(version, CHANGELOG)


def test_a_release_needs_every_system(tmp_path: Path) -> None:
    made, gathered = tmp_path / "made", tmp_path / "release"
    names = ["a.deb", "a.tar.gz", "a.dmg"]
    for folder, name in zip(("Linux", "Linux", "macOS"), names, strict=True):
        (made / folder).mkdir(parents=True, exist_ok=True)
        (made / folder / name).write_text(name)
        (made / folder / "SHA256SUMS").write_text("of one system")
    with pytest.raises(CannotBuild, match="ending in -setup"):
        release.gather(made, gathered)
    (made / "a-setup.exe").write_text("a")
    release.gather(made, gathered)
    assert {path.name for path in gathered.iterdir()} == {*names, "a-setup.exe", "SHA256SUMS"}
    assert len((gathered / "SHA256SUMS").read_text().splitlines()) == 4


def test_every_file_that_the_workflow_calls_is_there() -> None:
    text = (PACKAGING.parent / ".github/workflows/build.yml").read_text(encoding="utf-8")
    words = {word for word in text.split() if word.startswith("packaging/")}
    assert len(words) >= 5
    assert [word for word in words if not (PACKAGING.parent / word).is_file()] == []
