"""Trakt: takes times, can be asked, keeps whatever it is sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.catalogue import Catalogue, Thing
from scroblarr_desktop.demo.fake_service import Clock
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.grants import OUT_OF_BAND
from scroblarr_desktop.demo.trakt.world import Play
from scroblarr_desktop.destinations.trakt import Trakt
from scroblarr_desktop.endpoints import Endpoints
from tests.attacks.local_app import LocalApp
from tests.attacks.trackers.tracker import CLIENT, POLL_S, SECRET, Held, Tracker, link_by_code


class TraktTracker(Tracker):
    """The strict fake Trakt."""

    name, client, stamps_live = "trakt", Trakt, True
    access_life = timedelta(days=7)
    write, late_write = "POST /s[cy]*[py]", "POST /sync/history"
    question, find = "GET *", "GET /search/*"
    renew, paced = "POST /oauth/token", "POST /s[cy]*"

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self.fake: FakeTrakt = FakeTrakt(catalogue, clock)
        self.fake.add_app(CLIENT, SECRET)
        self.fake.device_interval_s = POLL_S
        self.power_cuts = []
        self._foreign: set[int] = set()

    def place(self, endpoints: Endpoints) -> Endpoints:
        return replace(endpoints, trakt_api=self.fake.api_url, trakt_auth=self.fake.auth_url)

    def environment(self) -> dict[str, str]:
        return {
            "SCROBLARR_TRAKT_API_URL": self.fake.api_url,
            "SCROBLARR_TRAKT_AUTH_URL": self.fake.auth_url,
        }

    def allow_any_pace(self) -> None:
        super().allow_any_pace()
        self.fake.write_gap_s = 0

    def speed_up(self, times: float) -> None:
        self.fake.write_gap_s /= times

    def be_strict(self) -> None:
        self.fake.refresh_ends_old_access = True
        self.fake.reuse_ends_family = True

    async def link(self, app: LocalApp, member_id: int, name: str) -> int:
        await app.call("PUT", "/settings/trakt", {"client_id": CLIENT, "client_secret": SECRET})
        user = self.fake.users.get(name) or self.fake.add_user(name)
        return await link_by_code(
            app, member_id, self.name, lambda code: self.fake.confirm(code, user)
        )

    def granted(self, name: str) -> tuple[str, Tokens]:
        user = self.fake.add_user(name)
        body = self.fake.sign_in(user, CLIENT)
        issued_at = datetime.fromtimestamp(body["created_at"], UTC)
        access, renewal = body["access_token"], body["refresh_token"]
        until = issued_at + timedelta(seconds=body["expires_in"])
        return user.uuid, Tokens(access, renewal, issued_at, until, CLIENT, OUT_OF_BAND)

    def users(self) -> Collection[str]:
        return self.fake.users

    def held(self, name: str) -> list[Held]:
        return [self._held(play) for play in self.fake.users[name].plays]

    def _held(self, play: Play) -> Held:
        live, foreign = play.action == "scrobble", play.id in self._foreign
        return Held(play.thing, play.watched_at, live, foreign)

    def write_elsewhere(self, name: str, thing: Thing, at: datetime, *, live: bool) -> None:
        user = self.fake.users[name]
        play = self.fake.record_play(user, thing, at, "scrobble" if live else "watch")
        self._foreign.add(play.id)

    def expire(self, name: str) -> None:
        self.fake.expire_access(self.fake.users[name])

    def end(self, name: str) -> None:
        self.fake.revoke_user(self.fake.users[name])

    def forget(self, name: str) -> None:
        self.fake.users[name].plays.clear()

    def complaints(self) -> Iterator[str]:
        yield from super().complaints()
        for violation in self.fake.rate_violations:
            yield f"trakt: {violation.user} was turned away after {violation.gap_s:.3f} s"
        if self.fake.dangerous_writes:
            yield "trakt: a show or a season was marked as a whole"
        yield from self._used_again(_refresh_token)


def _refresh_token(call: Call) -> str | None:
    return call.body.get("refresh_token") if isinstance(call.body, dict) else None
