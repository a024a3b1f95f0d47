"""What the household chose, by name. Secrets among it are sealed (`tokens`)."""

from __future__ import annotations

from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import tokens
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import SettingRow
from scroblarr_desktop.store.prepared import Prepared


def get(name: str, default: Any = None) -> Any:
    row = _BY_NAME.first(name)
    return default if row is None else row.value


_BY_NAME = Prepared(lambda name: SettingRow.select().where(SettingRow.name == name))


def put(name: str, value: Any) -> None:
    """Keep the value, anything that JSON can hold; None takes the choice back."""
    with writing(Changed.SETTINGS):
        if value is None:
            SettingRow.delete().where(SettingRow.name == name).execute()
        else:
            SettingRow.replace(name=name, value=value).execute()


def client_id(destination: str) -> str | None:
    """Return the id of the household's app at that destination, if one was entered."""
    return get(f"{destination}_client_id") or None


def app_credentials(destination: str) -> tuple[str, str] | None:
    """Return the household's client id and secret at that destination, if they were entered.

    Raises KeyLost, KeyUnavailable.
    """
    entered = client_id(destination)
    if entered is None:
        return None
    return entered, tokens.get(f"{destination}_client_secret") or ""


def put_app_credentials(destination: str, client_id: str, client_secret: str | None) -> None:
    with writing(Changed.SETTINGS):
        put(f"{destination}_client_id", client_id)
        if client_secret is not None:
            tokens.put(f"{destination}_client_secret", client_secret)
