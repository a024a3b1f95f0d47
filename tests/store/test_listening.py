"""When webhooks could arrive, and servers that went quiet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.store import Store, inbox, listening, servers
from scroblarr_desktop.store.models import ListeningRow
from scroblarr_desktop.store.records import EntrySource
from scroblarr_desktop.store.silence import Silence, silence
from scroblarr_desktop.watches import ServerKind

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def listens(since: datetime, minutes: int) -> None:
    for number in range(minutes + 1):
        listening.beat(since + number * MINUTE)


def test_one_listens_from_the_first_beat_to_the_last(store: Store) -> None:
    listens(NOON, 30)
    assert listening.was_listening(NOON, NOON + 30 * MINUTE)
    assert not listening.was_listening(NOON - MINUTE, NOON + MINUTE)
    assert not listening.was_listening(NOON + 29 * MINUTE, NOON + 31 * MINUTE)
    assert ListeningRow.select().count() == 1


def test_sleep_leaves_a_gap(store: Store) -> None:
    listens(NOON, 5)
    listens(NOON + HOUR, 5)
    assert not listening.was_listening(NOON, NOON + HOUR)
    assert listening.was_listening(NOON + HOUR, NOON + HOUR + 5 * MINUTE)


def test_a_clock_set_back_begins_anew(store: Store) -> None:
    listens(NOON, 5)
    listens(NOON - DAY, 5)
    assert listening.was_listening(NOON - DAY, NOON - DAY + 5 * MINUTE)
    assert not listening.was_listening(NOON, NOON + MINUTE)


def test_what_is_long_past_is_forgotten(store: Store) -> None:
    listens(NOON, 5)
    listens(NOON + 15 * DAY, 1)
    assert ListeningRow.select().count() == 1


def came(server_id: int, *days_ago: int, source: EntrySource = EntrySource.WEBHOOK) -> None:
    for days in days_ago:
        at = NOON - days * DAY
        entry_id = inbox.save(ServerKind.PLEX, server_id, b"{}", at, source)
        inbox.note(entry_id, event="media.play", server_id=server_id)


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        (range(9, 30), Silence(9, 1)),
        (range(1, 30), None),
        (range(9, 55, 7), None),
        (range(30, 60, 6), Silence(30, 6)),
        (range(9, 12), None),
        ([], None),
    ],
)
def test_a_silence_is_noticed_where_it_is_unusual(
    store: Store, days_ago: range, expected: Silence | None
) -> None:
    server_id = servers.add(ServerKind.PLEX, "Attic", "attic").id
    came(server_id, *days_ago)
    came(server_id, 0, 1, 2, source=EntrySource.CATCH_UP)
    assert silence(server_id, NOON) == expected
