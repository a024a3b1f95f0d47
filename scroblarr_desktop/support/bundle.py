"""The diagnostic file: a zip that a person can look through before they send it to anybody."""

from __future__ import annotations

import json
import os
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scroblarr_desktop import diagnostics
from scroblarr_desktop.diagnostics import crashes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import StoreTrouble, private_words, row_counts
from scroblarr_desktop.store.private_words import PrivateWords
from scroblarr_desktop.support.facts import Running, gather
from scroblarr_desktop.support.hiding import Hiding, without_public_addresses

PIECE_CHARACTERS = 8_000
"""Looked through at once: longer ones would hold up the windows."""

BREATH_S = 0.001
"""After each piece the windows have their turn: Python runs one thread at a time."""

README = """\
This file was made by Scroblarr for somebody who helps to find a fault.

  app.json      versions, what the app is doing, accounts and media servers by number, settings
  counts.json   how many rows each table of the database has, and in which states
  log/          Scroblarr's own log
  crashes/      reports of what broke, if anything did

Names of people, servers and accounts, titles, passwords, tokens and web addresses of webhooks are
not in it: where one of them stood in a text it says [hidden]. Look through it before you send it;
every part is plain text.
"""

Progress = Callable[[int, int], bool]
"""Told how many bytes of how many are read; returns whether to go on."""


class Cancelled(Exception):
    """The person called it off; nothing is left of the file."""


@dataclass(frozen=True)
class Material:
    """What has to be collected where the engine runs, for `write` in a thread."""

    folder: DataDir
    facts: Mapping[str, Any]
    secrets: frozenset[str]


def collect(engine: Running, folder: DataDir, now: datetime) -> Material:
    """Return what the file will be made of."""
    try:
        secrets = private_words.secrets()
    except StoreTrouble:
        secrets = frozenset()
    return Material(folder, gather(engine, folder, now), secrets)


def write(path: Path, material: Material, go_on: Progress = lambda done, of: True) -> None:
    """Write the file; it comes into its place only when it is whole. Belongs into a thread.

    Where the names cannot be read, no text that may hold one goes into it. Raises Cancelled,
    OSError.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with (
            open(part, "wb", opener=_for_me_only) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped,
        ):
            for name, pieces in _contents(material, go_on):
                _add(zipped, name, pieces)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _for_me_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _add(zipped: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    with zipped.open(name, "w") as inside:
        for piece in pieces:
            inside.write(piece.encode("utf-8", "replace"))


def _contents(material: Material, go_on: Progress) -> Iterator[tuple[str, Iterable[str]]]:
    folder = material.folder
    yield "READ ME.txt", [README]
    yield "app.json", [without_public_addresses(_json(material.facts))]
    yield "counts.json", [_json(_counts(folder))]
    try:
        words = private_words.find(folder)
    except StoreTrouble as trouble:
        yield "log/left out.txt", [f"{trouble.title}: what to hide in the log is not known.\n"]
        return
    yield from _texts(folder, _hiding(words, material.secrets), go_on)


def _hiding(words: PrivateWords, secrets: frozenset[str]) -> Hiding:
    return Hiding(secrets, words.names, words.titles)


def _texts(folder: DataDir, hiding: Hiding, go_on: Progress) -> Iterator[tuple[str, Iterable[str]]]:
    logs = {f"log/{one.name}": one for one in diagnostics.log_files(folder.logs)}
    broken = {f"crashes/{one.path.name}": one.path for one in crashes.reports(folder.logs)}
    texts = {**logs, **broken}
    size = sum(one.stat().st_size for one in texts.values())
    reading = _Reading(hiding, size, go_on)
    for name, path in texts.items():
        yield name, reading.pieces(path)
    go_on(size, size)


class _Reading:
    """Reads texts piece by piece, hides what has to be hidden, and tells how far it is."""

    def __init__(self, hiding: Hiding, size: int, go_on: Progress) -> None:
        self._hiding = hiding
        self._size = size
        self._go_on = go_on
        self._done = 0

    def pieces(self, path: Path) -> Iterator[str]:
        # The log may have begun a new file meanwhile.
        with suppress(FileNotFoundError), path.open(encoding="utf-8", errors="replace") as file:
            while lines := file.readlines(PIECE_CHARACTERS):
                text = "".join(lines)
                if not self._go_on(min(self._done, self._size), self._size):
                    raise Cancelled
                self._done += len(text)
                yield self._hiding.hidden(text)
                time.sleep(BREATH_S)


def _counts(folder: DataDir) -> dict[str, Any]:
    try:
        return {
            "schema": row_counts.schema_version(folder),
            "rows": row_counts.rows_of_tables(folder),
            "kinds": row_counts.rows_by_kind(folder),
        }
    except StoreTrouble as trouble:
        return {"trouble": trouble.title}


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n"
