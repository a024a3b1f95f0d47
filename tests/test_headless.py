"""The program as other programs meet it: command line, local API, webhooks, nothing else."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from tests.bodies import as_bytes, jellyfin_stop, plex_body, plex_scrobble
from tests.running import Program, command, environment, post, running


@pytest_asyncio.fixture
async def trakt() -> AsyncIterator[FakeTrakt]:
    catalogue = Catalogue()
    catalogue.add_movie("The Lantern Year", 2019, imdb="tt9000001", tmdb=990001)
    show = catalogue.add_show("Harbour Street", 2020, seasons={1: 4})
    catalogue.add_episode(show, 2, 5, tvdb=8800205, tmdb=3300205, imdb="tt9000205")
    async with FakeTrakt(catalogue) as fake:
        fake.add_app("household-app", "app-secret")
        fake.device_interval_s = 0.05
        yield fake


async def set_up(program: Program, trakt: FakeTrakt) -> dict[str, Any]:
    """Connect a Plex server, add Anna with a viewer, link her Trakt by device code."""
    server = await program.call("POST", "/servers", {"kind": "plex", "name": "Attic"})
    anna = await program.call("POST", "/members", {"name": "Anna"})
    app = {"client_id": "household-app", "client_secret": "app-secret"}
    await program.call("PUT", "/settings/trakt", app)
    account = await program.call(
        "POST", f"/members/{anna['id']}/accounts", {"destination": "trakt"}
    )
    trakt.confirm(account["user_code"], trakt.add_user("anna"))
    async with asyncio.timeout(20):
        while (await program.call("GET", f"/accounts/{account['id']}"))["state"] != "linked":
            await asyncio.sleep(0.05)
    viewer = {"server_id": server["id"], "account_id": "40718253", "name": "anna"}
    await program.call("POST", f"/members/{anna['id']}/viewers", viewer)
    return {"server": server, "anna": anna, "account": account}


def arrived(watches: list[Any]) -> bool:
    states = [one["state"] for watch in watches for one in watch["deliveries"]]
    return bool(states) and set(states) <= {"delivered", "already_there"}


async def test_everything_by_the_local_api(tmp_path: Path, trakt: FakeTrakt) -> None:
    async with (
        FakeTvTime(trakt.catalogue) as tvtime,
        running(tmp_path, environment(trakt, tvtime.url)) as program,
    ):
        made = await set_up(program, trakt)
        tvtime.add_user("ben", "wachtwoord")
        ben = await program.call("POST", "/members", {"name": "Ben"})
        body = {"destination": "tvtime", "username": "ben", "password": "wachtwoord"}
        linked = await program.call("POST", f"/members/{ben['id']}/accounts", body)
        assert linked["state"] == "linked"
        cellar = await program.call("POST", "/servers", {"kind": "jellyfin", "name": "Cellar"})
        viewer = {"server_id": cellar["id"], "account_id": "c04e7a91d3b8452f96e1a5087bd2fc34"}
        await program.call("POST", f"/members/{ben['id']}/viewers", viewer)

        assert await program.send_plex(made["server"]["webhook_url"], plex_scrobble("movie")) == 200
        text = as_bytes(jellyfin_stop())
        assert await post(cellar["webhook_url"], text, "text/plain; charset=utf-8") == 200

        watches = await program.watches_when(lambda all_: len(all_) == 2 and arrived(all_))
        assert {watch["member"]["name"] for watch in watches} == {"Anna", "Ben"}
        assert len(trakt.users["anna"].plays) == 1
        assert len(tvtime.users["ben"].plays) == 1
        status = await program.call("GET", "/status")
        assert status["state"] == "ok"
        assert status["deliveries"]["delivered"] == 2


async def test_killed_right_after_the_answer_it_still_delivers(
    tmp_path: Path, trakt: FakeTrakt
) -> None:
    env = environment(trakt)
    async with running(tmp_path, env) as program:
        made = await set_up(program, trakt)
        assert await program.send_plex(made["server"]["webhook_url"], plex_scrobble("movie")) == 200
        program.kill()
        await program.process.wait()
    async with running(tmp_path, env) as program:
        await program.watches_when(arrived, within_s=30)
    assert len(trakt.users["anna"].plays) == 1


async def test_paused_at_40_percent_then_finished(tmp_path: Path, trakt: FakeTrakt) -> None:
    async with running(tmp_path, environment(trakt)) as program:
        made = await set_up(program, trakt)
        path = f"/accounts/{made['account']['id']}"
        await program.call("PATCH", path, {"share_progress": True})
        address = made["server"]["webhook_url"]
        paused = plex_body("media.pause", "movie", viewOffset=2_640_000)
        assert await program.send_plex(address, paused) == 200
        await trakt.called("POST /scrobble/stop")
        async with asyncio.timeout(5):
            while not trakt.users["anna"].playback:
                await asyncio.sleep(0.02)
        [point] = trakt.users["anna"].playback
        assert round(point.progress) == 40
        assert await program.send_plex(address, plex_scrobble("movie")) == 200
        await program.watches_when(arrived)
        assert len(trakt.users["anna"].plays) == 1


async def test_nothing_secret_is_written_to_disk_in_the_clear(
    tmp_path: Path, trakt: FakeTrakt
) -> None:
    async with running(tmp_path, environment(trakt)) as program:
        made = await set_up(program, trakt)
        await program.send_plex(made["server"]["webhook_url"], plex_scrobble("movie"))
        await program.watches_when(arrived)
        secret = made["server"]["webhook_url"].rsplit("/", 1)[1]
        grant = trakt.grants.grants[0]
        secrets = [secret, grant.access_token, grant.refresh_token, "app-secret"]
        on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert [one for one in secrets if one.encode() in on_disk] == []
        log = (tmp_path / "logs" / "scroblarr.log").read_text()
        assert "Lantern" not in log
        assert "Anna" not in log


async def test_a_second_copy_on_the_same_data_is_refused(tmp_path: Path, trakt: FakeTrakt) -> None:
    async with running(tmp_path, environment(trakt)):
        second = await asyncio.create_subprocess_exec(
            *command(tmp_path, "--headless", "--port", "0"), stderr=asyncio.subprocess.PIPE
        )
        _, complaint = await second.communicate()
        second._transport.close()  # type: ignore[attr-defined]
        assert second.returncode == 1
        assert b"--quit" in complaint


async def test_quit_ends_the_running_copy(tmp_path: Path, trakt: FakeTrakt) -> None:
    async with running(tmp_path, environment(trakt)) as program:
        showing = await asyncio.create_subprocess_exec(
            *command(tmp_path, "--show"), stdout=asyncio.subprocess.PIPE
        )
        said, _ = await showing.communicate()
        showing._transport.close()  # type: ignore[attr-defined]
        assert (showing.returncode, said.strip()) == (0, b"It runs without windows.")
        quitting = await asyncio.create_subprocess_exec(*command(tmp_path, "--quit"))
        assert await asyncio.wait_for(quitting.wait(), 20) == 0
        quitting._transport.close()  # type: ignore[attr-defined]
        assert await asyncio.wait_for(program.process.wait(), 5) == 0


def test_quit_says_where_nothing_runs(tmp_path: Path) -> None:
    done = subprocess.run(command(tmp_path, "--quit"), capture_output=True, text=True, check=True)
    assert done.stdout == "Scroblarr is not running.\n"


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_what_needs_no_data_dir(tmp_path: Path, argument: str) -> None:
    done = subprocess.run(
        command(tmp_path / "none", argument), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() != ""
    assert not (tmp_path / "none").exists()
