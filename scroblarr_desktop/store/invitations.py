"""Who may open a member's own page: invitations that work once, and the devices that used one.

Only digests are kept of what opens it: 192 random bits cannot be guessed from a digest.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import household, tokens
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import InvitationRow, MemberRow, PageSessionRow
from scroblarr_desktop.store.refusals import Missing

OPEN_FOR = timedelta(days=3)
"""So long an invitation waits to be used."""

SIGNED_IN_FOR = timedelta(days=90)
"""So long a device stays signed in after it was used last."""

SEEN_TO_WITHIN = timedelta(minutes=30)
"""A page asks every few seconds; when a device was used last is kept to within this."""

MOST_DEVICES = 10
"""Of one member; one more signs out the one that was not used for the longest time."""


@dataclass(frozen=True)
class Invitation:
    """One that nobody has used yet. What opens it was said once, when it was made."""

    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Device:
    """A browser in which a member's page is open."""

    id: int
    member_id: int
    name: str
    made_at: datetime
    last_seen_at: datetime


def invite(member_id: int, now: datetime, *, keep_devices: bool = False) -> str:
    """Return what opens the member's page, once. The invitation before it ends.

    So do the devices that are signed in, unless they are kept. Raises Missing.
    """
    token = tokens.new_secret()
    with writing(Changed.HOUSEHOLD):
        household.member(member_id)
        _end_invitation(member_id)
        if not keep_devices:
            _sign_out(member_id)
        _clear_old(now)
        InvitationRow.create(
            member=member_id, digest=_digest(token), made_at=now, expires_at=now + OPEN_FOR
        )
    return token


def open_invitation(member_id: int, now: datetime) -> Invitation | None:
    """Return the invitation that still waits to be used."""
    row = InvitationRow.get_or_none(
        InvitationRow.member == member_id, InvitationRow.expires_at > now
    )
    return None if row is None else Invitation(row.made_at, row.expires_at)


def invited(token: str, now: datetime) -> int:
    """Return whose page this opens; it stays unused. Raises Missing."""
    return int(_invitation(token, now).member_id)


def accept(token: str, device: str, now: datetime) -> tuple[str, Device]:
    """Use the invitation up: return what the device shows from now on. Raises Missing."""
    shown = tokens.new_secret()
    with writing(Changed.HOUSEHOLD):
        row = _invitation(token, now)
        member_id = int(row.member_id)
        row.delete_instance()
        _make_room(member_id)
        made = PageSessionRow.create(
            member=member_id,
            digest=_digest(shown),
            device=device,
            made_at=now,
            last_seen_at=now,
        )
    return shown, _device(made)


def device_of(shown: str, now: datetime) -> Device | None:
    """Return the device that shows this, None where it is not, or no longer, signed in."""
    row = (
        PageSessionRow.select()
        .join(MemberRow)
        .where(
            PageSessionRow.digest == _digest(shown),
            PageSessionRow.last_seen_at > now - SIGNED_IN_FOR,
            MemberRow.deleted_at.is_null(),
        )
        .first()
    )
    return None if row is None else _device(row)


def note_use(device: Device, now: datetime) -> bool:
    """Keep when the device was used last; return whether that was worth writing down."""
    if now < device.last_seen_at + SEEN_TO_WITHIN:
        return False
    with writing(Changed.HOUSEHOLD):
        PageSessionRow.update(last_seen_at=now).where(PageSessionRow.id == device.id).execute()
    return True


def devices(member_id: int, now: datetime) -> list[Device]:
    """Return where the member's page is open, the one used last first."""
    query = PageSessionRow.select().where(
        PageSessionRow.member == member_id, PageSessionRow.last_seen_at > now - SIGNED_IN_FOR
    )
    return [_device(row) for row in query.order_by(PageSessionRow.last_seen_at.desc())]


def sign_out(device_id: int) -> None:
    with writing(Changed.HOUSEHOLD):
        PageSessionRow.delete().where(PageSessionRow.id == device_id).execute()


def revoke(member_id: int) -> None:
    """End the invitation and sign out every device of the member. Raises Missing."""
    with writing(Changed.HOUSEHOLD):
        household.member(member_id)
        _end_invitation(member_id)
        _sign_out(member_id)


def revoke_all() -> None:
    """End everything: a copy that is put back may hold what was revoked since it was made."""
    with writing(Changed.HOUSEHOLD):
        InvitationRow.delete().execute()
        PageSessionRow.delete().execute()


def _invitation(token: str, now: datetime) -> Any:
    row = (
        InvitationRow.select()
        .join(MemberRow)
        .where(
            InvitationRow.digest == _digest(token),
            InvitationRow.expires_at > now,
            MemberRow.deleted_at.is_null(),
        )
        .first()
    )
    if row is None:
        raise Missing("invitation")
    return row


def _end_invitation(member_id: int) -> None:
    InvitationRow.delete().where(InvitationRow.member == member_id).execute()


def _sign_out(member_id: int) -> None:
    PageSessionRow.delete().where(PageSessionRow.member == member_id).execute()


def _make_room(member_id: int) -> None:
    latest = PageSessionRow.select(PageSessionRow.id).where(PageSessionRow.member == member_id)
    kept = latest.order_by(PageSessionRow.last_seen_at.desc()).limit(MOST_DEVICES - 1)
    PageSessionRow.delete().where(
        PageSessionRow.member == member_id, PageSessionRow.id.not_in(kept)
    ).execute()


def _clear_old(now: datetime) -> None:
    InvitationRow.delete().where(InvitationRow.expires_at <= now).execute()
    PageSessionRow.delete().where(PageSessionRow.last_seen_at <= now - SIGNED_IN_FOR).execute()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _device(row: Any) -> Device:
    return Device(row.id, row.member_id, row.device, row.made_at, row.last_seen_at)
