"""The log, deliveries and the inbox at the local API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from scroblarr_desktop.store import attempts, deliveries, inbox
from scroblarr_desktop.store.records import Account, DeliveryState, InboxState, Member
from scroblarr_desktop.watches import Item, Kind, ServerKind

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, Home, Watching

NOW = datetime(2026, 3, 1, 20, 20, tzinfo=UTC)
EPISODE = Item(
    Kind.EPISODE,
    "The Ferry Does Not Wait",
    year=2021,
    ids={"tvdb": "81122"},
    show="Harbour Street",
    show_ids={"tvdb": "4711"},
    season=2,
    number=5,
)


def deliver(delivery_id: int, state: DeliveryState = DeliveryState.DELIVERED) -> None:
    attempt_id = attempts.begin_attempt(delivery_id, NOW)
    attempts.end_attempt(
        delivery_id,
        attempt_id,
        NOW + timedelta(seconds=1),
        state=state,
        message="",
        exchanges=[{"method": "POST", "path": "/sync/history", "status": 201}],
        play_id="9007",
    )


async def titles(caller: Caller, query: str) -> list[str]:
    return [watch["title"] for watch in await caller.items(f"/watches{query}")]


@pytest.fixture
def log(watch: Watching, linked: Account) -> tuple[int, int]:
    """A movie of the first of March, and the day before an episode that was delivered."""
    movie, episode = watch(), watch(EPISODE, days_ago=1)
    deliver(2)
    return movie, episode


async def test_a_watch_is_told_with_its_deliveries(
    caller: Caller, home: Home, anna: Member, linked: Account, log: tuple[int, int]
) -> None:
    movie, episode = await caller.items("/watches")
    assert movie == {
        "id": log[0],
        "kind": "movie",
        "title": "The Lantern Year",
        "show": None,
        "season": None,
        "number": None,
        "year": 2021,
        "ids": {"tmdb": "9201"},
        "show_ids": {},
        "member": {"id": anna.id, "name": "Anna"},
        "server": {"id": home.plex.id, "name": "Attic"},
        "watched_at": "2026-03-01T20:15:30.250000Z",
        "received_at": "2026-03-01T20:15:30.250000Z",
        "by_hand": False,
        "rewatched": False,
        "undone": False,
        "note": "",
        "deliveries": [
            {
                "id": 1,
                "destination": "trakt",
                "account_id": linked.id,
                "state": "waiting",
                "waiting_for": "time",
                "attempts": 0,
                "next_try_at": "2026-03-01T20:15:30.250000Z",
                "delivered_at": None,
                "message": "",
                "removal": None,
            }
        ],
    }
    assert (episode["show"], episode["season"], episode["number"]) == ("Harbour Street", 2, 5)
    (delivery,) = episode["deliveries"]
    assert (delivery["state"], delivery["attempts"]) == ("delivered", 1)
    assert delivery["delivered_at"] == "2026-03-01T20:20:01.000000Z"


async def test_one_watch_comes_with_every_attempt_and_the_body(
    caller: Caller, log: tuple[int, int]
) -> None:
    answer = await caller.api("GET", f"/watches/{log[1]}")
    assert answer.status == 200
    assert answer.body["raw_body"] == '{"event": "x"}'
    (delivery,) = answer.body["deliveries"]
    assert delivery["attempts"] == 1
    assert delivery["attempt_log"] == [
        {
            "started_at": "2026-03-01T20:20:00.000000Z",
            "finished_at": "2026-03-01T20:20:01.000000Z",
            "outcome": "delivered",
            "message": "",
            "play_id": "9007",
            "exchanges": [{"method": "POST", "path": "/sync/history", "status": 201}],
        }
    ]
    movie = (await caller.api("GET", f"/watches/{log[0]}")).body
    assert movie["deliveries"][0]["attempt_log"] == []
    listed = await caller.items("/watches")
    assert {name: movie[name] for name in listed[0] if name != "deliveries"} == {
        name: value for name, value in listed[0].items() if name != "deliveries"
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["The Lantern Year", "The Ferry Does Not Wait"]),
        ("?kind=movie", ["The Lantern Year"]),
        ("?kind=episode", ["The Ferry Does Not Wait"]),
        ("?state=waiting", ["The Lantern Year"]),
        ("?state=delivered", ["The Ferry Does Not Wait"]),
        ("?state=sending", []),
        ("?destination=trakt", ["The Lantern Year", "The Ferry Does Not Wait"]),
        ("?destination=tvtime", []),
        ("?member=1", ["The Lantern Year", "The Ferry Does Not Wait"]),
        ("?member=2", []),
        ("?server=2", []),
        ("?server=1&q=harbour", ["The Ferry Does Not Wait"]),
        ("?q=year+lantern", ["The Lantern Year"]),
        ("?q=", ["The Lantern Year", "The Ferry Does Not Wait"]),
        ("?q=%25", []),
        ("?since=2026-03-01T00:00:00Z", ["The Lantern Year"]),
        ("?since=2026-03-01T20:15:30.250000Z", ["The Lantern Year"]),
        ("?until=2026-03-01T20:15:30.250000Z", ["The Ferry Does Not Wait"]),
        ("?since=2026-03-01T01:00:00%2B02:00&until=2026-03-02T00:00:00Z", ["The Lantern Year"]),
    ],
)
async def test_watches_are_filtered(
    caller: Caller, log: tuple[int, int], query: str, found: list[str]
) -> None:
    assert await titles(caller, query) == found


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("kind=song", "kind"),
        ("state=lost", "state"),
        ("destination=imdb", "destination"),
        ("member=x", "member"),
        ("member=-1", "member"),
        ("member=99999999999999999999999", "member"),
        ("server=1.5", "server"),
        ("since=yesterday", "since"),
        ("since=2026-03-01", "since"),
        ("until=2026-03-01T20:00:00", "until"),
        ("until=0001-01-01T00:00:00%2B14:00", "until"),
        ("q=" + "x" * 201, "q"),
        ("title=x", "title"),
        ("cursor=MTI", "cursor"),
    ],
)
async def test_wrong_filters_name_their_field(caller: Caller, query: str, field: str) -> None:
    answer = await caller.api("GET", f"/watches?{query}")
    assert (answer.status, answer.body["error"]["field"]) == (422, field)


async def test_pages_neither_repeat_nor_skip_watches_of_one_moment(
    caller: Caller, watch: Watching
) -> None:
    oldest_first = [watch(days_ago=days) for days in (2, 2, 1, 1, 1, 0)]
    found: list[int] = []
    cursor = ""
    for _ in range(3):
        answer = await caller.api("GET", f"/watches?limit=2{cursor}")
        found += [one["id"] for one in answer.body["items"]]
        cursor = f"&cursor={answer.body['next']}"
    assert (found, answer.body["next"]) == (oldest_first[::-1], None)


async def test_a_deleted_watch_is_gone(caller: Caller, log: tuple[int, int]) -> None:
    path = f"/watches/{log[0]}"
    assert (await caller.api("DELETE", path)).status == 204
    assert await titles(caller, "") == ["The Ferry Does Not Wait"]
    for method in ("GET", "DELETE"):
        answer = await caller.api(method, path)
        assert (answer.status, answer.body["error"]["message"]) == (404, "There is no such watch.")


# -- deliveries


async def test_a_delivery_is_retried(caller: Caller, log: tuple[int, int]) -> None:
    deliveries.cancel(1)
    answer = await caller.api("POST", "/deliveries/1/retry")
    assert (answer.status, answer.body["state"]) == (202, "waiting")
    assert answer.body["next_try_at"] > "2026"


async def test_a_delivery_is_cancelled(caller: Caller, log: tuple[int, int]) -> None:
    answer = await caller.api("POST", "/deliveries/1/cancel")
    assert answer.status == 202
    assert answer.body == {"id": 1, "state": "cancelled", "next_try_at": None}
    again = await caller.api("POST", "/deliveries/1/cancel")
    assert (again.status, again.body["error"]["code"]) == (409, "conflict")


@pytest.mark.parametrize("state", [DeliveryState.DELIVERED, DeliveryState.ALREADY_THERE])
async def test_what_has_arrived_is_neither_retried_nor_cancelled(
    caller: Caller, log: tuple[int, int], state: DeliveryState
) -> None:
    deliver(1, state)
    for what in ("retry", "cancel"):
        assert (await caller.api("POST", f"/deliveries/1/{what}")).status == 409
        assert (await caller.api("POST", f"/deliveries/99/{what}")).status == 404


# -- the inbox


async def test_the_inbox_tells_what_became_of_each_entry(caller: Caller, home: Home) -> None:
    for number in range(3):
        inbox.save(ServerKind.PLEX, home.plex.id, b"{}", NOW + timedelta(seconds=number))
    inbox.note(2, event="media.rate", server_id=home.plex.id)
    inbox.settle(2, InboxState.IGNORED, "rating", "This is a rating, not a watch.")
    entries = await caller.items("/inbox")
    assert [entry["id"] for entry in entries] == [3, 2, 1]
    assert entries[1] == {
        "id": 2,
        "received_at": "2026-03-01T20:20:01.000000Z",
        "kind": "plex",
        "server": {"id": home.plex.id, "name": "Attic"},
        "source": "webhook",
        "event": "media.rate",
        "state": "ignored",
        "reason": "This is a rating, not a watch.",
    }
    assert entries[0]["server"] is None


@pytest.mark.parametrize("state", ["", "unread"])
async def test_the_inbox_comes_in_pages(caller: Caller, home: Home, state: str) -> None:
    for _ in range(3):
        inbox.save(ServerKind.PLEX, home.plex.id, b"{}", NOW)
    query = f"/inbox?limit=2{state and '&state='}{state}"
    first = await caller.api("GET", query)
    assert [entry["id"] for entry in first.body["items"]] == [3, 2]
    second = await caller.api("GET", f"{query}&cursor={first.body['next']}")
    assert [entry["id"] for entry in second.body["items"]] == [1]
    assert second.body["next"] is None


async def test_the_inbox_is_filtered_by_state(caller: Caller, home: Home) -> None:
    inbox.save_unreadable(ServerKind.PLEX, home.plex.id, b"", NOW, "The body is empty.")
    for state in InboxState:
        found = await caller.items(f"/inbox?state={state}")
        assert [entry["reason"] for entry in found] == (
            ["The body is empty."] if state is InboxState.UNREADABLE else []
        )
    answer = await caller.api("GET", "/inbox?state=lost")
    assert (answer.status, answer.body["error"]["field"]) == (422, "state")
