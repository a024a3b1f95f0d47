"""A real store in a folder of its own for each test, and a household in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import Store, close_store, database, open_store
from scroblarr_desktop.store.records import Account, Server
from tests.store.filling import Person, connect, link, person


@pytest.fixture(autouse=True)
def _closed_afterwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # Nobody else lets go of a lock while a test waits for it.
    monkeypatch.setitem(database._PRAGMAS, "busy_timeout", 1)
    monkeypatch.setattr(database, "OPEN_WAIT_S", 0.05)
    yield
    close_store()


@pytest.fixture
def folder(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
def store(folder: DataDir, changes: Changes) -> Store:
    return open_store(folder, changes)


@pytest.fixture
def heard(store: Store, changes: Changes) -> list[Changed]:
    """What was published since the store was opened."""
    published: list[Changed] = []
    changes.listen(published.append)
    return published


@pytest.fixture
def attic(store: Store) -> Server:
    return connect("Attic")


@pytest.fixture
def anna(attic: Server) -> Person:
    return person("Anna", attic)


@pytest.fixture
def ben(attic: Server) -> Person:
    return person("Ben", attic)


@pytest.fixture
def trakt(anna: Person) -> Account:
    """Anna's account."""
    return link(anna)
