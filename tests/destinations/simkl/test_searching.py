"""What Simkl offers a person who looks for the right title."""

from __future__ import annotations

import pytest

from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.destinations import Access, Found
from scroblarr_desktop.destinations.errors import NotFoundThere
from scroblarr_desktop.destinations.simkl import Simkl
from scroblarr_desktop.watches import Kind


async def test_what_is_chosen_is_what_a_look_up_finds(
    simkl: Simkl, access: Access, film: Movie
) -> None:
    [found, *_] = await simkl.search(access, Kind.MOVIE, film.title)
    assert (found.title, found.year) == (film.title, film.year)
    assert found.match is not None
    assert found.match.id == (await simkl.find(access, film.item())).id
    assert await simkl.search(access, Kind.MOVIE, "  ") == []


async def test_an_episode_is_chosen_from_its_show(
    simkl: Simkl, access: Access, series: Show
) -> None:
    [show, *_] = await simkl.search(access, Kind.EPISODE, series.title)
    assert show.match is None
    listed = await simkl.episodes(access, show)
    [second] = [one for one in listed if (one.season, one.number) == (1, 2)]
    assert second.match.id == (await simkl.find(access, series.item(1, 2))).id


async def test_an_anime_counts_through(
    simkl: Simkl, access: Access, fake: FakeSimkl, anime: Show
) -> None:
    shows = await simkl.search(access, Kind.EPISODE, anime.title)
    found = next(one for one in shows if one.id.startswith("anime-"))
    listed = await simkl.episodes(access, found)
    assert listed
    assert all(one.match.id.startswith("anime:simkl=") for one in listed)


@pytest.mark.parametrize("show", ["movies-1", "tv-x", "tv", "../1"])
async def test_only_a_show_has_episodes(simkl: Simkl, access: Access, show: str) -> None:
    with pytest.raises(NotFoundThere):
        await simkl.episodes(access, Found(Kind.EPISODE, show, "?"))
