"""What is followed in two parts is what would be read at once."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.store import watched
from scroblarr_desktop.store.divided import Digest, Mark
from scroblarr_desktop.store.listing import NEWEST_FIRST, Listing
from scroblarr_desktop.store.models import WatchRow
from scroblarr_desktop.store.records import LogColumn, LogFilter, LogOrder
from scroblarr_desktop.ui.log import following
from scroblarr_desktop.ui.log.following import answered_with_watches
from scroblarr_desktop.ui.log.rows import PAGE_SIZE, Question, Rows, StoredLog, answered
from tests.ui.made_up import Household, episode

OLDEST_FIRST = LogOrder(descending=False)
HOUR = timedelta(hours=1)


class CountedLog(StoredLog):
    """The store's log, counting how often all of it is read."""

    def __init__(self) -> None:
        self.times = 0

    def read(self, wanted: LogFilter, order: LogOrder, /, *, limit: int | None = None) -> Listing:
        self.times += 1
        return super().read(wanted, order, limit=limit)

    def divided(
        self, wanted: LogFilter, order: LogOrder, newer: int, /
    ) -> tuple[Listing, Mark, Digest] | None:
        self.times += 1
        return super().divided(wanted, order, newer)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "NEWER", 6)
    monkeypatch.setattr(following, "MOST_NEWER", 9)


def follow(source: CountedLog, order: LogOrder, present: Rows) -> Rows:
    """Return the rows that come next, looked at closely."""
    answer = answered_with_watches(
        source, Question(LogFilter(), order, present, fresh=not present.ids)
    )
    ids = answer.rows.ids
    if answer.changes is not None:  # else rows changed places
        ids = list(present.ids)
        for first, last in reversed(answer.changes.removed):
            del ids[first : last + 1]
        for first, last in answer.changes.inserted:
            ids[first:first] = answer.rows.ids[first : last + 1]
    whole = answered(StoredLog(), Question(LogFilter(), order, Rows())).rows
    assert answer.rows.ids == ids == whole.ids
    assert list(answer.rows.first_of_days.items()) == list(whole.first_of_days.items())
    assert answer.first is not None
    assert set(answer.first) == set(whole.ids[:PAGE_SIZE])
    return answer.rows


@pytest.mark.parametrize("order", [NEWEST_FIRST, OLDEST_FIRST])
@pytest.mark.parametrize("seed", range(5))
def test_it_is_what_is_there_whatever_happens(home: Household, order: LogOrder, seed: int) -> None:
    chance = random.Random(seed)
    source, rows, ago = CountedLog(), Rows(), 2000 * HOUR
    for turn in range(60):
        ago -= chance.choice([0, 1, 7, 30]) * HOUR
        home.watch(episode(turn), ago=ago)
        what = chance.random()
        if what < 0.1:
            home.watch(episode(turn, season=2), ago=ago + chance.randrange(200) * HOUR)
        elif what < 0.2 and rows.ids:
            watched.delete(chance.choice(rows.ids))
        elif what < 0.3 and rows.ids:
            at = datetime.now(UTC) - ago - chance.randrange(200) * HOUR
            WatchRow.update(watched_at=at).where(WatchRow.id == chance.choice(rows.ids)).execute()
        rows = follow(source, order, rows)
    assert source.times < 30


@pytest.mark.parametrize("order", [NEWEST_FIRST, OLDEST_FIRST])
def test_what_only_grows_is_read_once(home: Household, order: LogOrder) -> None:
    for number in range(10):
        home.watch(episode(number), ago=(900 - number) * HOUR)
    source, rows = CountedLog(), Rows()
    for number in range(40):
        home.watch(episode(number, season=2), ago=(800 - 5 * number) * HOUR)
        rows = follow(source, order, rows)
    assert source.times == 1
    assert rows.settled is not None
    assert len(rows.ids) - rows.settled.digest.watches <= following.MOST_NEWER


def test_sorted_otherwise_all_is_read(home: Household) -> None:
    for number in range(10):
        home.watch(episode(number), ago=(900 - number) * HOUR)
    question = Question(LogFilter(), LogOrder(LogColumn.TITLE, descending=False), Rows())
    assert answered_with_watches(StoredLog(), question).rows.settled is None
