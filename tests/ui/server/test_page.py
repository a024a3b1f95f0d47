from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QMessageBox, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store import catch_up, connections, inbox, servers
from scroblarr_desktop.store.records import (
    CatchUpMode,
    Connection,
    ConnectionState,
    HistoryPage,
    HookState,
    Place,
    Server,
)
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.ui.server.details import ServerDetails
from scroblarr_desktop.ui.server.page import ServersPage
from scroblarr_desktop.watches import ServerKind, ServerRef
from tests.bodies import plex_body
from tests.ui.reaching import (
    CABLE,
    WIRELESS,
    anna_plays,
    answer,
    backing_of,
    button,
    by_hand,
    computer_with,
    until,
)


@pytest.fixture
def adapters() -> list[OwnAddress]:
    return [CABLE]


@pytest_asyncio.fixture
async def engine(tmp_path: Path, adapters: list[OwnAddress]) -> AsyncIterator[Engine]:
    async with computer_with(tmp_path, adapters) as engine:
        yield engine


@pytest_asyncio.fixture
async def page(engine: Engine) -> AsyncIterator[ServersPage]:
    async with backing_of(engine) as backing:
        page = ServersPage(backing)
        page.resize(1000, 700)
        page.show()
        yield page
        page.hide()
        page.deleteLater()


def follow(page: ServersPage) -> None:
    page.refresh(~Changed.NOTHING)


def details(page: ServersPage) -> ServerDetails:
    assert page.details is not None
    return page.details


def rows(page: ServersPage) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [page.list.item(row).data(role) for row in range(page.list.count())]


def texts(widget: QWidget) -> str:
    """Return everything that can be read there, tool tips and what is spoken included."""
    found = []
    for one in [widget, *widget.findChildren(QWidget)]:
        found += [one.toolTip(), one.accessibleName(), one.accessibleDescription()]
        if isinstance(one, QLabel | QLineEdit | QAbstractButton):
            found.append(one.text())
    return "\n".join(found)


def foreign(uuid: str = "elsewhere", name: str = "Shed") -> Server:
    server = servers.recognise(ServerKind.PLEX, ServerRef(uuid, name), None, False)
    servers.note_event(server.id, datetime.now(UTC), "Carla finished Dune")
    return servers.get(server.id)


def signed_in(hook: HookState = HookState.SET) -> tuple[Server, Connection]:
    server = servers.add(ServerKind.JELLYFIN, "Cellar")
    connection = connections.keep(ServerKind.JELLYFIN, "s/u", "ben", "a-token-of-jellyfin")
    connections.attach(server.id, connection.id, "http://127.0.0.1:9", place=Place.HOME)
    return server, connections.change(connection.id, {"hook_state": hook})


# -- nothing yet


async def test_without_a_server_it_says_what_to_do(page: ServersPage) -> None:
    assert page.empty.isVisible()
    labels = [made.accessibleName() for made in page.empty.buttons.values()]
    assert labels == ["Plex", "Jellyfin"]
    assert not page.connect_button.isVisible()
    assert page.foreign.isHidden()


async def test_the_way_by_hand_gives_an_address_and_the_steps(page: ServersPage) -> None:
    for action in page.empty.by_hand.menu().actions():
        action.trigger()
    assert [(one.name, one.kind.value) for one in servers.all_servers()] == [
        ("Plex", "plex"),
        ("Jellyfin", "jellyfin"),
    ]
    assert not page.empty.isVisible()
    assert details(page).name.text() == "Jellyfin"
    steps = details(page).address.manual
    assert steps.body.isHidden()
    steps.toggle.click()
    assert "Send All Properties" in texts(steps.body)


async def test_a_second_one_of_a_kind_gets_a_name_of_its_own(page: ServersPage) -> None:
    action = page.empty.by_hand.menu().actions()[0]
    action.trigger()
    action.trigger()
    assert [one.name for one in servers.all_servers()] == ["Plex", "Plex 2"]


# -- the list


async def test_a_row_says_who_and_how_it_stands(page: ServersPage, engine: Engine) -> None:
    attic = by_hand(Place.HERE)
    signed_in(HookState.FAILED)
    follow(page)
    attic_row, cellar_row = rows(page)
    assert attic_row == (
        "Attic. Plex · set up by hand. nothing came yet. Waiting for the first event"
    )
    assert cellar_row.startswith("Cellar. Jellyfin · signed in as ben. reports could not be set up")
    await anna_plays(engine, attic.id)
    follow(page)
    assert "reports. Last event 0 s ago: Anna began to watch The Lantern Year" in rows(page)[0]


async def test_the_choice_stays_while_others_come_and_go(page: ServersPage) -> None:
    first, second = by_hand(), signed_in()[0]
    follow(page)
    assert details(page).server_id == first.id
    page.list.choose(second.id)
    shown = details(page)
    servers.delete(first.id)
    follow(page)
    assert page.list.chosen_id() == second.id
    assert details(page) is shown, "what is shown is not built anew"


async def test_a_new_name_is_shown_in_place(page: ServersPage) -> None:
    by_hand()
    follow(page)
    shown = details(page)
    shown.manage.name.selectAll()
    QTest.keyClicks(shown.manage.name, "Loft")
    assert shown.manage.rename.isEnabled()
    QTest.keyClick(shown.manage.name, Qt.Key.Key_Return)
    follow(page)
    assert rows(page)[0].startswith("Loft.")
    assert (details(page), shown.name.text()) == (shown, "Loft")
    assert not shown.manage.rename.isEnabled()


async def test_enter_leads_from_the_list_to_what_can_be_done(page: ServersPage) -> None:
    by_hand()
    follow(page)
    page.activateWindow()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert details(page).focusWidget() is details(page).connection.sign_in


async def test_everything_can_be_named_by_a_screen_reader(page: ServersPage) -> None:
    signed_in()
    foreign()
    follow(page)
    page.foreign.toggle.click()
    inputs = [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]
    named = [one for one in inputs if one.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    assert len(named) > 10
    for one in named:
        text = one.text() if isinstance(one, QAbstractButton) else ""
        assert one.accessibleName() or text, one


# -- others' servers


async def test_foreign_servers_are_listed_quietly(page: ServersPage) -> None:
    found = foreign()
    follow(page)
    assert page.foreign.toggle.text() == "Other media servers (1)"
    assert page.empty.isVisible()
    assert "Dune" not in texts(page), "what others watch is nobody's business"
    page.foreign.toggle.click()
    button(page.foreign, "Mute").click()
    assert servers.get(found.id).muted
    button(page.foreign, "Unmute").click()
    assert not servers.get(found.id).muted


async def test_a_foreign_server_is_made_one_s_own(page: ServersPage) -> None:
    by_hand()
    found = foreign()
    follow(page)
    page.foreign.toggle.click()
    button(page.foreign, "This is ours").click()
    assert servers.get(found.id).adopted
    assert page.list.chosen_id() == found.id
    assert page.foreign.isHidden()
    address = details(page).address
    assert "come along with those of another server" in address.purpose.text()
    button(address, "Give it an address of its own").click()
    await until(lambda: servers.secret(found.id) is not None)
    follow(page)
    assert address.renew.text() == "New address…"


# -- the address


async def test_the_secret_is_shown_only_when_asked_for(page: ServersPage) -> None:
    server = by_hand()
    follow(page)
    secret = servers.secret(server.id)
    assert secret is not None
    address = details(page).address
    assert secret not in texts(page)
    assert address.field.text().endswith("/webhooks/plex/••••••••••••")
    button(address, "Show").click()
    assert address.field.text().endswith(secret)
    button(address, "Hide").click()
    assert secret not in texts(page)
    button(address, "Show").click()
    page.hide()
    assert secret not in texts(page), "and hidden again with the page"


async def test_it_is_copied_without_being_shown(page: ServersPage, engine: Engine) -> None:
    server = by_hand()
    follow(page)
    address = details(page).address
    address.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == engine.webhook_address(server.kind, server.id)
    assert copied not in texts(page)


async def test_a_new_address_is_asked_about_first(page: ServersPage) -> None:
    server = by_hand()
    follow(page)
    before = servers.secret(server.id)
    address = details(page).address
    address.renew.click()
    answer(address, "Cancel")
    assert servers.secret(server.id) == before
    address.renew.click()
    [box] = [one for one in address.findChildren(QMessageBox) if one.isVisible()]
    assert "for 7 days at most, the old one works as well" in box.informativeText()
    answer(address, "Make a new address")
    await until(lambda: servers.secret(server.id) not in (None, before))
    await until(lambda: not address.renewing.stop.isHidden())
    assert "The old one works until the first event" in address.renewing.said.text()


async def test_the_place_changes_the_address(page: ServersPage, engine: Engine) -> None:
    by_hand()
    await engine.allow_home_network(True)
    follow(page)
    shown = details(page)
    shown.where.buttons[Place.DOCKER].click()
    assert shown.address.field.text().startswith("http://host.docker.internal:")
    shown.where.buttons[Place.HERE].click()
    assert shown.address.field.text().startswith("http://127.0.0.1:")


async def test_a_changed_address_is_to_be_pasted(
    page: ServersPage, engine: Engine, adapters: list[OwnAddress]
) -> None:
    by_hand(Place.HOME)
    await engine.allow_home_network(True)
    await engine.reach.look()
    follow(page)
    shown = details(page)
    assert shown.proof.warning.isHidden()
    adapters[:] = [WIRELESS]
    await engine.reach.look()
    follow(page)
    assert "changed from 192.168.1.10 to 192.168.1.44" in shown.proof.warning.sentence.text()
    button(shown.proof, "Show the new address").click()
    assert not shown.address.manual.body.isHidden()
    button(shown.proof, "I entered it").click()
    follow(page)
    assert shown.proof.warning.isHidden()
    assert "nothing came yet" in rows(page)[0]


async def test_before_the_address_others_are_let_in(
    page: ServersPage, engine: Engine, adapters: list[OwnAddress]
) -> None:
    by_hand(Place.HOME)
    await engine.reach.look()
    adapters[:] = [WIRELESS]
    await engine.reach.look()
    follow(page)
    shown = details(page)
    assert "so far only this computer may call" in shown.proof.warning.sentence.text()
    assert "cannot call this address yet" in shown.address.purpose.text()
    button(shown.proof, "Allow the home network…").click()
    answer(shown.proof, "Allow the home network")
    await until(lambda: "Paste the new address" in shown.proof.warning.sentence.text())
    follow(page)
    assert "cannot call" not in shown.address.purpose.text()
    button(shown.proof, "I entered it").click()


# -- the connection


async def test_a_sign_in_that_ended_says_so(page: ServersPage) -> None:
    _, connection = signed_in()
    follow(page)
    shown = details(page).connection
    assert shown.state.text() == "Signed in to Jellyfin as ben."
    ended = {"state": ConnectionState.ENDED, "message": "Jellyfin does not know it any more."}
    connections.change(connection.id, ended)
    follow(page)
    assert shown.state.text() == (
        "The sign-in to Jellyfin as ben ended. Jellyfin does not know it any more."
    )
    assert shown.mark.name == "needs_sign_in"
    assert "sign in again" in rows(page)[0]
    assert "a-token-of-jellyfin" not in texts(page)


async def test_what_became_of_the_webhook_is_said(page: ServersPage) -> None:
    _, connection = signed_in(HookState.FAILED)
    connections.change(connection.id, {"hook_message": "Jellyfin does not answer."})
    follow(page)
    proof = details(page).proof
    assert proof.hook.text() == "Reports could not be set up. Jellyfin does not answer."
    assert proof.hook_mark.name == "rejected"


class FakeLink:
    """Notes what it is asked for."""

    kind = ServerKind.JELLYFIN

    def __init__(self, left: str | None = None) -> None:
        self.checked: list[int] = []
        self.asked: list[datetime | None] = []
        self.left = left
        self.may_end = asyncio.Event()

    async def check(self, connection_id: int) -> None:
        await self.may_end.wait()
        self.checked.append(connection_id)

    async def disconnect(self, server_id: int) -> str | None:
        servers.delete(server_id)
        return self.left

    async def history(
        self, server_id: int, since: datetime | None
    ) -> AsyncGenerator[HistoryPage, None]:
        self.asked.append(since)
        await self.may_end.wait()
        yield HistoryPage((), read_to=datetime.now(UTC))


async def test_checking_now_waits_for_the_answer(page: ServersPage, engine: Engine) -> None:
    _, connection = signed_in()
    link = FakeLink()
    engine.links[ServerKind.JELLYFIN] = link  # type: ignore[assignment]
    follow(page)
    check = details(page).connection.check
    check.click()
    assert (check.text(), check.isEnabled()) == ("Checking…", False)
    link.may_end.set()
    await until(check.isEnabled)
    assert connection.id in link.checked


# -- how watches arrive


async def test_by_hand_only_what_is_reported_arrives(page: ServersPage) -> None:
    by_hand()
    follow(page)
    reading = details(page).reading
    assert "Signed in to it, Scroblarr also finds" in texts(reading)
    assert not any(one.isVisible() for one in reading.buttons.values())
    assert not reading.stopped.isVisible()


async def test_where_nothing_can_be_reported_the_history_is_read(
    page: ServersPage, engine: Engine
) -> None:
    engine.links[ServerKind.JELLYFIN] = link = FakeLink()  # type: ignore[assignment]
    signed_in(HookState.IMPOSSIBLE)
    follow(page)
    reading = details(page).reading
    by_report, by_reading = (reading.buttons[mode] for mode in CatchUpMode)
    assert (by_report.isEnabled(), by_reading.isChecked()) == (False, True)
    assert reading.read.text() == "The play history has not been read yet."
    reading.look.click()
    assert (reading.look.text(), reading.look.isEnabled()) == ("Looking…", False)
    link.may_end.set()
    await until(reading.look.isEnabled)
    follow(page)
    assert reading.read.text() == "Play history read just now."
    assert reading.found.text() == "Nothing new: everything in the play history was known."
    assert reading.found.isVisible()
    assert reading.mark.name == "delivered"
    assert "play history is read" in rows(page)[0]


async def test_reading_can_be_chosen_and_given_up_again(page: ServersPage, engine: Engine) -> None:
    engine.links[ServerKind.JELLYFIN] = FakeLink()  # type: ignore[assignment]
    server, _ = signed_in(HookState.SET)
    follow(page)
    buttons = details(page).reading.buttons
    assert buttons[CatchUpMode.WEBHOOKS].isChecked()
    buttons[CatchUpMode.READING].click()
    found = catch_up.of(server.id)
    assert (found.mode, found.chosen) == (CatchUpMode.READING, True)
    follow(page)
    assert buttons[CatchUpMode.READING].isChecked()
    proof = details(page).proof
    assert (proof.hook_mark.name, "No report is needed" in proof.hook.text()) == (
        "cancelled",
        True,
    )
    buttons[CatchUpMode.WEBHOOKS].click()
    found = catch_up.of(server.id)
    assert (found.mode, found.chosen) == (CatchUpMode.WEBHOOKS, False)


async def test_reports_that_stopped_are_said_and_repaired(
    page: ServersPage, engine: Engine
) -> None:
    engine.links[ServerKind.JELLYFIN] = link = FakeLink()  # type: ignore[assignment]
    server, connection = signed_in(HookState.SET)
    catch_up.note_missed(server.id, datetime(2026, 5, 3, 12, tzinfo=UTC))
    follow(page)
    stopped = details(page).reading.stopped
    assert "stopped reporting" in rows(page)[0]
    assert stopped.title.text().startswith("Webhooks stopped on 3 May")
    link.may_end.set()
    button(stopped, "Repair").click()
    await until(lambda: catch_up.of(server.id).webhooks_missed_at is None)
    follow(page)
    assert connection.id in link.checked
    assert not stopped.isVisible()


async def test_unusual_silence_of_a_server_by_hand_is_said(
    page: ServersPage, engine: Engine
) -> None:
    attic = by_hand(Place.HERE)
    present = datetime.now(UTC)
    body = json.dumps(plex_body("media.play", "movie", account_name="Anna")).encode()
    entries = [
        inbox.save(ServerKind.PLEX, attic.id, body, present - timedelta(days=days))
        for days in range(19, 8, -1)
    ]
    engine.sync.wake()
    await until(lambda: all(_server_of(one) == attic.id for one in entries))
    follow(page)
    stopped = details(page).reading.stopped
    assert stopped.title.text() == "No event for 9 days, usually daily"
    assert "silent for 9 days" in rows(page)[0]
    button(stopped, "Test the way").click()
    await until(details(page).address.test.button.isEnabled)


def _server_of(entry_id: int) -> int | None:
    entry = inbox.get(entry_id)
    return entry.server.id if entry is not None and entry.server is not None else None


# -- quiet, and the end


async def test_a_server_is_muted_and_heard_again(page: ServersPage) -> None:
    server = by_hand()
    follow(page)
    button(details(page).manage, "Mute").click()
    follow(page)
    assert servers.get(server.id).muted
    assert "muted" in rows(page)[0]
    button(details(page).manage, "Unmute").click()
    assert not servers.get(server.id).muted


async def test_disconnecting_says_what_goes_and_what_stays(
    page: ServersPage, engine: Engine
) -> None:
    left = "Jellyfin could not be told."
    server, _ = signed_in()
    engine.links[ServerKind.JELLYFIN] = FakeLink(left)  # type: ignore[assignment]
    follow(page)
    button(details(page).manage, "Disconnect…").click()
    [question] = page.findChildren(QMessageBox)
    assert "What goes: " in question.informativeText()
    assert "What stays: " in question.informativeText()
    answer(page, "Disconnect")
    await until(lambda: page.details is None)
    assert server.id not in [one.id for one in servers.all_servers()]
    assert page.empty.isVisible()
    [said] = [one for one in page.findChildren(QMessageBox) if one.isVisible()]
    assert said.informativeText() == left
    said.close()


async def test_what_was_pasted_by_hand_is_to_be_taken_out_by_hand(page: ServersPage) -> None:
    by_hand()
    follow(page)
    button(details(page).manage, "Disconnect…").click()
    answer(page, "Disconnect")
    await until(lambda: page.details is None)
    [said] = [one for one in page.findChildren(QMessageBox) if one.isVisible()]
    assert "take the address out of Plex" in said.informativeText()
    said.close()


async def test_the_splitter_stays_where_it_was_put(
    page: ServersPage, engine: Engine, tmp_path: Path
) -> None:
    by_hand()
    follow(page)
    page.splitter.setSizes([400, 500])
    before = page.splitter.sizes()
    settings = QSettings(str(tmp_path / "windows.ini"), QSettings.Format.IniFormat)
    page.save_state(settings)
    page.splitter.setSizes([250, 650])
    page.restore_state(settings)
    assert page.splitter.sizes() == before


async def test_a_hidden_page_reads_nothing_until_it_is_shown(page: ServersPage) -> None:
    page.hide()
    by_hand()
    follow(page)
    assert page.list.count() == 0
    page.show()
    assert page.list.count() == 1


# -- the dialogs


def dialogs(page: ServersPage) -> list[QDialog]:
    return [one for one in page.findChildren(QDialog) if not isinstance(one, QMessageBox)]


@pytest.mark.parametrize("kind", list(ServerKind))
async def test_a_big_button_opens_the_dialog(page: ServersPage, kind: ServerKind) -> None:
    page.empty.buttons[kind].click()
    [dialog] = dialogs(page)
    assert dialog.isVisible()
    assert type(dialog).__name__ == f"{kind.value.title()}Dialog"
    dialog.close()


@pytest.mark.parametrize("row", [0, 1])
async def test_a_server_that_was_just_connected_is_shown(page: ServersPage, row: int) -> None:
    by_hand()
    follow(page)
    page.connect_button.menu().actions()[row].trigger()
    [dialog] = dialogs(page)
    second = servers.add(list(ServerKind)[row], "Loft")
    dialog.connected.emit(second.id)  # type: ignore[attr-defined]
    assert page.list.chosen_id() == second.id
    assert details(page).name.text() == "Loft"
    dialog.close()


@pytest.mark.parametrize("label", ["Sign in again…", "Set up the reports…"])
async def test_what_ended_is_renewed_for_its_account(page: ServersPage, label: str) -> None:
    server = servers.add(ServerKind.PLEX, "Attic")
    connection = connections.keep(ServerKind.PLEX, "4711", "anna", "a-token")
    connections.attach(server.id, connection.id, "http://127.0.0.1:9", place=Place.HERE)
    ended = {"state": ConnectionState.ENDED, "hook_state": HookState.FAILED}
    connections.change(connection.id, ended)
    follow(page)
    button(details(page), label).click()
    [dialog] = dialogs(page)
    assert dialog.isVisible()
    dialog.close()


async def test_reports_that_are_set_up_are_left_alone(page: ServersPage) -> None:
    _, connection = signed_in(HookState.SET)
    follow(page)
    reports = details(page).connection.reports
    assert reports.isHidden()
    connections.change(connection.id, {"hook_state": HookState.IMPOSSIBLE})
    follow(page)
    assert not reports.isHidden()
