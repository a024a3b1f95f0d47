"""What people mark as watched by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scroblarr_desktop.demo.trakt.world import UNKNOWN_TIME
from scroblarr_desktop.store import holds, household, inbox
from scroblarr_desktop.store.records import DeliveryState, HoldKind, InboxState, Member
from tests.bodies import JELLYFIN_USER
from tests.sync.world import World

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


def annas(world: World, **changes: object) -> Member:
    """Return a member with a Jellyfin viewer and a linked account."""
    anna, _ = world.member("Anna", **changes)
    world.jellyfin_viewer(anna)
    world.link(anna)
    return anna


async def marked(world: World, count: int, every: timedelta = SECOND) -> None:
    """Let Anna mark so many episodes, one after the other, ending now."""
    started = world.now() - count * every
    await world.read(*(world.marks_episode(n, started + n * every) for n in range(1, count + 1)))


async def test_a_mark_goes_out_after_five_seconds_and_not_before(world: World) -> None:
    world.show()
    annas(world)
    await world.read(world.marks_episode(5))
    await world.stay_awake(SECOND)
    assert world.states() == [DeliveryState.WAITING]
    assert world.delivery().attempts == 0
    world.pass_time(5 * SECOND)
    [watch] = await world.delivered()
    assert watch.by_hand
    assert len(world.user("anna").plays) == 1


async def test_a_mark_of_what_was_watched_ever_before_is_recorded_only(world: World) -> None:
    annas(world)
    await world.read(world.jellyfin_stops(world.now() - 300 * DAY))
    entry_id = world.marks_episode(5)
    await world.read(entry_id)
    entry = inbox.get(entry_id)
    assert entry is not None
    assert (entry.state, entry.reason_code) == (InboxState.IGNORED, "same_watch")
    assert len(world.watches()) == 1


async def test_a_mark_is_no_rewatch_whatever_the_media_server_counts(world: World) -> None:
    world.show()
    annas(world)
    await world.read(world.marks_episode(5, PlayCount=3))
    assert [watch.rewatched for watch in world.watches()] == [False]


async def test_a_member_may_switch_them_off(world: World) -> None:
    annas(world, hand_marks=False)
    entry_id = world.marks_episode(5)
    await world.read(entry_id)
    entry = inbox.get(entry_id)
    assert entry is not None
    assert (entry.state, entry.reason_code) == (InboxState.IGNORED, "hand_marks_off")


async def test_five_within_a_minute_are_sent(world: World) -> None:
    world.show()
    annas(world)
    await marked(world, 5)
    assert holds.questions() == []
    world.pass_time(6 * SECOND)
    await world.delivered(5)


async def test_more_than_five_within_a_minute_are_one_question(world: World) -> None:
    world.show()
    annas(world)
    await marked(world, 7, every=SECOND / 2)
    [question] = holds.questions()
    assert (question.kind, question.count) == (HoldKind.HAND_MARKS, 7)
    assert "Anna" in question.text
    world.pass_time(timedelta(hours=2))
    await world.stay_awake(MINUTE)
    assert world.user("anna").plays == []
    assert {d.waiting_for for watch in world.watches() for d in watch.deliveries} == {"answer"}


async def test_spread_over_more_than_a_minute_they_are_no_question(world: World) -> None:
    world.show()
    annas(world)
    await marked(world, 8, every=15 * SECOND)
    assert holds.questions() == []


async def test_answer_now_sends_them_with_the_time_of_marking(world: World) -> None:
    world.show()
    annas(world)
    await marked(world, 6, every=SECOND / 2)
    marks = {watch.number: watch.watched_at for watch in world.watches()}
    holds.answer(holds.questions()[0].id, holds.NOW)
    await world.delivered(6)
    for play in world.user("anna").plays:
        episode = play.thing
        assert abs(play.watched_at - marks[episode.number]) <= 12 * SECOND  # type: ignore[union-attr]


async def test_answer_release_date_sends_them_with_that(world: World) -> None:
    show = world.show()
    annas(world)
    await marked(world, 6, every=SECOND / 2)
    holds.answer(holds.questions()[0].id, holds.RELEASED)
    await world.delivered(6)
    released = {episode: episode.first_aired for episode in show.episodes}
    plays = world.user("anna").plays
    assert [play.watched_at for play in plays] == [released[play.thing] for play in plays]  # type: ignore[index]
    assert UNKNOWN_TIME not in [play.watched_at for play in plays]


async def test_a_release_dated_play_of_unknown_fate_is_not_doubled(world: World) -> None:
    world.show()
    annas(world)
    await marked(world, 6, every=SECOND / 2)
    world.trakt.faults.add("POST /sync/history", drop="after")
    holds.answer(holds.questions()[0].id, holds.RELEASED)
    await world.until(lambda: any(one.outcome == "unknown" for one in world.attempts()))
    world.pass_time(2 * MINUTE)
    await world.delivered(6)
    assert len(world.user("anna").plays) == 6
    assert world.states().count(DeliveryState.ALREADY_THERE) == 1


async def test_a_later_real_viewing_is_not_taken_for_the_release_dated_play(world: World) -> None:
    world.show()
    annas(world)
    await marked(world, 6, every=SECOND / 2)
    holds.answer(holds.questions()[0].id, holds.RELEASED)
    await world.delivered(6)
    world.pass_time(30 * DAY)
    world.jellyfin_stops(world.now() - timedelta(hours=3))
    await world.delivered(7)
    assert len(world.user("anna").plays) == 7


async def test_answer_leave_out_keeps_them_here_only(world: World) -> None:
    world.show()
    annas(world)
    await marked(world, 6, every=SECOND / 2)
    holds.answer(holds.questions()[0].id, holds.LEAVE_OUT)
    assert set(world.states()) == {DeliveryState.CANCELLED}
    assert holds.questions() == []


async def test_one_that_follows_while_the_question_stands_joins_it(world: World) -> None:
    world.show()
    annas(world)
    await marked(world, 6, every=SECOND / 2)
    await world.read(world.marks_episode(8))
    [question] = holds.questions()
    assert question.count == 7


async def test_of_a_viewer_who_is_two_members_each_mark_counts_once(world: World) -> None:
    world.show()
    annas(world)
    ben, _ = world.member("Ben")
    world.link(ben)
    household.give_viewer(ben.id, world.jellyfin, JELLYFIN_USER, None)
    await marked(world, 4)
    assert holds.questions() == []
    await world.read(world.marks_episode(6), world.marks_episode(7))
    assert sorted(question.count for question in holds.questions()) == [6, 6]


@pytest.mark.parametrize("reason", ["Import", "UpdateUserRating", "PlaybackFinished"])
async def test_what_players_and_imports_save_is_no_mark(world: World, reason: str) -> None:
    annas(world)
    entry_id = world.marks_episode(5, SaveReason=reason)
    await world.read(entry_id)
    entry = inbox.get(entry_id)
    assert entry is not None
    assert (entry.state, entry.reason_code) == (InboxState.IGNORED, "user_data")
