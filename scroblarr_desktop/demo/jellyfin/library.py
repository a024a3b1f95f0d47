"""What a Jellyfin server holds, and what each of its users has seen of it.

A play counts when it STARTS: then LastPlayedDate and PlayCount are set and the mark "played" is
taken away; the end sets only that mark and the place (jellyfin, SessionManager.cs).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scroblarr_desktop.demo.fake_service import Clock
from scroblarr_desktop.demo.jellyfin.json import known, moment
from scroblarr_desktop.demo.made_up import hex_id, item_key, show_key
from scroblarr_desktop.watches import Item, Kind

TICKS_PER_S = 10_000_000
SOURCES = {"imdb": "Imdb", "tmdb": "Tmdb", "tvdb": "Tvdb"}
ROOT_ID = hex_id("jellyfin/root", 32)
FILMS, SERIES = "Films", "Series"
KINDS = {FILMS: "movies", SERIES: "tvshows"}


@dataclass(frozen=True)
class Holding:
    """A film or an episode, in one of the libraries."""

    item: Item
    library: str

    @property
    def item_id(self) -> str:
        return item_id_of(self.item)


@dataclass
class UserData:
    """What the server notes of one user and one item."""

    play_count: int = 0
    last_played_at: datetime | None = None
    played: bool = False
    position_s: float = 0.0
    playing: bool = False

    def body(self, item_id: str) -> dict[str, Any]:
        content = {
            "PlaybackPositionTicks": int(self.position_s * TICKS_PER_S),
            "PlayCount": self.play_count,
            "IsFavorite": False,
            "LastPlayedDate": self.last_played_at and moment(self.last_played_at),
            "Played": self.played,
            "Key": item_id,
            "ItemId": item_id,
        }
        return known(content)

    def saved_fields(self) -> dict[str, Any]:
        """Return what a webhook on saved notes says of them."""
        content = {
            "PlaybackPositionTicks": int(self.position_s * TICKS_PER_S),
            "Played": self.played,
            "LastPlayedDate": self.last_played_at and moment(self.last_played_at),
        }
        return known(content)


@dataclass(frozen=True)
class NowPlaying:
    """What somebody watches at the moment."""

    item_id: str
    position_s: float
    paused: bool
    at: datetime


class Library:
    """Holds items from when they are added or first played."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.libraries: dict[str, str] = dict(KINDS)
        """Name and kind: "movies" or "tvshows"."""
        self.holdings: dict[str, Holding] = {}
        """By item id."""
        self.now_playing: dict[str, NowPlaying] = {}
        """By user id."""
        self._data: dict[tuple[str, str], UserData] = {}

    def add(self, item: Item, library: str | None = None) -> str:
        """Hold the item, in a library of that name or the usual one; return the item's id."""
        usual = FILMS if item.kind is Kind.MOVIE else SERIES
        name = library or usual
        self.libraries.setdefault(name, KINDS[usual])
        item_id = item_id_of(item)
        if library or item_id not in self.holdings:
            self.holdings[item_id] = Holding(item, name)
        return item_id

    def data(self, user_id: str, item_id: str) -> UserData:
        return self._data.setdefault((user_id, item_id), UserData())

    # -- what changes the notes

    def start(self, user_id: str, item: Item, at: datetime | None = None) -> UserData:
        data = self.data(user_id, self.add(item))
        data.play_count += 1
        data.last_played_at = at or self.clock()
        data.played, data.playing = False, True
        self.now_playing[user_id] = NowPlaying(item_id_of(item), 0.0, False, self.clock())
        return data

    def stop(
        self, user_id: str, item: Item, position_s: float, *, completed: bool = False
    ) -> UserData:
        """Note the end of a play; one that never began is begun first."""
        data = self.data(user_id, self.add(item))
        if not data.playing:
            self.start(user_id, item)
        data.position_s = 0.0 if completed else position_s
        data.played, data.playing = completed, False
        self.now_playing.pop(user_id, None)
        return data

    def move(
        self, user_id: str, item: Item, position_s: float, *, paused: bool = False
    ) -> UserData:
        """Note how far a play is."""
        data = self.data(user_id, self.add(item))
        if not data.playing:
            self.start(user_id, item)
        data.position_s = position_s
        item_id = item_id_of(item)
        self.now_playing[user_id] = NowPlaying(item_id, position_s, paused, self.clock())
        return data

    def note_play(self, user_id: str, item: Item, at: datetime | None = None) -> None:
        """Note that the user saw it from start to end, then or now."""
        data = self.data(user_id, self.add(item))
        data.play_count += 1
        data.last_played_at = max(filter(None, (data.last_played_at, at or self.clock())))
        data.played = True

    def mark(self, user_id: str, item: Item, at: datetime | None = None) -> UserData:
        """Note a tick by hand: it keeps the date of an earlier play, without a date of its own."""
        data = self.data(user_id, self.add(item))
        data.play_count = max(1, data.play_count + (1 if at else 0))
        data.last_played_at = at or data.last_played_at or self.clock()
        data.played, data.position_s = True, 0.0
        return data

    def unmark(self, user_id: str, item: Item) -> UserData:
        self._data[user_id, item_id_of(item)] = data = UserData()
        return data


def item_id_of(item: Item) -> str:
    return hex_id(item_key(item), 32)


def show_id_of(item: Item) -> str:
    return hex_id(show_key(item), 32)


def season_id_of(item: Item) -> str:
    return hex_id(f"{show_key(item)}/{item.season}", 32)


def library_id_of(name: str) -> str:
    return hex_id(f"library/{name}", 32)
