"""Linking an account, from the choice of the tracker to what was watched before."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.linking import page_with_code, redirect_listener
from scroblarr_desktop.store import accounts, deliveries, household, offers, settings
from scroblarr_desktop.store.records import AccountState, DeliveryState
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.linking.words import CONNECTED_APPS
from scroblarr_desktop.ui.trakt_app.dialog import TraktAppDialog
from tests.ui.desk import (
    CLIENT,
    SECRET,
    Desk,
    a_desk,
    is_closed,
    pages_noted,
    press,
    until,
    words,
)
from tests.ui.made_up import episode, movie

DAY = timedelta(days=1)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path) as made:
        yield made


@pytest.fixture
def opened() -> Iterator[list[str]]:
    with pages_noted() as pages:
        yield pages


def shown(desk: Desk, destination: str | None = "trakt") -> LinkingDialog:
    dialog = LinkingDialog(desk.backing, desk.anna.id, destination)
    dialog.open()
    return dialog


async def with_code(desk: Desk) -> tuple[LinkingDialog, str]:
    """Return a window that shows a code, and the code."""
    dialog = shown(desk)
    code = await desk.waits_for_code()
    await until(lambda: dialog.sign_in.panel.code.text() == code)
    return dialog, code


async def linked(desk: Desk) -> LinkingDialog:
    """Return a window in which Anna has just been linked."""
    dialog, code = await with_code(desk)
    desk.trakt.confirm(code, desk.trakt.users.get("anna") or desk.trakt.add_user("anna"))
    await until(lambda: dialog.done_page is not None)
    return dialog


# -- the choice


async def test_every_tracker_is_offered_with_what_there_is_to_know(desk: Desk) -> None:
    dialog = shown(desk, None)
    assert list(dialog.choice.cards) == ["trakt", "simkl", "tvtime"]
    assert "one community app at a time" in words(dialog)
    assert "somebody has to be a Trakt VIP" not in words(dialog), "there is an app already"
    assert "closed on 15 July 2026" in words(dialog)
    dialog.close()


async def test_what_is_linked_already_says_so_and_shows_what_it_takes(desk: Desk) -> None:
    await desk.link()
    dialog = shown(desk, None)
    assert dialog.choice.cards["trakt"].state == "linked: anna"
    dialog.choice.cards["trakt"].click()
    assert dialog.done_page is not None
    assert "Linked with anna at Trakt" in words(dialog)
    dialog.close()


async def test_back_leads_to_the_choice_and_the_code_goes_on(desk: Desk) -> None:
    dialog = shown(desk, None)
    dialog.choice.cards["trakt"].click()
    code = await desk.waits_for_code()
    await until(lambda: dialog.sign_in.panel.code.text() == code)
    dialog.back.click()
    assert dialog.choice.cards["trakt"].state == "waiting for you to confirm"
    dialog.choice.cards["trakt"].click()
    assert dialog.sign_in.panel.code.text() == code
    dialog.close()


# -- by code


async def test_the_code_stands_there_in_every_form(desk: Desk, opened: list[str]) -> None:
    dialog, code = await with_code(desk)
    sign_in = desk.account().sign_in
    assert sign_in is not None
    address = f"{desk.trakt.auth_url}/activate/{code}"
    assert page_with_code(sign_in) == address
    panel = dialog.sign_in.panel
    assert panel.qr.toolTip() == address
    assert panel.page.text() == sign_in.verification_url.removeprefix("http://")
    assert panel.code.accessibleName() == "Code: " + " ".join(code)
    assert 590 < panel.countdown.left_s <= 600
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == code
    panel.open_page.click()
    assert opened == [address]
    dialog.close()


async def test_confirming_shows_who_is_linked_in_the_same_window(desk: Desk) -> None:
    dialog = await linked(desk)
    assert "Linked with anna at Trakt" in words(dialog)
    assert dialog.close_button.text() == "Done"
    ended = is_closed(dialog)
    dialog.close_button.click()
    assert ended == [QDialog.DialogCode.Accepted]


async def test_what_is_playing_is_shared_unless_it_is_unticked(desk: Desk) -> None:
    dialog = await linked(desk)
    assert dialog.done_page is not None
    options = dialog.done_page.options
    assert desk.account().share_progress
    assert options.progress.isChecked()
    assert "people who may see the profile" in words(dialog)
    options.progress.click()
    options.films.click()
    account = desk.account()
    assert (account.share_progress, account.rewatch_films, account.rewatch_episodes) == (
        False,
        False,
        True,
    )
    dialog.close()


async def test_a_new_sign_in_leaves_the_switches_as_they_were(desk: Desk) -> None:
    account = await desk.link()
    accounts.change(account.id, {"state": AccountState.NEEDS_RELINK, "message": "It ended."})
    dialog, code = await with_code(desk)
    desk.trakt.confirm(code, desk.trakt.users["anna"])
    await until(lambda: dialog.done_page is not None)
    assert not desk.account().share_progress
    dialog.close()


async def test_a_declined_code_says_so_and_leads_to_a_new_one(desk: Desk) -> None:
    dialog, code = await with_code(desk)
    desk.trakt.deny(code)
    await until(lambda: "Trakt was not linked" in words(dialog))
    assert "declined" in words(dialog)
    assert not dialog.sign_in.panel.isVisibleTo(dialog)
    press(dialog, "Get a new code")
    await until(lambda: dialog.sign_in.panel.code.text() not in ("", code))
    assert dialog.sign_in.panel.isVisibleTo(dialog)
    dialog.close()


async def test_while_a_new_code_is_fetched_the_old_end_does_not_come_back(desk: Desk) -> None:
    dialog, code = await with_code(desk)
    desk.trakt.deny(code)
    await until(lambda: "Trakt was not linked" in words(dialog))
    press(dialog, "Get a new code")
    dialog.refresh(Changed.HOUSEHOLD)
    assert "Asking Trakt" in words(dialog)
    assert "Trakt was not linked" not in words(dialog)
    await until(lambda: dialog.sign_in.panel.code.text() not in ("", code))
    dialog.close()


async def test_a_code_confirmed_while_a_new_one_is_asked_for_counts(desk: Desk) -> None:
    dialog, code = await with_code(desk)
    # The refusal comes before the window has heard of the link.
    linked = accounts.link(desk.account().id, "somebody-there", "somebody", Tokens("token"))
    dialog.ask_for_code()
    await until(lambda: dialog.done_page is not None)
    assert linked.username in words(dialog)
    assert code not in words(dialog)
    dialog.close()


async def test_a_code_that_ran_out_leads_to_a_new_one(desk: Desk) -> None:
    dialog, code = await with_code(desk)
    desk.trakt.expire(code)
    await until(lambda: "The sign-in ran out" in words(dialog))
    press(dialog, "Get a new code")
    await until(lambda: dialog.sign_in.panel.code.text() not in ("", code))
    dialog.close()


async def test_an_outage_is_said_and_goes_by_itself(desk: Desk) -> None:
    dialog, _ = await with_code(desk)
    desk.trakt.outage(True)
    await until(lambda: "Trakt does not answer right now" in words(dialog))
    assert dialog.sign_in.panel.isVisibleTo(dialog), "the code stays good"
    desk.trakt.outage(False)
    await until(lambda: "Waiting for you to confirm" in words(dialog))
    dialog.close()


async def test_closing_loses_nothing(desk: Desk) -> None:
    dialog, code = await with_code(desk)
    ended = is_closed(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert ended == [QDialog.DialogCode.Rejected]
    again = shown(desk)
    assert again.sign_in.panel.code.text() == code
    again.close()
    desk.trakt.confirm(code, desk.trakt.add_user("anna"))
    await until(lambda: desk.state() is AccountState.LINKED)


async def test_two_windows_follow_the_same_sign_in(desk: Desk) -> None:
    first, code = await with_code(desk)
    second = shown(desk)
    desk.trakt.confirm(code, desk.trakt.add_user("anna"))
    await until(lambda: first.done_page is not None and second.done_page is not None)
    first.close()
    second.close()


async def test_another_members_account_is_refused_with_what_to_do(desk: Desk) -> None:
    await desk.link(desk.ben, "shared")
    dialog, code = await with_code(desk)
    desk.trakt.confirm(code, desk.trakt.users["shared"])
    await until(lambda: "give one member both viewers" in words(dialog))
    assert not dialog.sign_in.snag.isVisibleTo(dialog)
    dialog.close()


async def test_who_wants_another_user_may_unlink_the_first(desk: Desk) -> None:
    account = await desk.link()
    accounts.change(account.id, {"state": AccountState.NEEDS_RELINK, "message": "It ended."})
    dialog, code = await with_code(desk)
    desk.trakt.confirm(code, desk.trakt.add_user("somebody"))
    await until(lambda: "This link belongs to anna" in words(dialog))
    press(dialog, "Unlink anna and start afresh")
    await until(lambda: accounts.get(account.id).state is AccountState.UNLINKED)
    fresh = await desk.waits_for_code()
    desk.trakt.confirm(fresh, desk.trakt.users["somebody"])
    await until(lambda: "Linked with somebody" in words(dialog))
    dialog.close()


async def test_where_a_free_account_is_full_it_says_what_helps(
    desk: Desk, opened: list[str]
) -> None:
    dialog, _ = await with_code(desk)
    snag = dialog.sign_in.snag
    assert snag.toggle.text() == "Trakt says that another app is connected?"
    assert not snag.answer.isVisibleTo(dialog)
    snag.toggle.click()
    assert snag.answer.isVisibleTo(dialog)
    snag.open_page.click()
    assert opened == [CONNECTED_APPS]
    dialog.close()


# -- the household's app


async def test_without_an_app_it_says_what_is_missing(tmp_path: Path) -> None:
    async with a_desk(tmp_path, app=False) as desk:
        dialog = shown(desk, None)
        assert "somebody has to be a Trakt VIP" in words(dialog)
        dialog.close()
        dialog = shown(desk)
        await until(lambda: "Trakt needs an app of your household first" in words(dialog))
        assert "/api/" not in words(dialog)
        settings.put_app_credentials("trakt", CLIENT, SECRET)
        press(dialog, "Try again")
        await until(lambda: bool(dialog.sign_in.panel.code.text()))
        dialog.close()


async def test_entering_the_app_goes_on_with_the_sign_in(tmp_path: Path) -> None:
    async with a_desk(tmp_path, app=False) as desk:
        dialog = shown(desk)
        await until(lambda: "Trakt needs an app" in words(dialog))
        press(dialog, "Register Scroblarr at Trakt…")
        [app] = dialog.findChildren(TraktAppDialog)
        app.show_form()
        app.form.client_id.setText(CLIENT)
        app.form.secret.setText(SECRET)
        app.save.click()
        await until(lambda: bool(dialog.sign_in.panel.code.text()))
        dialog.close()


async def test_who_cannot_have_an_app_may_choose_another_tracker(tmp_path: Path) -> None:
    async with a_desk(tmp_path, app=False) as desk:
        dialog = shown(desk)
        await until(lambda: "Trakt needs an app" in words(dialog))
        press(dialog, "Register Scroblarr at Trakt…")
        [app] = dialog.findChildren(TraktAppDialog)
        app.others_asked.emit()
        app.reject()
        assert dialog.choice.cards["tvtime"].isVisibleTo(dialog)
        dialog.close()


async def test_an_app_that_trakt_deleted_is_said_to_be_rejected(desk: Desk) -> None:
    desk.trakt.delete_app(CLIENT)
    dialog = shown(desk)
    await until(lambda: "The app was rejected" in words(dialog))
    dialog.close()


async def test_no_answer_to_the_first_question_can_be_tried_again(desk: Desk) -> None:
    desk.trakt.outage(True)
    dialog = shown(desk)
    await until(lambda: "Try again in a moment." in words(dialog))
    desk.trakt.outage(False)
    press(dialog, "Try again")
    await until(lambda: bool(dialog.sign_in.panel.code.text()))
    dialog.close()


# -- in the browser


@pytest.fixture
def ports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ports that nobody uses, in place of the fixed ones."""
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(3)]
        free = tuple(one.getsockname()[1] for one in taken)
    monkeypatch.setattr(redirect_listener, "PORTS", free)


async def test_the_browser_is_the_second_way_and_the_code_comes_back(
    desk: Desk, ports: None, opened: list[str]
) -> None:
    dialog, code = await with_code(desk)
    dialog.sign_in.browser.click()
    await until(lambda: "Waiting for you to agree in the browser" in words(dialog))
    assert [one.partition("?")[0] for one in opened] == [f"{desk.trakt.auth_url}/oauth/authorize"]
    dialog.sign_in.open_again.click()
    assert opened[0] == opened[1]
    again = shown(desk)
    assert "Waiting for you to agree in the browser" in words(again)
    again.close()
    dialog.sign_in.code.click()
    await until(lambda: dialog.sign_in.panel.code.text() not in ("", code))
    dialog.close()


# -- what was watched before


async def test_what_was_watched_before_is_listed_and_sent_after_a_yes(desk: Desk) -> None:
    desk.watch(movie(), ago=3 * DAY)
    desk.watch(episode(4), ago=DAY)
    dialog = await linked(desk)
    assert dialog.done_page is not None
    offer = dialog.done_page.earlier
    lines = [offer.list.topLevelItem(row) for row in range(offer.list.topLevelItemCount())]
    assert [line.text(0) for line in lines if line] == [
        "Harbour Street 1x04 Part 4",
        "The Lantern Year (2021)",
    ]
    assert deliveries.counts()[DeliveryState.WAITING] == 0
    assert offer.send.text() == "Send the 2 watches"
    offer.send.click()
    assert "2 watches are on their way" in words(dialog)
    assert offers.waiting(desk.account().id) is None
    assert sum(deliveries.counts().values()) == 2
    dialog.close()


async def test_a_later_day_leaves_out_what_is_older(desk: Desk) -> None:
    desk.watch(movie(), ago=30 * DAY)
    desk.watch(episode(4), ago=DAY)
    dialog = await linked(desk)
    assert dialog.done_page is not None
    offer = dialog.done_page.earlier
    offer.since.setDate(QDate.currentDate().addDays(-7))
    assert offer.list.topLevelItemCount() == 1
    assert offer.send.text() == "Send the one watch"
    offer.send.click()
    assert sum(deliveries.counts().values()) == 1
    dialog.close()


async def test_kept_here_or_decided_later(desk: Desk) -> None:
    desk.watch(movie(), ago=DAY)
    dialog = await linked(desk)
    dialog.close_button.click()
    assert offers.waiting(desk.account().id) is not None, "decided later"
    again = shown(desk)
    assert again.done_page is not None
    again.done_page.earlier.keep.click()
    assert "stays in the log here" in words(again)
    assert offers.waiting(desk.account().id) is None
    assert sum(deliveries.counts().values()) == 0
    again.close()


async def test_what_is_watched_again_counts_as_the_switch_says(desk: Desk) -> None:
    desk.watch(movie(), ago=2 * DAY, rewatched=True)
    desk.watch(episode(4), ago=DAY)
    dialog = await linked(desk)
    assert dialog.done_page is not None
    assert dialog.done_page.earlier.send.text() == "Send the 2 watches"
    dialog.done_page.options.films.click()
    assert dialog.done_page.earlier.send.text() == "Send the one watch"
    dialog.close()


async def test_a_tracker_without_dates_says_so_before_anything_is_sent(desk: Desk) -> None:
    desk.watch(movie(), ago=DAY)
    desk.tvtime.add_user("anna", "her password")
    await desk.engine.linking.sign_in_tvtime(desk.anna.id, None, "anna", "her password")
    dialog = shown(desk, "tvtime")
    assert "TV Time takes no dates" in words(dialog)
    assert dialog.done_page is not None
    assert not dialog.done_page.options.progress.isVisibleTo(dialog), "it has no such thing"
    dialog.close()


async def test_nothing_is_asked_where_nothing_was_watched(desk: Desk) -> None:
    dialog = await linked(desk)
    assert dialog.done_page is not None
    assert not dialog.done_page.earlier.isVisibleTo(dialog)
    dialog.close()


async def test_the_window_goes_with_the_member(desk: Desk) -> None:
    dialog, _ = await with_code(desk)
    ended = is_closed(dialog)
    await desk.engine.linking.delete_member(desk.anna.id)
    await until(lambda: bool(ended))
    assert [one.name for one in household.members()] == ["Ben"]
