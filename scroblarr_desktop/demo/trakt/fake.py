"""A strict Trakt on loopback.

    catalogue = Catalogue()
    film = catalogue.add_movie("The Lantern Year", 2019)
    async with FakeTrakt(catalogue) as fake:
        fake.add_app("client", "secret")          # third: the redirect addresses to register
        anna = fake.add_user("anna", vip=True)
        fake.api_url, fake.auth_url               # two ports; OAuth answers on the second only

        tokens = fake.sign_in(anna, "client")     # a token body, without the device flow
        fake.confirm(user_code, anna)             # what a person does in the browser
        fake.deny(user_code); fake.expire(user_code)
        fake.auto_confirm = anna                  # or a function of the DeviceCode
                                                  # (people may also use the page at /activate;
                                                  # that of a browser sign-in: /oauth/authorize)
        fake.expire_access(anna)                  # access tokens answer 401, refresh still works
        fake.revoke_user(anna)                    # removed the app: 401, refresh invalid_grant
        fake.delete_app("client")                 # API 403 JSON, OAuth invalid_client

        anna.plays                                # [Play(id, subject, watched_at, action)]
        anna.plays_of(film), anna.playback, anna.watching
        fake.record_play(anna, film, watched_at)  # what another program of hers wrote

Switches, all settable at any time:

    fake.write_gap_s = 1.0            # least time between two writes of one user; 0 switches off
    fake.device_interval_s = 5        # least time between two polls; 0 lets them come at once
    fake.device_code_life_s = 600
    fake.authorization_code_life_s = 600
    fake.asks_secret = True           # False: nobody looks at the client secret
    fake.access_token_life_s = 604800
    fake.repeat_window = timedelta(hours=1)       # of 409
    fake.refresh_ends_old_access = False
    fake.reuse_ends_family = False    # a refresh token used twice kills all that came of it

To look at afterwards: `fake.calls` (see `calls.Call`), `fake.calls_to("POST /scrobble/*")`,
`fake.rate_violations`, `fake.dangerous_writes` (shows and seasons marked as a whole);
`await fake.called("POST /scrobble/stop", times=2)` waits for calls to arrive.
Failures: `fake.faults` (see `faults`), `fake.outage(True)`; after `await fake.stop()` connections
are refused and `await fake.start()` opens the same ports with the same state.

Times: all follow `clock` but the write gap and the poll interval, which are real time.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo import edge
from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.fake_service import Clock, FakeService, utc_now
from scroblarr_desktop.demo.trakt.activate import ActivatePage
from scroblarr_desktop.demo.trakt.authorize import PATH as AUTHORIZE
from scroblarr_desktop.demo.trakt.authorize import AuthorizePage
from scroblarr_desktop.demo.trakt.door import Door, RateViolation
from scroblarr_desktop.demo.trakt.grants import OUT_OF_BAND, App, Grants
from scroblarr_desktop.demo.trakt.history import History
from scroblarr_desktop.demo.trakt.oauth import OAuth
from scroblarr_desktop.demo.trakt.scrobble import Scrobble
from scroblarr_desktop.demo.trakt.search import Search
from scroblarr_desktop.demo.trakt.users import Users
from scroblarr_desktop.demo.trakt.world import FakeUser, TraktWorld


class FakeTrakt(TraktWorld, FakeService):
    """Trakt as clients see it: an API host and an OAuth host."""

    def __init__(self, catalogue: Catalogue, clock: Clock = utc_now) -> None:
        FakeService.__init__(self, clock)
        TraktWorld.__init__(self, catalogue, clock)
        self.grants = Grants(self)
        self._door = Door(self.grants)
        self._oauth = OAuth(self.grants, lambda: self.auth_url)
        api_routes = [
            *Scrobble(self, self._door).routes(),
            *History(self, self._door).routes(),
            *Users(self, self._door).routes(),
            *Search(catalogue).routes(),
        ]
        self._api = self.add_server("api", api_routes)
        pages = [*ActivatePage(self.grants).routes(), *AuthorizePage(self.grants).routes()]
        self._auth = self.add_server("auth", [*self._oauth.routes(), *pages])

    @property
    def api_url(self) -> str:
        return self._api.url

    @property
    def auth_url(self) -> str:
        return self._auth.url

    # -- apps and people

    def add_app(
        self, client_id: str, client_secret: str, redirect_uris: Sequence[str] = (OUT_OF_BAND,)
    ) -> None:
        self.grants.apps[client_id] = App(client_secret, tuple(redirect_uris))

    def delete_app(self, client_id: str) -> None:
        """Trakt removes an app, as it does when its owner's VIP lapses."""
        self.grants.apps.pop(client_id, None)

    def sign_in(self, user: FakeUser, client_id: str) -> dict[str, Any]:
        """Return a token body as a finished device flow would give it."""
        return self.grants.issue(user, client_id, OUT_OF_BAND).body()

    def confirm(self, user_code: str, user: FakeUser) -> None:
        """The person types the code in and agrees. Raises LookupError for an unknown code."""
        code = self.grants.code_of(user_code)
        code.state, code.user = "confirmed", user

    def deny(self, user_code: str) -> None:
        self.grants.code_of(user_code).state = "denied"

    def expire(self, user_code: str) -> None:
        self.grants.code_of(user_code).state = "expired"

    def revoke_user(self, user: FakeUser) -> None:
        """The user removes the app under "connected apps": all tokens end."""
        for grant in self.grants.grants:
            if grant.user is user:
                grant.end()

    def expire_access(self, user: FakeUser) -> None:
        """Let the user's access tokens run out; refresh tokens stay good."""
        for grant in self.grants.grants:
            if grant.user is user:
                grant.access_ended = True

    @property
    def rate_violations(self) -> list[RateViolation]:
        """Writes that came too soon, and were answered with 429."""
        return self._door.violations

    # -- every call

    def whose(self, request: web.Request) -> str | None:
        grant = self._door.grant_of(request.headers.get("Authorization", ""))
        return grant.user.username if grant else None

    async def check(self, call: Call, request: web.Request) -> None:
        # The pages for people are looked at with a browser, and take a form.
        if not (call.server == "auth" and call.path.startswith(("/activate", AUTHORIZE))):
            self._door.check(call)

    def dress(self, response: web.Response) -> None:
        # The real API stands behind Cloudflare too: cf-ray alone does not make an edge page.
        response.headers["cf-ray"] = edge.RAY
        response.headers["X-Request-Id"] = str(uuid.uuid4())
