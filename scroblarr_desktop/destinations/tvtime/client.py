"""The client that `sync` and `linking` use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from scroblarr_desktop.destinations import (
    Access,
    Found,
    FoundEpisode,
    Match,
    Play,
    Tokens,
    Traits,
    User,
    Written,
    _Released,
)
from scroblarr_desktop.destinations.errors import LiveRefused, NotFoundThere, Refused
from scroblarr_desktop.destinations.tvtime.answers import error_in
from scroblarr_desktop.destinations.tvtime.sidecar import (
    PUBLIC_SERVER,
    SEARCH,
    Request,
    Sidecar,
    mark_episode,
    mark_movie,
    profile,
)
from scroblarr_desktop.destinations.tvtime.sign_in import SignIn, user_of
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.messages import Answer
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.watches import Item, Kind, ProgressAction

HITS_BY_ID, HITS_BY_TITLE = "12", "24"


class TvTime:
    """A `Destination`. The server is each account's own: `Tokens.server_url`."""

    name = "tvtime"
    traits = Traits(
        title="TV Time",
        write_gap_s=1.1,
        takes_time=False,
        has_live=False,
        can_ask=False,
        can_remove=False,
        has_progress=False,
        rewatches_by_default=False,
        searches=frozenset({Kind.MOVIE}),
    )

    def __init__(self, calls: Calls, *, clock: Clock = utc_now) -> None:
        self._sidecar = Sidecar(calls)
        self._sign_in = SignIn(self._sidecar, clock)

    # -- signing in

    async def probe(self, server_url: str) -> str:
        """Return the address in one spelling if a TV Time server answers there.

        Nothing about the person is sent. Raises NotThisService.
        """
        return await self._sign_in.probe(server_url)

    async def sign_in(
        self, server_url: str, username: str, password: str, start_token: str | None = None
    ) -> tuple[Tokens, User]:
        """Return tokens and whose they are. `start_token` is for servers that want one to log in.

        Raises SignInEnded for a wrong password, NotThisService, Outage, TooFast.
        """
        return await self._sign_in.first(server_url, username, password, start_token)

    async def identify(self, access: Access) -> User:
        """Return whose tokens these are, with the name in the profile where that can be read."""
        user = user_of(access.tokens)
        try:
            answer = await self._ask(access, "GET", profile(quote(user.id, safe="")))
        except (NotFoundThere, Refused):
            return user
        login = answer.fields().get("login")
        return User(user.id, login if isinstance(login, str) and login else user.name)

    async def refresh(self, access: Access) -> Tokens:
        """Return new tokens, by the kept password if need be. Raises SignInEnded, Outage."""
        return await self._sign_in.again(access)

    async def revoke(self, access: Access) -> None:
        """Do nothing: TV Time has no way to take tokens out of use."""

    # -- finding

    async def find(self, access: Access, item: Item) -> Match:
        """Return TV Time's own item. Raises NotFoundThere."""
        if item.kind is Kind.MOVIE:
            return await self._movie(access, item)
        return _episode(item)

    async def _movie(self, access: Access, item: Item) -> Match:
        tvdb, imdb = item.ids.get("tvdb"), item.ids.get("imdb")
        if not tvdb and not imdb:
            raise NotFoundThere(
                f"TV Time needs the TVDB or IMDb id of {item.title}, and your media server tells"
                " neither."
            )
        queries = {tvdb: HITS_BY_ID, imdb: HITS_BY_ID, item.title: HITS_BY_TITLE}
        for query, limit in queries.items():
            if query:
                params = {"q": query, "offset": "0", "limit": limit}
                answer = await self._ask(access, "GET", SEARCH, params)
                uuid = _uuid_by_id(answer, tvdb, imdb)
                if uuid:
                    return Match(Kind.MOVIE, uuid, item.title, {"movie": {"uuid": uuid}})
        raise NotFoundThere(f"TV Time does not know {item.title}.")

    async def search(self, access: Access, kind: Kind, text: str) -> list[Found]:
        """Return films: no client of TV Time is known to list the episodes of a show."""
        if kind is not Kind.MOVIE or not text.strip():
            return []
        params = {"q": text.strip(), "offset": "0", "limit": HITS_BY_TITLE}
        answer = await self._ask(access, "GET", SEARCH, params)
        return [found for hit in _movies(answer) if (found := _found(hit)) is not None]

    async def episodes(self, access: Access, show: Found) -> list[FoundEpisode]:
        """Raises Refused."""
        raise Refused("TV Time does not list the episodes of a show.")

    # -- writing

    async def write_live(self, access: Access, match: Match) -> Written:
        """Raises LiveRefused: every mark is the same to TV Time."""
        raise LiveRefused("TV Time has no call of its own for what just ended.")

    async def write_dated(
        self, access: Access, match: Match, watched_at: datetime | _Released, *, rewatch: bool
    ) -> Written:
        """Mark it as watched now: TV Time takes no times. Raises Refused with its message."""
        if match.kind is Kind.EPISODE:
            target = mark_episode(match.target["episode"]["tvdb"])
            params = {"is_rewatch": "1" if rewatch else "0"}
            # The original app sends an empty JSON string here.
            await self._ask(access, "POST", target, params, body="")
        else:
            uuid = match.target["movie"]["uuid"]
            await self._ask(access, "POST", mark_movie(uuid, rewatch=rewatch))
        return Written()

    async def plays(
        self, access: Access, match: Match, since: datetime | None, until: datetime | None
    ) -> list[Play]:
        """Raises Refused: TV Time cannot be asked."""
        raise Refused("TV Time does not tell which plays it holds.")

    async def remove(self, access: Access, match: Match, play_id: str) -> bool:
        """Raises Refused: no client of TV Time is known to take a mark back."""
        raise Refused("TV Time keeps what was marked as watched.")

    async def send_progress(
        self, access: Access, match: Match, action: ProgressAction, percent: float | None
    ) -> None:
        """Do nothing: TV Time knows no progress."""

    # -- asking

    async def _ask(
        self,
        access: Access,
        method: str,
        target: str,
        params: Mapping[str, str] | None = None,
        *,
        body: Any = None,
    ) -> Answer:
        request = Request(
            method=method,
            target=target,
            params=params or {},
            body=body,
            token=access.tokens.access_token,
        )
        server_url = access.tokens.server_url or PUBLIC_SERVER
        answer = await self._sidecar.ask(server_url, request, access.record)
        error = error_in(answer, write=method != "GET")
        if error is not None:
            raise error
        return answer


def _episode(item: Item) -> Match:
    tvdb = item.ids.get("tvdb", "")
    # Libraries kept by NFO files carry the series' id where the episode's belongs.
    if not re.fullmatch(r"[1-9]\d*", tvdb) or tvdb == item.show_ids.get("tvdb"):
        raise NotFoundThere(
            "TV Time needs the TVDB id of the episode, and your media server does not tell it.",
            next_step="Let the media server look the show up at TheTVDB.",
        )
    known = item.season is not None and item.number is not None
    place = f"S{item.season:02d}E{item.number:02d}" if known else ""
    title = " ".join(part for part in (item.show, place, item.title) if part)
    return Match(Kind.EPISODE, tvdb, title, {"episode": {"tvdb": tvdb}})


def _uuid_by_id(answer: Answer, tvdb: str | None, imdb: str | None) -> str | None:
    """Return the movie that has one of the ids: never merely the first that was found."""
    movies = _movies(answer)
    for name, wanted in (("id", tvdb), ("imdb_id", imdb)):
        for movie in movies:
            if wanted and str(movie.get(name)) == wanted and isinstance(movie.get("uuid"), str):
                return str(movie["uuid"])
    return None


def _movies(answer: Answer) -> list[dict[str, Any]]:
    hits = answer.fields().get("data")
    return [
        hit
        for hit in (hits if isinstance(hits, list) else [])
        if isinstance(hit, dict) and str(hit.get("type") or "movie").lower() == "movie"
    ]


def _found(hit: dict[str, Any]) -> Found | None:
    uuid, title = hit.get("uuid"), hit.get("name") or hit.get("title")
    if not isinstance(uuid, str) or not isinstance(title, str):
        return None
    year = hit.get("year")
    match = Match(Kind.MOVIE, uuid, title, {"movie": {"uuid": uuid}})
    return Found(Kind.MOVIE, uuid, title, year if isinstance(year, int) else None, None, match)
