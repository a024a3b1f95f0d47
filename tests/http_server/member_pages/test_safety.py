"""Who gets in, and what is refused: replays, forgeries, frames, guesses, other people's things."""

from __future__ import annotations

import asyncio
import logging
import re
from datetime import UTC, datetime

import pytest

from scroblarr_desktop.store import accounts, holds, household, invitations, tokens
from scroblarr_desktop.store.records import Account, AccountState
from tests.http_server.member_pages.conftest import SECRET, House, until
from tests.http_server.member_pages.phone import Form, Page

PRIVATE = "This page is private"
FORM = "application/x-www-form-urlencoded"


def test_the_pages_are_only_there_for_the_home_network(house: House) -> None:
    assert house.engine.page_base() == f"http://192.168.1.20:{house.engine.port}"


async def test_without_the_home_network_there_are_no_pages(house: House) -> None:
    phone = await house.phone_of(house.anna)
    await house.engine.allow_home_network(False)
    assert house.engine.page_base() is None
    assert (await phone.open("/me")).status == 404


def the_code(account: Account) -> str:
    assert account.sign_in is not None
    return account.sign_in.user_code


# -- invitations


async def test_looking_ahead_at_an_invitation_does_not_use_it_up(house: House) -> None:
    address = house.invite(house.anna)
    preview = await house.phone()
    for _ in range(3):
        page = await preview.open(address)
        assert (page.status, page.title) == (200, "Hello Anna")
    assert (await preview.open("/me")).status == 403
    assert (await preview.send("HEAD", address)).status == 405
    phone = await house.phone()
    page = await phone.come_in(address)
    assert "Hello Anna" in page.text


async def test_an_invitation_is_not_used_twice(house: House) -> None:
    address = house.invite(house.anna)
    thief, phone = await house.phone(), await house.phone()
    seen = await thief.open(address)
    await phone.come_in(address)
    page = await thief.press(seen, "Open my page")
    assert (page.status, page.title) == (404, "This invitation does not work any more")
    assert (await thief.open(address)).status == 404
    assert (await thief.open("/me")).title == PRIVATE


async def test_two_at_the_same_moment_do_not_both_get_in(house: House) -> None:
    address = house.invite(house.anna)
    phones = [await house.phone() for _ in range(4)]
    seen = [await phone.open(address) for phone in phones]
    came = await asyncio.gather(
        *(phone.press(page, "Open my page") for phone, page in zip(phones, seen, strict=True))
    )
    assert sorted(page.status for page in came) == [200, 404, 404, 404]


async def test_renewing_ends_the_old_one_and_signs_out(house: House) -> None:
    phone = await house.phone_of(house.anna)
    old = house.invite(house.anna, keep_devices=True)
    assert (await phone.open("/me")).status == 200
    house.invite(house.anna)
    assert (await phone.open("/me")).title == PRIVATE
    assert (await phone.open(old)).status == 404


async def test_what_is_revoked_is_over_at_once(house: House) -> None:
    phone = await house.phone_of(house.anna)
    settings = await phone.open("/me/settings")
    invitations.revoke(house.anna.id)
    page = await phone.press(settings, "For an hour")
    assert (page.status, page.title) == (403, PRIVATE)
    assert holds.pauses() == []


async def test_who_left_the_household_is_out(house: House) -> None:
    phone = await house.phone_of(house.anna)
    household.delete_member(house.anna.id)
    assert (await phone.open("/me")).title == PRIVATE


async def test_guessing_ends_soon(house: House) -> None:
    phone = await house.phone()
    titles = [(await phone.open(f"/me/join/{tokens.new_secret()}")).status for _ in range(12)]
    assert titles == [404] * 10 + [429] * 2
    page = await phone.open(house.invite(house.anna))
    assert (page.status, page.title) == (429, "That was too often")
    assert 1 <= int(page.headers["Retry-After"]) <= 60


async def test_a_cookie_is_guessed_no_better(house: House) -> None:
    phone, thief = await house.phone_of(house.anna), await house.phone()
    for wrong in ("", "x", phone.cookie().value[:-1], "é" * 9, "a" * 4000):
        page = await thief.open("/me", headers=phone.shows(wrong))
        assert (page.status, page.title) == (403, PRIVATE)


async def test_signing_out_is_for_good(house: House) -> None:
    phone = await house.phone_of(house.anna)
    value, settings = phone.cookie().value, await phone.open("/me/settings")
    headers = phone.shows(value)
    page = await phone.press(settings, "Sign out")
    assert page.title == "You are signed out"
    assert (await (await house.phone()).open("/me", headers=headers)).title == PRIVATE
    assert invitations.devices(house.anna.id, datetime.now(UTC)) == []


async def test_the_cookie_is_for_the_pages_alone(house: House) -> None:
    phone = await house.phone()
    page = await phone.open(house.invite(house.anna))
    stranger = phone.cookie().value
    page = await phone.press(page, "Open my page")
    cookie = phone.cookie()
    assert cookie.value != stranger, "what was shown before proves nothing afterwards"
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/me")
    assert len(cookie.value) >= 22, "128 bits and more"
    assert cookie.key.endswith(str(house.engine.port)), "not another copy's on this computer"


# -- forms


async def test_a_form_that_is_not_ours_changes_nothing(house: House) -> None:
    phone, bens = await house.phone_of(house.anna), await house.phone_of(house.ben)
    ours = (await phone.open("/me/settings")).form("For an hour")
    theirs = (await bens.open("/me/settings")).form("For an hour")
    forged = [
        {"until": "hour"},
        {"until": "hour", "form": ""},
        {"until": "hour", "form": "0" * 64},
        {"until": "hour", "form": "é"},
        {**ours.fields, "form": theirs.fields["form"]},
    ]
    for fields in forged:
        page = await phone.post(Form(ours.action, "post", fields))
        assert (page.status, page.title) == (403, "This page was out of date")
    assert holds.pauses() == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:1"])
async def test_no_other_page_sends_a_form(house: House, origin: str) -> None:
    phone = await house.phone_of(house.anna)
    form = (await phone.open("/me/settings")).form("For an hour")
    page = await phone.post(form, headers={"Origin": origin})
    assert (page.status, page.title) == (403, "This page was out of date")
    invited = (await phone.open(house.invite(house.ben))).form("Open my page")
    assert (await phone.post(invited, headers={"Origin": origin})).status == 403
    assert holds.pauses() == []


async def test_nobody_is_signed_in_with_an_invitation_of_somebody_else(house: House) -> None:
    """A form elsewhere cannot make Anna's phone Ben's: it lacks what only our page gives."""
    phone = await house.phone()
    page = await phone.post(Form(house.invite(house.ben), "post", {}))
    assert (page.status, page.title) == (403, "This page was out of date")


async def test_forms_come_as_forms(house: House) -> None:
    phone = await house.phone_of(house.anna)
    form = (await phone.open("/me/settings")).form("For an hour")
    for more, status in (
        ({"json": form.fields}, 415),
        ({"data": b"\xff=1", "headers": {"Content-Type": FORM}}, 400),
        ({"data": "a=1&" * 40, "headers": {"Content-Type": FORM}}, 400),
        ({"data": b"a=" + b"b" * 10_000, "headers": {"Content-Type": FORM}}, 413),
    ):
        assert (await phone.send("POST", form.action, **more)).status == status
    assert (await phone.open(form.action)).status == 405
    assert holds.pauses() == []


async def test_nobody_presses_a_hundred_times_a_minute(house: House) -> None:
    phone = await house.phone_of(house.anna)
    form = (await phone.open("/me/settings")).form("For an hour")
    form.action = "/me/hand-marks"
    found = [(await phone.post(form, allow_redirects=False)).status for _ in range(42)]
    assert found[:40] == [303] * 40
    assert found[-1] == 429


# -- one member and another


async def test_somebody_elses_things_are_not_there(house: House) -> None:
    """Ben's ids with Anna's cookie and her own form: the same answer as for none at all."""
    bens = await house.link(house.ben)
    delivery = house.delivery(house.watch(house.ben))
    holds.start_pause(house.ben.id, None)
    hold = holds.pause_for(house.ben.id)
    phone = await house.phone_of(house.anna)
    own = (await phone.open("/me/settings")).form("For an hour").fields["form"]
    for number in (bens.id, 999_999):
        for path in (f"accounts/{number}/code", f"accounts/{number}/unlink"):
            page = await phone.open(f"/me/{path}")
            assert (page.status, page.title) == (404, "There is nothing at this address")
    posts = {
        f"accounts/{bens.id}/unlink": {},
        f"accounts/{bens.id}/switches": {"share_progress": "on"},
        f"accounts/{bens.id}/earlier": {"send": "yes"},
        f"deliveries/{delivery}/retry": {},
        f"deliveries/{delivery}/dismiss": {},
        f"questions/{hold}": {"answer": "send"},
    }
    for path, fields in posts.items():
        page = await phone.post(Form(f"/me/{path}", "post", {**fields, "form": own}))
        assert (page.status, page.title) == (404, "There is nothing at this address"), path
    assert accounts.get(bens.id) == bens
    assert house.engine.http.addresses


async def test_a_page_tells_of_nobody_else(house: House) -> None:
    await house.link(house.ben)
    house.watch(house.ben)
    await house.link(house.anna)
    phone = await house.phone_of(house.anna)
    for path in ("/me", "/me/accounts", "/me/settings", "/me/watches/9999999999999999-9"):
        source = (await phone.open(path)).source
        assert not re.search(r"\bben\b|lantern", source, re.IGNORECASE), path


# -- frames, names, leaks


async def test_every_answer_forbids_frames_and_foreign_things(house: House) -> None:
    phone = await house.phone_of(house.anna)
    paths = ["/me", "/me/accounts", "/me/settings", "/me/nothing", "/me/page.css", "/me/page.js"]
    paths += ["/me/join/x", "/me/icon.svg"]
    for path in paths:
        page = await phone.open(path)
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["X-Frame-Options"] == "DENY"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "same-origin"


def inline_or_foreign(page: Page) -> list[str]:
    """Return whatever a strict policy would stop, or that leads elsewhere by itself."""
    found = []
    for one in page.read.elements:
        handlers = [name for name in one.attributes if name.startswith("on") or name == "style"]
        source = one.attributes.get("src") or (
            one.attributes.get("href") if one.name == "link" else None
        )
        if handlers or one.name == "style" or (source and not source.startswith("/me/")):
            found.append(f"{one.name} {one.attributes}")
        if one.name == "script" and (one.text.strip() or "src" not in one.attributes):
            found.append("a script in the page")
    return found


async def test_nothing_in_a_page_is_inline_or_foreign(house: House) -> None:
    await house.link(house.anna)
    house.watch(house.anna)
    phone = await house.phone_of(house.anna)
    invitation = house.invite(house.ben)
    for path in ("/me", "/me/accounts", "/me/settings", "/me/nothing", invitation):
        assert inline_or_foreign(await phone.open(path)) == []


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.99:24180", "127.0.0.1.evil.example"])
async def test_a_foreign_name_is_turned_away(house: House, host: str) -> None:
    phone, address = await house.phone_of(house.anna), house.invite(house.ben)
    for path in ("/me", address, "/me/page.js"):
        page = await phone.open(path, headers={"Host": host})
        assert (page.status, "no such name" in page.source) == (403, True)


async def test_what_is_typed_by_others_is_no_markup(house: House) -> None:
    name = "<script>alert(1)</script>&\"'"
    household.change_member(house.anna.id, {"name": name})
    account = await house.link(house.ben)
    accounts.change(account.id, {"member": house.anna.id, "username": name, "message": name})
    phone = await house.phone_of(house.anna)
    for path in ("/me", "/me/accounts", house.invite(house.anna, keep_devices=True)):
        page = await phone.open(path)
        assert "<script>alert" not in page.source
        assert "&lt;script&gt;alert(1)" in page.source


async def test_nothing_that_opens_anything_is_logged_or_shown(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    asyncio.get_running_loop().set_debug(True)
    logging.getLogger("peewee").setLevel(logging.WARNING)
    with caplog.at_level(logging.DEBUG):
        address, phone = house.invite(house.anna), await house.phone()
        await phone.come_in(address)
        await phone.press(await phone.open("/me/accounts"), "Link Trakt")
        account = house.account(house.anna)
        device_code = tokens.get_device_code(account.id) or "?"
        house.trakt.confirm(the_code(account), house.trakt.add_user("anna"))
        await until(lambda: accounts.get(account.id).state is AccountState.LINKED)
        sources = [
            (await phone.open(path)).source
            for path in ("/me", "/me/accounts", "/me/settings", f"/me/accounts/{account.id}/code")
        ]
        await phone.open(f"/me/join/{phone.cookie().value}")
    logging.getLogger("peewee").setLevel(logging.NOTSET)
    granted = tokens.get_account(account.id)
    assert granted is not None
    shown = [phone.cookie().value, address.rpartition("/")[2], tokens.api_key(), SECRET]
    secret = [*shown, granted.access_token, granted.refresh_token or "?", device_code]
    written = "\n".join([caplog.text, *(repr(record.__dict__) for record in caplog.records)])
    assert [one for one in secret if one in written] == []
    assert [one for one in secret for source in sources if one in source] == []


@pytest.mark.logs("WARNING .*put back from a copy")
async def test_a_copy_put_back_brings_no_revoked_device_back(house: House) -> None:
    await house.phone_of(house.anna)
    await house.engine.stop()
    newer = house.engine.options.data_dir.generation
    newer.write_text('["of a newer database"]')
    await house.engine.start()
    assert invitations.devices(house.anna.id, datetime.now(UTC)) == []
