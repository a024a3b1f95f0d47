from __future__ import annotations

import os
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    Store,
    deliveries,
    household,
    housekeeping,
    inbox,
    log,
    packing,
    settings,
    watched,
    writing,
)
from scroblarr_desktop.store.backups import write_ahead_of
from scroblarr_desktop.store.housekeeping import Found
from scroblarr_desktop.store.models import InboxRow
from scroblarr_desktop.store.records import Account, DeliveryState, InboxState, Server
from scroblarr_desktop.watches import ServerKind
from tests.store.disk import other_program
from tests.store.filling import (
    DAY,
    HOUR,
    NOON,
    Person,
    deliver,
    delivery_of,
    kept_for,
    plan,
    put_into,
    seen,
    watch,
)

MONTH = timedelta(days=30)
LATER = NOON + MONTH + HOUR
BODY = b'{"event": "made up", "words": "' + b"lantern " * 100 + b'"}'


def an_entry(state: InboxState, code: str = "", at: datetime = NOON, body: bytes = BODY) -> int:
    entry_id = inbox.save(ServerKind.PLEX, None, body, at)
    inbox.settle(entry_id, state, code)
    return entry_id


def body_of(entry_id: int) -> bytes:
    entry = inbox.get(entry_id)
    assert entry is not None
    return entry.body


def stored(store: Store, entry_id: int) -> bytes:
    row = store.db.execute_sql("SELECT body FROM inbox WHERE id = ?", (entry_id,)).fetchone()
    return bytes(row[0])


def tidy(folder: DataDir, now: datetime = LATER) -> Found:
    """Do all that is found, as the app does it step by step."""
    found = housekeeping.find(folder, now, housekeeping.kept_for())
    assert housekeeping.drop(found.to_drop) == len(found.to_drop)
    bodies = housekeeping.packed(folder, found.to_pack)
    assert housekeeping.put_packed(bodies) == len(bodies)
    return found


@pytest.fixture
def planned_watch(store: Store, anna: Person, trakt: Account) -> int:
    watch_id = watch(anna)
    plan(watch_id)
    InboxRow.update(state=InboxState.PLANNED, body=BODY).execute()
    return watch_id


# Packing


def test_bodies_are_packed_after_a_while_and_read_as_before(folder: DataDir, store: Store) -> None:
    entry_id = an_entry(InboxState.PLANNED)
    assert tidy(folder, NOON + HOUR / 2).to_pack == []
    assert tidy(folder, NOON + 2 * HOUR).to_pack == [entry_id]
    assert len(stored(store, entry_id)) < len(BODY) / 5
    assert body_of(entry_id) == BODY
    assert tidy(folder, NOON + 3 * HOUR) == Found([], [])


def test_what_was_not_read_yet_stays_as_it_came(folder: DataDir, store: Store) -> None:
    inbox.save(ServerKind.PLEX, None, BODY, NOON)
    assert tidy(folder) == Found([], [])


def test_a_body_that_cannot_be_made_smaller_is_packed_once(folder: DataDir, store: Store) -> None:
    noise = os.urandom(3000)
    entry_id = an_entry(InboxState.UNREADABLE, body=noise)
    assert tidy(folder).to_pack == [entry_id]
    assert tidy(folder) == Found([], [])
    assert body_of(entry_id) == noise


def test_a_body_that_was_deleted_meanwhile_does_not_come_back(
    folder: DataDir, store: Store, planned_watch: int
) -> None:
    found = housekeeping.find(folder, NOON + DAY, MONTH)
    bodies = housekeeping.packed(folder, found.to_pack)
    watched.delete(planned_watch)
    housekeeping.put_packed(bodies)
    assert [body_of(one.entry_id) for one in bodies] == [b""]


@given(body=st.binary(max_size=2000) | st.binary(max_size=300).map(lambda b: packing.MAGIC + b))
def test_whatever_it_is_it_reads_the_same(body: bytes) -> None:
    one = housekeeping.Packed(1, len(body), packing.pack(body))
    assert InboxRow.body.python_value(one.body) == body


# Dropping


def test_after_a_month_the_body_goes_and_the_watch_stays(
    folder: DataDir, planned_watch: int
) -> None:
    deliver(delivery_of(planned_watch))
    assert tidy(folder, NOON + MONTH - HOUR).to_drop == []
    [entry_id] = tidy(folder).to_drop
    assert body_of(entry_id) == b""
    assert log.raw_body(planned_watch) is None
    logged = log.watch(planned_watch)
    assert logged is not None
    assert logged.title == "Part 4"


@pytest.mark.parametrize("state", DeliveryState)
def test_while_a_watch_needs_somebody_its_body_is_kept(
    folder: DataDir, planned_watch: int, state: DeliveryState
) -> None:
    put_into(state, delivery_of(planned_watch))
    finished = state in ("delivered", "already_there", "cancelled")
    assert bool(tidy(folder).to_drop) is finished


def test_what_a_deleted_watch_was_waiting_for_keeps_nothing(
    folder: DataDir, planned_watch: int
) -> None:
    watched.delete(planned_watch)
    assert log.raw_body(planned_watch) is None


@pytest.mark.parametrize(
    ("state", "goes"),
    [
        (InboxState.PLANNED, True),
        (InboxState.IGNORED, True),
        (InboxState.UNASSIGNED, False),
        (InboxState.UNREADABLE, False),
        (InboxState.UNREAD, False),
    ],
)
def test_which_entries_lose_their_body(
    folder: DataDir, store: Store, state: InboxState, goes: bool
) -> None:
    entry_id = an_entry(state)
    tidy(folder)
    assert (body_of(entry_id) == b"") is goes


def test_what_an_ignored_viewer_watched_can_still_be_given_to_somebody(
    folder: DataDir, attic: Server
) -> None:
    stranger = seen(attic, "40718253")
    entry_id = kept_for(stranger, attic)
    household.ignore_viewer(stranger.id)
    assert tidy(folder).to_drop == []
    assert body_of(entry_id) != b""


def test_the_household_may_keep_them_for_longer_or_not_at_all(
    folder: DataDir, store: Store
) -> None:
    entry_id = an_entry(InboxState.PLANNED)
    settings.put(housekeeping.KEEP_DAYS, 365)
    assert tidy(folder).to_drop == []
    settings.put(housekeeping.KEEP_DAYS, 0)
    assert tidy(folder, NOON + HOUR).to_drop == [], "what may be undone is read again"
    assert tidy(folder, NOON + DAY + HOUR).to_drop == [entry_id]


@pytest.mark.parametrize("nonsense", [-5, "soon", 1.5, [], True])
def test_nonsense_in_the_setting_drops_nothing_early(
    folder: DataDir, store: Store, nonsense: object
) -> None:
    settings.put(housekeeping.KEEP_DAYS, nonsense)
    assert housekeeping.kept_for() >= DAY


def test_a_step_ends_soon_and_says_how_far_it_came(
    folder: DataDir, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [an_entry(InboxState.PLANNED, at=NOON + DAY), an_entry(InboxState.PLANNED)]
    monkeypatch.setattr(housekeeping, "WRITE_S", -1.0)
    bodies = housekeeping.packed(folder, ids)
    assert housekeeping.put_packed(bodies) == 1
    assert housekeeping.drop(ids) == 1
    assert [len(stored(store, entry_id)) for entry_id in ids] == [0, len(BODY)]


def test_a_delivery_that_is_tried_again_meanwhile_goes_on(
    folder: DataDir, planned_watch: int
) -> None:
    delivery_id = delivery_of(planned_watch)
    deliveries.cancel(delivery_id)
    found = housekeeping.find(folder, LATER, MONTH)
    deliveries.retry(delivery_id, LATER)
    housekeeping.drop(found.to_drop)
    logged = log.watch(planned_watch)
    assert logged is not None
    assert [one.state for one in logged.deliveries] == [DeliveryState.WAITING]


# What is written ahead


def test_what_was_written_ahead_is_folded_into_the_file(folder: DataDir, store: Store) -> None:
    os.utime(write_ahead_of(folder.database), ns=(0, 0))
    before = housekeeping.last_written(folder)
    settings.put("long", "x" * 100_000)
    assert housekeeping.last_written(folder) != before
    size = folder.database.stat().st_size
    housekeeping.fold(folder)
    assert folder.database.stat().st_size > size + 90_000
    assert settings.get("long") == "x" * 100_000


def test_folding_does_not_wait_for_somebody_who_writes(folder: DataDir, store: Store) -> None:
    settings.put("a", 1)
    with other_program(folder) as writing:
        writing.execute("BEGIN IMMEDIATE")
        housekeeping.fold(folder)
        writing.execute("ROLLBACK")
    settings.put("a", 2)
    assert settings.get("a") == 2


def test_pages_that_were_forgotten_are_read_again(folder: DataDir, store: Store) -> None:
    settings.put("before", "x" * 50_000)
    with writing(Changed.NOTHING):
        settings.put("under way", 1)
        housekeeping.forget_pages()
        settings.put("after", 2)
    housekeeping.forget_pages()
    assert len(settings.get("before")) == 50_000
    assert (settings.get("under way"), settings.get("after")) == (1, 2)
