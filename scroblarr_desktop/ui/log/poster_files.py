"""Posters on disk: small pictures that may be thrown away at any time."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

MOST_BYTES = 50_000_000
"""All of them together; then those go that nobody looked at for longest."""

FRESH_FOR_S = 30 * 24 * 3600.0
"""After that the media server may have another one."""

LOOK_EVERY = 50
"""So many are written between two looks at how much there is."""


class PosterFiles:
    """Blocks, so not for the loop. What the disk does not take is fetched again another time."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._written = 0

    def get(self, key: str) -> bytes | None:
        """Return the picture, None where there is none that is fresh."""
        path = self._path(key)
        try:
            written_at = path.stat().st_mtime
            if not 0 <= time.time() - written_at < FRESH_FOR_S:
                return None
            content = path.read_bytes()
            os.utime(path, (time.time(), written_at))  # looked at now, as old as before
        except OSError:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._folder)  # readable by this person only
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(self._path(key))
        except OSError:
            return
        if self._written % LOOK_EVERY == 0:
            self._make_room()
        self._written += 1

    def _make_room(self) -> None:
        found = []
        with suppress(OSError):
            for path in self._folder.iterdir():
                told = path.stat()
                found.append((told.st_atime, told.st_size, path))
        size = sum(one for _, one, _ in found)
        for _, its_size, path in sorted(found):
            if size <= self._most_bytes:
                break
            path.unlink(missing_ok=True)
            size -= its_size

    def _path(self, key: str) -> Path:
        """A name that tells nobody what was watched."""
        return self._folder / hashlib.sha256(key.encode()).hexdigest()[:40]
