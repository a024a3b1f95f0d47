"""Noticing that the database is an older copy of itself, and what is not certain because of that.

A random number stands in the database and in a small file beside it, and both change at every
start and every hour. A database with another number than the file's was put back from a copy,
whoever did it: after the copy was made the app went on, and what it did then is not in it.
What was put back together with that file, as with the whole folder, is not noticed.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from peewee import fn

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store.database import current, writing
from scroblarr_desktop.store.models import DeliveryRow, InboxRow, SecretRow, SettingRow, TimeField
from scroblarr_desktop.store.prepared import by_id
from scroblarr_desktop.store.records import UNFINISHED, DeliveryState
from scroblarr_desktop.store.trouble import Damaged, StoreTrouble, translated

log = logging.getLogger(__name__)

COPY_MADE_AT = "copy_made_at"
"""The setting that only a backup holds: when it was made, in microseconds since 1970."""

RESTORED = "Your data was put back from a copy, so it is checked first whether this arrived."

MARGIN = timedelta(days=1)
"""A watch this much older than the copy may still have come in after it."""

GENERATION = "generation"
"""The setting that holds the database's number."""

_LOST_SPANS = "lost_spans"
_NONE = ""
"""What the file says of a database that has no number yet."""


@dataclass(frozen=True)
class LostSpan:
    """From the making of a copy to its coming back: what was done then is not known."""

    since: datetime
    until: datetime

    def may_hold(self, watched_at: datetime, received_at: datetime) -> bool:
        """Return whether a watch planned after it may have been delivered in it already."""
        kept_since_before = received_at <= self.until
        return kept_since_before or self.since - MARGIN <= watched_at <= self.until


def begin(now: datetime) -> bool:
    """Return whether an older copy was put back since the last start; its doubts are noted then.

    To be called once after opening, by the one process that holds the folder. Raises StoreTrouble.
    """
    restored = _is_older()
    if restored:
        with writing(Changed.LOG | Changed.HOUSEHOLD):
            _note_doubts(_copied_at() or now, now)
    try:
        turn(now)
    except Damaged:
        raise
    except StoreTrouble as trouble:  # the old number does for now
        log.info("the database keeps its number: %s", trouble.title)
    return restored


def turn(now: datetime) -> None:
    """Take a new number, so that copies made until now are older ones. Raises StoreTrouble."""
    file, old, new = current().folder.generation, _own_number(), secrets.token_hex(16)
    with translated():
        # Between the two writes either number may be the database's, whatever ends the program.
        _write(file, [old, new])
    with writing(Changed.NOTHING):
        value = {"number": new, "at": _microseconds(now)}
        SettingRow.replace(name=GENERATION, value=value).execute()
    with translated():
        _write(file, [new])


def expect(folder: DataDir, number: str) -> None:
    """Take a database with that number for no older copy either. Raises StoreTrouble."""
    with translated():
        known = _known_numbers(folder.generation)
        _write(folder.generation, [*([_NONE] if known is None else known), number])


def lost_spans() -> list[LostSpan]:
    kept = _setting(_LOST_SPANS) or []
    return [LostSpan(_time(since), _time(until)) for since, until in kept]


def of_unknown_fate(watched_at: datetime, received_at: datetime) -> bool:
    """Return whether a watch planned now may have been delivered before a copy was put back."""
    return any(span.may_hold(watched_at, received_at) for span in lost_spans())


def _is_older() -> bool:
    own, known = _own_number(), _known_numbers(current().folder.generation)
    if _setting(COPY_MADE_AT) is not None:
        return True
    if known is None:
        return own != _NONE
    return own not in known


def _note_doubts(since: datetime, now: datetime) -> None:
    spans = [*lost_spans(), LostSpan(min(since, now), now)]
    value = [[_microseconds(one.since), _microseconds(one.until)] for one in spans]
    SettingRow.replace(name=_LOST_SPANS, value=value).execute()
    SettingRow.delete().where(SettingRow.name == COPY_MADE_AT).execute()
    SecretRow.update(restored=True).execute()
    open_ones = (*UNFINISHED, DeliveryState.REJECTED)
    doubtful = DeliveryRow.state.in_(open_ones)
    changes = {"fate_unknown": True, "wants_history": True, "unproven": True}
    DeliveryRow.update(changes).where(doubtful).execute()
    DeliveryRow.update(message=RESTORED).where(
        DeliveryRow.state == DeliveryState.WAITING,
        DeliveryRow.hold.is_null(),
        ~DeliveryRow.asks_person,
    ).execute()


def _copied_at() -> datetime | None:
    """Return when the copy was made, or a time before that."""
    made_at = _setting(COPY_MADE_AT)
    if made_at is None:
        made_at = (_setting(GENERATION) or {}).get("at")
    if made_at is not None:
        return _time(made_at)
    newest: datetime | None = InboxRow.select(fn.MAX(InboxRow.received_at)).scalar()
    return newest


def _own_number() -> str:
    return str((_setting(GENERATION) or {}).get("number", _NONE))


def _setting(name: str) -> Any:
    row = by_id(SettingRow, name)
    return None if row is None else row.value


def _microseconds(at: datetime) -> int:
    kept = TimeField().db_value(at)
    assert kept is not None
    return kept


def _time(microseconds: int) -> datetime:
    at = TimeField().python_value(microseconds)
    assert at is not None
    return at


def _known_numbers(file: Path) -> list[str] | None:
    with translated():
        try:
            text = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
    try:
        return [str(number) for number in json.loads(text)]
    except (ValueError, TypeError):
        return []


def _write(file: Path, numbers: list[str]) -> None:
    draft = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        json.dump(numbers, opened)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)
