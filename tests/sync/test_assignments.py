"""Giving an unknown viewer to somebody, and taking that back everywhere."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from scroblarr_desktop.store import (
    accounts,
    assignments,
    holds,
    household,
    inbox,
    offers,
    removals,
    servers,
    watched,
)
from scroblarr_desktop.store.records import Assignment, DeliveryState, InboxState, Member, Removal
from scroblarr_desktop.store.refusals import Conflict, Missing
from tests.sync.world import ARRIVED, World

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STRANGER = 90909
FOREIGN = "ffee00112233445566778899aabbccddeeff0011"
REMOVE = "POST /sync/history/remove"


def stranger(world: World) -> int:
    """Return the only viewer who is nobody's."""
    [viewer] = household.all_viewers(unassigned=True)
    return viewer.id


async def kept(world: World, *ago: timedelta) -> list[datetime]:
    """Let a stranger finish the film so long ago each time; return when."""
    times = [world.now() - span for span in ago]
    await world.read(*(world.finishes(STRANGER, at, account_name="Kids TV") for at in times))
    return times


async def linked(world: World, *names: str) -> list[Member]:
    world.film()
    people = []
    for name in names:
        member, _ = world.member(name)
        world.link(member)
        people.append(member)
    return people


def times_of(world: World, name: str) -> list[datetime]:
    return [play.watched_at for play in world.user(name).plays]


def same_times(found: list[datetime], wanted: list[datetime]) -> bool:
    pairs = zip(sorted(found), sorted(wanted), strict=False)
    return len(found) == len(wanted) and all(abs(a - b) <= SECOND for a, b in pairs)


def give(world: World, viewer_id: int, *members: Member, send: bool = True) -> Assignment:
    wanted = [member.id for member in members]
    return assignments.assign(viewer_id, wanted, send=send, now=world.now())


def undo(world: World, assignment: Assignment) -> assignments.Undone:
    return assignments.undo(assignment.id, now=world.now())


async def settled(world: World) -> None:
    """Wait until nothing is to be sent or removed any more."""

    def quiet() -> bool:
        busy = (DeliveryState.WAITING, DeliveryState.SENDING)
        open_ones = [
            one
            for watch in world.watches()
            for one in watch.deliveries
            if one.state in busy or one.removal in (Removal.CANCEL, Removal.RESEND)
        ]
        return not open_ones and not inbox.unread(1)

    await world.until(quiet)


# -- giving


async def test_what_was_kept_goes_out_with_its_own_times(world: World) -> None:
    [anna] = await linked(world, "Anna")
    times = await kept(world, 9 * DAY, 3 * DAY)
    give(world, stranger(world), anna)
    await world.delivered(2)
    assert same_times(times_of(world, "anna"), times)


async def test_a_look_ahead_says_how_much_from_when_and_where_to(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    times = await kept(world, 9 * DAY, 3 * DAY)
    await world.read(world.finishes_episode(STRANGER, at=world.now() - DAY))
    await world.link_tvtime(ben)
    ahead = assignments.preview(stranger(world), ben.id)
    assert (ahead.count, ahead.first_at) == (3, times[0])
    assert ahead.titles == (
        "Harbour Street 2x05 The Ferry Does Not Wait",
        "The Lantern Year (2019)",
    )
    assert [one.destination for one in ahead.accounts] == ["trakt", "tvtime"]
    assert [one.destination for one in assignments.preview(stranger(world), anna.id).accounts] == [
        "trakt"
    ]
    assert assignments.preview(stranger(world), None).accounts == ()
    assert world.watches() == [], "it is only a look"
    assert [one.what for one in assignments.kept(stranger(world), limit=2)] == list(ahead.titles)


async def test_it_may_be_kept_in_the_log_only_and_is_offered_later(world: World) -> None:
    [anna] = await linked(world, "Anna")
    times = await kept(world, 9 * DAY, 3 * DAY)
    give(world, stranger(world), anna, send=False)
    await world.until(lambda: len(world.watches()) == 2)
    assert world.states() == []
    world.pass_time(DAY)
    new = world.now()
    world.finishes(STRANGER, new)
    await world.delivered()
    assert same_times(times_of(world, "anna"), [new]), "what comes now is sent"
    [account] = accounts.all_accounts()
    assert offers.preview(account.id).count == 2
    offers.send(account.id)
    world.sync.wake()
    await world.delivered(3)
    assert same_times(times_of(world, "anna"), [*times, new])


async def test_two_people_get_all_that_was_kept(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    times = await kept(world, 9 * DAY, 3 * DAY)
    assignment = give(world, stranger(world), anna, ben)
    await world.delivered(4)
    assert same_times(times_of(world, "anna"), times)
    assert same_times(times_of(world, "ben"), times)
    assert [one.name for one in assignment.members] == ["Anna", "Ben"]
    undo(world, assignment)
    await settled(world)
    assert times_of(world, "anna") == times_of(world, "ben") == []


async def test_who_has_the_viewer_already_is_told(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    await kept(world, DAY)
    viewer = stranger(world)
    give(world, viewer, anna)
    with pytest.raises(Conflict, match="Kids TV belongs to Anna already"):
        give(world, viewer, anna)
    assert [one.name for one in give(world, viewer, anna, ben).members] == ["Ben"]


async def test_there_must_be_somebody_and_something_to_give(world: World) -> None:
    [anna] = await linked(world, "Anna")
    await kept(world, DAY)
    for viewer_id, members in ((4711, [anna.id]), (stranger(world), [4711])):
        with pytest.raises(Missing):
            assignments.assign(viewer_id, members)
    with pytest.raises(Missing):
        assignments.assign(stranger(world), [])
    assert household.members_of(stranger(world)) == []


# -- taking it back


async def test_undone_it_is_gone_everywhere_and_goes_to_the_right_person(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    times = await kept(world, 9 * DAY, 3 * DAY)
    film = next(iter(world.catalogue.movies))
    foreign = [
        world.trakt.record_play(world.user(name), film, at + off)
        for name in ("anna", "ben")
        for at in times
        for off in (2 * HOUR, -2 * HOUR)
    ]
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.delivered(2)
    assert undo(world, assignment) == assignments.Undone(watches=2, removals=2)
    await world.until(lambda: world.watches() == [])
    assert times_of(world, "anna") == [play.watched_at for play in foreign[:4]]
    assert household.members_of(viewer) == []
    await world.until(lambda: inbox.counts()[InboxState.UNASSIGNED] == 2)
    assert household.all_viewers(unassigned=True)[0].kept_watches == 2
    give(world, viewer, ben)
    await world.delivered(2)
    bens = [at for at in times_of(world, "ben") if at not in [play.watched_at for play in foreign]]
    assert same_times(bens, times)
    assert set(foreign) <= {*world.user("anna").plays, *world.user("ben").plays}
    assert world.trakt.dangerous_writes == 0


async def test_the_right_person_need_not_wait_for_the_removal(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    times = await kept(world, 3 * DAY)
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.delivered()
    down = world.trakt.faults.add("*", status=503, times=None, user="anna")
    undo(world, assignment)
    give(world, viewer, ben)
    await world.until(lambda: len(times_of(world, "ben")) == 1)
    assert same_times(times_of(world, "ben"), times)
    assert same_times(times_of(world, "anna"), times)
    world.trakt.faults.remove(down)
    world.pass_time(DAY)
    await world.until(lambda: times_of(world, "anna") == [])
    assert len(world.watches()) == 1


@pytest.mark.parametrize("when", ["at once", "after the removal"])
async def test_given_to_the_same_person_again_it_is_there_once(world: World, when: str) -> None:
    [anna] = await linked(world, "Anna")
    times = await kept(world, 9 * DAY, 3 * DAY)
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.delivered(2)
    undo(world, assignment)
    if when == "after the removal":
        await world.until(lambda: world.watches() == [])
        assert times_of(world, "anna") == []
    give(world, viewer, anna)
    await settled(world)
    await world.until(lambda: len(world.watches()) == 2)
    assert same_times(times_of(world, "anna"), times)


async def test_what_the_viewer_finished_since_is_taken_back_as_well(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    world.show()
    await kept(world, 9 * DAY)
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.delivered()
    live = world.now()
    world.finishes_episode(STRANGER, at=live)
    await world.delivered(2)
    undo(world, assignment)
    await world.until(lambda: world.watches() == [])
    assert times_of(world, "anna") == []
    give(world, viewer, ben)
    await world.delivered(2)
    assert len(times_of(world, "ben")) == 2


async def test_what_waits_is_cancelled_and_never_goes_out(world: World) -> None:
    anna, _ = await linked(world, "Anna", "Ben")
    world.trakt.outage(True)
    await kept(world, 9 * DAY, 3 * DAY)
    assignment = give(world, stranger(world), anna)
    await world.until(lambda: len(world.watches()) == 2)
    assert undo(world, assignment).removals == 0
    assert world.watches() == []
    world.trakt.outage(False)
    world.pass_time(2 * DAY)
    await world.pause()
    assert times_of(world, "anna") == []


@pytest.mark.parametrize("lost", ["before", "after"])
async def test_what_is_on_its_way_just_then_is_taken_back(world: World, lost: str) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    times = await kept(world, 3 * DAY)
    viewer = stranger(world)
    world.trakt.faults.add("POST /sync/history", delay_s=0.2, drop=lost)
    assignment = give(world, viewer, anna)
    await world.trakt.called("POST /sync/history")
    assert world.states() == [DeliveryState.SENDING]
    undo(world, assignment)
    give(world, viewer, ben)
    await world.until(lambda: len(times_of(world, "ben")) == 1)
    await world.stay_awake_until(lambda: len(world.watches()) == 1, MINUTE)
    assert times_of(world, "anna") == []
    assert same_times(times_of(world, "ben"), times)


@pytest.mark.parametrize("fault", [{"drop": "after"}, {"drop": "before"}])
async def test_a_power_cut_in_the_middle_of_undoing_loses_nothing(
    world: World, fault: dict[str, str]
) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    times = await kept(world, 9 * DAY, 3 * DAY)
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.delivered(2)
    slow = world.trakt.faults.add(REMOVE, delay_s=0.2, times=None, **fault)
    undo(world, assignment)
    await world.trakt.called(REMOVE)
    await world.kill(first_again=lambda: world.trakt.faults.remove(slow))
    give(world, viewer, ben)
    world.pass_time(2 * MINUTE)
    await world.until(lambda: times_of(world, "anna") == [])
    await world.until(lambda: len(times_of(world, "ben")) == 2)
    assert same_times(times_of(world, "ben"), times)


async def test_what_anna_saw_herself_stays_and_what_counted_as_the_same_comes_back(
    world: World,
) -> None:
    """Her own finish counted as a repetition of the stranger's: undone, it counts itself."""
    anna, ben = await linked(world, "Anna", "Ben")
    world.jellyfin_viewer(anna)
    [at] = await kept(world, 3 * HOUR)
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.delivered()
    own = world.jellyfin_stops(at + 5 * MINUTE, kind="movie")
    await world.read(own)
    assert len(world.watches()) == 1
    undo(world, assignment)
    await settled(world)
    await world.until(lambda: len(world.watches()) == 1)
    assert same_times(times_of(world, "anna"), [at + 5 * MINUTE])
    give(world, viewer, ben)
    await world.until(lambda: len(times_of(world, "ben")) == 1)


async def test_who_else_has_the_viewer_keeps_everything(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    world.show()
    times = await kept(world, 9 * DAY)
    viewer = stranger(world)
    give(world, viewer, ben)
    await world.delivered()
    second = give(world, viewer, anna)
    world.finishes_episode(STRANGER, at=world.now() - HOUR)
    await world.delivered(3)
    undo(world, second)
    await world.until(lambda: times_of(world, "anna") == [])
    await settled(world)
    assert len(times_of(world, "ben")) == 2
    assert [watch.member.name for watch in world.watches() if watch.member] == ["Ben", "Ben"]
    assert inbox.counts()[InboxState.UNASSIGNED] == 0
    assert times[0] is not None


async def test_given_to_the_right_person_first_what_was_kept_follows(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    times = await kept(world, 9 * DAY)
    viewer = stranger(world)
    wrong = give(world, viewer, anna)
    await world.delivered()
    give(world, viewer, ben)
    undo(world, wrong)
    await world.until(lambda: len(times_of(world, "ben")) == 1)
    await world.until(lambda: times_of(world, "anna") == [])
    assert same_times(times_of(world, "ben"), times)


async def test_watches_of_an_earlier_time_with_the_viewer_stay(world: World) -> None:
    [anna] = await linked(world, "Anna")
    await kept(world, 9 * DAY)
    viewer = stranger(world)
    give(world, viewer, anna)
    await world.delivered()
    household.take_viewer(anna.id, viewer)
    times = await kept(world, 3 * DAY)
    again = give(world, viewer, anna)
    await world.delivered(2)
    undo(world, again)
    await settled(world)
    await world.until(lambda: len(world.watches()) == 1)
    assert len(times_of(world, "anna")) == 1
    assert not same_times(times_of(world, "anna"), times)


async def test_what_was_deleted_from_the_log_is_taken_back_there_too(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    await kept(world, 9 * DAY, 3 * DAY)
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    first, _ = await world.delivered(2)
    watched.delete(first.id)
    undo(world, assignment)
    await world.until(lambda: times_of(world, "anna") == [])
    give(world, viewer, ben)
    await world.until(lambda: len(times_of(world, "ben")) == 1)
    await settled(world)
    assert len(world.watches()) == 1, "what a person deleted stays deleted"


async def test_questions_about_it_end(world: World) -> None:
    [anna] = await linked(world, "Anna")
    entries = [world.marks_episode(number) for number in range(1, 9)]
    await world.read(*entries)
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.until(lambda: [one.count for one in holds.questions()] == [8])
    undo(world, assignment)
    assert holds.questions() == []
    assert world.watches() == []
    give(world, viewer, anna)
    await world.until(lambda: [one.count for one in holds.questions()] == [8])


# -- where nothing can be removed


async def test_what_tv_time_keeps_stays_in_the_log_and_says_so(world: World) -> None:
    world.film()
    world.show()
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    await world.link_tvtime(anna)
    _, bens = await world.link_tvtime(ben)
    await world.read(world.finishes_episode(STRANGER, at=world.now() - DAY))
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.delivered()
    undo(world, assignment)
    world.pass_time(SECOND)
    await world.until(lambda: world.states() == [DeliveryState.CANCELLED])
    [watch] = world.watches()
    assert watch.undone
    assert watch.deliveries[0].message.startswith("TV Time keeps it: remove it there by hand.")
    with pytest.raises(Conflict):
        world.sync.cancel(watch.deliveries[0].id)
    give(world, viewer, ben)
    await world.delivered()
    assert len(bens.plays) == 1
    watched.delete(watch.id)
    assert len(world.watches()) == 1
    assert len(world.tvtime.users["anna"].plays) == 1


async def test_what_tv_time_kept_is_not_marked_a_second_time(world: World) -> None:
    world.film()
    anna, _ = world.member("Anna")
    _, user = await world.link_tvtime(anna)
    await kept(world, DAY)
    viewer = stranger(world)
    first = give(world, viewer, anna)
    await world.delivered()
    undo(world, first)
    world.pass_time(SECOND)
    await world.until(lambda: world.states() == [DeliveryState.CANCELLED])
    second = give(world, viewer, anna)
    await world.until(lambda: world.states() == [DeliveryState.ALREADY_THERE])
    assert world.delivery().message == "It is still there from before."
    assert len(user.plays) == 1
    undo(world, second)
    world.pass_time(SECOND)
    await world.until(lambda: world.states() == [DeliveryState.CANCELLED])
    assert world.delivery().removal is Removal.LEFT


async def test_a_row_that_says_so_is_not_sent_again_by_a_press(world: World) -> None:
    world.film()
    anna, _ = world.member("Anna")
    _, user = await world.link_tvtime(anna)
    await kept(world, DAY)
    assignment = give(world, stranger(world), anna)
    await world.delivered()
    undo(world, assignment)
    world.pass_time(SECOND)
    await world.until(lambda: world.states() == [DeliveryState.CANCELLED])
    world.sync.retry(world.delivery().id)
    world.pass_time(SECOND)
    await world.until(lambda: world.states() == [DeliveryState.CANCELLED])
    assert len(user.plays) == 1


async def test_watches_that_were_taken_back_are_not_offered(world: World) -> None:
    world.film()
    anna, _ = world.member("Anna")
    await world.link_tvtime(anna)
    await kept(world, DAY)
    assignment = give(world, stranger(world), anna)
    await world.delivered()
    undo(world, assignment)
    world.pass_time(SECOND)
    await world.until(lambda: world.states() == [DeliveryState.CANCELLED])
    account = world.link(anna)
    offers.open_for(account.id)
    assert offers.waiting(account.id) is None


async def test_a_finish_of_her_own_soon_after_is_not_taken_for_one_that_was_removed(
    world: World,
) -> None:
    [anna] = await linked(world, "Anna")
    viewer_id = 501
    world.finishes(STRANGER)
    await world.until(lambda: bool(household.all_viewers(unassigned=True)))
    assignment = give(world, stranger(world), anna)
    await world.delivered()
    undo(world, assignment)
    await world.until(lambda: world.watches() == [])
    world.pass_time(10 * MINUTE)
    at = world.now()
    world.finishes(viewer_id, at)
    await world.delivered()
    assert same_times(times_of(world, "anna"), [at])


# -- who may be undone, and until when


async def test_it_can_be_undone_for_a_day_and_once(world: World) -> None:
    [anna] = await linked(world, "Anna")
    await kept(world, DAY)
    assignment = give(world, stranger(world), anna)
    await world.delivered()
    assert assignments.undoable(world.now()) == [assignment]
    assert assignment.viewer.name == "Kids TV"
    assert assignment.server.name == "Attic"
    assert assignment.undo_until == assignment.made_at + DAY
    world.pass_time(DAY)
    assert assignments.undoable(world.now()) == []
    with pytest.raises(Conflict, match="more than a day"):
        undo(world, assignment)
    assert len(times_of(world, "anna")) == 1
    early = assignments.undo(assignment.id, now=assignment.made_at + HOUR)
    assert early.watches == 1
    with pytest.raises(Conflict, match="already"):
        undo(world, assignment)
    with pytest.raises(Missing):
        assignments.undo(4711)


async def test_both_ids_of_a_plex_owner_go_together(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    world.show()
    await world.read(world.finishes(1, world.now() - 3 * DAY, avatar="picture"))
    await world.read(world.finishes_episode(639131, at=world.now() - 2 * DAY, avatar="picture"))
    viewer = stranger(world)
    assert assignments.preview(viewer, anna.id).count == 2
    assignment = give(world, viewer, anna)
    await world.delivered(2)
    undo(world, assignment)
    await world.until(lambda: world.watches() == [])
    assert times_of(world, "anna") == []
    assert household.all_viewers(unassigned=True)[0].kept_watches == 2
    give(world, viewer, ben)
    await world.delivered(2)
    assert len(times_of(world, "ben")) == 2


@pytest.mark.parametrize("which", [0, 1])
async def test_a_second_member_shares_both_ids(world: World, which: int) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    await world.read(world.finishes(1, world.now() - 9 * DAY, avatar="picture"))
    await world.read(world.finishes(639131, world.now() - 8 * DAY, avatar="picture"))
    both = household.with_twin(stranger(world))
    give(world, both[0], anna)
    await world.delivered(2)
    give(world, both[which], ben)
    for viewer_id in both:
        assert household.members_of(viewer_id) == [anna, ben]


async def test_a_foreign_server_becomes_foreign_again(world: World) -> None:
    [anna] = await linked(world, "Anna")
    entry_id = world.finishes(STRANGER, server_uuid=FOREIGN, server_name="Friend")
    await world.read(entry_id)
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.delivered()
    assert servers.get(assignment.server.id).adopted
    undo(world, assignment)
    assert not servers.get(assignment.server.id).adopted
    await world.read(entry_id)
    entry = inbox.get(entry_id)
    assert entry is not None
    assert entry.state is InboxState.UNASSIGNED


async def test_ignored_instead_it_is_only_set_aside(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    await kept(world, DAY)
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.delivered()
    undo(world, assignment)
    household.ignore_viewer(viewer)
    await settled(world)
    assert inbox.counts()[InboxState.IGNORED] == 1
    give(world, viewer, ben)
    await world.delivered()
    assert len(times_of(world, "ben")) == 1


async def test_a_server_muted_meanwhile_does_not_stumble(world: World) -> None:
    [anna] = await linked(world, "Anna")
    await kept(world, DAY)
    assignment = give(world, stranger(world), anna)
    await world.delivered()
    servers.change(world.plex, muted=True)
    undo(world, assignment)
    await settled(world)
    await world.until(lambda: times_of(world, "anna") == [])
    assert inbox.counts()[InboxState.UNREAD] == 0


async def test_a_member_who_was_deleted_does_not_stand_in_the_way(world: World) -> None:
    anna, ben = await linked(world, "Anna", "Ben")
    await kept(world, DAY)
    viewer = stranger(world)
    assignment = give(world, viewer, anna)
    await world.delivered()
    await world.linking.delete_member(anna.id)
    undo(world, assignment)
    world.pass_time(SECOND)
    give(world, viewer, ben)
    await world.until(lambda: len(times_of(world, "ben")) == 1)
    await settled(world)
    assert len(times_of(world, "anna")) == 1, "nobody can sign in for her any more"
    assert any("remove it there by hand" in one.deliveries[0].message for one in world.watches())


async def test_all_that_arrived_is_counted_among_what_arrived(world: World) -> None:
    """A removal that is still to come is no success taken away before its time."""
    [anna] = await linked(world, "Anna")
    await kept(world, DAY)
    assignment = give(world, stranger(world), anna)
    await world.delivered()
    world.trakt.outage(True)
    undo(world, assignment)
    [state] = world.states()
    assert state in ARRIVED
    assert removals.is_pending(world.delivery().id)
