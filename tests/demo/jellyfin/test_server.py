"""Who gets into the fake Jellyfin, and how: as strict as the real one."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from scroblarr_desktop.demo.jellyfin.api import JellyfinApi
from scroblarr_desktop.demo.jellyfin.door import header_words
from scroblarr_desktop.demo.jellyfin.people import JellyfinUser
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer
from tests.demo.conftest import Clock
from tests.demo.jellyfin.client import DEVICE, Client

CERTIFICATE = Path(__file__).parents[2] / "remote" / "loopback.pem"
PASSWORD = {"Username": "anna", "Pw": "secret"}


@pytest_asyncio.fixture
async def jellyfin(clock: Clock) -> AsyncIterator[FakeJellyfinServer]:
    async with FakeJellyfinServer("Cellar", clock=clock, base_path="/jellyfin") as jellyfin:
        yield jellyfin


@pytest.fixture
def api(jellyfin: FakeJellyfinServer) -> JellyfinApi:
    return jellyfin.api


@pytest.fixture
def anna(api: JellyfinApi) -> JellyfinUser:
    return api.add_user("anna", "secret", administrator=True)


@pytest.fixture
def clara(api: JellyfinApi) -> JellyfinUser:
    return api.add_user("clara")


@pytest_asyncio.fixture
async def client(api: JellyfinApi, anna: JellyfinUser) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(session, api)


OLD_WAYS = ("X-Emby-Token", "X-MediaBrowser-Token", "X-Emby-Authorization", "Emby", "api_key")


async def try_old_way(client: Client, way: str, token: str) -> int:
    words = f'{DEVICE}, Token="{token}"'
    if way == "api_key":
        return (await client.get(f"/Users/Me?api_key={token}", Accept="*/*")).status
    headers = {
        "X-Emby-Token": token,
        "X-MediaBrowser-Token": token,
        "X-Emby-Authorization": f"MediaBrowser {words}",
        "Emby": f"Emby {words}",
    }
    name = "Authorization" if way == "Emby" else way
    return (await client.send("GET", "/Users/Me", headers={name: headers[way]})).status


@pytest.mark.parametrize("way", OLD_WAYS)
async def test_older_forms_of_authorization_count_only_where_switched_on(
    client: Client, api: JellyfinApi, anna: JellyfinUser, way: str
) -> None:
    token = api.token_of(anna)
    assert await try_old_way(client, way, token) == 401
    api.door.legacy = True
    assert await try_old_way(client, way, token) == 200


async def test_a_token_counts_in_the_header_and_in_the_query(
    client: Client, api: JellyfinApi, anna: JellyfinUser
) -> None:
    token = api.token_of(anna)
    in_query = await client.get(f"/Users/Me?ApiKey={token}", Accept="*/*")
    client.token = token
    in_header = await client.get("/users/me")
    assert (in_query.status, in_header.status) == (200, 200)
    assert in_header.body["Name"] == "anna"
    assert in_header.headers["Server"] == "Kestrel"
    no_scheme = await client.get("/Users/Me", Authorization=f'Bearer Token="{token}"')
    client.token = "nonsense"
    assert (no_scheme.status, (await client.get("/Users/Me")).status) == (401, 401)


def test_header_words_may_be_percent_encoded_and_hold_commas() -> None:
    words = header_words('Client="A, B", Device="Anna%27s%20%22PC%22", DeviceId=x1 , Version="1=2"')
    assert words == {
        "Client": "A, B",
        "Device": 'Anna\'s "PC"',
        "DeviceId": "x1 ",
        "Version": "1=2",
    }


async def test_what_needs_no_token(client: Client, api: JellyfinApi, clara: JellyfinUser) -> None:
    clara.hidden = True
    api.add_user("dora", disabled=True)
    info = await client.get("/System/Info/Public", Accept="*/*")
    users = await client.get("/Users/Public", Accept="*/*")
    ping = await client.get("/System/Ping", Accept="*/*")
    assert info.body == {
        "LocalAddress": api.url,
        "ServerName": "Cellar",
        "Version": "12.0.0",
        "ProductName": "Jellyfin Server",
        "OperatingSystem": "",
        "Id": api.identity.server_id,
        "StartupWizardCompleted": True,
    }
    assert [user["Name"] for user in users.body] == ["anna"]
    assert ping.body == "Jellyfin Server"
    assert ping.headers["Date"] == "Sun, 01 Mar 2026 20:00:00 GMT"


async def test_signing_in_with_a_password(client: Client, anna: JellyfinUser) -> None:
    wrong = await client.post("/Users/AuthenticateByName", {"Username": "anna", "Pw": "guess"})
    unknown = await client.post("/Users/AuthenticateByName", {"Username": "emil", "Pw": ""})
    right = await client.post("/Users/AuthenticateByName", {"username": "ANNA", "pw": "secret"})
    assert [answer.status for answer in (wrong, unknown, right)] == [401, 401, 200]
    assert wrong.body == "Error processing request."
    assert right.body["User"]["Id"] == anna.user_id
    assert right.body["SessionInfo"]["DeviceName"] == "Desk"
    client.token = right.body["AccessToken"]
    assert (await client.get("/Users")).status == 200
    assert (await client.post("/Sessions/Logout")).status == 204
    assert (await client.get("/Users")).status == 401


async def test_who_does_not_say_on_which_device_cannot_sign_in(client: Client) -> None:
    for device in ("", 'Client="Scroblarr", Device="Desk", Version="1.0"'):
        client.device = device
        by_password = await client.post("/Users/AuthenticateByName", PASSWORD)
        by_code = await client.post("/QuickConnect/Initiate")
        assert (by_password.status, by_code.status) == (400, 400)


async def test_a_second_sign_in_on_a_device_ends_the_first(client: Client) -> None:
    first = (await client.post("/Users/AuthenticateByName", PASSWORD)).body["AccessToken"]
    client.device = DEVICE.replace("desk-1", "desk-2")
    elsewhere = (await client.post("/Users/AuthenticateByName", PASSWORD)).body["AccessToken"]
    client.device = DEVICE
    second = (await client.post("/Users/AuthenticateByName", PASSWORD)).body["AccessToken"]
    statuses = []
    for client.token in (first, elsewhere, second):
        statuses.append((await client.get("/Users/Me")).status)
    assert statuses == [401, 200, 200]


async def test_disabled_users_are_shut_out(client: Client, anna: JellyfinUser) -> None:
    signed_in = await client.post("/Users/AuthenticateByName", PASSWORD)
    anna.disabled = True
    again = await client.post("/Users/AuthenticateByName", PASSWORD)
    client.token = signed_in.body["AccessToken"]
    assert (again.status, (await client.get("/Users/Me")).status) == (403, 401)


async def test_administration_is_for_administrators_and_keys(
    client: Client, api: JellyfinApi, clara: JellyfinUser
) -> None:
    paths = ("/Plugins", "/Packages", "/Repositories", "/Auth/Keys", "/Library/VirtualFolders")
    for client.token in (api.token_of(clara), "", api.add_key("Scroblarr").token):
        statuses = {(await client.get(path)).status for path in paths}
        assert len(statuses) == 1
        if client.token in api.people.grants:
            assert statuses == {403}
        else:
            assert statuses == ({200} if client.token else {401})
    assert (await client.get("/Users/Me")).status == 400
    assert [call.user for call in api.calls_to("GET /Plugins")] == [
        "clara",
        None,
        "key of Scroblarr",
    ]


async def test_pictures_of_users(client: Client, api: JellyfinApi, anna: JellyfinUser) -> None:
    clara = api.add_user("clara", picture=b"\x89PNG")
    dashed = re.sub(r"(.{8})(.{4})(.{4})(.{4})", r"\1-\2-\3-\4-", clara.user_id)
    for path in (f"/UserImage?userId={dashed}", f"/Users/{clara.user_id}/Images/Primary"):
        async with client.session.get(api.url + path) as response:
            assert (response.content_type, await response.read()) == ("image/png", b"\x89PNG")
    none = await client.get(f"/UserImage?userId={anna.user_id}")
    nobody = await client.get(f"/Users/{'0' * 32}")
    no_id = await client.get("/UserImage?userId=anna")
    client.token = api.token_of(anna)
    nobody = await client.get(f"/Users/{'0' * 32}")
    assert [none.status, nobody.status, no_id.status] == [404, 404, 400]
    users = (await client.get("/Users")).body
    assert [bool(user.get("PrimaryImageTag")) for user in users] == [False, True]


# -- Quick Connect


async def test_quick_connect_from_code_to_token(
    client: Client, api: JellyfinApi, clara: JellyfinUser
) -> None:
    begun = (await client.post("/QuickConnect/Initiate")).body
    assert re.fullmatch(r"\d{6}", begun["Code"])
    assert begun["AppName"] == "Scroblarr"
    path = f"/QuickConnect/Connect?secret={begun['Secret']}"
    secret = {"Secret": begun["Secret"]}
    assert (await client.get(path)).body["Authenticated"] is False
    assert (await client.post("/Users/AuthenticateWithQuickConnect", secret)).status == 404
    api.confirm_quick_connect(begun["Code"], clara)
    assert (await client.get(path)).body["Authenticated"] is True
    result = await client.post("/Users/AuthenticateWithQuickConnect", secret)
    client.token = result.body["AccessToken"]
    assert (await client.get("/Users/Me")).body["Name"] == "clara"
    with pytest.raises(LookupError):
        api.confirm_quick_connect(begun["Code"], clara)


async def test_quick_connect_codes_expire(
    client: Client, api: JellyfinApi, anna: JellyfinUser, clock: Clock
) -> None:
    begun = (await client.post("/QuickConnect/Initiate")).body
    path = f"/QuickConnect/Connect?secret={begun['Secret']}"
    clock.forward(minutes=9, seconds=59)
    assert (await client.get(path)).status == 200
    clock.forward(seconds=1)
    gone = await client.get(path)
    assert (gone.status, gone.body) == (404, "Unknown secret")
    client.token = api.token_of(anna)
    assert (await client.post(f"/QuickConnect/Authorize?code={begun['Code']}")).status == 404


async def test_quick_connect_switched_off(client: Client, api: JellyfinApi) -> None:
    assert (await client.get("/QuickConnect/Enabled")).body is True
    api.quick_connect.enabled = False
    begun = await client.post("/QuickConnect/Initiate")
    looked = await client.get("/QuickConnect/Connect?secret=x")
    assert (await client.get("/QuickConnect/Enabled")).body is False
    assert (begun.status, begun.body) == (401, "Quick connect is disabled")
    assert looked.status == 401


async def test_only_administrators_allow_a_code_for_others(
    client: Client, api: JellyfinApi, anna: JellyfinUser, clara: JellyfinUser
) -> None:
    code = (await client.post("/QuickConnect/Initiate")).body["Code"]
    client.token = api.token_of(clara)
    path = f"/QuickConnect/Authorize?code={code}&userId="
    assert (await client.post(path + anna.user_id)).status == 403
    client.token = api.token_of(anna)
    allowed = await client.post(path + clara.user_id)
    assert (allowed.status, allowed.body) == (200, True)
    [request] = api.quick_connect.requests
    assert request.grant is not None
    assert request.grant.user is clara


async def test_people_allow_a_code_on_the_page(
    client: Client, api: JellyfinApi, clara: JellyfinUser
) -> None:
    code = (await client.post("/QuickConnect/Initiate")).body["Code"]
    async with client.session.get(f"{api.url}/") as response:
        assert "Quick Connect code" in await response.text()
        assert response.url.path == "/jellyfin/web/"
    for text, said in (("000000", "Unknown"), (f" {code} ", "clara is signed in")):
        form = {"code": text, "user": "clara"}
        async with client.session.post(f"{api.url}/web/", data=form) as response:
            assert said in await response.text()
    [request] = api.quick_connect.requests
    assert request.grant is not None


# -- the server as a whole


async def test_what_there_is_not(client: Client, api: JellyfinApi) -> None:
    unknown = await client.get("/Nothing")
    method = await client.send("DELETE", "/System/Ping")
    no_id = await client.get("/Users/anna/Images/Primary")
    assert (unknown.status, method.status, no_id.status) == (404, 405, 400)
    beside = api.url.removesuffix("/jellyfin") + "/System/Info/Public"
    async with client.session.get(beside, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, "/jellyfin/web/")


async def test_bodies_must_be_json(client: Client, api: JellyfinApi) -> None:
    url = f"{api.url}/Users/AuthenticateByName"
    headers = {"Authorization": f"MediaBrowser {DEVICE}"}
    async with client.session.post(url, data={"Username": "anna"}, headers=headers) as response:
        assert response.status == 415
    assert (await client.post("/Users/AuthenticateByName", ["anna"])).status == 400


async def test_a_restart_takes_the_server_away_and_brings_it_back(
    client: Client, api: JellyfinApi, anna: JellyfinUser
) -> None:
    api.away_s = None
    api.plugins.restart_pending = True
    client.token = api.token_of(anna)
    secret = (await client.post("/QuickConnect/Initiate")).body["Secret"]
    assert (await client.get("/System/Info")).body["HasPendingRestart"] is True
    assert (await client.post("/System/Restart")).status == 204
    await api.gone()
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.get("/System/Ping")
    await api.come_back()
    assert (await client.get("/System/Info")).body["HasPendingRestart"] is False
    assert (await client.get(f"/QuickConnect/Connect?secret={secret}")).status == 404


async def test_faults_and_outages_as_at_every_fake(client: Client, api: JellyfinApi) -> None:
    api.faults.add("GET /System/Info/Public", status=502)
    statuses = [(await client.get("/System/Info/Public")).status for _ in range(2)]
    api.outage(True)
    statuses.append((await client.get("/System/Info/Public")).status)
    assert statuses == [502, 200, 503]


async def test_https_with_a_certificate_of_ones_own(clock: Clock) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(CERTIFICATE)
    async with (
        FakeJellyfinServer("Cellar", clock=clock, tls=tls) as jellyfin,
        aiohttp.ClientSession() as session,
    ):
        url = f"{jellyfin.url}/System/Ping"
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await session.get(url)
        async with session.get(url, ssl=False) as response:
            assert (response.url.scheme, await response.json()) == ("https", "Jellyfin Server")


class Asker(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.answer.set_result(data)


async def ask(port: int, *questions: bytes) -> Any:
    loop = asyncio.get_running_loop()
    remote = ("127.0.0.1", port)
    transport, asker = await loop.create_datagram_endpoint(Asker, remote_addr=remote)
    for question in questions:
        transport.sendto(question)
    async with asyncio.timeout(5):
        answer = json.loads(await asker.answer)
    transport.close()
    return answer


async def test_discovery(api: JellyfinApi) -> None:
    port = api.discovery_port
    found = await ask(port, b"who is EmbyServer?", b"Hello, WHO is JELLYFINserver?")
    assert found == {
        "Address": api.url,
        "Id": api.identity.server_id,
        "Name": "Cellar",
        "EndpointAddress": None,
    }
    api.discovery.says_address = "http://192.0.2.1:8096"
    assert (await ask(port, b"Who is JellyfinServer?"))["Address"] == "http://192.0.2.1:8096"
