"""A dialog that asks for a file begins in a folder that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.ui import folders


def test_the_last_one_then_documents_then_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    places = QStandardPaths.StandardLocation
    named = {places.DocumentsLocation: str(home / "Papers"), places.HomeLocation: str(home)}
    monkeypatch.setattr(QStandardPaths, "writableLocation", named.__getitem__)
    assert folders.first_folder() == str(home)
    (home / "Papers").mkdir()
    assert folders.first_folder(str(tmp_path / "gone")) == str(home / "Papers")
    assert folders.first_folder(str(tmp_path)) == str(tmp_path)


def test_each_purpose_has_its_own(tmp_path: Path) -> None:
    data_dir = DataDir(tmp_path / "data")
    data_dir.create()
    folders.keep_folder(data_dir, "copies", tmp_path / "copy.sqlite3")
    assert folders.last_folder(data_dir, "copies") == str(tmp_path)
    assert folders.last_folder(data_dir, "diagnostic") == folders.first_folder()
