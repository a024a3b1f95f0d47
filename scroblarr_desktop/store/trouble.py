"""Known trouble with the file on disk, in words for people."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import peewee


class StoreTrouble(Exception):
    """The store cannot do it now. Nothing was changed."""

    title = "The log cannot be written"
    sentence = "Scroblarr could not read or write its database."
    next_step = "Look at the log file for the details."
    at_start: str | None = None
    """What to do where it keeps the program from starting, if that is something else."""

    def __init__(self, sentence: str | None = None, next_step: str | None = None) -> None:
        self.sentence = sentence or type(self).sentence
        self.next_step = next_step or type(self).next_step
        super().__init__(f"{self.title}: {self.sentence}")

    @property
    def step_at_start(self) -> str:
        return self.at_start or self.next_step


class DiskFull(StoreTrouble):
    title = "The disk is full"
    sentence = "There is no room left to keep what is watched."
    next_step = "Free some space; Scroblarr goes on by itself."
    at_start = "Free some space, then start Scroblarr again."


class Locked(StoreTrouble):
    title = "The database is in use"
    sentence = "Another program holds Scroblarr's database."
    next_step = "Close the other program; Scroblarr goes on by itself."
    at_start = "Close the other program, then start Scroblarr again."


class ReadOnly(StoreTrouble):
    title = "The folder cannot be written"
    sentence = "Scroblarr may not write into its own folder."
    next_step = "Give your user the right to write there; Scroblarr goes on by itself."
    at_start = "Give your user the right to write there, then start Scroblarr again."


class Damaged(StoreTrouble):
    title = "The database is damaged"
    sentence = "Scroblarr's database cannot be read."
    next_step = "Quit Scroblarr and start it again: it then offers your last good copy."
    at_start = "Choose how to go on; nothing is deleted."


class Gone(Damaged):
    title = "The database is missing"
    sentence = "There was a database in Scroblarr's folder, and it is not there any more."


class BadCopy(StoreTrouble):
    title = "This copy cannot be used"
    sentence = "The file is not a whole copy of Scroblarr's database."
    next_step = "Choose another copy."


class NoBackup(StoreTrouble):
    title = "There is no new backup"
    sentence = "The daily copy of your data could not be made."
    next_step = "Free some space; Scroblarr tries again by itself."


class NewerFile(StoreTrouble):
    title = "The database is newer than this program"
    sentence = "A newer version of Scroblarr has already used this data."
    next_step = "Install the newer version again; nothing was changed."


_BY_TEXT = (
    ("database or disk is full", DiskFull),
    ("database is locked", Locked),
    ("database table is locked", Locked),
    ("readonly database", ReadOnly),
    ("unable to open database file", ReadOnly),
    ("malformed", Damaged),
    ("not a database", Damaged),
    ("disk I/O error", StoreTrouble),
)

_BY_NUMBER = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
    errno.EROFS: ReadOnly,
    # A file stands where the folder, or one above it, should be; or a folder where a file should.
    errno.EEXIST: ReadOnly,
    errno.ENOTDIR: ReadOnly,
    errno.EISDIR: ReadOnly,
    errno.EIO: StoreTrouble,
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn known complaints of SQLite and the file system into StoreTrouble.

    Anything else is a bug and passes.
    """
    try:
        yield
    except (peewee.DatabaseError, sqlite3.DatabaseError) as error:
        trouble = _by_text(error)
        if trouble is None:
            raise
        raise trouble from error
    except OSError as error:
        if error.errno not in _BY_NUMBER:
            raise
        raise _BY_NUMBER[error.errno] from error


def _by_text(error: BaseException) -> type[StoreTrouble] | None:
    names = (getattr(one, "sqlite_errorname", None) for one in (error, error.__context__))
    # The file that processes share beside the database could not grow: there is no room.
    if "SQLITE_IOERR_SHMSIZE" in names:
        return DiskFull
    for text, trouble in _BY_TEXT:
        if text in str(error):
            return trouble
    # A full disk ends the whole transaction, and then undoing its inner part fails as well.
    return _by_text(error.__context__) if error.__context__ is not None else None
