"""What the household chooses for all of its sign-ins."""

from __future__ import annotations

import pytest

from scroblarr_desktop.destinations import AppCredentials
from scroblarr_desktop.destinations.errors import NotThisService
from scroblarr_desktop.store import accounts, settings
from scroblarr_desktop.store.records import AccountState
from tests.sync.world import CLIENT, World


async def test_another_app_is_kept_and_ends_the_sign_ins(world: World) -> None:
    anna, _ = world.member("Anna")
    account = world.link(anna)
    world.linking.enter_app("trakt", AppCredentials(CLIENT, "corrected"))
    assert settings.app_credentials("trakt") == (CLIENT, "corrected")
    assert accounts.get(account.id).state is AccountState.LINKED
    world.linking.enter_app("trakt", AppCredentials("another"))
    assert settings.app_credentials("trakt") == ("another", "")
    assert accounts.get(account.id).state is AccountState.NEEDS_RELINK


async def test_tv_time_is_asked_at_the_household_s_address(world: World) -> None:
    usual = world.linking.tvtime_url
    world.linking.choose_tvtime_url("http://127.0.0.1:9/")
    assert world.linking.tvtime_url == "http://127.0.0.1:9"
    anna, _ = world.member("Anna")
    with pytest.raises(NotThisService):
        await world.linking.sign_in_tvtime(anna.id, None, "anna", "secret")
    with pytest.raises(ValueError, match="must begin with https"):
        world.linking.choose_tvtime_url("http://tracker.example")
    assert world.linking.tvtime_url == "http://127.0.0.1:9"
    world.linking.choose_tvtime_url(" ")
    assert world.linking.tvtime_url == usual
    account, _ = await world.link_tvtime(anna)
    assert account.state is AccountState.LINKED
