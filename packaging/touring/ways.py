"""The whole way, from the very first start to the first delivered watch."""

from __future__ import annotations

from scroblarr_desktop.demo.media_servers import FakeMediaServer, FakeViewer
from scroblarr_desktop.store import log
from scroblarr_desktop.store.records import DeliveryState, LogFilter
from scroblarr_desktop.ui.widgets.card import Card
from touring.hands import front, sees, until
from touring.house import CLIENT_ID, CLIENT_SECRET, House

FILM = "The Lantern Year"


async def with_plex(house: House) -> None:
    """Plex and Trakt, with a build that brings the Trakt app along."""
    hands, camera, world = house.hands, house.camera, house.world
    await sees("Where do you watch?")
    await camera.take("first-start")
    await hands.click("Plex")
    await camera.take("plex-sign-in")
    await hands.click("Sign in with Plex")
    await sees("Waiting for you to allow it in the browser")
    await camera.take("plex-waits-for-the-browser")
    await house.allow_at_plex()
    await sees("Who watches?")
    await sees("Kids")
    await camera.take("people")
    await hands.click("Add 3 people")
    await link_trakt(house)
    anna = world.attic.viewer(world.anna_at_plex)
    await finish(house, world.attic, anna)


async def with_jellyfin(house: House) -> None:
    """Jellyfin and Trakt, with the household's own Trakt app, registered by somebody with VIP."""
    hands, camera, world = house.hands, house.camera, house.world
    await sees("Where do you watch?")
    await camera.take("first-start")
    await hands.click("Jellyfin")
    await until(lambda: front().findChildren(Card), "a Jellyfin nearby")
    await camera.take("jellyfin-found")
    await hands.click(f"Cellar at {world.cellar.url}")
    await sees("Waiting for you to enter the code in Jellyfin")
    await camera.take("jellyfin-code")
    await hands.click("Open Jellyfin")
    await house.allow_at_jellyfin()
    await sees("Who watches?")
    await sees("ben")
    await camera.take("people")
    await hands.click("Add 2 people")
    await link_trakt(house, own_app=True)
    anna = world.cellar.viewer(world.anna_at_jellyfin)
    await finish(house, world.cellar, anna)


async def link_trakt(house: House, *, own_app: bool = False) -> None:
    hands, camera = house.hands, house.camera
    await sees("Whose tracker?")
    await camera.take("whose-tracker")
    await hands.click("Link a tracker")
    await camera.take("which-tracker")
    await hands.click("Trakt")
    if own_app:
        await enter_app(house)
    await sees("Waiting for you to confirm")
    await camera.take("trakt-code")
    await hands.click("Open in browser")
    await house.agree_at_trakt()
    await sees("Linked with anna at Trakt")
    await camera.take("trakt-linked")
    await hands.click("Done")


async def enter_app(house: House) -> None:
    """Enter the app that somebody in the household registered at Trakt."""
    hands, camera = house.hands, house.camera
    await sees("needs an app of your household first")
    await camera.take("trakt-needs-an-app")
    await hands.click("Register Scroblarr at Trakt…")
    await camera.take("trakt-vip-question")
    await hands.click("Yes, somebody has")
    await camera.take("trakt-app-form")
    await hands.type("Client id", CLIENT_ID)
    await hands.type("Client secret", CLIENT_SECRET)
    await sees("Trakt knows this app")
    await camera.take("trakt-app-checked")
    await hands.click("Save")


async def finish(house: House, server: FakeMediaServer, viewer: FakeViewer) -> None:
    """From the linked account to the row in the log."""
    hands, camera, world = house.hands, house.camera, house.world
    film = house.film(FILM)
    await camera.take("tracker-linked")
    await hands.click("Next")
    await camera.take("start-at-login")
    await hands.click("Next")
    await sees("Waiting for the first event")
    await camera.take("proof-waits")
    await server.play(viewer, film)
    await sees(FILM)
    await camera.take("proof-came")
    await hands.click("Done")
    await server.finish(viewer, film)
    await until(_is_delivered, "the delivery")
    await until(lambda: len(world.trakt.users["anna"].plays) == 1, "the play at Trakt")
    await camera.take("delivered")


def _is_delivered() -> bool:
    found = log.watches(LogFilter(), limit=1)
    states = [one.state for watch in found for one in watch.deliveries]
    return states == [DeliveryState.DELIVERED]
