"""All that is private in the database is found, also what is added to it later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    close_store,
    household,
    open_store,
    private_words,
    row_counts,
    servers,
    settings,
    tokens,
)
from scroblarr_desktop.watches import ServerKind


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataDir]:
    made = DataDir(tmp_path)
    open_store(made, Changes())
    yield made
    close_store()


def test_names_are_found_wherever_they_are_kept(folder: DataDir) -> None:
    anna = household.add_member("Anna")
    server = servers.add(ServerKind.PLEX, "Attic", "uuid-of-the-attic")
    household.give_viewer(anna.id, server.id, "1", "anna on the couch")
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    accounts.link(account.id, "slug-of-anna", "anna_b", Tokens("token"))
    settings.put("extra_hosts", ["nas.example"])
    settings.put("tvtime_url", "https://tv.example/api")
    words = private_words.find(folder)
    assert {
        "Anna",
        "Attic",
        "uuid-of-the-attic",
        "anna on the couch",
        "slug-of-anna",
        "anna_b",
        "nas.example",
        "tv.example",
    } <= words.names
    assert "plex" not in words.names
    assert "linked" not in words.names


def test_a_column_that_is_added_later_counts_as_a_name(folder: DataDir) -> None:
    household.add_member("Anna")
    with closing(sqlite3.connect(folder.database)) as db:
        db.execute("ALTER TABLE members ADD COLUMN nickname TEXT")
        db.execute("UPDATE members SET nickname = 'Zeb'")
        db.execute("CREATE TABLE later (kind TEXT, said TEXT)")
        db.execute("INSERT INTO later VALUES ('film', '{\"by\": [\"Ben\"]}')")
        db.commit()
    words = private_words.find(folder)
    assert {"Anna", "Zeb", "Ben"} <= words.names
    assert "film" not in words.names


def test_secrets_are_found_inside_what_is_kept_as_one(folder: DataDir) -> None:
    anna = household.add_member("Anna")
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    accounts.link(account.id, "1", "anna", Tokens("the access", "the refresh"))
    server = servers.add(ServerKind.PLEX, "Attic")
    kept = {"the access", "the refresh", tokens.api_key(), servers.secret(server.id)}
    assert kept <= private_words.secrets()


def test_rows_are_counted(folder: DataDir) -> None:
    household.add_member("Anna")
    assert row_counts.rows_of_tables(folder)["members"] == 1
    assert row_counts.rows_by_kind(folder)["deliveries.state"] == {}
    assert row_counts.schema_version(folder) > 0
