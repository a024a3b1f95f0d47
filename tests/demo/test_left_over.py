"""Folders of demos that were ended by force."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest
from filelock import FileLock

from scroblarr_desktop.demo import left_over
from scroblarr_desktop.paths import DataDir


def demo_folder(at: Path, age_s: float) -> Path:
    """Return a demo's folder that was locked so long ago."""
    at.mkdir()
    (at / "scroblarr.sqlite3").touch()
    lock = DataDir(at).lock
    lock.touch()
    os.utime(lock, (time.time() - age_s,) * 2)
    return at


def test_only_what_no_demo_holds_any_more_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead = demo_folder(tmp_path / "scroblarr-demo-dead", 3600)
    alive = demo_folder(tmp_path / "scroblarr-demo-alive", 3600)
    young = demo_folder(tmp_path / "scroblarr-demo-young", 1)
    other = demo_folder(tmp_path / "somebodys", 3600)
    bare = tmp_path / "scroblarr-demo-bare"
    bare.mkdir()
    with FileLock(DataDir(alive).lock):
        # Taking it made the file new.
        os.utime(DataDir(alive).lock, (0, 0))
        left_over.clear_left_over()
    assert not dead.exists()
    assert all(one.exists() for one in (alive, young, other, bare))
