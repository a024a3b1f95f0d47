"""The box that seals secrets: whose key it is, and when there may be a new one."""

from __future__ import annotations

from datetime import datetime

import peewee as pw

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import current, writing
from scroblarr_desktop.store.models import SecretRow
from scroblarr_desktop.store.sealing import Box, CannotOpen, KeyLost, create_key, load_key
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
    key_file = current().folder.key_file
    with translated():
        if key_file.exists():
            key_file.replace(key_file.with_name(f"kept-{stamp}.key"))
    return names


def _find_box() -> Box | None:
    sealed, key = _in_use(), load_key(current().folder.key_file)
    if key is None and sealed:
        raise KeyLost
    if key is None:
        return None
    found = Box(key)
    # Another key of the same size must not seal beside the right one.
    if sealed and not any(_opens(found, row) for row in sealed):
        raise KeyLost
    return found


def _opens(found: Box, row: SecretRow) -> bool:
    try:
        found.open(row.name, row.sealed)
    except CannotOpen:
        return False
    return True


def _in_use() -> list[SecretRow]:
    return list(SecretRow.select().where(~SecretRow.name.startswith(LOST)))
