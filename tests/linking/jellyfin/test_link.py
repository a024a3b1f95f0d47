"""A Jellyfin from connecting to letting go: people, libraries, looks at it, and what is kept."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from scroblarr_desktop import media_servers
from scroblarr_desktop.demo.jellyfin.plugin_shapes import WEBHOOK
from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking.jellyfin.manual import TEMPLATE
from scroblarr_desktop.linking.jellyfin.reach import OwnCertificate, Reached
from scroblarr_desktop.media_servers.jellyfin_errors import NotAdministrator
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.errors import TokenRefused
from scroblarr_desktop.store import connections, household, people, servers, settings
from scroblarr_desktop.store.records import ConnectionState, HookState, Place, Relation
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.watches import Item, Kind, ServerKind, Watch
from tests.linking.jellyfin_world import (
    HERE,
    PASSWORD,
    World,
    jellyfin_world,
    other_entry,
    own_tls,
    until,
)

PNG = b"\x89PNG\r\n\x1a\n" + b"made up" * 10


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with jellyfin_world(tmp_path) as world:
        yield world


def grants(world: World) -> int:
    return len(world.jellyfin.api.people.grants)


# -- connecting


async def test_what_is_kept_of_a_connected_server(world: World) -> None:
    server = await world.connect()
    assert (server.name, server.uuid, server.adopted) == ("Cellar", world.jellyfin.server_id, True)
    assert (server.url, server.certificate) == (world.jellyfin.url, None)
    connection = world.connection()
    assert connection.account_id == f"{world.jellyfin.server_id}/{world.anna.user_id}"
    assert (connection.account_name, connection.state) == ("anna", ConnectionState.OK)
    assert connections.token(connection.id) in world.jellyfin.api.people.grants


async def test_connected_again_it_is_the_same_server(world: World) -> None:
    first = await world.connect()
    secret = world.secret()
    servers.change(first.id, name="Our Jellyfin", place=Place.DOCKER)
    again = await world.connect()
    assert (again.id, again.name, again.place) == (first.id, "Our Jellyfin", Place.DOCKER)
    assert (world.secret(), grants(world)) == (secret, 1)


async def test_another_administrator_takes_the_place_of_the_first(world: World) -> None:
    world.ben.administrator = True
    await world.connect()
    await world.connect(world.ben)
    assert world.connection().account_name == "ben"
    assert grants(world) == 1, "the first was signed out"


async def test_somebody_without_rights_leaves_no_trace(world: World) -> None:
    with pytest.raises(NotAdministrator):
        await world.connect(world.ben)
    assert connections.all_connections() == []
    assert servers.all_servers() == []


async def test_signed_in_again_to_another_jellyfin_is_refused(world: World) -> None:
    server = await world.connect()
    async with FakeJellyfinServer("Loft") as loft:
        loft.api.add_user("anna", PASSWORD, administrator=True)
        reached = await world.link.try_address(loft.url)
        assert isinstance(reached, Reached)
        signed_in = await world.link.sign_in(reached).with_password("anna", PASSWORD)
        with pytest.raises(Conflict, match="another Jellyfin than Cellar"):
            await world.link.connect(reached, signed_in, server.id)
        beside = await world.link.connect(reached, signed_in)
        assert beside.id != server.id


async def test_by_hand_and_signed_in_later_it_is_one_server(world: World) -> None:
    by_hand = world.link.connect_by_hand(await world.reach())
    assert by_hand.place is Place.HERE
    secret = world.secret()
    server, _ = await world.set_up()
    assert (server.id, world.secret()) == (by_hand.id, secret)


async def test_with_an_api_key(world: World) -> None:
    key = world.jellyfin.api.add_key()
    reached = await world.reach()
    signed_in = await world.link.sign_in(reached).with_key(key.token)
    server = await world.link.connect(reached, signed_in)
    assert world.connection().account_id.endswith("/key")
    assert (await world.link.set_webhook(server.id)).state is HookState.SET
    item_id = world.jellyfin.api.library.add(world.film())
    films = (await world.link.libraries(server.id))[0]
    assert await world.link.library_of(server.id, item_id) == films.key
    left = await world.link.disconnect(server.id)
    assert left is not None
    assert "API key" in left
    assert (connections.all_connections(), world.entries()) == ([], [])


async def test_over_https_with_an_own_certificate(tmp_path: Path) -> None:
    async with jellyfin_world(tmp_path, tls=own_tls(), base_path="/jf") as world:
        shown = await world.link.try_address(world.jellyfin.url)
        assert isinstance(shown, OwnCertificate)
        fingerprint = shown.certificate.fingerprint
        reached = await world.link.try_address(shown.url, fingerprint)
        assert isinstance(reached, Reached)
        signed_in = await world.link.sign_in(reached).with_password("anna", PASSWORD)
        server = await world.link.connect(reached, signed_in)
        assert (server.url, server.certificate) == (world.jellyfin.url, fingerprint)
        assert (await world.link.set_webhook(server.id)).state is HookState.SET
        assert isinstance(await world.link.reach_again(server.id), Reached)
        assert await world.link.disconnect(server.id) is None


# -- people and libraries


async def test_people_are_read_with_their_pictures(world: World) -> None:
    world.anna.picture = PNG
    world.ben.hidden = True
    world.jellyfin.api.add_user("clara", picture=b"GIF8 " + b"x" * 300_000)
    world.jellyfin.api.add_user("dora", picture=b"<svg>not safe to show</svg>")
    world.jellyfin.api.add_user("emil", disabled=True, picture=PNG)
    server = await world.connect()
    found = await world.link.people(server.id)
    assert [(one.user.name, one.user.hidden, one.user.disabled) for one in found] == [
        ("anna", False, False),
        ("ben", True, False),
        ("clara", False, False),
        ("dora", False, False),
        ("emil", False, True),
    ]
    noted = [one.viewer_id for one in found if one.viewer_id is not None]
    assert [people.picture(viewer_id) for viewer_id in noted] == [PNG, None, None, None]
    viewer = household.viewer(noted[0])
    assert (viewer.account_id, viewer.relation) == (world.anna.user_id, Relation.USER)


async def test_who_is_read_is_who_reports_later(world: World) -> None:
    server = await world.connect()
    await world.link.read_people(server.id)
    await world.link.read_people(server.id)
    (ben,) = [
        one for one in await world.link.people(server.id) if one.user.user_id == world.ben.user_id
    ]
    assert ben.viewer_id is not None
    assert household.viewer(ben.viewer_id).account_id == world.jellyfin.viewer(world.ben).account_id


async def test_a_picture_that_does_not_come_stops_nothing(world: World) -> None:
    world.anna.picture = PNG
    server = await world.connect()
    world.jellyfin.api.faults.add("GET /UserImage", status=500)
    assert len(await world.link.people(server.id)) == 2


async def test_the_libraries_and_which_holds_an_item(world: World) -> None:
    server = await world.connect()
    show = Item(Kind.EPISODE, "Part 1", show="Harbour Street", season=1, number=1)
    item_id = world.jellyfin.api.library.add(show)
    found = {one.name: one.key for one in await world.link.libraries(server.id)}
    assert set(found) == {"Films", "Series"}
    assert await world.link.library_of(server.id, item_id) == found["Series"]
    assert await world.link.library_of(server.id, "ff" * 16) is None


# -- Jellyfin's own plugins for trackers


async def test_nobody_else_sends(world: World) -> None:
    server = await world.connect()
    assert await world.link.rivals(server.id) == []
    world.plugins.install("Trakt")
    assert await world.link.rivals(server.id) == []


async def test_for_whom_trakt_and_simkl_are_told_already(world: World) -> None:
    world.plugins.link_to_trakt(world.anna)
    world.plugins.link_to_trakt(
        world.ben, Scrobble=False, PostWatchedHistory=False, PostSetWatched=False
    )
    world.plugins.link_to_simkl(world.ben)
    server = await world.connect()
    found = await world.link.rivals(server.id)
    assert [(one.plugin, one.people) for one in found] == [
        ("Trakt", ("anna",)),
        ("Simkl", ("ben",)),
    ]
    assert all("Dashboard, Plugins" in one.switch_off for one in found)
    assert "made-up-access" not in repr(found)


# -- looking again


async def test_a_sign_in_that_ended_is_noted(world: World) -> None:
    await world.set_up()
    world.jellyfin.api.people.end_all_of(world.anna)
    await world.link.check(world.connection().id)
    connection = world.connection()
    assert connection.state is ConnectionState.ENDED
    assert "sign in again" in connection.message
    assert connection.hook_state is HookState.SET, "Jellyfin still reports"
    with pytest.raises(TokenRefused):
        await world.link.libraries(servers.all_servers()[0].id)


async def test_signed_in_again_it_goes_on(world: World) -> None:
    server, _ = await world.set_up()
    world.jellyfin.api.people.end_all_of(world.anna)
    await world.link.check(world.connection().id)
    reached, signed_in = await world.sign_in()
    await world.link.connect(reached, signed_in, server.id)
    await world.link.check(world.connection().id)
    assert (world.connection().state, world.connection().message) == (ConnectionState.OK, "")
    assert len(world.entries()) == 1


async def test_rights_that_were_taken_away_are_noted(world: World) -> None:
    await world.set_up()
    world.anna.administrator = False
    await world.link.check(world.connection().id)
    assert "administrator" in world.connection().message


async def test_another_jellyfin_at_the_address_learns_nothing(world: World) -> None:
    await world.set_up()
    token = connections.token(world.connection().id) or "none"
    async with FakeJellyfinServer("Loft") as loft:
        server = servers.all_servers()[0]
        connections.attach(server.id, world.connection().id, loft.url, place=server.place)
        await world.link.check(world.connection().id)
        assert "Another Jellyfin" in world.connection().message
        assert loft.api.calls
        assert not any(token in str(call.headers) for call in loft.api.calls)


async def test_another_certificate_than_the_trusted_one_is_noted(tmp_path: Path) -> None:
    async with jellyfin_world(tmp_path, tls=own_tls()) as world:
        shown = await world.link.try_address(world.jellyfin.url)
        assert isinstance(shown, OwnCertificate)
        reached = await world.link.try_address(shown.url, shown.certificate.fingerprint)
        assert isinstance(reached, Reached)
        signed_in = await world.link.sign_in(reached).with_password("anna", PASSWORD)
        server = await world.link.connect(reached, signed_in)
        connection = world.connection()
        connections.attach(server.id, connection.id, shown.url, certificate="0" * 64)
        await world.link.check(connection.id)
        assert "shows another certificate now" in world.connection().message
        again = await world.link.reach_again(server.id)
        assert isinstance(again, OwnCertificate)
        assert again.changed


async def test_an_app_that_ended_in_the_middle_goes_on(world: World) -> None:
    await world.connect()
    assert world.entries() == []
    await world.link.check(world.connection().id)
    assert len(world.entries()) == 1


# -- letting go


async def test_letting_go_leaves_nothing_of_ours(world: World) -> None:
    server, _ = await world.set_up()
    assert await world.link.disconnect(server.id) is None
    assert (world.entries(), grants(world)) == ([], 0)
    assert (connections.all_connections(), servers.all_servers()) == ([], [])
    assert connections.token(1) is None


async def test_without_an_answer_it_says_what_to_do_by_hand(world: World) -> None:
    server, _ = await world.set_up()
    await world.jellyfin.stop()
    left = await world.link.disconnect(server.id)
    assert left is not None
    assert f"{HERE}/webhooks/jellyfin" in left
    assert "Devices" in left
    assert (connections.all_connections(), servers.all_servers()) == ([], [])
    await world.jellyfin.start()


async def test_after_the_sign_in_ended_only_the_entry_is_left(world: World) -> None:
    server, _ = await world.set_up()
    world.jellyfin.api.people.end_all_of(world.anna)
    left = await world.link.disconnect(server.id)
    assert left is not None
    assert "Webhook" in left
    assert "Devices" not in left


async def test_a_server_set_up_by_hand_is_let_go_too(world: World) -> None:
    server = world.link.connect_by_hand(await world.reach())
    left = await world.link.disconnect(server.id)
    assert left is not None
    assert "remove the entry" in left
    assert servers.all_servers() == []


# -- by hand


@asynccontextmanager
async def recorder(bodies: list[bytes]) -> AsyncIterator[str]:
    """Take what is posted to the URL that this yields."""

    async def take(request: web.Request) -> web.Response:
        bodies.append(await request.read())
        return web.Response()

    app = web.Application()
    app.add_routes([web.post("/hook", take)])
    server = LoopbackServer(app)
    await server.start()
    yield f"{server.url}/hook"
    await server.stop()


@pytest.mark.parametrize("title", ["Part 1", 'He said "hi"', "Ä & Ö <b>", "AC\\DC"])
async def test_what_the_template_makes_is_understood(world: World, title: str) -> None:
    settings_there = world.plugins.settings(WEBHOOK)
    template = base64.b64encode(TEMPLATE.encode()).decode()
    entry = other_entry() | {
        "Template": template,
        "EnableWebhook": True,
        "EnableEpisodes": True,
        "NotificationTypes": ["PlaybackStart", "PlaybackStop", "UserDataSaved"],
    }
    bodies: list[bytes] = []
    item = Item(
        Kind.EPISODE,
        title,
        ids={"tvdb": "1001"},
        show="Harbour Street",
        show_year=2020,
        season=1,
        number=4,
        run_time_s=2600,
    )
    async with recorder(bodies) as url:
        settings_there["GenericOptions"] = [entry | {"WebhookUri": url}]
        await world.jellyfin.play(world.jellyfin.viewer(world.ben), item)
        await world.jellyfin.finish(world.jellyfin.viewer(world.ben), item)
        await world.jellyfin.mark_played(world.jellyfin.viewer(world.ben), item)
    read = [media_servers.read(ServerKind.JELLYFIN, one, datetime.now(UTC)) for one in bodies]
    watched = [one.outcome for one in read if isinstance(one.outcome, Watch)]
    assert [one.by_hand for one in watched] == [False, True]
    found = watched[0].items[0]
    assert (found.title, found.show, found.season, found.number) == (title, item.show, 1, 4)
    assert (found.ids, found.run_time_s) == (item.ids, 2600)
    assert read[0].server is not None
    assert read[0].server.uuid == world.jellyfin.server_id


# -- all of it at once


async def test_what_is_played_arrives(tmp_path: Path) -> None:
    async with FakeJellyfinServer("Cellar") as jellyfin:
        jellyfin.api.plugins.install("Webhook")
        anna = jellyfin.api.add_user("anna", PASSWORD, administrator=True)
        nobody = "http://127.0.0.1:9"
        endpoints = Endpoints(
            trakt_api=nobody,
            trakt_auth=nobody,
            tvtime=nobody,
            jellyfin_discovery=("127.0.0.1", jellyfin.api.discovery_port),
        )
        engine = Engine(EngineOptions(DataDir(tmp_path), port=0, endpoints=endpoints))
        await engine.start()
        try:
            found = await anext(engine.jellyfin.find())
            reached = await engine.jellyfin.try_address(found.url)
            assert isinstance(reached, Reached)
            signed_in = await engine.jellyfin.sign_in(reached).with_password("anna", PASSWORD)
            server = await engine.jellyfin.connect(reached, signed_in)
            await engine.jellyfin.set_webhook(server.id)
            await jellyfin.play(jellyfin.viewer(anna), Item(Kind.MOVIE, "The Lantern Year", 2019))
            await until(lambda: servers.get(server.id).last_event_at is not None)
            assert set(jellyfin.answers) == {200}
            assert jellyfin.lost == []
            assert await engine.disconnect_server(server.id) is None
        finally:
            await engine.stop()


async def test_no_secret_stands_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key = world.jellyfin.api.add_key().token
    server, _ = await world.set_up()
    token = connections.token(world.connection().id) or ""
    await world.link.people(server.id)
    await world.jellyfin.stop()
    await world.link.check(world.connection().id)
    await world.jellyfin.start()
    ways = world.link.sign_in(await world.reach())
    await ways.with_key(key)
    code = await ways.new_code()
    world.jellyfin.api.confirm_quick_connect(code.code, world.anna)
    by_code = await ways.wait_for(code)
    shown = f"{caplog.text} {world.connection()} {settings.get('device_id')}"
    for secret in (PASSWORD, key, token, world.secret(), code.quick.secret, by_code.token):
        assert secret
        assert secret not in shown
    assert json.dumps(PASSWORD) not in shown
