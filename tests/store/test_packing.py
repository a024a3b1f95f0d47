from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.store import Store, attempts, inbox, log, packing
from scroblarr_desktop.store.models import AttemptRow, InboxRow
from scroblarr_desktop.store.records import Account, DeliveryState
from scroblarr_desktop.watches import ServerKind
from tests.store.filling import NOON, Person, delivery_of, planned

wild = st.binary(max_size=500) | st.binary(max_size=50).map(lambda tail: packing.MAGIC + tail)
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text("abc"), inner, max_size=5),
    max_leaves=30,
)


@given(wild)
def test_what_is_packed_or_kept_comes_back(value: bytes) -> None:
    assert packing.unpack(packing.pack(value)) == value
    assert packing.unpack(packing.keep(value)) == value


@given(wild)
def test_only_what_looks_packed_is_changed_on_its_way_in(value: bytes) -> None:
    assert (packing.keep(value) == value) is not value.startswith(packing.MAGIC)


def test_a_body_that_looks_packed_comes_back_as_it_came(store: Store) -> None:
    for body in (packing.MAGIC, packing.MAGIC + b"not zlib", packing.pack(b"body"), b"", b"{}"):
        entry = inbox.get(inbox.save(ServerKind.PLEX, None, body, NOON))
        assert entry is not None
        assert entry.body == body


def test_a_body_reads_the_same_once_it_is_packed(store: Store, anna: Person) -> None:
    watch_id = planned(anna)
    row = InboxRow.get()
    body = row.body
    InboxRow._meta.database.execute_sql("UPDATE inbox SET body = ?", (packing.pack(body),))
    entry = inbox.get(row.id)
    assert entry is not None
    assert entry.body == body
    assert log.raw_body(watch_id) == body.decode()


def exchanges_of(watch_id: int) -> tuple[Any, ...]:
    [tries] = log.attempts(watch_id).values()
    return tries[-1].exchanges


def test_long_exchanges_take_less_room(store: Store, anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    said = [{"method": "POST", "answer": "added: 1, " * 200, "status": 201}]
    attempt_id = attempts.begin_attempt(delivery_id, NOON)
    attempts.end_attempt(
        delivery_id, attempt_id, NOON, state=DeliveryState.REJECTED, message="", exchanges=said
    )
    assert exchanges_of(watch_id) == tuple(said)
    query = "SELECT length(exchanges), typeof(exchanges) FROM attempts"
    size, kind = store.db.execute_sql(query).fetchone()
    assert size < 200
    assert kind == "blob"


def test_exchanges_of_older_versions_are_read(store: Store, anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    attempts.begin_attempt(delivery_of(watch_id), NOON)
    said = [{"answer": "x" * 5000}]
    store.db.execute_sql("UPDATE attempts SET exchanges = ?", (json.dumps(said),))
    assert exchanges_of(watch_id) == tuple(said)


@given(st.lists(any_json))
def test_exchanges_come_back_as_they_were(said: list[Any]) -> None:
    field = AttemptRow.exchanges
    assert field.python_value(field.db_value(said)) == said
