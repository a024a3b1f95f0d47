"""Opening the file on the other computer.

Everything is read and checked beside the database of this computer, which goes on meanwhile; what
came takes its place in one step at the end, so it is either not opened or whole.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from scroblarr_desktop.moving import seal
from scroblarr_desktop.moving.contents import Letter, unpacked
from scroblarr_desktop.moving.progress import Course, Stage
from scroblarr_desktop.moving.seal import Label, Sealed
from scroblarr_desktop.moving.troubles import CannotRead, FromNewer, NoRoom, NotFinished, NotWhole
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import backups, key_place, keys, migrations, moving, moving_in
from scroblarr_desktop.store.key_place import KeyEntry
from scroblarr_desktop.store.moving import CameFrom
from scroblarr_desktop.store.sealing import Box
from scroblarr_desktop.store.trouble import BadCopy, NewerFile, translated

log = logging.getLogger(__name__)

COPY = "moving-in.part"
SPARE_BYTES = 4 * 2**20


@dataclass(frozen=True)
class Outside:
    """What can be told of a file without its passphrase."""

    file: Path
    label: Label
    opened_at: datetime | None
    """When it was opened before: then somebody may live with what is in it already."""


@dataclass(frozen=True)
class Place:
    """Where the household moves in, as only the open store can tell."""

    folder: DataDir
    box: Box = field(repr=False)
    """Seals with this computer's key."""
    entry: KeyEntry | None
    """Where the keyring holds that key."""
    lives_here: str | None
    """The file from which the household came that lives here now."""


@dataclass(frozen=True)
class Ready:
    """The household, checked and beside the database: `move_in` lets it live here."""

    outside: Outside
    letter: Letter
    number: str
    """The number of the database, see `generations`."""


def look_at(file: Path) -> Outside:
    """Return what stands on the outside.

    Raises CannotRead, NotOurs, NotWhole, NotFinished, FromNewer.
    """
    with _read(), file.open("rb") as opened:
        sealed = Sealed(opened)
        if sealed.label.schema > migrations.NEWEST:
            raise FromNewer(sealed.label.version)
        if not sealed.is_finished:
            raise NotFinished
        return Outside(file, sealed.label, sealed.opened_at)


def place_here(folder: DataDir) -> Place:
    """Return where it moves in; for the open store. Raises KeyTrouble, StoreTrouble."""
    came = moving.came_from()
    return Place(folder, keys.box(), key_place.entry(), came.file_id if came else None)


def unpack(outside: Outside, passphrase: str, place: Place, course: Course) -> Ready:
    """Return the household, ready to move in. Blocks; nothing of this computer is changed.

    Raises WrongPassphrase, NotWhole, Stopped, other MovingTrouble, StoreTrouble.
    """
    course.at(Stage.LOOKING)
    copy = place.folder.root / COPY
    try:
        with _read(), outside.file.open("rb") as file:
            sealed = Sealed(file)
            _look_for_room(place.folder, sealed.size)
            letter = _unseal(sealed, sealed.unlock(passphrase), copy, course)
        course.at(Stage.CHECKING)
        moving_in.look_into(copy)
        number = _make_ours(outside, letter, place, copy)
        course.at(Stage.CHECKING, 1.0)
    except BaseException as error:
        copy.unlink(missing_ok=True)
        if isinstance(error, BadCopy):
            raise NotWhole from error
        if isinstance(error, NewerFile):
            raise FromNewer(outside.label.version) from error
        raise
    return Ready(outside, letter, number)


def move_in(folder: DataDir, ready: Ready, now: datetime, *, keep_old: bool) -> Path | None:
    """Let the household live here; for a closed database.

    Return where what was here is kept, None where nothing was or it was not to be kept. Raises
    StoreTrouble, and then nothing was changed.
    """
    kept = moving_in.put_in_place(folder, folder.root / COPY, ready.number, now, keep_old=keep_old)
    log.info("the household moved in from another computer")
    with suppress(OSError), ready.outside.file.open("r+b") as file:  # it may be on a disc
        seal.note_opened(file, now)
        file.flush()
        os.fsync(file.fileno())
    return kept


def clear(folder: DataDir) -> None:
    """Take away what was unpacked and did not move in."""
    with suppress(OSError):
        (folder.root / COPY).unlink(missing_ok=True)


def _unseal(sealed: Sealed, key: seal.Key, copy: Path, course: Course) -> Letter:
    """Write the database that is in it; return the letter. Raises NotWhole."""
    pieces, done = sealed.content(key), 0
    letter, first = unpacked(pieces)
    with _new_private(copy) as target:
        for piece in chain([first], pieces):
            with translated():
                target.write(piece)
            done += len(piece)
            course.at(Stage.OPENING, done / sealed.size)
        with translated():
            target.flush()
            os.fsync(target.fileno())
    return letter


def _make_ours(outside: Outside, letter: Letter, place: Place, copy: Path) -> str:
    label = outside.label
    came = CameFrom(label.file_id, label.written_at, letter.computer, letter.addresses)
    again = outside.opened_at is not None or place.lives_here == label.file_id
    return moving_in.make_ours(copy, Box(letter.key), place.box, place.entry, came, doubtful=again)


def _look_for_room(folder: DataDir, size: int) -> None:
    # Beside what came there has to be room for a copy of what is here.
    needed = size + backups.size_of(folder) + SPARE_BYTES
    if shutil.disk_usage(folder.root).free < needed:
        raise NoRoom(str(folder.root), -(-needed // 2**20))


def _new_private(path: Path) -> BinaryIO:
    with translated():
        path.unlink(missing_ok=True)
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


@contextmanager
def _read() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotRead(error.strerror or str(error)) from error
