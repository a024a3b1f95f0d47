"""What the fake TV Time holds: its users, their tokens and plays, and its switches."""

from __future__ import annotations

import base64
import itertools
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scroblarr_desktop.demo.catalogue import Catalogue, Episode, Movie, Show, Thing
from scroblarr_desktop.demo.fake_service import Clock
from scroblarr_desktop.watches import Kind


@dataclass(frozen=True)
class TvTimePlay:
    """One mark, with the time at which it arrived: TV Time takes no other."""

    thing: Thing
    rewatch: bool
    at: datetime

    @property
    def kind(self) -> Kind:
        return Kind.MOVIE if isinstance(self.thing, Movie) else Kind.EPISODE


@dataclass(eq=False)
class TvTimeUser:
    """Somebody with an account."""

    id: int
    login: str
    password: str
    plays: list[TvTimePlay] = field(default_factory=list)
    """In the order in which they arrived."""
    follows: list[Show] = field(default_factory=list)

    @property
    def mail(self) -> str:
        return f"{self.login}@example.invalid"

    def plays_of(self, thing: Thing) -> list[TvTimePlay]:
        return [play for play in self.plays if play.thing is thing]


@dataclass
class Session:
    """What one sign-in yields."""

    user: TvTimeUser
    jwt: str
    refresh_token: str
    expires_at: datetime
    access_ended: bool = False
    refresh_ended: bool = False


class TvTimeWorld:
    """Users, their sessions and plays."""

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self.catalogue = catalogue
        self.clock = clock
        self.users: dict[str, TvTimeUser] = {}
        self.token_life_s = 86_400
        self.start_token = self.token_for(0, 315_360_000)
        """The token that the web page hands out before anybody signed in."""
        self.start_token_required = False
        """Whether sign-in and refresh need it."""
        self.wholesale_marks = 0
        """How often everything up to an episode was marked."""
        self._sessions: list[Session] = []
        self._ids = itertools.count(60_000_001)

    def add_user(self, login: str, password: str = "swordfish") -> TvTimeUser:  # noqa: S107
        user = TvTimeUser(next(self._ids), login, password)
        self.users[login] = user
        return user

    # -- sessions

    def sign_in(self, user: TvTimeUser) -> Session:
        """Return fresh tokens, as a sign-in would give them."""
        life_s = self.token_life_s
        expires_at = self.clock() + timedelta(seconds=life_s)
        token = self.token_for(user.id, life_s)
        session = Session(user, token, secrets.token_hex(20), expires_at)
        self._sessions.append(session)
        return session

    def expire_access(self, user: TvTimeUser) -> None:
        """Let the user's access tokens run out; refresh tokens stay good."""
        for session in self._sessions:
            session.access_ended = session.access_ended or session.user is user

    def end_sessions(self, user: TvTimeUser) -> None:
        """End access and refresh tokens: only the password helps."""
        for session in self._sessions:
            if session.user is user:
                session.access_ended = session.refresh_ended = True

    def session_of(self, jwt: str) -> Session | None:
        """Return the session of an access token, dead or alive."""
        return next((session for session in self._sessions if session.jwt == jwt), None)

    def alive(self, session: Session) -> bool:
        return not session.access_ended and self.clock() < session.expires_at

    def session_to_refresh(self, refresh_token: str) -> Session | None:
        fitting = (s for s in self._sessions if s.refresh_token == refresh_token)
        return next((session for session in fitting if not session.refresh_ended), None)

    def token_for(self, user_id: int, life_s: float) -> str:
        """Return a token of three parts with the claims `id` and `exp`. The last part is noise."""
        now_s = int(self.clock().timestamp())
        claims = {"id": user_id, "iat": now_s, "exp": int(now_s + life_s)}
        parts = [{"alg": "HS256", "typ": "JWT"}, claims]
        coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts]
        return f"{coded[0].decode()}.{coded[1].decode()}.{secrets.token_urlsafe(32)}"

    # -- plays

    def mark_episode(self, user: TvTimeUser, episode: Episode, *, rewatch: bool) -> None:
        """Add a play, unless it is a first watch of what is watched already: that does nothing."""
        show = self.catalogue.show_of(episode)
        if show not in user.follows:
            user.follows.append(show)
        if rewatch or not user.plays_of(episode):
            user.plays.append(TvTimePlay(episode, rewatch, self.clock()))

    def mark_movie(self, user: TvTimeUser, movie: Movie, *, rewatch: bool) -> None:
        user.plays.append(TvTimePlay(movie, rewatch, self.clock()))

    def unmark(self, user: TvTimeUser, thing: Thing) -> None:
        user.plays = [play for play in user.plays if play.thing is not thing]
