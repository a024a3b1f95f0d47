from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from PySide6.QtGui import QGuiApplication

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.store import connections, servers, settings
from scroblarr_desktop.store.records import HookState, Place
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.addresses import AddressesSection, AddressRow
from scroblarr_desktop.watches import ServerKind
from tests.ui.desk import a_desk, press, question, until, words
from tests.ui.reaching import anna_plays, by_hand


@pytest_asyncio.fixture
async def section(engine: Engine, icons: Icons) -> AsyncIterator[AddressesSection]:
    background = Background()
    section = AddressesSection(Backing(engine, icons, background))
    section.refresh(~Changed.NOTHING)
    section.show()
    yield section
    await background.stop()
    section.close()
    section.deleteLater()


async def only_row(section: AddressesSection) -> AddressRow:
    section.refresh(Changed.SERVERS)
    [row] = section.rows
    await until(row.isVisible)
    return row


async def test_with_no_server_there_is_no_address(section: AddressesSection) -> None:
    assert words(section).endswith("No media server is connected yet.")
    server = by_hand()
    section.refresh(Changed.SERVERS)
    assert [row.name.text() for row in section.rows] == ["Attic"]
    servers.delete(server.id)
    section.refresh(Changed.SERVERS)
    assert section.rows == []


async def test_servers_of_one_account_stand_in_one_row(section: AddressesSection) -> None:
    attic, cellar = servers.add(ServerKind.PLEX, "Attic"), servers.add(ServerKind.PLEX, "Cellar")
    servers.add(ServerKind.JELLYFIN, "Shed")
    servers.share_secret([attic.id, cellar.id])
    section.refresh(Changed.SERVERS)
    assert [row.name.text() for row in section.rows] == ["Attic, Cellar", "Shed"]
    before = section.rows
    servers.change(attic.id, muted=True)
    section.refresh(Changed.SERVERS)
    assert section.rows == before, "nothing that is being looked at is made anew"


async def test_it_is_hidden_until_asked_for_and_copied(
    section: AddressesSection, engine: Engine
) -> None:
    server = by_hand()
    row = await only_row(section)
    whole = engine.webhook_address(server.kind, server.id)
    assert row.address.field.text() == f"{whole.rpartition('/')[0]}/••••••••••••"
    row.address.show_button.click()
    assert row.address.field.text() == whole
    assert row.address.show_button.accessibleName() == "Hide the address of Attic"
    row.address.copy.click()
    assert QGuiApplication.clipboard().text() == whole
    section.hide()
    assert row.address.field.text() != whole


async def test_by_hand_the_old_one_works_until_the_new_one_is_there(
    section: AddressesSection, engine: Engine
) -> None:
    server = by_hand(Place.HERE)
    row = await only_row(section)
    old = engine.webhook_address(server.kind, server.id)
    press(section, "New address…")
    question(section).reject()
    press(section, "New address…")
    press(question(section), "Make a new address")
    await until(row.renewing.stop.isVisible)
    said = row.renewing.said.text()
    assert said.startswith("Enter the new address in the media server now. The old one works")
    assert "at the latest until" in said
    assert row.steps.isVisible()
    new = engine.webhook_address(server.kind, server.id)
    assert new != old
    row.address.copy.click()
    assert QGuiApplication.clipboard().text() == new
    assert await anna_plays(engine, server.id, old) == 200
    assert await anna_plays(engine, server.id, new) == 200
    section.refresh(Changed.SERVERS)
    assert not row.renewing.stop.isVisible()
    assert await anna_plays(engine, server.id, old) == 404


async def test_the_old_one_can_be_stopped_at_once(
    section: AddressesSection, engine: Engine
) -> None:
    server = by_hand(Place.HERE)
    row = await only_row(section)
    old = engine.webhook_address(server.kind, server.id)
    press(section, "New address…")
    press(question(section), "Make a new address")
    await until(row.renewing.stop.isVisible)
    press(section, "Stop the old one now")
    assert not row.renewing.stop.isVisible()
    assert await anna_plays(engine, server.id, old) == 404
    assert settings.get("former_webhook_secrets") is None


async def test_where_the_app_can_it_enters_the_new_one_itself(tmp_path: Path) -> None:
    async with (
        FakePlexTv() as tv,
        FakePlexServer("Attic") as attic,
        a_desk(tmp_path, plex_tv=tv.url) as desk,
    ):
        engine = desk.engine
        owner = tv.add_account("anna", plex_pass=True)
        tv.give_server(owner, attic)
        code = await engine.plex.new_code()
        tv.confirm_pin(code.text, owner)
        signed_in = await engine.plex.follow(code)
        found = await engine.plex.find(signed_in)
        connection, [server_id] = engine.plex.connect(signed_in, [Chosen(one) for one in found.own])
        await engine.plex.register(connection.id)
        servers.delete(desk.plex.id)
        section = AddressesSection(desk.backing)
        section.refresh(~Changed.NOTHING)
        section.show()
        [row] = section.rows
        assert row.who_enters.isVisible()
        assert not row.steps.isVisible()
        old = engine.webhook_address(ServerKind.PLEX, server_id)
        assert owner.webhooks == [old]
        press(section, "New address…")
        press(question(section), "Make a new address")
        await until(lambda: owner.webhooks != [old])
        await until(lambda: "Scroblarr entered the new address at Plex" in words(section))
        assert owner.webhooks == [engine.webhook_address(ServerKind.PLEX, server_id)]
        assert not row.renewing.stop.isVisible()
        assert connections.get(connection.id).hook_state is HookState.SET
        section.close()
        section.deleteLater()
