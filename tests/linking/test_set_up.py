"""Setting up can be left and taken up: what is done counts, wherever it was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    close_store,
    connections,
    household,
    open_store,
    servers,
)
from scroblarr_desktop.watches import ServerKind, ViewerRef


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[None]:
    open_store(DataDir(tmp_path), Changes())
    yield
    close_store()


def test_it_comes_up_by_itself_once_and_only_on_nothing() -> None:
    assert set_up.is_first_start()
    set_up.begin()
    assert not set_up.is_first_start()
    assert set_up.is_under_way()
    assert set_up.next_step() is Step.SERVER


def test_a_household_from_elsewhere_is_not_asked_to_set_up() -> None:
    household.add_member("Anna")
    assert not set_up.is_first_start()
    assert not set_up.is_under_way()


def test_what_is_done_is_behind_in_any_order() -> None:
    set_up.begin()
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid")
    assert set_up.next_step() is Step.PEOPLE
    anna = household.add_member("Anna")
    assert set_up.next_step() is Step.PEOPLE
    household.give_viewer(anna.id, attic.id, "4071", "anna")
    assert set_up.next_step() is Step.TRACKER
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    assert set_up.next_step() is Step.TRACKER
    accounts.link(account.id, "u1", "anna", Tokens("token"))
    assert set_up.next_step() is Step.LOGIN
    servers.note_event(attic.id, datetime.now(UTC), "anna played something")
    set_up.leave_out(Step.LOGIN)
    assert set_up.next_step() is None
    assert not set_up.is_under_way()


def test_a_step_may_be_left_out_and_the_rest_declined() -> None:
    set_up.begin()
    set_up.leave_out(Step.SERVER)
    set_up.leave_out(Step.PEOPLE)
    set_up.leave_out(Step.SERVER)
    assert set_up.passed() == {Step.SERVER, Step.PEOPLE}
    assert set_up.next_step() is Step.TRACKER
    set_up.finish()
    assert not set_up.is_under_way()
    assert not set_up.is_first_start()


def test_without_a_server_it_goes_on_there_rather_than_at_the_proof() -> None:
    for step in (Step.SERVER, Step.PEOPLE, Step.TRACKER, Step.LOGIN):
        set_up.leave_out(step)
    assert set_up.next_step() is Step.SERVER
    servers.add(ServerKind.PLEX, "Attic", "uuid")
    assert set_up.next_step() is Step.PROOF


def test_at_a_server_set_up_by_hand_nobody_is_known_before_somebody_plays() -> None:
    assert not set_up.nobody_is_known()
    attic = servers.add(ServerKind.PLEX, "Attic")
    household.add_member("Anna")
    assert set_up.nobody_is_known()
    household.see_viewer(attic.id, ViewerRef("1", "anna"), datetime.now(UTC))
    assert set_up.plays_first()
    assert not set_up.nobody_is_known()
    connection = connections.keep(ServerKind.PLEX, "4711", "anna", "a-token")
    connections.attach(attic.id, connection.id, "http://127.0.0.1:9")
    assert not set_up.plays_first()
