"""Folders of demos that were ended by force: cleared away when the next demo starts."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from scroblarr_desktop.paths import DataDir

PREFIX = "scroblarr-demo-"
YOUNGEST_S = 600.0
"""One that starts just now has its folder a moment before it holds it."""


def clear_left_over() -> None:
    """Remove the demo folders of this person that no running process holds; the rest stays."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError):
                if _is_ours(folder) and _is_let_go(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    about = folder.lstat()
    return stat.S_ISDIR(about.st_mode) and (os.name == "nt" or about.st_uid == os.getuid())


def _is_let_go(folder: Path) -> bool:
    """Return whether a demo held it once and none does now. The system lets go of a dead one's."""
    lock = DataDir(folder).lock
    if not lock.is_file() or abs(time.time() - lock.stat().st_mtime) < YOUNGEST_S:
        return False
    try:
        with FileLock(lock, timeout=0):
            return True
    except Timeout:
        return False
