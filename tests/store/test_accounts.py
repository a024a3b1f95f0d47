from __future__ import annotations

import peewee
import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.store import Store, accounts, deliveries, household, log, tokens
from scroblarr_desktop.store.models import AccountRow
from scroblarr_desktop.store.records import Account, AccountState, DeliveryState, SignIn
from scroblarr_desktop.store.refusals import Conflict, Missing
from tests.store.filling import (
    HOUR,
    MINUTE,
    NOON,
    Person,
    deliver,
    delivery_of,
    end,
    episode,
    link,
    only,
    plan,
    planned,
)

SIGN_IN = SignIn("ABCD1234", "https://tracker.invalid/activate", NOON + 10 * MINUTE)


def relink(person: Person, user_id: str) -> Account:
    return link(person, user_id=user_id)


def test_an_account_that_waits_for_its_sign_in(anna: Person) -> None:
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    assert (account.state, account.user_id, account.username) == (AccountState.WAITING, None, "")
    assert (account.share_progress, account.rewatch_films, account.rewatch_episodes) == (
        False,
        True,
        True,
    )
    assert (account.live_allowed, account.failures, account.probe_at) == (True, 0, None)
    other = accounts.open_for(anna.id, "simkl", rewatches=False)
    assert (other.rewatch_films, other.rewatch_episodes) == (False, False)


@pytest.mark.parametrize(
    "state",
    [
        AccountState.WAITING,
        AccountState.DENIED,
        AccountState.EXPIRED,
        AccountState.NEEDS_RELINK,
        AccountState.PAUSED,
    ],
)
def test_a_new_sign_in_goes_on_with_the_same_account(
    anna: Person, trakt: Account, state: AccountState
) -> None:
    accounts.change(trakt.id, {"state": state})
    assert accounts.open_for(anna.id, "trakt", rewatches=True).id == trakt.id


def test_a_linked_account_is_not_opened_again(anna: Person, trakt: Account) -> None:
    with pytest.raises(Conflict, match="linked already"):
        accounts.open_for(anna.id, "trakt", rewatches=True)
    assert accounts.open_for(anna.id, "simkl", rewatches=True).id != trakt.id


def test_accounts_belong_to_members(anna: Person) -> None:
    with pytest.raises(Missing):
        accounts.open_for(99, "trakt", rewatches=True)
    household.delete_member(anna.id)
    with pytest.raises(Missing):
        accounts.open_for(anna.id, "trakt", rewatches=True)
    with pytest.raises(Missing):
        accounts.get(99)


def test_the_database_takes_one_account_in_use(anna: Person, trakt: Account) -> None:
    def insert(state: AccountState) -> None:
        AccountRow.create(
            member=anna.id,
            destination="trakt",
            state=state,
            rewatch_films=True,
            rewatch_episodes=True,
        )

    for state in AccountState:
        if state is not AccountState.UNLINKED:
            with pytest.raises(peewee.IntegrityError):
                insert(state)
    insert(AccountState.UNLINKED)
    insert(AccountState.UNLINKED)
    with pytest.raises(peewee.IntegrityError):
        AccountRow.update(state=AccountState.WAITING).execute()


# Signing in


def test_a_sign_in_shows_its_code_and_hides_its_secret(store: Store, anna: Person) -> None:
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    waiting = accounts.start_sign_in(account.id, SIGN_IN, "device")
    assert (waiting.state, waiting.sign_in) == (AccountState.WAITING, SIGN_IN)
    assert tokens.get_device_code(account.id) == "device"


@pytest.mark.parametrize("state", [AccountState.DENIED, AccountState.EXPIRED])
def test_a_sign_in_that_came_to_nothing(anna: Person, state: AccountState) -> None:
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    accounts.start_sign_in(account.id, SIGN_IN, "device")
    ended = accounts.end_sign_in(account.id, state, "Why not.")
    assert (ended.state, ended.message, ended.sign_in) == (state, "Why not.", None)
    assert tokens.get_device_code(account.id) is None


def test_linking_ends_the_sign_in_and_all_trouble(anna: Person) -> None:
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    accounts.start_sign_in(account.id, SIGN_IN, "device")
    accounts.note_failure(account.id, "It did not answer.", NOON)
    accounts.change(account.id, {"live_allowed": False})
    granted = Tokens("access", client_id="app")
    linked = accounts.link(account.id, "u1", "anna", granted)
    assert (linked.state, linked.user_id, linked.username) == (AccountState.LINKED, "u1", "anna")
    assert (linked.sign_in, linked.message, linked.client_id) == (None, "", "app")
    assert (linked.failures, linked.probe_at, linked.outage) == (0, None, "")
    assert linked.live_allowed
    assert tokens.get_account(account.id) == granted
    assert tokens.get_device_code(account.id) is None


def test_linking_again_keeps_the_switches(anna: Person, trakt: Account) -> None:
    accounts.change(trakt.id, {"share_progress": True, "rewatch_films": False})
    accounts.change(trakt.id, {"state": AccountState.NEEDS_RELINK})
    again = relink(anna, trakt.user_id or "")
    assert (again.id, again.share_progress, again.rewatch_films) == (trakt.id, True, False)


# Unlinking


def test_an_unlinked_account_keeps_its_row_but_not_its_tokens(
    anna: Person, trakt: Account, heard: list[Changed]
) -> None:
    accounts.unlink(trakt.id)
    assert accounts.get(trakt.id).state is AccountState.UNLINKED
    assert tokens.get_account(trakt.id) is None
    assert accounts.of_member(anna.id) == []
    assert accounts.all_accounts() == []
    assert [one.id for one in accounts.of_member(anna.id, unlinked=True)] == [trakt.id]
    assert heard[-1] & Changed.HOUSEHOLD


def test_the_same_user_takes_over_what_waits_under_a_new_id(anna: Person, trakt: Account) -> None:
    waiting = planned(anna, episode(1))
    unmatched = planned(anna, episode(2))
    end(delivery_of(unmatched), DeliveryState.UNMATCHED, next_try_at=NOON + HOUR)
    done = planned(anna, episode(3))
    deliver(delivery_of(done))
    cancelled = planned(anna, episode(4))
    deliveries.cancel(delivery_of(cancelled))
    accounts.unlink(trakt.id)
    again = relink(anna, trakt.user_id or "")
    assert again.id != trakt.id
    moved = {watch_id: account_of(watch_id) for watch_id in (waiting, unmatched, done, cancelled)}
    assert moved == {waiting: again.id, unmatched: again.id, done: trakt.id, cancelled: trakt.id}


def account_of(watch_id: int) -> int:
    return only(log.watch(watch_id)).account_id


def test_another_user_starts_afresh(anna: Person, trakt: Account) -> None:
    waiting = planned(anna)
    accounts.unlink(trakt.id)
    relink(anna, "somebody else")
    assert account_of(waiting) == trakt.id


def test_what_waits_for_another_member_or_destination_stays(
    anna: Person, ben: Person, trakt: Account
) -> None:
    waiting = planned(anna)
    accounts.unlink(trakt.id)
    link(ben, user_id=trakt.user_id or "")
    link(anna, "simkl", user_id=trakt.user_id or "")
    assert account_of(waiting) == trakt.id


def test_what_the_new_account_has_already_is_not_taken_twice(anna: Person, trakt: Account) -> None:
    both = planned(anna)
    accounts.unlink(trakt.id)
    other = relink(anna, "somebody else")
    plan(both)
    accounts.unlink(other.id)
    last = relink(anna, trakt.user_id or "")
    logged = log.watch(both)
    assert logged is not None
    assert {one.account_id for one in logged.deliveries} == {last.id, other.id}


def test_old_rows_that_hold_one_watch_twice_do_not_stop_a_link(
    anna: Person, trakt: Account
) -> None:
    user = trakt.user_id or ""
    watch_id = planned(anna)
    deliveries.cancel(delivery_of(watch_id))
    accounts.unlink(trakt.id)
    second = relink(anna, user)
    plan(watch_id)
    deliveries.retry(log.by_ids([watch_id])[watch_id].deliveries[0].id, NOON)
    accounts.link(second.id, user, user, Tokens("a newer one"))
    accounts.unlink(second.id)
    third = relink(anna, user)
    accounts_of = [one.account_id for one in log.by_ids([watch_id])[watch_id].deliveries]
    assert sorted(accounts_of) == [trakt.id, third.id]


def test_whether_another_member_uses_that_user(anna: Person, ben: Person, trakt: Account) -> None:
    user = trakt.user_id or ""
    assert accounts.used_by_other("trakt", user, ben.id)
    assert not accounts.used_by_other("trakt", user, anna.id)
    assert not accounts.used_by_other("trakt", "nobody", ben.id)
    assert not accounts.used_by_other("simkl", user, ben.id)
    accounts.change(trakt.id, {"state": AccountState.NEEDS_RELINK})
    assert accounts.used_by_other("trakt", user, ben.id)
    accounts.unlink(trakt.id)
    assert not accounts.used_by_other("trakt", user, ben.id)


def test_a_member_who_left_uses_nobody(anna: Person, ben: Person, trakt: Account) -> None:
    household.delete_member(anna.id)
    assert not accounts.used_by_other("trakt", trakt.user_id or "", ben.id)


def test_what_waits_for_an_account_is_counted(anna: Person, trakt: Account) -> None:
    assert accounts.waiting_count(trakt.id) == 0
    first = planned(anna)
    planned(anna, episode(5), NOON + HOUR)
    assert accounts.waiting_count(trakt.id) == 2
    deliver(delivery_of(first))
    assert accounts.waiting_count(trakt.id) == 1


def test_a_sign_in_under_way_says_that_nobody_answers_and_forgets_it(anna: Person) -> None:
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    accounts.start_sign_in(account.id, SIGN_IN, "device-code")
    accounts.note_waiting(account.id, "Nobody answers.")
    assert accounts.get(account.id).outage == "Nobody answers."
    accounts.note_waiting(account.id, "")
    assert accounts.get(account.id).outage == ""
    accounts.note_waiting(account.id, "Nobody answers.")
    assert accounts.end_sign_in(account.id, AccountState.EXPIRED, "Too late.").outage == ""


def test_what_answers_all_the_time_is_not_written_down(anna: Person, heard: list[Changed]) -> None:
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    accounts.start_sign_in(account.id, SIGN_IN, "device-code")
    heard.clear()
    accounts.note_waiting(account.id, "")
    assert heard == []


def test_a_linked_account_is_not_a_sign_in_that_waits(trakt: Account) -> None:
    accounts.note_waiting(trakt.id, "Nobody answers.")
    assert accounts.get(trakt.id).outage == ""
