from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest
from hypothesis import given

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import attempts, deliveries, household, inbox, log, watched
from scroblarr_desktop.store.models import AttemptRow, InboxRow, WatchKeyRow
from scroblarr_desktop.store.records import Account, DeliveryState, LogFilter
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import Item, Kind
from tests.store.filling import (
    HOUR,
    MINUTE,
    NOON,
    Person,
    an_entry,
    deliver,
    delivery_of,
    end,
    episode,
    link,
    movie,
    plan,
    planned,
    states,
    watch,
)
from tests.test_watches import items


@given(items)
def test_an_item_comes_back_as_it_was(item: Item) -> None:
    assert watched.from_json(watched.as_json(item)) == item


def test_season_0_and_number_0_are_kept() -> None:
    values = watched.as_json(episode(0, 0))
    assert (values["season"], values["number"]) == (0, 0)


# Writing


def test_a_watch_is_kept_with_its_own_time(anna: Person) -> None:
    item = episode(ids={"tvdb": "11"}, show_ids={"tvdb": "1"}, show_year=2019, run_time_s=2400.5)
    at = NOON + timedelta(microseconds=123456)
    watch_id = watch(anna, item, at, received_at=NOON + HOUR, by_hand=True)
    (earlier,) = watched.earlier(anna.id, item)
    assert (earlier.id, earlier.item, earlier.watched_at) == (watch_id, item, at)
    assert (earlier.by_hand, earlier.deleted) == (True, False)
    logged = log.watch(watch_id)
    assert logged is not None
    assert (logged.watched_at, logged.received_at) == (at, NOON + HOUR)
    assert (logged.ids, logged.show_ids, logged.year) == ({"tvdb": "11"}, {"tvdb": "1"}, 2019)


def test_the_database_takes_an_item_of_an_entry_once_for_each_member(
    anna: Person, ben: Person, heard: list[Changed]
) -> None:
    entry = an_entry()
    watch(anna, episode(1), entry=entry)
    heard.clear()
    with pytest.raises(sqlite3.IntegrityError):
        watch(anna, episode(2), entry=entry)
    assert heard == []
    watch(anna, episode(2), entry=entry, ordinal=1)
    watch(ben, episode(1), entry=entry)
    watch(anna, episode(1), entry=an_entry())
    assert len(log.ids(LogFilter())) == 4


def test_a_refused_watch_leaves_no_keys(anna: Person) -> None:
    entry = an_entry()
    watch(anna, episode(1), entry=entry)
    before = WatchKeyRow.select().count()
    with pytest.raises(sqlite3.IntegrityError):
        watch(anna, movie(), entry=entry)
    assert WatchKeyRow.select().count() == before


def test_what_was_planned_already_is_known(anna: Person, ben: Person) -> None:
    entry = an_entry()
    watch(anna, entry=entry, ordinal=1)
    assert watched.planned_already(entry.id, 1, anna.id)
    assert not watched.planned_already(entry.id, 0, anna.id)
    assert not watched.planned_already(entry.id, 1, ben.id)
    assert not watched.planned_already(entry.id + 1, 1, anna.id)


# Earlier watches


def test_earlier_watches_are_found_newest_first(anna: Person) -> None:
    first = watch(anna, episode(4), NOON)
    latest = watch(anna, episode(4), NOON + 2 * HOUR)
    between = watch(anna, episode(4), NOON + HOUR)
    watch(anna, episode(5))
    watch(anna, movie())
    found = [one.id for one in watched.earlier(anna.id, episode(4))]
    assert found == [latest, between, first]


def test_only_the_members_own_watches_are_earlier(anna: Person, ben: Person) -> None:
    watch(ben)
    assert watched.earlier(anna.id, episode()) == []


def test_an_item_is_found_by_any_of_its_ids_and_by_its_title(anna: Person) -> None:
    known = watch(anna, movie(ids={"imdb": "tt1", "tmdb": "2"}))
    for described in (
        movie("Das Laternenjahr", 2022, ids={"imdb": "tt1"}),
        movie("Das Laternenjahr", None, ids={"tmdb": "2", "imdb": "tt9"}),
        movie("The lantern-year"),
    ):
        assert [one.id for one in watched.earlier(anna.id, described)] == [known]
    assert watched.earlier(anna.id, movie("The Lantern Year", 1999)) == []


def test_a_shared_key_alone_is_not_the_same_item(anna: Person) -> None:
    """Two shows of one name, told apart by their ids."""
    watch(anna, episode(show_ids={"tvdb": "1"}))
    assert watched.earlier(anna.id, episode(show_ids={"tvdb": "2"})) == []
    assert len(watched.earlier(anna.id, episode())) == 1


def test_an_item_that_nothing_is_known_of_has_no_earlier_watches(anna: Person) -> None:
    nameless = Item(Kind.EPISODE, "Part 4")
    watch(anna, nameless)
    assert watched.earlier(anna.id, nameless) == []


def test_a_watch_from_a_stop_says_how_far_it_came(anna: Person) -> None:
    watch_id = watch(anna, stop_position_s=1800.5)
    (one,) = watched.earlier(anna.id, episode())
    assert (one.stop_position_s, one.finish_seen) == (1800.5, False)
    watched.note_stop(watch_id, 1900)
    watched.note_finish(watch_id)
    (one,) = watched.earlier(anna.id, episode())
    assert (one.stop_position_s, one.finish_seen) == (1900, True)


def test_a_watch_from_a_finish_waits_for_none(anna: Person) -> None:
    watch(anna)
    (one,) = watched.earlier(anna.id, episode())
    assert (one.stop_position_s, one.finish_seen) == (None, True)


# Marks made by hand


def test_recent_hand_marks_are_those_of_the_span(anna: Person, ben: Person) -> None:
    def mark(who: Person, number: int, seconds: int) -> int:
        at = NOON + timedelta(seconds=seconds)
        return watch(who, episode(number), NOON - HOUR, by_hand=True, received_at=at)

    mark(anna, 1, 0)
    inside = [mark(anna, 2, 1), mark(anna, 3, 60)]
    mark(anna, 4, 61)
    mark(ben, 5, 30)
    watch(anna, episode(6), received_at=NOON + timedelta(seconds=30))
    watched.delete(mark(anna, 7, 30))
    until, within = NOON + timedelta(seconds=60), timedelta(seconds=60)
    assert sorted(watched.recent_hand_marks(anna.viewer.id, until, within)) == inside


# Deleting


def test_a_deleted_watch_leaves_a_tombstone(anna: Person, heard: list[Changed]) -> None:
    watch_id = watch(anna)
    heard.clear()
    watched.delete(watch_id)
    assert heard[0] & Changed.LOG
    assert log.ids(LogFilter()) == []
    assert log.watch(watch_id) is None
    (tombstone,) = watched.earlier(anna.id, episode())
    assert (tombstone.id, tombstone.deleted, tombstone.watched_at) == (watch_id, True, NOON)


def test_a_watch_is_deleted_once(anna: Person) -> None:
    watch_id = watch(anna)
    watched.delete(watch_id)
    for missing in (watch_id, 99):
        with pytest.raises(Missing):
            watched.delete(missing)


def test_the_event_of_a_deleted_watch_is_still_known(anna: Person) -> None:
    entry = an_entry()
    watched.delete(watch(anna, entry=entry))
    assert watched.planned_already(entry.id, 0, anna.id)


def test_deleting_cancels_what_is_open(anna: Person, trakt: Account) -> None:
    waiting, unmatched, rejected, done = (planned(anna, episode(n)) for n in range(4))
    end(delivery_of(unmatched), DeliveryState.UNMATCHED, next_try_at=NOON)
    end(delivery_of(rejected), DeliveryState.REJECTED)
    deliver(delivery_of(done))
    ids = {watch_id: delivery_of(watch_id) for watch_id in (waiting, unmatched, rejected)}
    kept = delivery_of(done)
    for watch_id in (*ids, done):
        watched.delete(watch_id)
    for delivery_id in ids.values():
        gone = deliveries.get(delivery_id)
        assert (gone.state, gone.next_try_at) == (DeliveryState.CANCELLED, None)
    assert deliveries.get(kept).state is DeliveryState.DELIVERED
    assert deliveries.next_due(trakt.id, NOON + HOUR, MINUTE) is None


def test_what_is_being_sent_while_it_is_deleted_is_not_sent_again(
    anna: Person, trakt: Account
) -> None:
    for state, expected in (
        (DeliveryState.WAITING, DeliveryState.CANCELLED),
        (DeliveryState.UNMATCHED, DeliveryState.CANCELLED),
        (DeliveryState.DELIVERED, DeliveryState.DELIVERED),
    ):
        watch_id = planned(anna)
        delivery_id = delivery_of(watch_id)
        attempts.mark_sending(delivery_id, "m1", NOON)
        watched.delete(watch_id)
        assert deliveries.get(delivery_id).state is DeliveryState.SENDING
        end(delivery_id, state, next_try_at=NOON + HOUR)
        ended = deliveries.get(delivery_id)
        assert ended.state is expected


def test_what_was_cut_off_and_deleted_is_not_sent_again(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    attempts.mark_sending(delivery_id, "m1", NOON)
    watched.delete(watch_id)
    attempts.recover(NOON)
    assert deliveries.get(delivery_id).state is DeliveryState.CANCELLED


def test_deleting_wipes_the_body_and_what_was_said_to_destinations(
    anna: Person, trakt: Account
) -> None:
    watch_id = planned(anna)
    end(delivery_of(watch_id), DeliveryState.WAITING, exchanges=[{"path": "/private"}])
    assert log.raw_body(watch_id) == '{"event": "made up"}'
    watched.delete(watch_id)
    assert AttemptRow.select().count() == 0
    assert [bytes(row.body) for row in InboxRow.select()] == [b""]
    assert log.raw_body(watch_id) is None


def test_a_body_stays_while_another_watch_needs_it(anna: Person, ben: Person) -> None:
    entry = an_entry()
    one, other = watch(anna, entry=entry), watch(ben, entry=entry)
    watched.delete(one)
    kept = inbox.get(entry.id)
    assert kept is not None
    assert kept.body
    watched.delete(other)
    wiped = inbox.get(entry.id)
    assert wiped is not None
    assert wiped.body == b""


def test_a_deleted_watch_is_not_brought_back_by_its_deliveries(
    anna: Person, trakt: Account
) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    watched.delete(watch_id)
    with pytest.raises(Missing):
        deliveries.retry(delivery_id, NOON)
    with pytest.raises(Missing):
        deliveries.cancel(delivery_id)


def test_a_member_who_left_still_has_a_log(anna: Person) -> None:
    link(anna)
    watch_id = watch(anna)
    plan(watch_id)
    household.delete_member(anna.id)
    assert states(log.watch(watch_id)) == [DeliveryState.WAITING]
