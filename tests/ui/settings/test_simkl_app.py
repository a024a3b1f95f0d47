"""Entering the household's Simkl app, and signing in with it, in windows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import accounts, household, settings
from scroblarr_desktop.store.records import AccountState
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.household.account_card import AccountCard
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings import simkl_app as simkl_app_dialog
from scroblarr_desktop.ui.settings.page import SettingsPage
from scroblarr_desktop.ui.settings.simkl import SimklSection
from scroblarr_desktop.ui.settings.simkl_app import SimklAppDialog
from tests.ui.desk import buttons, is_closed, press, question, until, words

NOBODY = "http://127.0.0.1:9"


@pytest_asyncio.fixture
async def simkl() -> AsyncIterator[FakeSimkl]:
    async with FakeSimkl(Catalogue()) as simkl:
        simkl.add_app("an-id")
        simkl.add_app("a-newer-id", newer=True)
        simkl.pin_interval_s = 0
        yield simkl


@pytest_asyncio.fixture
async def backing(
    simkl: FakeSimkl, icons: Icons, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Backing]:
    monkeypatch.setattr(simkl_app_dialog, "CHECK_AFTER_MS", 1)
    endpoints = Endpoints(NOBODY, NOBODY, NOBODY, plex_tv=NOBODY, simkl_api=simkl.url)
    engine = Engine(EngineOptions(DataDir(tmp_path), port=0, endpoints=endpoints))
    await engine.start()
    background = Background()
    yield Backing(engine, icons, background)
    await background.stop()
    await engine.stop()


def opened(backing: Backing) -> SimklAppDialog:
    dialog = SimklAppDialog(backing)
    dialog.open()
    return dialog


@pytest.mark.parametrize("client_id", ["an-id", "a-newer-id"])
async def test_what_is_pasted_is_checked_and_saved(backing: Backing, client_id: str) -> None:
    dialog = opened(backing)
    ended = is_closed(dialog)
    assert not dialog.save.isEnabled()
    dialog.client_id.setText(f"  {client_id}\n")
    await until(lambda: dialog.checked)
    assert "Simkl knows this client id." in words(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert settings.app_credentials("simkl") == (client_id, "")
    assert ended


async def test_a_refused_id_is_explained_and_may_be_saved_all_the_same(
    backing: Backing, simkl: FakeSimkl
) -> None:
    dialog = opened(backing)
    dialog.client_id.setText("mistyped")
    await until(lambda: dialog.checked)
    assert "Simkl does not accept this client id" in words(dialog)
    assert "cut off" in words(dialog)
    assert not dialog.save.isDefault()
    press(dialog, "&Save all the same")
    assert settings.app_credentials("simkl") == ("mistyped", "")


async def test_while_simkl_is_down_it_can_be_saved_unchecked(
    backing: Backing, simkl: FakeSimkl
) -> None:
    dialog = opened(backing)
    simkl.outage(True)
    dialog.client_id.setText("an-id")
    await until(lambda: dialog.checked)
    assert "Simkl is out of order" in words(dialog)
    await simkl.stop()
    press(dialog, "Check now")
    await until(lambda: "could not be reached" in words(dialog))
    dialog.client_id.setText("another")
    assert "&Save unchecked" in buttons(dialog)
    dialog.reject()


async def test_another_id_asks_first_where_somebody_has_to_sign_in_again(
    backing: Backing, simkl: FakeSimkl
) -> None:
    settings.put_app_credentials("simkl", "an-id", None)
    anna = household.add_member("Anna")
    simkl.auto_confirm = simkl.add_user("anna")
    account = await backing.engine.linking.start_sign_in(anna.id, "simkl")
    await until(lambda: accounts.get(account.id).state is AccountState.LINKED)
    dialog = opened(backing)
    assert dialog.client_id.text() == "an-id"
    dialog.client_id.setText("a-newer-id")
    await until(lambda: dialog.checked)
    press(dialog, "&Save")
    box = question(dialog)
    assert "Anna" in box.informativeText() + box.text()
    press(box, "Change the app")
    await until(lambda: settings.app_credentials("simkl") == ("a-newer-id", ""))
    assert accounts.get(account.id).state is AccountState.NEEDS_RELINK


async def test_linking_leads_to_the_app_and_then_to_the_code(
    backing: Backing, simkl: FakeSimkl
) -> None:
    anna = household.add_member("Anna")
    dialog = LinkingDialog(backing, anna.id)
    dialog.open()
    assert list(dialog.choice.cards) == ["trakt", "simkl", "tvtime"]
    dialog.choice.cards["simkl"].click()
    await until(lambda: "Register Scroblarr at Simkl…" in buttons(dialog))
    press(dialog, "Register Scroblarr at Simkl…")
    [window] = dialog.findChildren(SimklAppDialog)
    window.client_id.setText("an-id")
    await until(lambda: window.checked)
    press(window, "&Save")
    await until(lambda: bool(accounts.of_member(anna.id)))
    sign_in = accounts.of_member(anna.id)[0].sign_in
    assert sign_in is not None
    await until(lambda: sign_in.user_code in words(dialog))
    simkl.confirm(sign_in.user_code, simkl.add_user("anna"))
    await until(lambda: accounts.of_member(anna.id)[0].state is AccountState.LINKED)
    await until(lambda: dialog.done_page is not None)
    assert dialog.done_page is not None
    options = dialog.done_page.options
    assert options.progress.isVisibleTo(options)
    assert not options.films.isVisibleTo(options), "Simkl keeps one mark of each film"
    dialog.reject()


async def test_the_settings_tell_which_id_there_is(backing: Backing) -> None:
    page = SettingsPage(backing)
    assert "nobody can link Simkl yet" in page.section(SimklSection).state.text()
    dialog = page.section(SimklSection).open_dialog()
    assert isinstance(dialog, SimklAppDialog)
    dialog.client_id.setText("an-id-that-is-long")
    dialog.save.click()
    page.refresh(~Changed.NOTHING)
    assert page.section(SimklSection).client_id.text() == "Client id an-id-th…"
    page.close()
    page.deleteLater()


async def test_unlinking_says_what_simkl_keeps(backing: Backing, simkl: FakeSimkl) -> None:
    settings.put_app_credentials("simkl", "an-id", None)
    anna = household.add_member("Anna")
    simkl.auto_confirm = simkl.add_user("anna")
    account = await backing.engine.linking.start_sign_in(anna.id, "simkl")
    await until(lambda: accounts.get(account.id).state is AccountState.LINKED)
    [offered] = [one for one in backing.engine.linking.offered() if one.name == "simkl"]
    card = AccountCard(backing, offered.traits)
    card.show_account(accounts.get(account.id))
    card.show()
    card.unlink.click()
    box = question(card)
    assert "connected apps" in box.informativeText() + box.text()
    box.reject()
    card.close()
    card.deleteLater()
