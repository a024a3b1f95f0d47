"""TV Time: the address first, then the password."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.store.records import AccountState
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.linking.tvtime import TvTimeForm
from tests.ui.desk import Desk, a_desk, press, until, words


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path) as made:
        made.tvtime.add_user("anna", "her password")
        yield made


def shown(desk: Desk) -> tuple[LinkingDialog, TvTimeForm]:
    dialog = LinkingDialog(desk.backing, desk.anna.id, "tvtime")
    dialog.open()
    assert dialog.form is not None
    return dialog, dialog.form


async def unlocked(desk: Desk) -> tuple[LinkingDialog, TvTimeForm]:
    dialog, form = shown(desk)
    form.check.click()
    await until(lambda: form.unlocked)
    return dialog, form


def enter(form: TvTimeForm, username: str, password: str) -> None:
    form.username.clear()
    form.password.clear()
    QTest.keyClicks(form.username, username)
    QTest.keyClicks(form.password, password)


async def test_the_password_is_locked_until_the_address_answered(desk: Desk) -> None:
    dialog, form = shown(desk)
    assert form.address.text() == desk.tvtime.url
    assert not form.username.isEnabled()
    assert not form.password.isEnabled()
    assert form.check.isDefault()
    form.check.click()
    await until(lambda: form.unlocked)
    assert form.password.isEnabled()
    assert "TV Time answers at this address" in words(dialog)
    assert not form.sign_in.isEnabled(), "nobody is named yet"
    dialog.close()


async def test_the_closed_service_is_not_filled_in(desk: Desk) -> None:
    desk.engine.linking.choose_tvtime_url(Endpoints.tvtime)
    dialog, form = shown(desk)
    assert form.address.text() == ""
    assert form.address.placeholderText() == Endpoints.tvtime
    QTest.keyClicks(form.address, desk.tvtime.url)
    form.check.click()
    await until(lambda: form.unlocked)
    dialog.close()


async def test_a_closed_address_keeps_it_locked_and_another_may_be_entered(desk: Desk) -> None:
    desk.tvtime.close_for_good()
    dialog, form = shown(desk)
    form.check.click()
    await until(lambda: "Nothing that speaks TV Time's language answers there" in words(dialog))
    assert "Enter the address of a compatible server" in words(dialog)
    assert "closed on 15 July 2026" in words(dialog)
    assert not form.password.isEnabled()
    desk.tvtime.faults.clear()
    form.check.click()
    await until(lambda: form.unlocked)
    assert not form.trouble.isVisibleTo(dialog)
    dialog.close()


async def test_another_address_locks_it_again(desk: Desk) -> None:
    dialog, form = await unlocked(desk)
    QTest.keyClicks(form.address, "0")
    assert not form.unlocked
    assert not form.password.isEnabled()
    dialog.close()


async def test_an_address_that_is_none_says_what_is_wrong(desk: Desk) -> None:
    dialog, form = shown(desk)
    form.address.clear()
    assert QTest.keyClicks(form.address, "http://example.org") is None
    form.check.click()
    await until(lambda: "must begin with https" in words(dialog))
    dialog.close()


async def test_user_name_and_password_link_the_account(desk: Desk) -> None:
    dialog, form = await unlocked(desk)
    enter(form, "anna", "her password")
    QTest.keyClick(form.password, Qt.Key.Key_Return)
    await until(lambda: dialog.done_page is not None)
    account = desk.account(destination="tvtime")
    assert (account.state, account.username) == (AccountState.LINKED, "anna")
    assert form.password.text() == ""
    dialog.close()


async def test_a_wrong_password_is_said_in_place(desk: Desk) -> None:
    dialog, form = await unlocked(desk)
    enter(form, "anna", "a guess")
    form.sign_in.click()
    await until(lambda: "did not accept the user name or the password" in words(dialog))
    assert "Check both and try again" in words(dialog)
    assert "The sign-in ended" not in words(dialog)
    enter(form, "anna", "her password")
    press(dialog, "Sign in")
    await until(lambda: dialog.done_page is not None)
    dialog.close()


async def test_an_outage_while_signing_in_can_be_tried_again(desk: Desk) -> None:
    dialog, form = await unlocked(desk)
    enter(form, "anna", "her password")
    desk.tvtime.faults.add("POST /v1/login", status=503)
    form.sign_in.click()
    await until(lambda: "Try again in a moment." in words(dialog))
    assert form.unlocked
    press(dialog, "Sign in")
    await until(lambda: dialog.done_page is not None)
    dialog.close()


async def test_a_server_may_ask_for_a_start_token(desk: Desk) -> None:
    desk.tvtime.start_token_required = True
    dialog, form = await unlocked(desk)
    assert not form.start_token.isVisibleTo(dialog)
    form.more.click()
    assert form.start_token.isVisibleTo(dialog)
    QTest.keyClicks(form.start_token, desk.tvtime.start_token)
    enter(form, "anna", "her password")
    form.sign_in.click()
    await until(lambda: dialog.done_page is not None)
    dialog.close()


async def test_another_members_account_is_refused(desk: Desk) -> None:
    await desk.engine.linking.sign_in_tvtime(desk.ben.id, None, "anna", "her password")
    dialog, form = await unlocked(desk)
    enter(form, "anna", "her password")
    form.sign_in.click()
    await until(lambda: "give one member both viewers" in words(dialog))
    dialog.close()
