"""What needs the member, each with what to press: nothing of anybody else."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web

from scroblarr_desktop.destinations.titles import title_of
from scroblarr_desktop.http_server.markup import Html, join, tag
from scroblarr_desktop.http_server.member_pages.backing import BACKING
from scroblarr_desktop.http_server.member_pages.guards import pressed
from scroblarr_desktop.http_server.member_pages.shell import button, turn_to
from scroblarr_desktop.http_server.member_pages.visits import ROOT, Visit
from scroblarr_desktop.http_server.member_pages.words import Words
from scroblarr_desktop.store import accounts, deliveries, holds, log, offers
from scroblarr_desktop.store.records import (
    Account,
    AccountState,
    DeliveryState,
    Question,
    Trouble,
)
from scroblarr_desktop.store.refusals import Missing

ENDED = (AccountState.NEEDS_RELINK, AccountState.DENIED, AccountState.EXPIRED)
_BY_PASSWORD = "tvtime"  # noqa: S105 - the destination
_DONE = ("retried", "dismissed", "answered", "sent", "paused", "resumed")


def section(visit: Visit, now: datetime) -> Html | None:
    """Return everything that waits for this member, None where nothing does."""
    found = [*_accounts(visit), *_questions(visit), *_troubles(visit, now), *_offers(visit)]
    if not found:
        return None
    heading = tag("h2", visit.say("needs_you"), id="needs")
    return tag("section", heading, join(*found), aria_labelledby="needs")


def said(request: web.Request, say: Words) -> str:
    """Return what was just done, as the address says that a form led to."""
    done = request.query.get("done", "")
    return say(f"done_{done}") if done in _DONE else ""


def sign_in_form(visit: Visit, destination: str, label: str, *, main: bool = False) -> Html:
    """Return the button that asks the tracker for a code."""
    name = tag("input", type="hidden", name="destination", value=destination)
    pressable = button(label, class_="main" if main else None)
    return visit.form(f"{ROOT}/accounts", name, pressable)


def _card(title: str, sentence: object, *forms: Html) -> Html:
    return tag(
        "article",
        tag("h3", title),
        tag("p", sentence) if sentence else None,
        tag("div", join(*forms), class_="buttons"),
        class_="need",
    )


def _accounts(visit: Visit) -> list[Html]:
    theirs = accounts.of_member(visit.member.id)
    return [_ended(visit, one) for one in theirs if one.state in ENDED and one.user_id is not None]


def _ended(visit: Visit, account: Account) -> Html:
    say, tracker = visit.say, title_of(account.destination)
    title = say("account_ended", tracker=tracker)
    if account.destination == _BY_PASSWORD:
        return _card(title, say("only_at_pc", tracker=tracker))
    again = sign_in_form(visit, account.destination, say("sign_in_again"))
    return _card(title, say.told(account.message) or say("account_ended_then"), again)


def _questions(visit: Visit) -> list[Html]:
    return [
        _card(
            visit.say.may(f"question_{one.kind}", visit.say("question_other")),
            visit.say.told(one.text),
            *_answers(visit, one),
        )
        for one in _own_questions(visit)
    ]


def _answers(visit: Visit, question: Question) -> list[Html]:
    return [
        visit.form(
            f"{ROOT}/questions/{question.id}",
            tag("input", type="hidden", name="answer", value=key),
            button(visit.say.may(f"answer_{key}", label)),
        )
        for key, label in question.options
    ]


def _own_questions(visit: Visit) -> list[Question]:
    mine = visit.member.id
    return [one for one in holds.questions() if one.member is not None and one.member.id == mine]


def _troubles(visit: Visit, now: datetime) -> list[Html]:
    own = [one for one in log.troubles(now) if one.member.id == visit.member.id]
    return [_trouble(visit, one) for one in own]


def _trouble(visit: Visit, one: Trouble) -> Html:
    say, path = visit.say, f"{ROOT}/deliveries/{one.delivery_id}"
    known = one.state if one.state in (DeliveryState.UNMATCHED, DeliveryState.REJECTED) else None
    key = "trouble_removing" if one.removing else f"trouble_{known or DeliveryState.WAITING}"
    what = say(key, tracker=title_of(one.destination))
    waits = one.state is DeliveryState.WAITING and not one.removing
    again = button(say("send_again" if waits else "try_again"))
    no_more = button(say("leave_there" if one.removing else "dismiss"), class_="quiet")
    return _card(
        one.what,
        join(tag("b", what), ". ", say.told(one.message)),
        visit.form(f"{path}/retry", again),
        visit.form(f"{path}/dismiss", no_more),
    )


def _offers(visit: Visit) -> list[Html]:
    linked = [one for one in accounts.of_member(visit.member.id) if one.state == "linked"]
    return [card for one in linked if (card := offer(visit, one)) is not None]


def offer(visit: Visit, account: Account) -> Html | None:
    """Return what may be sent of what was watched before that account was linked."""
    waiting, say = offers.waiting(account.id), visit.say
    if waiting is None:
        return None
    path = f"{ROOT}/accounts/{account.id}/earlier"
    yes = tag("input", type="hidden", name="send", value="yes")
    return _card(
        say("earlier_offer", tracker=title_of(account.destination)),
        say.counted("earlier_offer", waiting.count),
        visit.form(path, yes, button(say("send_them"))),
        visit.form(path, button(say("keep_here"), class_="quiet")),
    )


async def _retry(request: web.Request, visit: Visit, _fields: dict[str, str]) -> web.Response:
    request.app[BACKING].services.sync.retry(_own_delivery(request, visit))
    return turn_to(f"{ROOT}?done=retried")


async def _dismiss(request: web.Request, visit: Visit, _fields: dict[str, str]) -> web.Response:
    request.app[BACKING].services.sync.cancel(_own_delivery(request, visit))
    return turn_to(f"{ROOT}?done=dismissed")


async def _answer(request: web.Request, visit: Visit, fields: dict[str, str]) -> web.Response:
    wanted = int(request.match_info["id"])
    if wanted not in [one.id for one in _own_questions(visit)]:
        raise Missing("question")
    holds.answer(wanted, fields.get("answer", ""))
    request.app[BACKING].services.sync.wake()
    return turn_to(f"{ROOT}?done=answered")


async def _earlier(request: web.Request, visit: Visit, fields: dict[str, str]) -> web.Response:
    account = own_account(request, visit)
    if fields.get("send") == "yes":
        offers.send(account.id)
        request.app[BACKING].services.sync.wake()
        return turn_to(f"{ROOT}?done=sent")
    offers.keep(account.id)
    return turn_to(f"{ROOT}?done=answered")


def own_account(request: web.Request, visit: Visit) -> Account:
    """Return the account in the address. Raises Missing, also where it is somebody else's."""
    account = accounts.get(int(request.match_info["id"]))
    if account.member_id != visit.member.id or account.state is AccountState.UNLINKED:
        raise Missing("account")
    return account


def _own_delivery(request: web.Request, visit: Visit) -> int:
    delivery = deliveries.get(int(request.match_info["id"]))
    if delivery.member_id != visit.member.id:
        raise Missing("delivery")
    return delivery.id


ROUTES = [
    web.post("/deliveries/{id:[0-9]{1,15}}/retry", pressed(_retry)),
    web.post("/deliveries/{id:[0-9]{1,15}}/dismiss", pressed(_dismiss)),
    web.post("/questions/{id:[0-9]{1,15}}", pressed(_answer)),
    web.post("/accounts/{id:[0-9]{1,15}}/earlier", pressed(_earlier)),
]
