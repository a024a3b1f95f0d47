"""Inviting a member to their own page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest_asyncio

from scroblarr_desktop.store import household, invitations
from scroblarr_desktop.ui.member.dialog import MemberDialog
from scroblarr_desktop.ui.member.invite_dialog import InviteDialog
from tests.ui.desk import Desk, a_desk, buttons, is_closed, press, question, until, words


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path) as made:
        yield made


def shown(desk: Desk) -> InviteDialog:
    dialog = InviteDialog(desk.backing, desk.anna.id)
    dialog.open()
    return dialog


def token(dialog: InviteDialog) -> str:
    return dialog.address.text().rpartition("/me/join/")[2]


def now() -> datetime:
    return datetime.now(UTC)


async def test_without_the_home_network_it_offers_to_allow_it(desk: Desk) -> None:
    dialog = shown(desk)
    assert dialog.windowTitle() == "Anna's own page"
    assert "Phones cannot reach this computer yet" in words(dialog)
    assert dialog.qr.isHidden()
    assert "New address" not in buttons(dialog)
    assert invitations.open_invitation(desk.anna.id, now()) is None
    press(dialog, "Allow the home network…")
    press(question(dialog), "Allow the home network")
    await until(lambda: not dialog.qr.isHidden())
    assert desk.engine.home_network_allowed
    assert dialog.address.text().startswith(f"{desk.engine.page_base()}/me/join/")
    assert invitations.invited(token(dialog), now()) == desk.anna.id
    dialog.close()


async def test_the_address_is_shown_once_and_then_said_to_be_gone(desk: Desk) -> None:
    await desk.engine.allow_home_network(True)
    dialog = shown(desk)
    first = token(dialog)
    assert dialog.qr.accessibleDescription() == dialog.address.text()
    assert "It works once" in words(dialog)
    press(dialog, "New address")
    assert token(dialog) != first
    second = token(dialog)
    dialog.close()
    again = shown(desk)
    assert again.qr.isHidden()
    assert "Its address is kept nowhere" in words(again)
    assert invitations.invited(second, now()) == desk.anna.id, "a look does not end it"
    again.close()


async def test_who_came_in_is_shown_and_can_be_put_out(desk: Desk) -> None:
    await desk.engine.allow_home_network(True)
    dialog = shown(desk)
    kept, _ = invitations.accept(token(dialog), "iPhone", now())
    await until(lambda: "Anna came in." in words(dialog))
    assert dialog.qr.isHidden()
    assert "Open on iPhone, last used just now" in words(dialog)
    press(dialog, "Add a device")
    assert invitations.device_of(kept, now()) is not None
    assert not dialog.qr.isHidden()
    invitations.accept(token(dialog), "", now())
    await until(lambda: "Open in a browser" in words(dialog))
    press(dialog, "Start afresh…")
    press(question(dialog), "Start afresh")
    assert invitations.device_of(kept, now()) is None
    assert invitations.invited(token(dialog), now()) == desk.anna.id
    last = token(dialog)
    press(dialog, "Revoke")
    press(question(dialog), "Revoke")
    assert invitations.open_invitation(desk.anna.id, now()) is None
    assert "No invitation is open." in words(dialog)
    assert last not in words(dialog)
    dialog.close()


async def test_it_closes_with_the_member(desk: Desk) -> None:
    await desk.engine.allow_home_network(True)
    dialog = shown(desk)
    ended = is_closed(dialog)
    household.delete_member(desk.anna.id)
    await until(lambda: bool(ended))


async def test_the_member_s_window_leads_there(desk: Desk) -> None:
    await desk.engine.allow_home_network(True)
    dialog = MemberDialog(desk.backing, desk.anna.id)
    dialog.open()
    assert "On a phone at home Anna can see what was watched" in words(dialog)
    assert dialog.inviting.invite.text() == "Invite Anna…"
    inner = dialog.inviting.open_dialog()
    await until(lambda: "Anna is invited" in words(dialog))
    invitations.accept(token(inner), "iPad", now())
    await until(lambda: "Open on iPad" in words(dialog))
    inner.close()
    dialog.close()
