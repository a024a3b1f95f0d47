"""One viewing told by a webhook, by the server's history, or by both, in whatever order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scroblarr_desktop.store import (
    household,
    inbox,
    servers,
    watched,
)
from scroblarr_desktop.store.models import ViewerRow
from scroblarr_desktop.store.records import (
    EntrySource,
    HookState,
    InboxState,
)
from tests.sync.telling import (
    EPISODES,
    FILM,
    HOUR,
    ITEMS,
    MINUTE,
    NOON,
    Desk,
    a_desk,
    give,
    signed_in,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "data") as desk:
        yield desk


# -- the once-only rule


WATCHES = st.lists(
    st.tuples(
        st.integers(1, 3),  # who
        st.integers(0, len(ITEMS) - 1),  # what
        st.integers(5, 400),  # minutes since the one before
        st.sampled_from(["now", "lost", "later"]),  # its webhook
        st.booleans(),  # it leaves the library before it is read
        st.sampled_from(["", "", "read", "settle", "restart"]),  # what the app does then
    ),
    min_size=1,
    max_size=25,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(WATCHES)
def test_whatever_comes_first_each_watch_counts_once(watches: list[Any]) -> None:
    with TemporaryDirectory() as folder, a_desk(Path(folder) / "data") as desk:
        run_through(desk, watches)


def test_five_hundred_watches_with_outages_and_restarts(desk: Desk) -> None:
    chance = random.Random(7)
    watches, silent = [], 0
    for _ in range(500):
        # Outages last for several watches.
        silent = silent - 1 if silent else chance.choice([0] * 15 + [8])
        webhook = "lost" if silent else chance.choice(["now", "now", "later", "lost"])
        then = chance.choice([*["", "read", "settle"] * 5, "restart"])
        gone = chance.random() < 0.1
        minutes = chance.randint(5, 400)
        watches.append(
            (chance.randint(1, 3), chance.randrange(len(ITEMS)), minutes, webhook, gone, then)
        )
    run_through(desk, watches)


def run_through(desk: Desk, watches: list[Any]) -> None:
    """Let it all happen, then compare the log with what was seen."""
    members = {who: give(desk, f"Member {who}", who + 500) for who in (1, 2, 3)}
    seen: Counter[tuple[int, str, datetime]] = Counter()
    last: dict[tuple[int, int], datetime] = {}
    late: list[tuple[bytes, datetime]] = []
    for who, what, minutes, webhook, gone, then in watches:
        desk.now += minutes * MINUTE
        item = ITEMS[what]
        before = last.get((who, what))
        # Nobody sees it twice in less than it takes.
        if before is not None and desk.now - before < timedelta(seconds=item.run_time_s or 0):
            desk.now = before + timedelta(seconds=item.run_time_s or 0)
        last[who, what] = desk.now
        seen[members[who], item.title, desk.now.replace(microsecond=0)] += 1
        body = desk.finishes(who + 500, item, desk.now, gone=gone)
        if webhook == "now":
            desk.hear(body, desk.now)
        elif webhook == "later":
            late.append((body, desk.now + 3 * MINUTE))
        if then == "read":
            desk.read()
            # A webhook that was under way comes behind what was read.
            for each, at in late:
                desk.hear(each, at)
            late.clear()
        if then in ("settle", "restart"):
            desk.settle()
        if then == "restart":
            desk.restart()
    for each, at in late:
        desk.hear(each, at)
    desk.read()
    desk.settle()
    assert desk.read() == 0
    states = {one.state for one in inbox.entries(limit=10_000)}
    assert states <= {InboxState.PLANNED, InboxState.IGNORED}
    logged = [(one.member and one.member.id, one.title, one.watched_at) for one in desk.watches()]
    assert len(logged) == sum(seen.values())
    for member_id, title, at in seen:
        near = [
            t
            for m, name, t in logged
            if (m, name) == (member_id, title) and abs(t - at) <= 4 * MINUTE
        ]
        assert len(near) == 1, (title, at)


# -- viewers who are nobody's yet


@pytest.mark.parametrize("history_first", [True, False])
def test_what_is_kept_for_somebody_unknown_is_kept_once(desk: Desk, history_first: bool) -> None:
    body = desk.finishes(501, FILM, NOON - 10 * MINUTE)
    steps: list[Callable[[], object]] = [desk.read, lambda: desk.hear(body, NOON)]
    for step in steps if history_first else reversed(steps):
        step()
        desk.settle()
    (kept,) = household.all_viewers(unassigned=True)
    assert (kept.name, kept.kept_watches) == ("Anna", 1)
    give(desk, "Anna", 501)
    desk.settle()
    assert len(desk.watches()) == 1


def test_two_viewings_are_kept_apart(desk: Desk) -> None:
    first = desk.finishes(501, EPISODES[0], NOON - 3 * HOUR)
    desk.finishes(501, EPISODES[0], NOON - HOUR)
    desk.hear(first, NOON - 3 * HOUR)
    desk.read()
    desk.settle()
    (kept,) = household.all_viewers(unassigned=True)
    assert kept.kept_watches == 2


# -- what is told of them


def test_a_row_says_who_what_and_when(desk: Desk) -> None:
    give(desk, "Anna", 501)
    desk.finishes(501, EPISODES[1], NOON - 5 * HOUR)
    desk.read()
    desk.settle()
    (watch,) = desk.watches()
    assert (watch.title, watch.show, watch.season, watch.number) == (
        "Part 2",
        "Harbour Street",
        1,
        2,
    )
    assert (watch.watched_at, watch.caught_up) == (NOON - 5 * HOUR, True)
    (entry,) = inbox.entries(limit=2)
    assert (entry.source, entry.event) == (EntrySource.CATCH_UP, "play history")


def test_what_left_the_library_is_told_by_its_title(desk: Desk) -> None:
    give(desk, "Anna", 501)
    desk.finishes(501, FILM, NOON - 5 * HOUR, gone=True)
    desk.read()
    desk.settle()
    (watch,) = desk.watches()
    assert (watch.title, dict(watch.ids)) == ("Salt and Tin", {})


def test_what_was_deleted_does_not_come_back(desk: Desk) -> None:
    give(desk, "Anna", 501)
    desk.hear(desk.finishes(501, FILM, NOON), NOON)
    desk.settle()
    watched.delete(desk.watches()[0].id)
    assert desk.read() == 1
    desk.settle()
    assert desk.watches() == []


def test_a_row_is_no_sign_of_life_of_the_webhooks(desk: Desk) -> None:
    give(desk, "Anna", 501)
    desk.finishes(501, FILM, NOON - HOUR)
    desk.read()
    desk.settle()
    assert servers.get(desk.plex).last_event_at is None


def test_of_an_ignored_viewer_each_watch_is_counted_once(desk: Desk) -> None:
    signed_in(desk, HookState.SET)
    body = desk.finishes(501, FILM, NOON)
    desk.hear(body, NOON)
    desk.settle()
    (viewer,) = household.all_viewers(unassigned=True)
    household.ignore_viewer(viewer.id)
    desk.hear(desk.finishes(501, FILM, NOON + 5 * HOUR), NOON + 5 * HOUR)
    desk.now = NOON + 6 * HOUR
    desk.read()
    desk.settle()
    assert ViewerRow.get_by_id(viewer.id).ignored_count == 1
