from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QWidget

from scroblarr_desktop.credentials import AppCredentials, Tokens
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking import Checked, Verdict
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import accounts, household, settings
from scroblarr_desktop.store.records import AccountState
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.trakt_app import form as trakt_app_form
from scroblarr_desktop.ui.trakt_app.dialog import TraktAppDialog
from scroblarr_desktop.ui.trakt_app.words import result_of
from scroblarr_desktop.ui.widgets.copying import AddressField, CopyButton

CLIENT, SECRET = "household-app", "app-secret"
NOBODY = "http://127.0.0.1:9"


@pytest_asyncio.fixture
async def trakt() -> AsyncIterator[FakeTrakt]:
    async with FakeTrakt(Catalogue()) as fake:
        fake.add_app(CLIENT, SECRET)
        yield fake


class Stage:
    """A running engine, and the window on it."""

    def __init__(self, engine: Engine, icons: Icons) -> None:
        self.engine = engine
        self.shown: list[str] = []
        self.entered = 0
        self.others = 0
        self.background = Background()
        self.window = QWidget()
        self._backing = Backing(engine, icons, self.background, self.shown.append)

    def open(self) -> TraktAppDialog:
        dialog = TraktAppDialog(self._backing, self.window)
        dialog.entered.connect(self._count_entered)
        dialog.others_asked.connect(self._count_others)
        dialog.open()
        return dialog

    def _count_entered(self) -> None:
        self.entered += 1

    def _count_others(self) -> None:
        self.others += 1


@pytest.fixture
def brought() -> AppCredentials | None:
    """The app that the build brings along."""
    return None


@pytest_asyncio.fixture
async def stage(
    trakt: FakeTrakt,
    icons: Icons,
    tmp_path: Path,
    brought: AppCredentials | None,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Stage]:
    monkeypatch.setattr(trakt_app_form, "CHECK_AFTER_MS", 1)
    endpoints = Endpoints(trakt.api_url, trakt.auth_url, NOBODY, brought)
    engine = Engine(EngineOptions(DataDir(tmp_path), port=0, endpoints=endpoints))
    await engine.start()
    stage = Stage(engine, icons)
    yield stage
    await stage.background.stop()
    await engine.stop()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


def shown(dialog: TraktAppDialog) -> QWidget:
    pages = (dialog.brought, dialog.question, dialog.no_vip, dialog.form)
    return next(one for one in pages if one.isVisible())


async def checked(dialog: TraktAppDialog) -> None:
    await until(lambda: dialog.form.checked)


async def test_the_way_to_an_app(stage: Stage, trakt: FakeTrakt) -> None:
    dialog = stage.open()
    assert shown(dialog) is dialog.question
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert shown(dialog) is dialog.form
    assert not dialog.save.isEnabled()
    dialog.form.client_id.setText(f"  {CLIENT}\n")
    dialog.form.secret.setText(f"{SECRET} ")
    await checked(dialog)
    assert "the secret is right" in dialog.form.progress.text.text()
    assert (dialog.save.text(), dialog.save.isDefault()) == ("&Save", True)
    dialog.save.click()
    assert settings.app_credentials("trakt") == (CLIENT, SECRET)
    assert (stage.entered, dialog.isVisible()) == (1, False)


async def test_the_addresses_to_register_can_be_copied(stage: Stage) -> None:
    dialog = stage.open()
    dialog.question.yes.click()
    fields = dialog.form.findChildren(AddressField)
    assert [one.text() for one in fields] == [
        "Scroblarr",
        "urn:ietf:wg:oauth:2.0:oob",
        "http://127.0.0.1:24181/callback",
        "http://127.0.0.1:24182/callback",
        "http://127.0.0.1:24183/callback",
    ]
    for field, copy in zip(fields, dialog.form.findChildren(CopyButton), strict=True):
        copy.click()
        assert QGuiApplication.clipboard().text() == field.text()
        assert field.text() in copy.accessibleName()
    dialog.reject()


async def test_without_vip_there_are_other_ways(stage: Stage) -> None:
    dialog = stage.open()
    dialog.question.no.click()
    assert shown(dialog) is dialog.no_vip
    dialog.back.click()
    assert shown(dialog) is dialog.question
    dialog.question.no.click()
    dialog.no_vip.others.click()
    assert (stage.shown, stage.others, dialog.isVisible()) == (["household"], 1, False)
    dialog = stage.open()
    dialog.question.no.click()
    dialog.no_vip.log_only.click()
    assert (stage.entered, dialog.isVisible()) == (0, False)


async def test_a_wrong_id_and_a_wrong_secret_are_told_apart(stage: Stage) -> None:
    dialog = stage.open()
    dialog.show_form()
    dialog.form.client_id.setText("another")
    dialog.form.secret.setText(SECRET)
    await checked(dialog)
    assert "does not know this client id" in dialog.form.trouble.title.text()
    assert (dialog.save.text(), dialog.save.isDefault()) == ("&Save all the same", False)
    dialog.form.client_id.setText(CLIENT)
    assert (dialog.save.text(), dialog.form.trouble.isHidden()) == ("&Save unchecked", True)
    dialog.form.secret.setText("wrong")
    await checked(dialog)
    assert "secret does not belong" in dialog.form.trouble.title.text()
    dialog.form.secret.setText(SECRET)
    await checked(dialog)
    assert dialog.form.good
    dialog.reject()


async def test_without_a_network_it_may_be_saved_unchecked(stage: Stage, trakt: FakeTrakt) -> None:
    await trakt.stop()
    dialog = stage.open()
    dialog.show_form()
    dialog.form.client_id.setText(CLIENT)
    dialog.form.secret.setText(SECRET)
    await checked(dialog)
    assert "could not be reached" in dialog.form.trouble.title.text()
    await trakt.start()
    dialog.form.check_button.click()
    await until(lambda: dialog.form.good)
    await trakt.stop()
    dialog.form.check_button.click()
    await until(lambda: dialog.form.checked and not dialog.form.good)
    dialog.save.click()
    assert settings.app_credentials("trakt") == (CLIENT, SECRET)
    await trakt.start()


async def test_a_secret_may_be_missing_where_trakt_shows_none(
    stage: Stage, trakt: FakeTrakt
) -> None:
    trakt.asks_secret = False
    dialog = stage.open()
    dialog.show_form()
    dialog.form.client_id.setText(CLIENT)
    assert not dialog.form.checked, "it waits for the secret until asked"
    dialog.form.check_button.click()
    await checked(dialog)
    assert "wants a secret" in dialog.form.progress.text.text()
    dialog.save.click()
    assert settings.app_credentials("trakt") == (CLIENT, "")


async def test_a_late_answer_about_what_was_entered_before_is_dropped(
    stage: Stage, trakt: FakeTrakt
) -> None:
    trakt.faults.add("POST /oauth/device/code", delay_s=0.2)
    dialog = stage.open()
    dialog.show_form()
    dialog.form.client_id.setText(CLIENT)
    dialog.form.check()
    await trakt.called("POST /oauth/device/code")
    dialog.form.client_id.setText("another")
    dialog.form.check()
    await checked(dialog)
    assert not dialog.form.good
    await until(lambda: len(trakt.calls_to("POST /oauth/device/code")) == 2)
    assert not dialog.form.good
    dialog.reject()


async def test_the_secret_is_masked_until_asked_for(stage: Stage) -> None:
    dialog = stage.open()
    dialog.show_form()
    secret = dialog.form.secret
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    secret.show_button.click()
    assert secret.echoMode() is QLineEdit.EchoMode.Normal
    dialog.reject()


async def test_another_app_warns_who_has_to_sign_in_again(stage: Stage) -> None:
    settings.put_app_credentials("trakt", CLIENT, SECRET)
    for name in ("Anna", "Ben"):
        account = accounts.open_for(household.add_member(name).id, "trakt", rewatches=True)
        accounts.link(account.id, name, name, Tokens("token", client_id=CLIENT))
    dialog = stage.open()
    assert shown(dialog) is dialog.form, "who has an app is not asked for VIP"
    dialog.form.client_id.setText("another")
    dialog.save.click()
    (question,) = dialog.findChildren(QMessageBox)
    assert "Anna, Ben" in question.informativeText()
    question.reject()
    assert settings.app_credentials("trakt") == (CLIENT, SECRET)
    dialog.save.click()
    question = dialog.findChildren(QMessageBox)[-1]
    role = QMessageBox.ButtonRole.AcceptRole
    next(one for one in question.buttons() if question.buttonRole(one) is role).click()
    await until(lambda: stage.entered == 1)
    assert settings.app_credentials("trakt") == ("another", "")
    assert {one.state for one in accounts.all_accounts()} == {AccountState.NEEDS_RELINK}


async def test_the_same_app_entered_anew_asks_nothing(stage: Stage) -> None:
    settings.put_app_credentials("trakt", CLIENT, "old")
    account = accounts.open_for(household.add_member("Anna").id, "trakt", rewatches=True)
    accounts.link(account.id, "anna", "anna", Tokens("token", client_id=CLIENT))
    dialog = stage.open()
    dialog.form.client_id.setText(CLIENT)
    dialog.form.secret.setText(SECRET)
    dialog.save.click()
    assert settings.app_credentials("trakt") == (CLIENT, SECRET)
    assert accounts.get(account.id).state is AccountState.LINKED


@pytest.mark.parametrize("brought", [AppCredentials("built-in", "secret")])
async def test_an_app_that_the_build_brings_is_told_of(
    stage: Stage, brought: AppCredentials
) -> None:
    dialog = stage.open()
    assert shown(dialog) is dialog.brought
    assert not dialog.save.isVisible()
    dialog.brought.own.click()
    assert shown(dialog) is dialog.question
    dialog.reject()


async def test_escape_closes_it_and_changes_nothing(stage: Stage) -> None:
    dialog = stage.open()
    dialog.show_form()
    dialog.form.client_id.setText(CLIENT)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert settings.app_credentials("trakt") is None


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("with_secret", [True, False])
def test_every_verdict_has_words_and_a_mark(
    icons: Icons, verdict: Verdict, with_secret: bool
) -> None:
    result = result_of(Checked(verdict, "Why."), with_secret=with_secret)
    assert result.said.title
    assert result.good is (verdict in (Verdict.FINE, Verdict.UNTOLD))
    assert result.good or result.said.next_step
    assert not (icons.badge if result.mark in ("offline", "attention") else icons.mark)(
        result.mark
    ).isNull()
