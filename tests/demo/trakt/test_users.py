"""Users of the fake Trakt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from scroblarr_desktop.demo.catalogue import Movie
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser

if TYPE_CHECKING:
    from tests.demo.conftest import Client, Clock


async def test_settings_tell_who_signed_in(client: Client, anna: FakeUser) -> None:
    answer = await client.api("GET", "/users/settings")
    assert answer.status == 200
    user = answer.body["user"]
    assert (user["username"], user["vip"]) == ("anna", True)
    assert user["ids"] == {"slug": "anna", "uuid": anna.uuid}
    assert answer.body["account"]["timezone"] == "Europe/Berlin"


async def test_users_have_stable_ids_of_their_own(fake: FakeTrakt, anna: FakeUser) -> None:
    ben = fake.add_user("Ben K")
    assert ben.slug == "ben-k"
    assert len({anna.uuid, ben.uuid}) == 2
    assert len(anna.uuid) == 40


async def test_a_profile_needs_no_token_but_me_does(stranger: Client, anna: FakeUser) -> None:
    assert (await stranger.api("GET", "/users/anna")).body["username"] == "anna"
    assert (await stranger.api("GET", f"/users/{anna.uuid}")).body["username"] == "anna"
    assert (await stranger.api("GET", "/users/me")).status == 401
    assert (await stranger.api("GET", "/users/nobody")).status == 404


async def test_me_is_whose_token_it_is(client: Client) -> None:
    assert (await client.api("GET", "/users/me")).body["ids"]["slug"] == "anna"


async def test_last_activities_follow_the_plays(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser, clock: Clock
) -> None:
    before = (await client.api("GET", "/sync/last_activities")).body
    fake.record_play(anna, film, clock.now - timedelta(hours=1))
    after = (await client.api("GET", "/sync/last_activities")).body
    assert before["all"] == before["movies"]["watched_at"]
    assert after["all"] == after["movies"]["watched_at"] == "2026-03-01T19:00:00.000Z"
    assert after["episodes"] == before["episodes"]
