"""How far media servers were read, and which rows came in already."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.store import Store, catch_up, connections, inbox, played_items, servers
from scroblarr_desktop.store.models import CatchUpSeenRow
from scroblarr_desktop.store.records import (
    CatchUpMode,
    EntrySource,
    HistoryPage,
    HistoryRow,
    HookState,
    PlayedItem,
)
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def attic(store: Store) -> int:
    return servers.add(ServerKind.PLEX, "Attic", "attic").id


def sign_in(server_id: int, state: HookState = HookState.SET, message: str = "") -> None:
    connection = connections.keep(ServerKind.PLEX, "900", "anna", "a made-up token")
    connections.change(connection.id, {"hook_state": state, "hook_message": message})
    connections.attach(server_id, connection.id, "http://127.0.0.1:9")


def page(*hours: int, to: datetime | None = None) -> HistoryPage:
    rows = [HistoryRow(f"row {hour}", NOON + hour * HOUR, b"{}") for hour in hours]
    return HistoryPage(tuple(rows), to)


def test_each_row_comes_in_once(attic: int) -> None:
    assert catch_up.keep(attic, page(1, 2, to=NOON + 2 * HOUR), NOON) == 2
    assert catch_up.keep(attic, page(1, 2, 3, to=NOON + 3 * HOUR), NOON + DAY) == 1
    entries = inbox.unread(10)
    assert [entry.received_at for entry in entries] == [NOON, NOON, NOON + DAY]
    assert {entry.source for entry in entries} == {EntrySource.CATCH_UP}
    assert {entry.admitted_by for entry in entries} == {attic}


def test_one_that_is_only_to_be_known_makes_no_entry(attic: int) -> None:
    known = HistoryPage((HistoryRow("row 1", NOON, None),), NOON)
    assert catch_up.keep(attic, known, NOON) == 0
    assert catch_up.keep(attic, page(1), NOON) == 0
    assert catch_up.knows(attic, "row 1")
    assert inbox.unread(10) == []


def test_the_cursor_never_goes_back(attic: int) -> None:
    for hour, expected in ((5, 5), (3, 5), (7, 7)):
        catch_up.keep(attic, page(to=NOON + hour * HOUR), NOON)
        assert catch_up.of(attic).cursor == NOON + expected * HOUR
    catch_up.keep(attic, page(), NOON)
    assert catch_up.of(attic).cursor == NOON + 7 * HOUR


def test_rows_that_are_not_read_again_are_forgotten(attic: int) -> None:
    catch_up.keep(attic, page(1, 60, to=NOON + 60 * HOUR), NOON)
    assert CatchUpSeenRow.select().count() == 2
    catch_up.keep(attic, page(to=NOON + 80 * HOUR), NOON)
    assert (catch_up.knows(attic, "row 1"), catch_up.knows(attic, "row 60")) == (False, True)


@pytest.mark.parametrize(
    ("state", "message", "mode"),
    [
        (HookState.SET, "", CatchUpMode.WEBHOOKS),
        (HookState.MANUAL, "", CatchUpMode.WEBHOOKS),
        (HookState.MANUAL, "It does not stand there.", CatchUpMode.READING),
        (HookState.IMPOSSIBLE, "No Plex Pass.", CatchUpMode.READING),
        (HookState.FAILED, "", CatchUpMode.READING),
        (HookState.RESTART, "", CatchUpMode.READING),
        (HookState.NONE, "", CatchUpMode.READING),
    ],
)
def test_the_mode_follows_from_the_webhooks(
    attic: int, state: HookState, message: str, mode: CatchUpMode
) -> None:
    sign_in(attic, state, message)
    assert (catch_up.of(attic).mode, catch_up.of(attic).chosen) == (mode, False)


def test_what_a_person_chose_counts(attic: int) -> None:
    sign_in(attic)
    catch_up.choose(attic, CatchUpMode.READING)
    assert (catch_up.of(attic).mode, catch_up.of(attic).chosen) == (CatchUpMode.READING, True)
    catch_up.choose(attic, None)
    assert catch_up.of(attic).mode is CatchUpMode.WEBHOOKS


def test_the_first_missed_webhook_stays_until_one_comes(attic: int) -> None:
    sign_in(attic)
    catch_up.note_missed(attic, NOON)
    catch_up.note_missed(attic, NOON + HOUR)
    assert [(one.id, at) for one, at in catch_up.missed()] == [(attic, NOON)]
    catch_up.note_heard(attic, NOON - HOUR)
    assert catch_up.of(attic).webhooks_missed_at == NOON
    catch_up.note_heard(attic, NOON + DAY)
    assert catch_up.missed() == []


def test_who_is_read_by_choice_misses_nothing(attic: int) -> None:
    sign_in(attic)
    catch_up.note_missed(attic, NOON)
    catch_up.choose(attic, CatchUpMode.READING)
    assert catch_up.missed() == []


def test_trouble_is_told_until_a_reading_works(attic: int) -> None:
    catch_up.note_trouble(attic, "Attic does not answer.")
    assert catch_up.of(attic).message == "Attic does not answer."
    catch_up.note_read(attic, NOON)
    assert (catch_up.of(attic).message, catch_up.of(attic).read_at) == ("", NOON)


def test_only_own_servers_that_are_signed_in_to_are_read(attic: int) -> None:
    assert catch_up.readable() == []
    sign_in(attic)
    assert catch_up.readable() == [(attic, ServerKind.PLEX)]
    servers.change(attic, muted=True)
    assert catch_up.readable() == []


def test_a_server_that_is_connected_again_is_read_from_then_on(attic: int) -> None:
    catch_up.keep(attic, page(1, to=NOON + HOUR), NOON)
    played_items.note(attic, [PlayedItem("anna", "film", True, NOON, False, NOON)])
    servers.delete(attic)
    again = servers.add(ServerKind.PLEX, "Attic", "attic")
    assert (again.id, catch_up.of(attic).cursor) == (attic, None)
    assert not catch_up.knows(attic, "row 1")
    assert played_items.of(attic, "anna", ["film"]) == {}


def test_an_unknown_server_is_missing(store: Store) -> None:
    with pytest.raises(Missing):
        catch_up.of(99)
    with pytest.raises(Missing):
        catch_up.keep(99, page(1), NOON)


def test_what_a_jellyfin_said_of_an_item_is_replaced(attic: int) -> None:
    first = PlayedItem("anna", "film", False, NOON, False, NOON)
    later = PlayedItem("anna", "film", True, NOON + HOUR, True, NOON + DAY)
    for one in (first, later):
        played_items.note(attic, [one])
    assert played_items.of(attic, "anna", ["film", "other"]) == {"film": later}
    assert played_items.of(attic, "ben", ["film"]) == {}
    played_items.forget_before(attic, NOON + DAY)
    assert played_items.of(attic, "anna", ["film"]) == {}
