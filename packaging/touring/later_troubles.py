"""What may go wrong once everything is set up, as a person sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.this_computer import LOOPBACK
from scroblarr_desktop.watches import ServerKind
from touring.hands import sees, until
from touring.house import OWN_ADDRESS, House
from touring.settled import connect_jellyfin, connect_plex, link, take


async def show_servers(house: House) -> None:
    """Media servers that are gone, or where a sign-in ended."""
    hands, camera, world = house.hands, house.camera, house.world
    attic, cellar = await connect_plex(house), await connect_jellyfin(house)
    await hands.turn_to("Servers")
    house.window.servers_page.list.choose(cellar.id)
    await sees("Signed in to Jellyfin as anna")
    await camera.take("servers-two")
    await world.cellar.api.stop()
    await hands.click("Check now")
    await sees("could not be reached")
    await camera.take("server-gone")
    await world.cellar.api.start()
    world.cellar.api.people.end_all_of(world.anna_at_jellyfin)
    await hands.click("Check now")
    await sees("The sign-in to Jellyfin as anna ended")
    await camera.take("jellyfin-sign-in-ended")
    await hands.click("Sign in again…")
    await sees("Waiting for you to enter the code")
    await camera.take("jellyfin-sign-in-again")
    await house.close()
    world.plex_tv.sign_out_everywhere(world.anna_at_plex)
    await house.engine.check_server(attic.id)
    house.window.servers_page.list.choose(attic.id)
    await sees("The sign-in to Plex as anna ended")
    await camera.take("plex-sign-in-ended")
    await hands.turn_to("Log")
    await camera.take("needs-sign-ins-again")
    await hands.turn_to("Servers")
    await hands.click("Sign in again…")
    await camera.take("plex-sign-in-again")
    await house.close()
    await hands.click("Disconnect…")
    await camera.take("disconnect-question")
    await house.close()


async def show_addresses(house: House) -> None:
    """This computer's address: tried, not let in, changed."""
    hands, camera = house.hands, house.camera
    house.world.own_address = replace(OWN_ADDRESS, address=LOOPBACK)
    house.engine.connect_server(ServerKind.PLEX, "Attic")
    [server] = servers.all_servers()
    servers.change(server.id, place=Place.HOME)
    await house.engine.reach.look()
    await hands.turn_to("Servers")
    await hands.click("Test the address")
    await sees("Only this computer is let in")
    await camera.take("test-only-this-computer")
    await hands.click("Allow the home network…")
    await camera.take("test-allow-question")
    await hands.click("Allow the home network")
    await until(lambda: house.engine.home_network_allowed, "the port")
    await sees("The address works, seen from this computer")
    await camera.take("test-open-a-page-with-a-phone")
    house.world.own_address = OWN_ADDRESS
    await house.engine.reach.look()
    house.engine.reach.acknowledge(server.id)
    servers.note_event(server.id, datetime.now(UTC), "Anna began to watch The Lantern Year")
    await house.engine.reach.look()
    house.world.own_address = replace(house.world.own_address, address="192.168.1.77")
    await house.engine.reach.look()
    await hands.turn_to("Log")
    await sees("needs this computer's new address")
    await camera.take("address-changed-needs-you")
    await hands.click("Show the new address")
    await sees("The server needs the new address")
    await camera.take("address-changed-server")


async def show_unknown(house: House) -> None:
    """Somebody of the home watches of whom nobody has said who that is."""
    hands, camera, world = house.hands, house.camera, house.world
    attic = await connect_plex(house)
    anna = take(attic, "anna", "Anna")
    await link(house, anna)
    ben = world.attic.viewer(world.ben_at_plex)
    for title in ("Salt and Tin", "Paper Comets", "A Small Weather"):
        await world.attic.finish(ben, house.film(title))
    await hands.turn_to("Log")
    await sees("ben on the couch")
    await camera.take("unknown-viewer-needs-you")
    await hands.turn_to("Household")
    await camera.take("unknown-viewer-household")
    await hands.click("Say who this is")
    await camera.take("unknown-viewer-question")
    await hands.click("Anna")
    await sees("Each goes with its own time")
    await camera.take("unknown-viewer-preview")
    await hands.click("Send the 3 watches")
    await sees("Can be undone until")
    await camera.take("unknown-viewer-undo-line")
    await hands.click("Undo")
    await camera.take("unknown-viewer-undo-question")
    await house.close()
    await until(lambda: len(world.trakt.users["anna"].plays) == 3, "the plays")
    await hands.turn_to("Log")
    await camera.take("unknown-viewer-sent")


async def show_accounts(house: House) -> None:
    """An account whose sign-in ended."""
    hands, camera, world = house.hands, house.camera, house.world
    attic = await connect_plex(house)
    await link(house, take(attic, "anna", "Anna"))
    world.trakt.revoke_user(world.trakt.users["anna"])
    await world.attic.finish(world.attic.viewer(world.anna_at_plex), house.film())
    await hands.turn_to("Log")
    await sees("sign-in ended")
    await camera.take("account-sign-in-ended")
    await hands.turn_to("Household")
    await camera.take("account-sign-in-ended-household")
    await hands.click("Anna")
    await camera.take("account-sign-in-ended-member")
    await house.close()


async def show_port(house: House) -> None:
    """For a house whose port another program has."""
    hands, camera = house.hands, house.camera
    house.engine.connect_server(ServerKind.PLEX, "Attic")
    await hands.turn_to("Log")
    await camera.take("port-taken")
    await hands.turn_to("Servers")
    await camera.take("port-taken-servers")
    await hands.click("Test the address")
    await sees("Test again")
    await camera.take("port-taken-tested")
    await hands.turn_to("Settings")
    await camera.take("port-taken-settings")
