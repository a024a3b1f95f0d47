"""What was really watched, and the webhooks that tell of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from scroblarr_desktop.demo.catalogue import Catalogue, Episode, Movie, Show, Thing
from scroblarr_desktop.demo.jellyfin import bodies as jellyfin_bodies
from scroblarr_desktop.demo.plex import bodies as plex_bodies
from scroblarr_desktop.watches import Item
from tests.bodies import (
    JELLYFIN_SERVER,
    JELLYFIN_USER,
    PLEX_SERVER,
    as_bytes,
    plex_multipart,
)

FIRST_PLEX_ACCOUNT = 501


@dataclass
class Person:
    """A member of the household with a viewer on both media servers. `name` is in lower case."""

    name: str
    number: int
    member_id: int = 0
    accounts: dict[str, int] = field(default_factory=dict)
    """Our account ids by tracker."""

    @property
    def plex_account(self) -> int:
        return FIRST_PLEX_ACCOUNT + self.number

    @property
    def jellyfin_user(self) -> str:
        return f"{self.number:02x}{JELLYFIN_USER[2:]}"


@dataclass(eq=False)
class Watched:
    """One viewing. The app was told of it, perhaps more than once."""

    who: str
    thing: Thing
    at: datetime
    """When it ended."""
    recorded_at: datetime
    """What the app can only take for that time: `at` unless its clock is wrong."""
    late_by: timedelta = timedelta()
    """How much later the app may have been told, which is all that it knows of a Plex."""
    certain: bool = False
    """Whether the app has said that it knows."""


class Library:
    """Films and episodes that both media servers have and every tracker knows."""

    def __init__(self, films: int = 12, episodes: int = 30) -> None:
        self.catalogue = Catalogue()
        self.films: list[Movie] = [
            self.catalogue.add_movie(f"The Lantern Year {number}", 1980 + number, run_time_min=104)
            for number in range(films)
        ]
        self.show: Show = self.catalogue.add_show("Harbour Street", 2016, seasons={1: episodes})

    @property
    def episodes(self) -> list[Episode]:
        return self.show.season(1)

    def item(self, thing: Thing) -> Item:
        if isinstance(thing, Episode):
            return self.show.item(thing.season, thing.number)
        return thing.item()


def plex_says(item: Item, who: Person, event: str = "media.scrobble") -> tuple[bytes, str]:
    """Return body and Content-Type of what Plex sends, which tells no time. Usually a finish."""
    content = {
        "event": event,
        "user": True,
        "owner": True,
        "Account": {
            "id": who.plex_account,
            "title": who.name,
            "thumb": f"https://plex.tv/users/avatar{who.number}/avatar?c=1700000000",
        },
        "Server": {"title": "Attic", "uuid": PLEX_SERVER},
        "Player": {"local": True, "publicAddress": "203.0.113.10", "title": "TV", "uuid": "tv-1"},
        "Metadata": plex_bodies.metadata_of(item, view_count=1, last_viewed_at=None),
    }
    return plex_multipart(json.dumps(content).encode())


def jellyfin_says(item: Item, who: Person, at: datetime) -> tuple[bytes, str]:
    """Return body and Content-Type of a finish on Jellyfin at that time."""
    run_time_s = item.run_time_s or 0.0
    content: dict[str, Any] = {
        "ServerId": JELLYFIN_SERVER,
        "ServerName": "Cellar",
        "ServerVersion": "10.11.8",
        "ServerUrl": "http://192.168.1.20:8096",
        "NotificationType": "PlaybackStop",
        **jellyfin_bodies.stamps(at),
        **jellyfin_bodies.item_fields(item),
        **jellyfin_bodies.playing_fields(item, run_time_s - 30),
        "PlayedToCompletion": True,
        "NotificationUsername": who.name,
        "UserId": who.jellyfin_user,
    }
    return as_bytes(content), "application/json; charset=utf-8"


def run_time(thing: Thing) -> timedelta:
    return timedelta(minutes=thing.run_time_min)
