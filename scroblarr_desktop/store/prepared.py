"""Queries whose SQL is made once: making it takes peewee longer than SQLite takes to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import peewee

from scroblarr_desktop.store import database


class _Place:
    """Stands for a value that each run brings along."""

    def __init__(self, number: int) -> None:
        self.number = number


class Prepared:
    """Made from a function that builds the query, and that gets a stand-in for each value.

        _BY_NAME = Prepared(lambda name: MemberRow.select().where(MemberRow.name == name))
        _BY_NAME.first("Anna")

    The values go to SQLite as they are: times as `TimeField` writes them, states as text.
    """

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._table: Any = None
        self._sql = ""
        self._values: tuple[Any, ...] = ()

    def run(self, *given: Any) -> Any:
        """Run it; return SQLite's cursor."""
        if not self._sql:
            stands = (peewee.SQL("?", (_Place(number),)) for number in range(len(given)))
            query = self._make(*stands)
            self._table = query.model
            self._sql, self._values = query.sql()
        values = [given[one.number] if isinstance(one, _Place) else one for one in self._values]
        return database.run(self._sql, values)

    def rows(self, *given: Any) -> Iterator[Any]:
        """Return the rows of the one table that it reads, whole, as peewee's."""
        cursor = self.run(*given)
        fields = [(field.name, field.python_value) for field in self._table._meta.sorted_fields]
        for values in cursor:
            row = self._table(__no_default__=True)
            row.__data__ = {
                name: read(value) for (name, read), value in zip(fields, values, strict=True)
            }
            yield row

    def first(self, *given: Any) -> Any:
        """Return the first row, or None."""
        return next(self.rows(*given), None)


def by_id(table: Any, row_id: int | str | None) -> Any:
    """Return that row, or None."""
    return _by_id(table).first(row_id)


def add(row: Any) -> int:
    """Put a new row into its table; return its number there, which becomes its id if it has one."""
    fields = [field for field in row._meta.sorted_fields if field.name in row.__data__]
    sql = _insert(row.__class__, tuple(field.column_name for field in fields))
    number = int(database.run(sql, _values(row, fields)).lastrowid or 0)
    if not row._meta.composite_key:
        row._pk = number
    row._dirty.clear()
    return number


def change(row: Any) -> None:
    """Write the whole row, as it was read, with what was changed in it."""
    fields = [field for field in row._meta.sorted_fields if not field.primary_key]
    sql = _update(row.__class__, tuple(field.column_name for field in fields))
    database.run(sql, [*_values(row, fields), row._pk])
    row._dirty.clear()


def _values(row: Any, fields: list[Any]) -> list[Any]:
    return [field.db_value(row.__data__[field.name]) for field in fields]


@cache
def _by_id(table: Any) -> Prepared:
    return Prepared(lambda row_id: table.select().where(table._meta.primary_key == row_id))


@cache
def _insert(table: Any, columns: tuple[str, ...]) -> str:
    names, stands = ", ".join(f'"{one}"' for one in columns), ", ".join("?" * len(columns))
    return f'INSERT INTO "{table._meta.table_name}" ({names}) VALUES ({stands})'  # noqa: S608


@cache
def _update(table: Any, columns: tuple[str, ...]) -> str:
    sets, key = ", ".join(f'"{one}" = ?' for one in columns), table._meta.primary_key.column_name
    return f'UPDATE "{table._meta.table_name}" SET {sets} WHERE "{key}" = ?'  # noqa: S608
