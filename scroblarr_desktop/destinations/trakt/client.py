"""The client that `sync` and `linking` use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from scroblarr_desktop.destinations import (
    Access,
    AppCredentials,
    AuthorizationRequest,
    DeviceCode,
    Found,
    FoundEpisode,
    Match,
    Play,
    Poll,
    Standing,
    Tokens,
    Traits,
    User,
    Written,
    _Released,
)
from scroblarr_desktop.destinations.errors import (
    AlreadyThere,
    LiveRefused,
    NotFoundThere,
    Outage,
    Refused,
)
from scroblarr_desktop.destinations.trakt import bodies
from scroblarr_desktop.destinations.trakt.answers import moment
from scroblarr_desktop.destinations.trakt.api import WHO_AM_I, Api, App
from scroblarr_desktop.destinations.trakt.app_check import standing_of
from scroblarr_desktop.destinations.trakt.authorization import authorization_request
from scroblarr_desktop.destinations.trakt.items import whole
from scroblarr_desktop.destinations.trakt.matching import Matching
from scroblarr_desktop.destinations.trakt.searching import Searching
from scroblarr_desktop.destinations.trakt.sign_in import SignIn
from scroblarr_desktop.remote.addresses import check_base_url
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.watches import Item, Kind, ProgressAction

LEAST_KEPT_PERCENT, LEAST_WATCHED_PERCENT = 1.0, 80.0
"""Trakt keeps a stop in between as a resume point; from there on it counts as watched."""


class Trakt:
    """A `Destination` with every way of signing in. The URLs change only for tests and the demo."""

    name = "trakt"
    traits = Traits(
        title="Trakt",
        write_gap_s=1.1,
        takes_time=True,
        has_live=True,
        can_ask=True,
        can_remove=True,
        has_progress=True,
        rewatches_by_default=True,
        searches=frozenset(Kind),
    )

    def __init__(
        self,
        calls: Calls,
        api_url: str = "https://api.trakt.tv",
        auth_url: str = "https://auth.trakt.tv",
        app: App = lambda: None,
        *,
        language: str | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._api = Api(calls, check_base_url(api_url), app)
        self._auth_url = check_base_url(auth_url)
        self._sign_in = SignIn(calls, self._auth_url, app, clock)
        self._matching = Matching(self._api, language)
        self._searching = Searching(self._api)

    async def find(self, access: Access, item: Item) -> Match:
        """Return Trakt's own item. Raises NotFoundThere or Doubtful."""
        return await self._matching.find(access, item)

    async def search(self, access: Access, kind: Kind, text: str) -> list[Found]:
        """Return films, or for episodes shows, the best first."""
        return await self._searching.search(access, kind, text)

    async def episodes(self, access: Access, show: Found) -> list[FoundEpisode]:
        """Return the show's episodes in their order."""
        return await self._searching.episodes(access, show)

    async def write_live(self, access: Access, match: Match) -> Written:
        """Record a play that ended just now. Raises AlreadyThere, LiveRefused.

        Trakt contract: POST /scrobble/stop; only the action "scrobble" means watched.
        """
        if not access.live_allowed:
            raise LiveRefused("Trakt does not let this app mark things live.")
        answer = await self._api.post(access, "/scrobble/stop", bodies.scrobble(match, 100))
        if answer.get("action") != "scrobble":
            raise Refused("Trakt took the message, but did not count it as watched.")
        play = whole(answer.get("id"))
        return Written(str(play) if play else None)

    async def write_dated(
        self, access: Access, match: Match, watched_at: datetime | _Released, *, rewatch: bool
    ) -> Written:
        """Record a play with its own time. Trakt keeps every play: `rewatch` says nothing to it.

        Trakt contract: POST /sync/history, which tells no play ids.
        """
        answer = await self._api.post(access, "/sync/history", bodies.history(match, watched_at))
        if _holds_anything(answer.get("not_found")):
            raise NotFoundThere(f"Trakt no longer knows {match.title}.")
        if "added" in answer and not _count(answer["added"]) and not _count(answer.get("updated")):
            raise Refused(
                "Trakt took the message, but added nothing. The account may be set to keep only"
                " one play of each title."
            )
        return Written()

    async def plays(
        self, access: Access, match: Match, since: datetime | None, until: datetime | None
    ) -> list[Play]:
        """Return the plays of this item in that span, newest first.

        Trakt keeps whole seconds, so both ends are widened to them.
        """
        since = since and since.replace(microsecond=0)
        until = until and (until + timedelta(seconds=0.999999)).replace(microsecond=0)
        params = {}
        if since:
            params["start_at"] = bodies.stamp(since)
        if until:
            params["end_at"] = bodies.stamp(until)
        path = f"/sync/history/{bodies.plural(match.kind)}/{match.id}"
        found: dict[str, Play] = {}
        async for page in self._api.pages(access, path, params):
            found |= {play.id: play for entry in page if (play := _play(entry))}
        return [play for play in found.values() if _is_within(play.watched_at, since, until)]

    async def remove(self, access: Access, match: Match, play_id: str) -> bool:
        """Take this one play back, by its id: by its item Trakt would remove all plays of it.

        Trakt contract: POST /sync/history/remove with `ids`; one that is not there comes back
        under `not_found`. Raises Refused.
        """
        if not play_id.isdecimal():
            raise Refused("That is no id of a play at Trakt.")
        body = bodies.removal(int(play_id))
        answer = await self._api.post(access, "/sync/history/remove", body)
        if _count(answer.get("deleted")):
            return True
        not_found = answer.get("not_found")
        lost = not_found.get("ids") if isinstance(not_found, dict) else None
        if isinstance(lost, list) and play_id in [str(one) for one in lost]:
            return False
        raise Refused("Trakt took the message, but removed nothing.")

    async def send_progress(
        self, access: Access, match: Match, action: ProgressAction, percent: float | None
    ) -> None:
        """Show what is playing, or keep a resume point, where Trakt would take it as that.

        A stop from 80 % on would count as watched and one below 1 % is refused: neither is sent.
        """
        playing = action in (ProgressAction.PLAY, ProgressAction.RESUME)
        kept = percent is not None and LEAST_KEPT_PERCENT <= percent < LEAST_WATCHED_PERCENT
        if not access.live_allowed or not (playing or kept):
            return
        path = "/scrobble/start" if playing else "/scrobble/stop"
        try:
            await self._api.post(access, path, bodies.scrobble(match, percent or 0))
        except AlreadyThere:
            return
        except Refused as refusal:
            if refusal.status != 422:
                raise

    async def identify(self, access: Access) -> User:
        """Return whose tokens these are. Trakt contract: GET /users/settings."""
        answer = await self._api.get(access, WHO_AM_I)
        user = answer.get("user") if isinstance(answer, dict) else None
        ids = user.get("ids") if isinstance(user, dict) else None
        stable = (ids.get("uuid") or ids.get("slug")) if isinstance(ids, dict) else None
        if not isinstance(user, dict) or not isinstance(stable, str):
            raise Outage("Trakt did not say whose account this is.", fate_unknown=False)
        return User(stable, str(user.get("username") or user.get("name") or stable))

    async def start_sign_in(self, app: AppCredentials) -> DeviceCode:
        """Return a fresh code. Raises AppRejected, Outage, TooFast."""
        return await self._sign_in.start(app)

    async def poll_sign_in(self, app: AppCredentials, code: DeviceCode) -> Tokens | Poll:
        """Return the tokens once the person confirmed. Raises AppRejected, Outage, TooFast."""
        return await self._sign_in.poll(app, code)

    def authorization_request(self, app: AppCredentials, redirect_uri: str) -> AuthorizationRequest:
        """Return what to open in the browser; nothing is sent."""
        return authorization_request(self._auth_url, app, redirect_uri)

    async def exchange_code(
        self, app: AppCredentials, request: AuthorizationRequest, code: str
    ) -> Tokens:
        """Return the tokens. Raises SignInEnded, AppRejected, Refused, Outage, TooFast."""
        return await self._sign_in.exchange(app, request, code)

    async def check_app(self, app: AppCredentials) -> Standing:
        """Return how the app stands there. Raises Outage, TooFast."""
        return await standing_of(self._sign_in, app)

    async def refresh(self, access: Access) -> Tokens:
        """Return new tokens. Raises SignInEnded, AppRejected, Outage, TooFast."""
        return await self._sign_in.refresh(access)

    async def revoke(self, access: Access) -> None:
        """Take the tokens out of use. Raises AppRejected, Outage, TooFast."""
        await self._sign_in.revoke(access)


def _play(entry: Any) -> Play | None:
    if not isinstance(entry, dict):
        return None
    number, watched_at = whole(entry.get("id")), moment(entry.get("watched_at"))
    return Play(str(number), watched_at) if number is not None and watched_at else None


def _is_within(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at <= until)


def _holds_anything(not_found: Any) -> bool:
    return isinstance(not_found, dict) and any(not_found.values())


def _count(added: Any) -> int:
    counts = added.values() if isinstance(added, dict) else ()
    return sum(whole(count) or 0 for count in counts)
