"""What may go wrong while an account at Trakt is linked, as a person sees it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from scroblarr_desktop.store import accounts, household
from scroblarr_desktop.store.records import Member
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.trakt_app.dialog import TraktAppDialog
from touring.hands import sees
from touring.house import CLIENT_ID, CLIENT_SECRET, House
from touring.settled import link


async def show_all(house: House) -> None:
    anna, ben = household.add_member("Anna"), household.add_member("Ben")
    await _app_limit(house, anna)
    await _code_expired(house, anna)
    await _denied(house, anna)
    await _no_network(house, anna)
    await _in_the_browser(house, anna)
    await link(house, anna)
    await _same_account_twice(house, ben)


async def show_app(house: House) -> None:
    """For a house whose build brings no app along."""
    anna = household.add_member("Anna")
    LinkingDialog(house.backing, anna.id, "trakt", house.window).open()
    await house.hands.click("Register Scroblarr at Trakt…")
    await house.hands.click("No, nobody")
    await house.camera.take("trakt-no-vip")
    await house.close()
    TraktAppDialog(house.backing, house.window).open()
    await house.hands.click("Yes, somebody has")
    await house.hands.type("Client id", CLIENT_ID[:-4])
    await house.hands.type("Client secret", CLIENT_SECRET)
    await sees("Trakt does not know this client id")
    await house.camera.take("trakt-app-wrong-id")
    await house.hands.type("Client id", CLIENT_ID[-4:])
    await house.hands.press(Qt.Key.Key_Tab)
    await house.hands.type("Client secret", "0")
    await sees("The secret does not belong to this client id")
    await house.camera.take("trakt-app-wrong-secret")
    await house.world.trakt.stop()
    await house.hands.click("Check again")
    await sees("Trakt could not be reached")
    await house.camera.take("trakt-app-no-network")
    await house.world.trakt.start()
    await house.close()


async def _ask_for_code(house: House, member: Member) -> str:
    """Return the code in the window that is open then."""
    LinkingDialog(house.backing, member.id, "trakt", house.window).open()
    await sees("Waiting for you to confirm")
    (account,) = accounts.of_member(member.id)
    assert account.sign_in is not None
    return account.sign_in.user_code


async def _app_limit(house: House, member: Member) -> None:
    await _ask_for_code(house, member)
    await house.hands.click("Trakt says that another app is connected?")
    await house.camera.take("trakt-account-at-its-app-limit")
    await house.close()


async def _code_expired(house: House, member: Member) -> None:
    house.world.trakt.expire(await _ask_for_code(house, member))
    await sees("The sign-in ran out")
    await house.camera.take("trakt-code-expired")
    await house.close()


async def _denied(house: House, member: Member) -> None:
    house.world.trakt.deny(await _ask_for_code(house, member))
    await sees("Trakt was not linked")
    await house.camera.take("trakt-denied")
    await house.close()


async def _no_network(house: House, member: Member) -> None:
    await house.world.trakt.stop()
    LinkingDialog(house.backing, member.id, "trakt", house.window).open()
    await sees("Try again")
    await house.camera.take("trakt-no-network")
    await house.world.trakt.start()
    await house.close()


async def _in_the_browser(house: House, member: Member) -> None:
    await _ask_for_code(house, member)
    await house.hands.click("Sign in on this computer without a code")
    await sees("Open the page in the browser again")
    await house.camera.take("trakt-in-the-browser")
    await house.browser.page()
    await house.close()


async def _same_account_twice(house: House, member: Member) -> None:
    code = await _ask_for_code(house, member)
    house.world.trakt.confirm(code, house.world.trakt.users["anna"])
    await sees("Trakt was not linked")
    await house.camera.take("trakt-same-account-for-two")
    await house.close()
