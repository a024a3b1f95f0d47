"""A strict plex.tv on loopback: one address stands for plex.tv, clients.plex.tv and app.plex.tv.

    async with FakePlexTv() as tv, FakePlexServer("Attic") as plex:
        anna = tv.add_account("anna", plex_pass=True)
        kids = tv.add_managed(anna, "Kids", home_pin="1234")
        ben, emil = tv.add_account("ben"), tv.add_account("emil")
        tv.join_home(anna, ben)
        tv.befriend(anna, emil)           # who may live in the home as well
        tv.give_server(anna, plex)        # the home may use it too
        tv.share(plex, emil)
        anna.players.append("Television")
        tv.url                            # also plain pages: tv.url + "/auth", tv.url + "/link"

        tv.confirm_pin(code, anna)        # what a person does in the browser
        tv.expire_pin(code)
        tv.pins.auto_confirm = anna       # agrees to every code when the program next looks
        token = tv.sign_in(anna, "an-app")          # without the PIN
        tv.sign_out_everywhere(anna)      # "sign out of all devices": 401 from then on

        anna.webhooks                     # the registered addresses; every server of hers posts
        anna.plex_pass = False            # no webhooks any more, and its list answers 403
        anna.webhooks_enabled = False     # a Plex Pass without that feature

        viewer = plex.viewer(ben)         # who plays, and posts to anna's addresses and ben's
        await plex.finish(viewer, item)

Switches: `tv.pins.life_s` and `tv.pins.strong_life_s`. To look at afterwards: `tv.calls`,
`await tv.called("GET /api/v2/pins/*", times=2)`. Failures: `tv.faults`, `tv.outage(True)`,
`await tv.stop()`. All times follow `clock`.

It is stricter than the real one: tokens count as headers only, `X-Plex-Product` must come with a
new PIN, webhook addresses must be web addresses. What it does not have: sign-in by signed keys
(JWT), passwords, the picture behind a PIN's `qr`.
"""

from __future__ import annotations

from aiohttp import web

from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.fake_service import Clock, FakeService, utc_now
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount, PlexTvWorld
from scroblarr_desktop.demo.plex_tv.answer import not_found
from scroblarr_desktop.demo.plex_tv.door import PlexTvDoor
from scroblarr_desktop.demo.plex_tv.page import LetInPages
from scroblarr_desktop.demo.plex_tv.people import People
from scroblarr_desktop.demo.plex_tv.pins import Pins
from scroblarr_desktop.demo.plex_tv.resources import Resources
from scroblarr_desktop.demo.plex_tv.user import User


class FakePlexTv(PlexTvWorld, FakeService):
    """plex.tv as programs and people see it."""

    def __init__(self, clock: Clock = utc_now) -> None:
        FakeService.__init__(self, clock)
        PlexTvWorld.__init__(self)
        self._door = PlexTvDoor(self)
        self.pins = Pins(clock, self._door, lambda: self.url)
        routes = [
            *self.pins.routes(),
            *User(self._door).routes(),
            *People(self._door).routes(),
            *Resources(self._door).routes(),
            *LetInPages(self, self.pins).routes(),
            web.route("*", "/{rest:.*}", self._nothing),
        ]
        self._server = self.add_server("plex.tv", routes)

    @property
    def url(self) -> str:
        return self._server.url

    # -- what people do

    def confirm_pin(self, code: str, account: FakePlexAccount) -> None:
        """Let the account agree to a code. Raises LookupError where no such code waits."""
        self.pins.confirm(code, account)

    def expire_pin(self, code: str) -> None:
        """Let a code run out. Raises LookupError where no such code waits."""
        self.pins.expire(code)

    def sign_in(self, account: FakePlexAccount, client_id: str) -> str:
        """Return a token as a confirmed PIN would give it."""
        return account.sign_in(client_id)

    def sign_out_everywhere(self, account: FakePlexAccount) -> None:
        """End all tokens of the account, those for its servers too."""
        account.tokens.clear()
        for server in [*account.servers, *self.shared_with(account)]:
            server.state.forget_tokens(account)

    # -- every call

    def whose(self, request: web.Request) -> str | None:
        account = self._door.caller(request)
        return account.title if account else None

    async def check(self, call: Call, request: web.Request) -> None:
        # The pages for people are looked at with a browser, which is no program with a name.
        if call.path.startswith("/api/"):
            self._door.check(request)

    async def _nothing(self, request: web.Request) -> web.Response:
        raise not_found(request)
