"""The ways into a Jellyfin, and what is said where one is shut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop.linking.jellyfin.sign_in import JellyfinSignIn, page_with_code
from scroblarr_desktop.media_servers.jellyfin_errors import (
    AccountDisabled,
    CodeExpired,
    KeyRefused,
    NotAdministrator,
    QuickConnectOff,
    WrongPassword,
)
from scroblarr_desktop.remote.errors import NotThisService, Outage
from scroblarr_desktop.store import settings
from tests.linking.jellyfin_world import PASSWORD, World, jellyfin_world


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with jellyfin_world(tmp_path) as world:
        yield world


async def ways(world: World) -> JellyfinSignIn:
    return world.link.sign_in(await world.reach())


def signed_in_there(world: World) -> int:
    return len(world.jellyfin.api.people.grants)


# -- by a code


async def test_a_code_that_is_entered_signs_in(world: World) -> None:
    way = await ways(world)
    assert await way.takes_codes()
    shown = await way.new_code()
    assert shown.grouped == f"{shown.code[:3]} {shown.code[3:]}"
    waiting = asyncio.create_task(way.wait_for(shown))
    await world.jellyfin.api.called("GET /QuickConnect/Connect", times=2)
    world.jellyfin.api.confirm_quick_connect(shown.code, world.anna)
    signed_in = await waiting
    assert (signed_in.name, signed_in.user_id) == ("anna", world.anna.user_id)
    assert signed_in.administrator
    assert signed_in.token in world.jellyfin.api.people.grants


async def test_the_page_with_the_code_needs_no_typing(world: World) -> None:
    reached = await world.reach()
    shown = await world.link.sign_in(reached).new_code()
    page = page_with_code(reached, shown)
    assert page == f"{world.jellyfin.url}/web/#/quickconnect?code={shown.code}"
    old = replace(reached, info=replace(reached.info, version="10.8.13"))
    assert page_with_code(old, shown) == f"{world.jellyfin.url}/web/"


async def test_an_older_jellyfin_gives_its_code_another_way(world: World) -> None:
    world.jellyfin.api.faults.add("POST /QuickConnect/Initiate", status=405)
    code = {"Code": "123456", "Secret": "of-the-code"}
    world.jellyfin.api.faults.add("GET /QuickConnect/Initiate", status=200, body=code)
    shown = await (await ways(world)).new_code()
    assert (shown.code, shown.grouped) == ("123456", "123 456")


async def test_a_code_that_was_entered_while_the_computer_slept_counts(world: World) -> None:
    way = await ways(world)
    shown = await way.new_code()
    world.jellyfin.api.confirm_quick_connect(shown.code, world.anna)
    world.later = timedelta(minutes=30)
    assert (await way.wait_for(shown)).name == "anna"


async def test_switched_off_it_says_so(world: World) -> None:
    world.jellyfin.api.quick_connect.enabled = False
    way = await ways(world)
    assert not await way.takes_codes()
    with pytest.raises(QuickConnectOff) as caught:
        await way.new_code()
    assert "password" in caught.value.next_step


async def test_switched_off_meanwhile_it_says_so(world: World) -> None:
    way = await ways(world)
    shown = await way.new_code()
    world.jellyfin.api.quick_connect.enabled = False
    with pytest.raises(QuickConnectOff):
        await way.wait_for(shown)


async def test_a_code_that_jellyfin_forgot_is_over(world: World) -> None:
    way = await ways(world)
    shown = await way.new_code()
    world.jellyfin.api.quick_connect.forget()
    with pytest.raises(CodeExpired):
        await way.wait_for(shown)


async def test_a_code_that_nobody_enters_is_over_after_ten_minutes(world: World) -> None:
    way = await ways(world)
    shown = await way.new_code()
    assert timedelta(minutes=9) < shown.expires_at - world.now() <= timedelta(minutes=10)
    world.later = timedelta(minutes=11)
    with pytest.raises(CodeExpired):
        await way.wait_for(shown)


async def test_an_outage_while_it_waits_is_waited_out(world: World) -> None:
    way = await ways(world)
    shown = await way.new_code()
    world.jellyfin.api.outage(True)
    waiting = asyncio.create_task(way.wait_for(shown))
    await world.jellyfin.api.called("GET /QuickConnect/Connect", times=3)
    world.jellyfin.api.outage(False)
    world.jellyfin.api.confirm_quick_connect(shown.code, world.anna)
    assert (await waiting).name == "anna"


async def test_somebody_locked_cannot_use_a_code(world: World) -> None:
    world.jellyfin.api.faults.add("POST /Users/AuthenticateWithQuickConnect", status=403)
    way = await ways(world)
    shown = await way.new_code()
    world.jellyfin.api.confirm_quick_connect(shown.code, world.anna)
    with pytest.raises(AccountDisabled):
        await way.wait_for(shown)


# -- with a password


async def test_name_and_password_sign_in(world: World) -> None:
    signed_in = await (await ways(world)).with_password(" Anna ", PASSWORD)
    assert (signed_in.name, signed_in.administrator) == ("anna", True)


@pytest.mark.parametrize(("name", "password"), [("anna", "wrong"), ("nobody", PASSWORD)])
async def test_a_wrong_name_or_password(world: World, name: str, password: str) -> None:
    with pytest.raises(WrongPassword) as caught:
        await (await ways(world)).with_password(name, password)
    assert password not in f"{caught.value!r} {caught.value}"


async def test_an_account_that_was_disabled(world: World) -> None:
    world.anna.disabled = True
    with pytest.raises(AccountDisabled):
        await (await ways(world)).with_password("anna", PASSWORD)


async def test_somebody_without_rights_is_signed_out_at_once(world: World) -> None:
    with pytest.raises(NotAdministrator) as caught:
        await (await ways(world)).with_password("ben", PASSWORD)
    assert "ben" in caught.value.sentence
    assert "by hand" in caught.value.next_step
    assert signed_in_there(world) == 0


async def test_another_jellyfin_than_a_moment_ago_is_refused(world: World) -> None:
    way = await ways(world)
    other = JellyfinSignIn(way._jellyfin, "ff" * 16, world.now, 0.01)
    with pytest.raises(NotThisService):
        await other.with_password("anna", PASSWORD)
    assert signed_in_there(world) == 0


async def test_an_outage_is_no_wrong_password(world: World) -> None:
    way = await ways(world)
    world.jellyfin.api.outage(True)
    with pytest.raises(Outage):
        await way.with_password("anna", PASSWORD)


# -- with an API key


async def test_a_key_is_taken(world: World) -> None:
    key = world.jellyfin.api.add_key()
    signed_in = await (await ways(world)).with_key(f" {key.token}\n")
    assert (signed_in.token, signed_in.user_id) == (key.token, None)
    assert signed_in.administrator


async def test_an_unknown_key_is_refused(world: World) -> None:
    with pytest.raises(KeyRefused) as caught:
        await (await ways(world)).with_key("0123-not-a-key")
    assert "0123-not-a-key" not in f"{caught.value!r} {caught.value}"


async def test_a_token_of_somebody_in_place_of_a_key_is_theirs(world: World) -> None:
    token = world.jellyfin.api.token_of(world.anna)
    signed_in = await (await ways(world)).with_key(token)
    assert (signed_in.name, signed_in.user_id) == ("anna", world.anna.user_id)


# -- what is told of us


async def test_this_computer_stays_the_same_device(world: World) -> None:
    for _ in range(2):
        await (await ways(world)).with_password("anna", PASSWORD)
    assert signed_in_there(world) == 1
    [grant] = world.jellyfin.api.people.grants.values()
    assert grant.device.device_id == settings.get("device_id")
    assert grant.device.client == "Scroblarr"


async def test_nothing_secret_is_shown(world: World) -> None:
    way = await ways(world)
    shown = await way.new_code()
    signed_in = await way.with_password("anna", PASSWORD)
    assert shown.quick.secret not in repr(shown)
    assert signed_in.token not in repr(signed_in)
