"""What is read from the media servers' own history, as a person sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scroblarr_desktop.store import catch_up, inbox, log, servers
from scroblarr_desktop.store.records import InboxState, LogFilter, Server
from scroblarr_desktop.ui.jellyfin.dialog import JellyfinDialog
from scroblarr_desktop.watches import ServerKind
from touring.hands import sees, until
from touring.house import House
from touring.settled import connect_jellyfin, connect_plex, link, take

BY_HAND_DAYS = range(9, 20)


async def show_all(house: House) -> None:
    """A night that nobody heard, reading by choice, and reports that stopped."""
    hands, camera, world = house.hands, house.camera, house.world
    attic, cellar = await connect_plex(house), await connect_jellyfin(house)
    anna = take(attic, "anna", "Anna")
    await link(house, anna)
    await _is_read(attic.id, cellar.id)
    await hands.turn_to("Servers")
    house.window.servers_page.list.choose(attic.id)
    await sees("Play history read")
    await camera.take("reading-beside-reports")
    present = datetime.now(UTC)
    viewer = world.attic.viewer(world.anna_at_plex)
    world.attic.note_watched(viewer, house.film(), present - timedelta(hours=6))
    world.attic.note_watched(viewer, house.film("Salt and Tin"), present - timedelta(hours=3))
    await hands.click("Look now")
    await until(lambda: len(log.watches(LogFilter(), limit=9)) == 2, "the watches of the night")
    await until(lambda: len(world.trakt.users["anna"].plays) == 2, "the plays")
    await hands.turn_to("Log")
    house.window.log_page.show_watch(log.watches(LogFilter(), limit=1)[0].id)
    await sees("Read from the play history")
    await camera.take("read-at-night")
    await hands.turn_to("Overview")
    await sees("all sent")
    await camera.take("read-at-night-overview")
    await hands.turn_to("Servers")
    await hands.click("Scroblarr reads the play history")
    await sees("What somebody finishes appears within three minutes")
    await camera.take("reading-by-choice")
    await hands.click("The server reports")
    await _stopped(house, attic.id)
    await _begun_again(house, cellar)
    await _silent(house)


async def show_without_plugin(house: House) -> None:
    """Jellyfin without its plugin: the dialog from the question to the proof."""
    hands, camera = house.hands, house.camera
    house.world.cellar.api.plugins.installed.clear()
    cellar = await connect_jellyfin(house)
    assert cellar.connection_id is not None
    JellyfinDialog(house.backing, house.window, reports=cellar.connection_id).open()
    await sees("Jellyfin needs a plugin to report")
    await hands.click("Go without it")
    await sees("Play history read")
    await camera.take("jellyfin-read-instead")
    await house.close()
    await hands.turn_to("Servers")
    await sees("Play history read")
    await camera.take("jellyfin-read-instead-servers")


async def _is_read(*server_ids: int) -> None:
    await until(lambda: all(catch_up.of(one).read_at for one in server_ids), "the first reading")


async def _stopped(house: House, server_id: int) -> None:
    """Reports that stopped: said on the server's page and where people look first."""
    hands, camera = house.hands, house.camera
    catch_up.note_missed(server_id, datetime.now(UTC) - timedelta(days=2))
    await sees("catching up instead")
    await camera.take("reports-stopped")
    await hands.turn_to("Log")
    await sees("Repair")
    await camera.take("reports-stopped-log")
    await hands.click("Repair")
    await until(lambda: catch_up.of(server_id).webhooks_missed_at is None, "the repair")


async def _begun_again(house: House, cellar: Server) -> None:
    """Ben begins a film that he has seen, and stops soon: nobody can tell whether that counts."""
    hands, camera, world = house.hands, house.camera, house.world
    await link(house, take(cellar, "ben", "Ben"), "ben")
    api, user, film = world.cellar.api, world.ben_at_jellyfin, house.film("Paper Comets")
    present = datetime.now(UTC)
    world.cellar.note_watched(world.cellar.viewer(user), film, present - timedelta(hours=20))
    await house.engine.catching_up.read(cellar.id)
    await until(lambda: len(world.trakt.users["ben"].plays) == 1, "the play")
    began_at = present - timedelta(hours=2)
    api.note_player(user.user_id, user.name, film, "VideoPlayback", began_at)
    api.library.start(user.user_id, film, began_at)
    api.library.stop(user.user_id, film, 300)
    ended_at = began_at + timedelta(minutes=5)
    api.note_player(user.user_id, user.name, film, "VideoPlaybackStopped", ended_at)
    api.library.mark(user.user_id, film)
    await house.engine.catching_up.read(cellar.id)
    await hands.turn_to("Log")
    await sees("Seen again, or only begun again?")
    await camera.take("seen-again-question")
    await hands.click("Leave it out")
    await until(lambda: len(log.watches(LogFilter(), limit=9)) == 3, "the answer")


async def _silent(house: House) -> None:
    """A server without a sign-in, from which nothing came for unusually long."""
    hands, camera = house.hands, house.camera
    house.engine.connect_server(ServerKind.JELLYFIN, "Summer house")
    shed = max(servers.all_servers(), key=lambda one: one.id)
    body = _start_of_a_play(house)
    present = datetime.now(UTC)
    entries = [
        inbox.save(ServerKind.JELLYFIN, shed.id, body, present - timedelta(days=days))
        for days in reversed(BY_HAND_DAYS)
    ]
    house.engine.sync.wake()
    await until(lambda: not any(_is_unread(one) for one in entries), "the events")
    await hands.turn_to("Servers")
    house.window.servers_page.list.choose(shed.id)
    await sees("No event for 9 days, usually daily")
    await camera.take("silent-server")


def _is_unread(entry_id: int) -> bool:
    entry = inbox.get(entry_id)
    return entry is not None and entry.state is InboxState.UNREAD


def _start_of_a_play(house: House) -> bytes:
    """Return what a Jellyfin called Summer house says when somebody begins to watch."""
    text = (
        '{"ServerId": "5e0f00d5e0f00d5e0f00d5e0f00d5e0f", "ServerName": "Summer house", '
        '"NotificationType": "PlaybackStart", "UtcTimestamp": "2026-03-01T20:00:00.0000000Z", '
        '"ItemId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ItemType": "Movie", "Name": "%s", '
        '"Year": 2019, "RunTimeTicks": 67200000000, "PlaybackPositionTicks": 0, '
        '"NotificationUsername": "dora", "UserId": "dddddddddddddddddddddddddddddddd"}'
    )
    return (text % house.film().title).encode()
