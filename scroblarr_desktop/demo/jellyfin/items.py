"""The endpoints for what a Jellyfin server holds: libraries, items and who has seen what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.jellyfin import item_bodies as bodies
from scroblarr_desktop.demo.jellyfin.json import answer, page
from scroblarr_desktop.demo.jellyfin.library import (
    Holding,
    Library,
    UserData,
    library_id_of,
    season_id_of,
    show_id_of,
)
from scroblarr_desktop.demo.jellyfin.people import JellyfinUser, People
from scroblarr_desktop.demo.jellyfin.visits import (
    Access,
    Endpoint,
    Refusal,
    Route,
    Visit,
    guid_of,
    not_found,
    not_valid,
)
from scroblarr_desktop.demo.posters import poster
from scroblarr_desktop.watches import Item, Kind

Ticked = Callable[[JellyfinUser, Item, bool], Awaitable[None]]
"""Told when somebody ticks an item as seen (True) or not seen, through the API."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Items:
    """Lists items as the questions of a client want them."""

    def __init__(self, library: Library, people: People, server_id: str, ticked: Ticked) -> None:
        self.library = library
        self.people = people
        self.server_id = server_id
        self._ticked = ticked

    def routes(self) -> list[Route]:
        signed_in, admin = Access.SIGNED_IN, Access.ADMINISTRATOR
        ticks = ("/UserPlayedItems/{item}", "/Users/{user}/PlayedItems/{item}")
        return [
            Route("GET", "/Library/VirtualFolders", admin, self.virtual_folders),
            Route("GET", "/Library/MediaFolders", admin, self.media_folders),
            Route("GET", "/UserViews", signed_in, self.media_folders),
            Route("GET", "/Users/{user}/Views", signed_in, self.media_folders),
            *_both("/Items", self.all),
            *_both("/Items/{item}", self.one),
            Route("GET", "/Items/{item}/Ancestors", signed_in, self.ancestors),
            Route("GET", "/Items/{item}/Images/Primary", Access.ANYBODY, self.picture),
            Route("GET", "/UserItems/{item}/UserData", signed_in, self.user_data),
            *(Route("POST", path, signed_in, self.mark) for path in ticks),
            *(Route("DELETE", path, signed_in, self.unmark) for path in ticks),
        ]

    # -- libraries

    async def virtual_folders(self, visit: Visit) -> web.Response:
        folders = self.library.libraries.items()
        return answer([bodies.virtual_folder(name, kind) for name, kind in folders])

    async def media_folders(self, visit: Visit) -> web.Response:
        folders = self.library.libraries.items()
        return answer(page([self._library_body(name, kind) for name, kind in folders]))

    # -- items

    async def all(self, visit: Visit) -> web.Response:
        """Return what fits; without anything that says where to look, the libraries."""
        user = self._user(visit)
        if not (visit.query("parentId") or visit.query("ids") or visit.asks_for("recursive")):
            return await self.media_folders(visit)
        if visit.query("ids") and (shows := self._shows(visit)):
            return answer(page(shows))
        found = self._fitting(visit, user)
        found.sort(key=self._order(visit, user))
        if visit.query("sortOrder").lower() == "descending":
            found.reverse()
        start, limit = visit.number("startIndex", 0), visit.number("limit", len(found))
        with_ids = self._wants_ids(visit)
        part = [
            self._body(holding, user, with_ids=with_ids) for holding in found[start : start + limit]
        ]
        return answer(page(part, len(found), start))

    async def one(self, visit: Visit) -> web.Response:
        user, item_id = self._user(visit), visit.guid("item")
        if holding := self.library.holdings.get(item_id):
            return answer(self._body(holding, user, with_ids=True))
        for holding in self.library.holdings.values():
            if holding.item.kind is Kind.EPISODE and show_id_of(holding.item) == item_id:
                return answer(bodies.series(holding.item, self.server_id))
        raise not_found()

    async def ancestors(self, visit: Visit) -> web.Response:
        """Return from the inside out: season and series of an episode, the library, the root."""
        holding = self._holding(visit)
        library = self._library_body(holding.library, self.library.libraries[holding.library])
        above = [library, bodies.root(self.server_id)]
        if holding.item.kind is Kind.EPISODE:
            show = bodies.series(holding.item, self.server_id)
            above = [bodies.season(holding.item, self.server_id), show, *above]
        return answer(above)

    async def picture(self, visit: Visit) -> web.Response:
        """Return what a film, an episode or a series looks like, whoever asks."""
        item_id = visit.guid("item")
        held = self.library.holdings.values()
        shows = {show_id_of(one.item) for one in held if one.item.kind is Kind.EPISODE}
        if item_id not in self.library.holdings and item_id not in shows:
            raise not_found()
        return web.Response(body=poster(f"jellyfin/{item_id}"), content_type="image/png")

    async def user_data(self, visit: Visit) -> web.Response:
        user, holding = self._reader(visit), self._holding(visit)
        return answer(self._data(user, holding).body(holding.item_id))

    # -- ticks

    async def mark(self, visit: Visit) -> web.Response:
        user, holding = self._reader(visit), self._holding(visit)
        await self._ticked(user, holding.item, True)
        return await self.user_data(visit)

    async def unmark(self, visit: Visit) -> web.Response:
        user, holding = self._reader(visit), self._holding(visit)
        await self._ticked(user, holding.item, False)
        return await self.user_data(visit)

    # -- what a question means

    def _user(self, visit: Visit) -> JellyfinUser | None:
        """Return whose notes are asked for: one's own, or as an administrator anybody's.

        None with a key that names nobody. Raises Denial.
        """
        text, own = visit.place.get("user") or visit.query("userId"), visit.caller.user
        if not text:
            return own
        user_id = guid_of(text)
        if user_id is None:
            raise not_valid("userId", f"The value '{text}' is not valid.")
        user = self.people.users.get(user_id)
        if user is not own and not visit.caller.is_administrator:
            raise Refusal(403)
        if user is None:
            raise Refusal(404)
        return user

    def _reader(self, visit: Visit) -> JellyfinUser:
        user = self._user(visit)
        if user is None:
            raise Denial(404)
        return user

    def _holding(self, visit: Visit) -> Holding:
        holding = self.library.holdings.get(visit.guid("item"))
        if holding is None:
            raise not_found()
        return holding

    def _fitting(self, visit: Visit, user: JellyfinUser | None) -> list[Holding]:
        kinds = {name.lower() for name in visit.queries("includeItemTypes")}
        ids = {guid_of(text) for text in visit.queries("ids")}
        parent = guid_of(visit.query("parentId"))
        played = visit.asks_for("isPlayed")
        return [
            holding
            for holding in self.library.holdings.values()
            if (not kinds or holding.item.kind.lower() in kinds)
            and (not ids or holding.item_id in ids)
            and (parent is None or parent in _above(holding))
            and (user is None or played in (None, self._data(user, holding).played))
        ]

    def _shows(self, visit: Visit) -> list[dict[str, Any]]:
        """Return those of the ids asked for that are shows."""
        ids = {guid_of(text) for text in visit.queries("ids")}
        shows = {
            show_id_of(holding.item): holding.item
            for holding in self.library.holdings.values()
            if holding.item.kind is Kind.EPISODE
        }
        with_ids = self._wants_ids(visit)
        found = [item for show_id, item in shows.items() if show_id in ids]
        return [bodies.series(item, self.server_id, with_ids=with_ids) for item in found]

    def _wants_ids(self, visit: Visit) -> bool:
        return "providerids" in {name.lower() for name in visit.queries("fields")}

    def _order(self, visit: Visit, user: JellyfinUser | None) -> Callable[[Holding], Any]:
        names = [name.lower() for name in visit.queries("sortBy")]
        if user is not None and names[:1] == ["dateplayed"]:
            return lambda holding: self._data(user, holding).last_played_at or LONG_AGO
        return lambda holding: holding.item.title.casefold()

    def _data(self, user: JellyfinUser, holding: Holding) -> UserData:
        return self.library.data(user.user_id, holding.item_id)

    def _body(
        self, holding: Holding, user: JellyfinUser | None, *, with_ids: bool
    ) -> dict[str, Any]:
        body = bodies.item(holding, self.server_id, with_ids=with_ids)
        if user is not None:
            body["UserData"] = self._data(user, holding).body(holding.item_id)
        return body

    def _library_body(self, name: str, kind: str) -> dict[str, Any]:
        return bodies.library(name, kind, self.server_id)


def _both(path: str, endpoint: Endpoint) -> list[Route]:
    """Return the route as it is today, and below the user's id as old clients ask for it."""
    paths = (path, f"/Users/{{user}}{path}")
    return [Route("GET", each, Access.SIGNED_IN, endpoint) for each in paths]


def _above(holding: Holding) -> set[str]:
    """Return the ids of everything that holds it."""
    ids = {library_id_of(holding.library)}
    if holding.item.kind is Kind.EPISODE:
        ids |= {show_id_of(holding.item), season_id_of(holding.item)}
    return ids
