"""A member's window: everything that is theirs, changed in place."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.store import accounts, deliveries, holds, household, inbox, servers, writing
from scroblarr_desktop.store.records import AccountState, DeliveryState, InboxState, Member, Server
from scroblarr_desktop.ui.household.assign_dialog import AssignDialog
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.member.add_viewer import AddViewerDialog
from scroblarr_desktop.ui.member.dialog import MemberDialog
from scroblarr_desktop.watches import ServerKind, ViewerRef
from tests.bodies import as_bytes, plex_scrobble
from tests.ui.desk import Desk, a_desk, buttons, is_closed, press, question, until, words
from tests.ui.made_up import episode, movie

HOUR = timedelta(hours=1)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path) as made:
        yield made


def shown(desk: Desk) -> MemberDialog:
    dialog = MemberDialog(desk.backing, desk.anna.id)
    dialog.open()
    return dialog


def anna(desk: Desk) -> Member:
    return household.member(desk.anna.id)


# -- the name


async def test_another_name_is_kept_with_enter(desk: Desk) -> None:
    dialog = shown(desk)
    press(dialog, "Rename")
    dialog.head.field.selectAll()
    QTest.keyClicks(dialog.head.field, "Annabel")
    ended = is_closed(dialog)
    QTest.keyClick(dialog.head.field, Qt.Key.Key_Return)
    assert anna(desk).name == "Annabel"
    await until(lambda: dialog.windowTitle() == "Annabel")
    assert not ended, "Enter pressed no button"
    dialog.close()


async def test_esc_gives_up_another_name_and_then_closes(desk: Desk) -> None:
    dialog = shown(desk)
    press(dialog, "Rename")
    QTest.keyClicks(dialog.head.field, "bel")
    ended = is_closed(dialog)
    QTest.keyClick(dialog.head.field, Qt.Key.Key_Escape)
    assert not ended
    assert (anna(desk).name, dialog.head.name.text()) == ("Anna", "Anna")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(ended) == 1


async def test_nobody_is_without_a_name(desk: Desk) -> None:
    dialog = shown(desk)
    press(dialog, "Rename")
    dialog.head.field.setText("   ")
    press(dialog, "Keep")
    assert anna(desk).name == "Anna"
    dialog.close()


# -- sending


async def test_the_switch_stops_sending_for_good(desk: Desk) -> None:
    dialog = shown(desk)
    assert dialog.sending.enabled.text() == "Send what Anna watches"
    dialog.sending.enabled.click()
    assert not anna(desk).enabled
    assert "never delivered" in words(dialog)
    dialog.sending.enabled.click()
    assert anna(desk).enabled
    dialog.close()


async def test_a_pause_is_hers_alone_and_ends_with_a_question(desk: Desk) -> None:
    await desk.link()
    dialog = shown(desk)
    until_tomorrow = dialog.sending.pause.menu().actions()[1]
    until_tomorrow.trigger()
    [pause] = holds.pauses()
    assert pause.member_id == desk.anna.id
    assert "Paused. Until tomorrow" in words(dialog)
    watch_id = desk.watch(movie(), ago=HOUR)
    now = datetime.now(UTC)
    deliveries.plan(watch_id, earlier=[], rewatched=False, due_at=now, hold_id=pause.id)
    press(dialog, "Resume")
    assert holds.pauses() == []
    await until(lambda: "1 watch of the pause waits to be sent." in words(dialog))
    press(dialog, "Keep them here only")
    assert deliveries.counts()[DeliveryState.CANCELLED] == 1
    assert "waits to be sent" not in words(dialog)
    dialog.close()


async def test_a_pause_of_everybody_is_said(desk: Desk) -> None:
    desk.engine.pause(None)
    dialog = shown(desk)
    assert "paused for everybody" in words(dialog)
    dialog.close()


# -- viewers


async def test_removing_a_viewer_says_what_follows(desk: Desk) -> None:
    dialog = shown(desk)
    assert "Attic" in words(dialog)
    dialog.viewers.remove[desk.viewer.id].click()
    box = question(dialog)
    assert "is kept until you say whose it is" in box.informativeText()
    press(box, "Remove")
    assert household.viewers_of(desk.anna.id) == []
    await until(lambda: "Nowhere yet" in words(dialog))
    dialog.close()


async def test_a_viewer_of_two_says_so_and_goes_on_for_the_other(desk: Desk) -> None:
    household.give_viewer(desk.ben.id, desk.plex.id, "1", None)
    dialog = shown(desk)
    assert "Attic, together with Ben" in words(dialog)
    dialog.viewers.remove[desk.viewer.id].click()
    assert "From now on it goes to Ben only." in question(dialog).informativeText()
    dialog.close()


async def test_a_known_viewer_can_be_added(desk: Desk) -> None:
    now = datetime.now(UTC)
    tablet = household.see_viewer(desk.plex.id, ViewerRef("8", "Tablet"), now)
    bens = household.give_viewer(desk.ben.id, desk.plex.id, "9", "ben")
    dialog = shown(desk)
    for wanted, said in ((tablet, "Tablet on Attic"), (bens, "ben on Attic: is Ben")):
        press(dialog, "Add a viewer…")
        [add] = [one for one in dialog.findChildren(AddViewerDialog) if one.isVisible()]
        assert add.list.item(0).text() == said
        assert not add.add.isEnabled()
        add.list.setCurrentRow(0)
        add.add.click()
        assert wanted.id in [one.id for one in household.viewers_of(desk.anna.id)]
    assert [one.name for one in household.members_of(bens.id)] == ["Anna", "Ben"]
    press(dialog, "Add a viewer…")
    [add] = [one for one in dialog.findChildren(AddViewerDialog) if one.isVisible()]
    assert "Nobody else is known yet" in words(add)
    dialog.close()


async def test_what_is_kept_for_a_viewer_is_asked_about_first(desk: Desk) -> None:
    now = datetime.now(UTC)
    tablet = household.see_viewer(desk.plex.id, ViewerRef("8", "Tablet"), now)
    entry = inbox.save(ServerKind.PLEX, desk.plex.id, as_bytes(plex_scrobble("movie")), now)
    inbox.note(entry, event="media.scrobble", server_id=desk.plex.id, viewer_id=tablet.id)
    inbox.settle(entry, InboxState.UNASSIGNED, "unassigned", "Nobody is this viewer yet.")
    dialog = shown(desk)
    press(dialog, "Add a viewer…")
    [add] = dialog.findChildren(AddViewerDialog)
    assert add.list.item(0).text() == "Tablet on Attic: 1 watch is kept"
    add.list.setCurrentRow(0)
    add.add.click()
    [asking] = add.findChildren(AssignDialog)
    assert asking.members[desk.anna.id].isChecked()
    assert household.members_of(tablet.id) == [], "only after a yes"
    ended = is_closed(add)
    asking.send.click()
    assert [one.name for one in household.members_of(tablet.id)] == ["Anna"]
    assert ended
    await until(lambda: "Tablet" in words(dialog))
    dialog.close()


# -- accounts


async def test_accounts_are_cards_that_follow_what_happens(desk: Desk) -> None:
    dialog = shown(desk)
    assert "No tracker is linked yet" in words(dialog)
    account = await desk.link()
    await until(lambda: account.id in dialog.accounts.cards)
    card = dialog.accounts.cards[account.id]
    assert card.title.text() == "Trakt: linked (anna)"
    accounts.change(account.id, {"state": AccountState.NEEDS_RELINK, "message": "It ended."})
    await until(lambda: "sign-in needed" in card.title.text())
    assert dialog.accounts.cards[account.id] is card, "changed in place"
    dialog.close()


async def test_relinking_is_one_button(desk: Desk) -> None:
    account = await desk.link()
    await desk.engine.linking.unlink(account.id)
    dialog = shown(desk)
    press(dialog, "Link again")
    [linking] = dialog.findChildren(LinkingDialog)
    code = await desk.waits_for_code()
    desk.trakt.confirm(code, desk.trakt.users["anna"])
    await until(lambda: linking.done_page is not None)
    linking.close()
    fresh = desk.account()
    await until(lambda: list(dialog.accounts.cards) == [fresh.id])
    dialog.close()


async def test_what_may_still_be_linked_is_asked(desk: Desk) -> None:
    await desk.link()
    dialog = shown(desk)
    press(dialog, "Link a tracker…")
    [linking] = dialog.findChildren(LinkingDialog)
    assert linking.choice.cards["trakt"].state == "linked: anna"
    dialog.close()


async def test_a_window_over_it_ends_with_it_and_listens_no_more(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    dialog = shown(desk)
    inner = dialog.link("trakt")
    await desk.waits_for_code()
    gone: list[bool] = []
    inner.destroyed.connect(lambda: gone.append(True))
    dialog.close()
    await until(lambda: bool(gone))
    with caplog.at_level(logging.ERROR), writing(Changed.HOUSEHOLD):
        pass
    assert caplog.records == []


# -- what counts


async def test_percent_and_hand_marks_are_kept_at_once(desk: Desk) -> None:
    dialog = shown(desk)
    counting = dialog.counting
    assert counting.percent.currentText() == "as the media server says"
    counting.percent.setCurrentIndex(2)
    counting.percent.activated.emit(2)
    counting.hand_marks.click()
    assert (anna(desk).watched_at_percent, anna(desk).hand_marks) == (80, False)
    counting.percent.setCurrentIndex(0)
    counting.percent.activated.emit(0)
    assert anna(desk).watched_at_percent is None
    dialog.close()


async def test_a_change_elsewhere_shows(desk: Desk) -> None:
    dialog = shown(desk)
    household.change_member(desk.anna.id, {"watched_at_percent": 90, "enabled": False})
    await until(lambda: dialog.counting.percent.currentData() == 90)
    assert not dialog.sending.enabled.isChecked()
    dialog.close()


async def connect_plex(desk: Desk, tv: FakePlexTv, attic: FakePlexServer) -> Server:
    """Sign in to a Plex account, connect its server, and let Anna watch there."""
    owner = tv.add_account("anna")
    tv.give_server(owner, attic)
    code = await desk.engine.plex.new_code()
    tv.confirm_pin(code.text, owner)
    signed_in = await desk.engine.plex.follow(code)
    found = await desk.engine.plex.find(signed_in)
    _, [server_id] = desk.engine.plex.connect(signed_in, [Chosen(one) for one in found.own])
    household.give_viewer(desk.anna.id, server_id, str(owner.id), "anna")
    return servers.get(server_id)


async def test_libraries_that_do_not_count_are_left_out(tmp_path: Path) -> None:
    async with (
        FakePlexTv() as tv,
        FakePlexServer("Cellar") as cellar,
        a_desk(tmp_path, plex_tv=tv.url) as desk,
    ):
        server = await connect_plex(desk, tv, cellar)
        dialog = shown(desk)
        part = dialog.libraries.lists[server.id]
        await until(lambda: bool(part.boxes))
        key, box = next(iter(part.boxes.items()))
        assert box.isChecked()
        box.click()
        assert anna(desk).skipped_libraries == ((server.id, key),)
        box.click()
        assert anna(desk).skipped_libraries == ()
        household.change_member(desk.anna.id, {"skipped_libraries": [(server.id, key)]})
        await until(lambda: not box.isChecked())
        dialog.close()


async def test_a_server_that_is_off_keeps_what_was_chosen(tmp_path: Path) -> None:
    async with (
        FakePlexTv() as tv,
        FakePlexServer("Cellar") as cellar,
        a_desk(tmp_path, plex_tv=tv.url) as desk,
    ):
        server = await connect_plex(desk, tv, cellar)
        household.change_member(desk.anna.id, {"skipped_libraries": [(server.id, "1")]})
        await cellar.stop()
        dialog = shown(desk)
        part = dialog.libraries.lists[server.id]
        await until(lambda: "What was chosen before still holds." in words(part))
        await cellar.start()
        press(part, "Try again")
        await until(lambda: bool(part.boxes))
        assert [key for key, box in part.boxes.items() if not box.isChecked()] == ["1"]
        dialog.close()


async def test_without_a_connected_server_no_libraries_are_asked_about(desk: Desk) -> None:
    dialog = shown(desk)
    assert not dialog.libraries.isVisibleTo(dialog)
    dialog.close()


# -- leaving


async def test_deleting_says_what_goes_and_what_stays(desk: Desk) -> None:
    account = await desk.link()
    watch_id = desk.watch(episode(4), ago=HOUR)
    later = datetime.now(UTC) + HOUR
    deliveries.plan(watch_id, earlier=[], rewatched=False, due_at=later, hold_id=None)
    dialog = shown(desk)
    ended = is_closed(dialog)
    press(dialog, "Delete Anna…")
    said = question(dialog).informativeText()
    assert "The app signs out of Trakt (anna)." in said
    assert "One watch that waits is not sent any more." in said
    assert "What Anna watched stays in the log" in said
    press(question(dialog), "Delete")
    await until(lambda: bool(ended))
    assert [one.name for one in household.members()] == ["Ben"]
    assert accounts.get(account.id).state is AccountState.UNLINKED


async def test_a_member_deleted_elsewhere_takes_the_window_along(desk: Desk) -> None:
    dialog = shown(desk)
    ended = is_closed(dialog)
    await desk.engine.linking.delete_member(desk.anna.id)
    await until(lambda: bool(ended))


async def test_everything_has_a_name_for_those_who_do_not_see_it(desk: Desk) -> None:
    await desk.link()
    dialog = shown(desk)
    for button in buttons(dialog).values():
        assert button.accessibleName() or button.text()
    for field in (dialog.head.field, dialog.accounts.cards[desk.account().id]):
        assert isinstance(field, QWidget)
        assert field.accessibleName()
    dialog.close()
