"""What is said of the household's app before anybody signs in with it."""

from __future__ import annotations

import pytest

from scroblarr_desktop.destinations import AppCredentials
from scroblarr_desktop.linking import Checked, Verdict
from scroblarr_desktop.linking.app_check import who_signs_in_again
from scroblarr_desktop.store.records import AccountState
from scroblarr_desktop.store.refusals import Conflict
from tests.sync.world import CLIENT, TRAKT_SECRET, World


async def check(world: World, client_id: str = CLIENT, secret: str = TRAKT_SECRET) -> Checked:
    return await world.linking.check_app("trakt", AppCredentials(client_id, secret))


async def test_right_and_wrong_are_told_apart(world: World) -> None:
    assert (await check(world)).verdict is Verdict.FINE
    assert (await check(world, client_id="another")).verdict is Verdict.WRONG_ID
    assert (await check(world, secret="another")).verdict is Verdict.WRONG_SECRET
    world.trakt.asks_secret = False
    assert await check(world, secret="another") == Checked(Verdict.UNTOLD)


async def test_what_stands_in_the_way_is_told_apart(world: World) -> None:
    world.trakt.outage(True)
    checked = await check(world)
    assert (checked.verdict, checked.was_asked) == (Verdict.OUT_OF_ORDER, False)
    assert "not working" in checked.detail
    world.trakt.outage(False)
    world.trakt.faults.add("POST *", drop="before")
    assert (await check(world)).verdict is Verdict.OUT_OF_ORDER
    world.trakt.faults.add("POST *", status=200, body="<h1>Hotel</h1>", content_type="text/html")
    assert (await check(world)).verdict is Verdict.OUT_OF_ORDER
    world.trakt.faults.edge_page("POST *")
    assert (await check(world)).verdict is Verdict.TURNED_AWAY
    await world.trakt.stop()
    assert (await check(world)).verdict is Verdict.NO_NETWORK


async def test_other_destinations_need_no_app(world: World) -> None:
    with pytest.raises(Conflict, match="needs no app"):
        await world.linking.check_app("tvtime", AppCredentials("x"))


async def test_another_id_asks_everybody_to_sign_in_again(world: World) -> None:
    anna, _ = world.member("Anna")
    ben, _ = world.member("Ben")
    clara, _ = world.member("Clara")
    world.link(anna)
    world.link(ben, state=AccountState.NEEDS_RELINK)
    await world.linking.unlink(world.link(clara).id)
    await world.link_tvtime(clara)
    assert who_signs_in_again("trakt", "another") == ["Anna", "Ben"]
    assert who_signs_in_again("trakt", CLIENT) == []
