"""Writing the file, which stops this copy for good.

In this order, so that at every moment one copy of the household lives, and at most one:
the file is written and read back, all but its ending, without which nobody can open it; then the
database notes for good that the household is gone, and where; then the file gets its ending and
its name. An end in the middle is made good at the next start, see `at_start`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scroblarr_desktop import __version__, this_computer
from scroblarr_desktop.moving import seal
from scroblarr_desktop.moving.contents import Letter
from scroblarr_desktop.moving.progress import Course, Stage
from scroblarr_desktop.moving.seal import Cost, Label, Sealed, Sealer
from scroblarr_desktop.moving.troubles import BadlyWritten, CannotWrite, NoRoom, NotWhole
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import StoreTrouble, backups, keys, migrations, moving
from scroblarr_desktop.store.moving import Away
from scroblarr_desktop.this_computer import OwnAddress, own_addresses

log = logging.getLogger(__name__)

SUFFIX = ".scroblarr"
PART = ".part"
"""Ends the name of a file that lacks its ending."""

SPARE_BYTES = 4 * 2**20
PIECE = 2**20


@dataclass(frozen=True)
class Departure:
    """What a person chose, and what only the open store can tell."""

    file: Path
    passphrase: str = field(repr=False)
    key: bytes = field(repr=False)
    """The one that opens what is sealed here."""


def prepare(folder: DataDir, file: Path, passphrase: str) -> Departure:
    """Return what is needed to leave; for the open store.

    Raises NoRoom, CannotWrite; KeyTrouble where the sign-ins cannot be taken along; StoreTrouble.
    """
    departure = Departure(target(file), passphrase, keys.box().key)
    look_for_room(folder, departure.file)
    return departure


def look_for_room(folder: DataDir, file: Path) -> None:
    """Raises NoRoom, CannotWrite where the file could not be written there."""
    size = backups.size_of(folder) + SPARE_BYTES
    with _written():
        places = {place: place.stat().st_dev for place in (folder.root, file.parent)}
        for place, device in places.items():
            needed = size * list(places.values()).count(device)
            if shutil.disk_usage(place).free < needed:
                raise NoRoom(str(place), -(-needed // 2**20))


class Leaving:
    """Takes the household out of a folder whose database is closed. `run` belongs into a thread."""

    def __init__(
        self,
        folder: DataDir,
        departure: Departure,
        course: Course,
        *,
        cost: Cost | None = None,
        clock: Clock = utc_now,
        own_addresses: Callable[[], list[OwnAddress]] = own_addresses,
    ) -> None:
        self._folder = folder
        self._departure = departure
        self._course = course
        self._cost = cost or Cost()
        self._clock = clock
        self._own_addresses = own_addresses
        self._copy = folder.root / COPY
        self._draft = departure.file.with_name(f"{departure.file.name}{PART}")

    def run(self) -> Away:
        """Return where the household is now.

        Raises Stopped, MovingTrouble, StoreTrouble, and then everything is as before: the folder
        can be used again.
        """
        self._course.at(Stage.LOOKING)
        look_for_room(self._folder, self._departure.file)
        note_draft(self._folder, self._draft)
        with moving.held(self._folder) as held:
            try:
                away = self._write(held)
                self._course.at(Stage.FINISHING)
            except BaseException:
                with suppress(OSError):
                    self._draft.unlink(missing_ok=True)
                raise
            finally:
                self._copy.unlink(missing_ok=True)
            # If this fails nobody knows which of the two it is. So the file without its ending
            # stays: the next start finds out, and completes it or takes it away.
            held.leave(away)
        self._course.at(Stage.LEFT)
        done = finish(self._folder, away, lambda: self._course.at(Stage.COMPLETED))
        self._course.at(Stage.DONE, 1.0)
        return done

    def _write(self, held: moving.Held) -> Away:
        counts = held.copy(self._copy, lambda share: self._course.at(Stage.COPYING, share))
        addresses = tuple(one.address for one in self._own_addresses() if one.likely)
        letter = Letter(self._departure.key, this_computer.name(), addresses, counts)
        label = Label(secrets.token_hex(16), self._clock(), __version__, migrations.NEWEST)
        key, ending, digest = self._seal(letter, label)
        self._read_back(key, ending, digest)
        return Away(label.file_id, label.written_at, self._draft, self._departure.file, ending)

    def _seal(self, letter: Letter, label: Label) -> tuple[seal.Key, bytes, bytes]:
        """Write all but the ending; return that, the key, and the digest of what is inside."""
        self._course.at(Stage.SEALING)
        digest, done, size = hashlib.blake2b(), 0, self._copy.stat().st_size
        with _written(), self._copy.open("rb") as copy, _private(self._draft).open("wb") as file:
            sealer = Sealer(file, label, self._departure.passphrase, self._cost)
            piece = letter.packed()
            while piece:
                sealer.write(piece)
                digest.update(piece)
                piece = copy.read(PIECE)
                done += len(piece)
                self._course.at(Stage.SEALING, done / size)
            ending = sealer.finish()
            _sync(file.fileno(), file.flush)
        return sealer.key, ending, digest.digest()

    def _read_back(self, key: seal.Key, ending: bytes, digest: bytes) -> None:
        """Raises BadlyWritten where the disk does not give back what it was given."""
        found, done = hashlib.blake2b(), 0
        try:
            with self._draft.open("rb") as file:
                sealed = Sealed(file)
                for piece in sealed.content(key, ending):
                    found.update(piece)
                    done += len(piece)
                    self._course.at(Stage.CHECKING, done / sealed.size)
        except (OSError, NotWhole) as error:
            raise BadlyWritten from error
        if found.digest() != digest:
            raise BadlyWritten


COPY = "moving-out.part"
DRAFT_NOTE = "moving-out.json"


def note_draft(folder: DataDir, draft: Path) -> None:
    """Note which file is begun: an end in the middle must not leave it lying about."""
    with _written():
        (folder.root / DRAFT_NOTE).write_text(json.dumps(str(draft)), encoding="utf-8")


def finish(folder: DataDir, away: Away, look: Callable[[], object] = lambda: None) -> Away:
    """Give the file its ending and its name, and return where the household is.

    For a folder that was left, at once or at a later start: what cannot be done now is done then.
    """
    if away.whole:
        return away
    try:
        if away.draft.exists():
            with away.draft.open("r+b") as file:
                if Sealed(file).label.file_id != away.file_id:
                    return away
                seal.complete(file, away.ending)
                _sync(file.fileno(), file.flush)
            look()
            away.draft.replace(away.file)
            _sync_folder(away.file.parent)
        if not away.file.exists():
            return away
        done = moving.note_whole(folder, away)
        (folder.root / DRAFT_NOTE).unlink(missing_ok=True)
    except (OSError, StoreTrouble) as trouble:
        log.warning("the file is not whole yet: %s", type(trouble).__name__)
        return away
    return done


def clear(folder: DataDir) -> None:
    """Take away what an end in the middle left of a file that was never finished."""
    note = folder.root / DRAFT_NOTE
    with suppress(OSError):
        (folder.root / COPY).unlink(missing_ok=True)
    with suppress(OSError, ValueError):
        draft = Path(json.loads(note.read_text(encoding="utf-8")))
        if draft.name.endswith(PART):
            draft.unlink(missing_ok=True)
        note.unlink()


def proposed_name(now: datetime) -> str:
    return f"Scroblarr {now.astimezone():%Y-%m-%d}{SUFFIX}"


def target(file: Path) -> Path:
    """Return where the file will stand, from what somebody typed."""
    whole = file.expanduser().absolute()
    return whole if whole.suffix else whole.with_name(f"{whole.name}{SUFFIX}")


def _private(path: Path) -> Path:
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def _sync(number: int, flush: Callable[[], None]) -> None:
    flush()
    os.fsync(number)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    with suppress(OSError):  # not every file system can, and the file itself is safe
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(error.strerror or str(error)) from error
