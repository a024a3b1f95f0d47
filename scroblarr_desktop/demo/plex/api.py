"""The HTTP API of a simulated Plex Media Server, on loopback.

    async with FakePlexServer("Attic") as plex:
        plex.url                              # "http://127.0.0.1:..."
        plex.state.admin_token                # opens everything, as the owner's tokens do
        plex.state.library.add(item)          # what is played or seen is added by itself
        plex.state.library.remove(item)       # its history rows lose their keys
        plex.state.webhooks_on = False        # the setting webHooksEnabled
        plex.api.calls, plex.api.faults       # as with every fake; `await plex.api.stop()`

developer.plex.tv and python-plexapi. The owner may see everything; somebody the server is shared
with sees the library and their own history, and is refused the rest with 403. Tokens count as
headers only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aiohttp import web

from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.fake_service import FakeService, http_date
from scroblarr_desktop.demo.plex.api_answer import Refused, bodies_of, container, listing
from scroblarr_desktop.demo.plex.api_history import HistoryRow
from scroblarr_desktop.demo.plex.api_library import SECTIONS, item_body
from scroblarr_desktop.demo.plex.api_people import accounts, devices, session_body
from scroblarr_desktop.demo.plex.api_state import Caller
from scroblarr_desktop.demo.posters import poster

if TYPE_CHECKING:
    from scroblarr_desktop.demo.media_servers import FakePlexServer

IDENTIFIER = "com.plexapp.plugins.library"
TOKEN = "X-Plex-Token"  # noqa: S105 - the name of a header

OPEN = ("/identity",)
OWNERS_ONLY = ("/accounts", "/devices", "/:/prefs", "/status/sessions")


class PlexApi(FakeService):
    """Answers for one server, from what its `state` holds."""

    def __init__(self, server: FakePlexServer) -> None:
        super().__init__(server.clock)
        self._plex = server
        self._loopback = self.add_server("plex", self._routes())

    @property
    def url(self) -> str:
        return self._loopback.url

    @property
    def has_address(self) -> bool:
        return bool(self._loopback.port)

    def _routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self._root),
            web.get("/identity", self._identity),
            web.get("/:/prefs", self._prefs),
            web.put("/:/prefs", self._set_prefs),
            web.get("/accounts", self._accounts),
            web.get("/devices", self._devices),
            web.get("/library", self._library),
            web.get("/library/sections", self._sections),
            web.get("/library/sections/", self._sections),
            web.get(r"/library/metadata/{keys:\d+(?:,\d+)*}", self._metadata),
            web.get(r"/library/metadata/{key:\d+}/thumb/{stamp:\d+}", self._thumb),
            web.get("/photo/:/transcode", self._smaller),
            web.get("/status/sessions", self._sessions),
            web.get("/status/sessions/history/all", self._history),
            web.route("*", "/{rest:.*}", self._nothing),
        ]

    # -- every call

    def whose(self, request: web.Request) -> str | None:
        caller = self._caller(request)
        if caller is None:
            return None
        return "owner" if caller.account is None else caller.account.title

    async def check(self, call: Call, request: web.Request) -> None:
        if call.path in OPEN:
            return
        caller = self._caller(request)
        if caller is None:
            raise Refused(401, "Unauthorized")
        if call.path in OWNERS_ONLY and not caller.is_owner:
            raise Refused(403, "Forbidden")

    def dress(self, response: web.Response) -> None:
        response.headers["Date"] = http_date(self.clock())

    def _caller(self, request: web.Request) -> Caller | None:
        return self._plex.state.caller(request.headers.get(TOKEN, ""))

    def _known_caller(self, request: web.Request) -> Caller:
        caller = self._caller(request)
        if caller is None:
            raise Refused(401, "Unauthorized")
        return caller

    async def _nothing(self, request: web.Request) -> web.Response:
        raise Refused(404, "Not Found")

    # -- the server itself

    async def _root(self, request: web.Request) -> web.Response:
        plex, owner = self._plex, self._plex.state.owner
        content = {
            "size": 0,
            "allowCameraUpload": False,
            "allowChannelAccess": True,
            "allowSharing": True,
            "allowSync": True,
            "friendlyName": plex.name,
            "machineIdentifier": plex.server_id,
            "multiuser": True,
            "myPlex": owner is not None,
            "myPlexMappingState": "mapped",
            "myPlexSigninState": "ok" if owner else "none",
            "myPlexSubscription": bool(owner and owner.plex_pass),
            "myPlexUsername": owner.email if owner else None,
            "ownerFeatures": ",".join(owner.features) if owner else None,
            "platform": "Linux",
            "platformVersion": "6.8.0",
            "updatedAt": 1_700_000_000,
            "version": plex.state.version,
        }
        return container(request, content)

    async def _identity(self, request: web.Request) -> web.Response:
        plex = self._plex
        content = {
            "size": 0,
            "claimed": plex.state.owner is not None,
            "machineIdentifier": plex.server_id,
            "version": plex.state.version,
        }
        return container(request, content)

    async def _prefs(self, request: web.Request) -> web.Response:
        setting = {
            "id": "webHooksEnabled",
            "label": "Webhooks",
            "summary": "This server may send events to external services.",
            "type": "bool",
            "default": True,
            "value": self._plex.state.webhooks_on,
            "hidden": False,
            "advanced": False,
            "group": "network",
        }
        return container(request, {"size": 1, "Setting": [setting]})

    async def _set_prefs(self, request: web.Request) -> web.Response:
        if set(request.query) != {"webHooksEnabled"}:
            raise Refused(400, "Bad Request")
        on = request.query["webHooksEnabled"].lower() in ("1", "true")
        self._plex.state.webhooks_on = on
        return web.Response()

    # -- people

    async def _accounts(self, request: web.Request) -> web.Response:
        rows = accounts(self._plex.state)
        return listing(request, "Account", rows, identifier="com.plexapp.system.accounts")

    async def _devices(self, request: web.Request) -> web.Response:
        rows = devices()
        return listing(request, "Device", rows, identifier="com.plexapp.system.devices")

    # -- the library

    async def _library(self, request: web.Request) -> web.Response:
        content = {"size": 0, "identifier": IDENTIFIER, "title1": "Plex Library", "title2": ""}
        return container(request, content)

    async def _sections(self, request: web.Request) -> web.Response:
        rows = [section.body(self._plex.server_id) for section in SECTIONS]
        return listing(request, "Directory", rows, title1="Plex Library")

    async def _metadata(self, request: web.Request) -> web.Response:
        """Return what one key or several, with commas between, stand for: those that are there."""
        caller = self._known_caller(request)
        keys = request.match_info["keys"].split(",")
        found = [body for key in keys if (body := self._metadata_for(caller, key))]
        if not found:
            raise Refused(404, "Not Found")
        left_out = request.query.get("excludeElements", "").split(",")
        rows = [
            {name: each for name, each in body.items() if name not in left_out} for body in found
        ]
        section = {"librarySectionID": found[0]["librarySectionID"], "identifier": IDENTIFIER}
        return listing(request, "Metadata", rows, **section)

    def _metadata_for(self, caller: Caller, key: str) -> dict[str, Any] | None:
        library = self._plex.state.library
        if item := library.item(key):
            account_id = "" if caller.account is None else str(caller.account.id)
            return item_body(item, self._plex.seen_by(account_id, item))
        return library.holder(key)

    async def _thumb(self, request: web.Request) -> web.Response:
        return self._picture(request.match_info["key"])

    async def _smaller(self, request: web.Request) -> web.Response:
        """Return a picture of its own, made smaller."""
        asked = re.fullmatch(r"/library/metadata/(\d+)/thumb/\d+", request.query.get("url", ""))
        if asked is None or not {"width", "height"} <= set(request.query):
            raise Refused(400, "Bad Request")
        return self._picture(asked[1])

    def _picture(self, key: str) -> web.Response:
        if not self._plex.state.library.holds(key):
            raise Refused(404, "Not Found")
        return web.Response(body=poster(f"plex/{key}"), content_type="image/png")

    # -- what is and was played

    async def _sessions(self, request: web.Request) -> web.Response:
        rows = [session_body(session) for session in self._plex.state.sessions]
        return listing(request, "Metadata", rows)

    async def _history(self, request: web.Request) -> web.Response:
        caller, state = self._known_caller(request), self._plex.state
        found = state.history.chosen(
            request.query,
            lambda name: Refused(400, "Bad Request"),
            only_of=None if caller.is_owner else caller.history_id,
        )
        return bodies_of(request, "Metadata", found, self._history_body)

    def _history_body(self, row: HistoryRow) -> dict[str, Any]:
        library = self._plex.state.library
        return row.body(still_there=library.holds(row.metadata["ratingKey"]))
