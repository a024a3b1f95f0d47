"""What became of a play of which a Jellyfin tells the start only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.linking.jellyfin.verdicts import Evidence, evidence_of, judge
from scroblarr_desktop.media_servers.jellyfin_played import Played, Plays
from scroblarr_desktop.store.records import PlayedItem

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LATER = NOON + 5 * HOUR
FILM = Played("a" * 32, NOON, True, 1, 0.0, 6600.0, {})
AGAIN = replace(FILM, play_count=2)
END = NOON + 110 * MINUTE
SEEN_EARLIER = PlayedItem("anna", FILM.item_id, True, NOON - 3 * DAY, False, NOON - DAY)
UNFINISHED = PlayedItem("anna", FILM.item_id, False, NOON, False, NOON + 40 * MINUTE)


def told(starts: Sequence[datetime] = (NOON,), stops: Sequence[datetime] = ()) -> Evidence:
    return Evidence(starts, stops)


def test_its_end_is_that_of_the_log() -> None:
    verdict = judge(FILM, None, told(stops=[END + 7 * MINUTE]), LATER)
    assert verdict is not None
    assert (verdict.at, verdict.began_at) == (END + 7 * MINUTE, None)
    assert (verdict.by_hand, verdict.doubtful, verdict.seen_before) == (False, False, False)


@pytest.mark.parametrize("now", [replace(FILM, played=False), replace(FILM, position_s=1200.0)])
def test_who_is_in_the_middle_has_not_finished(now: Played) -> None:
    assert judge(now, SEEN_EARLIER, told(stops=[END]), LATER) is None


@pytest.mark.parametrize("evidence", [told(), None])
def test_without_an_end_in_the_log_it_is_reckoned_once_it_must_be_over(
    evidence: Evidence | None,
) -> None:
    assert judge(FILM, None, evidence, END + 5 * MINUTE) is None
    verdict = judge(FILM, None, evidence, LATER)
    assert verdict is not None
    assert (verdict.at, verdict.began_at, verdict.doubtful) == (END, NOON, False)


def test_a_log_that_does_not_reach_back_so_far_says_nothing() -> None:
    verdict = judge(FILM, None, told(starts=[]), NOON + 40 * DAY)
    assert verdict is not None
    assert (verdict.at, verdict.by_hand) == (END, False)


def test_without_any_play_it_was_marked_by_hand() -> None:
    verdict = judge(FILM, None, told(starts=[]), LATER)
    assert verdict is not None
    assert (verdict.at, verdict.by_hand, verdict.doubtful) == (NOON, True, False)


def test_what_was_left_unfinished_and_is_played_now_was_marked_by_hand() -> None:
    evidence = told(stops=[NOON + 30 * MINUTE])
    verdict = judge(FILM, UNFINISHED, evidence, LATER)
    assert verdict is not None
    assert (verdict.at, verdict.by_hand) == (LATER, True)


def test_what_was_unfinished_at_the_latest_look_and_ended_since_was_played() -> None:
    verdict = judge(FILM, UNFINISHED, told(stops=[END]), LATER)
    assert verdict is not None
    assert (verdict.at, verdict.by_hand) == (END, False)


def test_what_was_only_tried_and_is_played_all_the_same_counts_as_marked() -> None:
    verdict = judge(FILM, None, told(stops=[NOON + 9 * MINUTE]), LATER)
    assert verdict is not None
    assert (verdict.at, verdict.by_hand) == (NOON + 9 * MINUTE, True)


# -- seen before


@pytest.mark.parametrize("before", [SEEN_EARLIER, None])
def test_a_long_replay_counts(before: PlayedItem | None) -> None:
    verdict = judge(AGAIN, before, told(stops=[END]), LATER)
    assert verdict is not None
    assert (verdict.doubtful, verdict.seen_before) == (False, True)


@pytest.mark.parametrize("before", [SEEN_EARLIER, None])
@pytest.mark.parametrize("evidence", [told(stops=[NOON + 9 * MINUTE]), told(), None])
def test_one_that_may_have_been_given_up_is_asked_about(
    before: PlayedItem | None, evidence: Evidence | None
) -> None:
    verdict = judge(AGAIN, before, evidence, LATER)
    assert verdict is not None
    assert verdict.doubtful


def test_the_second_sitting_of_a_first_viewing_is_no_replay() -> None:
    left = replace(UNFINISHED, began_at=NOON - DAY, noted_at=NOON - DAY + HOUR)
    verdict = judge(AGAIN, left, told(stops=[NOON + 20 * MINUTE]), LATER)
    assert verdict is not None
    assert (verdict.doubtful, verdict.seen_before) == (False, False)


def test_several_sittings_make_one_viewing() -> None:
    starts = [NOON - 5 * HOUR, NOON]
    stops = [NOON - 4 * HOUR, NOON + 50 * MINUTE]
    verdict = judge(AGAIN, None, told(starts, stops), LATER)
    assert verdict is not None
    assert not verdict.doubtful


# -- the log


def test_of_several_who_watch_together_the_log_names_one() -> None:
    key = ("ben", FILM.item_id)
    plays = Plays({key: [NOON + timedelta(seconds=1)]}, {key: [END]})
    assert evidence_of(plays, "anna", FILM) == Evidence([NOON + timedelta(seconds=1)], [END])


def test_somebody_elses_play_at_another_time_says_nothing() -> None:
    key = ("ben", FILM.item_id)
    plays = Plays({key: [NOON + HOUR]}, {key: [NOON + 3 * HOUR]})
    assert evidence_of(plays, "anna", FILM) == Evidence((), ())
    assert evidence_of(None, "anna", FILM) is None
