"""One account: how it is in mark, word and sentence, and what can be done about it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop.store import accounts, deliveries
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.ui.household.account_card import AccountCard
from tests.ui.desk import Desk, a_desk, buttons, press, question, until, words
from tests.ui.made_up import movie

ENDED = "Trakt ended the sign-in."


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path) as made:
        yield made


async def shown(desk: Desk) -> AccountCard:
    """Return the card of Anna's account, linked."""
    account = await desk.link()
    [trakt] = [one for one in desk.engine.linking.offered() if one.name == "trakt"]
    card = AccountCard(desk.backing, trakt.traits)
    card.show_account(account)
    card.show()
    return card


def changed(card: AccountCard, **changes: object) -> Account:
    """Show the account after such a change."""
    assert card.account is not None
    account = accounts.change(card.account.id, changes)
    card.show_account(account)
    return account


async def test_a_linked_account_says_whose_it_is_there(desk: Desk) -> None:
    card = await shown(desk)
    assert card.title.text() == "Trakt: linked (anna)"
    assert card.mark.name == "delivered"
    assert list(buttons(card)) == ["Unlink…"]
    assert card.options.films.isChecked()
    card.close()


@pytest.mark.parametrize(
    ("state", "word", "mark", "offered"),
    [
        (AccountState.WAITING, "waiting for you to confirm", "waiting", "Show the code"),
        (AccountState.NEEDS_RELINK, "sign-in needed", "needs_sign_in", "Sign in again"),
        (AccountState.EXPIRED, "the code ran out", "needs_sign_in", "Get a new code"),
        (AccountState.DENIED, "not linked", "needs_sign_in", "Try again"),
        (AccountState.UNLINKED, "not linked", "cancelled", "Link again"),
    ],
)
async def test_each_state_has_its_word_and_what_helps(
    desk: Desk, state: AccountState, word: str, mark: str, offered: str
) -> None:
    card = await shown(desk)
    changed(card, state=state, message=ENDED)
    assert card.title.text() == f"Trakt: {word} (anna)"
    assert card.mark.name == mark
    asked: list[str] = []
    card.sign_in_asked.connect(asked.append)
    press(card, offered)
    assert asked == ["trakt"]
    card.close()


async def test_an_ended_sign_in_tells_of_the_one_place_for_apps(desk: Desk) -> None:
    card = await shown(desk)
    assert not card.snag.isVisibleTo(card)
    changed(card, state=AccountState.NEEDS_RELINK, message=ENDED)
    assert card.snag.isVisibleTo(card)
    assert ENDED in words(card)
    card.close()


async def test_a_paused_account_can_be_checked_at_once(desk: Desk) -> None:
    card = await shown(desk)
    account = changed(card, state=AccountState.PAUSED, message="The app was rejected.")
    assert card.mark.name == "paused"
    press(card, "Check now")
    await until(lambda: accounts.get(account.id).state is AccountState.LINKED)
    card.close()


async def test_an_outage_is_said_with_the_next_try(desk: Desk) -> None:
    card = await shown(desk)
    soon = datetime.now(UTC) + timedelta(minutes=10)
    changed(card, outage="Trakt is not working properly right now.", failures=2, probe_at=soon)
    assert card.title.text() == "Trakt: no answer (anna)"
    assert "Next try in 10 min." in words(card)
    press(card, "Check now")
    assert accounts.get(desk.account().id).probe_at != soon
    card.close()


async def test_switches_count_at_once(desk: Desk) -> None:
    card = await shown(desk)
    card.options.progress.click()
    card.options.episodes.click()
    account = desk.account()
    assert (account.share_progress, account.rewatch_episodes) == (True, False)
    card.close()


async def test_unlinking_says_first_what_stays_and_then_signs_out(desk: Desk) -> None:
    card = await shown(desk)
    account = desk.account()
    watch_id = desk.watch(movie(), ago=timedelta(hours=1))
    later = datetime.now(UTC) + timedelta(hours=1)
    deliveries.plan(watch_id, earlier=[], rewatched=False, due_at=later, hold_id=None)
    press(card, "Unlink…")
    box = question(card)
    assert "The one watch that waits to be sent is kept." in box.informativeText()
    assert "What was sent stays at Trakt" in box.informativeText()
    assert accounts.get(account.id).state is AccountState.LINKED, "only after a yes"
    press(box, "Unlink")
    await desk.trakt.called("POST /oauth/revoke")
    await until(lambda: "Link again" in buttons(card))
    assert "One watch waits for it." in words(card)
    assert accounts.get(account.id).state is AccountState.UNLINKED
    card.close()


async def test_a_sign_in_that_never_was_is_called_off_without_a_question(desk: Desk) -> None:
    account = await desk.engine.linking.start_sign_in(desk.ben.id, "trakt")
    [trakt] = [one for one in desk.engine.linking.offered() if one.name == "trakt"]
    card = AccountCard(desk.backing, trakt.traits)
    card.show_account(account)
    card.show()
    assert card.title.text() == "Trakt: waiting for you to confirm"
    press(card, "Call it off")
    await until(lambda: accounts.get(account.id).state is AccountState.UNLINKED)
    card.close()
