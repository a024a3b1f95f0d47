"""Finishes of which a Jellyfin knows little more than the start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scroblarr_desktop import attention
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.media_servers import jellyfin_rows
from scroblarr_desktop.media_servers.jellyfin_rows import Verdict
from scroblarr_desktop.store import (
    accounts,
    catch_up,
    holds,
    household,
    inbox,
)
from scroblarr_desktop.store.records import (
    DeliveryState,
    HistoryPage,
    HistoryRow,
    HoldKind,
    Question,
    WaitingFor,
)
from scroblarr_desktop.watches import ServerKind, ServerRef, ViewerRef
from tests.bodies import JELLYFIN_SERVER, JELLYFIN_USER, as_bytes, jellyfin_stop
from tests.sync.telling import HOUR, NOON, Desk, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "data") as desk:
        yield desk


# -- Jellyfin, where only the start may be known


def reckoned(desk: Desk, began_at: datetime, **more: Any) -> None:
    """Let the history tell of the film, its end reckoned from the start."""
    item = {
        "Id": "a" * 32,
        "Name": "The Lantern Year",
        "Type": "Movie",
        "ProductionYear": 2019,
        "RunTimeTicks": 6600 * 10**7,
    }
    ended_at = began_at + timedelta(seconds=6600)
    verdict = replace(Verdict(ended_at, "start and run time", began_at=began_at), **more)
    who = ViewerRef(JELLYFIN_USER, "Anna")
    body = jellyfin_rows.body_of(ServerRef(JELLYFIN_SERVER), who, item, None, verdict, 0.0)
    page = HistoryPage((HistoryRow(f"film@{began_at}", began_at, body),))
    catch_up.keep(desk.jellyfin, page, desk.now)


def stops(desk: Desk, at: datetime) -> None:
    body = jellyfin_stop("movie", at=at.isoformat().replace("+00:00", "Z"))
    inbox.save(ServerKind.JELLYFIN, desk.jellyfin, as_bytes(body), at)


@pytest.mark.parametrize("history_first", [True, False])
@pytest.mark.parametrize(("after", "count"), [(11 * HOUR, 1), (13 * HOUR, 2)])
def test_a_webhook_within_twelve_hours_of_that_start_tells_of_the_same(
    desk: Desk, after: timedelta, count: int, history_first: bool
) -> None:
    desk.now = NOON + 20 * HOUR
    member = household.add_member("Anna")
    household.give_viewer(member.id, desk.jellyfin, JELLYFIN_USER, "Anna")
    steps: list[Callable[[], object]] = [
        lambda: reckoned(desk, NOON),
        lambda: stops(desk, NOON + after),
    ]
    for step in steps if history_first else reversed(steps):
        step()
        desk.settle()
    assert len(desk.watches()) == count


def test_two_starts_are_two_viewings(desk: Desk) -> None:
    desk.now = NOON + 20 * HOUR
    member = household.add_member("Anna")
    household.give_viewer(member.id, desk.jellyfin, JELLYFIN_USER, "Anna")
    for hours in (0, 4):
        reckoned(desk, NOON + hours * HOUR)
    desk.settle()
    assert len(desk.watches()) == 2


def test_each_episode_of_one_file_counts(desk: Desk) -> None:
    member = household.add_member("Anna")
    household.give_viewer(member.id, desk.jellyfin, JELLYFIN_USER, "Anna")
    item = {
        "Id": "b" * 32,
        "Name": "Parts 1 and 2",
        "Type": "Episode",
        "SeriesName": "Harbour Street",
        "ParentIndexNumber": 1,
        "IndexNumber": 1,
        "IndexNumberEnd": 2,
        "RunTimeTicks": 5400 * 10**7,
    }
    body = jellyfin_rows.body_of(
        ServerRef(JELLYFIN_SERVER),
        ViewerRef(JELLYFIN_USER, "Anna"),
        item,
        None,
        Verdict(NOON, "activity log"),
        0.0,
    )
    for key in ("one", "other"):
        catch_up.keep(desk.jellyfin, HistoryPage((HistoryRow(key, NOON, body),)), desk.now)
    desk.settle()
    assert [(one.season, one.number) for one in desk.watches()] == [(1, 1), (1, 2)]


def doubt(desk: Desk) -> Question:
    member = household.add_member("Anna")
    household.give_viewer(member.id, desk.jellyfin, JELLYFIN_USER, "Anna")
    account = accounts.open_for(member.id, "trakt", rewatches=True)
    accounts.link(account.id, "anna", "anna", Tokens("made up"))
    desk.now = NOON + 3 * HOUR
    reckoned(desk, NOON, doubtful=True, seen_before=True)
    desk.settle()
    (question,) = holds.questions()
    return question


def test_what_may_be_begun_only_is_asked_about(desk: Desk) -> None:
    question = doubt(desk)
    assert question.kind is HoldKind.REPLAY
    assert "Anna played “The Lantern Year” again" in question.text
    assert "Cellar does not say" in question.text
    assert dict(question.options) == {"count": "Count it", "leave_out": "Leave it out"}
    (need,) = [one for one in attention.needs(desk.now) if one.key.startswith("question:")]
    assert need.title == "Seen again, or only begun again?"


def test_it_is_counted_if_the_person_says_so(desk: Desk) -> None:
    holds.answer(doubt(desk).id, "count")
    (delivery,) = desk.watches()[0].deliveries
    assert (delivery.state, delivery.waiting_for) == (DeliveryState.WAITING, WaitingFor.TIME)
    assert holds.questions() == []


def test_left_out_it_leaves_the_log_for_good(desk: Desk) -> None:
    holds.answer(doubt(desk).id, "leave_out")
    assert desk.watches() == []
    assert holds.questions() == []
    stops(desk, NOON + 2 * HOUR)
    desk.settle()
    assert desk.watches() == []
