"""Sealing of secrets at rest, and the key that opens them.

The key lies in a file of its own that only this person may read; on Windows it is also wrapped by
DPAPI, so that a copied file opens for nobody else. Sealed values are bound to their name: one
cannot be put in another's place.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.secret import Aead
from nacl.utils import random as random_bytes

from scroblarr_desktop.store.trouble import StoreTrouble

KEY_SIZE: int = Aead.KEY_SIZE


class KeyTrouble(StoreTrouble):
    """What is sealed cannot be opened, and nothing can be sealed."""

    title = "The saved sign-ins cannot be opened"


class KeyLost(KeyTrouble):
    """Waiting does not help: a person has to bring the key back, or to do without."""

    sentence = "The key that protects the saved sign-ins is missing or is not the right one."
    next_step = "Put the file 'secret.key' back, or start with new secrets."
    until = "the file 'secret.key' is back in Scroblarr's folder"
    """What would end it, in the middle of a sentence."""


class KeyUnavailable(KeyTrouble):
    """The key is there and cannot be had now."""

    title = "The saved sign-ins cannot be opened now"
    sentence = "The file 'secret.key' cannot be read."
    next_step = "Give your user the right to read it; Scroblarr goes on by itself."


_IN_KEYRING = "The key that protects the saved sign-ins lies in this computer's keyring."


class KeyringAsked(KeyUnavailable):
    """It was asked for the key and has not answered yet."""

    title = "The keyring has not answered yet"
    sentence = _IN_KEYRING
    next_step = "Unlock the keyring if it asks for that."


class KeyringLocked(KeyUnavailable):
    title = "The keyring is locked"
    sentence = _IN_KEYRING
    next_step = "Unlock the keyring; Scroblarr goes on by itself."


class KeyringAway(KeyUnavailable):
    title = "The keyring does not answer"
    sentence = _IN_KEYRING
    next_step = "Sign in to this computer's desktop; Scroblarr tries again by itself."


class NotInKeyring(KeyLost):
    sentence = (
        "The key that protects the saved sign-ins is not in this computer's keyring any more."
    )
    next_step = "Bring the keyring back as it was, or start with new secrets."
    until = "this computer's keyring is back as it was"


class KeyringRefused(StoreTrouble):
    title = "The keyring did not take the key"
    sentence = "Nothing was changed: the key stays in its file."
    next_step = "Unlock the keyring, then try again."


class CannotOpen(Exception):
    """This one value was not sealed with this key and under this name."""


class Box:
    """Seals and opens values with one key."""

    def __init__(self, key: bytes) -> None:
        self.key = key
        self._aead = Aead(key)

    def seal(self, name: str, value: str) -> bytes:
        return bytes(self._aead.encrypt(value.encode(), name.encode()))

    def open(self, name: str, sealed: bytes) -> str:
        """Return what was sealed under this name. Raises CannotOpen."""
        try:
            return self._aead.decrypt(bytes(sealed), name.encode()).decode()
        except (CryptoError, ValueError) as error:
            raise CannotOpen from error


def load_key(path: Path) -> bytes | None:
    """Return the stored key, or None where there is no file. Raises KeyLost, KeyUnavailable."""
    try:
        stored = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyUnavailable from error
    key = _unwrap(stored)
    if len(key) != KEY_SIZE:
        raise KeyLost
    return key


def create_key(path: Path) -> bytes:
    """Return a new key, stored. Two writers at once, in one process or two, end with one key."""
    return store_key(path, random_bytes(KEY_SIZE))


def store_key(path: Path, key: bytes) -> bytes:
    """Return the key that lies there from now on: this one, or the one of an earlier writer."""
    # mkstemp: a name of its own for each writer, and a file for this person only.
    number, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(_wrap(key))
            file.flush()
            os.fsync(file.fileno())
        _place(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    stored = load_key(path)
    if stored is None:
        raise KeyLost
    return stored


def _place(draft: Path, path: Path) -> None:
    try:
        # Only the first of two writers may place the file; a rename would replace silently.
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        if not path.exists():
            draft.replace(path)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Blob(ctypes.Structure):
        _fields_ = (("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char)))

    def _crypt(function: str, value: bytes) -> bytes:
        buffer = ctypes.create_string_buffer(value, len(value))
        given, result = _Blob(len(value), buffer), _Blob()
        call = getattr(ctypes.windll.crypt32, function)
        if not call(ctypes.byref(given), None, None, None, None, 0, ctypes.byref(result)):
            raise KeyLost
        try:
            return ctypes.string_at(result.data, result.size)
        finally:
            ctypes.windll.kernel32.LocalFree(result.data)

    def _wrap(key: bytes) -> bytes:
        return _crypt("CryptProtectData", key)

    def _unwrap(stored: bytes) -> bytes:
        return _crypt("CryptUnprotectData", stored)

else:

    def _wrap(key: bytes) -> bytes:
        return key

    def _unwrap(stored: bytes) -> bytes:
        return stored
