"""What the fake Simkl takes for what: titles by ids, or by title and year; episodes by numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scroblarr_desktop.demo.catalogue import Episode, Movie, Show, Thing
from scroblarr_desktop.demo.simkl.json import refusal
from scroblarr_desktop.demo.simkl.world import Cour, SimklWorld
from scroblarr_desktop.watches import plain_title

SOURCES = ("simkl", "imdb", "tmdb", "tvdb", "mal", "anidb", "anilist", "kitsu")
ANIME_ONLY = ("mal", "anidb", "anilist", "kitsu")


class Naming:
    """Resolves what bodies and queries name."""

    def __init__(self, world: SimklWorld) -> None:
        self.world = world

    def movie(self, described: Mapping[str, Any]) -> Movie | None:
        ids = ids_in(described)
        for movie in self.world.catalogue.movies:
            if self._has(movie, ids):
                return movie
        return self._guess(described, self.world.catalogue.movies) if not ids else None

    def show(self, described: Mapping[str, Any]) -> Show | Cour | None:
        """Return a show of TV, or one title of an anime: its first by an id of the whole."""
        ids = ids_in(described)
        for show in self.world.catalogue.shows:
            if show in self.world.anime:
                for cour in self.world.cours(show):
                    if ids.get("simkl") == str(cour.id) or ids.get("mal") == str(cour.mal):
                        return cour
            if self._has(show, ids):
                return Cour(show, 1) if show in self.world.anime else show
        if ids:
            return None
        guess = self._guess(described, self.world.catalogue.shows)
        return Cour(guess, 1) if guess is not None and guess in self.world.anime else guess

    def episode(
        self, title: Show | Cour, season: int, number: int, *, by_tvdb: bool
    ) -> Episode | None:
        """Return the episode. Of an anime: by TheTVDB's numbers, or counted within that title."""
        if isinstance(title, Show):
            return title.find(season, number)
        return title.show.find(season, number) if by_tvdb else title.episode(number)

    def _has(self, thing: Movie | Show, ids: Mapping[str, str]) -> bool:
        own = {
            "simkl": str(self.world.id_of(thing)),
            "imdb": thing.imdb,
            "tmdb": thing.tmdb and str(thing.tmdb),
            "tvdb": thing.tvdb and str(thing.tvdb),
        }
        # The first of them that leads anywhere counts, Simkl's own before all.
        return any(value and own.get(source) == value for source, value in ids.items())

    def _guess(self, described: Mapping[str, Any], things: list[Any]) -> Any:
        title, year = described.get("title"), described.get("year")
        if not isinstance(title, str):
            return None
        self.world.guesses += 1
        same = [one for one in things if plain_title(one.title) == plain_title(title)]
        dated = [one for one in same if str(one.year) == str(year)]
        return next(iter(dated or same), None)


def ids_in(described: Mapping[str, Any]) -> dict[str, str]:
    """Return the ids of a described thing, Simkl's own first. Refuses what cannot be ids."""
    ids = described.get("ids", {})
    if not isinstance(ids, dict):
        raise refusal(400, "wrong_parameter", "ids is not an object")
    for value in ids.values():
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise refusal(400, "wrong_parameter", "an id is neither a number nor a text")
    return {source: str(ids[source]) for source in SOURCES if source in ids}


def whole(described: Mapping[str, Any], name: str) -> int:
    """Return a number that is required and may be 0. Refuses with 400."""
    value = described.get(name)
    if type(value) is not int:
        raise refusal(400, "wrong_parameter", f"{name} is not a number")
    return value


def title_for(world: SimklWorld, thing: Thing) -> Movie | Show | Cour:
    """Return the title under which a thing stands at Simkl."""
    if isinstance(thing, Movie):
        return thing
    show = world.catalogue.show_of(thing)
    return Cour(show, max(1, thing.season)) if show in world.anime else show
