"""What the fake Simkl holds: its users and what each has watched, and how strict it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from scroblarr_desktop.demo.catalogue import Catalogue, Episode, Movie, Show, Thing
from scroblarr_desktop.demo.fake_service import Clock

Plan = Literal["free", "pro", "vip"]
Part = Literal["movies", "shows", "anime"]

ID_OFFSET = 600_000
"""Simkl numbers all its titles in one row; here they follow the catalogue's."""

COUR_OFFSET = 10_000_000
"""An anime's later seasons are titles of their own at Simkl."""


@dataclass(frozen=True)
class Watched:
    """That somebody watched something. Simkl keeps one of each thing."""

    thing: Thing
    watched_at: datetime
    recorded_at: datetime


@dataclass(frozen=True)
class SavedProgress:
    """A resume point. At most one per item."""

    id: int
    thing: Thing
    progress: float
    paused_at: datetime


@dataclass(eq=False)
class SimklUser:
    """Somebody with an account."""

    username: str
    number: int
    plan: Plan = "free"
    watched: dict[Thing, Watched] = field(default_factory=dict)
    rewatches: list[Watched] = field(default_factory=list)
    """Kept for paying members only."""
    playback: list[SavedProgress] = field(default_factory=list)
    watching: tuple[Thing, float] | None = None
    scrobbled: dict[Thing, datetime] = field(default_factory=dict)
    changed: dict[Part, datetime] = field(default_factory=dict)
    """When each part of the library last changed."""
    listed: set[Show | Movie] = field(default_factory=set)
    """Titles in the library, watched or not."""
    is_locked: bool = False
    """A write before is still being worked on: the next is turned away."""

    @property
    def plays(self) -> list[Watched]:
        """In the order in which they were recorded."""
        return sorted(self.watched.values(), key=lambda one: one.recorded_at)

    def plays_of(self, thing: Thing) -> list[Watched]:
        return [one for one in (self.watched.get(thing),) if one is not None]


@dataclass
class Pin:
    """A sign-in that waits for a person."""

    client_id: str
    user_code: str
    expires_at: datetime
    device_code: str | None = None
    """Of a newer app's sign-in."""
    user: SimklUser | None = None
    scope: str = ""
    last_poll_s: float | None = None

    @property
    def state(self) -> str:
        return "pending" if self.user is None else "confirmed"


AutoConfirm = SimklUser | Callable[[Pin], SimklUser | None]


@dataclass(frozen=True)
class Cour:
    """One title of an anime at Simkl: the episodes of one season elsewhere, counted from 1."""

    show: Show
    season: int

    @property
    def id(self) -> int:
        later = COUR_OFFSET * (self.season - 1) if self.season > 1 else 0
        return ID_OFFSET + self.show.trakt + later

    @property
    def mal(self) -> int:
        return self.id + 7

    def episode(self, number: int) -> Episode | None:
        return self.show.find(self.season, number)


class SimklWorld:
    """Users, what they watched, and how this Simkl behaves."""

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self.catalogue = catalogue
        self.clock = clock
        self.users: dict[str, SimklUser] = {}
        self.anime: set[Show | Movie] = set()
        """The shows and films that Simkl keeps as anime."""
        self.write_gap_s = 1.0
        """Least real time between two POSTs of one token; 0 switches the limit off."""
        self.most_gets_a_second = 10
        self.pin_interval_s: float = 5
        """Least real time between two polls of one code; 0 lets them come at once."""
        self.pin_life_s = 900
        self.access_token_life_s = 604_800
        """Of newer apps: the tokens of older ones do not end."""
        self.auto_confirm: AutoConfirm | None = None
        self.repeat_window = timedelta(hours=1)
        self.dangerous_writes: list[Any] = []
        """What was sent that marked, or took away, a whole show or season."""
        self.rewatch_writes = 0
        """Writes that asked for a rewatch to be recorded."""
        self.guesses = 0
        """Things that were named by title alone."""

    def add_user(self, username: str, *, plan: Plan = "free") -> SimklUser:
        user = SimklUser(username, 41_000 + len(self.users), plan)
        self.users[username] = user
        return user

    def add_anime(self, thing: Show | Movie) -> None:
        """Let Simkl keep this as an anime: a show with one title for each of its seasons."""
        self.anime.add(thing)

    def cours(self, show: Show) -> list[Cour]:
        """Return the titles of an anime, the first season's first."""
        return [Cour(show, season) for season in show.seasons() if season > 0]

    def id_of(self, thing: Show | Movie) -> int:
        return ID_OFFSET + thing.trakt

    def part_of(self, thing: Thing) -> Part:
        if isinstance(thing, Movie):
            return "anime" if thing in self.anime else "movies"
        return "anime" if self.catalogue.show_of(thing) in self.anime else "shows"

    def now(self) -> datetime:
        return self.clock().replace(microsecond=0)

    def record_play(
        self, user: SimklUser, thing: Thing, watched_at: datetime | None = None
    ) -> Watched | None:
        """Mark as watched, as another program of the user might; None where it was already."""
        if thing in user.watched:
            return None
        now = self.now()
        user.watched[thing] = watched = Watched(thing, watched_at or now, now)
        user.listed.add(thing if isinstance(thing, Movie) else self.catalogue.show_of(thing))
        user.changed[self.part_of(thing)] = now
        return watched

    def forget_play(self, user: SimklUser, thing: Thing) -> bool:
        """Take a mark away. Return whether there was one."""
        if user.watched.pop(thing, None) is None:
            return False
        user.changed[self.part_of(thing)] = self.now()
        return True
