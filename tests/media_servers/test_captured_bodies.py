"""What is made of bodies that real media servers sent.

They lie outside the project; the environment variable SCROBLARR_CAPTURED_BODIES names their
folder. Without it the same table is checked against bodies of our own in the same shapes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scroblarr_desktop.media_servers import read
from scroblarr_desktop.watches import (
    Ignored,
    Progress,
    ProgressAction,
    Reading,
    ServerKind,
    Unreadable,
    Watch,
)
from tests.bodies import as_bytes, jellyfin_progress, jellyfin_stop, plex_body, plex_scrobble

RECEIVED_AT = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
PLEX, JELLYFIN = ServerKind.PLEX, ServerKind.JELLYFIN

LEGACY = "com.plexapp.agents.thetvdb://4400/1/14?lang=en"

# Ours: name -> the address it is posted to, the body.
OWN: Mapping[str, tuple[ServerKind, bytes]] = {
    "own-scrobble-episode": (PLEX, as_bytes(plex_scrobble())),
    "own-pause-legacy": (
        PLEX,
        as_bytes(plex_body("media.pause", guid=LEGACY, Guid=[], viewOffset=1_127_000, index=14)),
    ),
    "own-play-track": (PLEX, as_bytes(plex_body("media.play", type="track"))),
    "own-library-new": (PLEX, as_bytes(plex_body("library.new", "movie"))),
    "own-stop-movie": (JELLYFIN, as_bytes(jellyfin_stop("movie"))),
    "own-progress": (JELLYFIN, as_bytes(jellyfin_progress("movie"))),
}

# What is expected of each: "watch ...", "<action> ..." or the code of what is ignored.
EXPECTED = {
    "own-scrobble-episode": "watch episode S2E5 imdb=tt9000205 tmdb=3300205 tvdb=8800205"
    " plex=61f0a2b3c4d5e6f708192a3b show.plex=61f0a2b3c4d5e6f708192a00"
    " by 40718253 run=2700 count=1",
    "own-pause-legacy": "pause episode S2E14 show.plex=61f0a2b3c4d5e6f708192a00 show.tvdb=4400"
    " by 40718253 run=2700 at=1127 lang=en",
    "own-play-track": "music",
    "own-library-new": "library",
    "own-stop-movie": "watch movie 2019 imdb=tt9000001 tmdb=990001"
    " by c04e7a91d3b8452f96e1a5087bd2fc34 run=6600",
    "own-progress": "playback_progress",
    "plex-library-new-album-owner-realid-2023.json": "library",
    "plex-library-new-show-thetvdb-2020.json": "library",
    "plex-media-pause-episode-legacy-thetvdb.json": "pause episode S2E15 show.tvdb=73871"
    " by 1 at=1127 lang=en",
    "plex-media-pause-episode-shared-user-offset.json": "pause episode S9E15 imdb=tt9413736"
    " tmdb=1707381 tvdb=7047159 plex=5de8dbdf18b6d6001db44001"
    " show.plex=5d9c0855ffd9ef001e991de0 by 19267583 run=1320 at=622",
    "plex-media-pause-episode-thetvdb-2019-de.json": "pause episode S1E4 show.tvdb=350665"
    " by 1 at=787 lang=de",
    "plex-media-play-movie-legacy-imdb-2020.json": "play movie 2019 imdb=tt4154664"
    " by 1 run=7380 lang=en",
    "plex-media-rate-movie-new-agent.json": "rating",
    "plex-media-resume-episode-thetvdb-guidchain-2020.json": "resume episode S1E14"
    " show.tvdb=301376 by 1 lang=en",
    "plex-media-scrobble-episode-hama-tvdb.json": "watch episode S22E70 show.tvdb=81797"
    " by 12345 count=1 lang=en",
    "plex-media-scrobble-movie-new-agent.json": "watch movie 1986 imdb=tt0090728 tmdb=6978"
    " tvdb=1876 plex=5d7768313c3c2a001fbcd1f0 by 1 run=5940 count=1",
    "plex-media-stop-movie-legacy-imdb.json": "stop movie 1975 imdb=tt0072684"
    " by 1 run=11040 lang=en",
    "plex-official-doc-media-play-track.json": "music",
    "jellyfin-sendall-playbackprogress-audio-10.8.10.json": "playback_progress",
    "jellyfin-sendall-playbackstop-movie-10.8.8.json": "watch movie 2022 imdb=tt9764362"
    " tmdb=593643 by 50e1109a03fd4e13a3a5dd9bb27e08ec run=6427",
    "emby-item-markplayed-episode-4.7.14.json": "emby",
    "emby-item-markplayed-season-1of2-4.7.14.json": "emby",
    "emby-item-markplayed-season-2of2-4.7.14.json": "emby",
    "emby-library-new-episode-4.7.14.json": "emby",
    "emby-library-new-movie-4.7.14.json": "emby",
    "emby-playback-start-episode-4.7.14.json": "emby",
    "emby-playback-start-movie-4.7.14.json": "emby",
    "emby-playback-stop-episode-completed-after-0.8s-4.7.14.json": "emby",
    "emby-playback-stop-episode-completed-position0-frieren-4.7.14.json": "emby",
    "emby-playback-stop-movie-notcompleted-4.7.11.json": "emby",
    "emby-system-serverrestartrequired-4.7.14.json": "emby",
    "tautulli-fixture-episode-shinkro.json": "tautulli",
    "tautulli-template-iobroker.json": "tautulli",
    "tautulli-template-scrobblex.txt": "unreadable",
    "tautulli-template-watchstate.json": "tautulli",
}

WEBHOOKS = ("plex-media-", "plex-library-", "plex-official-", "jellyfin-sendall-", "emby-", "taut")


def captured() -> dict[str, tuple[ServerKind, bytes]]:
    folder = os.environ.get("SCROBLARR_CAPTURED_BODIES")
    files = sorted(Path(folder).iterdir()) if folder else []
    return {
        file.name: (JELLYFIN if file.name.startswith("jellyfin-") else PLEX, file.read_bytes())
        for file in files
        if file.name.startswith(WEBHOOKS)
    }


BODIES = {**OWN, **captured()}


def described(reading: Reading) -> str:
    """Return an outcome in one line, for a table that a person can read."""
    outcome = reading.outcome
    if isinstance(outcome, Ignored):
        assert outcome.reason.endswith(".")
        return outcome.code
    (item,) = outcome.items
    assert reading.viewer is not None
    assert reading.server is not None
    words: list[Any] = ["watch" if isinstance(outcome, Watch) else outcome.action, item.kind]
    words.append(f"S{item.season}E{item.number}" if item.show else item.year)
    words += [f"{source}={value}" for source, value in item.ids.items()]
    words += [f"show.{source}={value}" for source, value in item.show_ids.items()]
    words.append(f"by {reading.viewer.account_id}")
    extras = {
        "run": item.run_time_s,
        "at": outcome.position_s if isinstance(outcome, Progress) else None,
        "count": outcome.play_count if isinstance(outcome, Watch) else None,
        "lang": item.language,
    }
    for name, value in extras.items():
        if value is not None:
            words.append(f"{name}={value if isinstance(value, str) else int(value)}")
    return " ".join(str(word) for word in words)


@pytest.mark.parametrize("name", BODIES)
def test_every_body_is_read_as_expected(name: str) -> None:
    kind, body = BODIES[name]
    try:
        outcome = described(read(kind, body, RECEIVED_AT))
    except Unreadable:
        outcome = "unreadable"
    assert outcome == EXPECTED[name]


@pytest.mark.parametrize("name", BODIES)
def test_no_body_is_a_watch_at_the_address_of_the_other_kind(name: str) -> None:
    kind, body = BODIES[name]
    try:
        outcome = read(JELLYFIN if kind is PLEX else PLEX, body, RECEIVED_AT).outcome
    except Unreadable:
        assert EXPECTED[name] == "unreadable"
        return
    assert isinstance(outcome, Ignored)
    assert outcome.code in ("wrong_address", "emby", "tautulli")


def test_every_kind_of_outcome_is_covered_without_a_folder() -> None:
    outcomes = {EXPECTED[name].split()[0] for name in OWN}
    assert outcomes >= {"watch", ProgressAction.PAUSE, "music", "library", "playback_progress"}
