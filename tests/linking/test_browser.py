"""Sign-ins in this computer's browser, through real loopback addresses, and attacks on them."""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from scroblarr_desktop.demo.household import REDIRECT_URIS
from scroblarr_desktop.demo.trakt.world import FakeUser
from scroblarr_desktop.destinations import Access
from scroblarr_desktop.linking import NoApp
from scroblarr_desktop.linking.redirect_listener import redirect_uris
from scroblarr_desktop.store import accounts, settings, tokens
from scroblarr_desktop.store.records import Account, AccountState, Member
from scroblarr_desktop.store.refusals import Conflict, Missing
from tests.sync.world import CLIENT, TRAKT_SECRET, World

if TYPE_CHECKING:
    from tests.linking.conftest import Browser


async def begin(world: World, member: Member | None = None) -> tuple[Account, str]:
    """Return the account that waits, and the page to open."""
    anna = member or world.member("Anna")[0]
    world.user("anna")
    return await world.linking.start_browser_sign_in(anna.id, "trakt")


async def settled(world: World, account: Account) -> Account:
    await world.until(lambda: accounts.get(account.id).state is not AccountState.WAITING)
    return accounts.get(account.id)


def asked(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def callback(url: str, **fields: str) -> str:
    """Return the address at which the app waits, with these fields."""
    return f"{asked(url)['redirect_uri']}?{urlencode(fields)}"


def alive(world: World, user: FakeUser) -> int:
    grants = world.trakt.grants
    return sum(grants.alive(one) for one in grants.grants if one.user is user)


async def test_agreeing_in_the_browser_links_the_account(world: World, browser: Browser) -> None:
    account, url = await begin(world)
    assert account.state is AccountState.WAITING
    assert account.sign_in is None
    assert "in the browser" in account.message
    shown = await browser.go_through(url, "anna")
    assert "You can close this page" in shown
    linked = await settled(world, account)
    assert (linked.state, linked.username, linked.client_id) == (
        AccountState.LINKED,
        "anna",
        CLIENT,
    )
    assert tokens.to_revoke() == []


async def test_the_request_and_the_exchange_are_as_they_must_be(
    world: World, browser: Browser
) -> None:
    account, url = await begin(world)
    fields = asked(url)
    assert url.startswith(f"{world.trakt.auth_url}/oauth/authorize?")
    assert (fields["response_type"], fields["client_id"]) == ("code", CLIENT)
    assert (fields["code_challenge_method"], len(fields["code_challenge"])) == ("S256", 43)
    assert len(fields["state"]) >= 32
    assert fields["redirect_uri"] in redirect_uris()
    back = await browser.answer(url, "anna")
    await browser.open(back)
    await settled(world, account)
    (call,) = world.trakt.calls_to("POST /oauth/token")
    verifier = call.body.pop("code_verifier")
    assert 43 <= len(verifier) <= 128
    assert verifier not in url
    assert call.body == {
        "grant_type": "authorization_code",
        "code": asked(back)["code"],
        "client_id": CLIENT,
        "client_secret": TRAKT_SECRET,
        "redirect_uri": fields["redirect_uri"],
    }
    assert "Authorization" not in call.headers


async def test_no_two_requests_are_alike(world: World) -> None:
    _, first = await begin(world)
    _, second = await begin(world, world.member("Ben")[0])
    for name in ("state", "code_challenge", "redirect_uri"):
        assert asked(first)[name] != asked(second)[name]


async def test_a_renewal_names_the_redirect_address_of_the_sign_in(
    world: World, browser: Browser
) -> None:
    account, url = await begin(world)
    await browser.go_through(url, "anna")
    await settled(world, account)
    kept = tokens.get_account(account.id)
    assert kept is not None
    assert kept.redirect_uri == asked(url)["redirect_uri"]
    fresh = await world.destinations["trakt"].refresh(Access(kept))
    assert fresh.redirect_uri == kept.redirect_uri


async def test_declining_in_the_browser_says_so(world: World, browser: Browser) -> None:
    account, url = await begin(world)
    shown = await browser.go_through(url, "anna", yes=False)
    assert "Nothing was linked" in shown
    denied = await settled(world, account)
    assert (denied.state, "declined" in denied.message) == (AccountState.DENIED, True)


async def test_another_refusal_is_said_with_a_way_out(world: World, browser: Browser) -> None:
    account, url = await begin(world)
    state = asked(url)["state"]
    await browser.open(callback(url, state=state, error="<b>invalid</b>"))
    denied = await settled(world, account)
    assert denied.state is AccountState.DENIED
    assert "(unknown). Use a code instead." in denied.message


async def test_nobody_answers_in_time(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scroblarr_desktop.linking.browser.LOOK_AGAIN_S", 0.02)
    account, url = await begin(world)
    world.offset += timedelta(minutes=11)
    expired = await settled(world, account)
    assert (expired.state, "in time" in expired.message) == (AccountState.EXPIRED, True)
    await closed(world, url)


async def closed(world: World, url: str) -> None:
    """Wait until nobody listens at the redirect address any more."""
    port = urlsplit(asked(url)["redirect_uri"]).port

    def is_free() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port or 0)) != 0

    await world.eventually(is_free)


async def test_the_port_is_closed_after_the_sign_in(world: World, browser: Browser) -> None:
    account, url = await begin(world)
    await browser.go_through(url, "anna")
    await settled(world, account)
    await closed(world, url)


async def test_where_all_ports_are_taken_the_code_is_offered(
    world: World, ports: tuple[int, ...]
) -> None:
    anna, _ = world.member("Anna")
    with ExitStack() as stack:
        for port in ports:
            stack.enter_context(socket.create_server(("127.0.0.1", port)))
        with pytest.raises(Conflict, match="Sign in with a code instead"):
            await begin(world, anna)
    assert accounts.of_member(anna.id) == []


async def test_a_taken_port_is_passed_over(world: World, ports: tuple[int, ...]) -> None:
    with socket.create_server(("127.0.0.1", ports[0])):
        _, url = await begin(world)
    assert asked(url)["redirect_uri"] == f"http://127.0.0.1:{ports[1]}/callback"


def test_the_addresses_to_register_are_fixed() -> None:
    assert redirect_uris() == (
        "http://127.0.0.1:24181/callback",
        "http://127.0.0.1:24182/callback",
        "http://127.0.0.1:24183/callback",
    )
    assert redirect_uris() == REDIRECT_URIS, "the demonstration has registered them, too"


# -- attacks


async def test_a_wrong_state_changes_nothing(world: World, browser: Browser) -> None:
    account, url = await begin(world)
    back = await browser.answer(url, "anna")
    code = asked(back)["code"]
    for state in ("", "guess", "é", "\udcff"):
        query = urlencode({"code": code, "state": state}, errors="surrogateescape")
        status, text = await browser.open(f"{asked(url)['redirect_uri']}?{query}")
        assert status == 400
        assert "no sign-in" in text
    assert accounts.get(account.id).state is AccountState.WAITING
    await browser.open(back)
    assert (await settled(world, account)).state is AccountState.LINKED


async def test_half_a_redirect_and_a_double_one_change_nothing(
    world: World, browser: Browser
) -> None:
    account, url = await begin(world)
    state = asked(url)["state"]
    for query in (
        "",
        "code=x",
        f"state={state}",
        f"state={state}&code=",
        f"state={state}&code=x&code=y",
        f"state={state}&state={state}&code=x",
        f"state={state}&code=x&error=access_denied",
    ):
        status, _ = await browser.open(f"{asked(url)['redirect_uri']}?{query}")
        assert status == 400, query
    assert accounts.get(account.id).state is AccountState.WAITING
    assert world.trakt.calls_to("POST /oauth/token") == []


async def test_a_foreign_name_for_this_computer_is_turned_away(
    world: World, browser: Browser
) -> None:
    account, url = await begin(world)
    back = await browser.answer(url, "anna")
    port = urlsplit(back).port
    for host in ("evil.example", f"localhost:{port}", "127.0.0.1", f"evil.example:{port}"):
        status, _ = await browser.open(back, Host=host)
        assert status == 400, host
    assert accounts.get(account.id).state is AccountState.WAITING


async def test_a_replayed_redirect_is_turned_away(world: World, browser: Browser) -> None:
    account, url = await begin(world)
    world.trakt.faults.add("POST /oauth/token", delay_s=0.3)
    back = await browser.answer(url, "anna")
    status, _ = await browser.open(back)
    assert status == 200
    status, text = await browser.open(back)
    assert status == 410
    assert "answered already" in text
    assert (await settled(world, account)).state is AccountState.LINKED
    assert len(world.trakt.calls_to("POST /oauth/token")) == 1


async def test_of_many_at_once_one_is_taken(world: World, browser: Browser) -> None:
    account, url = await begin(world)
    world.trakt.faults.add("POST /oauth/token", delay_s=0.3)
    back = await browser.answer(url, "anna")
    answers = await asyncio.gather(*(browser.open(back) for _ in range(10)))
    assert sorted(status for status, _ in answers) == [200] + [410] * 9
    assert (await settled(world, account)).state is AccountState.LINKED


async def test_the_code_of_somebody_else_s_sign_in_is_worth_nothing(
    world: World, browser: Browser
) -> None:
    """An attacker who smuggles in a code of their own lacks the verifier that goes with it."""
    account, url = await begin(world)
    world.user("mallory")
    ben, other = await begin(world, world.member("Ben")[0])
    foreign = asked(await browser.answer(other, "mallory"))["code"]
    await browser.open(callback(url, state=asked(url)["state"], code=foreign))
    denied = await settled(world, account)
    assert denied.state is AccountState.DENIED
    assert alive(world, world.user("mallory")) == 0
    assert accounts.get(ben.id).state is AccountState.WAITING


async def test_the_page_loads_nothing_and_is_kept_nowhere(world: World, browser: Browser) -> None:
    account, url = await begin(world)
    back = await browser.answer(url, "anna")
    async with browser._session.get(back) as answer:
        headers, text = answer.headers, await answer.text()
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "src=" not in text
    assert "href" not in text
    assert asked(back)["code"] not in text
    await settled(world, account)


async def test_only_that_one_address_answers(world: World, browser: Browser) -> None:
    _, url = await begin(world)
    back = asked(url)["redirect_uri"]
    assert (await browser.open(back.removesuffix("callback")))[0] == 404
    async with browser._session.post(back) as answer:
        assert answer.status == 405
    async with browser._session.head(back) as answer:
        assert answer.status == 405


async def test_garbage_at_the_port_is_survived_and_not_logged(
    world: World, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    account, url = await begin(world)
    where = urlsplit(asked(url)["redirect_uri"])
    for garbage in (
        b"\x16\x03\x01 hello\r\n\r\n",
        b"GET /callback?code=topsecret HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET /callback?code=topsecret HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
    ):
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        writer.write(garbage)
        await writer.drain()
        await reader.read(1000)
        writer.close()
    assert "a redirect could not be read" in caplog.text
    assert "topsecret" not in caplog.text
    await browser.go_through(url, "anna")
    assert (await settled(world, account)).state is AccountState.LINKED


# -- what else may come in between


async def test_the_exchange_is_tried_again_while_trakt_does_not_answer(
    world: World, browser: Browser
) -> None:
    account, url = await begin(world)
    world.trakt.faults.add("POST /oauth/token", status=503)
    await browser.go_through(url, "anna")
    await world.until(lambda: "does not answer" in accounts.get(account.id).outage)
    linked = await settled(world, account)
    assert (linked.state, linked.outage) == (AccountState.LINKED, "")


async def test_a_lost_answer_ends_the_sign_in_and_its_tokens(
    world: World, browser: Browser
) -> None:
    account, url = await begin(world)
    world.trakt.faults.add("POST /oauth/token", drop="after")
    await browser.go_through(url, "anna")
    denied = await settled(world, account)
    assert denied.state is AccountState.DENIED
    assert "Sign in again" in denied.message
    assert alive(world, world.user("anna")) == 0


async def test_an_unexplained_refusal_points_to_the_code(world: World, browser: Browser) -> None:
    account, url = await begin(world)
    world.trakt.faults.add("POST /oauth/token", status=400, body={"error": "invalid_request"})
    await browser.go_through(url, "anna")
    denied = await settled(world, account)
    assert (denied.state, "with a code" in denied.message) == (AccountState.DENIED, True)


async def test_an_app_that_is_gone_in_the_middle_is_said(world: World, browser: Browser) -> None:
    account, url = await begin(world)
    back = await browser.answer(url, "anna")
    world.trakt.delete_app(CLIENT)
    await browser.open(back)
    denied = await settled(world, account)
    assert (denied.state, "client id and secret" in denied.message) == (AccountState.DENIED, True)


@pytest.mark.parametrize("client_id", ["another-app", ""])
async def test_another_app_entered_meanwhile_ends_it(
    world: World, browser: Browser, client_id: str
) -> None:
    account, url = await begin(world)
    back = await browser.answer(url, "anna")
    settings.put_app_credentials("trakt", client_id, "secret")
    await browser.open(back)
    denied = await settled(world, account)
    assert (denied.state, "app was changed" in denied.message) == (AccountState.DENIED, True)
    assert world.trakt.calls_to("POST /oauth/token") == []


async def test_another_member_s_account_is_denied(world: World, browser: Browser) -> None:
    anna, _ = world.member("Anna")
    world.link(anna)
    account, url = await begin(world, world.member("Ben")[0])
    await browser.go_through(url, "anna")
    denied = await settled(world, account)
    assert (denied.state, "another member" in denied.message) == (AccountState.DENIED, True)
    assert tokens.get_account(account.id) is None


async def test_somebody_else_cannot_take_over_an_account_that_waits(
    world: World, browser: Browser
) -> None:
    anna, _ = world.member("Anna")
    world.link(anna, state=AccountState.NEEDS_RELINK)
    somebody = world.user("somebody")
    account, url = await begin(world, anna)
    await browser.go_through(url, "somebody")
    assert (await settled(world, account)).state is AccountState.DENIED
    await world.eventually(lambda: tokens.to_revoke() == [])
    assert alive(world, somebody) == 0


async def test_a_restart_ends_it(world: World) -> None:
    account, _ = await begin(world)
    await world.restart()
    expired = await settled(world, account)
    assert expired.state is AccountState.EXPIRED
    assert "interrupted" in expired.message


async def test_starting_again_makes_the_first_page_void(world: World, browser: Browser) -> None:
    anna, _ = world.member("Anna")
    first, old = await begin(world, anna)
    back = await browser.answer(old, "anna")
    second, url = await begin(world, anna)
    assert first.id == second.id
    await closed(world, old)
    moved = back.replace(asked(old)["redirect_uri"], asked(url)["redirect_uri"])
    assert (await browser.open(moved))[0] == 400
    await browser.go_through(url, "anna")
    assert (await settled(world, second)).state is AccountState.LINKED


async def test_a_code_asked_for_afterwards_closes_the_port(world: World) -> None:
    anna, _ = world.member("Anna")
    account, url = await begin(world, anna)
    by_code = await world.linking.start_sign_in(anna.id, "trakt")
    assert (by_code.id, by_code.sign_in is None) == (account.id, False)
    await closed(world, url)


async def test_unlinking_ends_it(world: World) -> None:
    account, url = await begin(world)
    await world.linking.unlink(account.id)
    await closed(world, url)
    assert accounts.get(account.id).state is AccountState.UNLINKED


async def test_what_stands_in_the_way_leaves_nothing_behind(world: World) -> None:
    anna, _ = world.member("Anna")
    with pytest.raises(Missing):
        await world.linking.start_browser_sign_in(4711, "trakt")
    with pytest.raises(Conflict, match="no sign-in in the browser"):
        await world.linking.start_browser_sign_in(anna.id, "tvtime")
    settings.put_app_credentials("trakt", "", None)
    with pytest.raises(NoApp):
        await begin(world, anna)
    assert accounts.of_member(anna.id) == []


async def test_a_linked_account_takes_no_second_sign_in(world: World) -> None:
    anna, _ = world.member("Anna")
    world.link(anna)
    with pytest.raises(Conflict, match="Unlink it first"):
        await begin(world, anna)
