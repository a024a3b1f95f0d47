"""Having a Jellyfin report to us: the plugin found or got, our entry made, kept and taken away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from scroblarr_desktop.demo.jellyfin.plugin_shapes import WEBHOOK, bound
from scroblarr_desktop.linking.jellyfin.plugin import (
    NotBack,
    NotInCatalogue,
    NotRestarted,
    PluginState,
    Restarting,
)
from scroblarr_desktop.linking.jellyfin.webhook import NotKept, OthersChanged
from scroblarr_desktop.remote.errors import Outage, TokenRefused
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import ConnectionState, HookState, Place
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.this_computer import name
from tests.linking.jellyfin_world import HERE, HOME, World, jellyfin_world, other_entry, until

CONFIGURATION = f"/Plugins/{WEBHOOK}/Configuration"


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with jellyfin_world(tmp_path) as world:
        yield world


@pytest_asyncio.fixture
async def bare(tmp_path: Path) -> AsyncIterator[World]:
    """A Jellyfin without the plugin."""
    async with jellyfin_world(tmp_path, plugin=False) as world:
        world.jellyfin.api.away_s = 0.05
        yield world


def writes(world: World) -> int:
    return len(world.jellyfin.api.calls_to(f"POST {CONFIGURATION}"))


def fill(world: World) -> dict[str, Any]:
    """Put entries of others into the plugin; return what it keeps then."""
    settings = world.plugins.settings(WEBHOOK)
    settings["ServerUrl"] = "http://nas:8096"
    settings["DiscordOptions"] = [{"WebhookName": "chat", "EmbedColor": "#AA5CC3"}]
    settings["MqttOptions"] = [{"MqttServer": "broker", "Port": 1883, "Password": "of others"}]
    settings["GenericOptions"] = [other_entry(), other_entry("Second")]
    # As the server itself would write it, with the fields in its own order.
    world.plugins.configurations[WEBHOOK] = bound(WEBHOOK, settings)
    return world.configuration()


# -- the entry


async def test_our_entry_is_made(world: World) -> None:
    server, reporting = await world.set_up()
    assert (reporting.plugin, reporting.state) == (PluginState.READY, HookState.SET)
    [entry] = world.entries()
    assert entry["WebhookName"] == f"Scroblarr ({name()})"
    assert entry["WebhookUri"] == f"{HERE}/webhooks/jellyfin"
    assert {"Key": "X-Webhook-Secret", "Value": world.secret()} in entry["Headers"]
    connection = world.connection()
    assert (connection.hook_state, connection.hook_base) == (HookState.SET, HERE)
    assert connection.webhooks_possible
    assert server.place is Place.HERE


async def test_made_again_nothing_is_written(world: World) -> None:
    server, _ = await world.set_up()
    before = writes(world)
    await world.link.set_webhook(server.id)
    assert (writes(world), len(world.entries())) == (before, 1)


async def test_another_address_changes_only_that(world: World) -> None:
    server, _ = await world.set_up()
    [before] = world.entries()
    await world.link.move(server.id, Place.HOME)
    [after] = world.entries()
    assert after == before | {"WebhookUri": f"{HOME}/webhooks/jellyfin"}
    assert world.connection().hook_base == HOME


async def test_others_are_the_same_whatever_we_do(world: World) -> None:
    before = fill(world)
    server, _ = await world.set_up()
    assert world.entries()[:2] == before["GenericOptions"]
    await world.link.connect(*await world.sign_in())
    await world.link.set_webhook(server.id)
    world.bases[Place.HERE] = "http://127.0.0.1:24999"
    await world.link.check(world.connection().id)
    assert world.entries()[2]["WebhookUri"] == "http://127.0.0.1:24999/webhooks/jellyfin"
    assert await world.link.disconnect(server.id) is None
    assert json.dumps(world.configuration()) == json.dumps(before)


async def test_an_entry_that_was_removed_there_comes_back(world: World) -> None:
    await world.set_up()
    world.plugins.settings(WEBHOOK)["GenericOptions"].clear()
    await world.link.check(world.connection().id)
    assert len(world.entries()) == 1


async def test_of_two_entries_of_ours_one_stays(world: World) -> None:
    server, _ = await world.set_up()
    kept = world.plugins.settings(WEBHOOK)["GenericOptions"]
    kept.append(world.entries()[0])
    await world.link.set_webhook(server.id)
    assert len(world.entries()) == 1


async def test_a_renewed_secret_is_told(world: World) -> None:
    server, _ = await world.set_up()
    renewed = servers.renew_secret(server.id)
    await world.link.check(world.connection().id)
    [entry] = world.entries()
    assert {"Key": "X-Webhook-Secret", "Value": renewed} in entry["Headers"]


async def test_another_scroblarr_is_mentioned_and_left_alone(world: World) -> None:
    theirs = other_entry("Scroblarr (loft)")
    world.plugins.settings(WEBHOOK)["GenericOptions"].append(theirs)
    _, reporting = await world.set_up()
    assert reporting.others == ("Scroblarr (loft)",)
    assert world.entries()[0] == theirs


async def test_two_at_once_write_one_after_the_other(world: World) -> None:
    server = await world.connect()
    await asyncio.gather(*(world.link.set_webhook(server.id) for _ in range(4)))
    assert (len(world.entries()), writes(world)) == (1, 1)


async def test_what_jellyfin_did_not_keep_is_said(world: World) -> None:
    server = await world.connect()
    world.jellyfin.api.faults.add(f"POST {CONFIGURATION}", status=204)
    with pytest.raises(NotKept):
        await world.link.set_webhook(server.id)
    connection = world.connection()
    assert connection.hook_state is HookState.FAILED
    assert connection.hook_message == NotKept.sentence


async def test_a_change_of_somebody_elses_entry_on_the_way_is_said(world: World) -> None:
    fill(world)
    server = await world.connect()
    odd = {"GenericOptions": [], "ServerUrl": ""}
    world.jellyfin.api.faults.add(f"GET {CONFIGURATION}", status=200, body=odd, skip=1)
    with pytest.raises(OthersChanged):
        await world.link.set_webhook(server.id)


# -- outages


async def test_an_outage_before_is_noted_and_tried_again(world: World) -> None:
    server = await world.connect()
    world.jellyfin.api.outage(True)
    with pytest.raises(Outage):
        await world.link.set_webhook(server.id)
    assert world.connection().hook_state is HookState.FAILED
    world.jellyfin.api.outage(False)
    world.link.start()
    await until(lambda: world.connection().hook_state is HookState.SET)
    assert world.connection().hook_message == ""


async def test_an_outage_in_the_middle_leaves_one_entry(world: World) -> None:
    server = await world.connect()
    world.jellyfin.api.faults.add(f"POST {CONFIGURATION}", drop="after")
    with pytest.raises(Outage):
        await world.link.set_webhook(server.id)
    await world.link.set_webhook(server.id)
    assert len(world.entries()) == 1
    assert world.connection().hook_state is HookState.SET


async def test_an_outage_later_does_not_undo_what_is_set(world: World) -> None:
    await world.set_up()
    await world.jellyfin.stop()
    await world.link.check(world.connection().id)
    connection = world.connection()
    assert connection.hook_state is HookState.SET
    assert "127.0.0.1 could not be reached" in connection.message
    await world.jellyfin.start()
    await world.link.check(connection.id)
    assert world.connection().message == ""


async def test_with_another_address_an_outage_is_a_failure(world: World) -> None:
    await world.set_up()
    world.bases[Place.HERE] = "http://127.0.0.1:24999"
    world.jellyfin.api.faults.add("GET /Plugins", status=503)
    await world.link.check(world.connection().id)
    assert world.connection().hook_state is HookState.FAILED


async def test_a_sign_in_that_ended_is_not_silently_ignored(world: World) -> None:
    server = await world.connect()
    world.jellyfin.api.people.end_all_of(world.anna)
    with pytest.raises(TokenRefused):
        await world.link.set_webhook(server.id)
    assert world.connection().state is ConnectionState.ENDED


# -- the plugin


async def test_without_the_plugin_nothing_is_installed_by_itself(bare: World) -> None:
    _, reporting = await bare.set_up()
    assert (reporting.plugin, reporting.state) == (PluginState.MISSING, HookState.IMPOSSIBLE)
    assert "not installed" in reporting.message
    connection = bare.connection()
    assert (connection.webhooks_possible, connection.hook_message) == (False, reporting.message)
    assert bare.plugins.installed == []


async def test_installed_restarted_and_set_up(bare: World) -> None:
    server, _ = await bare.set_up()
    reporting = await bare.link.install_plugin(server.id)
    assert (reporting.plugin, reporting.state) == (PluginState.RESTART, HookState.RESTART)
    assert bare.connection().hook_state is HookState.RESTART
    assert bare.jellyfin.api.calls_to("POST /System/Restart") == [], "never by itself"
    seen: list[Restarting] = []
    reporting = await bare.link.restart(server.id, seen.append)
    assert (reporting.plugin, reporting.state) == (PluginState.READY, HookState.SET)
    assert (seen[0], seen[-1]) == (Restarting.GOING, Restarting.BACK)
    assert Restarting.AWAY in seen
    assert len(bare.entries()) == 1
    assert bare.connection().message == ""


async def test_restarted_by_somebody_else_it_goes_on_by_itself(bare: World) -> None:
    server, _ = await bare.set_up()
    await bare.link.install_plugin(server.id)
    bare.link.start()
    bare.plugins.restart()
    await until(lambda: bare.connection().hook_state is HookState.SET)
    assert len(bare.entries()) == 1


async def test_a_download_that_takes_long_is_waited_for(bare: World) -> None:
    server, _ = await bare.set_up()
    bare.jellyfin.api.faults.add("POST /Packages/Installed/*", drop="after")
    reporting = await bare.link.install_plugin(server.id)
    assert reporting.plugin is PluginState.RESTART


async def test_a_catalogue_without_the_plugin_is_said(bare: World) -> None:
    server, _ = await bare.set_up()
    bare.plugins.packages.reachable = False
    with pytest.raises(NotInCatalogue) as caught:
        await bare.link.install_plugin(server.id)
    assert "Catalog" in caught.value.next_step


async def test_a_jellyfin_that_does_not_restart_is_said(bare: World) -> None:
    server, _ = await bare.set_up()
    await bare.link.install_plugin(server.id)
    bare.jellyfin.api.faults.add("POST /System/Restart", status=204)
    bare.hurry(restart_s=0.05)
    with pytest.raises(NotRestarted):
        await bare.link.restart(server.id)
    assert bare.connection().hook_state is HookState.RESTART


async def test_a_jellyfin_that_does_not_come_back_is_said(bare: World) -> None:
    server, _ = await bare.set_up()
    await bare.link.install_plugin(server.id)
    bare.jellyfin.api.away_s = None
    bare.hurry(restart_s=0.5)
    with pytest.raises(NotBack):
        await bare.link.restart(server.id)
    await bare.jellyfin.api.come_back()
    await bare.link.check(bare.connection().id)
    assert bare.connection().hook_state is HookState.SET


async def test_a_disabled_plugin_is_switched_on_and_needs_a_restart(world: World) -> None:
    [plugin] = world.plugins.installed
    plugin.status, plugin.runs = "Disabled", False
    world.jellyfin.api.away_s = 0.05
    server, reporting = await world.set_up()
    assert (reporting.plugin, reporting.state) == (PluginState.DISABLED, HookState.IMPOSSIBLE)
    reporting = await world.link.enable_plugin(server.id)
    assert reporting.plugin is PluginState.RESTART
    reporting = await world.link.restart(server.id)
    assert reporting.state is HookState.SET


async def test_a_plugin_that_does_not_run_there_is_said(world: World) -> None:
    [plugin] = world.plugins.installed
    plugin.status, plugin.runs = "NotSupported", False
    _, reporting = await world.set_up()
    assert reporting.plugin is PluginState.BROKEN
    assert "Update it" in reporting.message


async def test_an_update_that_waits_for_a_restart_is_no_hindrance(world: World) -> None:
    [old] = world.plugins.installed
    old.status = "Superseded"
    new = world.plugins.install("Webhook")
    new.status, new.runs = "Restart", False
    _, reporting = await world.set_up()
    assert reporting.state is HookState.SET


async def test_whoever_watches_is_known_before_a_restart(world: World) -> None:
    server = await world.connect()
    assert await world.link.now_playing(server.id) == []
    film = world.film()
    await world.jellyfin.play(world.jellyfin.viewer(world.ben), film)
    [now] = await world.link.now_playing(server.id)
    assert (now.user, now.title) == ("ben", film.title)


# -- by hand


async def test_by_hand_the_app_leaves_the_entry_alone(world: World) -> None:
    server, _ = await world.set_up()
    manual = world.link.manual(server.id)
    world.link.leave_by_hand(server.id)
    assert manual.address == f"{HERE}/webhooks/jellyfin"
    assert (manual.header, manual.secret) == ("X-Webhook-Secret", world.secret())
    assert world.secret() not in repr(manual)
    world.plugins.settings(WEBHOOK)["GenericOptions"].clear()
    await world.link.check(world.connection().id)
    assert (world.entries(), world.connection().hook_state) == ([], HookState.MANUAL)


async def test_what_was_made_by_hand_is_taken_away_too(world: World) -> None:
    server, _ = await world.set_up()
    world.link.leave_by_hand(server.id)
    by_hand = other_entry() | {"WebhookUri": f"{HERE}/webhooks/jellyfin/{world.secret()}"}
    world.plugins.settings(WEBHOOK)["GenericOptions"] = [by_hand, other_entry()]
    assert await world.link.disconnect(server.id) is None
    assert world.entries() == [other_entry()]


async def test_without_a_sign_in_there_is_nothing_to_write(world: World) -> None:
    server = world.link.connect_by_hand(await world.reach())
    with pytest.raises(Conflict):
        await world.link.set_webhook(server.id)
    assert world.link.manual(server.id).secret == world.secret()
    assert connections.all_connections() == []
