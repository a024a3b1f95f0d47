"""Going for good: webhooks, sign-ins and tokens, with the services there and away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.jellyfin.plugin_shapes import WEBHOOK
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer, FakePlexServer
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.leaving import leave
from scroblarr_desktop.linking.jellyfin.reach import Reached
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    close_store,
    connections,
    household,
    open_store,
    servers,
    tokens,
)
from scroblarr_desktop.store.records import AccountState
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.watches import ServerKind
from tests.running import command

ELSEWHERE = "https://example.org/some/hook"
PASSWORD = "a made-up password"
APP = AppCredentials("household-app", "app-secret")


@dataclass
class Neighbourhood:
    """Plex and Jellyfin report to us, and Anna's Trakt is linked. The app is closed."""

    folder: DataDir
    trakt: FakeTrakt
    tv: FakePlexTv
    attic: FakePlexServer
    cellar: FakeJellyfinServer
    anna: FakePlexAccount

    def options(self) -> EngineOptions:
        discovery = ("127.0.0.1", self.cellar.api.discovery_port)
        endpoints = Endpoints(
            trakt_api=self.trakt.api_url,
            trakt_auth=self.trakt.auth_url,
            tvtime="http://127.0.0.1:9",
            simkl_api="http://127.0.0.1:9",
            trakt_app=APP,
            plex_tv=self.tv.url,
            jellyfin_discovery=discovery,
        )
        own = [OwnAddress("eth0", "192.168.1.20", likely=True)]
        return EngineOptions(self.folder, port=0, endpoints=endpoints, own_addresses=lambda: own)

    def entries(self) -> list[str]:
        """Return the addresses that Jellyfin's plugin calls."""
        kept = self.cellar.api.plugins.settings(WEBHOOK)
        return [one["WebhookUri"] for one in kept["GenericOptions"]]

    def environment(self) -> dict[str, str]:
        return {
            "SCROBLARR_TRAKT_API_URL": self.trakt.api_url,
            "SCROBLARR_TRAKT_AUTH_URL": self.trakt.auth_url,
            "SCROBLARR_TRAKT_CLIENT_ID": APP.client_id,
            "SCROBLARR_TRAKT_CLIENT_SECRET": APP.client_secret,
            "SCROBLARR_SIMKL_API_URL": "http://127.0.0.1:9",
            "SCROBLARR_TVTIME_URL": "http://127.0.0.1:9",
            "SCROBLARR_PLEX_TV_URL": self.tv.url,
        }


async def until_linked(account_id: int) -> None:
    async with asyncio.timeout(15):
        while accounts.get(account_id).state is not AccountState.LINKED:
            await asyncio.sleep(0.02)


async def settle_in(there: Neighbourhood) -> None:
    engine = Engine(there.options())
    await engine.start()
    try:
        code = await engine.plex.new_code()
        there.tv.confirm_pin(code.text, there.anna)
        signed_in = await engine.plex.follow(code)
        found = await engine.plex.find(signed_in)
        connection, _ = engine.plex.connect(signed_in, [Chosen(one) for one in found.own])
        await engine.plex.register(connection.id)
        reached = await engine.jellyfin.try_address(there.cellar.url)
        assert isinstance(reached, Reached)
        user = await engine.jellyfin.sign_in(reached).with_password("anna", PASSWORD)
        cellar = await engine.jellyfin.connect(reached, user)
        await engine.jellyfin.set_webhook(cellar.id)
        anna = household.add_member("Anna")
        account = await engine.linking.start_sign_in(anna.id, "trakt")
        assert account.sign_in is not None
        there.trakt.confirm(account.sign_in.user_code, there.trakt.add_user("anna"))
        await until_linked(account.id)
    finally:
        await engine.stop()


@pytest_asyncio.fixture
async def there(tmp_path: Path) -> AsyncIterator[Neighbourhood]:
    async with (
        FakeTrakt(Catalogue()) as trakt,
        FakePlexTv() as tv,
        FakePlexServer("Attic") as attic,
        FakeJellyfinServer("Cellar") as cellar,
    ):
        trakt.add_app(APP.client_id, APP.client_secret)
        trakt.device_interval_s = 0.05
        anna = tv.add_account("anna", plex_pass=True)
        anna.webhooks.append(ELSEWHERE)
        tv.give_server(anna, attic)
        cellar.api.add_user("anna", PASSWORD, administrator=True)
        cellar.api.plugins.install("Webhook")
        made = Neighbourhood(DataDir(tmp_path / "data"), trakt, tv, attic, cellar, anna)
        await settle_in(made)
        assert len(anna.webhooks) == 2
        assert len(made.entries()) == 1
        yield made


async def test_nothing_of_ours_stays_anywhere(there: Neighbourhood) -> None:
    left = await leave(there.options())
    assert (left.accounts, left.servers, left.by_hand) == (1, 2, ())
    assert there.anna.webhooks == [ELSEWHERE]
    assert there.entries() == []
    assert there.trakt.calls_to("POST /oauth/revoke")
    open_store(there.folder, Changes())
    assert servers.all_servers() == []
    assert connections.all_connections() == []
    assert accounts.all_accounts() == []
    assert tokens.to_revoke() == []
    assert [one.name for one in household.members()] == ["Anna"]
    close_store()


async def test_what_does_not_answer_is_said(there: Neighbourhood) -> None:
    await there.tv.stop()
    await there.cellar.stop()
    there.trakt.outage(True)
    left = await leave(there.options())
    attic, cellar, trakt = sorted(left.by_hand)
    assert attic.startswith("Attic: Plex could not be told. In Plex Web, signed in as anna,")
    assert cellar.startswith("Cellar: In Jellyfin open Dashboard")
    assert trakt.startswith("Trakt did not answer, so anna's sign-in still exists there.")
    there.trakt.outage(False)
    again = await leave(there.options())
    assert (again.accounts, again.servers, again.by_hand) == (0, 0, ())
    assert there.trakt.calls_to("POST /oauth/revoke")


async def test_what_was_entered_by_hand_is_named_with_the_port_of_then(
    there: Neighbourhood,
) -> None:
    """The copy that ran may have listened at another port than the stored one."""
    engine = Engine(there.options())
    await engine.start()
    engine.connect_server(ServerKind.JELLYFIN, "Barn")
    await engine.reach.look()
    port = engine.port
    await engine.stop()
    left = await leave(replace(there.options(), port=None))
    [barn] = [one for one in left.by_hand if one.startswith("Barn: ")]
    assert f":{port}/webhooks/jellyfin." in barn


async def test_from_the_command_line_with_a_copy_running(
    there: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in there.environment().items():
        monkeypatch.setenv(name, value)
    running = await started(there.folder, "--headless", "--port", "0")
    assert running.stdout is not None
    assert (await running.stdout.readline()).startswith(b"listening on ")
    leaving = await started(there.folder, "--leave")
    told, _ = await asyncio.wait_for(leaving.communicate(), 30)
    assert (leaving.returncode, told.decode()) == (
        0,
        "Signed out everywhere, and no media server reports here any more.\n",
    )
    assert await asyncio.wait_for(running.wait(), 10) == 0
    assert there.anna.webhooks == [ELSEWHERE]
    assert there.entries() == []
    for process in (running, leaving):
        process._transport.close()  # type: ignore[attr-defined]  # else Python 3.11 warns


async def test_without_data_nothing_is_made(tmp_path: Path) -> None:
    leaving = await started(DataDir(tmp_path / "none"), "--leave")
    told, _ = await leaving.communicate()
    leaving._transport.close()  # type: ignore[attr-defined]
    assert (leaving.returncode, told) == (0, b"There is nothing to sign out of.\n")
    assert not (tmp_path / "none").exists()


async def started(folder: DataDir, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *command(folder.root, *arguments), stdout=asyncio.subprocess.PIPE
    )
