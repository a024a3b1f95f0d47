"""The tables as peewee sees them are those that the migrations made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import peewee as pw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.store import Store, models

STORED_AS = {
    "TEXT": "TEXT",
    "BLOB": "BLOB",
    "FLOAT": "REAL",
    "INT": "INTEGER",
    "BIGINT": "INTEGER",
    "BOOL": "INTEGER",
    "AUTO": "INTEGER",
}

every_table = pytest.mark.parametrize("model", models.ALL, ids=lambda model: model.__name__)


def name_of(model: type[pw.Model]) -> str:
    return str(model._meta.table_name)


def stored_as(field: Any) -> str:
    kind = field.rel_field.field_type if isinstance(field, pw.ForeignKeyField) else field.field_type
    return STORED_AS[kind]


def own_key(model: type[pw.Model]) -> set[str]:
    key = model._meta.primary_key
    names = key.field_names if isinstance(key, pw.CompositeKey) else [key.name]
    return {model._meta.fields[name].column_name for name in names}


@every_table
def test_every_field_has_its_column_and_every_column_its_field(
    store: Store, model: type[pw.Model]
) -> None:
    rows = store.db.execute_sql(f"PRAGMA table_info({name_of(model)})").fetchall()
    in_file = {name: (kind, bool(must) or key > 0) for _, name, kind, must, _, key in rows}
    fields = model._meta.sorted_fields
    in_model = {field.column_name: (stored_as(field), not field.null) for field in fields}
    assert in_file == in_model


@every_table
def test_keys_and_references_agree(store: Store, model: type[pw.Model]) -> None:
    rows = store.db.execute_sql(f"PRAGMA table_info({name_of(model)})").fetchall()
    assert {name for _, name, _, _, _, key in rows if key} == own_key(model)
    references = store.db.execute_sql(f"PRAGMA foreign_key_list({name_of(model)})").fetchall()
    in_model = {(ref.column_name, name_of(ref.rel_model)) for ref in model._meta.refs}
    assert {(column, table) for _, _, table, column, *_ in references} == in_model


def test_every_table_has_its_model(store: Store) -> None:
    rows = store.db.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    assert {name for (name,) in rows} == {name_of(model) for model in models.ALL}


# Times

moments = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
times = models.TimeField()


@given(moments)
def test_a_time_comes_back_to_the_microsecond(moment: datetime) -> None:
    back = times.python_value(times.db_value(moment))
    assert back == moment
    assert back is not None
    assert back.tzinfo is UTC


@given(moments, moments)
def test_times_sort_as_their_numbers(one: datetime, other: datetime) -> None:
    a, b = times.db_value(one), times.db_value(other)
    assert a is not None
    assert b is not None
    assert (one < other) == (a < b)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        times.db_value(datetime(2026, 3, 14, 12))  # noqa: DTZ001
    assert times.db_value(None) is None
    assert times.python_value(None) is None
