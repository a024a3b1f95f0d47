"""The box that seals secrets: whose key it is, and when there may be a new one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import peewee as pw

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import key_place
from scroblarr_desktop.store.database import current, writing
from scroblarr_desktop.store.models import SecretRow
from scroblarr_desktop.store.sealing import (
    Box,
    CannotOpen,
    KeyLost,
    KeyTrouble,
    KeyUnavailable,
    NotInKeyring,
    create_key,
    load_key,
    store_key,
)
from scroblarr_desktop.store.trouble import translated

LOST = "lost:"
"""So begin the names of values whose key was given up."""


def box() -> Box:
    """Return the box for secrets, making its key only while nothing is sealed.

    Raises KeyLost, KeyUnavailable, StoreTrouble.
    """
    found = look()
    if found is None:
        store = current()
        with translated():
            found = store.box = Box(create_key(store.folder.key_file))
        if key_place.entry() is not None:
            key_place.put(None)  # the keyring has none, and nothing is sealed with one
    return found


def look() -> Box | None:
    """Return the box, or None where nothing was ever sealed and there is no key yet.

    Raises KeyLost, KeyUnavailable, StoreTrouble.
    """
    store = current()
    if store.box is None:
        with translated():
            store.box = _find_box()
    return store.box


def give_up(now: datetime) -> list[str]:
    """Set aside what the lost key sealed, and the key's file if there is one; return the names.

    Nothing is done where the key is there. Raises KeyUnavailable, StoreTrouble.
    """
    try:
        look()
        return []
    except KeyLost:
        pass
    stamp = f"{now:%Y%m%d-%H%M%S}"
    names = [row.name for row in _in_use()]
    with writing(Changed.NOTHING):
        kept_as = pw.Value(f"{LOST}{stamp}:").concat(SecretRow.name)
        SecretRow.update(name=kept_as).where(SecretRow.name.in_(names)).execute()
    _set_aside(stamp)
    key_place.put(None)
    return names


def offer(found: bytes | type[KeyUnavailable] | None) -> None:
    """Take what the keyring said: the key, why there is none now, or None where it has none."""
    current().from_keyring = found


def put_into_file(now: datetime) -> None:
    """Keep the key that is in use in its file. Raises KeyLost, KeyUnavailable, StoreTrouble."""
    key, path = box().key, current().folder.key_file
    with translated():
        try:
            in_file = load_key(path)
        except KeyLost:
            in_file = b""
        if in_file not in (None, key):
            _set_aside(f"{now:%Y%m%d-%H%M%S}")
        store_key(path, key)


def is_in_file() -> bool:
    """Return whether the key that is in use lies in its file. Raises KeyTrouble, StoreTrouble."""
    key = box().key
    try:
        with translated():
            return load_key(current().folder.key_file) == key
    except KeyTrouble:
        return False


def remove_file(key: bytes) -> None:
    """Delete the key's file where it holds just this key, which opens what is sealed."""
    if is_in_file() and box().key == key:
        with translated():
            current().folder.key_file.unlink()


def _set_aside(stamp: str) -> None:
    key_file = current().folder.key_file
    with translated():
        if key_file.exists():
            key_file.replace(key_file.with_name(f"kept-{stamp}.key"))


def _find_box() -> Box | None:
    sealed = _in_use()
    for key in _keys():
        found = Box(key)
        # Another key of the same size must not seal beside the right one.
        if not sealed or any(_opens(found, row) for row in sealed):
            return found
    if sealed:
        raise KeyLost if key_place.entry() is None else NotInKeyring
    return None


def _keys() -> Iterator[bytes]:
    """Yield the key in the file and, where one was put there, that in the keyring."""
    store, entry = current(), key_place.entry()
    try:
        in_file = load_key(store.folder.key_file)
    except KeyTrouble:
        if entry is None:
            raise
        in_file = None
    if in_file is not None:
        yield in_file
    if entry is not None:
        if isinstance(store.from_keyring, bytes):
            yield store.from_keyring
        elif store.from_keyring is not None:
            raise store.from_keyring


def _opens(found: Box, row: SecretRow) -> bool:
    try:
        found.open(row.name, row.sealed)
    except CannotOpen:
        return False
    return True


def _in_use() -> list[SecretRow]:
    return list(SecretRow.select().where(~SecretRow.name.startswith(LOST)))
