"""Status, pauses and questions at the local API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop import __version__
from scroblarr_desktop.http_server import HttpServer
from scroblarr_desktop.store import holds, household, servers
from scroblarr_desktop.store.records import Account, Member

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, FakeStatus, FakeSync, Home, Watching

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_the_status(
    caller: Caller, home: Home, server: HttpServer, status: FakeStatus, watch: Watching
) -> None:
    watch()
    servers.note_event(home.plex.id, NOON, "media.scrobble")
    await caller.send("GET", "/webhooks/plex/old")
    status.alarm()
    told = (await caller.api("GET", "/status")).body
    (calls,) = told.pop("wrong_secret_calls")
    assert calls.pop("last_at").endswith("Z")
    assert calls == {"address": "127.0.0.1", "count": 1}
    assert told == {
        "state": "attention",
        "listening": list(server.addresses),
        "version": __version__,
        "deliveries": dict.fromkeys(
            [
                "waiting",
                "sending",
                "delivered",
                "already_there",
                "unmatched",
                "rejected",
                "cancelled",
            ],
            0,
        ),
        "inbox": {"unread": 1, "planned": 0, "ignored": 0, "unassigned": 0, "unreadable": 0},
        "servers": [
            {"id": home.plex.id, "last_event_at": "2026-03-01T12:00:00.000000Z"},
            {"id": home.jellyfin.id, "last_event_at": None},
        ],
    }


async def test_a_pause_and_its_end(caller: Caller, anna: Member, sync: FakeSync) -> None:
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert (await caller.api("POST", "/pause", {"until": until})).status == 204
    assert (await caller.api("POST", "/pause", {"until": None, "member": anna.id})).status == 204
    everyone, hers = holds.pauses()
    assert everyone.until is not None
    assert (everyone.member_id, everyone.until.isoformat()) == (None, until)
    assert (hers.member_id, hers.until) == (anna.id, None)
    assert (await caller.api("POST", "/resume")).status == 204
    assert (await caller.api("POST", "/resume", {"member": anna.id})).status == 204
    assert holds.pauses() == []
    assert sync.wakes == 4


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/pause", {}, 422),
        ("/pause", {"until": "2020-01-01T00:00:00Z"}, 422),
        ("/pause", {"until": "soon"}, 422),
        ("/pause", {"until": 5}, 422),
        ("/pause", {"until": None, "member": "1"}, 422),
        ("/pause", {"until": None, "member": 99}, 404),
        ("/resume", {"held": "drop"}, 422),
        ("/resume", {"member": 99}, 404),
        ("/resume", {"until": None}, 422),
    ],
)
async def test_wrong_pauses(caller: Caller, path: str, body: dict[str, Any], status: int) -> None:
    answer = await caller.api("POST", path, body)
    assert answer.status == status
    assert ("field" in answer.body["error"]) == (status == 422)
    assert holds.pauses() == []


# -- what is held until a person answers


@pytest.fixture
def held(watch: Watching, linked: Account) -> int:
    """A watch of Anna's that a pause of everyone holds back."""
    holds.start_pause(None, None)
    return watch(hold_id=holds.pause_for(linked.member_id))


async def state_of(caller: Caller, watch_id: int) -> str:
    (delivery,) = (await caller.api("GET", f"/watches/{watch_id}")).body["deliveries"]
    return str(delivery["state"])


@pytest.mark.parametrize(("answer", "state"), [("send", "waiting"), ("keep", "cancelled")])
async def test_a_pause_may_end_with_the_answer(
    caller: Caller, held: int, answer: str, state: str
) -> None:
    assert (await caller.api("POST", "/resume", {"held": answer})).status == 204
    assert await state_of(caller, held) == state
    assert await caller.items("/questions") == []


@pytest.mark.parametrize(("answer", "state"), [("send", "waiting"), ("keep", "cancelled")])
async def test_otherwise_the_question_waits(
    caller: Caller, held: int, sync: FakeSync, answer: str, state: str
) -> None:
    assert await caller.items("/questions") == []
    await caller.api("POST", "/resume")
    (question,) = await caller.items("/questions")
    question_id = question.pop("id")
    assert question.pop("text").startswith("1 watch of the pause ")
    assert question == {
        "kind": "pause",
        "member": None,
        "count": 1,
        "options": [
            {"key": "send", "label": "Send them"},
            {"key": "keep", "label": "Keep them here only"},
        ],
    }
    sync.wakes = 0
    path = f"/questions/{question_id}"
    assert (await caller.api("POST", path, {"answer": answer})).status == 204
    assert sync.wakes == 1
    assert await state_of(caller, held) == state
    assert (await caller.api("POST", path, {"answer": answer})).status == 404


async def test_the_question_about_hand_marks(
    caller: Caller, watch: Watching, linked: Account, anna: Member
) -> None:
    holds.ask_about_marks(anna.id, [watch()])
    (question,) = await caller.items("/questions")
    assert (question["kind"], question["member"]) == ("hand_marks", {"id": anna.id, "name": "Anna"})
    assert [option["key"] for option in question["options"]] == ["now", "released", "leave_out"]


@pytest.mark.parametrize(
    "body", [{}, {"answer": "later"}, {"answer": None}, {"answer": "send", "x": 1}]
)
async def test_wrong_answers(caller: Caller, held: int, body: dict[str, Any]) -> None:
    holds.resume(None, None)
    (question,) = await caller.items("/questions")
    answer = await caller.api("POST", f"/questions/{question['id']}", body)
    assert (answer.status, "field" in answer.body["error"]) == (422, True)
    assert len(await caller.items("/questions")) == 1


async def test_no_such_question(caller: Caller, anna: Member) -> None:
    assert household.members() == [anna]
    answer = await caller.api("POST", "/questions/7", {"answer": "send"})
    assert answer.status == 404
