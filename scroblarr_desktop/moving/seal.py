"""The sealed file: what stands on its outside, and its content in chunks that only open as a whole.

    magic, 16 bytes
    when it was opened, 20 bytes, blanks until then; the only part that is ever changed
    length of the label, 4 bytes; the label, JSON
    lock, 40 bytes: opens with the right passphrase
    header of the stream, 24 bytes
    digest of all before but the time, 32 bytes: tells damage there from a wrong passphrase
    chunks of 256 KiB, each 17 bytes longer, the last one shorter
    ending, 49 bytes

The key comes from the passphrase by Argon2id, the stream is libsodium's secretstream
(XChaCha20-Poly1305), in which chunks can be neither changed, swapped, repeated nor left out. The
ending is the stream's final message: as long as zeros stand in its place nobody can open the file.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as SodiumRefused
from nacl.pwhash import argon2id
from nacl.secret import Aead
from nacl.utils import random as random_bytes

from scroblarr_desktop.moving.troubles import (
    FromNewer,
    NotOurs,
    NotWhole,
    TooLittleMemory,
    WrongPassphrase,
)

FORMAT = 1
MAGIC = b"Scroblarr moving"
CHUNK = 2**18

_OPENED_BYTES = 20
_LENGTH_BYTES = 4
_LONGEST_LABEL = 4096
_EXTRA: int = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER: int = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_FINAL: int = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_WHOLE = b"This is the end of a whole file."
_LOCKED = b""
_LOCK_BYTES = 40
_DIGEST_BYTES = 32
ENDING_BYTES = len(_WHOLE) + _EXTRA


@dataclass(frozen=True)
class Cost:
    """What each guess at the passphrase takes: about a second, and much memory."""

    operations: int = argon2id.OPSLIMIT_MODERATE
    memory_bytes: int = argon2id.MEMLIMIT_MODERATE

    @property
    def is_sane(self) -> bool:
        """Whether a file may ask for it: anybody could write a label that asks for all memory."""
        return self.operations <= 16 and self.memory_bytes <= argon2id.MEMLIMIT_SENSITIVE


@dataclass(frozen=True)
class Label:
    """What can be read on the outside, without the passphrase."""

    file_id: str
    written_at: datetime
    version: str
    """Of the program that wrote it."""
    schema: int
    """How many migrations the database in it has seen."""


@dataclass(frozen=True)
class Key:
    """What a passphrase opens a file with."""

    value: bytes = field(repr=False)

    @classmethod
    def of(cls, passphrase: str, salt: bytes, cost: Cost) -> Key:
        """Return it, after about a second. Raises TooLittleMemory."""
        # One passphrase, however a keyboard makes its letters up.
        text = unicodedata.normalize("NFKC", passphrase.strip()).encode()
        try:
            return cls(argon2id.kdf(32, text, salt, cost.operations, cost.memory_bytes))
        except (SodiumRefused, MemoryError) as error:
            raise TooLittleMemory(cost.memory_bytes // 2**20) from error


class Sealer:
    """Writes a file, all but its ending. Raises OSError, TooLittleMemory."""

    def __init__(self, file: BinaryIO, label: Label, passphrase: str, cost: Cost) -> None:
        salt = random_bytes(argon2id.SALTBYTES)
        self.key = Key.of(passphrase, salt, cost)
        self._file = file
        self._rest = b""
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(
            self._state, self.key.value
        )
        head = _head(label, salt, cost)
        lock = bytes(Aead(self.key.value).encrypt(_LOCKED, head))
        outside = head + lock + header
        file.write(MAGIC + b" " * _OPENED_BYTES + outside + _digest(outside))

    def write(self, plain: bytes) -> None:
        self._rest += plain
        while len(self._rest) >= CHUNK:
            self._push(self._rest[:CHUNK])
            self._rest = self._rest[CHUNK:]

    def finish(self) -> bytes:
        """Return the ending that makes the file whole; zeros were written in its place."""
        if self._rest:
            self._push(self._rest)
            self._rest = b""
        self._file.write(bytes(ENDING_BYTES))
        return bindings.crypto_secretstream_xchacha20poly1305_push(self._state, _WHOLE, tag=_FINAL)

    def _push(self, plain: bytes) -> None:
        push = bindings.crypto_secretstream_xchacha20poly1305_push
        self._file.write(push(self._state, plain))


class Sealed:
    """A file to be read. Raises OSError, NotOurs, NotWhole, FromNewer."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, 2)
        file.seek(0)
        if file.read(len(MAGIC)) != MAGIC:
            raise NotOurs
        self.opened_at = _time(file.read(_OPENED_BYTES))
        """When somebody opened it, None where nobody did."""
        self._head = _read_head(file)
        self._lock, self._header = file.read(_LOCK_BYTES), file.read(_HEADER)
        outside = self._head + self._lock + self._header
        if file.read(_DIGEST_BYTES) != _digest(outside):
            raise NotWhole
        told = _told(self._head)
        self.label = Label(
            told["id"], datetime.fromisoformat(told["written_at"]), told["version"], told["schema"]
        )
        if told["format"] > FORMAT:
            raise FromNewer(self.label.version)
        self._salt = bytes.fromhex(told["salt"])
        self._cost = Cost(told["operations"], told["memory_bytes"])
        if not self._cost.is_sane:
            raise NotWhole
        self._start = file.tell()
        if self.size < self._start + ENDING_BYTES:
            raise NotWhole
        file.seek(-ENDING_BYTES, 2)
        self._ending = file.read(ENDING_BYTES)

    @property
    def is_finished(self) -> bool:
        """Whether somebody wrote an ending, whatever it is worth."""
        return any(self._ending)

    def unlock(self, passphrase: str) -> Key:
        """Return the key, after about a second. Raises WrongPassphrase, TooLittleMemory."""
        key = Key.of(passphrase, self._salt, self._cost)
        try:
            Aead(key.value).decrypt(self._lock, self._head)
        except CryptoError as error:
            raise WrongPassphrase from error
        return key

    def content(self, key: Key, ending: bytes | None = None) -> Iterator[bytes]:
        """Yield what is in it, piece by piece; it counts only once the last was yielded.

        `ending`: in place of the one that stands in the file. Raises NotWhole, OSError.
        """
        state = bindings.crypto_secretstream_xchacha20poly1305_state()
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, self._header, key.value)
        ending = ending or self._ending
        left = self.size - ENDING_BYTES - self._start
        self._file.seek(self._start)
        while left:
            sealed = self._file.read(min(left, CHUNK + _EXTRA))
            left -= len(sealed)
            yield _pulled(state, sealed, final=False)
        if _pulled(state, ending, final=True) != _WHOLE:
            raise NotWhole


def complete(file: BinaryIO, ending: bytes) -> None:
    """Write the ending into its place. Raises OSError."""
    file.seek(-ENDING_BYTES, 2)
    file.write(ending)


def note_opened(file: BinaryIO, at: datetime) -> None:
    """Write on the outside that it was opened. Raises OSError."""
    file.seek(len(MAGIC))
    file.write(f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode().ljust(_OPENED_BYTES))


def _pulled(state: Any, sealed: bytes, *, final: bool) -> bytes:
    if len(sealed) < _EXTRA:
        raise NotWhole  # it became shorter while it was read
    try:
        plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, sealed)
    except (CryptoError, SodiumRefused) as error:
        raise NotWhole from error
    if (tag == _FINAL) is not final:
        raise NotWhole
    return plain


def _head(label: Label, salt: bytes, cost: Cost) -> bytes:
    told = {
        "format": FORMAT,
        "id": label.file_id,
        "written_at": label.written_at.isoformat(),
        "version": label.version,
        "schema": label.schema,
        "salt": salt.hex(),
        "operations": cost.operations,
        "memory_bytes": cost.memory_bytes,
    }
    text = json.dumps(told).encode()
    return len(text).to_bytes(_LENGTH_BYTES, "big") + text


def _read_head(file: BinaryIO) -> bytes:
    length = file.read(_LENGTH_BYTES)
    size = int.from_bytes(length, "big")
    if size > _LONGEST_LABEL:
        raise NotWhole
    return length + file.read(size)


def _told(head: bytes) -> dict[str, Any]:
    told = json.loads(head[_LENGTH_BYTES:])
    assert isinstance(told, dict)
    return told


def _digest(outside: bytes) -> bytes:
    return hashlib.blake2b(MAGIC + outside, digest_size=_DIGEST_BYTES).digest()


def _time(noted: bytes) -> datetime | None:
    """Return when it was opened; what cannot be read was written by somebody, too."""
    if not noted.strip():
        return None
    try:
        return datetime.fromisoformat(noted.decode("ascii").strip())
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
