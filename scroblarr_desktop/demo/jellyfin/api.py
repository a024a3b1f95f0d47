"""The HTTP API of a fake Jellyfin server, as strict as version 12.

    async with FakeJellyfinServer("Cellar", base_path="/jellyfin") as jellyfin:
        jellyfin.url                              # http://127.0.0.1:.../jellyfin
        jellyfin.api.discovery_port               # UDP, answers "Who is JellyfinServer?"

        api = jellyfin.api
        anna = api.add_user("anna", "secret", administrator=True)
        clara = api.add_user("clara", user_id=CLARA_AT_JELLYFIN.account_id, picture=png)
        api.token_of(anna), api.add_key("another program").token      # without any sign-in
        api.confirm_quick_connect(code, anna)     # a person does it on the page {url}/web/

        api.plugins.install("Webhook")            # runs at once; through the API after a restart
        api.plugins.settings(WEBHOOK)["GenericOptions"]               # what is configured
        api.plugins.link_to_trakt(clara)          # Jellyfin's own Trakt plugin sends what she sees
        api.plugins.link_to_simkl(clara, ScrobbleShows=False)
        api.library.add(item, "Films for children")

        api.calls, api.calls_to("GET /Users"), await api.called("POST /System/Restart")
        api.faults.add("GET /Plugins", status=500); api.outage(True)  # as at every fake
        await jellyfin.play(jellyfin.viewer(clara), item)             # posts, see `media_servers`
        jellyfin.lost                             # events that an entry of the plugin spoiled

Switches, all settable at any time:

    api.quick_connect.enabled = False         # Initiate answers 401
    api.quick_connect.forget(code)            # as if it had expired
    api.away_s = None                         # after a restart stay away:
                                              # `await api.gone()`, `await api.come_back()`
    api.door.legacy = True                    # as before 12: older forms of authorization count
    api.plugins.packages.reachable = False    # the server cannot read its plugin catalogue
    api.plugins.packages.catalogue            # what it offers, a list
    api.people.end_all_of(clara)              # signed out everywhere
    clara.disabled = True; clara.hidden = True; clara.password = "another"
    api.discovery.says_address = "http://192.0.2.1:8096"

Paths are recorded without `base_path`. Times follow `clock` but the time that a restart takes,
which is real: 0.1 s until it goes down, then `away_s`.
"""

from __future__ import annotations

import asyncio
import ssl
from datetime import datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Address, Clock, FakeService, http_date
from scroblarr_desktop.demo.jellyfin.discovery import Discovery
from scroblarr_desktop.demo.jellyfin.door import Door
from scroblarr_desktop.demo.jellyfin.items import Items, Ticked
from scroblarr_desktop.demo.jellyfin.library import Library
from scroblarr_desktop.demo.jellyfin.packages import Packages
from scroblarr_desktop.demo.jellyfin.page import QuickConnectPage
from scroblarr_desktop.demo.jellyfin.people import ApiKey, Device, JellyfinUser, People
from scroblarr_desktop.demo.jellyfin.playing import Played, Playing, Report
from scroblarr_desktop.demo.jellyfin.plugins import Plugins
from scroblarr_desktop.demo.jellyfin.quick_connect import QuickConnect
from scroblarr_desktop.demo.jellyfin.system import Identity, System
from scroblarr_desktop.demo.jellyfin.users import Users
from scroblarr_desktop.demo.jellyfin.visits import Route, Router, Visit, admit
from scroblarr_desktop.demo.made_up import hex_id
from scroblarr_desktop.watches import Item

RESTART_AFTER_S = 0.1
"""The real server lets its answer out before it goes down."""

BROWSER = Device("Jellyfin Web", "Firefox", "a-browser", "12.0.0")


class JellyfinApi(FakeService):
    """One port with all endpoints below `base_path`, and another that answers discovery."""

    def __init__(
        self,
        identity: Identity,
        clock: Clock,
        *,
        base_path: str = "",
        legacy_authorization: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(clock)
        self.identity = identity
        self.base_path = base_path.rstrip("/")
        self.people = People(clock)
        self.door = Door(self.people, legacy=legacy_authorization)
        self.quick_connect = QuickConnect(self.people, identity.server_id)
        self.plugins = Plugins(Packages(identity.version))
        self.library = Library(clock)
        self.system = System(
            identity, self.people, self.plugins, url=lambda: self.url, restart=self._begin_restart
        )
        self.discovery = Discovery(identity.name, identity.server_id, lambda: self.url)
        self.away_s: float | None = 2.0
        """How long a restart takes; None: until `come_back` is called."""
        self.on_play: Played = self._note_report
        self.on_tick: Ticked = self._note_tick
        self._restart: asyncio.Task[None] | None = None
        self._gone = asyncio.Event()
        self._router = Router(self._routes())
        self._server = self.add_server("jellyfin", [web.route("*", "/{path:.*}", self._dispatch)])
        self._server.tls = tls

    @property
    def url(self) -> str:
        """The address of the server with its base path, without a slash at the end."""
        return f"{self._server.url}{self.base_path}"

    @property
    def discovery_port(self) -> int:
        """The UDP port on 127.0.0.1 that answers discovery. Known after the first start."""
        return self.discovery.port

    # -- people, and what they do

    def add_user(
        self, name: str, password: str = "", *, user_id: str | None = None, **more: Any
    ) -> JellyfinUser:
        """Return a new user; `more` as the fields of JellyfinUser: administrator, hidden, ..."""
        user = JellyfinUser(user_id or hex_id(f"user/{name}", 32), name, password, **more)
        self.people.users[user.user_id] = user
        return user

    def add_key(self, app: str = "another program") -> ApiKey:
        """Return a new API key, as an administrator makes one in the dashboard."""
        return self.people.add_key(app)

    def token_of(self, user: JellyfinUser, device: Device = BROWSER) -> str:
        """Sign the user in on a device without a password and return the token."""
        return self.people.sign_in(user, device).token

    def confirm_quick_connect(self, code: str, user: JellyfinUser) -> None:
        """The person allows the code. Raises LookupError for one that does not wait any more."""
        request = self.quick_connect.waiting(code)
        if request is None:
            raise LookupError(f"no Quick Connect request waits with the code {code}")
        self.quick_connect.allow(request, user)

    def note_player(
        self, user_id: str, name: str, item: Item, kind: str, at: datetime | None = None
    ) -> None:
        """Write the start or stop of a play into the log; who plays is a user from then on."""
        self.people.users.setdefault(user_id, JellyfinUser(user_id, name))
        doing = "is playing" if kind == "VideoPlayback" else "has finished playing"
        sentence = f"{name} {doing} {item.title} on Tablet"
        item_id = self.library.add(item)
        self.system.note(kind, sentence, user_id=user_id, item_id=item_id, at=at)

    # -- coming and going

    async def start(self) -> None:
        await super().start()
        await self.discovery.start()

    async def stop(self) -> None:
        restart, self._restart = self._restart, None
        if restart is not None:
            restart.cancel()
            await asyncio.gather(restart, return_exceptions=True)
        self.discovery.stop()
        await super().stop()

    async def gone(self, within_s: float = 5.0) -> None:
        """Wait until a restart that was asked for has closed the port. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            await self._gone.wait()

    async def come_back(self) -> None:
        """Be up again after a restart, with what waited for it carried out."""
        restart = self._restart
        if restart is not None and restart is not asyncio.current_task():
            await restart
        self.plugins.restart()
        self.quick_connect.forget()
        self._gone.clear()
        await self._server.start()
        await self.discovery.start()

    def _begin_restart(self) -> None:
        if self._restart is None or self._restart.done():
            self._restart = asyncio.get_running_loop().create_task(
                self._go_down(), name="fake Jellyfin: restart"
            )

    async def _go_down(self) -> None:
        await asyncio.sleep(RESTART_AFTER_S)
        self.discovery.stop()
        await self._server.stop()
        self._gone.set()
        if self.away_s is not None:
            await asyncio.sleep(self.away_s)
            await self.come_back()

    # -- one call

    def whose(self, request: web.Request) -> str | None:
        return self.door.caller(request).name

    def address_of(self, server: str, request: web.Request) -> Address:
        """Record paths without the base path, so that tests need not know it."""
        return Address(server, self._below_base(request) or request.path, dict(request.query))

    def dress(self, response: web.Response) -> None:
        response.headers["Server"] = "Kestrel"
        response.headers["Date"] = http_date(self.clock())

    async def _dispatch(self, request: web.Request) -> web.StreamResponse:
        path = self._below_base(request)
        if path in (None, "", "/"):
            return web.Response(status=302, headers={"Location": f"{self.base_path}/web/"})
        route, place = self._router.find(request.method, path or "")
        visit = Visit(request, self.door.caller(request), place)
        admit(route.access, visit.caller)
        return await route.endpoint(visit)

    def _below_base(self, request: web.Request) -> str | None:
        path = request.path
        if path.lower().startswith(self.base_path.lower()):
            return path[len(self.base_path) :]
        return None

    def _routes(self) -> list[Route]:
        server_id, version = self.identity.server_id, self.identity.version
        return [
            *self.system.routes(),
            *self.quick_connect.routes(),
            *Users(self.people, server_id, version).routes(),
            *self.plugins.packages.routes(),
            *self.plugins.routes(),
            *Items(self.library, self.people, server_id, self._tell_tick).routes(),
            *Playing(self.library, self.people, server_id, self._tell_report).routes(),
            *QuickConnectPage(self.people, self.quick_connect).routes(),
        ]

    async def _tell_tick(self, user: JellyfinUser, item: Item, seen: bool) -> None:
        await self.on_tick(user, item, seen)

    async def _tell_report(self, user: JellyfinUser, item: Item, report: Report) -> None:
        await self.on_play(user, item, report)

    async def _note_tick(self, user: JellyfinUser, item: Item, seen: bool) -> None:
        (self.library.mark if seen else self.library.unmark)(user.user_id, item)

    async def _note_report(self, user: JellyfinUser, item: Item, report: Report) -> None:
        position_s, done = report.position_s or 0.0, report.completes(item)
        match report.kind:
            case "start":
                self.library.start(user.user_id, item)
            case "progress":
                self.library.move(user.user_id, item, position_s, paused=report.paused)
            case "stop":
                self.library.stop(user.user_id, item, position_s, completed=done)
