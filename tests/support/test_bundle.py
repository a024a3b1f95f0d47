"""A household of made-up names and planted secrets: none of them leaves it, in any file."""

from __future__ import annotations

import asyncio
import json
import logging
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from scroblarr_desktop import __version__, diagnostics
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.diagnostics.crashes import CrashReports, reports
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    household,
    log,
    private_words,
    row_counts,
    settings,
    tokens,
)
from scroblarr_desktop.store.records import DeliveryState, LogFilter
from scroblarr_desktop.store.trouble import Locked
from scroblarr_desktop.support.bundle import Cancelled, collect, write
from scroblarr_desktop.support.detail import write_more
from scroblarr_desktop.watches import ServerKind
from tests.bodies import PLEX_ACCOUNT, plex_multipart, plex_scrobble

CLIENT, CLIENT_SECRET = "household-app", "hush-of-the-app"
NAMES = ("Zebulon Quark", "zquark", "Moonbase Nine", "quarkling", "nas.quark.example")
TITLES = ("The Velvet Aqueduct",)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataDir]:
    """The log is open there, as it is in the program."""
    made = DataDir(tmp_path / "state")
    made.create()
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.handlers.clear()
    diagnostics.start_logging(made.logs, to_screen=False)
    yield made
    for one in list(root.handlers):
        one.close()
    root.handlers[:] = before
    root.setLevel(level)


class House:
    """Zebulon watches on one Plex server and has accounts at Trakt and TV Time."""

    def __init__(self, engine: Engine, trakt: FakeTrakt, tvtime: FakeTvTime) -> None:
        self.engine, self.trakt = engine, trakt
        self.folder = engine.options.data_dir
        self.user = trakt.add_user("quarkling")
        self.member = household.add_member("Zebulon Quark")
        self.address = engine.connect_server(ServerKind.PLEX, "Moonbase Nine")
        household.give_viewer(self.member.id, 1, str(PLEX_ACCOUNT), "zquark")
        self.password = tvtime.add_user("zquark").password

    async def link(self) -> None:
        body = self.trakt.sign_in(self.user, CLIENT)
        account = accounts.open_for(self.member.id, "trakt", rewatches=True)
        granted = Tokens(body["access_token"], body["refresh_token"], client_id=CLIENT)
        accounts.link(account.id, self.user.uuid, "quarkling", granted)

    async def watch(self) -> None:
        content, kind = plex_multipart(
            plex_scrobble("movie", title="The Velvet Aqueduct", account_name="zquark"),
            thumb=b"\xff\xd8 a picture",
        )
        async with (
            aiohttp.ClientSession() as client,
            client.post(self.address, data=content, headers={"Content-Type": kind}) as answer,
        ):
            assert answer.status == 200
        await until(lambda: bool(log.watches(LogFilter(), limit=9)))

    def secrets(self) -> list[str]:
        """Return what is kept, sealed."""
        kept = tokens.get_account(1)
        assert kept is not None
        assert kept.refresh_token
        secret = self.address.rpartition("/")[2]
        return [kept.access_token, kept.refresh_token, CLIENT_SECRET, secret, tokens.api_key()]


def _delivered() -> list[int]:
    [row] = log.watches(LogFilter(), limit=9)
    return [one.id for one in row.deliveries if one.state is DeliveryState.DELIVERED]


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while not true():
            await asyncio.sleep(0.02)


@asynccontextmanager
async def living(folder: DataDir) -> AsyncIterator[House]:
    catalogue = Catalogue()
    catalogue.add_movie("The Velvet Aqueduct", 2019, imdb="tt9000001", tmdb=990001)
    async with FakeTrakt(catalogue) as trakt, FakeTvTime(catalogue) as tvtime:
        trakt.add_app(CLIENT, CLIENT_SECRET)
        endpoints = Endpoints(
            trakt_api=trakt.api_url,
            trakt_auth=trakt.auth_url,
            tvtime=tvtime.url,
            plex_tv="http://127.0.0.1:9",
            jellyfin_discovery=("127.0.0.1", 9),
        )
        engine = Engine(EngineOptions(folder, port=0, endpoints=endpoints))
        await engine.start()
        settings.put_app_credentials("trakt", CLIENT, CLIENT_SECRET)
        try:
            yield House(engine, trakt, tvtime)
        finally:
            await engine.stop()


@pytest_asyncio.fixture
async def house(folder: DataDir) -> AsyncIterator[House]:
    async with living(folder) as made:
        yield made


def log_text(folder: DataDir) -> str:
    return diagnostics.log_file(folder.logs).read_text(encoding="utf-8")


async def test_the_detailed_log_tells_each_step_and_nothing_private(house: House) -> None:
    write_more(datetime.now(UTC) + timedelta(hours=1))
    await until(diagnostics.writes_down_more)
    await house.link()
    await house.engine.linking.sign_in_tvtime(house.member.id, None, "zquark", house.password)
    await house.watch()
    await until(lambda: len(_delivered()) == 2)
    text = log_text(house.folder)
    for step in ("a webhook for server 1", "inbox entry 1 is planned", "POST this-computer/"):
        assert step in text
    assert "delivery 1, attempt 1: delivered" in text
    for private in (*NAMES, *TITLES, *house.secrets(), house.password, "tt9000001"):
        assert private not in text, private


def files_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as zipped:
        assert zipped.testzip() is None
        return {name: zipped.read(name).decode("utf-8") for name in zipped.namelist()}


def plant(house: House) -> None:
    """Write into the log and into a crash report what no careful program would."""
    for one in (*NAMES, *TITLES, *house.secrets()):
        logging.getLogger("scroblarr_desktop.sync").info("said %s, and went on", one)
    handler = CrashReports(house.folder.logs)
    try:
        raise RuntimeError(" and ".join((*NAMES, *TITLES, *house.secrets())))
    except RuntimeError as error:
        record = logging.LogRecord(
            "scroblarr_desktop", logging.ERROR, "", 0, "x", None, (type(error), error, None)
        )
        handler.emit(record)


async def test_nothing_private_is_in_any_file(house: House, tmp_path: Path) -> None:
    await house.watch()
    await house.link()
    settings.put("tvtime_url", "https://nas.quark.example/api")
    plant(house)
    heard: list[tuple[int, int]] = []
    path = tmp_path / "for support.zip"
    material = collect(house.engine, house.folder, datetime.now(UTC))

    def note(done: int, of: int) -> bool:
        heard.append((done, of))
        return True

    await asyncio.to_thread(write, path, material, note)
    files = files_of(path)
    [crash] = [name for name in files if name.startswith("crashes/crash-")]
    assert set(files) == {
        "READ ME.txt",
        "app.json",
        "counts.json",
        "log/scroblarr.log",
        crash,
    }
    for name, text in files.items():
        for private in (*NAMES, *TITLES, *house.secrets(), str(Path.home())):
            assert private.lower() not in text.lower(), f"{private} in {name}"
    assert "said [hidden], and went on" in files["log/scroblarr.log"]
    assert heard[-1][0] == heard[-1][1] > 0
    assert not list(tmp_path.glob("*.part"))
    assert path.stat().st_mode & 0o077 == 0


async def test_it_says_what_helps(house: House, tmp_path: Path) -> None:
    await house.watch()
    await house.link()
    path = tmp_path / "it.zip"
    write(path, collect(house.engine, house.folder, datetime.now(UTC)))
    files = files_of(path)
    app: dict[str, Any] = json.loads(files["app.json"])
    assert app["versions"]["scroblarr"] == __version__
    assert app["app"]["listening"] == list(house.engine.http.addresses)
    [account] = app["accounts"]
    assert (account["destination"], account["state"]) == ("trakt", "linked")
    [server] = app["servers"]
    assert (server["kind"], server["reach"]) == ("plex", "heard")
    assert app["settings"]["trakt_client_id"] == "set, not shown"
    assert not [part for part in app.values() if isinstance(part, dict) and "trouble" in part]
    counts = json.loads(files["counts.json"])
    assert counts["schema"] == row_counts.schema_version(house.folder)
    assert counts["rows"]["watches"] == 1
    assert counts["kinds"]["inbox.state"] == {"planned": 1}


async def test_it_can_be_called_off(house: House, tmp_path: Path) -> None:
    material = collect(house.engine, house.folder, datetime.now(UTC))
    with pytest.raises(Cancelled):
        write(tmp_path / "it.zip", material, lambda done, of: False)
    assert not (tmp_path / "it.zip").exists()
    assert not list(tmp_path.glob("*.part"))


async def test_where_the_names_cannot_be_read_no_log_goes_in(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(folder: DataDir) -> None:
        raise Locked

    material = collect(house.engine, house.folder, datetime.now(UTC))
    monkeypatch.setattr(private_words, "find", locked)
    write(tmp_path / "it.zip", material)
    files = files_of(tmp_path / "it.zip")
    assert [name for name in files if name.startswith("log/")] == ["log/left out.txt"]
    assert reports(house.folder.logs) == []
