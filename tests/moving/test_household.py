"""A whole household moves: nothing is lost, nothing comes twice, and everybody is told."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop import this_computer
from scroblarr_desktop.moving.media_servers import ENTER_ANEW, ENTER_ONCE_LET_IN, LET_IN, REPORTS
from scroblarr_desktop.moving.results import StepState
from scroblarr_desktop.moving.taking_over import WORKS, About
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    catch_up,
    connections,
    holds,
    household,
    invitations,
    log,
    servers,
)
from scroblarr_desktop.store.moving import MovedAway, came_from
from scroblarr_desktop.store.records import AccountState, DeliveryState, LogFilter, Place
from scroblarr_desktop.watches import Item, Kind, ServerKind
from tests.bodies import PLEX_SERVER
from tests.moving.moving_house import NEW, House, a_house
from tests.sync.world import ARRIVED, episode

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR = timedelta(hours=1)
LANTERN = Item(
    Kind.MOVIE,
    "The Lantern Year",
    ids={"imdb": "tt9000001", "tmdb": "990001"},
    year=2019,
    run_time_s=6600,
)


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path) as made:
        yield made


def by_hand(house: House) -> None:
    """Connect a Plex server whose events the tests write themselves."""
    house.plex = servers.add(ServerKind.PLEX, "Attic", PLEX_SERVER).id


def near(at: datetime | None, other: datetime) -> bool:
    return at is not None and abs(at - other) <= SECOND


async def test_nothing_is_lost_and_nothing_comes_twice(house: House) -> None:
    """Moved with deliveries in every state, all trackers down in between."""
    film, show = house.film(), house.show()
    by_hand(house)
    anna, at_anna = house.member("Anna")
    ben, at_ben = house.member("Ben")
    house.link(anna)
    house.link(ben)
    _, simkl = house.link_simkl(anna)
    _, tvtime = await house.link_tvtime(anna)
    trackers = (house.trakt, house.simkl, house.tvtime)
    now = house.now()
    times = {number: now - timedelta(hours=20 - number) for number in range(1, 7)}

    def finishes(viewer: int, number: int) -> int:
        ids = [{"id": f"tvdb://{show.episode(2, number).tvdb}"}]
        body = episode(number) | {"Guid": ids}
        return house.plex_sends("media.scrobble", viewer, times[number], **body)

    finishes(at_anna, 1)  # arrives everywhere
    await house.delivered(3)
    lost = house.trakt.faults.add("POST /sync/history", drop="after")  # arrives, and nobody knows
    finishes(at_anna, 2)
    await house.delivered(5)
    assert lost.times == 0
    for tracker in trackers:
        tracker.outage(True)
    finishes(at_anna, 3)  # tried in vain
    house.finishes(at_anna, times[4])  # waits behind it
    await house.until(lambda: house.states().count(DeliveryState.WAITING) == 7)
    holds.start_pause(ben.id, None)
    await house.read(finishes(at_ben, 5))  # held
    before = log.watches(LogFilter(), limit=99)

    await house.leave()
    house.offset += HOUR
    await house.arrive()
    kept = log.watches(LogFilter(), limit=99)
    assert [(one.id, one.watched_at, one.member) for one in kept] == [
        (one.id, one.watched_at, one.member) for one in before
    ]
    await house.read(finishes(at_anna, 6))
    for tracker in trackers:
        tracker.outage(False)
    house.offset += MINUTE
    holds.resume(ben.id, "send")
    house.sync.retry_all()
    await house.delivered(16)
    assert set(house.states()) <= set(ARRIVED)

    at_trakt = house.user("anna")
    for number in (1, 2, 3, 6):
        seen, at = show.episode(2, number), times[number]
        [play] = at_trakt.plays_of(seen)
        [watched] = simkl.plays_of(seen)
        assert near(play.watched_at, at)
        assert near(watched.watched_at, at)
        assert len(tvtime.plays_of(seen)) == 1
    [play] = at_trakt.plays_of(film)
    assert near(play.watched_at, times[4])
    assert (len(at_trakt.plays), len(simkl.plays), len(tvtime.plays)) == (5, 5, 5)
    [play] = house.user("ben").plays
    assert near(play.watched_at, times[5])


async def test_the_one_that_was_left_never_starts_again(house: House) -> None:
    by_hand(house)
    await house.leave()
    with pytest.raises(MovedAway):
        await house.run()
    await house.arrive()


async def test_media_servers_are_told_and_the_gap_is_caught_up(house: House) -> None:
    house.film()
    plex, _ = await house.connect()
    [viewer] = household.viewers_on(plex.id)
    anna = household.add_member("Anna")
    household.give_viewer(anna.id, plex.id, viewer.account_id, "anna")
    house.link(anna)
    await house.eventually(lambda: catch_up.of(plex.id).cursor is not None)
    [before] = house.owner.webhooks
    [entry_before] = house.entries()
    house.rename_entry("Scroblarr (the old computer)")
    assert house.entry_name() == "Scroblarr (the old computer)"

    await house.leave()
    watched_at = house.now() - MINUTE
    house.attic.note_seen(house.attic.viewer(house.owner), LANTERN, watched_at)
    await house.arrive()
    steps = await house.taken_over()
    assert {name: one.state for name, one in steps.items()} == {
        "Attic": StepState.DONE,
        "Cellar": StepState.DONE,
        "Anna, Trakt": StepState.DONE,
    }
    assert (steps["Attic"].sentence, steps["Anna, Trakt"].sentence) == (REPORTS, WORKS)
    [hook], [entry] = house.owner.webhooks, house.entries()
    assert (hook, entry) != (before, entry_before)
    port = house.engine.port
    assert f":{port}/" in hook
    assert f":{port}/" in entry
    assert house.entry_name() == f"Scroblarr ({this_computer.name()})"
    await house.delivered()
    [play] = house.user("anna").plays
    assert near(play.watched_at, watched_at)
    await house.eventually(lambda: (came := came_from()) is not None and came.settled)
    house.engine.taking_over.seen()
    assert house.engine.taking_over.came is None


async def test_what_was_under_way_when_it_left_is_asked_about(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trakt has taken it, and its answer comes too late: the old computer has stopped waiting."""
    monkeypatch.setattr("scroblarr_desktop.sync.END_WITHIN_S", 0.05)
    house.film()
    by_hand(house)
    anna, at_anna = house.member("Anna")
    house.link(anna)
    at = house.now() - HOUR
    house.trakt.faults.add("POST /sync/history", drop="after", delay_s=0.3)
    house.finishes(at_anna, at)
    await house.until(lambda: house.states() == [DeliveryState.SENDING])
    await house.leave()
    await house.eventually(lambda: len(house.user("anna").plays) == 1)
    house.offset += MINUTE
    await house.arrive()
    await house.delivered()
    [play] = house.user("anna").plays
    assert near(play.watched_at, at)
    assert len(house.trakt.calls_to("POST /sync/history")) == 1


async def test_pages_on_phones_have_to_be_opened_anew(house: House) -> None:
    anna = household.add_member("Anna")
    invitations.accept(invitations.invite(anna.id, house.now()), "A phone", house.now())
    await house.leave()
    await house.arrive()
    step = (await house.taken_over())["Anna"]
    assert (step.about, step.state) == (About.PAGE, StepState.BY_HAND)


async def test_a_sign_in_that_does_not_work_any_more_waits_for_its_person(house: House) -> None:
    house.film()
    by_hand(house)
    anna, at_anna = house.member("Anna")
    account = house.link(anna)
    house.trakt.outage(True)
    house.finishes(at_anna, house.now() - HOUR)
    await house.until(lambda: house.states() == [DeliveryState.WAITING])
    await house.leave()
    house.trakt.outage(False)
    house.trakt.grants.grants.clear()  # the person ended it at Trakt meanwhile
    await house.arrive()
    steps = await house.taken_over()
    assert steps["Anna, Trakt"].state is StepState.BY_HAND
    assert accounts.get(account.id).state is AccountState.NEEDS_RELINK
    assert house.states() == [DeliveryState.WAITING], "what waits is not lost"


@pytest.mark.parametrize("place", [Place.HERE, Place.UNKNOWN])
async def test_what_only_a_person_can_change_is_said(house: House, place: Place) -> None:
    """The address that it has, 127.0.0.1, means the other computer."""
    by_hand(house)
    servers.change(house.plex, place=place)
    await house.engine.reach.look()
    await house.leave()
    await house.arrive()
    step = (await house.taken_over())["Attic"]
    assert (step.state, step.sentence) == (StepState.BY_HAND, ENTER_ONCE_LET_IN)
    assert step.to_let_in
    assert servers.get(house.plex).place is Place.HOME
    await house.engine.reach.look()
    [need] = [one for one in house.engine.needs_attention() if one.key == f"server:{house.plex}"]
    assert need.title == "Attic needs this computer's new address"
    assert "so far only this computer may call Scroblarr" in need.sentence
    assert [key for key, _ in need.actions] == ["let_in", "open"]

    await house.engine.allow_home_network(True)
    house.engine.taking_over.again()
    step = (await house.taken_over())["Attic"]
    assert (step.state, step.sentence, step.to_let_in) == (StepState.BY_HAND, ENTER_ANEW, False)
    [need] = [one for one in house.engine.needs_attention() if one.key == f"server:{house.plex}"]
    assert f"is {NEW}:{house.engine.port} now" in need.sentence
    assert [key for key, _ in need.actions] == ["open", "pasted"]


async def test_without_the_network_it_is_said_and_done_later(house: House) -> None:
    await house.connect()
    house.address = "127.0.0.2"  # of the old computer, where nobody answers
    await house.leave()
    [before] = house.owner.webhooks
    await house.tv.stop()
    await house.cellar.stop()
    await house.arrive()
    steps = await house.taken_over()
    assert steps["Attic"].state is StepState.TROUBLE
    assert steps["Cellar"].state is StepState.TROUBLE
    await house.tv.start()
    await house.cellar.start()
    house.engine.taking_over.again()
    steps = await house.taken_over()
    assert {one.state for one in steps.values()} == {StepState.DONE}
    assert house.owner.webhooks != [before]
    assert len(house.owner.webhooks) == 1


async def test_a_copy_of_the_file_opened_as_well_pushes_nobody_out(
    house: House, tmp_path: Path
) -> None:
    await house.connect()
    await house.leave()
    copied = shutil.copy(house.file, tmp_path / "copied.scroblarr")
    await house.arrive()
    await house.taken_over()
    lives_there = list(house.owner.webhooks)
    await house.halt()
    house.file, house.new_folder = Path(copied), DataDir(tmp_path / "third")
    await house.arrive()
    step = (await house.taken_over())["Attic"]
    assert step.state is StepState.TROUBLE
    assert step.sentence.startswith("Another Scroblarr (http://127.0.0.1:")
    assert house.owner.webhooks == lives_there


async def test_ended_in_the_middle_it_is_done_at_the_next_start(house: House) -> None:
    await house.connect()
    await house.leave()
    house.tv.faults.add("*", delay_s=0.5, times=None)
    await house.arrive()
    assert house.engine.taking_over.is_under_way
    await house.halt()
    house.tv.faults.clear()
    await house.run()
    steps = await house.taken_over()
    assert steps["Attic"].state is StepState.DONE
    await house.halt()
    await house.run()
    assert house.engine.taking_over.steps == ()
    assert house.engine.taking_over.came is not None, "nobody has read it yet"


async def test_a_server_that_ran_on_the_old_computer_is_found_there(house: House) -> None:
    """It was called at the computer's own address; here nobody answers under that."""
    _, cellar = await house.connect()
    assert cellar.url is not None
    assert cellar.connection_id is not None
    here = cellar.url.replace("127.0.0.1", "127.0.0.3")
    connections.attach(cellar.id, cellar.connection_id, here, place=Place.HERE)
    house.address = "127.0.0.1"
    await house.leave()
    await house.arrive()
    step = (await house.taken_over())["Cellar"]
    now = servers.get(cellar.id)
    assert (now.url, now.place) == (cellar.url, Place.HOME)
    assert (step.state, step.sentence) == (StepState.BY_HAND, LET_IN)
    assert house.entries() == [f"http://{NEW}:{house.engine.port}/webhooks/jellyfin"]
