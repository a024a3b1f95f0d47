"""The end of a file that grows, read in pieces: the whole of a large one is never in memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PIECE_BYTES = 128 * 1024


@dataclass(frozen=True)
class Piece:
    """Whole lines of a file, and between which bytes they lie."""

    lines: tuple[str, ...]
    start: int = 0
    end: int = 0


NOTHING = Piece(())


def last(path: Path, most_bytes: int = PIECE_BYTES) -> Piece:
    """Return the last lines; nothing where the file cannot be read."""
    try:
        size = path.stat().st_size
    except OSError:
        return NOTHING
    return before(path, size, most_bytes)


def before(path: Path, end: int, most_bytes: int = PIECE_BYTES) -> Piece:
    """Return the lines that end at that byte, as many as fit; at least a part of one.

    `start` of the piece is always before `end`, so that going on comes to the beginning.
    """
    start = max(0, end - most_bytes)
    content = _read(path, start, end)
    if start:
        first = content.find(b"\n") + 1
        if first < len(content):
            content = content[first:]
            start += first
    return Piece(_lines(content), start, end)


def since(path: Path, start: int, most_bytes: int = PIECE_BYTES) -> Piece | None:
    """Return what was added behind that byte; None where the file is another, shorter one now.

    A line that is not finished yet is left for later.
    """
    try:
        size = path.stat().st_size
    except OSError:
        return None
    if size < start:
        return None
    content = _read(path, start, min(size, start + most_bytes))
    finished = content.rfind(b"\n") + 1
    if not finished and len(content) == most_bytes:
        finished = len(content)
    return Piece(_lines(content[:finished]), start, start + finished)


def _read(path: Path, start: int, end: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(end - start)
    except OSError:
        return b""


def _lines(content: bytes) -> tuple[str, ...]:
    text = content.decode("utf-8", "replace")
    return tuple(text.rstrip("\n").split("\n")) if text else ()
