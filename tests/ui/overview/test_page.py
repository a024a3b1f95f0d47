"""The overview over a real engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PySide6.QtWidgets import QApplication, QToolButton

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import accounts, holds, household, inbox, servers
from scroblarr_desktop.store.records import AccountState, DeliveryState
from scroblarr_desktop.ui.overview.page import OverviewPage
from scroblarr_desktop.ui.overview.panel import Line, Panel
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.watches import ServerKind, ViewerRef
from tests.bodies import PLEX_ACCOUNT, PLEX_SERVER, as_bytes, plex_body
from tests.ui.desk import Desk, a_desk, press, until, words
from tests.ui.made_up import Household, episode, movie

EVERYTHING = ~Changed.NOTHING


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def pages() -> list[str]:
    """The pages that were asked for."""
    return []


@pytest_asyncio.fixture
async def page(desk: Desk, pages: list[str], qapp: QApplication) -> AsyncIterator[OverviewPage]:
    backing = Backing(desk.engine, desk.backing.icons, desk.backing.background, pages.append)
    made = OverviewPage(backing)
    made.resize(1000, 700)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def lines(panel: Panel) -> list[tuple[str, str]]:
    shown = [row.line for row in panel.lines.rows if row.line is not None]
    return [(line.title, line.sentence) for line in shown]


def marks(panel: Panel) -> list[str]:
    return [row.line.mark for row in panel.lines.rows if row.line is not None]


def look(page: OverviewPage, desk: Desk) -> None:
    """Bring it up to date, as the window does."""
    page.show_needs(desk.engine.needs_attention())
    page.refresh(EVERYTHING)


async def test_with_nothing_set_up_it_says_what_to_do_next(
    page: OverviewPage, desk: Desk, pages: list[str]
) -> None:
    servers.delete(desk.plex.id)
    for member in household.members():
        household.delete_member(member.id)
    look(page, desk)
    assert [title for title, _ in lines(page.start)] == [
        "Connect your media server",
        "Say who watches",
        "Link somebody's tracker",
        "Watch something",
    ]
    assert marks(page.start) == ["sending", "waiting", "waiting", "waiting"]
    assert not page.doing.isVisible()
    press(page, "Connect a media server")
    assert pages == ["servers"]


async def test_the_next_step_follows_what_is_done(
    page: OverviewPage, desk: Desk, pages: list[str]
) -> None:
    look(page, desk)
    assert marks(page.start) == ["delivered", "delivered", "sending", "waiting"]
    press(page, "Link a tracker")
    assert pages == ["household"]
    await desk.link()
    look(page, desk)
    assert not page.start.go.isVisible(), "watching is not done here"
    servers.note_event(desk.plex.id, datetime.now(UTC), "anna began to watch something")
    look(page, desk)
    assert not page.start.isVisible()
    assert page.doing.isVisible()


async def test_at_a_server_set_up_by_hand_playing_comes_first(
    page: OverviewPage, desk: Desk, pages: list[str]
) -> None:
    servers.delete(desk.plex.id)
    attic = servers.add(ServerKind.PLEX, "Attic")
    look(page, desk)
    titles = ["Connect your media server", "Watch something", "Say who watches"]
    assert [title for title, _ in lines(page.start)][:3] == titles
    assert lines(page.start)[2][1] == "Play something: then say here who it was."
    assert marks(page.start) == ["delivered", "sending", "waiting", "waiting"]
    assert not page.start.go.isVisible()
    now = datetime.now(UTC)
    servers.note_event(attic.id, now, "anna began to watch something")
    household.see_viewer(attic.id, ViewerRef("1", "anna"), now)
    look(page, desk)
    assert marks(page.start) == ["delivered", "delivered", "sending", "waiting"]
    press(page, "Say who watches")
    assert pages == ["household"]


async def test_the_last_watch_and_what_waits(page: OverviewPage, desk: Desk) -> None:
    home = Household()
    home.settle(home.watch(movie(), ago=timedelta(hours=2)), DeliveryState.DELIVERED)
    home.watch(episode(4), ago=timedelta(minutes=3))
    look(page, desk)
    assert ("1 watch waits to be sent", "") in lines(page.doing)
    title, sentence = lines(page.doing)[-1]
    assert title == "Last watch: Harbour Street 1x04 Part 4"
    assert sentence == "Anna, 3 min ago · Trakt: waiting"
    assert marks(page.doing)[-1] == "waiting"


async def test_no_tick_stands_over_what_is_not_set_up(page: OverviewPage, desk: Desk) -> None:
    look(page, desk)
    said = "What is watched is kept here. No tracker account is linked yet."
    assert (lines(page.doing)[0][0], marks(page.doing)[0]) == (said, "waiting")
    await desk.link()
    look(page, desk)
    assert marks(page.doing)[0] == "ok"


async def test_a_pause_is_said(page: OverviewPage, desk: Desk) -> None:
    holds.start_pause(None, None)
    look(page, desk)
    assert lines(page.doing)[0] == ("Paused: nothing is sent.", "")
    assert marks(page.doing)[0] == "paused"


async def playing(desk: Desk, event: str, **more: Any) -> None:
    server = servers.add(ServerKind.PLEX, "Attic", PLEX_SERVER)
    household.give_viewer(desk.ben.id, server.id, str(PLEX_ACCOUNT), "ben")
    body = as_bytes(plex_body(event, "movie", title="Paper Comets", year=1999, **more))
    inbox.save(ServerKind.PLEX, server.id, body, datetime.now(UTC))
    desk.engine.sync.wake()
    await until(lambda: bool(desk.engine.sync.now_playing))


async def test_who_is_in_what_just_now(page: OverviewPage, desk: Desk) -> None:
    look(page, desk)
    assert lines(page.playing) == []
    assert "Nobody is watching anything just now." in words(page)
    await playing(desk, "media.resume", viewOffset=41 * 60_000, duration=98 * 60_000)
    look(page, desk)
    assert lines(page.playing) == [("Ben: Paper Comets (1999)", "41 of 98 min")]
    assert marks(page.playing) == ["sending"]
    [row] = page.playing.lines.rows
    assert row.bar.isVisible()
    assert 41 <= row.bar.value() <= 43
    assert "Nobody is watching" not in words(page)


async def test_a_pause_of_the_film_is_said(page: OverviewPage, desk: Desk) -> None:
    await playing(desk, "media.pause", viewOffset=41 * 60_000, duration=98 * 60_000)
    look(page, desk)
    assert lines(page.playing) == [("Ben: Paper Comets (1999)", "41 of 98 min, paused")]
    assert marks(page.playing) == ["paused"]


async def test_each_media_server_with_its_last_event(page: OverviewPage, desk: Desk) -> None:
    look(page, desk)
    assert lines(page.servers)[0][0] == "Attic"
    assert "Waiting for the first event" in lines(page.servers)[0][1]
    servers.note_event(desk.plex.id, datetime.now(UTC), "anna finished Paper Comets")
    look(page, desk)
    assert "anna finished Paper Comets" in lines(page.servers)[0][1]
    assert marks(page.servers) == ["delivered"]


async def test_the_health_of_each_member_s_accounts(page: OverviewPage, desk: Desk) -> None:
    account = await desk.link()
    look(page, desk)
    none = "No tracker linked: what they watch is only kept here."
    assert lines(page.health) == [("Anna · Trakt", "Linked"), ("Ben", none)]
    assert marks(page.health) == ["delivered", "cancelled"]
    soon = datetime.now(UTC) + timedelta(minutes=10, seconds=5)
    accounts.change(account.id, {"probe_at": soon, "outage": "Trakt does not answer."})
    look(page, desk)
    assert lines(page.health)[0] == (
        "Anna · Trakt",
        "Trakt does not answer. Next try in 10 min.",
    )
    accounts.end_sign_in(account.id, AccountState.NEEDS_RELINK, "Trakt ended the sign-in.")
    look(page, desk)
    assert lines(page.health)[0][1] == "Sign-in needed. Trakt ended the sign-in."
    assert marks(page.health)[0] == "needs_sign_in"


async def test_watches_of_today_and_this_week(page: OverviewPage, desk: Desk) -> None:
    look(page, desk)
    assert lines(page.counts)[0] == ("Everybody", "0 today · 0 this week")
    desk.watch(movie(), ago=timedelta(0))
    desk.watch(movie("Salt and Tin"), ago=timedelta(days=30))
    look(page, desk)
    assert lines(page.counts) == [
        ("Everybody", "1 today · 1 this week"),
        ("Anna", "1 today · 1 this week"),
        ("Ben", "0 today · 0 this week"),
    ]


async def test_what_needs_somebody_has_its_button(page: OverviewPage, desk: Desk) -> None:
    viewer = household.see_viewer(desk.plex.id, ViewerRef("9", "Kids TV"), datetime.now(UTC))
    look(page, desk)
    answers: list[tuple[str, str]] = []
    page.need_answered.connect(lambda key, action: answers.append((key, action)))
    assert "Somebody new on Attic: Kids TV" in words(page)
    [choose] = page.needs.findChildren(QToolButton)
    next(one for one in choose.menu().actions() if one.text() == "Ignore").trigger()
    assert answers == [(f"viewer:{viewer.id}", "ignore")]


async def test_a_watch_that_failed_leads_to_the_log(page: OverviewPage, desk: Desk) -> None:
    home = Household()
    watch_id = home.watch(movie())
    home.settle(watch_id, DeliveryState.REJECTED, "Not accepted.")
    look(page, desk)
    asked: list[int] = []
    page.watch_asked.connect(asked.append)
    press(page, "Show")
    assert asked == [watch_id]


async def test_panels_lead_to_their_pages(page: OverviewPage, pages: list[str]) -> None:
    for label in ("Log", "Statistics", "Servers", "Household"):
        press(page, label)
    assert pages == ["log", "statistics", "servers", "household"]


async def test_nothing_jumps(page: OverviewPage, desk: Desk) -> None:
    """What says something else stays the same widget at the same place."""
    home = Household()
    home.watch(movie(), ago=timedelta(minutes=3))
    look(page, desk)
    rows = [*page.servers.lines.rows, *page.counts.lines.rows]
    await until(lambda: all(row.height() > row.title.height() for row in rows))
    places = [(row.x(), row.y(), row.height()) for row in rows]
    servers.note_event(desk.plex.id, datetime.now(UTC), "anna finished Paper Comets")
    desk.watch(movie("Salt and Tin"), ago=timedelta(0))
    look(page, desk)
    assert [*page.servers.lines.rows, *page.counts.lines.rows] == rows
    # Laid out in several turns of the loop: what counts is where it comes to rest.
    await until(lambda: [(row.x(), row.y(), row.height()) for row in rows] == places)
    assert "Paper Comets" in rows[0].sentence.text() + rows[1].sentence.text()


async def test_in_a_narrow_window_it_is_one_column(page: OverviewPage, desk: Desk) -> None:
    look(page, desk)
    QApplication.processEvents()
    assert page.playing.y() == page.counts.y()
    page.resize(400, 500)
    await until(lambda: page.playing.y() < page.counts.y())


async def test_hidden_it_reads_nothing(page: OverviewPage, desk: Desk) -> None:
    page.hide()
    before = lines(page.servers)
    servers.change(desk.plex.id, name="Cellar")
    page.refresh(EVERYTHING)
    assert lines(page.servers) == before
    page.show()
    assert lines(page.servers)[0][0] == "Cellar"


async def test_lines_come_and_go(page: OverviewPage) -> None:
    page.playing.show_lines([Line("Anna"), Line("Ben", "12 of 98 min", "sending", 12.0)])
    assert [row.bar.isVisible() for row in page.playing.lines.rows] == [False, True]
    assert page.playing.lines.rows[1].accessibleName() == "Ben. 12 of 98 min"
    page.playing.show_lines([Line("Anna")], "Nobody.")
    assert lines(page.playing) == [("Anna", "")]
    assert not page.playing.nothing.isVisible()
    page.playing.show_lines([], "Nobody.")
    assert page.playing.nothing.isVisible()
