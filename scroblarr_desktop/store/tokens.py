"""Secrets by name, always sealed: account tokens, the API key, webhook and client secrets."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, fields, replace
from datetime import datetime

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.keys import box
from scroblarr_desktop.store.models import SecretRow
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.sealing import CannotOpen

SECRET_BYTES = 24
"""Random bytes in a webhook secret or API key: 192 bits, above the 128 that are asked for."""


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def put(name: str, value: str) -> None:
    """Keep the value sealed under that name. Raises KeyLost, KeyUnavailable, StoreTrouble."""
    sealed = box().seal(name, value)
    with writing(Changed.NOTHING):
        SecretRow.replace(name=name, sealed=sealed).execute()


def get(name: str) -> str | None:
    """Return the value, or None where nothing is kept. Raises KeyLost, KeyUnavailable."""
    row = _BY_NAME.first(name)
    return None if row is None else _opened(row)


_BY_NAME = Prepared(lambda name: SecretRow.select().where(SecretRow.name == name))


def _opened(row: SecretRow) -> str | None:
    try:
        return box().open(row.name, row.sealed)
    except CannotOpen:
        # The key is the right one, so this value alone is spoilt: as good as none.
        return None


def forget(name: str) -> None:
    with writing(Changed.NOTHING):
        SecretRow.delete().where(SecretRow.name == name).execute()


def api_key() -> str:
    """Return the local API's key, made on first use; two processes end with the same one."""
    return get("api_key") or _make_api_key()


def _make_api_key() -> str:
    with writing(Changed.NOTHING):
        key = get("api_key") or new_secret()
        put("api_key", key)
        return key


def renew_api_key() -> str:
    """Return a new key of the local API; the old one stops at once.

    Raises KeyLost, KeyUnavailable, StoreTrouble.
    """
    with writing(Changed.SETTINGS):
        put("api_key", new_secret())
        return api_key()


def put_account(account_id: int, tokens: Tokens) -> None:
    """Keep an account's tokens: committed before anybody uses them."""
    values = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(tokens).items()
    }
    put(_account(account_id), json.dumps(values))


def get_account(account_id: int) -> Tokens | None:
    row = _BY_NAME.first(_account(account_id))
    kept = None if row is None else _opened(row)
    return None if kept is None else replace(_parsed(kept), restored=row.restored)


def _parsed(kept: str) -> Tokens:
    known = {f.name for f in fields(Tokens)}
    values = {name: value for name, value in json.loads(kept).items() if name in known}
    for name in ("issued_at", "expires_at"):
        if values.get(name):
            values[name] = datetime.fromisoformat(values[name])
    return Tokens(**values)


def forget_account(account_id: int) -> None:
    forget(_account(account_id))
    forget(f"{_account(account_id)}:device_code")


def put_device_code(account_id: int, device_code: str) -> None:
    put(f"{_account(account_id)}:device_code", device_code)


def get_device_code(account_id: int) -> str | None:
    return get(f"{_account(account_id)}:device_code")


def move_to_revoke(account_id: int, destination: str) -> None:
    """Keep the tokens of an account that is unlinked until they are withdrawn there."""
    with writing(Changed.NOTHING):
        kept = get(_account(account_id))
        if kept is not None:
            put(_revoke(account_id, destination), kept)
        forget_account(account_id)


def to_revoke() -> list[tuple[int, str]]:
    """Return account ids and destinations whose tokens are still to be withdrawn."""
    rows = SecretRow.select(SecretRow.name).where(SecretRow.name.startswith("revoke:"))
    parts = [name.split(":") for (name,) in rows.tuples()]
    return [(int(account_id), destination) for _, account_id, destination in parts]


def get_to_revoke(account_id: int, destination: str) -> Tokens | None:
    kept = get(_revoke(account_id, destination))
    return None if kept is None else _parsed(kept)


def forget_to_revoke(account_id: int, destination: str) -> None:
    forget(_revoke(account_id, destination))


def _revoke(account_id: int, destination: str) -> str:
    return f"revoke:{account_id}:{destination}"


def _account(account_id: int) -> str:
    return f"account:{account_id}"
