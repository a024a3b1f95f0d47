"""Having a Plex account report here: whatever else stands in its list stays as it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.linking.plex.registering import Foreign, NoHomeAddress, NotKept
from scroblarr_desktop.media_servers.plex_tv_answers import SignInEnded
from scroblarr_desktop.remote.errors import Offline, Outage, Refused
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import ConnectionState, HookState, Place
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind
from tests.linking.plex_world import DOCKER, ELSEWHERE, HERE, HOME, OTHER_SECRET, World, plex_world

OTHERS = [ELSEWHERE, "http://192.168.1.50:8123/api/webhook/abc", ELSEWHERE]
FOREIGN = f"http://192.168.1.77:24180/webhooks/plex/{OTHER_SECRET}"
POST = "POST /api/v2/user/webhooks"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with plex_world(tmp_path) as made:
        made.anna.webhooks = list(OTHERS)
        yield made


async def test_ours_is_added_behind_the_others(world: World) -> None:
    connection_id, outcome = await world.set_up()
    assert outcome.state is HookState.SET
    assert world.anna.webhooks == [*OTHERS, world.address()]
    noted = connections.get(connection_id)
    assert (noted.hook_state, noted.hook_base, noted.hook_message) == (HookState.SET, HERE, "")
    assert noted.webhooks_possible


async def test_connecting_again_changes_nothing(world: World) -> None:
    connection_id, _ = await world.set_up()
    before = list(world.anna.webhooks)
    await world.set_up()
    await world.link.check(connection_id)
    assert world.anna.webhooks == before
    assert len(world.tv.calls_to(POST)) == 1


async def test_a_new_address_takes_the_place_of_the_old_one(world: World) -> None:
    connection_id, _ = await world.set_up()
    world.anna.webhooks.append("https://example.org/later")
    world.bases[Place.HERE] = "http://127.0.0.1:24181"
    await world.link.check(connection_id)
    ours = world.address("http://127.0.0.1:24181")
    assert world.anna.webhooks == [*OTHERS, ours, "https://example.org/later"]
    assert world.connection().hook_base == "http://127.0.0.1:24181"


async def test_a_new_secret_takes_the_place_of_the_old_one(world: World) -> None:
    connection_id, _ = await world.set_up()
    (server_id,) = connections.servers_of(connection_id)
    servers.renew_secret(server_id)
    await world.link.check(connection_id)
    assert world.anna.webhooks == [*OTHERS, world.address()]


async def test_what_somebody_deleted_is_registered_again(world: World) -> None:
    connection_id, _ = await world.set_up()
    world.anna.webhooks = list(OTHERS)
    await world.link.check(connection_id)
    assert world.anna.webhooks == [*OTHERS, world.address()]


async def test_disconnecting_takes_exactly_ours_away(world: World) -> None:
    connection_id, _ = await world.set_up()
    world.anna.webhooks.insert(1, FOREIGN)
    (server_id,) = connections.servers_of(connection_id)
    assert await world.link.disconnect(server_id) is None
    assert world.anna.webhooks == [OTHERS[0], FOREIGN, *OTHERS[1:]]
    assert world.anna.tokens == {}
    assert connections.all_connections() == []
    assert servers.all_servers() == []


async def test_the_last_of_all_webhooks_can_be_taken_away(world: World) -> None:
    world.anna.webhooks = []
    connection_id, _ = await world.set_up()
    (server_id,) = connections.servers_of(connection_id)
    assert await world.link.disconnect(server_id) is None
    assert world.anna.webhooks == []


async def test_old_addresses_of_this_computer_are_known_again(world: World) -> None:
    """Left by an installation whose secret is gone; the host and the port are still ours."""
    world.anna.webhooks.append(f"{HOME}/webhooks/plex/{OTHER_SECRET}")
    _, outcome = await world.set_up()
    assert outcome.state is HookState.SET
    assert world.anna.webhooks == [*OTHERS, world.address()]


async def test_an_address_that_every_computer_has_is_not_taken_for_ours(world: World) -> None:
    """127.0.0.1 is called by the media server, which may run beside another Scroblarr."""
    world.anna.webhooks.append(f"{HERE}/webhooks/plex/{OTHER_SECRET}")
    _, outcome = await world.set_up()
    assert outcome.foreign == (HERE,)


# -- another Scroblarr


async def test_another_scroblarr_is_a_question_and_nothing_is_changed(world: World) -> None:
    world.anna.webhooks.append(FOREIGN)
    _, outcome = await world.set_up()
    assert outcome.foreign == ("http://192.168.1.77:24180",)
    assert OTHER_SECRET not in repr(outcome)
    assert world.anna.webhooks == [*OTHERS, FOREIGN]


async def test_another_scroblarr_is_replaced(world: World) -> None:
    world.anna.webhooks.insert(0, FOREIGN)
    _, outcome = await world.set_up(Foreign.REPLACE)
    assert outcome.state is HookState.SET
    assert world.anna.webhooks == [world.address(), *OTHERS]


async def test_both_are_kept_and_nobody_is_asked_again(world: World) -> None:
    world.anna.webhooks.append(FOREIGN)
    connection_id, outcome = await world.set_up(Foreign.KEEP)
    assert outcome.state is HookState.SET
    assert world.anna.webhooks == [*OTHERS, FOREIGN, world.address()]
    assert (await world.link.register(connection_id)).foreign == ()
    world.anna.webhooks.remove(world.address())
    await world.link.check(connection_id)
    assert world.anna.webhooks == [*OTHERS, FOREIGN, world.address()]


async def test_cancelled_it_stays_out_of_the_list(world: World) -> None:
    world.anna.webhooks.append(FOREIGN)
    connection_id, _ = await world.set_up()
    world.link.leave_unregistered(connection_id)
    await world.link.check(connection_id)
    assert world.anna.webhooks == [*OTHERS, FOREIGN]
    assert world.connection().hook_state is HookState.NONE


async def test_two_scroblarrs_do_not_push_each_other_out_for_ever(world: World) -> None:
    connection_id, _ = await world.set_up()
    world.anna.webhooks = [*OTHERS, FOREIGN]
    await world.link.check(connection_id)
    assert world.anna.webhooks == [*OTHERS, FOREIGN]
    noted = world.connection()
    assert noted.hook_state is HookState.FAILED
    assert "Another Scroblarr (http://192.168.1.77:24180) receives" in noted.hook_message


# -- when it cannot be done


async def test_without_plex_pass_it_is_impossible_and_set_up_goes_on(world: World) -> None:
    world.anna.plex_pass = False
    connection_id, outcome = await world.set_up()
    assert outcome.state is HookState.IMPOSSIBLE
    assert "no Plex Pass" in outcome.message
    assert world.tv.calls_to("* /api/v2/user/webhooks") == []
    assert world.connection().webhooks_possible is False
    world.anna.plex_pass = True
    await world.link.check(connection_id)
    assert world.anna.webhooks == [*OTHERS, world.address()]


async def test_a_refused_list_means_no_plex_pass_as_well(world: World) -> None:
    world.tv.faults.add("GET /api/v2/user/webhooks", status=402, body={})
    _, outcome = await world.set_up()
    assert outcome.state is HookState.IMPOSSIBLE


async def test_an_ended_sign_in_is_noted(world: World) -> None:
    connection_id, _ = await world.set_up()
    world.tv.sign_out_everywhere(world.anna)
    with pytest.raises(SignInEnded):
        await world.link.register(connection_id)
    assert world.connection().state is ConnectionState.ENDED


async def test_a_sign_in_that_works_again_is_no_longer_ended(world: World) -> None:
    connection_id, _ = await world.set_up()
    world.tv.faults.add("GET /api/v2/user", status=401, body={})
    await world.link.check(connection_id)
    assert world.connection().state is ConnectionState.ENDED
    await world.link.check(connection_id)
    assert world.connection().state is ConnectionState.OK


@pytest.mark.parametrize("call", ["GET /api/v2/user", "GET /api/v2/user/webhooks", POST])
async def test_an_outage_in_the_middle_is_mended_later(world: World, call: str) -> None:
    connection_id = await world.connect()
    world.tv.faults.add(call, status=503)
    with pytest.raises(Outage):
        await world.link.register(connection_id)
    assert world.anna.webhooks == OTHERS
    assert world.connection().hook_state is HookState.FAILED
    await world.link.check(connection_id)
    assert world.anna.webhooks == [*OTHERS, world.address()]
    assert world.connection().hook_state is HookState.SET
    assert world.connection().hook_message == ""


async def test_a_write_whose_answer_was_lost_is_not_done_twice(world: World) -> None:
    connection_id = await world.connect()
    world.tv.faults.add(POST, drop="after")
    with pytest.raises(Offline):
        await world.link.register(connection_id)
    await world.link.check(connection_id)
    assert world.anna.webhooks == [*OTHERS, world.address()]
    assert len(world.tv.calls_to(POST)) == 1
    assert world.connection().hook_state is HookState.SET


async def test_killed_between_sign_in_and_registering_the_next_look_registers(
    world: World,
) -> None:
    connection_id = await world.connect()
    await world.link.check(connection_id)
    assert world.anna.webhooks == [*OTHERS, world.address()]


async def test_an_outage_at_a_later_look_is_noted_and_not_raised(world: World) -> None:
    connection_id, _ = await world.set_up()
    world.tv.outage(True)
    await world.link.check(connection_id)
    noted = world.connection()
    assert noted.hook_state is HookState.SET
    assert noted.hook_message.startswith("Plex is not working properly right now.")
    world.tv.outage(False)
    await world.link.check(connection_id)
    assert world.connection().hook_message == ""


async def test_a_list_that_cannot_be_read_is_not_written(world: World) -> None:
    connection_id = await world.connect()
    world.tv.faults.add("GET /api/v2/user/webhooks", status=200, body=[{"url": "x"}, {"odd": 1}])
    with pytest.raises(Outage):
        await world.link.register(connection_id)
    assert world.tv.calls_to(POST) == []


async def test_an_address_that_plex_dislikes_is_no_lack_of_a_plex_pass(world: World) -> None:
    connection_id = await world.connect()
    world.tv.faults.add(POST, status=422, body={"errors": [{"message": "urls is invalid"}]})
    with pytest.raises(Refused, match="urls is invalid"):
        await world.link.register(connection_id)
    assert world.connection().hook_state is HookState.FAILED


async def test_a_list_that_reads_otherwise_afterwards_is_said(world: World) -> None:
    connection_id = await world.connect()
    world.tv.faults.add(POST, status=201, body=[])
    with pytest.raises(NotKept):
        await world.link.register(connection_id)
    assert world.connection().hook_state is HookState.FAILED


async def test_without_a_network_no_useless_address_is_registered(world: World) -> None:
    world.attic.told_connections = []
    connection_id = await world.connect()
    world.bases[Place.HOME] = HERE
    with pytest.raises(NoHomeAddress):
        await world.link.register(connection_id)
    assert world.anna.webhooks == OTHERS


async def test_an_account_without_servers_gets_no_address(world: World) -> None:
    connection_id, _ = await world.set_up()
    world.anna.webhooks = list(OTHERS)
    for server_id in connections.servers_of(connection_id):
        servers.delete(server_id)
    await world.link.check(connection_id)
    assert world.anna.webhooks == OTHERS
    with pytest.raises(Missing):
        await world.link.register(connection_id)


async def test_what_failed_is_mended_after_a_while_without_anybody(world: World) -> None:
    connection_id = await world.connect()
    world.tv.faults.add(POST, status=503)
    with pytest.raises(Outage):
        await world.link.register(connection_id)
    await world.link.mend()
    assert world.anna.webhooks == OTHERS
    long_ago = utc_now() - timedelta(minutes=11)
    connections.change(connection_id, {"checked_at": long_ago})
    await world.link.mend()
    assert world.anna.webhooks == [*OTHERS, world.address()]


# -- the server's own switch


async def test_a_server_that_is_set_not_to_report_is_named_and_switched_on(world: World) -> None:
    world.attic.state.webhooks_on = False
    connection_id, outcome = await world.set_up()
    assert outcome.state is HookState.FAILED
    assert "switched off on Attic" in outcome.message
    assert outcome.switched_off == tuple(connections.servers_of(connection_id))
    await world.link.switch_reports_on(outcome.switched_off[0])
    assert world.attic.state.webhooks_on
    assert world.connection().hook_state is HookState.SET


async def test_a_server_that_does_not_answer_does_not_hold_it_up(world: World) -> None:
    connection_id = await world.connect()
    await world.attic.api.stop()
    assert (await world.link.register(connection_id)).state is HookState.SET


# -- by hand


async def test_entered_by_hand_the_app_leaves_the_list_alone(world: World) -> None:
    connection_id = await world.connect()
    address = world.link.enter_by_hand(connection_id)
    assert address == world.address()
    await world.link.check(connection_id)
    assert world.anna.webhooks == OTHERS
    assert "does not stand among" in world.connection().hook_message
    world.anna.webhooks.append(address)
    await world.link.check(connection_id)
    assert (world.connection().hook_state, world.connection().hook_message) == (
        HookState.MANUAL,
        "",
    )


async def test_a_server_connected_by_hand_before_is_the_same_one(world: World) -> None:
    by_hand = servers.add(ServerKind.PLEX, "Plex at home", world.attic.server_id)
    world.anna.webhooks.append(f"{HOME}/webhooks/plex/{servers.secret(by_hand.id)}")
    connection_id, outcome = await world.set_up()
    assert outcome.state is HookState.SET
    assert connections.servers_of(connection_id) == [by_hand.id]
    assert world.anna.webhooks == [*OTHERS, world.address()]


async def test_one_by_hand_that_never_said_who_it_is_gives_way(world: World) -> None:
    by_hand = servers.add(ServerKind.PLEX, "Plex")
    world.anna.webhooks.append(f"{HERE}/webhooks/plex/{servers.secret(by_hand.id)}")
    await world.set_up()
    assert [one.name for one in servers.all_servers()] == ["Attic"]
    assert world.anna.webhooks == [*OTHERS, world.address()]


# -- several at once


async def test_many_looks_at_once_write_once(world: World) -> None:
    connection_id = await world.connect()
    await asyncio.gather(*(world.link.check(connection_id) for _ in range(6)))
    assert world.anna.webhooks == [*OTHERS, world.address()]
    assert len(world.tv.calls_to(POST)) == 1


async def test_a_look_and_a_disconnect_do_not_mix(world: World) -> None:
    connection_id, _ = await world.set_up()
    (server_id,) = connections.servers_of(connection_id)
    world.bases[Place.HERE] = "http://127.0.0.1:24199"
    left, _ = await asyncio.gather(
        world.link.disconnect(server_id), world.link.check(connection_id), return_exceptions=True
    )
    assert left is None
    assert world.anna.webhooks == OTHERS


async def test_two_servers_of_an_account_share_one_address(world: World) -> None:
    async with FakePlexServer("Cellar") as cellar:
        world.tv.give_server(world.anna, cellar)
        connection_id, outcome = await world.set_up()
        assert outcome.state is HookState.SET
        attic, second = connections.servers_of(connection_id)
        assert servers.secret(attic) == servers.secret(second)
        assert world.anna.webhooks == [*OTHERS, world.address()]

        assert await world.link.disconnect(attic) is None
        assert world.anna.webhooks[:-1] == OTHERS
        assert world.anna.tokens != {}
        await world.link.check(connection_id)
        assert world.anna.webhooks == [*OTHERS, world.address()]

        assert await world.link.disconnect(second) is None
        assert world.anna.webhooks == OTHERS


async def test_a_new_secret_is_new_for_all_servers_of_the_account(world: World) -> None:
    async with FakePlexServer("Cellar") as cellar:
        world.tv.give_server(world.anna, cellar)
        connection_id, _ = await world.set_up()
        first, second = connections.servers_of(connection_id)
        assert servers.renew_secret(second) == servers.secret(first)


@pytest.mark.parametrize(
    ("places", "base"),
    [
        ((Place.HERE, Place.HERE), HERE),
        ((Place.DOCKER, Place.DOCKER), DOCKER),
        ((Place.HERE, Place.HOME), HOME),
        ((Place.HERE, Place.DOCKER), HOME),
    ],
)
async def test_the_address_serves_all_servers_of_the_account(
    world: World, places: tuple[Place, Place], base: str
) -> None:
    async with FakePlexServer("Cellar") as cellar:
        world.tv.give_server(world.anna, cellar)
        signed_in = await world.sign_in()
        found = await world.link.find(signed_in)
        chosen = [Chosen(one, place=p) for one, p in zip(found.own, places, strict=True)]
        connection, _ = world.link.connect(signed_in, chosen)
        await world.link.register(connection.id)
        assert world.anna.webhooks == [*OTHERS, world.address(base)]


async def test_two_accounts_have_an_address_each(world: World) -> None:
    async with FakePlexServer("Cellar") as cellar:
        ben = world.tv.add_account("ben", plex_pass=True)
        world.tv.give_server(ben, cellar)
        await world.link.register(await world.connect())
        await world.link.register(await world.connect(ben))
        assert world.anna.webhooks[:-1] == OTHERS
        assert len(ben.webhooks) == 1
        assert world.anna.webhooks[-1] != ben.webhooks[0]


# -- letting go in bad weather


async def test_what_could_not_be_taken_back_is_said(world: World) -> None:
    connection_id, _ = await world.set_up()
    (server_id,) = connections.servers_of(connection_id)
    address = world.address()
    await world.tv.stop()
    left = await world.link.disconnect(server_id)
    assert left is not None
    assert f"begins with {HERE}/webhooks/plex/" in left
    assert "remove Scroblarr Desktop" in left
    assert address not in left
    assert connections.all_connections() == []


async def test_one_by_hand_without_a_sign_in_is_taken_out_by_hand(world: World) -> None:
    by_hand = servers.add(ServerKind.PLEX, "Plex")
    left = await world.link.disconnect(by_hand.id)
    assert left is not None
    assert "Webhooks" in left
    assert servers.all_servers() == []


async def test_no_secret_stands_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        connection_id, _ = await world.set_up()
        world.tv.faults.add("GET /api/v2/user", status=503)
        await world.link.check(connection_id)
        world.tv.sign_out_everywhere(world.anna)
        await world.link.check(connection_id)
    token = connections.token(connection_id)
    assert token is not None
    for secret in (token, world.address().rpartition("/")[2]):
        assert secret not in "\n".join(
            r.getMessage() for r in caplog.records if "scroblarr" in r.name
        )
