"""Who belongs to an account at the fake plex.tv: the home, the friends, the people shared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from aiohttp import web

from scroblarr_desktop.demo.made_up import hex_id, small_number
from scroblarr_desktop.demo.plex.api_library import SECTIONS
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.answer import (
    Refusal,
    answer,
    element,
    not_available,
    not_found,
    xml_response,
)
from scroblarr_desktop.demo.plex_tv.door import CLIENT_ID, PlexTvDoor
from scroblarr_desktop.demo.plex_tv.user import user_body

if TYPE_CHECKING:
    from scroblarr_desktop.demo.media_servers import FakePlexServer


class People:
    """The home in the newer form, friends and shares in the older one, which is XML only."""

    def __init__(self, door: PlexTvDoor) -> None:
        self._door = door

    def routes(self) -> list[web.RouteDef]:
        shares = r"/api/servers/{machine}/shared_servers"
        return [
            web.get("/api/v2/home/users", self._home),
            web.get("/api/v2/home/users/", self._home),
            web.post("/api/v2/home/users/{key}/switch", self._switch),
            web.post("/api/home/users/{key}/switch", self._switch_older),
            web.get("/api/users", self._users),
            web.get("/api/users/", self._users),
            web.get(shares, self._shares),
            web.get(shares + r"/{share:\d+}", self._share),
        ]

    async def _home(self, request: web.Request) -> web.Response:
        account = self._door.signed_in(request)
        # Only an admin is told who lives in the home. How others are refused is not known.
        if account.admin is not account:
            raise not_available(request)
        return answer(request, "home", home_body(account))

    async def _switch(self, request: web.Request) -> web.Response:
        account, token = self._switched(request)
        return answer(request, "user", user_body(account, token), 201)

    async def _switch_older(self, request: web.Request) -> web.Response:
        account, token = self._switched(request)
        content = {"id": account.id, "title": account.title, "authenticationToken": token}
        return xml_response(element("user", content), 201)

    def _switched(self, request: web.Request) -> tuple[FakePlexAccount, str]:
        caller = self._door.signed_in(request)
        member = self._door.world.account_with(request.match_info["key"])
        if member is None or member not in caller.household():
            raise not_found(request)
        if member.home_pin and request.query.get("pin") != member.home_pin:
            raise Refusal(request, 401, 1041, "Invalid PIN")
        return member, member.sign_in(request.headers[CLIENT_ID])

    async def _users(self, request: web.Request) -> web.Response:
        account = self._door.signed_in(request)
        people = [*account.friends, *(m for m in account.home if m not in account.friends)]
        root = _container(account.title, account.uuid, len(people))
        root.extend(_user(account, person) for person in people)
        return xml_response(root)

    async def _shares(self, request: web.Request) -> web.Response:
        server = self._own_server(request)
        shares = _shares_of(server)
        root = _container(server.name, server.server_id, len(shares))
        root.extend(_shared_server(server, account) for account in shares)
        return xml_response(root)

    async def _share(self, request: web.Request) -> web.Response:
        server, number = self._own_server(request), int(request.match_info["share"])
        for account in _shares_of(server):
            if share_number(server, account) == number:
                root = _container(server.name, server.server_id, 1)
                root.append(_shared_server(server, account))
                return xml_response(root)
        raise not_found(request)

    def _own_server(self, request: web.Request) -> FakePlexServer:
        account, machine = self._door.signed_in(request), request.match_info["machine"]
        for server in account.servers:
            if server.server_id == machine:
                return server
        raise not_found(request)


def home_body(admin: FakePlexAccount) -> dict[str, Any]:
    return {
        "id": admin.id,
        "name": f"{admin.title}'s home",
        "guestUserID": None,
        "guestUserUUID": None,
        "guestEnabled": False,
        "subscription": admin.plex_pass,
        "users": [_home_user(admin, person) for person in admin.household()],
    }


def _home_user(admin: FakePlexAccount, person: FakePlexAccount) -> dict[str, Any]:
    return {
        "id": person.id,
        "uuid": person.uuid,
        "title": person.title,
        "username": person.username,
        "email": person.email,
        "friendlyName": person.title if person.restricted else None,
        "thumb": person.thumb,
        "hasPassword": not person.restricted,
        "restricted": person.restricted,
        "restrictionProfile": person.restriction_profile,
        "updatedAt": 1_700_000_000,
        "admin": person is admin,
        "guest": person.guest,
        "protected": bool(person.home_pin),
    }


def share_number(server: FakePlexServer, account: FakePlexAccount) -> int:
    return small_number(f"share/{server.server_id}/{account.id}")


def _shares_of(server: FakePlexServer) -> list[FakePlexAccount]:
    return [account for account in server.state.people() if account is not server.state.owner]


def _container(name: str, machine: str, size: int) -> Element:
    content = {
        "friendlyName": name,
        "identifier": "com.plexapp.plugins.myplex",
        "machineIdentifier": machine,
        "totalSize": size,
        "size": size,
    }
    return element("MediaContainer", content)


def _user(account: FakePlexAccount, person: FakePlexAccount) -> Element:
    content = {
        "id": person.id,
        "title": person.title,
        "username": person.username,
        "email": person.email,
        "recommendationsPlaylistId": None,
        "thumb": person.thumb,
        "protected": bool(person.home_pin),
        "home": person in account.home,
        "allowTuners": 0,
        "allowSync": False,
        "allowCameraUpload": False,
        "allowChannels": False,
        "allowSubtitleAdmin": False,
        "filterAll": None,
        "filterMovies": None,
        "filterMusic": None,
        "filterPhotos": None,
        "filterTelevision": None,
        "restricted": person.restricted,
    }
    node = element("User", content)
    shared = (s for s in account.servers if s.state.lets_in(person))
    node.extend(_server(server, person) for server in shared)
    return node


def _server(server: FakePlexServer, person: FakePlexAccount) -> Element:
    content = {
        "id": share_number(server, person),
        "serverId": int(hex_id(server.server_id, 7), 16),
        "machineIdentifier": server.server_id,
        "name": server.name,
        "lastSeenAt": int(server.clock().timestamp()),
        "numLibraries": len(SECTIONS),
        "allLibraries": True,
        "owned": True,
        "pending": False,
    }
    return element("Server", content)


def _shared_server(server: FakePlexServer, person: FakePlexAccount) -> Element:
    content = {
        "id": share_number(server, person),
        "username": person.username or person.title,
        "email": person.email,
        "userID": person.id,
        "accessToken": server.state.token_of(person),
        "name": server.name,
        "acceptedAt": 1_700_000_000,
        "invitedAt": 1_699_000_000,
        "allowSync": False,
        "allLibraries": True,
        "owned": False,
    }
    node = element("SharedServer", content)
    for section in SECTIONS:
        inner = {"id": small_number(f"{server.server_id}/{section.key}"), "key": section.key}
        more = {"title": section.title, "type": section.type, "shared": True}
        node.append(element("Section", inner | more))
    return node
