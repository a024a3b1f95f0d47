"""What becomes of the household's sign-ins and addresses while the key to them is missing.

Nothing is given up by itself: accounts wait to be signed in again, and the key that comes back
opens everything. Only a person's yes (`start_anew`) makes new secrets.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import keys, servers, settings, tokens
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import AccountRow, ConnectionRow, ServerRow
from scroblarr_desktop.store.records import AccountState, ConnectionState
from scroblarr_desktop.store.sealing import KeyLost, KeyTrouble
from scroblarr_desktop.watches import ServerKind

KEY_MISSING = "The key to the saved sign-ins is missing: sign in again."
"""What an account or a connection says while it waits; by these words it comes back."""

_CHANGED = Changed.HOUSEHOLD | Changed.SERVERS | Changed.LOG | Changed.STATE


def settle() -> KeyTrouble | None:
    """Return why nothing sealed can be opened, or None.

    Where the key is lost, whoever is signed in waits from then on, until it is back. Raises
    StoreTrouble.
    """
    try:
        keys.look()
    except KeyLost as trouble:
        _sign_out()
        return trouble
    except KeyTrouble as trouble:
        return trouble
    _come_back()
    return None


def lost() -> KeyLost | None:
    """Return why only a person can say how to go on, or None. Raises StoreTrouble."""
    try:
        keys.look()
    except KeyLost as trouble:
        return trouble
    except KeyTrouble:
        return None
    return None


def is_lost() -> bool:
    """Return whether only a person can say how to go on. Raises StoreTrouble."""
    return lost() is not None


def start_anew(now: datetime | None = None) -> None:
    """Make new secrets in place of those whose key is lost, which are set aside.

    Accounts and media servers then wait to be signed in again. Does nothing where the key is
    there. Raises KeyUnavailable, StoreTrouble.
    """
    with writing(_CHANGED | Changed.SETTINGS):
        given_up = keys.give_up(now or datetime.now(UTC))
        if given_up:
            _sign_out()
            _forget_apps(given_up)
    if given_up:
        _make_webhook_secrets(given_up)


def _sign_out() -> None:
    signed_in = (AccountState.LINKED, AccountState.PAUSED, AccountState.WAITING)
    accounts = list(AccountRow.select().where(AccountRow.state.in_(signed_in)))
    connections = list(
        ConnectionRow.select().where(
            ConnectionRow.state == ConnectionState.OK, ConnectionRow.deleted_at.is_null()
        )
    )
    if not accounts and not connections:
        return
    with writing(_CHANGED):
        for account in accounts:
            # One that was never linked is being signed in: half of its code was a secret.
            linked = account.user_id is not None
            account.state = AccountState.NEEDS_RELINK if linked else AccountState.EXPIRED
            account.message = KEY_MISSING
            account.user_code = account.verification_url = account.code_expires_at = None
            account.save()
        for connection in connections:
            connection.state, connection.message = ConnectionState.ENDED, KEY_MISSING
            connection.save()


def _come_back() -> None:
    waiting = AccountRow.select().where(
        AccountRow.state == AccountState.NEEDS_RELINK, AccountRow.message == KEY_MISSING
    )
    accounts = [row for row in waiting if tokens.get_account(row.id) is not None]
    ended = ConnectionRow.select().where(
        ConnectionRow.state == ConnectionState.ENDED, ConnectionRow.message == KEY_MISSING
    )
    connections = [row for row in ended if tokens.get(f"connection:{row.id}:token") is not None]
    if not accounts and not connections:
        return
    with writing(_CHANGED):
        for account in accounts:
            account.state, account.message = AccountState.LINKED, ""
            account.save()
        for connection in connections:
            connection.state, connection.message = ConnectionState.OK, ""
            connection.save()


def _forget_apps(lost: Iterable[str]) -> None:
    """Ask for the household's apps again: an id without its secret would be refused there."""
    for name in lost:
        if name.endswith("_client_secret"):
            settings.put(f"{name.removesuffix('_client_secret')}_client_id", None)


def _make_webhook_secrets(lost: Iterable[str]) -> None:
    """Give each server a new one; servers of one Plex account share theirs as before."""
    shared: dict[int, str] = {}
    with writing(Changed.SERVERS):
        for row in ServerRow.select().where(ServerRow.deleted_at.is_null()):
            name = f"server:{row.id}:webhook_secret"
            if name not in lost:
                continue
            secret = tokens.new_secret()
            if row.kind == ServerKind.PLEX and row.connection_id is not None:
                secret = shared.setdefault(row.connection_id, secret)
            servers.put_secret(row.id, secret)
