"""A strict Simkl on loopback.

    catalogue = Catalogue()
    film = catalogue.add_movie("The Lantern Year", 2019)
    async with FakeSimkl(catalogue) as fake:
        fake.add_app("client")                    # newer=True: registered in the newer way
        anna = fake.add_user("anna")              # plan="pro" or "vip"
        fake.url
        fake.add_anime(show)                      # kept as an anime, one title for each season

        fake.sign_in(anna, "client")              # an access token, without the sign-in
        fake.confirm(user_code, anna)             # what a person does at simkl.com/pin
        fake.expire(user_code)                    # the code is gone
        fake.auto_confirm = anna                  # or a function of the Pin
        fake.revoke_user(anna)                    # removed the app under Connected Apps: 401
        fake.expire_access(anna)                  # a newer app's token ran out, refresh works
        fake.lock_app("client")                   # 412 on everything
        anna.is_locked = True                     # 400 RATE_LIMIT: a write is under way

        anna.plays, anna.plays_of(film)           # [Watched(thing, watched_at, recorded_at)]
        anna.playback, anna.watching, anna.rewatches
        fake.record_play(anna, film, watched_at)  # what another program of hers marked

Switches: see `SimklWorld`, above all `write_gap_s` and `pin_interval_s` (0 switches them off).

To look at afterwards: `fake.calls`, `fake.calls_to("POST /sync/*")`, `fake.rate_violations`,
`fake.dangerous_writes` (what meant a whole show or season, or took a title out of the lists),
`fake.whole_reads` (of libraries), `fake.guesses` (things named by title alone),
`fake.rewatch_writes`. Failures: `fake.faults`, `fake.outage(True)`, `await fake.stop()`.

Times: all follow `clock` but the limits on calls and polls, which are real time.
"""

from __future__ import annotations

from aiohttp import web

from scroblarr_desktop.demo import edge
from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.fake_service import Clock, FakeService, utc_now
from scroblarr_desktop.demo.simkl.door import Door, RateViolation
from scroblarr_desktop.demo.simkl.grants import App, Grant, Grants
from scroblarr_desktop.demo.simkl.history import History
from scroblarr_desktop.demo.simkl.library import Library
from scroblarr_desktop.demo.simkl.lookup import Lookup
from scroblarr_desktop.demo.simkl.page import PinPage
from scroblarr_desktop.demo.simkl.scrobble import Scrobble
from scroblarr_desktop.demo.simkl.sign_in import SignIn
from scroblarr_desktop.demo.simkl.world import SimklUser, SimklWorld


class FakeSimkl(SimklWorld, FakeService):
    """Simkl as clients see it: one API host, and the page for codes on it."""

    def __init__(self, catalogue: Catalogue, clock: Clock = utc_now) -> None:
        FakeService.__init__(self, clock)
        SimklWorld.__init__(self, catalogue, clock)
        self.grants = Grants(self)
        self._door = Door(self.grants)
        self._library = Library(self, self._door)
        routes = [
            *SignIn(self.grants, lambda: f"{self.url}/pin").routes(),
            *PinPage(self.grants).routes(),
            *History(self, self._door).routes(),
            *self._library.routes(),
            *Scrobble(self, self._door).routes(),
            *Lookup(self).routes(),
        ]
        self._server = self.add_server("api", routes)

    @property
    def url(self) -> str:
        return self._server.url

    # -- apps and people

    def add_app(self, client_id: str, *, newer: bool = False) -> None:
        self.grants.apps[client_id] = App(newer=newer)

    def lock_app(self, client_id: str, *, locked: bool = True) -> None:
        self.grants.apps[client_id].locked = locked

    def sign_in(self, user: SimklUser, client_id: str) -> str:
        """Return an access token as a finished sign-in would give it."""
        return self.grant(user, client_id).access_token

    def grant(self, user: SimklUser, client_id: str) -> Grant:
        return self.grants.issue(user, client_id)

    def confirm(self, user_code: str, user: SimklUser) -> None:
        """The person enters the code and agrees. Raises LookupError for an unknown code."""
        self.grants.pin_of(user_code).user = user

    def expire(self, user_code: str) -> None:
        self.grants.pins.remove(self.grants.pin_of(user_code))

    def revoke_user(self, user: SimklUser) -> None:
        """The user removes the app under Connected Apps: all tokens end."""
        for grant in self.grants.grants:
            if grant.user is user:
                grant.ended = grant.refresh_ended = True

    def expire_access(self, user: SimklUser) -> None:
        """Let the user's access tokens run out; those that can be renewed still can."""
        for grant in self.grants.grants:
            if grant.user is user:
                grant.ended = True

    @property
    def rate_violations(self) -> list[RateViolation]:
        """POSTs that came too soon, and were answered with 429."""
        return self._door.violations

    @property
    def whole_reads(self) -> int:
        return self._library.whole_reads

    # -- every call

    def whose(self, request: web.Request) -> str | None:
        grant = self._door.grant_of(request.headers.get("Authorization", ""))
        return grant.user.username if grant else None

    async def check(self, call: Call, request: web.Request) -> None:
        self._door.check(call)

    def dress(self, response: web.Response) -> None:
        response.headers["cf-ray"] = edge.RAY
