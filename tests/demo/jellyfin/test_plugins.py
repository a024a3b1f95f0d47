"""The fake Jellyfin's plugins: installing them, and what becomes of their configurations."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest_asyncio

from scroblarr_desktop.demo.jellyfin.packages import Package, PackageVersion
from scroblarr_desktop.demo.jellyfin.plugin_shapes import EVENTS, SIMKL, TRAKT, WEBHOOK
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer
from tests.demo.jellyfin.client import Client

DASHED = "71552A5A-5C5C-4350-A2AE-EBE451A30173"
CONFIGURATION = f"/Plugins/{DASHED}/Configuration"
INSTALL = f"/Packages/Installed/Webhook?assemblyGuid={DASHED}"


@pytest_asyncio.fixture
async def client() -> AsyncIterator[Client]:
    """A client of an administrator, at a server without plugins."""
    async with FakeJellyfinServer("Cellar") as jellyfin, aiohttp.ClientSession() as session:
        client = Client(session, jellyfin.api)
        client.token = jellyfin.api.add_key().token
        yield client


async def restart(client: Client) -> None:
    client.api.away_s = None
    await client.post("/System/Restart")
    await client.api.come_back()


async def listed(client: Client) -> list[tuple[str, str, str]]:
    plugins = (await client.get("/Plugins")).body
    return [(each["Name"], each["Version"], each["Status"]) for each in plugins]


async def test_a_plugin_waits_for_a_restart(client: Client) -> None:
    assert (await client.get(CONFIGURATION)).status == 404
    assert (await client.post(INSTALL)).status == 204
    assert (await client.post(INSTALL)).status == 204
    assert await listed(client) == [("Webhook", "21.0.0.0", "Restart")]
    assert (await client.get(CONFIGURATION)).status == 404
    await restart(client)
    assert await listed(client) == [("Webhook", "21.0.0.0", "Active")]
    [plugin] = (await client.get("/Plugins")).body
    assert plugin["Id"] == WEBHOOK
    assert (await client.get(CONFIGURATION)).body == {
        "ServerUrl": "",
        "GenericOptions": [],
        "DiscordOptions": [],
        "GenericFormOptions": [],
        "GotifyOptions": [],
        "PushbulletOptions": [],
        "PushoverOptions": [],
        "SlackOptions": [],
        "SmtpOptions": [],
        "MqttOptions": [],
    }


async def test_an_update_runs_after_a_restart_and_keeps_the_configuration(client: Client) -> None:
    client.api.plugins.install("Webhook", "18.0.0.0")
    client.api.plugins.settings(WEBHOOK)["ServerUrl"] = "http://192.0.2.1:8096"
    await client.post(f"{INSTALL}&version=21.0.0.0")
    assert sorted(await listed(client)) == [
        ("Webhook", "18.0.0.0", "Superseded"),
        ("Webhook", "21.0.0.0", "Restart"),
    ]
    assert (await client.get(CONFIGURATION)).status == 200
    await restart(client)
    assert await listed(client) == [("Webhook", "21.0.0.0", "Active")]
    assert (await client.get(CONFIGURATION)).body["ServerUrl"] == "http://192.0.2.1:8096"


async def test_what_cannot_be_installed(client: Client) -> None:
    packages = client.api.plugins.packages
    packages.catalogue.append(Package("Tomorrow", "0" * 32, (PackageVersion("1.0.0.0", "13.0.0"),)))
    paths = {
        "/Packages/Installed/Tomorrow": 404,
        "/Packages/Installed/Nothing": 404,
        f"/Packages/Installed/Trakt?assemblyGuid={DASHED}": 404,
        f"{INSTALL}&version=2.0.0.0": 404,
        f"{INSTALL}&repositoryUrl=http://192.0.2.1/manifest.json": 404,
        f"{INSTALL}&version=newest": 400,
    }
    assert {path: (await client.post(path)).status for path in paths} == paths
    names = [package["name"] for package in (await client.get("/Packages")).body]
    assert names == ["Simkl", "Trakt", "Webhook"]
    assert await listed(client) == []


async def test_no_catalogue_without_its_repository(client: Client) -> None:
    packages = client.api.plugins.packages
    packages.reachable = False
    offline = await client.get("/Packages")
    missing = await client.get("/Packages/Webhook")
    packages.reachable = True
    [repository] = (await client.get("/Repositories")).body
    off = [{**repository, "Enabled": False}, {"Name": "Mine", "Url": "http://192.0.2.1/m.json"}]
    assert (await client.post("/Repositories", off)).status == 204
    assert (await client.get("/Repositories")).body == off
    assert (offline.body, missing.status) == ([], 404)
    assert (await client.get("/Packages")).body == []
    assert (await client.post(INSTALL)).status == 404


async def test_old_servers_are_offered_old_versions() -> None:
    async with (
        FakeJellyfinServer("Cellar", version="10.11.3") as jellyfin,
        aiohttp.ClientSession() as session,
    ):
        client = Client(session, jellyfin.api)
        client.token = jellyfin.api.add_key().token
        package = (await client.get(f"/packages/webhook?assemblyguid={DASHED}")).body
    assert (package["name"], package["guid"]) == ("Webhook", WEBHOOK)
    assert [version["version"] for version in package["versions"]] == ["18.0.0.0"]


async def test_switching_off_takes_a_restart(client: Client) -> None:
    client.api.plugins.install("Trakt")
    assert (await client.post(f"/Plugins/{TRAKT}/27.0.0.0/Disable")).status == 204
    assert await listed(client) == [("Trakt", "27.0.0.0", "Restart")]
    assert client.api.plugins.running(TRAKT) is not None
    await restart(client)
    assert await listed(client) == [("Trakt", "27.0.0.0", "Disabled")]
    assert (await client.get(f"/Plugins/{TRAKT}/Configuration")).status == 404
    assert (await client.post(f"/Plugins/{TRAKT}/1.0.0.0/Enable")).status == 404
    await client.post(f"/Plugins/{TRAKT}/27.0.0.0/Enable")
    await restart(client)
    assert await listed(client) == [("Trakt", "27.0.0.0", "Active")]
    assert (await client.send("DELETE", f"/Plugins/{TRAKT}/27.0.0.0")).status == 204
    assert await listed(client) == []


# -- configurations


def entry(**fields: Any) -> dict[str, Any]:
    return {"WebhookName": "Ours", "WebhookUri": "http://192.0.2.7:2000/w", **fields}


async def test_a_configuration_replaces_all_that_was_there(client: Client) -> None:
    client.api.plugins.install("Webhook")
    others = {
        "DiscordOptions": [{"WebhookName": "Chat", "AvatarUrl": "x", "MentionType": "None"}],
        "SmtpOptions": [{"WebhookName": "Post", "SmtpPort": 25}],
    }
    sent = {"ServerUrl": "http://192.0.2.1", "GenericOptions": [entry()], **others}
    assert (await client.post(CONFIGURATION, sent)).status == 204
    held = (await client.get(CONFIGURATION)).body
    assert {name: held[name] for name in others} == others
    assert (await client.post(CONFIGURATION, held)).status == 204
    assert (await client.get(CONFIGURATION)).body == held
    assert (await client.post(CONFIGURATION, {"GenericOptions": []})).status == 204
    left = (await client.get(CONFIGURATION)).body
    assert (left["ServerUrl"], left["DiscordOptions"]) == ("", [])


async def test_entries_are_taken_as_the_plugin_knows_them(client: Client) -> None:
    client.api.plugins.install("Webhook")
    sent = entry(
        NotificationTypes=["playbackstop", 23],
        UserFilter=["C04E7A91-D3B8-452F-96E1-A5087BD2FC34"],
        Headers=[{"Key": "A", "Value": "b", "More": "c"}],
        Invented=True,
        enablemovies=True,
    )
    await client.post(CONFIGURATION, {"GenericOptions": [copy.deepcopy(sent)]})
    [held] = (await client.get(CONFIGURATION)).body["GenericOptions"]
    assert held["NotificationTypes"] == ["PlaybackStop", "UserDataSaved"]
    assert held["UserFilter"] == ["c04e7a91d3b8452f96e1a5087bd2fc34"]
    assert held["Headers"] == [{"Key": "A", "Value": "b"}]
    assert not {"Invented", "enablemovies", "Template"} & held.keys()
    assert held["EnableWebhook"] is True
    assert held["EnableMovies"] is False
    assert len(EVENTS) == 25


async def test_what_does_not_fit_changes_nothing(client: Client) -> None:
    client.api.plugins.install("Webhook")
    await client.post(CONFIGURATION, {"GenericOptions": [entry()]})
    before = (await client.get(CONFIGURATION)).body
    bad: list[Any] = [
        [],
        {"GenericOptions": {}},
        {"GenericOptions": [entry(EnableMovies="true")]},
        {"GenericOptions": [entry(NotificationTypes=["Everything"])]},
        {"GenericOptions": [entry(UserFilter=["anna"])]},
        {"GenericOptions": [entry(WebhookUri=7)]},
        {"DiscordOptions": ["x"]},
    ]
    answers = [await client.post(CONFIGURATION, each) for each in bad]
    assert {answer.status for answer in answers} == {500}
    assert {answer.body for answer in answers} == {"Error processing request."}
    assert (await client.get(CONFIGURATION)).body == before


async def test_jellyfins_own_trackers(client: Client) -> None:
    clara = client.api.add_user("clara")
    client.api.plugins.link_to_trakt(clara, Scrobble=False)
    client.api.plugins.link_to_trakt(client.api.add_user("dora"))
    client.api.plugins.link_to_simkl(clara)
    assert [name for name, _, _ in await listed(client)] == ["Simkl", "Trakt"]
    trakt = (await client.get(f"/Plugins/{TRAKT}/Configuration")).body["TraktUsers"]
    [simkl] = (await client.get(f"/Plugins/{SIMKL}/Configuration")).body["UserConfigs"]
    assert [(user["LinkedMbUserId"] == clara.user_id, user["Scrobble"]) for user in trakt] == [
        (True, False),
        (False, True),
    ]
    assert (simkl["Id"], simkl["ScrobbleMovies"]) == (clara.user_id, True)
    assert simkl["UserToken"]
    simkl |= {"UserToken": "", "ScrobblePercentage": "80"}
    sent = {"UserConfigs": [simkl]}
    assert (await client.post(f"/Plugins/{SIMKL}/Configuration", sent)).status == 204
    assert client.api.plugins.settings(SIMKL)["UserConfigs"][0]["ScrobblePercentage"] == 80
