"""What a member sees and does on their own page, from the invitation to signing out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from translating import qt_tools

from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.store import (
    accounts,
    attempts,
    deliveries,
    holds,
    household,
    invitations,
    settings,
)
from scroblarr_desktop.store.records import AccountState, DeliveryState
from scroblarr_desktop.watches import Item, Kind
from tests.bodies import as_bytes, plex_scrobble
from tests.http_server.member_pages.conftest import House, page_with, until
from tests.http_server.member_pages.phone import Page

HOUR = timedelta(hours=1)


def episode(number: int) -> Item:
    return Item(
        Kind.EPISODE, f"Part {number}", show="Harbour Street", season=1, number=number, ids={}
    )


def settle(house: House, watch_id: int, state: DeliveryState, message: str) -> None:
    now, delivery_id = datetime.now(UTC), house.delivery(watch_id)
    attempt_id = attempts.begin_attempt(delivery_id, now)
    attempts.end_attempt(delivery_id, attempt_id, now, state=state, message=message, exchanges=[])


def switch(page: Page, label: str) -> str | None:
    return page.only("button", role="switch", aria_label=label).attributes["aria-checked"]


# -- what was watched


async def test_a_new_member_is_told_what_to_do(house: House) -> None:
    phone = await house.phone_of(house.anna)
    page = await phone.open("/me")
    assert "No tracker is linked yet" in page.text
    assert "What you finish on Plex or Jellyfin appears here" in page.text
    assert page.link("Link a tracker") == "/me/accounts"
    assert [one.attributes["href"] for one in page.all("a")][-3:] == [
        "/me",
        "/me/accounts",
        "/me/settings",
    ]
    assert page.only("a", aria_current="page").text == "Watched"


async def test_a_german_phone_gets_a_german_page(house: House) -> None:
    qt_tools.build()
    await house.link(house.anna)
    stuck = house.watch(house.anna)
    settle(house, stuck, DeliveryState.REJECTED, "Trakt keeps this for VIP members.")
    phone = await house.phone_of(house.anna)
    page = await phone.open("/me", headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"})
    assert page.only("html").attributes["lang"] == "de"
    assert page.title == "Gesehen"
    assert "Trakt behält das VIP-Mitgliedern vor." in page.text
    assert "VIP members" not in page.text


async def test_watches_say_where_they_went(house: House) -> None:
    await house.link(house.anna)
    done, stuck = house.watch(house.anna, ago=2 * HOUR), house.watch(house.anna, episode(4))
    settle(house, done, DeliveryState.DELIVERED, "")
    settle(house, stuck, DeliveryState.WAITING, "Trakt does not answer.")
    phone = await house.phone_of(house.anna)
    page = await phone.open("/me")
    lines = [one.text for one in page.all("strong")]
    assert lines == ["Harbour Street 1x04 Part 4", "The Lantern Year (2019)"]
    assert "Trakt: delivered" in page.text
    assert page.only("summary").text.strip() == "Trakt: waiting"
    assert "Trakt does not answer." in page.only("details").text
    assert page.only("div", id="live").attributes["data-every"] == "10"


async def test_the_log_goes_back_in_steps(house: House) -> None:
    for age in range(45):
        house.watch(house.anna, episode(age + 1), ago=age * HOUR)
    phone = await house.phone_of(house.anna)
    page, seen = await phone.open("/me"), []
    for count in (20, 20, 5):
        titles = [one.text for one in page.all("strong")]
        assert len(titles) == count
        seen += titles
        if count == 20:
            page = await phone.open(page.link("Earlier"))
    assert seen == [f"Harbour Street 1x{number:02} Part {number}" for number in range(1, 46)]
    assert page.link("Back to the newest") == "/me"
    for place in ("99999999999999999-1", "0-0"):
        page = await phone.open(f"/me/watches/{place}")
        assert page.status in (200, 404)


async def test_a_watch_arrives_by_itself(house: House) -> None:
    account = await house.link(house.anna)
    phone = await house.phone_of(house.anna)
    assert "Lantern" not in (await phone.open("/me")).text
    body = as_bytes(plex_scrobble(kind="movie", account_id=house.anna.id))
    address = house.engine.webhook_address(house.plex.kind, house.plex.id)
    path = address.partition(str(house.engine.port))[2]
    answer = await phone.send("POST", path, data=body, headers={"Content-Type": "application/json"})
    assert answer.status == 200
    await until(lambda: bool(accounts.waiting_count(account.id)) or bool(delivered()))
    page = await page_with(phone, "/me", "Trakt: delivered")
    assert "The Lantern Year" in page.text


def delivered() -> int:
    return deliveries.counts()[DeliveryState.DELIVERED]


async def test_own_failures_are_tried_again_or_dismissed(house: House) -> None:
    await house.link(house.anna)
    first, second = house.watch(house.anna), house.watch(house.anna, episode(4), ago=HOUR)
    settle(house, first, DeliveryState.REJECTED, "It is not out yet.")
    settle(house, second, DeliveryState.REJECTED, "It is not out yet.")
    phone = await house.phone_of(house.anna)
    page = await phone.open("/me")
    assert "Needs you" in page.text
    assert "Trakt did not accept it. It is not out yet." in page.text
    again = await phone.press(page, "Try again")
    assert again.only("p", role="status").text == "It is tried again now."
    state = deliveries.get(house.delivery(first)).state
    assert state is not DeliveryState.REJECTED
    last = await phone.press(await phone.open("/me"), "Do not send", nth=-1)
    assert last.only("p", role="status").text == "It is not sent."
    assert deliveries.get(house.delivery(second)).state is DeliveryState.CANCELLED


async def test_what_is_sent_already_is_no_fault(house: House) -> None:
    await house.link(house.anna)
    watch_id = house.watch(house.anna)
    settle(house, watch_id, DeliveryState.REJECTED, "No.")
    phone = await house.phone_of(house.anna)
    page = await phone.open("/me")
    settle(house, watch_id, DeliveryState.DELIVERED, "")
    for label in ("Try again", "Do not send"):
        late = await phone.press(page, label)
        assert (late.status, late.title) == (409, "That did not work")


async def test_questions_are_answered_by_whom_they_are_about(house: House) -> None:
    await house.link(house.anna)
    phone = await house.phone_of(house.anna)
    await house.link(house.ben)
    marked, bens = house.watch(house.anna, episode(5)), house.watch(house.ben)
    holds.ask_about_marks(house.anna.id, [marked])
    holds.ask_about_marks(house.ben.id, [bens])
    page = await phone.open("/me")
    assert "A whole series at once?" in page.text
    assert page.labels() == [
        "Send, with the time of marking",
        "Send, with their release dates",
        "Leave them out",
    ]
    page = await phone.press(page, "Leave them out")
    assert page.only("p", role="status").text == "Done."
    assert deliveries.get(house.delivery(marked)).state is DeliveryState.CANCELLED
    assert [one.member and one.member.name for one in holds.questions()] == ["Ben"]


async def test_a_pause_ends_with_a_question(house: House) -> None:
    await house.link(house.anna)
    phone = await house.phone_of(house.anna)
    page = await phone.press(await phone.open("/me/settings"), "Until I resume")
    assert page.only("p", role="status").text == "Sending is paused."
    held = holds.pause_for(house.anna.id)
    watch_id = house.watch(house.anna, hold_id=held)
    await phone.press(page, "Resume")
    page = await phone.press(await phone.open("/me"), "Keep them here only")
    assert page.only("p", role="status").text == "Done."
    assert deliveries.get(house.delivery(watch_id)).state is DeliveryState.CANCELLED


# -- trackers


async def test_linking_trakt_with_a_code(house: House) -> None:
    house.watch(house.anna)
    phone = await house.phone_of(house.anna)
    page = await phone.press(await phone.open("/me/accounts"), "Link Trakt")
    account = house.account(house.anna)
    assert page.path == f"/me/accounts/{account.id}/code"
    assert account.sign_in is not None
    code = account.sign_in.user_code
    assert page.only("span", class_="code").text == code
    assert " ".join(code) in page.text, "spelled for whoever listens"
    link = page.only("a", target="_blank")
    assert link.attributes["href"] == f"{account.sign_in.verification_url}/{code}"
    assert link.attributes["rel"] == "noopener noreferrer"
    assert page.only("div", id="live").attributes["data-every"] == "3"
    assert page.only("p", class_="progress").attributes["data-said"]
    assert page.link("Trackers") == "/me/accounts"
    house.trakt.confirm(code, house.trakt.add_user("anna"))
    page = await page_with(phone, page.path, "Trakt is linked as anna.")
    assert "data-every" not in page.only("div", id="live").attributes
    assert "One watch can be sent there." in page.text
    page = await phone.press(page, "Keep them here only")
    assert "can be sent" not in (await phone.open("/me")).text


async def test_sending_what_was_watched_before(house: House) -> None:
    house.watch(house.anna)
    await house.link(house.anna)
    phone = await house.phone_of(house.anna)
    page = await phone.press(await phone.open("/me"), "Send them")
    assert page.only("p", role="status").text == "They are on their way."
    await page_with(phone, "/me", "Trakt: delivered")


async def test_linking_simkl(house: House) -> None:
    phone = await house.phone_of(house.anna)
    page = await phone.press(await phone.open("/me/accounts"), "Link Simkl")
    code = page.only("span", class_="code").text
    house.simkl.confirm(code, house.simkl.add_user("anna"))
    await page_with(phone, page.path, "Simkl is linked")
    page = await phone.open("/me/accounts")
    assert "linked as anna" in page.text
    assert "Send films that you watch again" not in page.labels(), "Simkl keeps one play of each"


async def test_tv_time_is_linked_at_the_computer(house: House) -> None:
    phone = await house.phone_of(house.anna)
    page = await phone.open("/me/accounts")
    assert "TV Time asks for a password, and this page is not encrypted." in page.text
    assert "Link TV Time" not in page.labels()
    assert page.all("input", type="password") == []
    form = page.form("Link Trakt")
    for other in ("tvtime", "nothing", ""):
        form.fields["destination"] = other
        assert (await phone.post(form)).status == 404
    assert accounts.of_member(house.anna.id) == []


async def test_a_declined_code_can_be_tried_again(house: House) -> None:
    phone = await house.phone_of(house.anna)
    page = await phone.press(await phone.open("/me/accounts"), "Link Trakt")
    house.trakt.deny(page.only("span", class_="code").text)
    page = await page_with(phone, page.path, "Trakt is not linked.")
    assert "declined" in page.text
    page = await phone.press(page, "Try again")
    assert page.only("span", class_="code").text
    page = await phone.press(page, "Call it off")
    assert page.path == "/me/accounts"
    assert accounts.of_member(house.anna.id) == []


async def test_trouble_with_the_tracker_is_said(house: House) -> None:
    phone = await house.phone_of(house.anna)
    page = await phone.open("/me/accounts")
    await house.trakt.stop()
    failed = await phone.press(page, "Link Trakt")
    assert failed.status == 502
    assert "Try again in a moment." in failed.text
    assert failed.link("Back") == "/me"


async def test_without_the_households_app(house: House) -> None:
    settings.put_app_credentials("trakt", "another", "secret")
    phone = await house.phone_of(house.anna)
    page = await phone.press(await phone.open("/me/accounts"), "Link Trakt")
    assert page.status == 502
    house.engine.linking._sign_ins._app_of = lambda name: None
    page = await phone.press(await phone.open("/me/accounts"), "Link Trakt")
    assert (page.status, page.title) == (409, "Trakt is not set up yet")


async def test_codes_are_not_asked_for_without_end(house: House) -> None:
    phone = await house.phone_of(house.anna)
    form = (await phone.open("/me/accounts")).form("Link Trakt")
    found = [(await phone.post(form, allow_redirects=False)).status for _ in range(7)]
    assert found == [303] * 6 + [429]


async def test_switches_count_at_once(house: House) -> None:
    account = await house.link(house.anna)
    phone = await house.phone_of(house.anna)
    page = await phone.open("/me/accounts")
    labels = {
        "Send films that you watch again": "rewatch_films",
        "Send episodes that you watch again": "rewatch_episodes",
        "Show what is playing and keep the place": "share_progress",
    }
    for label, name in labels.items():
        before = getattr(accounts.get(account.id), name)
        assert switch(page, label) == str(before).lower()
        page = await phone.press(page, label)
        assert getattr(accounts.get(account.id), name) is not before
        assert switch(page, label) == str(not before).lower()
    form = page.form("Send films that you watch again")
    form.fields = {**form.fields, "member_id": "2", "state": "unlinked", "live_allowed": "off"}
    await phone.post(form)
    assert accounts.get(account.id).state is AccountState.LINKED
    assert accounts.get(account.id).live_allowed


async def test_unlinking_asks_first(house: House) -> None:
    account = await house.link(house.anna)
    phone = await house.phone_of(house.anna)
    page = await phone.open((await phone.open("/me/accounts")).link("Unlink"))
    assert page.title == "Unlink Trakt?"
    assert accounts.get(account.id).state is AccountState.LINKED
    page = await phone.press(page, "Unlink")
    assert page.only("p", role="status").text == "Trakt is unlinked."
    assert accounts.get(account.id).state is AccountState.UNLINKED
    assert house.trakt.grants.grants[-1].access_ended
    assert "Link Trakt" in page.labels()
    assert (await phone.open(f"/me/accounts/{account.id}/unlink")).status == 404


async def test_an_ended_sign_in_is_on_the_first_page(house: House) -> None:
    account = await house.link(house.anna)
    accounts.change(account.id, {"state": AccountState.NEEDS_RELINK, "message": ""})
    watch_id = house.watch(house.anna)
    phone = await house.phone_of(house.anna)
    page = await phone.open("/me")
    assert "Your sign-in at Trakt ended" in page.text
    assert "Trakt: needs your sign-in" in page.text
    page = await phone.press(page, "Sign in again")
    code = page.only("span", class_="code").text
    house.trakt.confirm(code, house.trakt.users["anna"])
    await page_with(phone, page.path, "Trakt is linked as anna.")
    assert house.account(house.anna).id == account.id
    assert deliveries.get(house.delivery(watch_id)).account_id == account.id


async def test_an_ended_sign_in_with_a_password_leads_to_the_computer(house: House) -> None:
    account = accounts.open_for(house.anna.id, "tvtime", rewatches=False)
    accounts.link(account.id, "77", "anna", Tokens("an-access-token"))
    accounts.change(account.id, {"state": AccountState.NEEDS_RELINK})
    phone = await house.phone_of(house.anna)
    for path in ("/me", "/me/accounts"):
        page = await phone.open(path)
        assert "TV Time asks for a password" in page.text
        assert "Sign in again" not in page.labels()


# -- settings


async def test_hand_marks_and_a_pause_of_ones_own(house: House) -> None:
    phone = await house.phone_of(house.anna)
    page = await phone.press(
        await phone.open("/me/settings"), "Send what you mark as watched by hand"
    )
    assert not household.member(house.anna.id).hand_marks
    assert household.member(house.ben.id).hand_marks
    for label, at_most in (("For an hour", HOUR), ("Until tomorrow morning", 31 * HOUR)):
        page = await phone.press(page, label)
        [pause] = holds.pauses()
        assert pause.member_id == house.anna.id
        assert pause.until is not None
        assert timedelta() < pause.until - datetime.now(UTC) <= at_most
        assert "Paused until " in page.text
        page = await phone.press(page, "Resume")
        assert holds.pauses() == []
    house.engine.pause(None)
    assert "paused for everybody" in (await phone.open("/me/settings")).text
    await phone.press(await phone.open("/me/settings"), "Until I resume")
    await phone.press(await phone.open("/me/settings"), "Resume")
    assert [one.member_id for one in holds.pauses()] == [None], "that is not Anna's to end"


async def test_who_is_switched_off_is_told(house: House) -> None:
    household.change_member(house.anna.id, {"enabled": False})
    phone = await house.phone_of(house.anna)
    assert "Sending is switched off for you" in (await phone.open("/me")).text


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15", "iPhone"),
        ("Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 Chrome/156.0", "Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Linux"),
        ("a-tool/1.0", ""),
    ],
)
async def test_devices_are_told_apart_by_kind(house: House, agent: str, name: str) -> None:
    phone = await house.phone()
    form = (await phone.open(house.invite(house.anna))).form("Open my page")
    await phone.post(form, headers={"User-Agent": agent})
    [device] = invitations.devices(house.anna.id, datetime.now(UTC))
    assert device.name == name


async def test_what_is_not_there(house: House) -> None:
    phone = await house.phone_of(house.anna)
    for path in ("/me/nothing", "/me/", "/me/accounts/x/code"):
        page = await phone.open(path)
        assert (page.status, page.title) == (404, "There is nothing at this address")
    page = await phone.send("DELETE", "/me/settings")
    assert (page.status, page.title) == (405, "That is not possible here")
    assert page.headers["Allow"] == "GET"


@pytest.mark.logs(r"ERROR .*GET /me failed")
async def test_a_fault_of_ours_is_said_in_words(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await house.phone_of(house.anna)
    monkeypatch.setattr("scroblarr_desktop.store.log.watches", None)
    page = await phone.open("/me")
    assert (page.status, page.title) == (500, "Scroblarr stumbled over this")
