"""What a window needs to know of a sign-in by code while it is under way."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scroblarr_desktop.destinations.errors import NotThisService
from scroblarr_desktop.linking import page_with_code
from scroblarr_desktop.store import accounts, settings
from scroblarr_desktop.store.records import AccountState, SignIn
from tests.sync.world import World

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("page", "code", "address"),
    [
        ("https://auth.trakt.tv/activate", "A1B2C3D4", "https://auth.trakt.tv/activate/A1B2C3D4"),
        ("https://tracker.invalid/pin/", "AB CD", "https://tracker.invalid/pin/AB%20CD"),
        ("https://tracker.invalid", "A/B", "https://tracker.invalid/A%2FB"),
    ],
)
def test_the_code_stands_at_the_end_of_the_address(page: str, code: str, address: str) -> None:
    assert page_with_code(SignIn(code, page, NOON)) == address


async def test_what_is_offered_says_how_it_is_signed_in_to(world: World) -> None:
    ways = {one.name: (one.by_code, one.in_browser) for one in world.linking.offered()}
    assert ways == {"trakt": (True, True), "simkl": (True, False), "tvtime": (False, False)}
    titles = [one.traits.title for one in world.linking.offered()]
    assert titles == ["Trakt", "Simkl", "TV Time"]


async def test_an_outage_shows_in_the_account_and_goes_again(world: World) -> None:
    anna, _ = world.member("Anna")
    account = await world.linking.start_sign_in(anna.id, "trakt")
    world.trakt.outage(True)
    await world.until(lambda: bool(accounts.get(account.id).outage))
    assert accounts.get(account.id).state is AccountState.WAITING
    assert accounts.get(account.id).outage.startswith("Trakt does not answer right now.")
    world.trakt.outage(False)
    await world.until(lambda: not accounts.get(account.id).outage)
    assert account.sign_in is not None
    world.trakt.confirm(account.sign_in.user_code, world.user("anna"))
    await world.until(lambda: accounts.get(account.id).state is AccountState.LINKED)


async def test_an_app_taken_out_meanwhile_is_said_in_plain_words(world: World) -> None:
    anna, _ = world.member("Anna")
    account = await world.linking.start_sign_in(anna.id, "trakt")
    settings.put("trakt_client_id", None)
    await world.until(lambda: accounts.get(account.id).state is AccountState.DENIED)
    assert "taken out meanwhile" in accounts.get(account.id).message


async def test_tv_time_is_asked_for_without_anything_about_the_person(world: World) -> None:
    assert world.linking.tvtime_url == world.tvtime.url
    assert await world.linking.probe_tvtime(f"{world.tvtime.url}/") == world.tvtime.url
    world.tvtime.close_for_good()
    with pytest.raises(NotThisService):
        await world.linking.probe_tvtime(world.tvtime.url)
