"""The client that `sync` and `linking` use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from scroblarr_desktop.destinations import (
    Access,
    AppCredentials,
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
    AppRejected,
    LiveRefused,
    NotFoundThere,
    Outage,
    Refused,
)
from scroblarr_desktop.destinations.simkl import bodies
from scroblarr_desktop.destinations.simkl.answers import count_of, fields_of, is_text, moment
from scroblarr_desktop.destinations.simkl.api import WHO_AM_I, Api, App
from scroblarr_desktop.destinations.simkl.held import changed_at, is_watched, part_of, times_in
from scroblarr_desktop.destinations.simkl.items import Film, target_named
from scroblarr_desktop.destinations.simkl.matching import Matching
from scroblarr_desktop.destinations.simkl.searching import Searching
from scroblarr_desktop.destinations.simkl.sign_in import SignIn
from scroblarr_desktop.remote.addresses import check_base_url
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.watches import Item, Kind, ProgressAction

WATCHED_FROM_PERCENT = 80.0
"""From there on Simkl takes a stop for watched, so none is sent: the finished watch has its own
call."""

POST_GAP_S = 1.1
"""Simkl takes one POST a second of one token, questions by POST included."""

EARLIER = timedelta(seconds=60)
"""So much earlier than the play's own time a change is looked for: clocks differ."""


class Simkl:
    """A `Destination` with sign-in by code. The URL changes only for tests and the demo."""

    name = "simkl"
    traits = Traits(
        title="Simkl",
        write_gap_s=POST_GAP_S,
        takes_time=True,
        has_live=False,
        can_ask=True,
        can_remove=True,
        has_progress=True,
        rewatches_by_default=False,
        keeps_one_play=True,
        searches=frozenset(Kind),
    )

    def __init__(
        self,
        calls: Calls,
        api_url: str = "https://api.simkl.com",
        app: App = lambda: None,
        *,
        clock: Clock = utc_now,
        post_gap_s: float | None = None,
    ) -> None:
        base_url = check_base_url(api_url)
        gap_s = self.traits.write_gap_s if post_gap_s is None else post_gap_s
        self._api = Api(calls, base_url, app, post_gap_s=gap_s)
        self._sign_in = SignIn(calls, base_url, clock)
        self._matching = Matching(self._api)
        self._searching = Searching(self._api)

    async def find(self, access: Access, item: Item) -> Match:
        """Return Simkl's own item. Raises NotFoundThere or Doubtful."""
        return await self._matching.find(access, item)

    async def search(self, access: Access, kind: Kind, text: str) -> list[Found]:
        """Return films, or for episodes shows and anime."""
        return await self._searching.search(access, kind, text)

    async def episodes(self, access: Access, show: Found) -> list[FoundEpisode]:
        """Return the show's episodes in their order."""
        return await self._searching.episodes(access, show)

    # -- writing

    async def write_live(self, access: Access, match: Match) -> Written:
        """Raises LiveRefused: what just ended goes into the history, with its own time."""
        raise LiveRefused("Simkl's history takes what just ended as well.")

    async def write_dated(
        self, access: Access, match: Match, watched_at: datetime | _Released, *, rewatch: bool
    ) -> Written:
        """Mark it as watched at its own time. Raises AlreadyThere where Simkl had it.

        A rewatch is sent like a first watch and changes nothing where one stands: Simkl keeps
        rewatches for paying members only, and asks programs not to record any by themselves (its
        guide to rewatches).
        """
        target, time = target_named(match.id), _time_of(match, watched_at)
        body = bodies.history(target, time)
        answer = fields_of(await self._api.post(access, "/sync/history", body))
        if _holds_anything(answer.get("not_found")):
            raise NotFoundThere(f"Simkl does not know {match.title}.")
        if "added" not in answer:
            raise Outage("Simkl's answer could not be read.", fate_unknown=True)
        kinds = ("movies",) if isinstance(target, Film) else ("episodes",)
        if count_of(fields_of(answer["added"]), *kinds, *_also_counted(target)):
            return Written(time)
        # Nothing new: it stands there already, or there is no such episode in a show it knows.
        if await self._is_watched(access, match):
            raise AlreadyThere(None, status=201)
        raise NotFoundThere(f"Simkl knows the show, but not {match.title}.")

    async def plays(
        self, access: Access, match: Match, since: datetime | None, until: datetime | None
    ) -> list[Play]:
        """Return the play of this item in that span, if the account holds it there.

        Simkl holds one of each item, or tells of one. As it asks of programs, the library is read
        only where it changed since then, and only what changed (its guide to syncing).
        """
        if since is None:
            return [_play(bodies.UNKNOWN_TIME)] if await self._is_watched(access, match) else []
        target, since = target_named(match.id), since.replace(microsecond=0)
        part = part_of(target)
        changed = changed_at(await self._api.get(access, "/sync/activities"), part)
        if changed is None or changed <= since - EARLIER:
            return []
        params = {
            "date_from": bodies.stamp(since - EARLIER),
            "extended": "full_anime_seasons" if part == "anime" else "full",
            "episode_watched_at": "yes",
            # Else a show that this very episode completed would be told without its episodes.
            "include_all_episodes": "original",
        }
        library = await self._api.get(access, f"/sync/all-items/{part}", params, is_long=True)
        times = times_in(library, target)
        return [_play(bodies.stamp(at)) for at in times if _is_within(at, since, until)]

    async def remove(self, access: Access, match: Match, play_id: str) -> bool:
        """Take the mark off this episode, if it still is that of this play's time.

        Raises Refused for films: Simkl could only take those out of the lists altogether, with
        their rating.
        """
        target, at = target_named(match.id), moment(play_id)
        if isinstance(target, Film):
            raise Refused("Simkl can only take a film out of its lists altogether.")
        if at is None:
            raise Refused("That is no play at Simkl.")
        second = timedelta(seconds=1)
        if not await self.plays(access, match, at - second, at + second):
            return False
        answer = await self._api.post(access, "/sync/history/remove", bodies.removal(target))
        if count_of(fields_of(fields_of(answer).get("deleted")), "episodes", "shows"):
            return True
        raise Refused("Simkl took the message, but removed nothing.")

    async def send_progress(
        self, access: Access, match: Match, action: ProgressAction, percent: float | None
    ) -> None:
        """Show what is playing, or keep a resume point, where Simkl would take it as that."""
        is_playing = action in (ProgressAction.PLAY, ProgressAction.RESUME)
        if not is_playing and (percent is None or percent >= WATCHED_FROM_PERCENT):
            return
        words = {ProgressAction.PAUSE: "pause", ProgressAction.STOP: "stop"}
        path = f"/scrobble/{words.get(action, 'start')}"
        try:
            body = bodies.scrobble(target_named(match.id), percent or 0)
            await self._api.post(access, path, body)
        except AlreadyThere:
            return

    # -- the account

    async def identify(self, access: Access) -> User:
        """Return whose tokens these are, by the number of the account."""
        answer = fields_of(await self._api.get(access, WHO_AM_I))
        number = fields_of(answer.get("account")).get("id")
        name = fields_of(answer.get("user")).get("name")
        if not isinstance(number, int | str) or isinstance(number, bool) or not str(number).strip():
            raise Outage("Simkl did not say whose account this is.", fate_unknown=False)
        return User(str(number), name if is_text(name) else str(number))

    async def start_sign_in(self, app: AppCredentials) -> DeviceCode:
        """Return a fresh code. Raises AppRejected, Outage, TooFast."""
        return await self._sign_in.start(app)

    async def poll_sign_in(self, app: AppCredentials, code: DeviceCode) -> Tokens | Poll:
        """Return the tokens once the person confirmed. Raises AppRejected, Outage, TooFast."""
        return await self._sign_in.poll(app, code)

    async def check_app(self, app: AppCredentials) -> Standing:
        """Return whether Simkl knows the client id; it has no secret. Raises Outage, TooFast."""
        try:
            await self._sign_in.start(app)
        except AppRejected:
            return Standing.UNKNOWN_ID
        return Standing.GOOD

    async def refresh(self, access: Access) -> Tokens:
        """Return new tokens. Raises SignInEnded, AppRejected, Outage, TooFast."""
        return await self._sign_in.refresh(access)

    async def revoke(self, access: Access) -> None:
        """Take the tokens out of use where Simkl can do that. Raises Outage, TooFast."""
        await self._sign_in.revoke(access)

    async def _is_watched(self, access: Access, match: Match) -> bool:
        question = bodies.question(target_named(match.id))
        return is_watched(await self._api.post(access, "/sync/watched", question))


def _time_of(match: Match, watched_at: datetime | _Released) -> str:
    """Return the time to send. Simkl has no word for "when it was released"."""
    if not isinstance(watched_at, _Released):
        return bodies.stamp(watched_at)
    released = moment(match.target.get("released"))
    return bodies.stamp(released) if released else bodies.UNKNOWN_TIME


def _also_counted(target: Any) -> tuple[str, ...]:
    """An anime film may be counted as what it is elsewhere."""
    return ("shows", "episodes") if isinstance(target, Film) and target.is_anime else ()


def _play(stamp: str) -> Play:
    """Return the play of that time, which is all that tells it: Simkl gives plays no ids."""
    at = moment(stamp)
    assert at is not None
    return Play(stamp, at)


def _is_within(at: datetime, since: datetime, until: datetime | None) -> bool:
    return at >= since and (until is None or at <= until)


def _holds_anything(not_found: Any) -> bool:
    return isinstance(not_found, dict) and any(not_found.values())
