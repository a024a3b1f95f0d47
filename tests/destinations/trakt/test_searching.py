"""What Trakt offers a person who looks for the right title."""

from __future__ import annotations

import pytest

from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.destinations import Access, Found
from scroblarr_desktop.destinations.errors import NotFoundThere
from scroblarr_desktop.destinations.trakt import Trakt
from scroblarr_desktop.watches import Kind


async def test_what_is_chosen_is_what_a_look_up_finds(
    trakt: Trakt, access: Access, film: Movie
) -> None:
    [found, *_] = await trakt.search(access, Kind.MOVIE, f"{film.title}?!")
    assert (found.title, found.year) == (film.title, film.year)
    assert found.match == await trakt.find(access, film.item())
    assert await trakt.search(access, Kind.MOVIE, " !") == []


async def test_an_episode_is_chosen_from_its_show(
    trakt: Trakt, access: Access, series: Show
) -> None:
    [show, *_] = await trakt.search(access, Kind.EPISODE, series.title)
    assert show.match is None
    listed = await trakt.episodes(access, show)
    places = [(one.season, one.number) for one in listed]
    assert places == sorted(places, key=lambda place: (place[0] == 0, place))
    [second] = [one for one in listed if (one.season, one.number) == (1, 2)]
    found = await trakt.find(access, series.item(1, 2))
    assert (second.match.id, second.match.title) == (found.id, found.title)


async def test_a_show_that_is_gone_is_said_to_be(trakt: Trakt, access: Access) -> None:
    with pytest.raises(NotFoundThere, match="Lost"):
        await trakt.episodes(access, Found(Kind.EPISODE, "999999", "Lost"))
