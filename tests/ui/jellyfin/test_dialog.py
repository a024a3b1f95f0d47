"""Connecting a Jellyfin in its window, from the first click to the first event."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from scroblarr_desktop.demo.jellyfin.people import JellyfinUser
from scroblarr_desktop.demo.jellyfin.plugin_shapes import WEBHOOK
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.linking.jellyfin.plugin import Pace
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.store import connections, household, servers
from scroblarr_desktop.store.records import ConnectionState, HookState, Place
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.jellyfin.dialog import JellyfinDialog
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.watches import Item, Kind, ServerKind
from tests.linking.jellyfin_world import own_tls

PASSWORD = "a made-up password"
FILM = Item(Kind.MOVIE, "The Lantern Year", 2019, {"imdb": "tt9000001"}, run_time_s=6600)
OWN = [OwnAddress("eth0", "192.168.1.20", likely=True)]
QUICK = Pace(
    look_every_s=0.01, restart_s=5, install_s=5, code_every_s=0.01, find_s=0.3, waiting_s=60
)


@dataclass
class Desk:
    """The window with everything behind it; `opened` is what the browser was shown."""

    jellyfin: FakeJellyfinServer
    anna: JellyfinUser
    ben: JellyfinUser
    engine: Engine
    backing: Backing
    opened: list[str] = field(default_factory=list)
    dialogs: list[JellyfinDialog] = field(default_factory=list)

    def open(self, **mode: Any) -> JellyfinDialog:
        dialog = JellyfinDialog(self.backing, **mode)
        self.dialogs.append(dialog)
        dialog.open()
        return dialog

    async def reach(self, dialog: JellyfinDialog) -> None:
        """Go to the sign-in by the card of what was found."""
        await until(lambda: dialog.address.cards)
        dialog.address.cards[0].click()
        await until(lambda: dialog.step is dialog.sign_in)

    async def sign_in(self, dialog: JellyfinDialog, name: str = "anna") -> None:
        if not dialog.sign_in.name.isVisible():
            await until(lambda: shown(dialog, "Sign in with name and password"))
            press(dialog, "Sign in with name and password")
        dialog.sign_in.name.setText(name)
        dialog.sign_in.password.setText(PASSWORD)
        press(dialog, "Sign in")

    async def connect(self) -> JellyfinDialog:
        """Return the window once the sign-in is through."""
        dialog = self.open()
        await self.reach(dialog)
        await self.sign_in(dialog)
        return dialog

    async def set_up(self) -> int:
        """Return the connection's id of a server that is set up, in a window closed again."""
        dialog = await self.connect()
        await until(lambda: dialog.step is dialog.people)
        dialog.close()
        (connection,) = connections.all_connections()
        return connection.id

    @property
    def entries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.jellyfin.api.plugins.settings(WEBHOOK)["GenericOptions"]
        return found


async def a_desk(folder: Path, icons: Icons, **api: Any) -> AsyncIterator[Desk]:
    nobody = "http://127.0.0.1:9"
    endpoints = Endpoints(trakt_api=nobody, trakt_auth=nobody, tvtime=nobody)
    options = EngineOptions(DataDir(folder), port=0, endpoints=endpoints, own_addresses=lambda: OWN)
    engine, calls, background = Engine(options), Calls(connect_s=2, read_s=2), Background()
    async with FakeJellyfinServer("Cellar", **api) as jellyfin:
        await engine.start()
        where = ("127.0.0.1", jellyfin.api.discovery_port)
        link = JellyfinLink(calls, where, engine.hook_base, pace=QUICK, own_addresses=lambda: OWN)
        engine.links[ServerKind.JELLYFIN] = link
        jellyfin.api.plugins.install("Webhook")
        jellyfin.api.away_s = 0.05
        anna = jellyfin.api.add_user("anna", PASSWORD, administrator=True)
        ben = jellyfin.api.add_user("ben", PASSWORD)
        made = Desk(jellyfin, anna, ben, engine, Backing(engine, icons, background))
        yield made
        # Whoever is cut off while it is asked leaves a socket behind.
        await until(lambda: not any(map(engine.catching_up.is_reading, connected())))
        for dialog in made.dialogs:
            if isValid(dialog):
                dialog.close()
        await background.stop()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        await link.stop()
        await engine.stop()
    calls.close()


def connected() -> list[int]:
    return [one.id for one in servers.all_servers()]


@pytest_asyncio.fixture
async def desk(
    tmp_path: Path, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    opened: list[str] = []

    def browse(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", browse)
    async for made in a_desk(tmp_path, icons):
        made.opened = opened
        yield made


@pytest_asyncio.fixture
async def safe_desk(tmp_path: Path, icons: Icons) -> AsyncIterator[Desk]:
    """A Jellyfin with a certificate of its own, and a path."""
    async for made in a_desk(tmp_path, icons, tls=own_tls(), base_path="/jf"):
        yield made


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


async def says(inside: QWidget, text: str) -> None:
    await until(lambda: text in words(inside))


# -- the usual way


async def test_from_the_first_click_to_the_first_event(desk: Desk) -> None:
    heard: list[int] = []
    dialog = desk.open()
    dialog.connected.connect(heard.append)
    await desk.reach(dialog)
    await until(dialog.sign_in.code.isVisible)
    press(dialog, "Open Jellyfin")
    code = dialog.sign_in.code.code.text()
    assert desk.opened == [f"{desk.jellyfin.url}/web/#/quickconnect?code={code}"]
    desk.jellyfin.api.confirm_quick_connect(code, desk.anna)
    await until(lambda: dialog.step is dialog.people and dialog.people.picker is not None)
    (server,) = servers.all_servers()
    assert heard == [server.id]
    assert "Cellar is connected, signed in as anna." in words(dialog)
    assert len(desk.entries) == 1
    press(dialog, dialog.people.next_text)
    await until(lambda: dialog.step is dialog.proof)
    assert {one.name for one in household.members()} == {"anna", "ben"}
    assert "Waiting for the first event" in words(dialog)
    await desk.jellyfin.play(desk.jellyfin.viewer(desk.ben), FILM)
    await until(lambda: bool(dialog.proof.lines) and dialog.proof.lines[0].mark.name == "delivered")
    press(dialog, "Done")


async def test_the_code_is_shown_large_with_the_time_that_it_lasts(desk: Desk) -> None:
    dialog = desk.open()
    await desk.reach(dialog)
    panel = dialog.sign_in.code
    await until(panel.isVisible)
    assert panel.code.font().pointSizeF() > 2 * dialog.font().pointSizeF()
    assert 590 < panel.countdown.left_s <= 600
    assert not panel.qr.isVisible(), "no phone reaches this computer's own address"
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == panel.code.text()


# -- the address


async def test_an_address_may_be_typed(desk: Desk) -> None:
    dialog = desk.open()
    assert not dialog.next.isEnabled()
    dialog.address.field.setText(f"{desk.jellyfin.url}/web/#/home.html")
    press(dialog, "Connect")
    await until(lambda: dialog.step is dialog.sign_in)
    assert dialog.heading.text() == "Sign in to Cellar"


async def test_nobody_nearby_leaves_the_field(desk: Desk) -> None:
    desk.jellyfin.api.discovery.stop()
    dialog = desk.open()
    await says(dialog, "Type its address below")
    await desk.jellyfin.api.discovery.start()
    press(dialog, "Search again")
    await until(lambda: dialog.address.cards)


async def test_one_that_does_not_answer_is_set_up_by_hand(desk: Desk) -> None:
    dialog = desk.open()
    dialog.address.field.setText("http://127.0.0.1:9")
    press(dialog, "Connect")
    await says(dialog, "Nothing answers there")
    press(dialog, "Enter an address in Jellyfin by hand instead")
    await until(lambda: dialog.step is dialog.manual)
    assert not dialog.next.isVisible(), "where it runs comes first"
    press(dialog, "Back")
    await until(lambda: dialog.step is dialog.address)
    assert servers.all_servers() == []
    press(dialog, "Enter an address in Jellyfin by hand instead")
    assert dialog.manual.where is not None
    dialog.manual.where.buttons[Place.HERE].click()
    assert dialog.manual.address.text().endswith("/webhooks/jellyfin")
    press(dialog, "Next")
    assert dialog.step is dialog.proof
    (server,) = servers.all_servers()
    assert (server.kind, server.place) == (ServerKind.JELLYFIN, Place.HERE)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("https://cellar.invalid", "Nobody knows this name"),
        ("http://127.0.0.1:9", "Nothing answers there"),
        ("http://media.example.org", "This address is not safe"),
        ("my nas", "This is not an address"),
    ],
)
async def test_what_is_wrong_with_an_address_stands_beneath_it(
    desk: Desk, typed: str, title: str
) -> None:
    dialog = desk.open()
    dialog.address.field.setText(typed)
    press(dialog, "Connect")
    await says(dialog, title)
    assert shown(dialog, "Try again")
    dialog.address.field.setText(desk.jellyfin.url)
    press(dialog, "Connect")
    await until(lambda: dialog.step is dialog.sign_in)


async def test_an_own_certificate_is_shown_before_anything_is_sent(safe_desk: Desk) -> None:
    dialog = safe_desk.open()
    await until(lambda: dialog.address.cards)
    dialog.address.cards[0].click()
    await until(lambda: dialog.step is dialog.certificate)
    text = words(dialog)
    assert "Is this your Jellyfin?" in text
    assert "itself" in text
    assert text.count(":") >= 31, "the whole fingerprint"
    assert safe_desk.jellyfin.api.calls == []
    assert "At home that is usual" in text
    assert "It was not made for this address" not in text
    assert dialog.cancel.isDefault()
    assert not dialog.next.isDefault()
    press(dialog, "Trust this certificate")
    await until(lambda: dialog.step is dialog.sign_in)
    await safe_desk.sign_in(dialog)
    await until(lambda: dialog.step is dialog.people)
    (server,) = servers.all_servers()
    assert server.certificate is not None
    dialog.close()


async def test_a_certificate_for_another_address_is_not_called_usual(safe_desk: Desk) -> None:
    dialog = safe_desk.open()
    dialog.address.field.setText(safe_desk.jellyfin.url.replace("127.0.0.1", "localhost"))
    press(dialog, "Connect")
    await until(lambda: dialog.step is dialog.certificate)
    assert "It was not made for this address" in words(dialog)
    assert "usual" not in words(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible(), "Enter never trusts"
    assert servers.all_servers() == []


# -- signing in


async def test_a_wrong_password_is_said_beside_the_field(desk: Desk) -> None:
    dialog = desk.open()
    await desk.reach(dialog)
    press(dialog, "Sign in with name and password")
    dialog.sign_in.name.setText("anna")
    dialog.sign_in.password.setText("wrong")
    press(dialog, "Sign in")
    await says(dialog, "Wrong name or password")
    dialog.sign_in.password.setText(PASSWORD)
    press(dialog, "Sign in")
    await until(lambda: dialog.step is dialog.people)
    assert dialog.sign_in.password.text() == ""


async def test_without_quick_connect_name_and_password_are_asked(desk: Desk) -> None:
    desk.jellyfin.api.quick_connect.enabled = False
    dialog = desk.open()
    await desk.reach(dialog)
    await says(dialog, "Quick Connect switched off")
    assert shown(dialog, "Sign in with a code") is None
    assert dialog.sign_in.name.isVisible()


async def test_a_code_that_is_over_is_replaced(desk: Desk) -> None:
    dialog = desk.open()
    await desk.reach(dialog)
    await until(dialog.sign_in.code.isVisible)
    before = dialog.sign_in.code.code.text()
    desk.jellyfin.api.quick_connect.forget()
    await says(dialog, "The code is no longer valid")
    press(dialog, "New code")
    await until(dialog.sign_in.code.isVisible)
    assert dialog.sign_in.code.code.text() != before


async def test_somebody_without_rights_may_send_another_or_do_it_by_hand(desk: Desk) -> None:
    dialog = desk.open()
    await desk.reach(dialog)
    await desk.sign_in(dialog, "ben")
    await says(dialog, "This needs an administrator")
    press(dialog, "Sign in as somebody else")
    assert dialog.sign_in.name.isVisible()
    await desk.sign_in(dialog, "ben")
    await says(dialog, "This needs an administrator")
    press(dialog.sign_in.trouble, "Set it up by hand")
    await until(lambda: dialog.step is dialog.manual)
    assert connections.all_connections() == []


async def test_an_api_key_is_taken(desk: Desk) -> None:
    dialog = desk.open()
    await desk.reach(dialog)
    press(dialog, "Use an API key")
    dialog.sign_in.key.setText("no-such-key")
    press(dialog, "Sign in")
    await says(dialog, "does not know this key")
    dialog.sign_in.key.setText(desk.jellyfin.api.add_key().token)
    press(dialog, "Sign in")
    await until(lambda: dialog.step is dialog.people)


async def test_closed_while_it_waits_nothing_is_left(desk: Desk) -> None:
    dialog = desk.open()
    await desk.reach(dialog)
    await until(dialog.sign_in.code.isVisible)
    code = dialog.sign_in.code.code.text()
    dialog.close()
    asked = len(desk.jellyfin.api.calls)
    desk.jellyfin.api.confirm_quick_connect(code, desk.anna)
    await asyncio.sleep(0.05)
    assert len(desk.jellyfin.api.calls) <= asked + 1
    assert connections.all_connections() == []


# -- having it report


async def test_a_missing_plugin_is_installed_after_a_yes_and_restarted_after_another(
    desk: Desk,
) -> None:
    desk.jellyfin.api.plugins.installed.clear()
    dialog = await desk.connect()
    await says(dialog, "Jellyfin needs a plugin to report")
    assert desk.jellyfin.api.plugins.installed == []
    await desk.jellyfin.play(desk.jellyfin.viewer(desk.ben), FILM)
    press(dialog, "Install it")
    await says(dialog, "Jellyfin has to be restarted")
    await says(dialog, "ben is watching “The Lantern Year” and would be interrupted.")
    assert desk.jellyfin.api.calls_to("POST /System/Restart") == []
    press(dialog, "Restart Jellyfin now")
    await says(dialog, "Jellyfin restarts")
    await until(lambda: dialog.step is dialog.people)
    assert len(desk.entries) == 1


async def test_the_restart_may_come_later(desk: Desk) -> None:
    desk.jellyfin.api.plugins.installed.clear()
    dialog = await desk.connect()
    await says(dialog, "needs a plugin")
    press(dialog, "Install it")
    await says(dialog, "Nobody is watching right now.")
    press(dialog, "I do it later")
    await until(lambda: dialog.step is dialog.people)
    assert "once it was restarted" in words(dialog)
    assert connections.all_connections()[0].hook_state is HookState.RESTART


async def test_a_catalogue_without_the_plugin_is_no_dead_end(desk: Desk) -> None:
    desk.jellyfin.api.plugins.installed.clear()
    desk.jellyfin.api.plugins.packages.reachable = False
    dialog = await desk.connect()
    await says(dialog, "needs a plugin")
    press(dialog, "Install it")
    await says(dialog, "Jellyfin does not offer the plugin")
    press(dialog, "Not now")
    await until(lambda: dialog.step is dialog.people)
    assert "is read every three minutes" in words(dialog)


async def test_it_works_without_the_plugin(desk: Desk) -> None:
    desk.jellyfin.api.plugins.installed.clear()
    dialog = await desk.connect()
    await says(dialog, "Without it Scroblarr reads every three minutes what was watched")
    press(dialog, "Go without it")
    await until(lambda: dialog.step is dialog.people)
    await until(lambda: dialog.people.picker is not None)
    press(dialog, dialog.next.text())
    await says(dialog, "Scroblarr asks your media server every three minutes")
    await says(dialog, "Play history read")


async def test_whoever_is_told_already_is_named(desk: Desk) -> None:
    desk.jellyfin.api.plugins.link_to_trakt(desk.anna)
    dialog = await desk.connect()
    await says(dialog, "Jellyfin tells Trakt already")
    assert "sends what anna watches" in words(dialog)
    press(dialog, "Next")
    await until(lambda: dialog.step is dialog.people)


async def test_an_outage_is_said_and_tried_again(desk: Desk) -> None:
    fault = desk.jellyfin.api.faults.add("GET /Plugins", status=503, times=None)
    dialog = await desk.connect()
    await says(dialog, "Jellyfin is not ready")
    desk.jellyfin.api.faults.remove(fault)
    press(dialog, "Try again")
    await until(lambda: dialog.step is dialog.people)


async def test_other_computers_are_let_in_only_after_a_yes(desk: Desk) -> None:
    known = servers.add(ServerKind.JELLYFIN, "Cellar", desk.jellyfin.server_id)
    servers.change(known.id, place=Place.HOME)
    dialog = await desk.connect()
    await says(dialog, "Let your home network call this computer?")
    assert not desk.engine.home_network_allowed
    assert desk.entries == []
    press(dialog, "Allow the home network")
    await until(lambda: dialog.step is dialog.people)
    assert desk.engine.home_network_allowed
    assert desk.entries[0]["WebhookUri"].startswith("http://192.168.1.20:")


async def test_where_it_runs_can_be_changed(desk: Desk) -> None:
    desk.jellyfin.api.plugins.link_to_trakt(desk.anna)
    await desk.engine.allow_home_network(True)
    dialog = await desk.connect()
    await says(dialog, "Cellar runs on this computer")
    await says(dialog, "Jellyfin tells Trakt already")
    press(dialog, "Change")
    assert dialog.reports.where is not None
    dialog.reports.where.choose(Place.DOCKER)
    await until(lambda: "host.docker.internal" in desk.entries[0]["WebhookUri"])
    await says(dialog, "Cellar runs in Docker on this computer")


# -- by hand


async def test_by_hand_everything_to_copy_is_there(desk: Desk) -> None:
    heard: list[int] = []
    dialog = desk.open()
    dialog.connected.connect(heard.append)
    await desk.reach(dialog)
    press(dialog, "Set it up by hand")
    (server,) = servers.all_servers()
    secret = servers.secret(server.id)
    step = dialog.manual
    copied = {}
    for field_, button in step.copies.items():
        button.click()
        copied[field_] = QGuiApplication.clipboard().text()
    assert copied[step.address].endswith("/webhooks/jellyfin")
    assert (copied[step.header], copied[step.secret]) == ("X-Webhook-Secret", secret)
    assert "{{{NotificationType}}}" in copied[step.template]
    assert step.secret.displayText() != secret, "masked until asked for"
    press(dialog, "Next")
    assert dialog.step is dialog.proof
    assert heard == [server.id]


async def test_by_hand_and_called_off_nothing_stays(desk: Desk) -> None:
    dialog = desk.open()
    await desk.reach(dialog)
    press(dialog, "Set it up by hand")
    assert len(servers.all_servers()) == 1
    press(dialog, "Back")
    assert servers.all_servers() == []
    await until(lambda: dialog.step is dialog.sign_in)
    press(dialog, "Set it up by hand")
    dialog.close()
    assert servers.all_servers() == []


# -- later


async def test_an_ended_sign_in_is_renewed(desk: Desk) -> None:
    connection_id = await desk.set_up()
    desk.jellyfin.api.people.end_all_of(desk.anna)
    await desk.engine.links[ServerKind.JELLYFIN].check(connection_id)
    assert connections.get(connection_id).state is ConnectionState.ENDED
    dialog = desk.open(again=connection_id)
    await until(lambda: dialog.step is dialog.sign_in)
    await desk.sign_in(dialog)
    await says(dialog, "Signed in again as anna.")
    assert connections.get(connection_id).state is ConnectionState.OK
    assert (len(servers.all_servers()), len(desk.entries)) == (1, 1)


async def test_a_server_that_moved_gets_its_new_address(desk: Desk) -> None:
    connection_id = await desk.set_up()
    (server,) = servers.all_servers()
    connections.attach(server.id, connection_id, "http://127.0.0.1:9", place=server.place)
    dialog = desk.open(again=connection_id)
    await says(dialog, "Nothing answers there")
    dialog.address.field.setText(desk.jellyfin.url)
    press(dialog, "Connect")
    await until(lambda: dialog.step is dialog.sign_in)
    await desk.sign_in(dialog)
    await until(lambda: dialog.step is dialog.proof)
    assert servers.get(server.id).url == desk.jellyfin.url


async def test_another_jellyfin_is_not_taken_for_it(desk: Desk) -> None:
    connection_id = await desk.set_up()
    async with FakeJellyfinServer("Loft") as loft:
        loft.api.add_user("anna", PASSWORD, administrator=True)
        dialog = desk.open(again=connection_id)
        await until(lambda: dialog.step is dialog.sign_in)
        press(dialog, "Back")
        dialog.address.field.setText(loft.url)
        press(dialog, "Connect")
        await until(lambda: dialog.heading.text() == "Sign in to Loft")
        await desk.sign_in(dialog)
        await says(dialog, "This is another Jellyfin than Cellar.")
        assert len(connections.all_connections()) == 1
        assert loft.api.people.grants == {}, "signed out again"
        dialog.close()


async def test_how_it_reports_is_set_up_anew(desk: Desk) -> None:
    connection_id = await desk.set_up()
    desk.entries.clear()
    dialog = desk.open(reports=connection_id)
    await until(lambda: dialog.step is dialog.proof)
    assert len(desk.entries) == 1


async def test_every_field_and_button_has_a_name(desk: Desk) -> None:
    dialog = desk.open()
    await desk.reach(dialog)
    press(dialog, "Set it up by hand")
    nameless = [
        one
        for one in dialog.findChildren(QWidget)
        if one.isVisible()
        and isinstance(one, tuple(type(field_) for field_ in dialog.manual.copies))
        and not one.accessibleName()
    ]
    assert nameless == []
    assert all(one.accessibleName() for one in dialog.manual.copies.values())
