"""Webhooks and the history of both servers, beside a whole app that comes and goes."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from scroblarr_desktop import attention
from scroblarr_desktop.demo.jellyfin.plugin_shapes import WEBHOOK
from scroblarr_desktop.demo.media_server import FakeViewer
from scroblarr_desktop.store import catch_up, connections, household, inbox, listening, servers
from scroblarr_desktop.store.records import CatchUpMode, HookState
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.watches import Item
from tests.catching_up.night import PASSWORD, Town, a_town

MINUTE = timedelta(minutes=1)


async def settled(town: Town) -> None:
    await town.until(lambda: not inbox.unread(1))


async def test_nothing_is_lost_or_doubled_when_both_tell(tmp_path: Path) -> None:
    async with a_town(tmp_path / "data") as town:
        chance = random.Random(11)
        anna = town.tv.add_account("anna", plex_pass=True)
        admin = town.jellyfin.api.add_user("anna", PASSWORD, administrator=True)
        town.jellyfin.api.plugins.install("Webhook")
        plex_id = await town.sign_in_to_plex(anna)
        jellyfin_id = await town.sign_in_to_jellyfin(admin)
        await town.read_to_the_end(plex_id, jellyfin_id)
        for name, server_id, account_id in (
            ("Anna", plex_id, str(anna.id)),
            ("Other Anna", jellyfin_id, admin.user_id),
        ):
            member = household.add_member(name)
            household.give_viewer(member.id, server_id, account_id, name)
        show = town.catalogue.add_show("Harbour Street", 2016, seasons={1: 30}, run_time_min=48)
        seen: Counter[tuple[str, str]] = Counter()
        for number in range(1, 31):
            town.plex.heard = town.jellyfin.heard = chance.random() < 0.6
            item = show.item(1, number)
            await watched(town, item, admin_viewer=town.jellyfin.viewer(admin), chance=chance)
            await watched_on_plex(town, item, town.plex.viewer(anna), chance)
            seen["Anna", item.title] += 1
            seen["Other Anna", item.title] += 1
            if chance.random() < 0.1:
                await town.close_app()
                town.offset += 30 * MINUTE
                await town.open_app()
        for server_id in (plex_id, jellyfin_id):
            await town.app.catching_up.read(server_id)
        await settled(town)
        logged = Counter(
            (one.member.name if one.member else "", one.title) for one in town.watches()
        )
        assert logged == seen


async def watched(
    town: Town, item: Item, *, admin_viewer: FakeViewer, chance: random.Random
) -> None:
    await town.jellyfin.play(admin_viewer, item)
    town.offset += 48 * MINUTE
    if chance.random() < 0.3:
        await town.app.catching_up.read(server_named("Cellar"))
    await town.jellyfin.finish(admin_viewer, item)


async def watched_on_plex(
    town: Town, item: Item, viewer: FakeViewer, chance: random.Random
) -> None:
    await town.plex.play(viewer, item)
    town.offset += 48 * MINUTE
    await town.plex.finish(viewer, item)
    if chance.random() < 0.3:
        await town.app.catching_up.read(server_named("Attic"))


def server_named(name: str) -> int:
    return next(one.id for one in servers.all_servers() if one.name == name)


async def test_dead_webhooks_are_noticed_and_repaired(tmp_path: Path) -> None:
    async with a_town(tmp_path / "data") as town:
        admin = town.jellyfin.api.add_user("anna", PASSWORD, administrator=True)
        town.jellyfin.api.plugins.install("Webhook")
        jellyfin_id = await town.sign_in_to_jellyfin(admin)
        await town.read_to_the_end(jellyfin_id)
        town.move_in("Anna", (jellyfin_id, admin.user_id))
        film = town.catalogue.add_movie("The Lantern Year", 2019, run_time_min=110).item()
        stay_awake(town, town.now())
        town.jellyfin.api.plugins.settings(WEBHOOK)["GenericOptions"].clear()
        town.jellyfin.note_watched(town.jellyfin.viewer(admin), film, town.now() - 20 * MINUTE)
        await town.app.catching_up.read(jellyfin_id)
        await town.until(lambda: len(town.watches()) == 1)
        assert catch_up.of(jellyfin_id).webhooks_missed_at is not None
        (need,) = [one for one in attention.needs(town.now()) if one.key.startswith("server:")]
        assert need.title.startswith("Cellar has stopped reporting")
        town.app.act(need.key, "repair")
        await town.until(lambda: not catch_up.missed())
        assert len(town.jellyfin.api.plugins.settings(WEBHOOK)["GenericOptions"]) == 1


def stay_awake(town: Town, until: datetime) -> None:
    """Let the app have listened for the last hour."""
    for minutes in range(60, -1, -1):
        listening.beat(until - minutes * MINUTE)


async def test_without_plex_pass_the_history_is_read_instead(tmp_path: Path) -> None:
    async with a_town(tmp_path / "data") as town:
        anna = town.tv.add_account("anna", plex_pass=False)
        plex_id = await town.sign_in_to_plex(anna)
        await town.read_to_the_end(plex_id)
        (connection,) = connections.all_connections()
        assert connection.hook_state is HookState.IMPOSSIBLE
        assert catch_up.of(plex_id).mode is CatchUpMode.READING
        town.move_in("Anna", (plex_id, str(anna.id)))
        film = town.catalogue.add_movie("The Lantern Year", 2019, run_time_min=110).item()
        await town.plex.finish(town.plex.viewer(anna), film)
        town.offset += 3 * MINUTE
        town.app.catching_up.look()
        await town.until(lambda: town.arrived() == 1)
        assert catch_up.of(plex_id).webhooks_missed_at is None


async def test_after_sleep_and_in_another_network_it_is_read_at_once(tmp_path: Path) -> None:
    async with a_town(tmp_path / "data") as town:
        plex_id = await town.sign_in_to_plex(town.tv.add_account("anna", plex_pass=True))
        await town.read_to_the_end(plex_id)
        before = catch_up.of(plex_id).read_at
        town.offset += 30 * MINUTE
        await town.app.watchdog.tick()
        await town.until(lambda: catch_up.of(plex_id).read_at != before)
        before = catch_up.of(plex_id).read_at
        town.own[:] = [OwnAddress("eth0", "192.168.1.77", likely=True)]
        await town.app.reach.look()
        await town.until(lambda: catch_up.of(plex_id).read_at != before)
