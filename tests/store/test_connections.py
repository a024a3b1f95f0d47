"""Sign-ins at media servers: one per account, their tokens sealed and forgotten with them."""

from __future__ import annotations

import pytest

from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.database import current
from scroblarr_desktop.store.records import ConnectionState, HookState, Place
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind

pytestmark = pytest.mark.usefixtures("store")


def test_a_second_sign_in_of_the_same_account_renews_the_first() -> None:
    first = connections.keep(ServerKind.PLEX, "4071", "anna", "old token", "uuid-1")
    connections.change(first.id, {"state": ConnectionState.ENDED, "message": "Signed out."})
    again = connections.keep(ServerKind.PLEX, "4071", "anna renamed", "new token", "uuid-1")
    assert again.id == first.id
    assert (again.state, again.message) == (ConnectionState.OK, "")
    assert again.account_name == "anna renamed"
    assert connections.token(again.id) == "new token"
    assert connections.all_connections() == [again]


def test_other_accounts_and_other_kinds_are_connections_of_their_own() -> None:
    made = [
        connections.keep(ServerKind.PLEX, "4071", "anna", "a"),
        connections.keep(ServerKind.PLEX, "4072", "ben", "b"),
        connections.keep(ServerKind.JELLYFIN, "4071", "anna", "c"),
    ]
    assert connections.all_connections() == made
    assert [one.hook_state for one in made] == [HookState.NONE] * 3


def test_a_server_is_reached_with_its_own_token_or_else_with_the_sign_ins() -> None:
    sign_in = connections.keep(ServerKind.PLEX, "4071", "anna", "of the account")
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid-attic")
    barn = servers.add(ServerKind.PLEX, "Barn", "uuid-barn")
    connections.attach(attic.id, sign_in.id, "http://127.0.0.1:32400", place=Place.HERE)
    connections.attach(
        barn.id, sign_in.id, "https://192.168.1.9:32400", certificate="ab12", server_token="own"
    )
    assert connections.server_token(attic.id) == "of the account"
    assert connections.server_token(barn.id) == "own"
    kept = servers.get(barn.id)
    assert (kept.connection_id, kept.url) == (sign_in.id, "https://192.168.1.9:32400")
    assert (kept.certificate, kept.place) == ("ab12", Place.UNKNOWN)
    assert servers.get(attic.id).place is Place.HERE
    assert connections.servers_of(sign_in.id) == [attic.id, barn.id]


def test_a_deleted_sign_in_leaves_the_servers_and_no_token() -> None:
    sign_in = connections.keep(ServerKind.PLEX, "4071", "anna", "of the account")
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid-attic")
    connections.attach(attic.id, sign_in.id, "http://127.0.0.1:32400", server_token="own")
    connections.delete(sign_in.id)
    assert connections.token(sign_in.id) is None
    assert connections.server_token(attic.id) is None
    assert servers.get(attic.id).connection_id is None
    with pytest.raises(Missing):
        connections.get(sign_in.id)


def test_tokens_are_not_readable_in_the_file() -> None:
    connections.keep(ServerKind.PLEX, "4071", "anna", "a very plain token")
    rows = current().db.execute_sql("SELECT * FROM secrets").fetchall()
    assert rows
    assert b"a very plain token" not in repr(rows).encode()
