"""The endpoints for users: who they are, signing in with a password, out, and keys of programs."""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.jellyfin.json import (
    answer,
    done,
    known,
    moment,
    page,
    sign_in_body,
    user_body,
)
from scroblarr_desktop.demo.jellyfin.people import ApiKey, JellyfinUser, People
from scroblarr_desktop.demo.jellyfin.visits import (
    Access,
    Refusal,
    Route,
    Visit,
    guid_of,
    not_valid,
)

NO_USER = "User not found"


class Users:
    """Lists and pictures, the sign-in by password, and the keys."""

    def __init__(self, people: People, server_id: str, version: str) -> None:
        self.people = people
        self.server_id = server_id
        self.version = version

    def routes(self) -> list[Route]:
        anybody, signed_in, admin = Access.ANYBODY, Access.SIGNED_IN, Access.ADMINISTRATOR
        return [
            Route("GET", "/Users/Public", anybody, self.public),
            Route("GET", "/Users/Me", signed_in, self.me),
            Route("POST", "/Users/AuthenticateByName", anybody, self.sign_in),
            Route("GET", "/Users", signed_in, self.all),
            Route("GET", "/Users/{user}", signed_in, self.one),
            Route("GET", "/Users/{user}/Images/Primary", anybody, self.picture),
            Route("GET", "/UserImage", anybody, self.picture),
            Route("POST", "/Sessions/Logout", signed_in, self.sign_out),
            Route("GET", "/Auth/Keys", admin, self.keys),
            Route("POST", "/Auth/Keys", admin, self.add_key),
            Route("DELETE", "/Auth/Keys/{key}", admin, self.delete_key),
        ]

    # -- who there is

    async def public(self, visit: Visit) -> web.Response:
        users = self.people.users.values()
        return self._list(user for user in users if not user.hidden and not user.disabled)

    async def all(self, visit: Visit) -> web.Response:
        """Every signed-in user may read this list, not administrators only: so UserController."""
        users: Iterable[JellyfinUser] = self.people.users.values()
        for name in ("hidden", "disabled"):
            wanted = visit.asks_for(f"is{name}")
            if wanted is not None:
                users = [user for user in users if getattr(user, name) == wanted]
        return self._list(users)

    async def me(self, visit: Visit) -> web.Response:
        user = visit.caller.user
        if user is None:
            raise Denial(400, {"title": "Bad Request", "status": 400})
        return answer(user_body(user, self.server_id))

    async def one(self, visit: Visit) -> web.Response:
        user = self.people.users.get(visit.guid("user"))
        if user is None:
            raise Denial(404, NO_USER)
        return answer(user_body(user, self.server_id))

    async def picture(self, visit: Visit) -> web.Response:
        user_id = guid_of(visit.place.get("user") or visit.query("userId"))
        if user_id is None:
            raise not_valid("userId", "The value is not valid.")
        user = self.people.users.get(user_id)
        if user is None or user.picture is None:
            raise Denial(404, NO_USER if user is None else None)
        return web.Response(body=user.picture, content_type="image/png")

    def _list(self, users: Iterable[JellyfinUser]) -> web.Response:
        by_name = sorted(users, key=lambda user: user.name.casefold())
        return answer([user_body(user, self.server_id) for user in by_name])

    # -- in and out

    async def sign_in(self, visit: Visit) -> web.Response:
        fields = await visit.fields()
        if not visit.caller.device.is_complete:
            raise Refusal(400)
        user = self.people.named(str(fields.get("username") or ""))
        if user is None or user.password != (fields.get("pw") or ""):
            raise Refusal(401)
        if user.disabled:
            raise Refusal(403)
        grant = self.people.sign_in(user, visit.caller.device)
        return answer(sign_in_body(grant, self.server_id))

    async def sign_out(self, visit: Visit) -> web.Response:
        """End the token that was used. A key is none: it stays."""
        if visit.caller.grant is not None:
            self.people.end(visit.caller.grant.token)
        return done()

    # -- keys

    async def keys(self, visit: Visit) -> web.Response:
        return answer(page([self._key_body(key) for key in self.people.keys.values()]))

    async def add_key(self, visit: Visit) -> web.Response:
        app = visit.query("app")
        if not app:
            raise not_valid("app", "The app field is required.")
        return answer(self._key_body(self.people.add_key(app)))

    async def delete_key(self, visit: Visit) -> web.Response:
        """End a key; unknown ones are no mistake, as at the real server."""
        self.people.keys.pop(visit.place["key"], None)
        return done()

    def _key_body(self, key: ApiKey) -> dict[str, object]:
        content = {
            "Id": key.number,
            "AccessToken": key.token,
            "DeviceId": self.server_id,
            "AppName": key.app,
            "AppVersion": self.version,
            "DeviceName": None,
            "UserId": "0" * 32,
            "IsActive": False,
            "DateCreated": moment(key.made_at),
            "DateLastActivity": "0001-01-01T00:00:00.0000000Z",
        }
        return known(content)
