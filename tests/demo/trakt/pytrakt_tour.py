"""What a client that others wrote does with a Trakt: run with two addresses, prints JSON.

    python pytrakt_tour.py API_URL AUTH_URL SHOW_TVDB EPISODE_TVDB MOVIE_IMDB

It is pytrakt's own code that forms every request. Only the addresses and the User-Agent are set.
"""

# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import trakt.core
from trakt.api import HttpClient
from trakt.auth.device import DeviceAuthAdapter
from trakt.core import api, config, session
from trakt.errors import ConflictException, TraktException
from trakt.movies import Movie
from trakt.sync import add_to_history, get_playback, remove_from_history, search, search_by_id
from trakt.tv import TVEpisode, TVShow
from trakt.users import User, get_user_settings

AGENT = "PytraktTour/1.0 (+https://example.invalid)"


def main() -> dict[str, Any]:
    api_url, auth_url, show_tvdb, episode_tvdb, movie_imdb = sys.argv[1:]
    trakt.core.BASE_URL = api_url + "/"
    session.headers["User-Agent"] = AGENT
    session.trust_env = False  # no proxy stands between this computer and itself
    settings = config()
    settings.update(CLIENT_ID="client", CLIENT_SECRET="secret")
    # pytrakt knows one host for everything; the OAuth calls go to theirs through its own classes.
    DeviceAuthAdapter(client=HttpClient(auth_url, session), config=settings).authenticate()
    expires_at = settings.OAUTH_EXPIRES_AT
    seen: dict[str, Any] = {"user": get_user_settings()["user"]["username"]}
    seen |= watch_movie(movie_imdb)
    seen |= watch_episode(show_tvdb, episode_tvdb)
    seen["history"] = api().get("sync/history")
    seen |= refresh_twice(auth_url)
    seen["lives_s"] = expires_at - datetime.now(tz=UTC).timestamp()
    return seen


def watch_movie(imdb: str) -> dict[str, Any]:
    (movie,) = search_by_id(imdb, id_type="imdb", media_type="movie")
    (same,) = search("The Lantern Year")
    scrobbler = movie.scrobble(5.0, "1.0", "2026-01-01")
    watching = User("anna").watching
    scrobbler.pause(40.0)
    (saved,) = get_playback("movies")
    done = scrobbler.stop(95.0)
    try:
        scrobbler.stop(95.0)
        again = "accepted"
    except ConflictException as conflict:
        again = conflict.response.json()["expires_at"]
    full = Movie(movie.title, movie.year)
    return {
        "movie": [movie.title, movie.year, movie.ids["ids"]],
        "same": same.trakt == movie.trakt,
        "watching": watching.title,
        "saved": [saved.progress, saved.type],
        "done": [done["action"], done["progress"]],
        "again": again,
        "runtime": full.runtime,
    }


def watch_episode(show_tvdb: str, episode_tvdb: str) -> dict[str, Any]:
    (show,) = search_by_id(show_tvdb, id_type="tvdb", media_type="show")
    (episode,) = search_by_id(episode_tvdb, id_type="tvdb", media_type="episode")
    added = add_to_history(episode, datetime(2026, 2, 11, 19, 30, tzinfo=UTC))
    second = TVEpisode(show.title, episode.season, episode.number + 1, show_id=show.trakt)
    second = TVEpisode(show.title, **api().get(second.ext))
    second.mark_as_seen()
    mistaken = TVEpisode("none", 1, 1, ids={"trakt": 1})
    try:
        mistaken.scrobble(90.0, "1.0", "2026-01-01")
        unknown = 200
    except TraktException as error:
        unknown = error.http_code
    removed = remove_from_history(second)
    second.mark_as_seen()
    (play, *_) = api().get(f"sync/history/episodes/{second.trakt}")
    by_id = remove_from_history({"ids": [play["id"], 4711]})
    return {
        "episode": [episode.show, episode.season, episode.number, episode.title],
        "added": added["added"],
        "not_found": [kind for kind, lost in added["not_found"].items() if lost],
        "by_number": second.title,
        "unknown": unknown,
        "removed": removed["deleted"],
        "by_id": [by_id["deleted"], by_id["not_found"]["ids"]],
        "show": str(TVShow(show.title, slug=show.slug).first_aired),
    }


def refresh_twice(auth_url: str) -> dict[str, Any]:
    settings = config()
    auth = api().auth
    auth.client = HttpClient(auth_url + "/", session)
    old = settings.OAUTH_REFRESH
    settings.store = lambda: None
    auth.refresh_token()
    is_new = bool(old != settings.OAUTH_REFRESH)
    refreshed = get_user_settings()["user"]["username"]
    settings.OAUTH_REFRESH = old
    try:
        auth.refresh_token()
        reused = "accepted"
    except TraktException as error:
        reused = error.response.json()["error"]
    return {"refreshed": refreshed, "is_new": is_new, "reused": reused}


if __name__ == "__main__":
    # pytrakt prints how the sign-in goes: what is asked for comes last, on a line of its own.
    answer = main()
    sys.stdout.write("\n" + json.dumps(answer) + "\n")
