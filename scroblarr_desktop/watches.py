"""What was watched: items, viewers, and what one webhook says about them.

Pure values and rules; nothing here reads a body, a database or a network.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

Ids = Mapping[str, str]
"""Ids of one thing by source ("imdb", "tmdb", "tvdb", "plex", "anidb", "mal"), as strings."""

# Two finishes of one item closer than half its run time are one watch;
# these stand in where the media server does not say how long the item runs.
SAME_WATCH_EPISODE = timedelta(minutes=15)
SAME_WATCH_MOVIE = timedelta(minutes=45)


class Kind(StrEnum):
    MOVIE = "movie"
    EPISODE = "episode"


class ServerKind(StrEnum):
    PLEX = "plex"
    JELLYFIN = "jellyfin"


@dataclass(frozen=True)
class Item:
    """A movie or one episode, as a media server describes it."""

    kind: Kind
    title: str
    year: int | None = None
    """The movie's year, or the year of this episode; never the year its show began."""
    ids: Ids = field(default_factory=dict)
    """The item's own ids: an episode's, not its show's."""
    show: str | None = None
    show_ids: Ids = field(default_factory=dict)
    show_year: int | None = None
    season: int | None = None
    number: int | None = None
    run_time_s: float | None = None
    language: str | None = None
    """Two-letter language of the titles, where the media server says so."""
    server_key: str | None = None
    """The media server's own key: no identity outside that server."""

    @property
    def same_watch_window(self) -> timedelta:
        if self.run_time_s:
            return timedelta(seconds=self.run_time_s / 2)
        return SAME_WATCH_MOVIE if self.kind is Kind.MOVIE else SAME_WATCH_EPISODE

    def identity_keys(self) -> frozenset[str]:
        """Every key under which the same item may be found again.

        Two items that share no key are never the same; two that share one may be (`same_item`).
        """
        keys = {f"{self.kind}:{source}:{value}" for source, value in self.ids.items()}
        if self.kind is Kind.MOVIE:
            keys.add(f"movie:title:{plain_title(self.title)}:{self.year or ''}")
        elif self.season is not None and self.number is not None:
            place = f"{self.season}:{self.number}"
            keys |= {f"show:{source}:{value}:{place}" for source, value in self.show_ids.items()}
            if self.show:
                keys.add(f"show:title:{plain_title(self.show)}:{place}")
        return frozenset(keys)


def plain_letters(text: str) -> str:
    """Return the text without case and accents, for comparing and searching."""
    # Decomposing may bring out capitals (the trade mark sign holds T and M), folding accents.
    folded = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def plain_title(title: str) -> str:
    """Return the title without case, accents, punctuation and doubled spaces, for comparing."""
    letters = plain_letters(title).replace("&", " and ")
    words = re.sub(r"[^\w]+", " ", letters.replace("'", "").replace("\u2019", ""))
    return words.strip() or title.strip()


def share_an_id(a: Ids, b: Ids) -> bool:
    return any(b.get(source) == value for source, value in a.items())


def contradict(a: Ids, b: Ids) -> bool:
    """Return whether both name the same source and agree on none of them."""
    return bool(a.keys() & b.keys()) and not share_an_id(a, b)


def same_item(a: Item, b: Item) -> bool:
    """Return whether two descriptions, perhaps from two media servers, mean one item."""
    if a.kind is not b.kind:
        return False
    shared = share_an_id(a.ids, b.ids)
    if a.kind is Kind.MOVIE:
        return shared or same_titled_movie(a, b)
    if None in (a.season, a.number, b.season, b.number):
        return shared
    if (a.season, a.number) == (b.season, b.number):
        return shared or same_show(a, b)
    # Two places in one show and an equal id: what stands there is the show's id, as in libraries
    # described by NFO files. Taken for the episode's, a whole season would be one watch.
    return shared and not same_show(a, b)


def told_alike(a: Item, b: Item) -> bool:
    """Return whether two descriptions by one media server mean one item of it.

    What it tells of something that left its library is little: a title, at best the numbers.
    """
    if a.kind is not b.kind:
        return False
    if a.server_key and b.server_key:
        # A file that holds several episodes has one key for all of them.
        places = {(a.season, a.number), (b.season, b.number)} - {(None, None)}
        return a.server_key == b.server_key and len(places) < 2
    if a.kind is Kind.MOVIE:
        years_apart = abs(a.year - b.year) if a.year and b.year else 0
        return years_apart <= 1 and plain_title(a.title) == plain_title(b.title)
    return same_item(a, b) or (
        plain_title(a.show or "") == plain_title(b.show or "")
        and plain_title(a.title) == plain_title(b.title)
    )


def same_titled_movie(a: Item, b: Item) -> bool:
    # Without a year on either side the title has to do: the same finish may be told twice.
    return a.year == b.year and plain_title(a.title) == plain_title(b.title)


def same_show(a: Item, b: Item) -> bool:
    """Return whether two episodes belong to one show: by id where both have one, else by title."""
    if share_an_id(a.show_ids, b.show_ids):
        return True
    if contradict(a.show_ids, b.show_ids) or not a.show or not b.show:
        return False
    return plain_title(a.show) == plain_title(b.show)


def same_watch_window(a: Item, b: Item) -> timedelta:
    """Return how close two finishes of one item must be to be one watch."""
    run_times = [item.run_time_s for item in (a, b) if item.run_time_s]
    if run_times:
        return timedelta(seconds=max(run_times) / 2)
    return SAME_WATCH_MOVIE if a.kind is Kind.MOVIE else SAME_WATCH_EPISODE


@dataclass(frozen=True)
class ServerRef:
    """The media server that a body names, by its stable id."""

    uuid: str
    name: str = ""


@dataclass(frozen=True)
class ViewerRef:
    """An account on a media server, by its stable id there. The name is only for showing."""

    account_id: str
    name: str = ""
    avatar: str | None = None
    """Plex: the uuid in the avatar's address, which outlives renames."""


@dataclass(frozen=True)
class Watch:
    """A finished viewing. A file that holds several episodes is one watch of each item."""

    items: tuple[Item, ...]
    watched_at: datetime
    by_hand: bool = False
    play_count: int | None = None
    """How often the media server says this viewer has seen the item, this time included."""
    library: str | None = None
    """The media server's own key of the library, where the body tells it."""
    began_at: datetime | None = None
    """Set where `watched_at` is only reckoned from this, its start."""
    doubtful: bool = False
    """Whether the media server may mean a viewing that was begun again and given up."""


class ProgressAction(StrEnum):
    PLAY = "play"
    RESUME = "resume"
    PAUSE = "pause"
    STOP = "stop"


@dataclass(frozen=True)
class Progress:
    """Where somebody is in an item that is not finished."""

    action: ProgressAction
    items: tuple[Item, ...]
    at: datetime
    position_s: float | None = None
    library: str | None = None

    @property
    def percent(self) -> float | None:
        """How far into the file, 0 to 100, or None where position or run time is unknown."""
        run_time_s = sum(item.run_time_s or 0 for item in self.items)
        if self.position_s is None or not run_time_s:
            return None
        return min(100.0, max(0.0, 100 * self.position_s / run_time_s))


@dataclass(frozen=True)
class Ignored:
    """Why a body counts as nothing: a short code for programs, a sentence for people."""

    code: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What one webhook body says."""

    event: str
    outcome: Watch | Progress | Ignored
    server: ServerRef | None = None
    viewer: ViewerRef | None = None
    from_owner: bool | None = None
    """Plex: whether the server's owner has the webhook; None where a source has no such notion."""


class Unreadable(Exception):
    """The body is not what any media server sends. The message is a sentence for people."""
