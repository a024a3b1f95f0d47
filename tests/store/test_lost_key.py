from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    KeyLost,
    Store,
    accounts,
    close_store,
    connections,
    database,
    keys,
    lost_key,
    open_store,
    servers,
    settings,
    tokens,
)
from scroblarr_desktop.store.models import SecretRow, ServerRow
from scroblarr_desktop.store.records import (
    Account,
    AccountState,
    ConnectionState,
    Server,
    SignIn,
)
from scroblarr_desktop.store.sealing import KeyUnavailable
from scroblarr_desktop.watches import ServerKind
from tests.store.filling import NOON, Person, connect, link

MISSING = lost_key.KEY_MISSING


def lose_key(folder: DataDir) -> bytes:
    """Take the key away, as somebody does who copies only the database to a new computer."""
    close_store()
    key = folder.key_file.read_bytes()
    folder.key_file.unlink()
    open_store(folder, Changes())
    return key


def bring_back(folder: DataDir, key: bytes) -> None:
    folder.key_file.write_bytes(key)


def sealed_rows() -> dict[str, bytes]:
    return {row.name: bytes(row.sealed) for row in SecretRow.select()}


def test_where_nothing_was_ever_sealed_nothing_is_lost(folder: DataDir, store: Store) -> None:
    assert lost_key.settle() is None
    assert not lost_key.is_lost()
    assert not folder.key_file.exists(), "and no key is made for it"


def test_whoever_is_signed_in_waits_and_comes_back_with_the_key(
    folder: DataDir, trakt: Account, anna: Person
) -> None:
    kept = tokens.get_account(trakt.id)
    plex = connections.keep(ServerKind.PLEX, "1", "anna", "plex-token")
    key = lose_key(folder)
    before = sealed_rows()
    for _ in range(2):
        assert isinstance(lost_key.settle(), KeyLost)
    assert lost_key.is_lost()
    account, connection = accounts.get(trakt.id), connections.get(plex.id)
    assert (account.state, account.message) == (AccountState.NEEDS_RELINK, MISSING)
    assert (connection.state, connection.message) == (ConnectionState.ENDED, MISSING)
    assert sealed_rows() == before
    assert not folder.key_file.exists()

    bring_back(folder, key)
    assert lost_key.settle() is None
    account, connection = accounts.get(trakt.id), connections.get(plex.id)
    assert (account.state, account.message) == (AccountState.LINKED, "")
    assert (connection.state, connection.message) == (ConnectionState.OK, "")
    assert tokens.get_account(trakt.id) == kept


def test_what_waits_for_another_reason_does_not_come_back_with_the_key(
    folder: DataDir, trakt: Account
) -> None:
    accounts.change(trakt.id, {"state": AccountState.NEEDS_RELINK, "message": "It ended."})
    key = lose_key(folder)
    lost_key.settle()
    bring_back(folder, key)
    lost_key.settle()
    account = accounts.get(trakt.id)
    assert (account.state, account.message) == (AccountState.NEEDS_RELINK, "It ended.")


def test_a_sign_in_that_was_going_on_has_to_begin_anew(folder: DataDir, anna: Person) -> None:
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    sign_in = SignIn("CODE", "https://trakt.invalid/activate", NOON)
    accounts.start_sign_in(account.id, sign_in, "device-code")
    lose_key(folder)
    lost_key.settle()
    account = accounts.get(account.id)
    assert (account.state, account.sign_in) == (AccountState.EXPIRED, None)


def test_a_key_that_cannot_be_read_now_signs_nobody_out(folder: DataDir, trakt: Account) -> None:
    key = lose_key(folder)
    folder.key_file.mkdir()
    assert isinstance(lost_key.settle(), KeyUnavailable)
    assert not lost_key.is_lost()
    assert accounts.get(trakt.id).state is AccountState.LINKED
    with pytest.raises(KeyUnavailable):
        lost_key.start_anew()
    folder.key_file.rmdir()
    bring_back(folder, key)
    assert lost_key.settle() is None


def test_settling_tells_of_a_change_only(folder: DataDir, trakt: Account) -> None:
    key = lose_key(folder)
    heard: list[Changed] = []
    database.current().changes.listen(heard.append)
    for _ in range(2):
        lost_key.settle()
    bring_back(folder, key)
    for _ in range(2):
        lost_key.settle()
    assert len(heard) == 2


def test_webhooks_come_in_while_the_key_is_away(folder: DataDir, attic: Server) -> None:
    secret = servers.secret(attic.id)
    assert secret is not None
    key = lose_key(folder)
    assert servers.secret(attic.id) is None
    assert servers.admitted_by(ServerKind.PLEX, secret) == attic.id
    assert servers.admitted_by(ServerKind.PLEX, "something else") is None
    for work in _MAKING_SECRETS:
        with pytest.raises(KeyLost):
            work(attic)
    bring_back(folder, key)
    assert servers.admitted_by(ServerKind.PLEX, secret) == attic.id


def test_a_secret_from_before_digests_is_refused_rather_than_unknown(
    folder: DataDir, attic: Server
) -> None:
    secret = servers.secret(attic.id) or "?"
    ServerRow.update(secret_digest=None).execute()
    assert servers.admitted_by(ServerKind.PLEX, secret) == attic.id
    lose_key(folder)
    with pytest.raises(KeyLost):
        servers.admitted_by(ServerKind.PLEX, secret)


_MAKING_SECRETS: list[Callable[[Server], object]] = [
    lambda attic: servers.renew_secret(attic.id),
    lambda attic: servers.share_secret([attic.id]),
    lambda attic: servers.add(ServerKind.JELLYFIN, "Cellar"),
    lambda attic: tokens.api_key(),
    lambda attic: connections.keep(ServerKind.PLEX, "1", "anna", "token"),
]


# With new secrets


def test_new_secrets_set_the_old_ones_aside(folder: DataDir, trakt: Account, attic: Server) -> None:
    old_secret, old_api_key = servers.secret(attic.id), tokens.api_key()
    key = lose_key(folder)
    before = sealed_rows()
    lost_key.start_anew(NOON)
    aside = {name: row for name, row in sealed_rows().items() if name.startswith(keys.LOST)}
    assert aside == {f"lost:20260314-120000:{name}": row for name, row in before.items()}
    assert folder.key_file.read_bytes() != key
    secret = servers.secret(attic.id)
    assert secret not in (None, old_secret)
    assert servers.admitted_by(ServerKind.PLEX, secret or "") == attic.id
    assert tokens.api_key() != old_api_key
    assert accounts.get(trakt.id).state is AccountState.NEEDS_RELINK
    assert tokens.get_account(trakt.id) is None
    assert lost_key.settle() is None
    assert accounts.get(trakt.id).state is AccountState.NEEDS_RELINK


def test_after_that_everybody_can_sign_in_again(folder: DataDir, anna: Person) -> None:
    account = link(anna)
    lose_key(folder)
    lost_key.start_anew()
    granted = Tokens("new-access", client_id="app")
    linked = accounts.link(account.id, account.user_id or "", account.username, granted)
    assert linked.state is AccountState.LINKED
    assert tokens.get_account(account.id) == granted
    close_store()
    open_store(folder, Changes())
    assert tokens.get_account(account.id) == granted


def test_a_wrong_key_file_is_kept_too(folder: DataDir, trakt: Account) -> None:
    lose_key(folder)
    folder.key_file.write_bytes(bytes(32))
    lost_key.start_anew(NOON)
    tokens.put("name", "value")
    kept = folder.root / "kept-20260314-120000.key"
    assert kept.read_bytes() == bytes(32)
    assert folder.key_file.read_bytes() != bytes(32)


def test_where_the_key_is_there_nothing_is_given_up(folder: DataDir, trakt: Account) -> None:
    before = sealed_rows()
    lost_key.start_anew()
    assert sealed_rows() == before
    assert accounts.get(trakt.id).state is AccountState.LINKED


def test_a_key_may_be_lost_more_than_once(folder: DataDir, attic: Server) -> None:
    for day in range(3):
        lose_key(folder)
        lost_key.start_anew(NOON + timedelta(days=day))
    assert servers.secret(attic.id) is not None
    assert sum(name.startswith(keys.LOST) for name in sealed_rows()) == 3


def test_servers_of_one_plex_account_share_their_new_address(folder: DataDir, store: Store) -> None:
    attic, cellar, other = connect("Attic"), connect("Cellar"), connect("Other")
    plex = connections.keep(ServerKind.PLEX, "1", "anna", "plex-token")
    for server in (attic, cellar):
        connections.attach(server.id, plex.id, "http://192.0.2.5:32400")
    servers.share_secret([attic.id, cellar.id])
    lose_key(folder)
    lost_key.start_anew()
    secrets = [servers.secret(server.id) for server in (attic, cellar, other)]
    assert secrets[0] == secrets[1] != secrets[2]
    assert None not in secrets


def test_an_app_without_its_secret_is_asked_for_again(folder: DataDir, store: Store) -> None:
    settings.put_app_credentials("trakt", "client", "client-secret")
    settings.put_app_credentials("simkl", "other-client", None)
    lose_key(folder)
    lost_key.start_anew()
    assert settings.app_credentials("trakt") is None
    assert settings.app_credentials("simkl") == ("other-client", "")
