"""What a body for /sync/history names: movies, shows with seasons and episodes, episodes.

Trakt contract: a show without seasons means all its episodes, a season without episodes all of
that season. `watched_at` is UTC with milliseconds and Z, or "released", or "unknown"; left out it
means now. What is not known comes back under `not_found` as it was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from scroblarr_desktop.demo.catalogue import Show, Thing
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.trakt.lookup import episode_named, invalid, movie_named, show_named
from scroblarr_desktop.demo.trakt.world import UNKNOWN_TIME, TraktWorld

KINDS = ("movies", "shows", "seasons", "episodes")
UTC_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@dataclass(frozen=True)
class Entry:
    """One play to add, or one thing whose plays are to be removed."""

    thing: Thing
    watched_at: datetime


@dataclass
class HistoryBody:
    """The body, understood."""

    world: TraktWorld
    entries: list[Entry] = field(default_factory=list)
    not_found: dict[str, list[Any]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    wholesale: int = 0
    """How many shows and seasons were named as a whole."""

    @classmethod
    def read(cls, body: Mapping[str, Any], world: TraktWorld) -> HistoryBody:
        """Raises Denial: 400 for what is no list of objects, 422 for times and ids of bad form."""
        read = cls(world)
        if not body.keys() & {*KINDS, "ids"}:
            raise Denial(400, {"error": "nothing to do"})
        for described in objects(body, "movies"):
            read._add("movies", described, movie_named(world.catalogue, described))
        for described in objects(body, "episodes"):
            read._add("episodes", described, episode_named(world.catalogue, described))
        for described in objects(body, "shows"):
            read._add_show(described)
        # Seasons have no ids of their own in this world.
        read.not_found["seasons"] += objects(body, "seasons")
        return read

    def _add(
        self,
        kind: str,
        described: Mapping[str, Any],
        thing: Thing | None,
        times: tuple[Any, ...] = (),
    ) -> None:
        if thing is None:
            self.not_found[kind].append(described)
            return
        given = [time for time in (described.get("watched_at"), *times) if time is not None]
        self.entries.append(Entry(thing, self._time(given[0] if given else None, thing)))

    def _add_show(self, described: Mapping[str, Any]) -> None:
        show = show_named(self.world.catalogue, described)
        seasons = objects(described, "seasons")
        if show is None:
            self.not_found["shows"].append(described)
        elif not seasons:
            self.wholesale += 1
            for episode in show.episodes:
                if episode.season > 0:
                    self._add("episodes", described, episode)
        else:
            missing = [lost for season in seasons for lost in self._lost(show, described, season)]
            if missing:
                self.not_found["shows"].append({"ids": described.get("ids"), "seasons": missing})

    def _lost(
        self, show: Show, described: Mapping[str, Any], season: Mapping[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Take what is there of a season, and yield what is not."""
        number, episodes = whole(season), objects(season, "episodes")
        known = show.season(number)
        times = (season.get("watched_at"), described.get("watched_at"))
        if not known:
            yield dict(season)
        elif not episodes:
            self.wholesale += 1
            for episode in known:
                self._add("episodes", season, episode, times)
        else:
            lost = []
            for one in episodes:
                found = show.find(number, whole(one))
                if found is None:
                    lost.append(one)
                else:
                    self._add("episodes", one, found, times)
            if lost:
                yield {"number": number, "episodes": lost}

    def _time(self, given: Any, thing: Thing) -> datetime:
        if given is None:
            return self.world.now()
        if given == "released":
            return self.world.subject(thing).released_at
        if given == "unknown":
            return UNKNOWN_TIME
        if not isinstance(given, str) or not UTC_STAMP.fullmatch(given):
            raise invalid("watched_at", "is not of the form 2014-09-01T09:10:11.000Z")
        try:
            return datetime.fromisoformat(given).replace(microsecond=0)
        except ValueError:
            raise invalid("watched_at", "is no time") from None


def objects(described: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return a list of the body, empty where it is left out. Refuses with 400."""
    value = described.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Denial(400, {"error": f"{name} is not a list of objects"})
    return value


def whole(described: Mapping[str, Any]) -> int:
    """Return a season's or an episode's number, which is required and may be 0."""
    number = described.get("number")
    if type(number) is not int:
        raise invalid("number", "is not of type int")
    return number
