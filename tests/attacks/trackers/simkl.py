"""Simkl: takes times, can be asked, keeps one mark of each thing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qs

from scroblarr_desktop.credentials import AppCredentials, Tokens
from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.catalogue import Catalogue, Thing
from scroblarr_desktop.demo.fake_service import Clock
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.destinations.simkl import Simkl
from scroblarr_desktop.endpoints import Endpoints
from tests.attacks.local_app import LocalApp
from tests.attacks.trackers.tracker import CLIENT, POLL_S, Held, Tracker, link_by_code


class SimklTracker(Tracker):
    """The strict fake Simkl, with an app of the newer kind, whose sign-ins are renewed."""

    name, client, keeps_one = "simkl", Simkl, True
    access_life = timedelta(days=7)
    write = late_write = "POST /sync/history"
    question, find = "[GP]* /sync/[!h]*", "GET /redirect"
    renew, paced = "POST /oauth2/token", "POST /s[cy]*"

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self.fake: FakeSimkl = FakeSimkl(catalogue, clock)
        self.fake.add_app(CLIENT, newer=True)
        self.fake.pin_interval_s = POLL_S
        self.power_cuts = []
        self._foreign: set[tuple[str, Thing]] = set()

    def place(self, endpoints: Endpoints) -> Endpoints:
        return replace(endpoints, simkl_api=self.fake.url, simkl_app=AppCredentials(CLIENT))

    def environment(self) -> dict[str, str]:
        return {"SCROBLARR_SIMKL_API_URL": self.fake.url, "SCROBLARR_SIMKL_CLIENT_ID": CLIENT}

    def allow_any_pace(self) -> None:
        super().allow_any_pace()
        self.fake.write_gap_s = 0

    def speed_up(self, times: float) -> None:
        self.fake.write_gap_s /= times
        self.fake.most_gets_a_second = int(self.fake.most_gets_a_second * times)

    async def link(self, app: LocalApp, member_id: int, name: str) -> int:
        user = self.fake.users.get(name) or self.fake.add_user(name)
        return await link_by_code(
            app, member_id, self.name, lambda code: self.fake.confirm(code, user)
        )

    def granted(self, name: str) -> tuple[str, Tokens]:
        user = self.fake.add_user(name)
        grant = self.fake.grant(user, CLIENT)
        access, renewal, now = grant.access_token, grant.refresh_token, self.fake.clock()
        return str(user.number), Tokens(access, renewal, now, grant.expires_at, CLIENT)

    def users(self) -> Collection[str]:
        return self.fake.users

    def held(self, name: str) -> list[Held]:
        plays = self.fake.users[name].plays
        foreign = self._foreign
        return [
            Held(one.thing, one.watched_at, False, (name, one.thing) in foreign) for one in plays
        ]

    def write_elsewhere(self, name: str, thing: Thing, at: datetime, *, live: bool) -> None:
        if self.fake.record_play(self.fake.users[name], thing, at) is not None:
            self._foreign.add((name, thing))

    def expire(self, name: str) -> None:
        self.fake.expire_access(self.fake.users[name])

    def end(self, name: str) -> None:
        self.fake.revoke_user(self.fake.users[name])

    def forget(self, name: str) -> None:
        for one in self.held(name):
            self.fake.forget_play(self.fake.users[name], one.thing)

    def complaints(self) -> Iterator[str]:
        yield from super().complaints()
        for violation in self.fake.rate_violations:
            yield f"simkl: {violation.user} was turned away after {violation.gap_s:.3f} s"
        if self.fake.dangerous_writes:
            yield "simkl: a show or a season was marked, or a title taken out, as a whole"
        if self.fake.rewatch_writes:
            yield "simkl: a rewatch was recorded, which it asks programs not to do"
        if self.fake.whole_reads:
            yield "simkl: a whole library was read"
        yield from self._used_again(_refresh_token)


def _refresh_token(call: Call) -> str | None:
    """Return the token of a renewal; sign-ins go to the same address."""
    form = parse_qs(call.body) if isinstance(call.body, str) else {}
    return next(iter(form.get("refresh_token", [])), None)
