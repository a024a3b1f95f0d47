from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from scroblarr_desktop.paths import APP_NAME, DataDir, default_data_dir, resources_dir


def test_data_lies_where_this_system_keeps_it() -> None:
    folder = default_data_dir()
    assert folder.name == APP_NAME
    assert folder.is_absolute()
    assert folder.parent.name != APP_NAME


def test_icons_are_found_in_the_source_tree() -> None:
    assert (resources_dir() / "icons").is_dir()


def test_icons_of_a_bundle_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources_dir() != tmp_path / "resources"
    (tmp_path / "resources").mkdir()
    assert resources_dir() == tmp_path / "resources"


def test_everything_lies_below_the_folder(tmp_path: Path) -> None:
    folder = DataDir(tmp_path)
    every = [
        folder.database,
        folder.key_file,
        folder.lock,
        folder.control,
        folder.logs,
        folder.backups,
        folder.generation,
        folder.damage_seen,
    ]
    assert {path.parent for path in every} == {tmp_path}
    assert len(set(every)) == len(every)


def test_two_folders_share_nothing(tmp_path: Path) -> None:
    one, other = DataDir(tmp_path / "one"), DataDir(tmp_path / "other")
    one.create()
    assert not other.root.exists()
    assert one != other
    assert one == DataDir(tmp_path / "one")


def test_folders_are_made_for_this_person_only(tmp_path: Path) -> None:
    folder = DataDir(tmp_path / "deep" / "below")
    former = os.umask(0)
    try:
        folder.create()
        folder.create()
    finally:
        os.umask(former)
    private = 0o700 if os.name == "posix" else 0o777
    for path in (folder.root, folder.logs, folder.backups):
        assert path.stat().st_mode & 0o777 == private
