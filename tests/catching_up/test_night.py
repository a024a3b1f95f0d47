"""The app was off for a night: what was watched arrives once, with its time, where it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest_asyncio

from scroblarr_desktop.demo.catalogue import Episode, Movie, Show
from scroblarr_desktop.demo.media_servers import FakeMediaServer, FakeViewer
from scroblarr_desktop.demo.trakt.world import FakeUser
from scroblarr_desktop.store import catch_up, household
from scroblarr_desktop.watches import Item
from tests.catching_up.night import PASSWORD, Town, a_town

Play = tuple[object, datetime]


@dataclass
class Family:
    """Anna on Plex, Clara on Jellyfin, Ben on both; each with an account at Trakt."""

    town: Town
    server_ids: tuple[int, int]
    anna: FakeViewer
    ben: FakeViewer
    ben_downstairs: FakeViewer
    clara: FakeViewer
    users: dict[str, FakeUser]
    film: Movie = field(init=False)
    other_film: Movie = field(init=False)
    series: Show = field(init=False)

    def __post_init__(self) -> None:
        catalogue = self.town.catalogue
        self.film = catalogue.add_movie("The Lantern Year", 2019, run_time_min=100)
        self.other_film = catalogue.add_movie("Salt and Tin", 2021, run_time_min=120)
        self.series = catalogue.add_show("Harbour Street", 2016, seasons={1: 8})

    def item(self, what: Movie | Episode) -> Item:
        return what.item() if isinstance(what, Movie) else self.series.item(1, what.number)

    def plays(self) -> dict[str, Counter[Play]]:
        """Return what Trakt holds for each, with the times in whole seconds."""
        return {
            name: Counter((one.thing, second(one.watched_at)) for one in user.plays)
            for name, user in self.users.items()
        }

    async def has_read(self) -> None:
        """Have both servers read once more, and wait for that."""
        for server_id in self.server_ids:
            await self.town.app.catching_up.read(server_id)

    async def is_settled(self) -> None:
        """Wait until nothing is under way any more."""
        await self.town.until(self._is_settled)

    def _is_settled(self) -> bool:
        unfinished = ("waiting", "sending")
        watches = self.town.watches()
        return not any(one.state in unfinished for each in watches for one in each.deliveries)


def second(at: datetime) -> datetime:
    return at.replace(microsecond=0)


async def move_in(town: Town, last_seen: timedelta | None = None) -> Family:
    """Connect both servers and everybody; `last_seen`: so long ago they saw something there."""
    anna, ben = town.tv.add_account("anna", plex_pass=True), town.tv.add_account("ben")
    town.tv.join_home(anna, ben)
    jellyfin = town.jellyfin.api
    jellyfin.plugins.install("Webhook")
    admin = jellyfin.add_user("admin", PASSWORD, administrator=True)
    downstairs, clara = jellyfin.add_user("ben"), jellyfin.add_user("clara")
    if last_seen is not None:
        film = town.catalogue.add_movie("Paper Comets", 2025).item()
        for server, viewer in (
            (town.plex, FakeViewer(str(anna.id), "anna", anna.uuid, owner=True)),
            (town.jellyfin, town.jellyfin.viewer(clara)),
        ):
            server.note_watched(viewer, film, town.now() - last_seen)
    attic, cellar = await town.sign_in_to_plex(anna), await town.sign_in_to_jellyfin(admin)
    seats = {
        "anna": [(attic, town.plex.viewer(anna).account_id)],
        "ben": [(attic, str(ben.id)), (cellar, downstairs.user_id)],
        "clara": [(cellar, clara.user_id)],
    }
    users = {name: town.move_in(name.capitalize(), *of) for name, of in seats.items()}
    await town.read_to_the_end(attic, cellar)
    return Family(
        town,
        (attic, cellar),
        town.plex.viewer(anna),
        town.plex.viewer(ben),
        town.jellyfin.viewer(downstairs),
        town.jellyfin.viewer(clara),
        users,
    )


@pytest_asyncio.fixture
async def family(tmp_path: Path) -> AsyncIterator[Family]:
    async with a_town(tmp_path) as town:
        yield await move_in(town)


async def live_through_the_night(family: Family) -> dict[str, Counter[Play]]:
    """Let eleven things be finished, some of them twice; return where each belongs."""
    town, series = family.town, family.series
    plex, jellyfin = town.plex, town.jellyfin
    first, other, third = (series.episode(1, number) for number in (1, 2, 3))
    evening: list[tuple[FakeMediaServer, FakeViewer, Movie | Episode]] = [
        (plex, family.anna, first),
        (jellyfin, family.clara, family.film),
        (plex, family.ben, family.film),
        (jellyfin, family.ben_downstairs, other),
        (plex, family.anna, family.other_film),
        (jellyfin, family.clara, first),
        (plex, family.ben, third),
        (plex, family.anna, first),  # the second time
        (jellyfin, family.clara, third),
        (plex, family.ben, family.film),  # the second time
        (plex, family.anna, other),
    ]
    belongs: dict[str, Counter[Play]] = {name: Counter() for name in family.users}
    for server, viewer, what in evening:
        item = family.item(what)
        await server.play(viewer, item)
        town.offset += timedelta(seconds=item.run_time_s or 0)
        await server.finish(viewer, item)
        belongs[viewer.name][what, second(town.now())] += 1
        town.offset += timedelta(minutes=5)
    return belongs


def close_to(found: Counter[Play], expected: Counter[Play]) -> bool:
    """Return whether both hold the same plays; a second passes quickly while a test runs."""
    left = list(expected.elements())
    for thing, at in found.elements():
        near = [one for one in left if one[0] is thing and abs(one[1] - at) <= timedelta(seconds=2)]
        if not near:
            return False
        left.remove(near[0])
    return not left


async def test_eleven_things_of_a_night_arrive_once_each_with_their_times(family: Family) -> None:
    town = family.town
    await town.close_app()
    expected = await live_through_the_night(family)
    assert sum(counted.total() for counted in expected.values()) == 11
    assert {*town.plex.answers, *town.jellyfin.answers} == {None}, "somebody heard it"
    town.offset += timedelta(hours=1)
    await town.open_app()
    await town.until(lambda: sum(one.total() for one in family.plays().values()) >= 11)
    await family.has_read()
    await family.is_settled()
    found = family.plays()
    assert all(close_to(found[name], expected[name]) for name in expected), (found, expected)
    assert (town.trakt.dangerous_writes, town.trakt.rate_violations) == (0, [])
    assert all(one.caught_up for one in town.watches())
    # Nobody listened, so it tells nothing about the webhooks.
    assert [catch_up.of(one).webhooks_missed_at for one in family.server_ids] == [None, None]


async def test_what_ends_after_the_start_is_told_and_read_and_still_one(family: Family) -> None:
    town, film = family.town, family.film.item()
    await town.close_app()
    await town.plex.play(family.anna, film)
    await town.jellyfin.play(family.clara, film)
    town.offset += timedelta(minutes=100)
    await town.open_app()
    await town.plex.finish(family.anna, film)
    await town.jellyfin.finish(family.clara, film)
    await town.until(lambda: len(town.watches()) == 2)
    for _ in range(2):
        await family.has_read()
        await family.is_settled()
        assert [len(family.users[name].plays) for name in ("anna", "clara")] == [1, 1]
        town.offset += timedelta(hours=2)


async def test_the_library_of_what_was_read_can_be_left_out(family: Family) -> None:
    """Nobody told of it: what its library is stands in the row, or the server says."""
    town = family.town
    await town.close_app()
    await live_through_the_night(family)
    town.offset += timedelta(hours=1)
    await town.open_app()
    await family.has_read()
    await town.until(lambda: len(town.watches()) >= 11)
    of_each = {one.server.id: one for one in town.watches() if one.server is not None}
    assert {*of_each} == {*family.server_ids}
    for server_id, watch in of_each.items():
        assert watch.member is not None
        await town.app.sync.correcting.skip_library(watch.id)
        skipped = dict(household.member(watch.member.id).skipped_libraries)
        assert skipped[server_id]


async def test_nothing_from_before_the_connection_is_taken(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        family = await move_in(town, last_seen=timedelta(hours=5))
        await family.has_read()
        await family.is_settled()
        assert town.watches() == []
