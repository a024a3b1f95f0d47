"""Connecting Plex in its window, from the first click to the first event."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.demo.plex.api_state import PlexConnection as Told
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.linking.plex.link import PlexLink
from scroblarr_desktop.remote.calls import Calls, Record
from scroblarr_desktop.remote.messages import Answer, Call
from scroblarr_desktop.store import connections, household, servers
from scroblarr_desktop.store.records import ConnectionState, HookState, Place
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.plex.dialog import PlexDialog
from scroblarr_desktop.watches import Item, Kind, ServerKind

FOREIGN = "http://192.168.1.77:24180/webhooks/plex/T8pQmZ4v-unknown-to-us-0123456789"
OTHER_HOOK = "https://other.invalid/hook"
FILM = Item(Kind.MOVIE, "Salt and Tin", 2021, {"imdb": "tt9990001"}, run_time_s=6000)


class CountedCalls(Calls):
    under_way = 0

    async def send(self, call: Call, record: Record | None = None) -> Answer:
        self.under_way += 1
        try:
            return await super().send(call, record)
        finally:
            self.under_way -= 1


@dataclass
class Desk:
    """The window with everything behind it; `opened` is what the browser was shown."""

    tv: FakePlexTv
    attic: FakePlexServer
    anna: FakePlexAccount
    engine: Engine
    backing: Backing
    opened: list[str] = field(default_factory=list)
    dialogs: list[PlexDialog] = field(default_factory=list)

    def open(self, **mode: Any) -> PlexDialog:
        dialog = PlexDialog(self.backing, **mode)
        self.dialogs.append(dialog)
        dialog.open()
        return dialog

    async def let_in(self, account: FakePlexAccount | None = None) -> None:
        """Allow it in the browser that has just been opened."""
        await until(lambda: bool(self.opened))
        code = QUrl(self.opened.pop()).fragment().partition("code=")[2].partition("&")[0]
        self.tv.confirm_pin(code, account or self.anna)

    async def sign_in(self, dialog: PlexDialog) -> None:
        press(dialog, "Sign in with Plex")
        await self.let_in()


@pytest_asyncio.fixture
async def desk(
    engine: Engine, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    calls = CountedCalls(connect_s=2.0, read_s=2.0, workers=8)
    background = Background()
    async with FakePlexTv() as tv, FakePlexServer("Attic") as attic:
        own = [OwnAddress("eth0", "192.168.1.20", likely=True)]
        link = PlexLink(calls, tv.url, engine.hook_base, poll_s=0.01, own_addresses=lambda: own)
        engine.links[ServerKind.PLEX] = link
        anna = tv.add_account("anna", plex_pass=True)
        anna.webhooks = [OTHER_HOOK]
        tv.give_server(anna, attic)
        made = Desk(tv, attic, anna, engine, Backing(engine, icons, background))

        def browse(url: QUrl) -> bool:
            made.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
            return True

        monkeypatch.setattr(QDesktopServices, "openUrl", browse)
        yield made
        # Whoever is cut off while it connects leaves a socket behind at the fake.
        await until(lambda: calls.under_way == 0)
        del engine.links[ServerKind.PLEX]  # so that nobody asks the fakes while they end
        for dialog in made.dialogs:
            if isValid(dialog):
                dialog.close()
        await background.stop()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        await link.stop()
        calls.close()


async def until(true: Callable[[], object], within_s: float = 8.0) -> None:
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.01)


def shown(inside: QWidget, text: str) -> QPushButton | None:
    for button in inside.findChildren(QPushButton):
        if button.text() == text and button.isVisible() and button.isEnabled():
            return button
    return None


def press(inside: QWidget, text: str) -> None:
    button = shown(inside, text)
    assert button is not None, f"no button {text!r} in: {words(inside)}"
    button.click()


def words(inside: QWidget) -> str:
    return " | ".join(one.text() for one in inside.findChildren(QLabel) if one.isVisible())


def says(inside: QWidget, text: str) -> Callable[[], bool]:
    return lambda: text in words(inside)


async def test_with_one_server_nothing_is_asked_between_sign_in_and_people(desk: Desk) -> None:
    """Three clicks in the window, and one in the browser."""
    ben = desk.tv.add_account("ben")
    desk.tv.join_home(desk.anna, ben)
    dialog = desk.open()
    heard: list[int] = []
    dialog.connected.connect(heard.append)
    await desk.sign_in(dialog)
    await until(lambda: shown(dialog, "Add 2 people"))
    assert "Attic is connected, signed in as anna." in words(dialog)
    assert "Plex reports what is watched to this computer." in words(dialog)
    (server,) = servers.all_servers()
    assert heard == [server.id]
    assert (server.url, server.place) == (desk.attic.url, Place.HERE)
    address = desk.engine.webhook_address(ServerKind.PLEX, server.id)
    assert desk.anna.webhooks == [OTHER_HOOK, address]
    press(dialog, "Add 2 people")
    assert {one.name for one in household.members()} == {"anna", "ben"}
    assert "Waiting for the first event" in words(dialog)
    await desk.attic.play(desk.attic.viewer(ben), FILM)
    await until(says(dialog, "Salt and Tin"))
    press(dialog, "Done")
    assert not dialog.isVisible()


async def test_a_code_for_another_device(desk: Desk) -> None:
    dialog = desk.open()
    press(dialog, "Use a code on another device")
    panel = dialog.sign_in.panel
    await until(panel.isVisible)
    code = panel.code.text()
    assert len(code) == 4
    assert panel.qr.accessibleDescription() == f"{desk.tv.url}/link/?pin={code}"
    assert desk.opened == []
    desk.tv.confirm_pin(code, desk.anna)
    await until(lambda: dialog.step is dialog.people)


async def test_a_code_that_ran_out_is_replaced(desk: Desk) -> None:
    dialog = desk.open()
    press(dialog, "Use a code on another device")
    await until(dialog.sign_in.panel.isVisible)
    old = dialog.sign_in.panel.code.text()
    desk.tv.expire_pin(old)
    await until(says(dialog, "The code has run out"))
    press(dialog, "Get a new code")
    await until(dialog.sign_in.panel.isVisible)
    assert dialog.sign_in.panel.code.text() != old


async def test_plex_out_of_reach_is_said_in_place(desk: Desk) -> None:
    await desk.tv.stop()
    dialog = desk.open()
    press(dialog, "Sign in with Plex")
    await until(says(dialog, "No connection"))
    assert "Look whether this computer is online, then try again." in words(dialog)
    await desk.tv.start()
    press(dialog, "Try again")
    await desk.let_in()
    await until(lambda: dialog.step is dialog.people)


async def test_no_browser_leads_to_the_other_device(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    dialog = desk.open()
    press(dialog, "Sign in with Plex")
    await until(says(dialog, "No browser opened"))
    assert shown(dialog, "Use a code on another device")


async def test_several_servers_are_chosen_from(desk: Desk) -> None:
    async with FakePlexServer("Cellar") as cellar:
        desk.tv.give_server(desk.anna, cellar)
        cellar.told_connections = [Told("http://127.0.0.1:9")]
        dialog = desk.open()
        await desk.sign_in(dialog)
        await until(lambda: len(dialog.servers.rows) == 2)
        attic, second = dialog.servers.rows
        assert (attic.server.name, attic.is_chosen, second.is_chosen) == ("Attic", True, False)
        await until(says(second, "Does not answer this computer now."))
        second.check.setChecked(True)
        second.place.setCurrentIndex(second.place.findData(Place.HERE))
        press(dialog, "Connect")
        await until(lambda: len(dialog.people.pickers) == 2)
        assert "Attic, Cellar are connected" in words(dialog)
        assert len({servers.secret(one.id) for one in servers.all_servers()}) == 1


async def test_the_connection_in_use_can_be_changed(desk: Desk) -> None:
    other = desk.attic.url.replace("127.0.0.1", "localhost")
    desk.attic.told_connections = [Told(desk.attic.url), Told(other)]
    dialog = desk.open()
    await desk.sign_in(dialog)
    await until(lambda: shown(dialog, "Change"))
    press(dialog, "Change")
    await until(lambda: bool(dialog.servers.rows))
    (row,) = dialog.servers.rows
    assert not row.check.isVisible()
    assert row.way.currentText() == "at home, 127.0.0.1:" + desk.attic.url.rpartition(":")[2]
    row.way.setCurrentIndex(row.way.findText("at home, localhost", Qt.MatchFlag.MatchStartsWith))
    press(dialog, "Save")
    await until(lambda: dialog.step is dialog.people)
    (server,) = servers.all_servers()
    assert server.url == other


async def test_somebody_without_a_server_is_told_whose_it_is(desk: Desk) -> None:
    emil = desk.tv.add_account("emil")
    desk.tv.befriend(desk.anna, emil)
    desk.tv.share(desk.attic, emil)
    dialog = desk.open()
    press(dialog, "Sign in with Plex")
    await desk.let_in(emil)
    await until(says(dialog, "Attic belongs to anna."))
    press(dialog, "Sign in with another account")
    await until(lambda: emil.tokens == {})
    await desk.sign_in(dialog)
    await until(lambda: dialog.step is dialog.people)


@pytest.mark.parametrize(
    ("answer", "hooks"), [("Replace it", 2), ("Keep both", 3), ("Leave it as it is", 2)]
)
async def test_another_scroblarr_is_a_question(desk: Desk, answer: str, hooks: int) -> None:
    desk.anna.webhooks.append(FOREIGN)
    dialog = desk.open()
    await desk.sign_in(dialog)
    await until(says(dialog, "Another Scroblarr is set up here"))
    assert "http://192.168.1.77:24180" in words(dialog)
    assert "unknown-to-us" not in words(dialog)
    press(dialog, answer)
    if answer == "Leave it as it is":
        await until(says(dialog, "Plex does not report to this computer"))
        press(dialog, "Next")
    await until(lambda: dialog.step is dialog.people)
    assert len(desk.anna.webhooks) == hooks
    assert (FOREIGN in desk.anna.webhooks) is (answer != "Replace it")


async def test_without_plex_pass_set_up_goes_on(desk: Desk) -> None:
    desk.anna.plex_pass = False
    dialog = desk.open()
    await desk.sign_in(dialog)
    await until(says(dialog, "No Plex Pass"))
    assert "Scroblarr reads the play history every three minutes instead" in words(dialog)
    press(dialog, "Next")
    await until(lambda: bool(dialog.people.pickers))
    assert "Its play history is read every three minutes" in words(dialog)
    press(dialog, dialog.next.text())
    await until(says(dialog, "Scroblarr asks your media server every three minutes"))
    await until(says(dialog, "Play history read"))


async def test_a_failure_offers_to_try_again_or_by_hand(desk: Desk) -> None:
    desk.tv.faults.add("POST /api/v2/user/webhooks", status=422, body={}, times=2)
    dialog = desk.open()
    await desk.sign_in(dialog)
    await until(says(dialog, "Not accepted"))
    press(dialog, "Try again")
    await until(lambda: shown(dialog, "Enter the address by hand"))
    press(dialog, "Enter the address by hand")
    (server,) = servers.all_servers()
    address = desk.engine.webhook_address(ServerKind.PLEX, server.id)
    pasted = dialog.reports.pasted
    assert address.rpartition("/")[2] not in pasted.field.text()
    press(pasted, "Show")
    assert pasted.field.text() == address
    pasted.copy.click()
    assert QGuiApplication.clipboard().text() == address
    assert connections.all_connections()[0].hook_state is HookState.MANUAL
    press(dialog, "Next")
    await until(lambda: dialog.step is dialog.people)


async def test_a_server_that_is_set_not_to_report_is_switched_on(desk: Desk) -> None:
    desk.attic.state.webhooks_on = False
    dialog = desk.open()
    await desk.sign_in(dialog)
    await until(says(dialog, "switched off on Attic"))
    press(dialog, "Switch it on")
    await until(lambda: dialog.step is dialog.people)
    assert desk.attic.state.webhooks_on


async def test_others_are_let_in_only_after_a_yes(desk: Desk) -> None:
    desk.attic.told_connections = [Told(desk.attic.url.replace("127.0.0.1", "localhost"))]
    dialog = desk.open()
    await desk.sign_in(dialog)
    await until(lambda: dialog.step is dialog.people)
    dialog.close()

    (server,) = servers.all_servers()
    servers.change(server.id, place=Place.HOME)
    dialog = desk.open(reports=server.connection_id)
    await until(says(dialog, "Let your home network call this computer?"))
    assert not desk.engine.home_network_allowed
    press(dialog, "Allow the home network")
    await until(lambda: desk.engine.home_network_allowed)
    await until(lambda: dialog.step is not dialog.reports or shown(dialog, "Try again"))


async def test_closed_before_a_server_was_chosen_nothing_stays(desk: Desk) -> None:
    async with FakePlexServer("Cellar") as cellar:
        desk.tv.give_server(desk.anna, cellar)
        dialog = desk.open()
        await desk.sign_in(dialog)
        await until(lambda: bool(dialog.servers.rows))
        press(dialog, "Cancel")
        await until(lambda: desk.anna.tokens == {})
    assert connections.all_connections() == []


async def test_closed_while_plex_is_being_told_it_goes_on_without_the_window(desk: Desk) -> None:
    desk.tv.faults.add("GET /api/v2/user/webhooks", delay_s=0.3)
    dialog = desk.open()
    await desk.sign_in(dialog)
    await until(lambda: desk.tv.calls_to("GET /api/v2/user/webhooks"))
    dialog.close()
    await until(lambda: connections.all_connections()[0].hook_state is HookState.SET)
    assert len(desk.anna.webhooks) == 2


async def test_closed_while_waiting_it_asks_no_more(desk: Desk) -> None:
    dialog = desk.open()
    press(dialog, "Sign in with Plex")
    await until(lambda: bool(desk.opened))
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.dialogs.clear()
    await asyncio.sleep(0.05)
    asked = len(desk.tv.calls)
    await asyncio.sleep(0.1)
    assert len(desk.tv.calls) == asked


async def test_people_that_cannot_be_read_hold_nothing_up(desk: Desk) -> None:
    desk.tv.faults.add("GET /api/users/", status=503)
    dialog = desk.open()
    await desk.sign_in(dialog)
    await until(lambda: dialog.step is dialog.people and shown(dialog, "Try again"))
    press(dialog, "Try again")
    await until(lambda: not dialog.people.trouble.isVisible() and dialog.people.pickers)


async def test_by_hand_without_a_sign_in(desk: Desk) -> None:
    dialog = desk.open()
    press(dialog, "Enter an address in Plex by hand instead")
    assert shown(dialog, "Next") is None
    dialog.manual.where.buttons[Place.HERE].click()
    (server,) = servers.all_servers()
    press(dialog.manual.pasted, "Show")
    address = desk.engine.webhook_address(ServerKind.PLEX, server.id)
    assert dialog.manual.pasted.field.text() == address
    assert "restarted" in words(dialog)
    press(dialog, "Next")
    assert "Waiting for the first event" in words(dialog)


async def test_an_address_by_hand_that_was_only_looked_at_is_taken_back(desk: Desk) -> None:
    dialog = desk.open()
    press(dialog, "Enter an address in Plex by hand instead")
    dialog.manual.where.buttons[Place.HERE].click()
    press(dialog, "Back")
    assert servers.all_servers() == []


async def ended(desk: Desk) -> int:
    dialog = desk.open()
    await desk.sign_in(dialog)
    await until(lambda: dialog.step is dialog.people)
    dialog.close()
    desk.tv.sign_out_everywhere(desk.anna)
    (connection,) = connections.all_connections()
    await desk.engine.links[ServerKind.PLEX].check(connection.id)
    return connection.id


async def test_an_ended_sign_in_is_renewed(desk: Desk) -> None:
    connection_id = await ended(desk)
    assert connections.get(connection_id).state is ConnectionState.ENDED
    dialog = desk.open(again=connection_id)
    assert "Sign in with the same account" in words(dialog)
    await desk.sign_in(dialog)
    await until(says(dialog, "Signed in again as anna."))
    assert connections.get(connection_id).state is ConnectionState.OK


async def test_a_sign_in_that_ends_in_the_middle_is_taken_up_again(desk: Desk) -> None:
    desk.tv.faults.add("GET /api/v2/user/webhooks", status=401, body={})
    dialog = desk.open()
    await desk.sign_in(dialog)
    await until(lambda: shown(dialog, "Sign in again"))
    press(dialog, "Sign in again")
    await desk.sign_in(dialog)
    await until(lambda: dialog.step is dialog.people and dialog.people.pickers)
    assert len(desk.anna.webhooks) == 2


async def test_another_account_is_refused_with_a_sentence(desk: Desk) -> None:
    connection_id = await ended(desk)
    ben = desk.tv.add_account("ben")
    dialog = desk.open(again=connection_id)
    press(dialog, "Sign in with Plex")
    await desk.let_in(ben)
    await until(says(dialog, "belong to the Plex account anna, but ben signed in"))
    assert connections.get(connection_id).state is ConnectionState.ENDED
    press(dialog, "Get a new code")
    await desk.let_in()
    await until(says(dialog, "Signed in again as anna."))


async def test_every_part_can_be_named_by_a_screen_reader(desk: Desk) -> None:
    async with FakePlexServer("Cellar") as cellar:
        desk.tv.give_server(desk.anna, cellar)
        dialog = desk.open()
        await desk.sign_in(dialog)
        await until(lambda: bool(dialog.servers.rows))
        for row in dialog.servers.rows:
            assert row.server.name in row.way.accessibleName()
            assert row.server.name in row.place.accessibleName()
            assert row.check.accessibleDescription()
