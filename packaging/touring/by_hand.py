"""The first start where something is set up by hand, or where the port is taken."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place
from touring.hands import sees, until
from touring.house import House


async def show_all(house: House) -> None:
    """Plex without a sign-in: nobody is known there until somebody plays something."""
    hands, camera, world = house.hands, house.camera, house.world
    await sees("Where do you watch?")
    await hands.click("Plex")
    await hands.click("Enter an address in Plex by hand instead")
    await camera.take("by-hand")
    await hands.click("On this computer")
    await camera.take("by-hand-address")
    await hands.click("Next")
    await sees("has not told of anybody yet")
    await camera.take("by-hand-nobody-known")
    await hands.type("Name", "Anna")
    await hands.click("Add")
    await camera.take("by-hand-named")
    await hands.click("Next")
    await sees("Whose tracker?")
    await camera.take("by-hand-whose-tracker")
    await hands.click("Skip this")
    await hands.click("Next")
    await sees("Does it work?")
    [server] = servers.all_servers()
    assert server.place is Place.HERE
    world.attic.webhook_urls.append(house.engine.webhook_address(server.kind, server.id))
    await world.attic.play(world.attic.viewer(world.anna_at_plex), house.film())
    await sees("Last event")
    await camera.take("by-hand-proof")
    await hands.click("Say who watches")
    await camera.take("by-hand-people")


async def show_port(house: House) -> None:
    """For a house whose port another program has, at the very first start."""
    hands, camera = house.hands, house.camera
    await sees("Where do you watch?")
    await camera.take("first-start-port-taken")
    trouble = house.engine.not_listening
    assert trouble is not None
    wizard = house.desktop.wizard
    assert wizard is not None
    await hands.click_at(wizard.port.findChildren(QPushButton)[0])
    await until(lambda: house.engine.port == trouble.free_port, "the port")
    await camera.take("first-start-port-found")
