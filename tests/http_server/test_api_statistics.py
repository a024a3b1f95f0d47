"""The counted log at the local API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from scroblarr_desktop.store import attempts, watched
from scroblarr_desktop.store.records import Account, DeliveryState, Member
from scroblarr_desktop.watches import Item, Kind

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, Home, Watching

EPISODE = Item(Kind.EPISODE, "Part 4", show="Harbour Street", season=1, number=4)
SHOWN_AT = datetime(2026, 3, 1, 20, 15, 30, 250_000, tzinfo=UTC)
"""When the fixture's watch of today was watched."""


def end(delivery_id: int, state: DeliveryState, message: str = "") -> None:
    attempt_id = attempts.begin_attempt(delivery_id, SHOWN_AT)
    attempts.end_attempt(
        delivery_id, attempt_id, SHOWN_AT, state=state, message=message, exchanges=[]
    )


async def test_everything_is_counted(
    caller: Caller, home: Home, anna: Member, linked: Account, watch: Watching
) -> None:
    watch()
    refused = watch(EPISODE, days_ago=1)
    end(1, DeliveryState.DELIVERED)
    end(2, DeliveryState.REJECTED, "Trakt did not accept it.")
    answer = await caller.api("GET", "/statistics")
    assert answer.status == 200, answer.text
    body = answer.body
    assert body["total"] == 2
    assert body["members"] == [{"id": anna.id, "name": "Anna", "count": 2}]
    assert body["servers"] == [{"id": home.plex.id, "name": "Attic", "count": 2}]
    assert body["kinds"] == {"movie": 1, "episode": 1}
    local = [(SHOWN_AT - timedelta(days=ago)).astimezone().date() for ago in (1, 0)]
    assert body["days"] == [{"day": day.isoformat(), "count": 1} for day in local]
    assert (len(body["weekdays"]), len(body["hours"])) == (7, 24)
    assert [sum(day) for day in body["hours_of_weekdays"]] == body["weekdays"]
    assert body["most_watched"] == {
        "shows": [{"title": "Harbour Street", "year": None, "count": 1}],
        "movies": [{"title": "The Lantern Year", "year": 2021, "count": 1}],
    }
    [trakt] = body["destinations"]
    assert trakt == {
        "destination": "trakt",
        "outcomes": {"delivered": 1, "rejected": 1},
        "success_rate": 0.5,
        "last_failure": {
            "at": "2026-03-01T20:15:30.250000Z",
            "message": "Trakt did not accept it.",
            "watch_id": refused,
            "what": "Harbour Street 1x04 Part 4",
            "member": "Anna",
        },
    }
    assert body["outcomes"]["rejected"] == 1
    assert set(body["months"]) == {"this", "last_by_now", "last"}


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("?since=2026-03-01T00:00:00Z", 1),
        ("?until=2026-03-01T00:00:00Z", 1),
        ("?since=2026-03-05T00:00:00%2B01:00", 0),
        ("?member=1", 2),
        ("?member=999", 0),
    ],
)
async def test_it_is_narrowed(caller: Caller, watch: Watching, query: str, total: int) -> None:
    watch()
    watch(EPISODE, days_ago=1)
    body = (await caller.api("GET", f"/statistics{query}")).body
    assert body["total"] == total
    assert sum(one["count"] for one in body["days"]) == total


async def test_deleted_watches_do_not_count(caller: Caller, watch: Watching) -> None:
    watched.delete(watch())
    assert (await caller.api("GET", "/statistics")).body["total"] == 0


async def test_an_empty_log_is_counted_too(caller: Caller) -> None:
    body = (await caller.api("GET", "/statistics")).body
    assert (body["total"], body["destinations"], body["per_week"]) == (0, [], 0)


@pytest.mark.parametrize("query", ["member=anna", "since=yesterday", "kind=movie"])
async def test_what_makes_no_sense_is_refused(caller: Caller, query: str) -> None:
    answer = await caller.api("GET", f"/statistics?{query}")
    assert answer.status == 422
    assert answer.body["error"]["field"] == query.partition("=")[0]
