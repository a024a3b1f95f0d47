"""Linked accounts: a member's account at a destination, and its health."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from peewee import fn

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.store import defaults, deliveries, tokens
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import AccountRow, DeliveryRow, MemberRow
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import (
    UNFINISHED,
    Account,
    AccountState,
    SignIn,
)
from scroblarr_desktop.store.refusals import Conflict, Missing

_CHANGED = Changed.HOUSEHOLD | Changed.LOG


def open_for(member_id: int, destination: str, *, rewatches: bool) -> Account:
    """Return the member's account there that a sign-in may go on with, made where there is none.

    `rewatches`: whether the destination wants to be told of repeats, unless the household chose.
    Raises Conflict where it is linked already, Missing where there is no such member.
    """
    with writing(_CHANGED):
        if (
            not MemberRow.select()
            .where(MemberRow.id == member_id, MemberRow.deleted_at.is_null())
            .exists()
        ):
            raise Missing("member")
        row = AccountRow.get_or_none(
            AccountRow.member == member_id,
            AccountRow.destination == destination,
            AccountRow.state != AccountState.UNLINKED,
        )
        if row is not None and row.state == AccountState.LINKED:
            raise Conflict("This account is linked already. Unlink it first to use another one.")
        if row is None:
            row = AccountRow.create(
                member=member_id,
                destination=destination,
                state=AccountState.WAITING,
                **defaults.get().of_account(rewatches=rewatches),
            )
    return _record(row)


def get(account_id: int) -> Account:
    """Return the account. Raises Missing."""
    return _record(_row(account_id))


def of_member(member_id: int, *, unlinked: bool = False) -> list[Account]:
    rows = _OF_MEMBER.rows(member_id)
    return [_record(row) for row in rows if unlinked or row.state != AccountState.UNLINKED]


_OF_MEMBER = Prepared(
    lambda member_id: (
        AccountRow.select().where(AccountRow.member == member_id).order_by(AccountRow.id)
    )
)


def all_accounts() -> list[Account]:
    """Return the accounts in use of all members, linked or not."""
    return [_record(row) for row in _IN_USE.rows()]


_IN_USE = Prepared(
    lambda: (
        AccountRow.select().where(AccountRow.state != AccountState.UNLINKED).order_by(AccountRow.id)
    )
)


def change(account_id: int, changes: dict[str, Any]) -> Account:
    """Return the account with these fields changed: a field's name is that in `Account`."""
    with writing(_CHANGED):
        row = _row(account_id)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save()
    return _record(row)


def start_sign_in(account_id: int, sign_in: SignIn, device_code: str) -> Account:
    """Note the code that the person is to confirm. The secret half is kept sealed."""
    with writing(_CHANGED):
        tokens.put_device_code(account_id, device_code)
        return change(
            account_id,
            {
                "state": AccountState.WAITING,
                "message": "Waiting for you to confirm the code.",
                "outage": "",
                "user_code": sign_in.user_code,
                "verification_url": sign_in.verification_url,
                "code_expires_at": sign_in.expires_at,
            },
        )


def wait_for_browser(account_id: int) -> Account:
    """Note that the person is to agree in this computer's browser: there is no code for that."""
    message = "Waiting for you to agree in the browser."
    return end_sign_in(account_id, AccountState.WAITING, message)


def end_sign_in(account_id: int, state: AccountState, message: str) -> Account:
    """Close a sign-in that did not end in a link."""
    with writing(_CHANGED):
        tokens.forget(f"account:{account_id}:device_code")
        return change(account_id, {"state": state, "message": message, "outage": "", **_NO_CODE})


def note_waiting(account_id: int, outage: str) -> None:
    """Say why a sign-in under way hears nothing now; empty where the destination answers."""
    query = AccountRow.select(AccountRow.outage).where(
        AccountRow.id == account_id, AccountRow.state == AccountState.WAITING
    )
    if any(before != outage for (before,) in query.tuples()):
        change(account_id, {"outage": outage})


def link(account_id: int, user_id: str, username: str, granted: Tokens) -> Account:
    """Return the account, linked. What waited under an unlinked row of that user moves to it."""
    with writing(_CHANGED):
        tokens.put_account(account_id, granted)
        tokens.forget(f"account:{account_id}:device_code")
        account = change(
            account_id,
            {
                "state": AccountState.LINKED,
                "message": "",
                "user_id": user_id,
                "username": username,
                "client_id": granted.client_id,
                "live_allowed": True,
                **_NO_CODE,
                **_HEALTHY,
            },
        )
        _take_over(account)
        deliveries.make_due(account_id, datetime.now(UTC))
    return account


def unlink(account_id: int) -> None:
    """Keep the row, with what waits under it, in case the same user is linked again."""
    with writing(_CHANGED):
        tokens.forget_account(account_id)
        changes = {"state": AccountState.UNLINKED, "message": "", **_NO_CODE, **_HEALTHY}
        change(account_id, changes)


def used_by_other(destination: str, user_id: str, member_id: int) -> bool:
    """Return whether another member is linked, or is to be linked again, to that user there."""
    query = (
        AccountRow.select()
        .join(MemberRow)
        .where(
            AccountRow.destination == destination,
            AccountRow.user_id == user_id,
            AccountRow.member != member_id,
            AccountRow.state != AccountState.UNLINKED,
            MemberRow.deleted_at.is_null(),
        )
    )
    return bool(query.exists())


def waiting_count(account_id: int) -> int:
    """Return how many watches are still on their way to this account."""
    query = DeliveryRow.select().where(
        DeliveryRow.account == account_id, DeliveryRow.state.in_(UNFINISHED)
    )
    return int(query.count())


def note_failure(account_id: int, sentence: str, probe_at: datetime) -> None:
    """Hold the whole account back until that time, because the destination cannot be used."""
    with writing(_CHANGED | Changed.STATE):
        query = AccountRow.update(
            failures=AccountRow.failures + 1, outage=sentence, probe_at=probe_at
        )
        query.where(AccountRow.id == account_id).execute()


def note_success(account_id: int) -> None:
    """End an outage: what waited for the account is due at once."""
    account = get(account_id)
    if account.failures or account.probe_at:
        with writing(_CHANGED | Changed.STATE):
            change(account_id, dict(_HEALTHY))
            deliveries.make_due(account_id, datetime.now(UTC))


def lift_outage(account_id: int) -> None:
    """Let the next delivery try now although the destination could not be used just before."""
    change(account_id, {"probe_at": None})


def heed_clock(now: datetime) -> None:
    """Let no account wait for a time that only a wrong clock named; it was set back since."""
    with writing(_CHANGED):
        too_far = AccountRow.probe_at > now + deliveries.LONGEST_WAIT
        AccountRow.update(probe_at=now).where(too_far).execute()


_NO_CODE = {"user_code": None, "verification_url": None, "code_expires_at": None}
_HEALTHY = {"failures": 0, "probe_at": None, "asked_until": None, "outage": ""}


def _take_over(account: Account) -> None:
    old = AccountRow.select(AccountRow.id).where(
        AccountRow.member == account.member_id,
        AccountRow.destination == account.destination,
        AccountRow.user_id == account.user_id,
        AccountRow.state == AccountState.UNLINKED,
    )
    own = DeliveryRow.select(DeliveryRow.watch).where(DeliveryRow.account == account.id)
    # Where several old rows hold the same watch, one of its deliveries is enough.
    waiting = (
        DeliveryRow.select(fn.MAX(DeliveryRow.id))
        .where(
            DeliveryRow.account.in_(old),
            DeliveryRow.state.in_(UNFINISHED),
            DeliveryRow.watch.not_in(own),
        )
        .group_by(DeliveryRow.watch)
    )
    DeliveryRow.update(account=account.id).where(DeliveryRow.id.in_(waiting)).execute()


def _row(account_id: int) -> Any:
    row = _BY_ID.first(account_id)
    if row is None:
        raise Missing("account")
    return row


_BY_ID = Prepared(lambda account_id: AccountRow.select().where(AccountRow.id == account_id))


def _record(row: AccountRow) -> Account:
    sign_in = None
    if row.user_code is not None:
        sign_in = SignIn(row.user_code, row.verification_url, row.code_expires_at)
    return Account(
        id=row.id,
        member_id=row.member_id,
        destination=row.destination,
        state=AccountState(row.state),
        user_id=row.user_id,
        username=row.username,
        message=row.message,
        share_progress=row.share_progress,
        rewatch_films=row.rewatch_films,
        rewatch_episodes=row.rewatch_episodes,
        client_id=row.client_id,
        live_allowed=row.live_allowed,
        failures=row.failures,
        probe_at=row.probe_at,
        outage=row.outage,
        sign_in=sign_in,
        asked_until=row.asked_until,
    )
