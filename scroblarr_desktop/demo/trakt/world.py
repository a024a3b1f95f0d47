"""What the fake Trakt holds: its users and their plays, and the switches of its behaviour."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from scroblarr_desktop.demo.catalogue import Catalogue, Episode, Movie, Show, Thing
from scroblarr_desktop.demo.fake_service import Clock

UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""What Trakt keeps for a play whose time is "unknown"."""

PlayAction = Literal["scrobble", "checkin", "watch"]


@dataclass(frozen=True)
class Subject:
    """What a call is about: a movie, or an episode with its show."""

    thing: Thing
    show: Show | None = None

    @property
    def type(self) -> Literal["movie", "episode"]:
        return "movie" if isinstance(self.thing, Movie) else "episode"

    @property
    def run_time(self) -> timedelta:
        return timedelta(minutes=self.thing.run_time_min)

    @property
    def released_at(self) -> datetime:
        if isinstance(self.thing, Movie):
            released = self.thing.released
            return datetime(released.year, released.month, released.day, tzinfo=UTC)
        return self.thing.first_aired


@dataclass(frozen=True)
class Play:
    """One entry of a user's history."""

    id: int
    subject: Subject
    watched_at: datetime
    action: PlayAction

    @property
    def thing(self) -> Thing:
        return self.subject.thing


@dataclass(frozen=True)
class SavedProgress:
    """A resume point. At most one per item."""

    id: int
    subject: Subject
    progress: float
    paused_at: datetime


@dataclass(frozen=True)
class Watching:
    """What a user is seeing right now, until it must have ended."""

    subject: Subject
    progress: float
    started_at: datetime
    expires_at: datetime


@dataclass(eq=False)
class FakeUser:
    """Somebody with an account."""

    username: str
    joined_at: datetime
    vip: bool = False
    timezone: str = "Europe/Berlin"
    plays: list[Play] = field(default_factory=list)
    """In the order in which they were recorded."""
    playback: list[SavedProgress] = field(default_factory=list)
    watching: Watching | None = None
    last_write_s: float | None = None

    @property
    def uuid(self) -> str:
        return hashlib.sha256(f"user {self.username}".encode()).hexdigest()[:40]

    @property
    def slug(self) -> str:
        return self.username.lower().replace(" ", "-")

    def plays_of(self, thing: Thing) -> list[Play]:
        return [play for play in self.plays if play.thing is thing]

    def forget_progress(self, subject: Subject) -> None:
        self.playback = [saved for saved in self.playback if saved.subject != subject]


CodeState = Literal["pending", "confirmed", "denied", "expired", "used"]


@dataclass
class DeviceCode:
    """A sign-in that waits for a person."""

    client_id: str
    device_code: str
    user_code: str
    expires_at: datetime
    state: CodeState = "pending"
    user: FakeUser | None = None
    last_poll_s: float | None = None


AutoConfirm = FakeUser | Callable[[DeviceCode], FakeUser | None]


class TraktWorld:
    """Users, plays, and how strict or slow this Trakt is."""

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self.catalogue = catalogue
        self.clock = clock
        self.users: dict[str, FakeUser] = {}
        self.repeat_window = timedelta(hours=1)
        """A scrobble of an item scrobbled less than this ago is answered with 409."""
        self.write_gap_s = 1.0
        """Least real time between two writes of one user; 0 switches the limit off."""
        self.device_interval_s: float = 5
        """Least real time between two polls of one code; 0 lets them come at once."""
        self.device_code_life_s = 600
        self.authorization_code_life_s = 600
        self.access_token_life_s = 604_800
        self.auto_confirm: AutoConfirm | None = None
        """Confirms every code at its next poll: as this user, or as a function chooses."""
        self.asks_secret = True
        """Whether the client secret is looked at. Trakt's contract calls it deprecated by now."""
        self.refresh_ends_old_access = False
        """Whether a refresh ends the access token before it. Trakt does not say."""
        self.reuse_ends_family = False
        """Whether a refresh token used twice ends all that came of it. Trakt does not say."""
        self.dangerous_writes = 0
        """Shows or seasons that were marked (or unmarked) as a whole."""
        self._ids = itertools.count(10_400_000_001)

    def add_user(self, username: str, *, vip: bool = False) -> FakeUser:
        user = FakeUser(username, self.now() - timedelta(days=900), vip)
        self.users[username] = user
        return user

    def record_play(
        self,
        user: FakeUser,
        thing: Thing,
        watched_at: datetime | None = None,
        action: PlayAction = "watch",
    ) -> Play:
        """Add a play, as another program of the user might. Without a time: now."""
        play = Play(self.next_id(), self.subject(thing), watched_at or self.now(), action)
        user.plays.append(play)
        return play

    def subject(self, thing: Thing) -> Subject:
        show = self.catalogue.show_of(thing) if isinstance(thing, Episode) else None
        return Subject(thing, show)

    def now(self) -> datetime:
        """Return the present time in whole seconds, as Trakt's examples show all its times."""
        return self.clock().replace(microsecond=0)

    def next_id(self) -> int:
        """Return a fresh id of a play or of saved progress: beyond 32 bits."""
        return next(self._ids)

    def user_named(self, name: str) -> FakeUser | None:
        return next((u for u in self.users.values() if name in (u.username, u.slug, u.uuid)), None)
