from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    Store,
    accounts,
    attempts,
    close_store,
    deliveries,
    generations,
    holds,
    log,
    open_store,
    settings,
    tokens,
)
from scroblarr_desktop.store.backups import Copying
from scroblarr_desktop.store.models import DeliveryRow
from scroblarr_desktop.store.records import Account, DeliveryState
from tests.store.filling import (
    DAY,
    HOUR,
    MINUTE,
    NOON,
    Person,
    an_entry,
    deliver,
    delivery_of,
    end,
    movie,
    plan,
    planned,
    put_into,
    watch,
)


@contextmanager
def other_run(folder: DataDir) -> Iterator[None]:
    """End the app, let somebody work on its files, and open them again."""
    close_store()
    yield
    open_store(folder, Changes())


def copy_by_hand(folder: DataDir, name: str = "by hand") -> Path:
    with other_run(folder):
        return Path(shutil.copy(folder.database, folder.root.parent / name))


def put_back(folder: DataDir, copy: Path) -> None:
    with other_run(folder):
        shutil.copy(copy, folder.database)


def of(delivery_id: int) -> DeliveryRow:
    row = DeliveryRow.get_by_id(delivery_id)
    assert isinstance(row, DeliveryRow)
    return row


# Noticing it


def test_a_start_like_any_other_notices_nothing(folder: DataDir, store: Store) -> None:
    for day in range(3):
        assert generations.begin(NOON + day * DAY) is False
        with other_run(folder):
            pass
    assert generations.lost_spans() == []


def test_a_copy_that_somebody_put_back_is_noticed_once(folder: DataDir, store: Store) -> None:
    generations.begin(NOON)
    copy = copy_by_hand(folder)
    generations.begin(NOON + HOUR)
    put_back(folder, copy)
    assert generations.begin(NOON + DAY) is True
    assert generations.begin(NOON + DAY + HOUR) is False
    [span] = generations.lost_spans()
    assert (span.since, span.until) == (NOON, NOON + DAY)


def test_a_copy_from_the_same_run_is_older_after_an_hour(folder: DataDir, store: Store) -> None:
    generations.begin(NOON)
    copy = copy_by_hand(folder)
    generations.turn(NOON + HOUR)
    put_back(folder, copy)
    assert generations.begin(NOON + DAY) is True


def test_a_backup_tells_of_itself_when_it_was_made(folder: DataDir, store: Store) -> None:
    """Also where nothing beside it does, as on a new computer."""
    generations.begin(NOON)
    copy = Copying(folder, NOON + MINUTE).run()
    put_back(folder, copy)
    folder.generation.unlink()
    assert generations.begin(NOON + DAY) is True
    assert generations.begin(NOON + DAY) is False
    [span] = generations.lost_spans()
    assert span.since == NOON + MINUTE


def test_a_database_without_its_file_may_be_any_copy(folder: DataDir, store: Store) -> None:
    generations.begin(NOON)
    folder.generation.unlink()
    assert generations.begin(NOON + DAY) is True


@pytest.mark.parametrize("spoilt", ["", "{", "null", "7", '["another"]', '{"a": 1}'])
def test_a_spoilt_file_says_nothing_for_the_database(
    folder: DataDir, store: Store, spoilt: str
) -> None:
    generations.begin(NOON)
    folder.generation.write_text(spoilt)
    assert generations.begin(NOON + DAY) is True


def test_a_database_of_before_there_were_numbers_is_taken_as_it_is(
    folder: DataDir, store: Store
) -> None:
    old = copy_by_hand(folder)
    assert generations.begin(NOON) is False
    put_back(folder, old)
    assert generations.begin(NOON + DAY) is True


@pytest.mark.parametrize("after", ["the first file", "the database"])
def test_ended_by_force_while_taking_a_number_it_is_the_same_database(
    folder: DataDir, store: Store, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    generations.begin(NOON)
    write, written = generations._write, list[int]()

    def end_there(file: Path, numbers: list[str]) -> None:
        if len(numbers) == 1:
            raise KeyboardInterrupt
        write(file, numbers)
        written.append(len(numbers))
        if after == "the first file":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(generations, "_write", end_there)
        with pytest.raises(KeyboardInterrupt):
            generations.turn(NOON + HOUR)
    assert written == [2]
    with other_run(folder):
        pass
    assert generations.begin(NOON + DAY) is False


class _History:
    """What a test did to one folder, and what should be noticed."""

    def __init__(self, folder: DataDir) -> None:
        self.folder = folder
        self.now = NOON
        self.number = 0
        self.copies: list[tuple[Path, int]] = []
        self.in_place = 0

    def turn(self) -> None:
        generations.turn(self.now)
        self.number = self.in_place = self.number + 1

    def copy(self) -> None:
        copy = copy_by_hand(self.folder, f"copy {len(self.copies)}")
        self.copies.append((copy, self.in_place))

    def put_back(self) -> None:
        if self.copies:
            copy, self.in_place = self.copies[len(self.copies) // 2]
            put_back(self.folder, copy)

    def begin(self) -> None:
        assert generations.begin(self.now) is (self.in_place != self.number)
        self.number = self.in_place = self.number + 1


@hypothesis_settings(max_examples=30)
@given(st.lists(st.sampled_from(["turn", "copy", "put_back", "begin"]), max_size=12))
def test_whatever_was_copied_when_only_an_older_state_is_noticed(steps: list[str]) -> None:
    close_store()
    with tempfile.TemporaryDirectory() as place:
        folder = DataDir(Path(place) / "data")
        open_store(folder, Changes())
        generations.begin(NOON)
        history = _History(folder)
        try:
            for step in [*steps, "begin"]:
                if step != "turn" or history.in_place == history.number:
                    getattr(history, step)()
                history.now += MINUTE
        finally:
            close_store()


# What follows from it


@pytest.fixture
def restored(folder: DataDir, store: Store) -> None:
    """The database was put back at noon, from a copy of an hour before."""
    generations.begin(NOON - 3 * HOUR)
    generations.turn(NOON - HOUR)
    folder.generation.write_text("[]")
    assert generations.begin(NOON)


def put_back_now(folder: DataDir, now: datetime = NOON) -> None:
    folder.generation.write_text("[]")
    assert generations.begin(now)


@pytest.mark.parametrize("state", DeliveryState)
def test_what_was_unfinished_is_of_unknown_fate(
    folder: DataDir, trakt: Account, anna: Person, state: DeliveryState
) -> None:
    delivery_id = delivery_of(planned(anna))
    put_into(state, delivery_id)
    if state is DeliveryState.SENDING:
        attempts.recover(NOON)
    put_back_now(folder)
    finished = state in ("delivered", "already_there", "cancelled")
    assert of(delivery_id).fate_unknown is not finished
    assert of(delivery_id).wants_history is not finished


def test_the_row_says_why_it_is_checked_first(
    folder: DataDir, trakt: Account, anna: Person
) -> None:
    waiting, unmatched, asked = (delivery_of(planned(anna, movie(f"Film {n}"))) for n in range(3))
    end(unmatched, DeliveryState.UNMATCHED, message="Trakt does not know it.")
    end(asked, DeliveryState.WAITING, message="Look there.", asks_person=True)
    put_back_now(folder)
    messages = [of(one).message for one in (waiting, unmatched, asked)]
    assert messages == [generations.RESTORED, "Trakt does not know it.", "Look there."]


def test_what_a_pause_holds_back_is_doubtful_and_stays_held(
    folder: DataDir, trakt: Account, anna: Person
) -> None:
    holds.start_pause(None, None)
    watch_id = watch(anna)
    plan(watch_id, hold_id=holds.pause_for(anna.id))
    put_back_now(folder)
    row = of(delivery_of(watch_id))
    assert row.fate_unknown
    assert row.hold_id is not None


@pytest.mark.parametrize(
    ("watched_at", "received_at", "doubtful"),
    [
        (NOON - MINUTE, NOON + MINUTE, True),  # watched in between, read from a server later
        (NOON - 2 * HOUR, NOON + MINUTE, True),  # before the copy, and may have come after it
        (NOON - 10 * DAY, NOON - 9 * DAY, True),  # kept in the copy, and may have been answered
        (NOON - 10 * DAY, NOON + MINUTE, False),  # long before the copy, and not in it
        (NOON + MINUTE, NOON + MINUTE, False),
    ],
)
@pytest.mark.usefixtures("restored")
def test_which_watches_may_have_gone_out_before(
    trakt: Account, anna: Person, watched_at: datetime, received_at: datetime, doubtful: bool
) -> None:
    watch_id = watch(anna, watched_at=watched_at, entry=an_entry(received_at))
    plan(watch_id, received_at)
    row = of(delivery_of(watch_id))
    assert (row.fate_unknown, row.wants_history) == (doubtful, doubtful)


@pytest.mark.usefixtures("restored")
def test_a_rewatch_that_is_not_sent_is_in_no_doubt(trakt: Account, anna: Person) -> None:
    accounts.change(trakt.id, {"rewatch_episodes": False})
    watch_id = watch(anna, watched_at=NOON - MINUTE)
    plan(watch_id, rewatched=True)
    row = of(delivery_of(watch_id))
    assert (row.state, row.fate_unknown) == (DeliveryState.CANCELLED, False)


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=5),
    st.integers(-(10**6), 2 * 10**6),
)
def test_nothing_since_a_copy_is_taken_for_certain(
    spans: list[tuple[int, int]], watched_s: int
) -> None:
    """Whatever was watched between a copy and its coming back may have been delivered then."""
    lost = [
        generations.LostSpan(
            NOON + timedelta(seconds=min(span)), NOON + timedelta(seconds=max(span))
        )
        for span in spans
    ]
    watched_at, received_at = NOON + timedelta(seconds=watched_s), NOON + 100 * DAY
    within = any(one.since <= watched_at <= one.until for one in lost)
    assert any(one.may_hold(watched_at, received_at) for one in lost) >= within


def test_two_copies_put_back_leave_two_spans(folder: DataDir, store: Store) -> None:
    generations.begin(NOON)
    put_back_now(folder, NOON + DAY)
    put_back_now(folder, NOON + 3 * DAY)
    spans = [(span.since, span.until) for span in generations.lost_spans()]
    assert spans == [(NOON, NOON + DAY), (NOON + DAY, NOON + 3 * DAY)]


def test_a_clock_that_was_set_back_makes_no_span_that_ends_before_it_begins(
    folder: DataDir, store: Store
) -> None:
    generations.begin(NOON)
    put_back_now(folder, NOON - DAY)
    [span] = generations.lost_spans()
    assert span.since <= span.until == NOON - DAY


def test_sign_ins_of_a_copy_are_marked_until_somebody_signs_in(
    folder: DataDir, trakt: Account
) -> None:
    held = tokens.get_account(trakt.id)
    assert held is not None
    assert not held.restored
    put_back_now(folder)
    held = tokens.get_account(trakt.id)
    assert held is not None
    assert held.restored
    fresh = Tokens("fresh", client_id="app")
    tokens.put_account(trakt.id, fresh)
    assert tokens.get_account(trakt.id) == fresh


def test_what_was_delivered_stays_delivered(folder: DataDir, trakt: Account, anna: Person) -> None:
    watch_id = planned(anna)
    deliver(delivery_of(watch_id))
    put_back_now(folder)
    assert deliveries.counts()[DeliveryState.DELIVERED] == 1
    assert log.watch(watch_id) is not None


def test_other_settings_stay(folder: DataDir, store: Store) -> None:
    settings.put("port", 1234)
    put_back_now(folder)
    assert settings.get("port") == 1234
