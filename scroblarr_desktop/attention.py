"""What needs a person, in plain words and with what to press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import accounts, holds, household, log, offers, writing
from scroblarr_desktop.store.offers import Offer
from scroblarr_desktop.store.records import (
    Account,
    AccountState,
    DeliveryState,
    KeptViewer,
    Question,
    Trouble,
)
from scroblarr_desktop.store.refusals import Missing

TITLES = {"trakt": "Trakt", "tvtime": "TV Time", "simkl": "Simkl"}


@dataclass(frozen=True)
class Need:
    """One thing that waits for a person. `actions` are pairs of key and button text."""

    key: str
    title: str
    sentence: str
    actions: tuple[tuple[str, str], ...]
    watch_id: int | None = None
    """The watch it is about, to open it in the log."""
    link: str | None = None
    """A page to open in the browser."""
    offered: bool = False
    """It may be done if the person likes; nothing waits for it."""


class Deliveries(Protocol):
    """What `sync` can do about a delivery."""

    def retry(self, delivery_id: int) -> None: ...
    def cancel(self, delivery_id: int) -> None: ...
    def wake(self) -> None: ...


def needs(now: datetime) -> list[Need]:
    """Return what needs a person: accounts first, then questions, viewers and single watches."""
    names = {one.id: one.name for one in household.members()}
    found = [
        _account(one, names[one.member_id])
        for one in accounts.all_accounts()
        if _needs_person(one) and one.member_id in names
    ]
    found += [_question(question) for question in holds.questions()]
    members = [(f"give:{member_id}", f"This is {name}") for member_id, name in names.items()]
    # Shared friends on foreign servers are listed quietly, elsewhere.
    strangers = [one for one in household.all_viewers(unassigned=True) if one.on_own_server]
    found += [_viewer(one, members) for one in strangers]
    return found + [_trouble(trouble) for trouble in log.troubles(now)]


def offers_to_send() -> list[Need]:
    """Return what may be sent if the person likes: nothing that needs anybody."""
    names = {one.id: one.name for one in household.members()}
    linked = [
        one
        for one in accounts.all_accounts()
        if one.state is AccountState.LINKED and one.member_id in names
    ]
    offered = [(one, names[one.member_id], offers.waiting(one.id)) for one in linked]
    return [_offer(account, name, offer) for account, name, offer in offered if offer]


def act(sync: Deliveries, need_key: str, action: str) -> None:
    """Carry out an action of a need. Raises Missing, Conflict, StoreTrouble."""
    kind, _, number = need_key.partition(":")
    if not number.isdecimal():
        raise Missing("need")
    parts: dict[str, Callable[[int, str], None]] = {
        "account": _act_on_account,
        "earlier": _act_on_offer,
        "question": holds.answer,
        "viewer": _act_on_viewer,
        "delivery": partial(_act_on_delivery, sync),
    }
    if kind not in parts:
        raise Missing("need")
    parts[kind](int(number), action)
    sync.wake()


def _act_on_account(account_id: int, action: str) -> None:
    if action != "check" or accounts.get(account_id).state is not AccountState.PAUSED:
        raise Missing("action")
    accounts.change(account_id, {"probe_at": utc_now()})


def _act_on_offer(account_id: int, action: str) -> None:
    if action == "send":
        offers.send(account_id)
    elif action == "keep":
        offers.keep(account_id)
    else:
        raise Missing("action")


def _act_on_viewer(viewer_id: int, action: str) -> None:
    word, _, member_id = action.partition(":")
    if action == "ignore":
        household.ignore_viewer(viewer_id)
    elif word == "give" and member_id.isdecimal():
        _give(viewer_id, int(member_id))
    elif action == "add":
        with writing(Changed.HOUSEHOLD):
            _give(viewer_id, household.add_member(household.viewer(viewer_id).name).id)
    else:
        raise Missing("action")


def _act_on_delivery(sync: Deliveries, delivery_id: int, action: str) -> None:
    if action == "retry":
        sync.retry(delivery_id)
    elif action == "cancel":
        sync.cancel(delivery_id)
    else:
        raise Missing("action")


def _give(viewer_id: int, member_id: int) -> None:
    viewer = household.viewer(viewer_id)
    household.give_viewer(member_id, viewer.server_id, viewer.account_id, None)


def _needs_person(account: Account) -> bool:
    broken = (AccountState.NEEDS_RELINK, AccountState.PAUSED)
    stuck = (AccountState.DENIED, AccountState.EXPIRED)
    return account.state in broken or (account.state in stuck and account.user_id is not None)


def _account(account: Account, whose: str) -> Need:
    title = f"{whose}'s {TITLES.get(account.destination, account.destination)}"
    paused = account.state is AccountState.PAUSED
    title += " is paused" if paused else " sign-in ended"
    sentence = account.message or "Sign in again; what was watched is kept and sent then."
    actions = (("check", "Check now"),) if paused else ()
    return Need(f"account:{account.id}", title, sentence, actions)


def _offer(account: Account, name: str, offer: Offer) -> Need:
    where = TITLES.get(account.destination, account.destination)
    things = "1 watch" if offer.count == 1 else f"{offer.count} watches"
    since = f" since {offer.since.astimezone():%d.%m.%Y}" if offer.since else ""
    return Need(
        f"earlier:{account.id}",
        f"{name} watched before {where} was linked",
        f"{things}{since} can be sent there, each with its own time.",
        (("send", "Send them"), ("keep", "Keep them here only")),
        offered=True,
    )


def _question(question: Question) -> Need:
    title = "What about the pause?" if question.kind == "pause" else "A whole series at once?"
    return Need(f"question:{question.id}", title, question.text, question.options)


def _viewer(viewer: KeptViewer, members: list[tuple[str, str]]) -> Need:
    title = f"Somebody new on {viewer.server.name}: {viewer.name or viewer.account_id}"
    kept = "1 watch is" if viewer.kept_watches == 1 else f"{viewer.kept_watches} watches are"
    sentence = f"Who is this? {kept} kept for them until you say so."
    new = [("add", f"Add {viewer.name} to the household")] if viewer.name else []
    return Need(f"viewer:{viewer.id}", title, sentence, (*members, *new, ("ignore", "Ignore")))


def _trouble(trouble: Trouble) -> Need:
    where = TITLES.get(trouble.destination, trouble.destination)
    said = {
        DeliveryState.UNMATCHED: f"{where} does not know it",
        DeliveryState.REJECTED: f"{where} did not accept it",
    }.get(trouble.state, f"{where} does not have it yet")
    title = f"{trouble.what}, {trouble.member.name}: {said}"
    again = "Send again" if trouble.state is DeliveryState.WAITING else "Try again"
    actions = (("retry", again), ("cancel", "Do not send"))
    return Need(
        f"delivery:{trouble.delivery_id}", title, trouble.message, actions, trouble.watch_id
    )
