"""What may go wrong while Plex is connected, as a person sees it."""

from __future__ import annotations

from scroblarr_desktop.demo.plex.api_state import PlexConnection
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.ui.plex.dialog import PlexDialog
from touring.hands import sees
from touring.house import House

FOREIGN = "http://192.168.1.77:24180/webhooks/plex/T8pQmZ4v-of-somebody-else-0123456789"


async def show_all(house: House) -> None:
    for trouble in (
        _no_network,
        _code_expired,
        _code_on_another_device,
        _no_server,
        _server_silent,
        _another_scroblarr,
        _switched_off,
        _no_plex_pass,
        _by_hand,
    ):
        await trouble(house)
        await house.close()


def _open(house: House) -> None:
    PlexDialog(house.backing, house.window).open()


async def _signed_in(house: House) -> None:
    _open(house)
    await house.hands.click("Sign in with Plex")
    await house.allow_at_plex()


async def _no_network(house: House) -> None:
    await house.world.plex_tv.stop()
    _open(house)
    await house.hands.click("Sign in with Plex")
    await sees("No connection")
    await house.camera.take("plex-no-network")
    await house.world.plex_tv.start()


async def _code_expired(house: House) -> None:
    _open(house)
    await house.hands.click("Sign in with Plex")
    page = await house.browser.page()
    code = page.fragment().partition("code=")[2].partition("&")[0]
    house.world.plex_tv.expire_pin(code)
    await sees("The code has run out")
    await house.camera.take("plex-code-expired")


async def _code_on_another_device(house: House) -> None:
    _open(house)
    await house.hands.click("Use a code on another device")
    await sees("Waiting until the code is confirmed")
    await house.camera.take("plex-code-on-another-device")


async def _no_server(house: House) -> None:
    _open(house)
    await house.hands.click("Sign in with Plex")
    await house.allow_at_plex(house.world.emil_at_plex)
    await sees("No server of your own")
    await house.camera.take("plex-no-server-of-your-own")


async def _server_silent(house: House) -> None:
    house.world.attic.told_connections = [
        PlexConnection("http://192.168.1.30:9"),
        PlexConnection("http://127.0.0.1:9", local=False),
    ]
    await _signed_in(house)
    await sees("Does not answer this computer now")
    await house.camera.take("plex-server-does-not-answer")
    await house.hands.click("Connect")
    await sees("Let your home network call this computer?")
    await house.camera.take("plex-runs-elsewhere")
    [server] = servers.all_servers()
    servers.change(server.id, place=Place.HERE)
    house.world.attic.told_connections = None


async def _another_scroblarr(house: House) -> None:
    house.world.anna_at_plex.webhooks.append(FOREIGN)
    await _signed_in(house)
    await sees("Another Scroblarr is set up here")
    await house.camera.take("plex-another-scroblarr")
    await house.hands.click("Leave it as it is")
    await sees("Nothing was changed at Plex")
    await house.camera.take("plex-left-as-it-is")
    house.world.anna_at_plex.webhooks.remove(FOREIGN)


async def _switched_off(house: House) -> None:
    house.world.attic.state.webhooks_on = False
    await _signed_in(house)
    await sees("The media server does not report")
    await house.camera.take("plex-reports-switched-off")
    house.world.attic.state.webhooks_on = True


async def _no_plex_pass(house: House) -> None:
    house.world.anna_at_plex.plex_pass = False
    await _signed_in(house)
    await sees("No Plex Pass")
    await house.camera.take("plex-no-plex-pass")
    await house.hands.click("Next")
    await sees("Kids")
    await house.camera.take("plex-no-plex-pass-people")
    await house.hands.click("Add 3 people")
    await sees("Play history read")
    await house.camera.take("plex-no-plex-pass-end")
    house.world.anna_at_plex.plex_pass = True


async def _by_hand(house: House) -> None:
    _open(house)
    await house.hands.click("Enter an address in Plex by hand instead")
    await house.camera.take("plex-by-hand")
    await house.hands.click("On another computer of the home network")
    await sees("Let your home network call this computer?")
    await house.camera.take("home-network-question")
    await house.hands.click("Allow the home network")
    await sees("Enter this address in Plex:")
    await house.camera.take("plex-by-hand-address")
