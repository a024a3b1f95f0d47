"""Now playing and resume points."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from scroblarr_desktop.store import accounts, holds, household, inbox
from scroblarr_desktop.store.records import AccountState, InboxState
from tests.bodies import JELLYFIN_USER
from tests.sync.world import World, a_world

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
RUN_TIME_MS = 6_600_000


def plays(world: World, viewer: int, event: str, percent: float | None = None, **more: Any) -> int:
    if percent is not None:
        more["viewOffset"] = int(RUN_TIME_MS * percent / 100)
    return world.plex_sends(f"media.{event}", viewer, kind="movie", **more)


async def test_a_resume_point_is_kept_and_then_there_is_one_play(world: World) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna, share_progress=True)
    plays(world, viewer, "play")
    await world.trakt.called("POST /scrobble/start")
    plays(world, viewer, "stop", 40)
    await world.trakt.called("POST /scrobble/stop")
    world.finishes(viewer)
    await world.delivered()
    user = world.user("anna")
    assert [play.thing for play in user.plays] == [film]
    stops = world.trakt.calls_to("POST /scrobble/stop")
    assert [call.body["progress"] for call in stops] == [40, 100]
    assert [call.answer["action"] for call in stops] == ["pause", "scrobble"]


async def test_nothing_goes_out_for_who_does_not_share_it(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    await world.read(plays(world, viewer, "play"), plays(world, viewer, "pause", 40))
    world.finishes(viewer)
    await world.delivered()
    assert world.trakt.calls_to("POST /scrobble/start") == []
    assert len(world.trakt.calls_to("POST /scrobble/stop")) == 1


async def test_each_member_of_a_viewer_decides_alone(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, _ = world.member("Ben")
    household.give_viewer(ben.id, world.plex, str(viewer), None)
    world.link(anna, share_progress=True)
    world.link(ben)
    plays(world, viewer, "play")
    [call] = await world.trakt.called("POST /scrobble/start")
    assert call.user == "anna"
    world.finishes(viewer)
    await world.delivered(2)
    assert {call.user for call in world.trakt.calls_to("POST /scrobble/start")} == {"anna"}


async def test_who_stops_sharing_while_one_waits_its_turn_is_not_shown(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna, share_progress=True)
    world.trakt.faults.add("GET /search/*", delay_s=0.2)
    plays(world, viewer, "play")
    await world.trakt.called("GET /search/*")
    plays(world, viewer, "pause", 20)
    await world.until(lambda: inbox.counts()[InboxState.UNREAD] == 0)
    accounts.change(account.id, {"share_progress": False})
    world.finishes(viewer)
    await world.delivered()
    assert world.trakt.calls_to("POST /scrobble/stop")[0].body["progress"] == 100


async def test_the_newest_wins(tmp_path: Path) -> None:
    async with a_world(tmp_path / "data", real_pace=True) as world:
        world.film()
        anna, viewer = world.member("Anna")
        world.link(anna, share_progress=True)
        await world.read(*(plays(world, viewer, "pause", percent) for percent in (10, 20, 30, 40)))
        [call] = await world.trakt.called("POST /scrobble/*")
        assert call.body["progress"] == 40
        assert world.trakt.rate_violations == []


async def test_a_finish_does_not_wait_behind_progress_of_something_else(tmp_path: Path) -> None:
    async with a_world(tmp_path / "data", real_pace=True) as world:
        world.film()
        world.show()
        anna, viewer = world.member("Anna")
        world.jellyfin_viewer(anna)
        world.link(anna, share_progress=True)
        await world.read(world.jellyfin_starts())
        world.finishes(viewer)
        await world.trakt.called("POST /scrobble/*", times=2)
        lines = [call.line for call in world.trakt.calls_to("POST /scrobble/*")]
        assert lines == ["POST /scrobble/stop", "POST /scrobble/start"]
        assert world.trakt.rate_violations == []


async def test_a_play_after_the_finish_is_not_sent(world: World) -> None:
    """Skipping the credits sends one, and Trakt would show it as being watched anew."""
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna, share_progress=True)
    world.finishes(viewer)
    await world.delivered()
    await world.read(plays(world, viewer, "play"), plays(world, viewer, "stop", 97))
    assert world.trakt.calls_to("POST /scrobble/start") == []
    assert world.sync.now_playing == []
    world.pass_time(HOUR)
    plays(world, viewer, "play")
    await world.trakt.called("POST /scrobble/start")


async def test_neither_is_one_after_a_file_of_two_episodes(world: World) -> None:
    world.show()
    anna, _ = world.member("Anna")
    world.jellyfin_viewer(anna)
    world.link(anna, share_progress=True)
    world.jellyfin_stops(EpisodeNumberEnd=6)
    await world.delivered(2)
    await world.read(world.jellyfin_starts(EpisodeNumberEnd=6))
    assert world.trakt.calls_to("POST /scrobble/start") == []


async def test_a_finish_takes_back_what_was_still_to_be_said(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna, share_progress=True)
    world.trakt.faults.add("GET /search/*", delay_s=0.2)
    plays(world, viewer, "resume", 88)
    await world.trakt.called("GET /search/*")
    world.finishes(viewer)
    await world.delivered()
    assert world.trakt.calls_to("POST /scrobble/start") == []
    assert world.user("anna").watching is None


async def test_in_an_outage_it_is_neither_sent_nor_kept(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna, share_progress=True)
    fault = world.trakt.faults.add("*", drop="before", times=None)
    world.finishes(viewer, world.now() - 3 * HOUR)
    await world.until(lambda: accounts.get(account.id).probe_at is not None)
    calls = len(world.trakt.calls)
    world.show()
    await world.read(world.plex_sends("media.pause", viewer, viewOffset=600_000))
    world.trakt.faults.remove(fault)
    world.pass_time(HOUR)
    await world.delivered()
    later = world.trakt.calls[calls:]
    assert [call.line for call in later if call.path.startswith("/scrobble")] == []


async def test_a_lost_call_is_not_repeated_and_no_failure_of_the_account(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna, share_progress=True)
    world.trakt.faults.add("POST /scrobble/start", status=503)
    plays(world, viewer, "play")
    await world.trakt.called("POST /scrobble/start")
    world.finishes(viewer)
    await world.delivered()
    world.pass_time(HOUR)
    assert len(world.trakt.calls_to("POST /scrobble/start")) == 1
    assert accounts.get(account.id).probe_at is None


async def test_too_many_requests_hold_the_whole_account(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna, share_progress=True)
    world.trakt.faults.add("POST /scrobble/start", status=429, headers={"Retry-After": "300"})
    plays(world, viewer, "play")
    await world.until(lambda: accounts.get(account.id).probe_at is not None)
    await world.read(world.finishes(viewer))
    await world.stay_awake(2 * MINUTE)
    assert world.user("anna").plays == []
    await world.stay_awake(4 * MINUTE)
    await world.delivered()


async def test_a_sign_in_that_ended_is_noticed_here_too(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna, share_progress=True)
    world.trakt.revoke_user(world.user("anna"))
    plays(world, viewer, "play")
    await world.until(lambda: accounts.get(account.id).state is AccountState.NEEDS_RELINK)


async def test_an_app_that_may_not_scrobble_is_not_asked_again(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna, share_progress=True)
    world.trakt.faults.add("POST /scrobble/*", status=403, times=None)
    plays(world, viewer, "play")
    await world.until(lambda: not accounts.get(account.id).live_allowed)
    world.finishes(viewer)
    await world.delivered()
    assert len(world.trakt.calls_to("POST /scrobble/*")) == 1
    assert len(world.user("anna").plays) == 1


async def test_during_a_pause_nothing_is_sent_but_it_is_shown_here(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna, share_progress=True)
    holds.start_pause(anna.id, None)
    await world.read(plays(world, viewer, "play"))
    assert [seen.item.title for seen in world.sync.now_playing] == ["The Lantern Year"]
    assert world.trakt.calls == []


async def test_old_progress_is_shown_nowhere(world: World) -> None:
    _, viewer = world.member("Anna")
    old = world.now() - 5 * MINUTE
    await world.read(world.plex_sends("media.play", viewer, old, kind="movie"))
    assert world.sync.now_playing == []


async def test_a_player_that_vanished_is_forgotten_after_hours(world: World) -> None:
    _, viewer = world.member("Anna")
    await world.read(plays(world, viewer, "play"))
    world.pass_time(7 * HOUR)
    assert world.sync.now_playing == []


async def test_two_viewers_play_side_by_side(world: World) -> None:
    anna, viewer = world.member("Anna")
    ben, _ = world.member("Ben")
    household.give_viewer(ben.id, world.jellyfin, JELLYFIN_USER, None)
    await world.read(plays(world, viewer, "play"), world.jellyfin_starts())
    names = sorted(seen.member.name for seen in world.sync.now_playing)
    assert names == ["Anna", "Ben"]
    await world.read(plays(world, viewer, "stop", 10))
    assert [seen.member.id for seen in world.sync.now_playing] == [ben.id]
    assert anna.id != ben.id
