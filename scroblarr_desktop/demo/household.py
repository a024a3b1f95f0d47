"""A household that lives beside the app: it moves in, watches, and never stops.

    household = DemoHousehold()
    endpoints = await household.start()            # the fake trackers listen on loopback
    await household.play(base_url, api_key, doors) # until cancelled
    await household.stop()

Everything it does to the app goes through the app's own doors: the local API, the sign-ins of its
windows, and the webhooks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
from enum import IntEnum
from functools import partial

import aiohttp

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.demo.doors import Doors
from scroblarr_desktop.demo.evening import Evening
from scroblarr_desktop.demo.everyday import Everyday
from scroblarr_desktop.demo.furnishing import PASSWORD, furnish_jellyfin, furnish_plex
from scroblarr_desktop.demo.local_api import LocalApi
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer, FakePlexServer
from scroblarr_desktop.demo.moving_in import MovingIn
from scroblarr_desktop.demo.night import Night
from scroblarr_desktop.demo.people import ANNA_AT_JELLYFIN, HOUSEHOLD
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.stage import OUTAGE_S, Stage
from scroblarr_desktop.demo.telling import WHAT_THIS_IS, Teller
from scroblarr_desktop.demo.titles import household_catalogue
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.endpoints import Endpoints

CLIENT_ID = "demonstration"
CLIENT_SECRET = "kept in the open"  # noqa: S105 - of an app at the fake, on this computer

REDIRECT_URIS = tuple(f"http://127.0.0.1:{port}/callback" for port in (24181, 24182, 24183))
"""Where the app listens during a sign-in in this computer's browser."""

GUEST = "guest"
"""Somebody at Trakt for whoever tries the sign-in by hand, on the fake's own page for codes."""

DEVICE_INTERVAL_S = 1.0
"""The real Trakt wants five seconds between two looks; nobody wants to wait for a demonstration."""


class Until(IntEnum):
    """How far a household goes before `play` returns by itself."""

    MOVED_IN = 1
    EVENING = 2
    FOREVER = 3


class DemoHousehold:
    """One simulated household with its trackers and media servers.

    `say` takes the lines that tell a person at a terminal what happens; without it nothing is
    told. `pace` is multiplied with every wait: 0.1 plays ten times as fast. `outage_s` is how long
    Trakt is down in the evening, before `pace`.
    """

    def __init__(
        self,
        say: Callable[[str], None] | None = None,
        *,
        pace: float = 1.0,
        outage_s: float = OUTAGE_S,
        until: Until = Until.FOREVER,
    ) -> None:
        catalogue = household_catalogue()
        self.stage = Stage(
            catalogue=catalogue,
            trakt=FakeTrakt(catalogue),
            tvtime=FakeTvTime(catalogue),
            simkl=FakeSimkl(catalogue),
            plex_tv=FakePlexTv(),
            plex=FakePlexServer("Attic"),
            jellyfin=FakeJellyfinServer("Cellar"),
            tell=self._tell,
            pace=pace,
            outage_s=outage_s,
        )
        self._say = say
        self._until = until
        self._open = AsyncExitStack()

    async def start(self) -> Endpoints:
        """Return where the services are, and the apps that are registered at the trackers."""
        stage, trakt, tvtime = self.stage, self.stage.trakt, self.stage.tvtime
        self._register(trakt, tvtime)
        self._register_at_simkl(stage.simkl)
        furnish_plex(stage.plex_tv, stage.plex)
        furnish_jellyfin(stage.jellyfin)
        for fake in (trakt, tvtime, stage.simkl, stage.plex_tv, stage.plex, stage.jellyfin):
            await self._open.enter_async_context(fake)
        return Endpoints(
            trakt_api=trakt.api_url,
            trakt_auth=trakt.auth_url,
            tvtime=tvtime.url,
            trakt_app=AppCredentials(CLIENT_ID, CLIENT_SECRET),
            simkl_api=stage.simkl.url,
            simkl_app=AppCredentials(CLIENT_ID),
            plex_tv=stage.plex_tv.url,
            jellyfin_discovery=("127.0.0.1", stage.jellyfin.api.discovery_port),
        )

    async def stop(self) -> None:
        """Close everything. Raises what broke inside a fake meanwhile."""
        await self._open.aclose()

    async def play(self, base_url: str, api_key: str, doors: Doors) -> None:
        """Move in and live, until cancelled.

        Raises ApiRefusal, SignInFailed, aiohttp.ClientError or what `doors` raise, alone or in a
        group, where moving in fails: on data that holds a household already, for one.
        """
        async with aiohttp.ClientSession() as session:
            api = LocalApi(session, base_url, api_key)
            teller = None if self._say is None else self._start_telling(api, self._say)
            try:
                await self._live(api, doors)
            finally:
                if teller is not None:
                    teller.cancel()
                    await asyncio.gather(teller, return_exceptions=True)

    def _start_telling(self, api: LocalApi, say: Callable[[str], None]) -> asyncio.Task[None]:
        for line in WHAT_THIS_IS:
            say(line)
        return asyncio.get_running_loop().create_task(Teller(api, say).run(), name="demo: telling")

    async def _live(self, api: LocalApi, doors: Doors) -> None:
        stage, night = self.stage, Night(self.stage)
        moving = MovingIn(api, stage.trakt, stage.tvtime, stage.simkl, stage.wait)
        await moving.add_everybody(*await self._connect(doors, night.begins_at))
        if self._until >= Until.EVENING:
            evening = Evening(stage)
            night.fall()
            doors.look_soon()
            await evening.run()
            if self._until is Until.FOREVER:
                await Everyday(stage, evening.unheard_of).run()

    async def _connect(self, doors: Doors, since: datetime) -> tuple[int, int]:
        """Connect both media servers and return the app's ids of them."""
        stage = self.stage
        owner = stage.plex.state.owner
        assert owner is not None
        allow = partial(stage.plex_tv.confirm_pin, account=owner)
        plex_id = await doors.connect_plex(allow, since)
        name = ANNA_AT_JELLYFIN.name
        return plex_id, await doors.connect_jellyfin(stage.jellyfin.url, name, PASSWORD, since)

    def _register(self, trakt: FakeTrakt, tvtime: FakeTvTime) -> None:
        trakt.add_app(CLIENT_ID, CLIENT_SECRET, REDIRECT_URIS)
        trakt.device_interval_s = DEVICE_INTERVAL_S * self.stage.pace
        trakt.add_user(GUEST)
        for person in HOUSEHOLD:
            if person.trakt is not None:
                trakt.add_user(person.trakt, vip=person.name == "Anna")
            if person.tvtime is not None:
                tvtime.add_user(person.tvtime, PASSWORD)

    def _register_at_simkl(self, simkl: FakeSimkl) -> None:
        simkl.add_app(CLIENT_ID)
        simkl.pin_interval_s = DEVICE_INTERVAL_S * self.stage.pace
        simkl.add_anime(self.stage.show("Kites over Kanda"))
        simkl.add_user(GUEST)
        for person in HOUSEHOLD:
            if person.simkl is not None:
                simkl.add_user(person.simkl)

    def _tell(self, line: str) -> None:
        if self._say is not None:
            self._say(f"{datetime.now().astimezone():%H:%M}  ({line}.)")
