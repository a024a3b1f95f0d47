"""A replaced webhook secret works on until the new one was heard, and for a week at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import former_secrets, servers, settings
from scroblarr_desktop.store.records import Server
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind

PLEX, JELLYFIN = ServerKind.PLEX, ServerKind.JELLYFIN
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LAST = NOON + former_secrets.WORKS_ON


def lets_in(secret: str | None, at: datetime = NOON, kind: ServerKind = PLEX) -> int | None:
    assert secret is not None
    return servers.admitted_by(kind, secret) or former_secrets.admitted_by(kind, secret, at)


def test_the_old_one_works_on_for_a_week(attic: Server, heard: list[Changed]) -> None:
    old = servers.secret(attic.id)
    new = former_secrets.renew(attic.id, NOON)
    assert heard[-1] & Changed.SERVERS
    assert lets_in(new) == lets_in(old) == attic.id
    assert lets_in(old, kind=JELLYFIN) is None
    assert lets_in("something else") is None
    assert former_secrets.works_until(attic.id, NOON) == LAST
    assert lets_in(old, LAST - timedelta(seconds=1)) == attic.id
    assert lets_in(old, LAST) is None
    assert former_secrets.works_until(attic.id, LAST) is None


def test_an_event_with_the_new_one_ends_it(attic: Server, heard: list[Changed]) -> None:
    old = servers.secret(attic.id)
    new = former_secrets.renew(attic.id, NOON)
    former_secrets.heard(str(old))
    assert lets_in(old) == attic.id
    heard.clear()
    former_secrets.heard(new)
    assert heard == [Changed.SERVERS | Changed.SETTINGS]
    assert (lets_in(old), lets_in(new)) == (None, attic.id)
    assert former_secrets.works_until(attic.id, NOON) is None
    former_secrets.heard(new)
    assert len(heard) == 1


def test_renewed_twice_every_earlier_one_works_for_its_own_week(attic: Server) -> None:
    first = servers.secret(attic.id)
    second = former_secrets.renew(attic.id, NOON)
    third = former_secrets.renew(attic.id, NOON + timedelta(days=3))
    assert lets_in(first) == lets_in(second) == lets_in(third) == attic.id
    assert lets_in(first, LAST) is None
    assert lets_in(second, LAST) == attic.id
    former_secrets.end(attic.id)
    assert (lets_in(first), lets_in(second), lets_in(third)) == (None, None, attic.id)


def test_no_secret_is_kept_in_the_open(attic: Server) -> None:
    old = servers.secret(attic.id)
    new = former_secrets.renew(attic.id, NOON)
    kept = str(settings.get("former_webhook_secrets"))
    assert str(old) not in kept
    assert new not in kept


def test_servers_of_one_account_share_it(attic: Server) -> None:
    cellar = servers.add(PLEX, "Cellar")
    servers.share_secret([attic.id, cellar.id])
    old = servers.secret(attic.id)
    new = former_secrets.renew(cellar.id, NOON)
    assert servers.secret(attic.id) == new
    assert lets_in(old) == cellar.id
    assert former_secrets.works_until(attic.id, NOON) == LAST


def test_a_server_that_went_or_was_renewed_at_once_lets_nobody_in(attic: Server) -> None:
    old = servers.secret(attic.id)
    former_secrets.renew(attic.id, NOON)
    servers.renew_secret(attic.id)
    assert lets_in(old) is None
    newer = servers.secret(attic.id)
    former_secrets.renew(attic.id, NOON)
    assert lets_in(newer) == attic.id
    servers.delete(attic.id)
    assert lets_in(newer) is None
    with pytest.raises(Missing):
        former_secrets.renew(attic.id, NOON)
