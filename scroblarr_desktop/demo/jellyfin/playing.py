"""The endpoints by which players tell a Jellyfin server what they play, and others ask for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.jellyfin.item_bodies import item as item_body
from scroblarr_desktop.demo.jellyfin.json import answer, done, session_body
from scroblarr_desktop.demo.jellyfin.library import TICKS_PER_S, Library, NowPlaying
from scroblarr_desktop.demo.jellyfin.people import Device, Grant, JellyfinUser, People
from scroblarr_desktop.demo.jellyfin.visits import Access, Route, Visit, guid_of, not_found
from scroblarr_desktop.watches import Item

HIGHEST_RESUME_PERCENT = 90
SHORTEST_RESUME_S = 300
LOWEST_RESUME_PERCENT = 5

PLAYER = Device("Jellyfin Android", "Tablet", "bedroom-tablet", "2.7.0")
"""On what everybody plays here: the player that the webhooks name."""


@dataclass(frozen=True)
class Report:
    """What a player said: "start", "progress" or "stop", where it is, and whether it rests."""

    kind: str
    position_s: float | None = None
    paused: bool = False

    def completes(self, item: Item) -> bool:
        """Return whether a stop here counts as seen to the end (jellyfin, UserDataManager.cs)."""
        if self.position_s is None:
            return True
        if self.position_s == 0:
            return False
        if not item.run_time_s:
            return True
        percent = 100 * self.position_s / item.run_time_s
        if percent > HIGHEST_RESUME_PERCENT or self.position_s >= item.run_time_s - 1:
            return True
        return item.run_time_s < SHORTEST_RESUME_S and percent > LOWEST_RESUME_PERCENT


Played = Callable[[JellyfinUser, Item, Report], Awaitable[None]]


class Playing:
    """Takes the reports of players; `played` is told of each. Tells who is playing what."""

    def __init__(self, library: Library, people: People, server_id: str, played: Played) -> None:
        self.library = library
        self.people = people
        self.server_id = server_id
        self._played = played

    def routes(self) -> list[Route]:
        signed_in = Access.SIGNED_IN
        return [
            Route("GET", "/Sessions", signed_in, self.sessions),
            Route("POST", "/Sessions/Playing", signed_in, self.start),
            Route("POST", "/Sessions/Playing/Progress", signed_in, self.progress),
            Route("POST", "/Sessions/Playing/Stopped", signed_in, self.stop),
        ]

    async def sessions(self, visit: Visit) -> web.Response:
        """Return who is there and what they play: all of it to administrators, else one's own."""
        caller = visit.caller
        return answer(
            [
                self._session(user, device, at, now)
                for user, device, at, now in self._everybody()
                if caller.is_administrator or user is caller.user
            ]
        )

    def _everybody(self) -> Iterator[tuple[JellyfinUser, Device, datetime, NowPlaying | None]]:
        """Yield the players that play, then the devices that are signed in."""
        for user_id, now in self.library.now_playing.items():
            if user_id in self.people.users:
                yield self.people.users[user_id], PLAYER, now.at, now
        for grant in self.people.grants.values():
            yield grant.user, grant.device, grant.made_at, None

    def _session(
        self, user: JellyfinUser, device: Device, at: datetime, now: NowPlaying | None
    ) -> dict[str, Any]:
        body = session_body(Grant(user, device, at), self.server_id)
        body["PlayState"] = {"CanSeek": now is not None, "IsPaused": False, "IsMuted": False}
        if now is not None:
            holding = self.library.holdings[now.item_id]
            ticks = int(now.position_s * TICKS_PER_S)
            body["NowPlayingItem"] = item_body(holding, self.server_id, with_ids=True)
            body["PlayState"] |= {"PositionTicks": ticks, "IsPaused": now.paused}
        return body

    # -- reports

    async def start(self, visit: Visit) -> web.Response:
        return await self._report(visit, "start")

    async def progress(self, visit: Visit) -> web.Response:
        return await self._report(visit, "progress")

    async def stop(self, visit: Visit) -> web.Response:
        return await self._report(visit, "stop")

    async def _report(self, visit: Visit, kind: str) -> web.Response:
        fields = await visit.fields()
        user = visit.caller.user
        holding = self.library.holdings.get(guid_of(str(fields.get("itemid"))) or "")
        if user is None:
            raise Denial(400)
        if holding is None:
            raise not_found()
        ticks = fields.get("positionticks")
        position_s = None if ticks is None else ticks / TICKS_PER_S
        report = Report(kind, position_s, paused=fields.get("ispaused") is True)
        await self._played(user, holding.item, report)
        return done()
