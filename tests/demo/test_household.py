"""The simulated household with the real engine: who watched what, and where it arrived."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from scroblarr_desktop.demo.household import DemoHousehold, Until
from scroblarr_desktop.demo.local_api import LocalApi
from scroblarr_desktop.demo.night import LENGTH, latest_night
from scroblarr_desktop.demo.people import ANNA_AT_PLEX, BEN_AT_PLEX, CLARA_AT_JELLYFIN, VISITOR
from scroblarr_desktop.demo.telling import Teller
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import log, tokens
from scroblarr_desktop.store.records import LogFilter
from tests.pacing import bear_it, paced_faster

PACE = 0.02

EVENING, NIGHT = 11, 7
"""How many deliveries arrive."""


class Home:
    """An engine on a fresh data dir, and a household that speaks to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = DataDir(folder)
        self.lines: list[str] = []
        self.household: DemoHousehold
        self.engine: Engine
        self.api: LocalApi

    async def open(self, session: aiohttp.ClientSession, until: Until) -> None:
        self.folder.create()
        self.household = DemoHousehold(self.lines.append, pace=PACE, outage_s=0, until=until)
        endpoints = await self.household.start()
        bear_it(self.household.stage.trakt, self.household.stage.simkl)
        self.engine = Engine(EngineOptions(self.folder, port=0, endpoints=endpoints))
        await self.engine.start()
        self.api = LocalApi(session, self.engine.base_url(), tokens.api_key())
        await self.household.play(
            self.engine.base_url(), tokens.api_key(), self.engine.unattended()
        )

    async def close(self) -> None:
        await self.engine.stop()
        await self.household.stop()

    async def delivered(self, count: int) -> None:
        await until(self._has_delivered(count))

    def _has_delivered(self, count: int) -> Callable[[], Any]:
        async def look() -> bool:
            found: dict[str, int] = (await self.api.get("/status"))["deliveries"]
            return found["delivered"] == count and not found["waiting"] and not found["sending"]

        return look

    async def deliveries(self) -> list[dict[str, Any]]:
        found = (await self.api.get("/watches"))["items"]
        return [one | {"watch": watch} for watch in found for one in watch["deliveries"]]

    async def told(self) -> list[str]:
        """Return what a terminal would show now, without the times."""
        lines: list[str] = []
        await Teller(self.api, lines.append).look()
        return [" ".join(line.split()[1:]) for line in lines]


async def until(look: Callable[[], Any], within_s: float = 15.0) -> None:
    async with asyncio.timeout(within_s):
        while True:
            if await look():
                return
            await asyncio.sleep(0.05)


@pytest_asyncio.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    async with a_home(tmp_path, Until.MOVED_IN) as home:
        yield home


@pytest_asyncio.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Home]:
    async with a_home(tmp_path, Until.EVENING) as home:
        yield home


@asynccontextmanager
async def a_home(folder: Path, until: Until) -> AsyncIterator[Home]:
    home = Home(folder / "data")
    with paced_faster():
        async with aiohttp.ClientSession() as session:
            await home.open(session, until)
            yield home
            await home.close()


async def test_everybody_s_evening_arrives_where_it_belongs_and_once(evening: Home) -> None:
    stage = evening.household.stage
    await evening.delivered(EVENING + NIGHT)
    harbour, bakers = stage.show("Harbour Street"), stage.show("The Night Bakers")
    glasshouse = stage.show("Glasshouse", 2012).episode(1, 1)
    kites = stage.show("Kites over Kanda").episode(1, 1)
    last_year = stage.film("A Small Weather")
    users = stage.trakt.users

    assert Counter(play.thing for play in users["anna"].plays) == Counter(
        harbour.episode(1, number) for number in (2, 3, 4, 5, 6)
    )
    film, sleepless = stage.film("The Lantern Year"), bakers.episode(1, 1)
    assert Counter(play.thing for play in users["ben"].plays) == {film: 1, sleepless: 2}
    assert Counter(play.thing for play in stage.simkl.users["ben"].plays) == {film: 1, sleepless: 1}
    clara = Counter(play.thing for play in users["clara"].plays)
    new_house = stage.show("Glasshouse", 2025).episode(1, 1)
    assert clara == Counter({kites: 1, glasshouse: 1, last_year: 2, new_house: 1})
    assert users["guest"].plays == []
    dora = Counter(play.thing for play in stage.tvtime.users["dora"].plays)
    seen_alone = [bakers.episode(1, 2), bakers.episode(1, 3)]
    in_the_night = stage.show("Kites over Kanda").episode(1, 2)
    assert dora == Counter([*seen_alone, glasshouse, in_the_night])

    assert (stage.trakt.rate_violations, stage.trakt.dangerous_writes) == ([], 0)
    assert (stage.simkl.rate_violations, stage.simkl.dangerous_writes) == ([], [])
    assert {*stage.plex.answers, *stage.jellyfin.answers} == {200}

    intro = " ".join(evening.lines[:3])
    assert "simulated" in intro
    assert "nothing leaves this computer" in intro
    assert any("trailer of Salt and Tin" in line for line in evening.lines)


async def test_what_nobody_heard_at_night_arrives_with_its_own_time(evening: Home) -> None:
    stage = evening.household.stage
    await evening.delivered(EVENING + NIGHT)
    begins_at = latest_night(stage.plex.clock())
    sleepless = stage.show("The Night Bakers").episode(1, 1)
    times = [play.watched_at for play in stage.trakt.users["ben"].plays if play.thing is sleepless]
    assert sorted(times) == [
        begins_at + timedelta(hours=1, minutes=12),
        begins_at + timedelta(hours=8, minutes=7),
    ]
    read = [one for one in log.watches(LogFilter(), limit=100) if one.caught_up]
    assert len(read) == 6
    assert all(begins_at < one.watched_at < begins_at + LENGTH for one in read)


@pytest.mark.parametrize("hour", range(24))
def test_the_latest_night_is_over(hour: int) -> None:
    now = datetime(2026, 3, 4, hour, 30).astimezone()
    begins_at = latest_night(now)
    assert begins_at.hour == 22
    assert LENGTH <= now - begins_at < LENGTH + timedelta(days=1)


async def test_what_does_not_arrive_says_why(evening: Home) -> None:
    await evening.delivered(EVENING + NIGHT)
    others = {
        (one["watch"]["member"]["name"], one["watch"]["title"]): (one["state"], one["message"])
        for one in await evening.deliveries()
        if one["state"] != "delivered"
    }
    assert others == {
        ("Clara", "Tin Moon Radio"): ("unmatched", "Trakt does not know Tin Moon Radio (2026)."),
        ("Dora", "A Small Weather"): ("cancelled", "Rewatched: this account takes no rewatches."),
        ("Ben", "Chapter 1.1"): ("cancelled", "Rewatched: this account takes no rewatches."),
    }
    [visitor] = (await evening.api.get("/viewers", unassigned="true"))["items"]
    assert (visitor["name"], visitor["kept_watches"]) == ("Emil", 1)
    told = await evening.told()
    assert "Anna Harbour Street 1x04 “Chapter 1.4” → Trakt delivered" in told
    not_matched = "not matched: Trakt does not know Tin Moon Radio (2026). Needs you."
    assert f"Clara Tin Moon Radio (2026) → Trakt {not_matched}" in told
    nobody = "nobody in the household is this viewer yet: 1 watch is kept. Needs you."
    assert told[-1] == f"Emil {nobody}"

    ignored = (await evening.api.get("/inbox", state="ignored", limit=200))["items"]
    reasons = Counter(one["reason"] for one in ignored if one["event"] == "media.scrobble")
    assert sum(reasons.values()) == 2
    assert any("trailer" in reason for reason in reasons)
    assert any("music" in reason for reason in reasons)
    by_webhook = [one for one in ignored if one["source"] == "webhook"]
    assert sum("Same watch" in one["reason"] for one in by_webhook) == 1


async def test_what_an_outage_holds_up_arrives_later_with_its_own_time(home: Home) -> None:
    stage, user = home.household.stage, home.household.stage.trakt.users["anna"]
    harbour = stage.show("Harbour Street")
    await stage.trakt.stop()
    await stage.view(stage.plex, ANNA_AT_PLEX, harbour.item(2, 1))

    async def waits() -> bool:
        return any(one["waiting_for"] == "account" for one in await home.deliveries())

    await until(waits)
    [held] = await home.deliveries()
    [line] = await home.told()
    assert "Anna Harbour Street 2x01 “Chapter 2.1” → Trakt waiting: " in line
    assert re.search(r"could not be reached\. Next try in [23]\d s\.$", line)
    await stage.trakt.start()
    await home.api.post(f"/deliveries/{held['id']}/retry")
    await home.delivered(1)
    [play] = user.plays
    assert play.thing is harbour.episode(2, 1)
    assert f"{play.watched_at:%Y-%m-%dT%H:%M:%S}" == held["watch"]["watched_at"][:19]


async def test_only_the_member_who_shares_it_has_resume_points(home: Home) -> None:
    stage = home.household.stage
    film = stage.film("The Lantern Year")
    await stage.jellyfin.play(CLARA_AT_JELLYFIN, film.item())
    await stage.jellyfin.stop_playing(CLARA_AT_JELLYFIN, film.item(), 600)
    await stage.plex.play(BEN_AT_PLEX, film.item())
    await stage.plex.pause(BEN_AT_PLEX, film.item(), 0.37 * film.run_time_min * 60)

    async def saved() -> bool:
        return bool(stage.trakt.users["ben"].playback)

    async def saved_at_simkl() -> bool:
        return bool(stage.simkl.users["ben"].playback)

    await until(saved)
    [resume_point] = stage.trakt.users["ben"].playback
    assert resume_point.subject.thing is film
    assert resume_point.progress == pytest.approx(37, abs=0.1)
    assert {call.user for call in stage.trakt.calls_to("POST /scrobble/*")} == {"ben"}
    assert stage.trakt.users["ben"].plays == []
    await until(saved_at_simkl)
    assert [saved.thing for saved in stage.simkl.users["ben"].playback] == [film]
    assert stage.simkl.users["ben"].plays == []


async def test_the_kept_watch_arrives_once_somebody_says_whose_it_is(home: Home) -> None:
    stage = home.household.stage
    film = stage.film("Salt and Tin")
    await stage.view(stage.plex, VISITOR, film.item())

    async def kept() -> bool:
        return bool((await home.api.get("/viewers", unassigned="true"))["items"])

    await until(kept)
    [visitor] = (await home.api.get("/viewers", unassigned="true"))["items"]
    [ben] = [one for one in (await home.api.get("/members"))["items"] if one["name"] == "Ben"]
    viewer = {"server_id": visitor["server_id"], "account_id": visitor["account_id"]}
    await home.api.post(f"/members/{ben['id']}/viewers", **viewer)
    await home.delivered(2)
    assert [play.thing for play in stage.trakt.users["ben"].plays] == [film]
    assert [play.thing for play in stage.simkl.users["ben"].plays] == [film]


async def test_as_a_companion_it_lives_on_and_ends_at_once(tmp_path: Path) -> None:
    folder = DataDir(tmp_path)
    folder.create()
    before = asyncio.all_tasks()
    household = DemoHousehold(lambda line: None, pace=PACE)
    engine = Engine(EngineOptions(folder, port=0, companion=household))
    await engine.start()
    await household.stage.tvtime.called("POST /v2/watched_episodes/*", within_s=10)
    async with asyncio.timeout(3):
        await engine.stop()
    assert asyncio.all_tasks() == before


async def test_whoever_cannot_move_in_says_so(home: Home) -> None:
    """A second household on the same data: its accounts are somebody else's already."""
    with pytest.raises(ExceptionGroup) as refused:
        await home.household.play(
            home.engine.base_url(), tokens.api_key(), home.engine.unattended()
        )
    reasons = " ".join(str(one) for one in refused.value.exceptions)
    assert "already" in reasons, reasons
