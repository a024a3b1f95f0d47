"""What becomes of an inbox entry."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import accounts, holds, household, inbox, log, servers
from scroblarr_desktop.store.records import DeliveryState, InboxState
from scroblarr_desktop.watches import ServerKind
from tests.bodies import ABSENT, as_bytes, jellyfin_hand_mark
from tests.conftest import ExpectLog
from tests.sync.world import World

HOUR = timedelta(hours=1)


async def settled(world: World, entry_id: int) -> tuple[InboxState, str]:
    await world.read(entry_id)
    entry = inbox.get(entry_id)
    assert entry is not None
    return entry.state, entry.reason_code


async def test_a_finish_becomes_a_watch_with_a_delivery_for_each_account(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    await world.link_tvtime(anna)
    holds.start_pause(None, None)
    entry_id = world.finishes(viewer)
    assert await settled(world, entry_id) == (InboxState.PLANNED, "")
    [watch] = world.watches()
    assert watch.member is not None
    assert watch.member.name == "Anna"
    assert {one.destination for one in watch.deliveries} == {"trakt", "tvtime"}


async def test_a_watch_without_a_linked_account_is_kept_in_the_log(world: World) -> None:
    _, viewer = world.member("Anna")
    assert await settled(world, world.finishes(viewer)) == (InboxState.PLANNED, "")
    assert [watch.deliveries for watch in world.watches()] == [()]


async def test_a_switched_off_member_is_recorded_and_never_delivered(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    household.change_member(anna.id, {"enabled": False})
    await world.read(world.finishes(viewer, world.now() - 5 * HOUR))
    household.change_member(anna.id, {"enabled": True})
    world.finishes(viewer)
    await world.delivered()
    assert [len(watch.deliveries) for watch in world.watches()] == [0, 1]


async def test_what_waits_for_a_member_stays_back_while_they_are_switched_off(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("*", drop="before")
    world.finishes(viewer)
    await world.tried()
    household.change_member(anna.id, {"enabled": False})
    calls = len(world.trakt.calls)
    world.pass_time(HOUR)
    await world.read(world.plex_sends("library.new", viewer))
    assert len(world.trakt.calls) == calls
    household.change_member(anna.id, {"enabled": True})
    await world.delivered()


@pytest.mark.parametrize("state", ["needs_relink", "paused", "denied", "expired", "waiting"])
async def test_an_account_that_cannot_be_used_now_gets_its_delivery_all_the_same(
    world: World, state: str
) -> None:
    anna, viewer = world.member("Anna")
    world.link(anna, state=state)
    await world.read(world.finishes(viewer))
    assert world.states() == [DeliveryState.WAITING]
    assert world.delivery().waiting_for == "account"


async def test_an_unlinked_account_gets_none(world: World) -> None:
    anna, viewer = world.member("Anna")
    accounts.unlink(world.link(anna).id)
    await world.read(world.finishes(viewer))
    assert world.states() == []


async def test_a_file_of_two_episodes_is_a_watch_of_each(world: World) -> None:
    world.show()
    anna, _ = world.member("Anna")
    world.link(anna)
    world.jellyfin_viewer(anna)
    late = world.now() - HOUR
    assert await settled(world, world.jellyfin_stops(late, EpisodeNumberEnd=6)) == (
        InboxState.PLANNED,
        "",
    )
    await world.delivered(2)
    assert [watch.number for watch in world.watches()] == [5, 6]
    assert len(world.user("anna").plays) == 2


async def test_an_entry_of_which_any_part_is_new_is_planned(world: World) -> None:
    world.show()
    anna, _ = world.member("Anna")
    world.jellyfin_viewer(anna)
    await world.read(world.jellyfin_stops())
    assert await settled(world, world.jellyfin_stops(EpisodeNumberEnd=6)) == (
        InboxState.PLANNED,
        "",
    )
    assert [watch.number for watch in world.watches()] == [5, 6]


async def test_progress_ends_ignored(world: World) -> None:
    _, viewer = world.member("Anna")
    entry_id = world.plex_sends("media.play", viewer)
    assert await settled(world, entry_id) == (InboxState.IGNORED, "progress")
    assert world.watches() == []


async def test_an_event_that_is_no_viewing_says_what_it_was(world: World) -> None:
    _, viewer = world.member("Anna")
    entry_id = world.plex_sends("media.rate", viewer)
    assert await settled(world, entry_id) == (InboxState.IGNORED, "rating")
    entry = inbox.get(entry_id)
    assert entry is not None
    assert entry.reason


async def test_bytes_that_are_no_json_are_kept_as_unreadable(world: World) -> None:
    entry_id = inbox.save(ServerKind.PLEX, world.plex, b"\x89PNG\r\n", world.now())
    assert (await settled(world, entry_id))[0] is InboxState.UNREADABLE
    kept = inbox.get(entry_id)
    assert kept is not None
    assert kept.body == b"\x89PNG\r\n"


async def test_a_body_that_names_no_server_says_so(world: World) -> None:
    _, viewer = world.member("Anna")
    entry_id = world.finishes(viewer, server_uuid=ABSENT)
    assert await settled(world, entry_id) == (InboxState.IGNORED, "missing_fields")


async def test_a_body_that_names_no_viewer_says_so(world: World) -> None:
    body = {"NotificationType": "PlaybackStop", "ServerId": "8d1f0c5be2a74936b0d4e7c19f3a6258"}
    entry_id = world.jellyfin_sends(body)
    assert await settled(world, entry_id) == (InboxState.IGNORED, "missing_fields")


async def test_what_was_stored_before_a_restart_is_read_after_it(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    await world.halt()
    finished_at = world.now() - 3 * HOUR
    world.finishes(viewer, finished_at)
    await world.run()
    [watch] = await world.delivered()
    [play] = world.user("anna").plays
    assert watch.watched_at == finished_at
    assert abs(play.watched_at - finished_at) <= timedelta(seconds=1)


async def test_an_entry_that_nobody_can_digest_does_not_hold_up_the_others(
    world: World, expect_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("ERROR .*inbox entry .* could not be read(.|\n)*MemoryError")
    _, viewer = world.member("Anna")
    _, other = world.member("Ben")
    note_event = "scroblarr_desktop.store.servers.note_event"
    with monkeypatch.context() as broken:
        broken.setattr(note_event, raise_memory_error)
        entry_id = world.finishes(viewer)
        assert await settled(world, entry_id) == (InboxState.UNREADABLE, "fault")
    assert await settled(world, world.finishes(other)) == (InboxState.PLANNED, "")


def raise_memory_error(*_: object) -> None:
    raise MemoryError


async def test_a_flood_leaves_others_their_turn(world: World) -> None:
    _, viewer = world.member("Anna")
    entries = [world.plex_sends("media.play", viewer) for _ in range(60)]
    seen: list[int] = []
    world.changes.listen(
        lambda changed: seen.append(len(seen)) if changed & Changed.INBOX else None
    )
    await world.read(*entries)
    assert inbox.counts()[InboxState.IGNORED] == 60
    assert len(seen) >= 60, "each entry is told about as it is settled"


async def test_the_app_knows_who_is_watching(world: World) -> None:
    _, viewer = world.member("Anna")
    await world.read(world.plex_sends("media.play", viewer, account_name="Anna"))
    assert [seen.member.name for seen in world.sync.now_playing] == ["Anna"]


@pytest.mark.parametrize(
    ("event", "kind", "sentence"),
    [
        (
            "media.play",
            "episode",
            "Anna began to watch Harbour Street 2x05 The Ferry Does Not Wait",
        ),
        ("media.pause", "movie", "Anna paused The Lantern Year (2019)"),
        ("media.resume", "movie", "Anna went on with The Lantern Year (2019)"),
        ("media.stop", "movie", "Anna stopped The Lantern Year (2019)"),
        ("media.scrobble", "movie", "Anna finished The Lantern Year (2019)"),
        ("media.rate", "movie", "This is a rating, not a watch"),
    ],
)
async def test_the_servers_page_says_what_came_last(
    world: World, event: str, kind: str, sentence: str
) -> None:
    _, viewer = world.member("Anna")
    await world.read(world.plex_sends(event, viewer, kind=kind, account_name="Anna"))
    assert servers.get(world.plex).last_event == sentence


async def test_a_mark_made_by_hand_is_told_as_one(world: World) -> None:
    await world.read(world.jellyfin_sends(jellyfin_hand_mark("movie")))
    marked = "Robin marked The Lantern Year (2019) as watched"
    assert servers.get(world.jellyfin).last_event == marked


async def test_the_raw_body_stays_with_the_watch(world: World) -> None:
    _, viewer = world.member("Anna")
    await world.read(world.finishes(viewer, account_name="Anna"))
    [watch] = world.watches()
    body = log.raw_body(watch.id)
    assert body is not None
    assert as_bytes("media.scrobble").decode() in body
