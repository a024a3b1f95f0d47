"""The client of plex.tv against the fake one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest

from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.media_servers.plex_tv import PlexTv
from scroblarr_desktop.media_servers.plex_tv_answers import NoPlexPass, SignInEnded
from scroblarr_desktop.media_servers.plex_tv_device import PlexDevice
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import Outage

DEVICE = PlexDevice("a-client", "Küche\nPC")


@pytest.fixture
def calls() -> Iterator[Calls]:
    made = Calls(connect_s=2.0, read_s=2.0, workers=4)
    yield made
    made.close()


@pytest.fixture
async def fake() -> AsyncIterator[FakePlexTv]:
    async with FakePlexTv() as tv:
        yield tv


@pytest.fixture
def anna(fake: FakePlexTv) -> FakePlexAccount:
    return fake.add_account("anna", plex_pass=True)


@pytest.fixture
def tv(fake: FakePlexTv, calls: Calls) -> PlexTv:
    return PlexTv(calls, DEVICE, fake.url)


def test_what_is_told_of_the_device_fits_into_headers() -> None:
    told = DEVICE.headers("t")
    assert told["X-Plex-Device-Name"] == "K?che?PC"
    assert told["X-Plex-Token"] == "t"
    assert "X-Plex-Token" not in DEVICE.headers()


async def test_the_public_hosts_are_used_unless_one_replaces_them(calls: Calls) -> None:
    public = PlexTv(calls, DEVICE)
    assert public.link_page == "plex.tv/link"


async def test_a_plain_address_elsewhere_is_refused(calls: Calls) -> None:
    with pytest.raises(ValueError, match="must begin with https"):
        PlexTv(calls, DEVICE, "http://plex.example.org")


async def test_webhooks_are_read_and_replaced_as_a_whole(
    tv: PlexTv, fake: FakePlexTv, anna: FakePlexAccount
) -> None:
    token = fake.sign_in(anna, "a-client")
    assert await tv.webhooks(token) == []
    await tv.replace_webhooks(token, ["https://example.org/a?b=c&d", "https://example.org/e"])
    assert await tv.webhooks(token) == anna.webhooks
    assert anna.webhooks == ["https://example.org/a?b=c&d", "https://example.org/e"]
    await tv.replace_webhooks(token, [])
    assert anna.webhooks == []


async def test_without_plex_pass_there_are_no_webhooks(
    tv: PlexTv, fake: FakePlexTv, anna: FakePlexAccount
) -> None:
    token = fake.sign_in(anna, "a-client")
    anna.webhooks_enabled = False
    assert not (await tv.user(token)).may_have_webhooks
    with pytest.raises(NoPlexPass):
        await tv.webhooks(token)
    with pytest.raises(NoPlexPass):
        await tv.replace_webhooks(token, ["https://example.org"])


async def test_the_user_is_told(tv: PlexTv, fake: FakePlexTv, anna: FakePlexAccount) -> None:
    user = await tv.user(fake.sign_in(anna, "a-client"))
    assert (user.id, user.uuid, user.name) == (str(anna.id), anna.uuid, "anna")
    assert user.may_have_webhooks


async def test_signed_out_the_token_is_over(
    tv: PlexTv, fake: FakePlexTv, anna: FakePlexAccount
) -> None:
    token = fake.sign_in(anna, "a-client")
    await tv.sign_out(token)
    for ask in (tv.user, tv.servers, tv.home_users, tv.friends, tv.webhooks):
        with pytest.raises(SignInEnded):
            await ask(token)


async def test_servers_come_with_all_ways_and_their_own_token(
    tv: PlexTv, fake: FakePlexTv, anna: FakePlexAccount
) -> None:
    async with FakePlexServer("Attic") as attic:
        fake.give_server(anna, attic)
        anna.players.append("Television")
        (found,) = await tv.servers(fake.sign_in(anna, "a-client"))
    assert (found.uuid, found.name, found.owned) == (attic.server_id, "Attic", True)
    assert found.connections[0].uri == attic.url
    assert found.token == attic.state.token_of(anna)


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("POST /api/v2/pins", {"id": 5}),
        ("POST /api/v2/pins", "<html>"),
    ],
)
async def test_a_code_that_makes_no_sense_is_an_outage(
    tv: PlexTv, fake: FakePlexTv, line: str, body: object
) -> None:
    fake.faults.add(line, status=201, body=body)
    with pytest.raises(Outage, match="could not be read"):
        await tv.new_pin(strong=True)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("user", "[]"),
        ("user", "{}"),
        ("user", "no JSON at all"),
        ("resources", "{}"),
        ("resources", "5"),
        ("home/users", "[]"),
        ("user/webhooks", "{}"),
        ("user/webhooks", '["https://example.org"]'),
    ],
)
async def test_bodies_of_another_shape_are_outages(
    tv: PlexTv, fake: FakePlexTv, anna: FakePlexAccount, path: str, body: str
) -> None:
    token = fake.sign_in(anna, "a-client")
    fake.faults.add(f"GET /api/v2/{path}", status=200, body=body)
    asks: dict[str, Callable[[str], Awaitable[object]]] = {
        "user": tv.user,
        "resources": tv.servers,
        "home/users": tv.home_users,
        "user/webhooks": tv.webhooks,
    }
    with pytest.raises(Outage, match="could not be read"):
        await asks[path](token)


async def test_the_token_travels_as_a_header_only(
    tv: PlexTv, fake: FakePlexTv, anna: FakePlexAccount
) -> None:
    token = fake.sign_in(anna, "a-client")
    await tv.user(token)
    await tv.friends(token)
    for call in fake.calls:
        assert call.headers["X-Plex-Token"] == token
        assert token not in f"{call.path}{call.query}{call.body}"
