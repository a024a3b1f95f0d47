from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import Store, close_store, open_store, tokens
from scroblarr_desktop.store.records import Account

moments = st.none() | st.datetimes(timezones=st.just(UTC))
words = st.none() | st.text(max_size=8)
pairs = st.builds(
    Tokens,
    access_token=st.text(max_size=8),
    refresh_token=words,
    issued_at=moments,
    expires_at=moments,
    client_id=words,
    redirect_uri=words,
    server_url=words,
    start_token=words,
    username=words,
    password=words,
)


@given(pairs)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_tokens_come_back_as_they_were(store: Store, kept: Tokens) -> None:
    tokens.put_account(7, kept)
    assert tokens.get_account(7) == kept


def test_an_accounts_tokens_outlive_the_program(folder: DataDir, trakt: Account) -> None:
    kept = Tokens(
        "access",
        "refresh",
        issued_at=datetime(2026, 3, 14, 12, 0, 0, 123456, tzinfo=UTC),
        expires_at=datetime(2026, 3, 15, 12, tzinfo=UTC),
        client_id="app",
        redirect_uri="urn:ietf:wg:oauth:2.0:oob",
    )
    tokens.put_account(trakt.id, kept)
    close_store()
    open_store(folder, Changes())
    assert tokens.get_account(trakt.id) == kept
    assert tokens.get_account(trakt.id + 1) is None


def test_what_a_later_version_adds_to_tokens_does_no_harm(store: Store) -> None:
    tokens.put("account:7", json.dumps({"access_token": "a", "added_later": 1}))
    assert tokens.get_account(7) == Tokens("a")


def test_forgetting_an_account_forgets_its_sign_in(store: Store) -> None:
    tokens.put_account(7, Tokens("a"))
    tokens.put_device_code(7, "device")
    tokens.put_account(8, Tokens("b"))
    assert tokens.get_device_code(7) == "device"
    tokens.forget_account(7)
    assert (tokens.get_account(7), tokens.get_device_code(7)) == (None, None)
    assert tokens.get_account(8) == Tokens("b")


def test_tokens_wait_to_be_withdrawn(store: Store) -> None:
    tokens.put_account(7, Tokens("a", "r"))
    tokens.put_account(8, Tokens("b"))
    tokens.move_to_revoke(7, "trakt")
    tokens.move_to_revoke(9, "simkl")
    assert tokens.get_account(7) is None
    assert tokens.to_revoke() == [(7, "trakt")]
    assert tokens.get_to_revoke(7, "trakt") == Tokens("a", "r")
    tokens.forget_to_revoke(7, "trakt")
    assert tokens.to_revoke() == []
    assert tokens.get_to_revoke(7, "trakt") is None
    assert tokens.get_account(8) == Tokens("b")


def test_the_api_key_stays(folder: DataDir, store: Store) -> None:
    key = tokens.api_key()
    assert tokens.api_key() == key
    close_store()
    open_store(folder, Changes())
    assert tokens.api_key() == key
    assert len(key) >= 128 / 6  # base64 holds six bits a letter


def test_new_secrets_are_never_the_same() -> None:
    assert len({tokens.new_secret() for _ in range(100)}) == 100


def test_secrets_are_kept_without_telling_anybody(store: Store, heard: list[Changed]) -> None:
    tokens.put("name", "value")
    tokens.put("name", "another")
    assert tokens.get("name") == "another"
    assert heard == []


def test_a_new_api_key_takes_the_place_of_the_old_one(store: Store) -> None:
    old = tokens.api_key()
    new = tokens.renew_api_key()
    assert tokens.api_key() == new != old
