"""What may go wrong while Jellyfin is connected, as a person sees it."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

from scroblarr_desktop.store import connections
from scroblarr_desktop.ui.jellyfin.dialog import JellyfinDialog
from scroblarr_desktop.ui.widgets.card import Card
from touring.hands import front, sees, until
from touring.house import PASSWORD, House

CERTIFICATE = Path(__file__).parents[2] / "tests" / "remote" / "loopback.pem"
NOBODY = "127.0.0.1:9"


def own_certificate() -> dict[str, Any]:
    """Return a house's need for a Jellyfin with a certificate that nobody signed."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    return {"tls": tls}


async def show_certificate(house: House) -> None:
    """For a house whose Jellyfin has a certificate of its own."""
    _open(house)
    await _choose_found(house)
    await sees("Is this your Jellyfin?")
    await house.camera.take("jellyfin-own-certificate")
    await house.hands.click("Trust this certificate")
    await sees("Waiting for you to enter the code")
    await house.camera.take("jellyfin-certificate-trusted")
    await house.close()


async def show_all(house: House) -> None:
    for trouble in (
        _nothing_listens,
        _not_an_address,
        _code_expired,
        _wrong_password,
        _not_an_administrator,
        _api_key,
        _by_hand,
        _plugin_missing,
        _rival,
    ):
        await trouble(house)
        await house.close()


def _open(house: House) -> None:
    JellyfinDialog(house.backing, house.window).open()


async def _choose_found(house: House) -> None:
    await until(lambda: front().findChildren(Card), "a Jellyfin nearby")
    await house.hands.click(f"Cellar at {house.world.cellar.url}")


async def _sign_in(house: House, name: str = "anna", password: str = PASSWORD) -> None:
    _open(house)
    await _choose_found(house)
    await house.hands.click("Sign in with name and password")
    await house.hands.type("Name", name)
    await house.hands.type("Password", password)
    await house.hands.click("Sign in")


async def _nothing_listens(house: House) -> None:
    house.world.cellar.api.discovery.stop()
    _open(house)
    await sees("None answered by itself")
    await house.camera.take("jellyfin-none-found")
    await house.hands.type("Address", NOBODY)
    await house.hands.click("Connect")
    await sees("Nothing answers there")
    await house.camera.take("jellyfin-nothing-listens")
    await house.hands.click("Enter an address in Jellyfin by hand instead")
    await house.hands.click("On this computer")
    await house.camera.take("jellyfin-by-hand-unreached")
    await house.world.cellar.api.discovery.start()


async def _not_an_address(house: House) -> None:
    _open(house)
    await house.hands.type("Address", house.world.trakt.auth_url)
    await house.hands.click("Connect")
    await until(lambda: not front().findChildren(JellyfinDialog), "an answer")
    await sees("Try again")
    await house.camera.take("jellyfin-something-else-answers")


async def _code_expired(house: House) -> None:
    _open(house)
    await _choose_found(house)
    await sees("Waiting for you to enter the code")
    house.world.cellar.api.quick_connect.forget()
    await sees("New code")
    await house.camera.take("jellyfin-code-expired")


async def _wrong_password(house: House) -> None:
    await _sign_in(house, password="wrong")  # noqa: S106 - that is the point
    await sees("Wrong name or password")
    await house.camera.take("jellyfin-wrong-password")


async def _not_an_administrator(house: House) -> None:
    await _sign_in(house, "ben")
    await sees("Sign in as somebody else")
    await house.camera.take("jellyfin-not-an-administrator")


async def _api_key(house: House) -> None:
    _open(house)
    await _choose_found(house)
    await house.hands.click("Use an API key")
    await house.camera.take("jellyfin-api-key")


async def _by_hand(house: House) -> None:
    _open(house)
    await _choose_found(house)
    await house.hands.click("Set it up by hand")
    await sees("In Jellyfin open Dashboard, Plugins.")
    await house.camera.take("jellyfin-by-hand")


async def _plugin_missing(house: House) -> None:
    house.world.cellar.api.plugins.installed.clear()
    await _sign_in(house)
    await sees("Jellyfin needs a plugin to report")
    await house.camera.take("jellyfin-plugin-missing")
    cellar = house.world.cellar
    await cellar.play(cellar.viewer(house.world.ben_at_jellyfin), house.film())
    await house.hands.click("Install it")
    await sees("Jellyfin has to be restarted")
    await house.camera.take("jellyfin-restart-question")
    await house.hands.click("Restart Jellyfin now")
    await sees("Waiting until it is back")
    await house.camera.take("jellyfin-restarts")
    await sees("Who watches?")
    await sees("ben")
    await house.camera.take("jellyfin-after-the-restart")
    await house.hands.click("Add 2 people")


async def _rival(house: House) -> None:
    house.world.cellar.api.plugins.link_to_trakt(house.world.anna_at_jellyfin)
    [connection] = connections.all_connections()
    JellyfinDialog(house.backing, house.window, reports=connection.id).open()
    await sees("Jellyfin tells Trakt already")
    await house.camera.take("jellyfin-own-trakt-plugin")
