from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import Store, statistics, watched
from scroblarr_desktop.store.figures import CountedTitle, Figures, Months, Wanted
from scroblarr_desktop.store.local_days import stamp, stretches
from scroblarr_desktop.store.models import WatchRow
from scroblarr_desktop.store.records import Account, DeliveryState
from scroblarr_desktop.watches import Kind, ServerKind
from tests.store.filling import (
    DAY,
    HOUR,
    NOON,
    Person,
    connect,
    delivery_of,
    end,
    episode,
    link,
    movie,
    person,
    planned,
    put_into,
    watch,
)

BERLIN = ZoneInfo("Europe/Berlin")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
NEW_YORK = ZoneInfo("America/New_York")


def count(
    folder: DataDir,
    wanted: Wanted | None = None,
    present: datetime = NOON,
    zone: ZoneInfo = BERLIN,
) -> Figures:
    return statistics.figures(folder, wanted or Wanted(), present, zone)


def test_an_empty_log_has_figures_too(store: Store, folder: DataDir) -> None:
    counted = count(folder)
    assert (counted.total, counted.days, counted.sent) == (0, (), ())
    assert (counted.first_day, counted.per_day, counted.per_week) == (None, 0.0, 0.0)
    assert counted.weekdays == (0,) * 7
    assert counted.by_hour == (0,) * 24
    assert counted.months == Months(0, 0, 0)


def test_watches_count_by_member_server_and_kind(
    folder: DataDir, anna: Person, ben: Person
) -> None:
    cellar = connect("Cellar", ServerKind.JELLYFIN)
    clara = person("Clara", cellar)
    for number in range(3):
        watch(ben, episode(number), NOON - number * DAY)
    watch(anna, movie(), NOON)
    watch(clara, movie(), NOON)
    counted = count(folder)
    assert counted.total == 5
    assert [(one.who.name, one.count) for one in counted.members] == [
        ("Ben", 3),
        ("Anna", 1),
        ("Clara", 1),
    ]
    assert [(one.who.name, one.count) for one in counted.servers] == [("Attic", 4), ("Cellar", 1)]
    assert counted.kinds == {Kind.EPISODE: 3, Kind.MOVIE: 2}


def test_what_was_undone_or_deleted_does_not_count(
    folder: DataDir, anna: Person, trakt: Account
) -> None:
    kept, deleted, undone = (planned(anna, episode(number), NOON) for number in range(3))
    for one in (kept, deleted, undone):
        end(delivery_of(one), DeliveryState.DELIVERED)
    watched.delete(deleted)
    WatchRow.update(undone_at=NOON).where(WatchRow.id == undone).execute()
    for wanted in (Wanted(), Wanted(since=NOON - DAY)):
        counted = count(folder, wanted)
        assert counted.total == 1
        assert counted.days == ((NOON.date(), 1),)
        assert counted.kinds[Kind.EPISODE] == 1
        assert counted.shows == (CountedTitle("Harbour Street", None, 1),)
        [sent] = counted.sent
        assert sent.outcomes == {DeliveryState.DELIVERED: 1}


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        (BERLIN, date(2026, 3, 15), 0),
        (KATHMANDU, date(2026, 3, 15), 5),
        (NEW_YORK, date(2026, 3, 14), 19),
    ],
)
def test_days_and_hours_are_local(
    folder: DataDir, anna: Person, zone: ZoneInfo, day: date, hour: int
) -> None:
    watch(anna, watched_at=datetime(2026, 3, 14, 23, 30, tzinfo=UTC))
    counted = count(folder, zone=zone, present=NOON + DAY)
    assert counted.days == ((day, 1),)
    assert counted.hours[day.weekday()][hour] == 1
    assert sum(counted.weekdays) == 1


def test_both_clock_changes_of_a_year(folder: DataDir, anna: Person) -> None:
    for month in (1, 4, 7, 10, 11):
        watch(anna, episode(month), datetime(2026, month, 28, 22, 30, tzinfo=UTC))
    counted = count(folder, present=datetime(2026, 12, 1, tzinfo=UTC))
    assert [day for day, _ in counted.days] == [
        date(2026, 1, 28),
        date(2026, 4, 29),
        date(2026, 7, 29),
        date(2026, 10, 28),
        date(2026, 11, 28),
    ]
    assert counted.by_hour[23] == 3
    assert counted.by_hour[0] == 2


def test_time_is_parted_where_clocks_change() -> None:
    begins, ends = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    parts = stretches(begins, ends, BERLIN)
    assert [part.begins for part in parts] == [
        stamp(begins),
        stamp(datetime(2026, 3, 29, 1, tzinfo=UTC)),
        stamp(datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ]
    assert [part.shift // 3_600_000_000 for part in parts] == [1, 2, 1]
    assert parts[-1].ends == stamp(ends)
    assert stretches(begins, begins, BERLIN) == []
    assert len(stretches(begins, ends, ZoneInfo("UTC"))) == 1


def test_a_period_and_a_member_narrow_everything(
    folder: DataDir, anna: Person, ben: Person, trakt: Account
) -> None:
    link(ben)
    for whose, ago in ((anna, 1 * DAY), (anna, 40 * DAY), (ben, 2 * DAY)):
        end(delivery_of(planned(whose, movie(), NOON - ago)), DeliveryState.DELIVERED)
    recent = Wanted(since=NOON - 30 * DAY)
    assert count(folder, recent).total == 2
    assert count(folder, recent).sent[0].arrived == 2
    assert count(folder, Wanted(until=NOON - 30 * DAY)).total == 1
    of_anna = count(folder, Wanted(member=anna.id))
    assert (of_anna.total, of_anna.sent[0].arrived) == (2, 2)
    assert [one.who.name for one in of_anna.members] == ["Anna"]
    narrow = count(folder, Wanted(anna.id, NOON - 30 * DAY, NOON))
    assert (narrow.total, narrow.sent[0].arrived) == (1, 1)
    # `until` itself is outside.
    assert count(folder, Wanted(until=NOON - 40 * DAY)).total == 0


def test_averages_run_from_the_first_watch_to_today(folder: DataDir, anna: Person) -> None:
    for number in range(4):
        watch(anna, episode(number), NOON - 7 * DAY)
    counted = count(folder)
    assert counted.span_days == 8
    assert counted.per_day == 0.5
    assert counted.per_week == 3.5
    assert count(folder, Wanted(until=NOON - 6 * DAY)).span_days == 2


def test_this_month_stands_beside_the_last(folder: DataDir, anna: Person) -> None:
    for day, month in ((1, 3), (14, 3), (3, 2), (20, 2), (28, 2), (31, 1)):
        at = datetime(2026, month, day, 8, tzinfo=UTC)
        watch(anna, episode(day, season=month), at)
    assert count(folder).months == Months(so_far=2, last_by_now=1, last=3)
    # On the 31st the last month was over by now, however short it was.
    last_day = datetime(2026, 3, 31, 12, tzinfo=UTC)
    assert count(folder, present=last_day).months == Months(2, 3, 3)
    # Whatever the other figures are of.
    assert count(folder, Wanted(since=NOON - HOUR)).months.last == 3


def test_shows_and_films_watched_most(folder: DataDir, anna: Person) -> None:
    for number in range(3):
        watch(anna, episode(number), NOON - number * DAY)
    watch(anna, episode(1, show="Quiet Water"), NOON)
    for days in (1, 2):
        watch(anna, movie("Paper Comets", 1999), NOON - days * DAY)
    watch(anna, movie("Paper Comets", 2020), NOON)
    counted = count(folder)
    assert counted.shows == (
        CountedTitle("Harbour Street", None, 3),
        CountedTitle("Quiet Water", None, 1),
    )
    assert counted.films == (
        CountedTitle("Paper Comets", 1999, 2),
        CountedTitle("Paper Comets", 2020, 1),
    )


def test_no_more_than_ten_titles_are_named(folder: DataDir, anna: Person) -> None:
    for number in range(12):
        watch(anna, movie(f"Film {number}"), NOON - number * HOUR)
    assert len(count(folder).films) == statistics.MOST_TITLES


def test_success_leaves_out_what_waits_and_what_was_cancelled(
    folder: DataDir, anna: Person, trakt: Account
) -> None:
    for number, state in enumerate(
        (
            *(DeliveryState.DELIVERED,) * 2,
            DeliveryState.ALREADY_THERE,
            DeliveryState.REJECTED,
            DeliveryState.CANCELLED,
            DeliveryState.WAITING,
        )
    ):
        put_into(state, delivery_of(planned(anna, episode(number))))
    [sent] = count(folder).sent
    assert (sent.destination, sent.arrived, sent.success) == ("trakt", 3, 0.75)
    assert count(folder).outcomes[DeliveryState.CANCELLED] == 1


def test_without_an_end_there_is_no_success(folder: DataDir, anna: Person, trakt: Account) -> None:
    planned(anna)
    assert count(folder).sent[0].success is None


def test_the_last_failure_is_told_also_after_a_success(
    folder: DataDir, anna: Person, ben: Person, trakt: Account
) -> None:
    link(ben, "simkl")
    first, second = planned(anna, movie()), planned(anna, episode())
    refused = {"message": "Trakt did not answer.", "outcome": "failed"}
    end(delivery_of(first), DeliveryState.WAITING, NOON, **refused)
    end(delivery_of(second), DeliveryState.WAITING, NOON + HOUR, **refused)
    end(delivery_of(second), DeliveryState.DELIVERED, NOON + 2 * HOUR)
    end(delivery_of(planned(ben, movie())), DeliveryState.DELIVERED, NOON)
    simkl, at_trakt = count(folder).sent
    assert simkl.last_failure is None
    failure = at_trakt.last_failure
    assert failure is not None
    assert (failure.at, failure.message) == (NOON + HOUR, "Trakt did not answer.")
    assert (failure.watch_id, failure.what) == (second, "Harbour Street 1x04 Part 4")
    assert failure.who == "Anna"
    assert count(folder, Wanted(member=ben.id)).sent[0].last_failure is None


def test_a_few_days_are_counted_at_once(store: Store, anna: Person, ben: Person) -> None:
    watch(anna, movie(), NOON)
    watch(anna, episode(), NOON - 2 * DAY)
    watch(ben, movie(), NOON - timedelta(minutes=1))
    assert statistics.watched_between(NOON - HOUR, NOON + HOUR) == {anna.id: 1, ben.id: 1}
    assert statistics.watched_between(NOON - 7 * DAY, NOON) == {anna.id: 1, ben.id: 1}
    assert statistics.watched_between(NOON, NOON) == {}
