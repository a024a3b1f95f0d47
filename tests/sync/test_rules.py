"""What a finish means for a member's log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.store.records import EarlierWatch, Member
from scroblarr_desktop.sync.rules import (
    Finish,
    New,
    Not,
    Same,
    counts_at,
    decide,
    same_watch_window,
)
from scroblarr_desktop.watches import Item, Kind, Progress, ProgressAction

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ANNA = Member(1, "Anna", enabled=True, hand_marks=True, watched_at_percent=None)
FILM = Item(Kind.MOVIE, "The Lantern Year", 2019, run_time_s=6600)
UNTIMED_FILM = replace(FILM, run_time_s=None)
EPISODE = Item(Kind.EPISODE, "Part 4", show="Harbour Street", season=1, number=4)

WITHIN = timedelta(seconds=3300)
"""Half the film's run time."""


def earlier(
    at: datetime = NOON, item: Item = FILM, *, id_: int = 7, deleted: bool = False
) -> EarlierWatch:
    return EarlierWatch(id_, item, at, False, None, finish_seen=True, deleted=deleted)


def stopped(*, finish_seen: bool = False, deleted: bool = False) -> EarlierWatch:
    """A watch that was counted from an unfinished stop."""
    return EarlierWatch(7, FILM, NOON, False, 5500.0, finish_seen, deleted)


def finish(at: datetime, item: Item = FILM, **more: object) -> Finish:
    return replace(Finish(item, at), **more)  # type: ignore[arg-type]


# -- the same watch


@pytest.mark.parametrize(
    ("one", "other", "window"),
    [
        (FILM, FILM, WITHIN),
        (UNTIMED_FILM, FILM, WITHIN),
        (FILM, replace(FILM, run_time_s=7200), timedelta(hours=1)),
        (UNTIMED_FILM, UNTIMED_FILM, timedelta(minutes=45)),
        (EPISODE, EPISODE, timedelta(minutes=15)),
        (replace(EPISODE, run_time_s=0), EPISODE, timedelta(minutes=15)),
    ],
)
def test_half_the_run_time_makes_one_watch(one: Item, other: Item, window: timedelta) -> None:
    assert same_watch_window(one, other) == window
    assert same_watch_window(other, one) == window


@given(st.timedeltas(min_value=-3 * DAY, max_value=3 * DAY))
def test_nearer_is_the_same_farther_is_a_rewatch_in_either_order(apart: timedelta) -> None:
    decision = decide(ANNA, finish(NOON + apart), [earlier()])
    assert decision == (Same(7) if abs(apart) < WITHIN else New((7,)))


def test_the_first_finish_is_new_and_nobodys_rewatch() -> None:
    assert decide(ANNA, finish(NOON), []) == New(())


def test_a_deleted_watch_keeps_its_event_away_but_is_no_earlier_watch() -> None:
    gone = earlier(deleted=True)
    assert decide(ANNA, finish(NOON + timedelta(minutes=5)), [gone]) == Same(7)
    assert decide(ANNA, finish(NOON + DAY), [gone]) == New(())


# -- marks made by hand


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=4000)))
def test_a_hand_mark_is_never_a_rewatch(apart: timedelta) -> None:
    assert decide(ANNA, finish(NOON + apart, by_hand=True), [earlier()]) == Same(7)


def test_a_hand_mark_of_something_new_counts() -> None:
    assert decide(ANNA, finish(NOON, by_hand=True), []) == New(())


def test_who_switched_hand_marks_off_gets_a_reason() -> None:
    decision = decide(replace(ANNA, hand_marks=False), finish(NOON, by_hand=True), [])
    assert isinstance(decision, Not)
    assert decision.code == "hand_marks_off"
    assert "Anna" in decision.reason


def test_a_hand_mark_after_an_unfinished_stop_leaves_its_finish_to_come() -> None:
    assert decide(ANNA, finish(NOON + DAY, by_hand=True), [stopped()]) == Same(7)
    assert decide(ANNA, finish(NOON + 2 * DAY), [stopped()]) == Same(7, completes=True)


# -- counted by position


@pytest.mark.parametrize("after", [timedelta(), timedelta(hours=5), DAY, timedelta(days=7)])
def test_the_servers_own_finish_within_a_week_completes_the_watch(after: timedelta) -> None:
    assert decide(ANNA, finish(NOON + after), [stopped()]) == Same(7, completes=True)


def test_after_a_week_it_is_a_rewatch() -> None:
    late = NOON + timedelta(days=7, seconds=1)
    assert decide(ANNA, finish(late), [stopped()]) == New((7,))


def test_only_one_finish_completes_it() -> None:
    completed = stopped(finish_seen=True)
    assert decide(ANNA, finish(NOON + DAY), [completed]) == New((7,))


def test_a_stop_further_on_is_the_same_viewing_one_further_back_a_new_one() -> None:
    further = finish(NOON + DAY, stop_position_s=5900.0)
    assert decide(ANNA, further, [stopped()]) == Same(7, stop_position_s=5900.0)
    again = finish(NOON + DAY, stop_position_s=5400.0)
    assert decide(ANNA, again, [stopped()]) == New((7,))


def test_a_deleted_watch_that_was_counted_too_early_does_not_swallow_the_finish() -> None:
    assert decide(ANNA, finish(NOON + DAY), [stopped(deleted=True)]) == New(())


def stop(percent: float, item: Item = FILM, **more: object) -> Progress:
    position_s = percent / 100 * (item.run_time_s or 6600)
    progress = Progress(ProgressAction.STOP, (item,), NOON, position_s)
    return replace(progress, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("wanted", [70, 80, 90])
@given(percent=st.floats(min_value=0, max_value=100))
def test_a_stop_counts_from_the_chosen_percent_on(wanted: int, percent: float) -> None:
    counted = counts_at(replace(ANNA, watched_at_percent=wanted), stop(percent))
    reached = stop(percent).percent
    assert reached is not None
    assert isinstance(counted, float) == (reached >= wanted)
    assert isinstance(counted, Not) == (reached < wanted)


def test_who_leaves_it_to_the_media_server_counts_no_stop() -> None:
    assert counts_at(ANNA, stop(99)) is None


@pytest.mark.parametrize(
    "action", [ProgressAction.PLAY, ProgressAction.RESUME, ProgressAction.PAUSE]
)
def test_only_a_stop_counts(action: ProgressAction) -> None:
    eager = replace(ANNA, watched_at_percent=70)
    assert counts_at(eager, replace(stop(99), action=action)) is None


@pytest.mark.parametrize("unknown", [stop(99, UNTIMED_FILM), replace(stop(99), position_s=None)])
def test_an_unknown_position_or_run_time_does_not_count_and_says_why(unknown: Progress) -> None:
    counted = counts_at(replace(ANNA, watched_at_percent=80), unknown)
    assert isinstance(counted, Not)
    assert counted.code == "percent_unknown"
    assert "80 %" in counted.reason
    assert "not known" in counted.reason


def test_too_little_says_how_much_was_wanted_and_how_much_it_was() -> None:
    counted = counts_at(replace(ANNA, watched_at_percent=80), stop(40))
    assert isinstance(counted, Not)
    assert counted.code == "percent_too_low"
    assert "80 %" in counted.reason
    assert "40 %" in counted.reason
