"""What needs a person, in plain words and with what to press."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.destinations.titles import TITLES as TITLES
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import (
    accounts,
    assignments,
    catch_up,
    connections,
    given_addresses,
    holds,
    household,
    log,
    lost_key,
    offers,
    servers,
    writing,
)
from scroblarr_desktop.store.given_addresses import AddressChange
from scroblarr_desktop.store.offers import Offer
from scroblarr_desktop.store.records import (
    Account,
    AccountState,
    Connection,
    ConnectionState,
    DeliveryState,
    HoldKind,
    HookState,
    KeptViewer,
    Question,
    Server,
    Trouble,
)
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.store.sealing import KeyLost


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


def needs(now: datetime, lets_in: Callable[[Server], bool] = lambda _: True) -> list[Need]:
    """Return what needs a person: accounts first, then questions, viewers and single watches.

    `lets_in` says of a server whether it may call this computer from where it runs.
    """
    names = {one.id: one.name for one in household.members()}
    lost = lost_key.lost()
    found = [] if lost is None else [_lost_key(lost)]
    found += [
        _account(one, names[one.member_id])
        for one in accounts.all_accounts()
        if _needs_person(one) and one.member_id in names
    ]
    found += _servers(lets_in)
    found += [_question(question) for question in holds.questions()]
    members = [(f"give:{member_id}", f"This is {name}") for member_id, name in names.items()]
    # Shared friends and whoever is on foreign servers are listed quietly, elsewhere.
    asking, _ = strangers()
    found += [_viewer(one, members) for one in asking]
    return found + [_trouble(trouble) for trouble in log.troubles(now)]


def strangers() -> tuple[list[KeptViewer], list[KeptViewer]]:
    """Return whoever is nobody's yet: those who need an answer, and those to list quietly."""
    everybody = household.all_viewers(unassigned=True)
    asking = [one for one in everybody if _asks(one)]
    return asking, [one for one in everybody if one not in asking]


def offers_to_send() -> list[Need]:
    """Return what may be sent if the person likes: nothing that needs anybody."""
    names = {one.id: one.name for one in household.members()}
    linked = [
        one
        for one in accounts.all_accounts()
        if one.state is AccountState.LINKED and one.member_id in names
    ]
    asked = offers.asked()
    offered = [
        (one, names[one.member_id], offers.waiting(one.id)) for one in linked if one.id in asked
    ]
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
        "key": _act_on_key,
    }
    if kind not in parts:
        raise Missing("need")
    parts[kind](int(number), action)
    sync.wake()


def retry_failed(sync: Deliveries, now: datetime) -> None:
    """Send again whatever failed and needs a person. Raises StoreTrouble."""
    with writing(Changed.LOG):
        for trouble in log.troubles(now):
            with suppress(Conflict, Missing):  # something else became of it meanwhile
                sync.retry(trouble.delivery_id)
    sync.wake()


def _act_on_key(_number: int, action: str) -> None:
    if action != "new":
        raise Missing("action")
    lost_key.start_anew()


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
        assignments.assign(viewer_id, [int(member_id)])
    elif action == "add":
        with writing(Changed.HOUSEHOLD):
            name = household.viewer(viewer_id).name
            assignments.assign(viewer_id, [household.add_member(name).id])
    else:
        raise Missing("action")


def _act_on_delivery(sync: Deliveries, delivery_id: int, action: str) -> None:
    if action == "retry":
        sync.retry(delivery_id)
    elif action == "cancel":
        sync.cancel(delivery_id)
    else:
        raise Missing("action")


def _asks(viewer: KeptViewer) -> bool:
    """Return whether it is somebody of the household who has been seen, not merely listed."""
    return viewer.asks and (viewer.last_seen_at is not None or viewer.kept_watches > 0)


def _needs_person(account: Account) -> bool:
    broken = (AccountState.NEEDS_RELINK, AccountState.PAUSED)
    stuck = (AccountState.DENIED, AccountState.EXPIRED)
    return account.state in broken or (account.state in stuck and account.user_id is not None)


def _account(account: Account, whose: str) -> Need:
    where = TITLES.get(account.destination, account.destination)
    paused = account.state is AccountState.PAUSED
    title = f"{whose}'s {where} is paused" if paused else f"{whose}'s {where} sign-in ended"
    sentence = account.message or "Sign in again; what was watched is kept and sent then."
    actions = (("check", "Check now"),) if paused else (("sign_in", "Sign in again"),)
    return Need(f"account:{account.id}", title, sentence, actions)


def _offer(account: Account, name: str, offer: Offer) -> Need:
    where = TITLES.get(account.destination, account.destination)
    return Need(
        f"earlier:{account.id}",
        f"{name} watched before {where} was linked",
        _offered(offer),
        (("send", "Send them"), ("keep", "Keep them here only")),
        offered=True,
    )


def _offered(offer: Offer) -> str:
    one, count = offer.count == 1, offer.count
    if offer.since is None:
        return "1 watch can be sent there." if one else f"{count} watches can be sent there."
    day = f"{offer.since.astimezone():%d.%m.%Y}"
    if one:
        return f"1 watch since {day} can be sent there."
    return f"{count} watches since {day} can be sent there."


def _servers(lets_in: Callable[[Server], bool]) -> list[Need]:
    """Return the servers of which nothing arrives, or soon nothing will."""
    own = {one.id: one for one in servers.all_servers() if one.adopted and not one.muted}
    changes = [one for one in given_addresses.changes() if one.server_id in own]
    found = [_moved(own[one.server_id], one, lets_in) for one in changes]
    for connection in connections.all_connections():
        theirs = [own[one] for one in connections.servers_of(connection.id) if one in own]
        if theirs and (need := _connection(connection, theirs)) is not None:
            found.append(need)
    told = {need.key for need in found}
    missed = [_silent(server, since) for server, since in catch_up.missed()]
    return found + [need for need in missed if need.key not in told]


def _silent(server: Server, since: datetime) -> Need:
    sentence = (
        "What is watched there is read from its history instead, a few minutes late. "
        "Nothing is lost."
    )
    day = f"{since.astimezone():%d.%m.%Y}"
    actions = (("repair", "Repair"), ("open", "Show the server"))
    title = f"{server.name} has stopped reporting ({day})"
    return Need(f"server:{server.id}", title, sentence, actions)


def _moved(server: Server, change: AddressChange, lets_in: Callable[[Server], bool]) -> Need:
    if not lets_in(server):
        return _to_let_in(server)
    sentence = (
        f"The address was {_host(change.was)} and is {_host(change.now)} now. {server.name} still "
        "calls the old one, so nothing it reports arrives. Enter the new address there."
    )
    actions = (("open", "Show the new address"), ("pasted", "I entered it"))
    title = f"{server.name} needs this computer's new address"
    return Need(f"server:{server.id}", title, sentence, actions)


def _to_let_in(server: Server) -> Need:
    sentence = (
        f"{server.name} runs elsewhere, and so far only this computer may call Scroblarr. "
        "Allow the home network first, then enter the new address there."
    )
    actions = (("let_in", "Allow the home network…"), ("open", "Show the server"))
    title = f"{server.name} needs this computer's new address"
    return Need(f"server:{server.id}", title, sentence, actions)


def _host(base: str) -> str:
    """Return an address as people write it."""
    return base.removeprefix("http://")


def _connection(connection: Connection, theirs: list[Server]) -> Need | None:
    names = " and ".join(server.name for server in theirs)
    actions = (("open", "Show the server"),)
    key = f"server:{theirs[0].id}"
    if connection.state is ConnectionState.ENDED:
        sentence = connection.message or "Sign in again; until then nobody new is noticed there."
        actions = (("sign_in", "Sign in again"),)
        return Need(key, f"The sign-in at {names} ended", sentence, actions)
    if connection.hook_state is HookState.FAILED:
        return Need(key, f"{names} cannot report what is watched", connection.hook_message, actions)
    return None


_QUESTIONS = {
    HoldKind.PAUSE: "What about the pause?",
    HoldKind.HAND_MARKS: "A whole series at once?",
    HoldKind.REPLAY: "Seen again, or only begun again?",
}


def _question(question: Question) -> Need:
    title = _QUESTIONS[question.kind]
    return Need(f"question:{question.id}", title, question.text, question.options)


def _viewer(viewer: KeptViewer, members: list[tuple[str, str]]) -> Need:
    title = f"Somebody new on {viewer.server.name}: {viewer.name or viewer.account_id}"
    count = viewer.kept_watches
    sentence = "Who is this? 1 watch is kept for them until you say so."
    if not count:
        sentence = "Who is this? What they finish is kept until you say so."
    elif count > 1:
        sentence = f"Who is this? {count} watches are kept for them until you say so."
    new = [("add", f"Add {viewer.name} to the household")] if viewer.name else []
    return Need(f"viewer:{viewer.id}", title, sentence, (*members, *new, ("ignore", "Ignore")))


def _trouble(trouble: Trouble) -> Need:
    where = TITLES.get(trouble.destination, trouble.destination)
    if trouble.removing:
        return _late_removal(trouble, where)
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


def _lost_key(lost: KeyLost) -> Need:
    return Need(
        "key:0",
        "The key to everything secret is missing",
        f"Nothing can be sent until {lost.until}; what is watched meanwhile is kept. Without it "
        "everybody signs in again, and your media servers get new addresses.",
        (("new", "Start with new secrets"),),
    )


def _late_removal(trouble: Trouble, where: str) -> Need:
    title = f"{trouble.what}, {trouble.member.name}: {where} still has it"
    actions = (("retry", "Try again"), ("cancel", "Leave it there"))
    return Need(
        f"delivery:{trouble.delivery_id}", title, trouble.message, actions, trouble.watch_id
    )
