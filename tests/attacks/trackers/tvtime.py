"""TV Time: no times, no questions; a first watch of an episode changes nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.demo.catalogue import Catalogue, Thing
from scroblarr_desktop.demo.fake_service import Clock
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.demo.tvtime.world import TvTimePlay
from scroblarr_desktop.destinations.tvtime import TvTime
from scroblarr_desktop.endpoints import Endpoints
from tests.attacks.local_app import LocalApp
from tests.attacks.trackers.tracker import Held, Tracker


class TvTimeTracker(Tracker):
    """The strict fake TV Time."""

    name, client = "tvtime", TvTime
    takes_time, has_progress, knows_password = False, False, True
    access_life = timedelta(days=1)
    write = late_write = paced = "POST /[vp][2r]*"
    question, find, renew = "GET *", "GET /v1/search/*", "POST /v1/refresh"

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self.fake: FakeTvTime = FakeTvTime(catalogue, clock)
        self.power_cuts = []
        self._foreign: list[TvTimePlay] = []

    def place(self, endpoints: Endpoints) -> Endpoints:
        return replace(endpoints, tvtime=self.fake.url)

    def environment(self) -> dict[str, str]:
        return {"SCROBLARR_TVTIME_URL": self.fake.url}

    async def link(self, app: LocalApp, member_id: int, name: str) -> int:
        user = self.fake.users.get(name) or self.fake.add_user(name)
        sign_in = {"destination": self.name, "username": name, "password": user.password}
        account = await app.call("POST", f"/members/{member_id}/accounts", sign_in)
        switches = {"rewatch_films": True, "rewatch_episodes": True}
        await app.call("PATCH", f"/accounts/{account['id']}", switches)
        return int(account["id"])

    def granted(self, name: str) -> tuple[str, Tokens]:
        user = self.fake.add_user(name)
        session = self.fake.sign_in(user)
        tokens = Tokens(
            session.jwt,
            session.refresh_token,
            self.fake.clock(),
            session.expires_at,
            server_url=self.fake.url,
            username=name,
            password=user.password,
        )
        return str(user.id), tokens

    def users(self) -> Collection[str]:
        return self.fake.users

    def held(self, name: str) -> list[Held]:
        plays = self.fake.users[name].plays
        return [Held(play.thing, play.at, True, self._is_foreign(play)) for play in plays]

    def _is_foreign(self, play: TvTimePlay) -> bool:
        return any(play is one for one in self._foreign)

    def write_elsewhere(self, name: str, thing: Thing, at: datetime, *, live: bool) -> None:
        play = TvTimePlay(thing, rewatch=False, at=at)
        self.fake.users[name].plays.append(play)
        self._foreign.append(play)

    def expire(self, name: str) -> None:
        self.fake.expire_access(self.fake.users[name])

    def end(self, name: str) -> None:
        user = self.fake.users[name]
        self.fake.end_sessions(user)
        user.password += "!"

    def forget(self, name: str) -> None:
        self.fake.users[name].plays.clear()

    def complaints(self) -> Iterator[str]:
        yield from super().complaints()
        if self.fake.wholesale_marks:
            yield "tvtime: everything up to an episode was marked"
