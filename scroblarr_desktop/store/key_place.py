"""Where the key lies: in its file, or in this computer's keyring under a name that is kept here.

The name stands in the database, and in a note beside it: a copy of the database from the time
before does not know it. Neither opens anything.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import current, writing
from scroblarr_desktop.store.models import SettingRow
from scroblarr_desktop.store.trouble import translated

_NAME = "key_entry"


@dataclass(frozen=True)
class KeyEntry:
    """An entry of the keyring. `backend` says whose keyring it is: "…SecretService.Keyring"."""

    backend: str
    name: str


def entry() -> KeyEntry | None:
    """Return the entry that holds the key, None where a file does. Raises StoreTrouble."""
    row = SettingRow.get_or_none(SettingRow.name == _NAME)
    kept = row.value if row is not None else _noted()
    if not isinstance(kept, dict) or set(kept) != {"backend", "name"}:
        return None
    return KeyEntry(str(kept["backend"]), str(kept["name"]))


def put(chosen: KeyEntry | None) -> None:
    """Note where the key lies from now on. Raises StoreTrouble."""
    with translated():
        if chosen is None:
            current().folder.key_entry.unlink(missing_ok=True)
        else:
            _note(chosen)
    with writing(Changed.SETTINGS):
        if chosen is None:
            SettingRow.delete().where(SettingRow.name == _NAME).execute()
        else:
            SettingRow.replace(name=_NAME, value=asdict(chosen)).execute()


def _note(chosen: KeyEntry) -> None:
    note = current().folder.key_entry
    draft = note.with_name(f"{note.name}.part")
    draft.write_text(json.dumps(asdict(chosen)))
    draft.replace(note)


def _noted() -> object:
    with suppress(OSError, ValueError):
        return json.loads(current().folder.key_entry.read_bytes())
    return None
