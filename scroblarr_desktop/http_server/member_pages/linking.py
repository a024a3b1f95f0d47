"""Linking a tracker with a code, and what comes of it, in one place."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web

from scroblarr_desktop.destinations.titles import title_of
from scroblarr_desktop.http_server.markup import Html, join, tag
from scroblarr_desktop.http_server.member_pages import needs
from scroblarr_desktop.http_server.member_pages.backing import BACKING
from scroblarr_desktop.http_server.member_pages.guards import Told, count, pressed, signed_in
from scroblarr_desktop.http_server.member_pages.needs import own_account, sign_in_form
from scroblarr_desktop.http_server.member_pages.shell import Page, button, icon, show, turn_to
from scroblarr_desktop.http_server.member_pages.times import moment
from scroblarr_desktop.http_server.member_pages.visits import ROOT, Visit
from scroblarr_desktop.linking import NoApp, page_with_code
from scroblarr_desktop.store.records import Account, AccountState, SignIn
from scroblarr_desktop.store.refusals import Missing

LOOK_EVERY_S = 3


async def _start(request: web.Request, visit: Visit, fields: dict[str, str]) -> web.Response:
    backing, say = request.app[BACKING], visit.say
    tracker = backing.tracker(fields.get("destination", ""))
    if tracker is None or not tracker.by_code:
        raise Missing("tracker")
    count(backing.sign_ins, visit.device.id)
    try:
        account = await backing.services.linking.start_sign_in(visit.member.id, tracker.name)
    except NoApp:
        title = say("error_no_app", tracker=tracker.title)
        raise Told(409, title, say("error_no_app_then")) from None
    return turn_to(f"{ROOT}/accounts/{account.id}/code")


async def _show(request: web.Request, visit: Visit) -> web.Response:
    account, say = own_account(request, visit), visit.say
    now = request.app[BACKING].clock()
    waits = account.state is AccountState.WAITING
    page = Page(
        say("linking_title", tracker=title_of(account.destination)),
        _waiting(visit, account, now) if waits else _ended(visit, account),
        shown_in_nav="trackers",
        live_s=LOOK_EVERY_S if waits else None,
    )
    return show(say, page)


def _waiting(visit: Visit, account: Account, now: datetime) -> Html:
    say = visit.say
    if account.sign_in is None:
        again = sign_in_form(visit, account.destination, say("code_here"), main=True)
        return join(tag("p", say("elsewhere")), again)
    steps = _steps(visit, account, account.sign_in)
    said = say.told(account.outage or account.message) or say("waiting_for_you")
    until = say("code_until", when="\0").partition("\0")
    when = moment(say, account.sign_in.expires_at, now)
    path = f"{ROOT}/accounts/{account.id}/unlink"
    return join(
        tag("ol", steps, class_="steps"),
        _progress("waiting", said),
        tag("p", until[0], when, until[2], class_="hint"),
        visit.form(path, button(say("call_off"), class_="quiet")) if not account.user_id else None,
    )


def _steps(visit: Visit, account: Account, sign_in: SignIn) -> list[Html]:
    say, tracker = visit.say, title_of(account.destination)
    link = tag(
        "a",
        say("open_tracker", tracker=tracker),
        tag("span", f" ({say('opens_new')})", class_="unseen"),
        href=_page(sign_in),
        target="_blank",
        rel="noopener noreferrer",
        class_="button main",
    )
    spelled = say("code_spelled", letters=" ".join(sign_in.user_code))
    code = tag(
        "p",
        tag("span", sign_in.user_code, class_="code", aria_hidden="true"),
        tag("span", spelled, class_="unseen"),
    )
    copy = tag(
        "button",
        say("copy"),
        type="button",
        class_="copy",
        hidden=True,
        data_copy=sign_in.user_code,
        data_copied=say("copied"),
    )
    return [
        tag("li", tag("p", say("code_first", tracker=tracker)), tag("p", link)),
        tag("li", tag("p", say("code_second")), code, copy),
        tag("li", tag("p", say("code_third"))),
    ]


def _page(sign_in: SignIn) -> str | None:
    """Return where to confirm it: a web page, whatever the tracker answered."""
    page = page_with_code(sign_in)
    return page if page.startswith(("https://", "http://")) else None


def _ended(visit: Visit, account: Account) -> Html:
    say, tracker = visit.say, title_of(account.destination)
    to_trackers = tag("a", say("to_trackers"), href=f"{ROOT}/accounts", class_="button")
    if account.state is AccountState.LINKED:
        name = account.username
        said = say("is_linked_as" if name else "is_linked", tracker=tracker, name=name)
        then = tag("p", say("linked_then"))
        return join(
            _progress("delivered", said), then, needs.offer(visit, account), tag("p", to_trackers)
        )
    key = "new_code" if account.state is AccountState.EXPIRED else "try_again"
    return join(
        _progress("needs_sign_in", say("not_linked", tracker=tracker)),
        tag("p", say.told(account.message)) if account.message else None,
        sign_in_form(visit, account.destination, say(key), main=True),
        tag("p", to_trackers),
    )


def _progress(mark: str, said: str) -> Html:
    drawing = tag("span", icon(f"icons/mark-{mark}"), class_=f"mark {mark}")
    return tag("p", drawing, " ", tag("span", said), class_="progress", data_said=said)


ROUTES = [
    web.post("/accounts", pressed(_start)),
    web.get("/accounts/{id:[0-9]{1,15}}/code", signed_in(_show), allow_head=False),
]
