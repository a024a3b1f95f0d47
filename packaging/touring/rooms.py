"""The pages as they are: with nothing in them, with much, with long names."""

from __future__ import annotations

from PySide6.QtCore import Qt

from scroblarr_desktop.linking import people
from scroblarr_desktop.store import household, log, servers, settings
from scroblarr_desktop.store.records import LogFilter
from scroblarr_desktop.ui.household.people_dialog import PeopleDialog
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.trakt_app.dialog import TraktAppDialog
from scroblarr_desktop.ui.widgets.card import Card
from touring.hands import front, sees, until
from touring.house import CLIENT_ID, CLIENT_SECRET, House
from touring.settings import show_groups
from touring.settled import connect_jellyfin, connect_plex, link, take

LONG = "Maximiliane-Alexandra von Hohenstein-Wolkenburg (Wohnzimmer und Gästezimmer)"
PAGES = ("Overview", "Household", "Servers", "Log", "Statistics", "Settings")


async def show_empty(house: House) -> None:
    for page in PAGES:
        await house.hands.turn_to(page)
        await house.camera.take(f"empty-{page.lower()}")


async def show_full(house: House) -> None:
    await _fill(house, long="")
    await _show(house, "full")


async def show_long(house: House) -> None:
    await _fill(house, long=LONG)
    await _show(house, "long")


async def show_large(house: House) -> None:
    """For a screen on which everything is twice as large."""
    hands, camera = house.hands, house.camera
    await sees("Where do you watch?")
    await camera.take("large-first-start")
    await hands.click("Jellyfin")
    await until(lambda: front().findChildren(Card), "a Jellyfin nearby")
    await hands.click(f"Cellar at {house.world.cellar.url}")
    await sees("Waiting for you to enter the code")
    await camera.take("large-jellyfin-code")
    await hands.click("Set it up by hand")
    await camera.take("large-by-hand")
    await house.close()
    await hands.click("Later")
    await _fill(house, long="")
    await _show(house, "large")
    await hands.press(Qt.Key.Key_Escape)
    kids = household.add_member("Kids")
    LinkingDialog(house.backing, kids.id, "trakt", house.window).open()
    await sees("Waiting for you to confirm")
    await camera.take("large-trakt-code")
    await house.close()
    settings.put_app_credentials("trakt", CLIENT_ID, CLIENT_SECRET)
    TraktAppDialog(house.backing, house.window).open()
    await camera.take("large-trakt-app")
    await house.close()


async def show_long_people(house: House) -> None:
    """The windows in which names are chosen from."""
    house.world.ben_at_plex.title = LONG
    attic = await connect_plex(house)
    servers.change(attic.id, name=LONG)
    PeopleDialog(house.backing, attic.id, house.window).open()
    await sees("Kids")
    await house.camera.take("long-people")
    await house.close()
    ben = house.world.attic.viewer(house.world.ben_at_plex)
    take(attic, "anna", LONG[::-1])
    await house.world.attic.finish(ben, house.film())
    await house.hands.turn_to("Household")
    await house.hands.click("Say who this is")
    await house.camera.take("long-unknown-viewer")
    await house.close()
    await house.hands.turn_to("Log")
    await house.camera.take("long-needs-you")


async def _show(house: House, word: str) -> None:
    hands, camera = house.hands, house.camera
    for page in PAGES:
        await hands.turn_to(page)
        await camera.take(f"{word}-{page.lower()}")
    await show_groups(house, word)
    await hands.turn_to("Household")
    member = household.members()[0]
    await hands.click(member.name)
    await camera.take(f"{word}-member")
    await hands.look_at("This is the same person as")
    await camera.take(f"{word}-member-below")
    await hands.click("Add a viewer…")
    await camera.take(f"{word}-add-a-viewer")
    await house.close()
    await hands.turn_to("Servers")
    await hands.click("Connect another media server")
    await camera.take(f"{word}-connect-menu")


async def _fill(house: House, long: str) -> None:
    world = house.world
    world.emil_at_plex.title = long or "emil"
    attic, cellar = await connect_plex(house), await connect_jellyfin(house)
    if long:
        servers.change(attic.id, name=long)
    anna, ben = take(attic, "anna", long or "Anna"), take(attic, "ben on the couch", "Ben")
    [ben_there] = [one for one in household.viewers_on(cellar.id) if one.name == "ben"]
    people.take(cellar.id, {ben_there.id: ben.id})
    await link(house, anna)
    await link(house, ben, "ben")
    for title in ("The Lantern Year", "Salt and Tin"):
        await world.attic.finish(world.attic.viewer(world.anna_at_plex), house.film(title))
    for user, title in (
        (world.ben_at_jellyfin, "Paper Comets"),
        (world.anna_at_jellyfin, "A Small Weather"),
    ):
        await world.cellar.finish(world.cellar.viewer(user), house.film(title))
    await until(lambda: len(log.watches(LogFilter(), limit=9)) == 3, "the watches")
    await until(lambda: len(world.trakt.users["anna"].plays) == 2, "the plays")
