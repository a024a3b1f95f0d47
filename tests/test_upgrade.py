"""Data of every earlier version under this one, and data of a later one."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    close_store,
    household,
    inbox,
    log,
    migrations,
    open_store,
    servers,
    settings,
    tokens,
)
from scroblarr_desktop.store.records import InboxState, LogFilter
from tests.running import command

BODY = b'{"event": "media.scrobble"}'
ITEM = {"kind": "movie", "title": "The Lantern Year", "year": 2019, "ids": {"imdb": "tt9000001"}}

# What the first version wrote; later ones only added columns and tables.
FILM_OF_ANNA = (
    ("INSERT INTO settings VALUES (?, ?)", ("port", "24188")),
    ("INSERT INTO servers VALUES (1, 'plex', 'Attic', 'uuid', 1, 0, 0, 5, 'scrobble', NULL)", ()),
    ("INSERT INTO members VALUES (1, 'Anna', 1, 1, NULL, NULL)", ()),
    ("INSERT INTO viewers VALUES (1, 1, '40718253', 'anna', NULL, 0, 0, 5)", ()),
    ("INSERT INTO viewer_members VALUES (1, 1)", ()),
    (
        "INSERT INTO inbox VALUES (1, 5, 'plex', 1, 1, 1, 'scrobble', 'planned', '', '', ?)",
        (BODY,),
    ),
    (
        "INSERT INTO watches VALUES (1, 1, 0, 1, 1, 1, 'movie', 'The Lantern Year', NULL, NULL, "
        "NULL, 2019, ?, 'the lantern year', 5, 5, 0, 0, NULL, 0, NULL)",
        (json.dumps(ITEM),),
    ),
    (
        "INSERT INTO accounts VALUES (1, 1, 'trakt', 'linked', 'u1', 'anna', '', 0, 1, 1, 'app', 1,"
        " 0, NULL, '', NULL, NULL, NULL, 0, NULL)",
        (),
    ),
    (
        "INSERT INTO deliveries VALUES (1, 1, 1, 'delivered', NULL, NULL, 1, 6, 6, 6, '', 0, 0, 0,"
        " 0, 0, 0, NULL, NULL, NULL, 0)",
        (),
    ),
)


def sealed_word(folder: DataDir) -> bytes:
    """Return a secret sealed with the key that lies in the folder from then on."""
    open_store(folder, Changes())
    tokens.put("word", "lantern")
    close_store()
    with closing(sqlite3.connect(folder.database)) as connection:
        sealed = connection.execute("SELECT sealed FROM secrets WHERE name = 'word'").fetchone()[0]
    folder.database.unlink()
    assert isinstance(sealed, bytes)
    return sealed


@pytest.fixture(params=range(1, migrations.NEWEST + 1))
def older(tmp_path: Path, request: pytest.FixtureRequest) -> DataDir:
    """The data of Anna, who saw a film, as each version kept it."""
    folder, version = DataDir(tmp_path), int(request.param)
    sealed = sealed_word(folder)
    with closing(sqlite3.connect(folder.database)) as connection:
        for statement, values in _statements(version, sealed):
            connection.execute(statement, values)
        connection.execute(f"PRAGMA user_version={version}")
        connection.commit()
    return folder


def _statements(version: int, sealed: bytes) -> list[tuple[str, tuple[object, ...]]]:
    first, *later = migrations.STEPS[:version]
    return [
        *((statement, ()) for statement in first),
        *FILM_OF_ANNA,
        ("INSERT INTO secrets VALUES ('word', ?)", (sealed,)),
        *((statement, ()) for step in later for statement in step),
    ]


async def test_it_opens_with_all_that_is_in_it(older: DataDir) -> None:
    nobody = "http://127.0.0.1:9"
    endpoints = Endpoints(
        trakt_api=nobody, trakt_auth=nobody, tvtime=nobody, simkl_api=nobody, plex_tv=nobody
    )
    engine = Engine(EngineOptions(older, port=0, endpoints=endpoints))
    await engine.start()
    try:
        assert engine.not_listening is None
        [watch] = log.watches(LogFilter(), limit=5)
        assert (watch.title, watch.year) == ("The Lantern Year", 2019)
        assert watch.member is not None
        assert watch.member.name == "Anna"
        assert [one.state for one in watch.deliveries] == ["delivered"]
        assert [viewer.name for viewer in household.viewers_of(1)] == ["anna"]
        assert [one.name for one in servers.all_servers()] == ["Attic"]
        assert settings.get("port") == 24188
        assert tokens.get("word") == "lantern"
        assert log.raw_body(1) == BODY.decode()
        assert inbox.counts()[InboxState.PLANNED] == 1
    finally:
        await engine.stop()


def test_that_of_a_later_version_is_refused_with_a_way_out(tmp_path: Path) -> None:
    folder = DataDir(tmp_path)
    open_store(folder, Changes())
    close_store()
    with closing(sqlite3.connect(folder.database)) as connection:
        connection.execute(f"PRAGMA user_version={migrations.NEWEST + 1}")
    before = folder.database.read_bytes()
    done = subprocess.run(
        command(tmp_path, "--headless", "--port", "0"), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "A newer version of Scroblarr has already used this data." in done.stderr
    assert "Install the newer version again" in done.stderr
    assert folder.database.read_bytes() == before
