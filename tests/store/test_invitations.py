"""Invitations to a member's own page: they open once, and say nothing to whoever reads the file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.store import Store, household, invitations
from scroblarr_desktop.store.invitations import MOST_DEVICES, OPEN_FOR, SIGNED_IN_FOR
from scroblarr_desktop.store.refusals import Missing

NOW = datetime(2026, 3, 1, 20, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def anna(store: Store) -> int:
    return household.add_member("Anna").id


@pytest.fixture
def ben(store: Store) -> int:
    return household.add_member("Ben").id


def come_in(member_id: int, device: str = "iPhone", at: datetime = NOW) -> str:
    token = invitations.invite(member_id, at, keep_devices=True)
    return invitations.accept(token, device, at)[0]


def test_an_invitation_opens_one_members_page_once(anna: int, ben: int) -> None:
    token = invitations.invite(anna, NOW)
    assert len(token) >= 22, "128 bits and more"
    for _ in range(2):
        assert invitations.invited(token, LATER) == anna, "looking does not use it up"
    shown, device = invitations.accept(token, "iPhone", LATER)
    assert (device.member_id, device.name, device.made_at) == (anna, "iPhone", LATER)
    assert invitations.device_of(shown, LATER) == device
    assert shown != token
    with pytest.raises(Missing):
        invitations.accept(token, "iPhone", LATER)
    assert invitations.open_invitation(anna, LATER) is None
    assert invitations.devices(ben, LATER) == []


def test_it_waits_three_days(anna: int) -> None:
    token = invitations.invite(anna, NOW)
    waiting = invitations.open_invitation(anna, NOW + OPEN_FOR - MOMENT)
    assert waiting is not None
    assert (waiting.made_at, waiting.expires_at) == (NOW, NOW + OPEN_FOR)
    assert invitations.open_invitation(anna, NOW + OPEN_FOR) is None
    with pytest.raises(Missing):
        invitations.invited(token, NOW + OPEN_FOR)
    with pytest.raises(Missing):
        invitations.accept(token, "", NOW + OPEN_FOR)


def test_a_new_one_ends_the_old_one_and_whoever_came_in(anna: int, ben: int) -> None:
    bens = come_in(ben)
    shown, old = come_in(anna), invitations.invite(anna, NOW, keep_devices=True)
    assert invitations.device_of(shown, NOW) is not None
    new = invitations.invite(anna, NOW)
    assert invitations.device_of(shown, NOW) is None
    with pytest.raises(Missing):
        invitations.accept(old, "", NOW)
    assert invitations.invited(new, NOW) == anna
    assert invitations.device_of(bens, NOW) is not None


def test_revoking_ends_all_of_one_member(anna: int, ben: int) -> None:
    annas, bens = come_in(anna), come_in(ben)
    token = invitations.invite(anna, NOW, keep_devices=True)
    assert invitations.device_of(annas, NOW) is not None
    invitations.revoke(anna)
    assert invitations.device_of(annas, NOW) is None
    assert invitations.device_of(bens, NOW) is not None
    with pytest.raises(Missing):
        invitations.invited(token, NOW)
    invitations.revoke_all()
    assert invitations.device_of(bens, NOW) is None


def test_a_device_that_is_not_used_is_signed_out(anna: int) -> None:
    shown = come_in(anna)
    device = invitations.device_of(shown, NOW + SIGNED_IN_FOR - MOMENT)
    assert device is not None
    assert invitations.device_of(shown, NOW + SIGNED_IN_FOR) is None
    assert not invitations.note_use(device, NOW + timedelta(minutes=29))
    assert invitations.note_use(device, LATER)
    assert invitations.device_of(shown, LATER + SIGNED_IN_FOR - MOMENT) is not None
    [seen] = invitations.devices(anna, LATER)
    assert seen.last_seen_at == LATER
    invitations.sign_out(seen.id)
    assert invitations.devices(anna, LATER) == []


def test_one_device_too_many_signs_out_the_oldest(anna: int) -> None:
    shown = [come_in(anna, f"phone {n}", NOW + n * MOMENT) for n in range(MOST_DEVICES + 1)]
    found = [invitations.device_of(one, NOW) is not None for one in shown]
    assert found == [False, *[True] * MOST_DEVICES]


def test_who_left_the_household_has_no_page(anna: int) -> None:
    shown, token = come_in(anna), invitations.invite(anna, NOW, keep_devices=True)
    household.delete_member(anna)
    assert invitations.device_of(shown, NOW) is None
    for ask in (invitations.invited, lambda one, at: invitations.accept(one, "", at)):
        with pytest.raises(Missing):
            ask(token, NOW)
    for do in (invitations.revoke, lambda one: invitations.invite(one, NOW)):
        with pytest.raises(Missing):
            do(anna)


def test_nothing_in_the_file_opens_anything(store: Store, anna: int) -> None:
    token = invitations.invite(anna, NOW)
    shown, device = invitations.accept(token, "iPhone", NOW)
    waiting = invitations.invite(anna, NOW, keep_devices=True)
    for table in ("invitations", "page_sessions"):
        rows = repr(store.db.execute_sql(f"SELECT * FROM {table}").fetchall())
        assert not any(secret in rows for secret in (token, shown, waiting))
    said = repr((device, invitations.open_invitation(anna, NOW)))
    assert not any(secret in said for secret in (token, shown, waiting))
