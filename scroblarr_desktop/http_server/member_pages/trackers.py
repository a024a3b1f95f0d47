"""The member's trackers: how each is, its switches, and unlinking."""

from __future__ import annotations

from aiohttp import web

from scroblarr_desktop.http_server.markup import Html, join, tag
from scroblarr_desktop.http_server.member_pages.backing import BACKING, Tracker
from scroblarr_desktop.http_server.member_pages.guards import pressed, signed_in
from scroblarr_desktop.http_server.member_pages.needs import ENDED, own_account, sign_in_form
from scroblarr_desktop.http_server.member_pages.shell import Page, button, icon, show, turn_to
from scroblarr_desktop.http_server.member_pages.visits import ROOT, Visit
from scroblarr_desktop.store import accounts
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.store.refusals import Missing

LOOK_EVERY_S = 15
_MARKS = {
    AccountState.WAITING: "waiting",
    AccountState.LINKED: "delivered",
    AccountState.PAUSED: "paused",
}
_SWITCHES = ("rewatch_films", "rewatch_episodes", "share_progress")


async def _show(request: web.Request, visit: Visit) -> web.Response:
    say, backing = visit.say, request.app[BACKING]
    theirs = {one.destination: one for one in accounts.of_member(visit.member.id)}
    cards = [_card(visit, one, theirs.get(one.name)) for one in backing.trackers()]
    gone = backing.tracker(request.query.get("unlinked", ""))
    page = Page(
        say("trackers_title"),
        join(*cards),
        say("trackers_purpose"),
        shown_in_nav="trackers",
        live_s=LOOK_EVERY_S,
        said=say("done_unlinked", tracker=gone.title) if gone else "",
    )
    return show(say, page)


def _card(visit: Visit, tracker: Tracker, account: Account | None) -> Html:
    parts = _unlinked(visit, tracker) if account is None else _linked(visit, tracker, account)
    heading = tag("h2", tracker.title, id=f"tracker-{tracker.name}")
    return tag(
        "section", heading, join(*parts), class_="card", aria_labelledby=f"tracker-{tracker.name}"
    )


def _unlinked(visit: Visit, tracker: Tracker) -> list[Html]:
    say = visit.say
    if not tracker.by_code:
        return [tag("p", say("only_at_pc", tracker=tracker.title))]
    label = say("link", tracker=tracker.title)
    return [
        tag("p", say("account_unlinked"), class_="hint"),
        sign_in_form(visit, tracker.name, label, main=True),
    ]


def _linked(visit: Visit, tracker: Tracker, account: Account) -> list[Html]:
    say, state = visit.say, account.state
    mark = _MARKS.get(state, "needs_sign_in")
    word = say(f"account_{state}")
    name = f" {say('account_name', name=account.username)}" if account.username else ""
    parts = [
        tag("p", tag("span", icon(f"icons/mark-{mark}"), class_=f"mark {mark}"), f" {word}{name}"),
    ]
    said = " ".join(part for part in (account.message, account.outage) if part)
    if said:
        parts.append(tag("p", say.told(said)))
    waiting = accounts.waiting_count(account.id)
    if waiting and (state is not AccountState.LINKED or account.outage):
        parts.append(tag("p", say.counted("waits", waiting), class_="hint"))
    if not tracker.by_code and state in ENDED:
        parts.append(tag("p", say("only_at_pc", tracker=tracker.title)))
    if account.user_id is not None:
        parts += _switches(visit, tracker, account)
    return [*parts, tag("div", join(*_buttons(visit, tracker, account)), class_="buttons")]


def _switches(visit: Visit, tracker: Tracker, account: Account) -> list[Html]:
    say, path = visit.say, f"{ROOT}/accounts/{account.id}/switches"
    return [
        switch(visit, path, name, say(f"switch_{name.rpartition('_')[2]}"), getattr(account, name))
        for name in _offered(tracker)
    ]


def _offered(tracker: Tracker) -> tuple[str, ...]:
    """Return the switches that mean something at this tracker."""
    rewatches = () if tracker.traits.keeps_one_play else _SWITCHES[:2]
    return (*rewatches, *(_SWITCHES[2:] if tracker.traits.has_progress else ()))


def switch(visit: Visit, path: str, name: str, label: str, value: bool) -> Html:
    """Return a switch that counts at once, with a form of its own: it needs no script."""
    then = tag("input", type="hidden", name=name, value="off" if value else "on")
    now = tag("span", visit.say("on" if value else "off"), class_="now")
    pressable = button(
        join(tag("span", label), now, tag("span", class_="knob", aria_hidden="true")),
        class_="switch",
        role="switch",
        aria_checked="true" if value else "false",
        aria_label=label,
        id=f"switch-{path.replace('/', '-')}-{name}",
    )
    return visit.form(path, then, pressable)


def _buttons(visit: Visit, tracker: Tracker, account: Account) -> list[Html]:
    say, state = visit.say, account.state
    made = []
    if state is AccountState.WAITING and account.sign_in is not None:
        code = f"{ROOT}/accounts/{account.id}/code"
        made.append(tag("a", say("show_code"), href=code, class_="button main"))
    elif tracker.by_code and state not in (AccountState.LINKED, AccountState.PAUSED):
        key = "new_code" if state is AccountState.EXPIRED else "sign_in_again"
        made.append(sign_in_form(visit, tracker.name, say(key), main=True))
    never = account.user_id is None
    path = f"{ROOT}/accounts/{account.id}/unlink"
    if never:
        made.append(visit.form(path, button(say("call_off"), class_="quiet")))
    else:
        label = say("unlink_named", tracker=tracker.title)
        made.append(tag("a", say("unlink"), href=path, class_="button quiet", aria_label=label))
    return made


async def _switch(request: web.Request, visit: Visit, fields: dict[str, str]) -> web.Response:
    account, backing = own_account(request, visit), request.app[BACKING]
    tracker = backing.tracker(account.destination)
    known = _offered(tracker) if tracker else ()
    changes = {name: value == "on" for name, value in fields.items() if name in known}
    accounts.change(account.id, changes)
    backing.services.sync.wake()
    return turn_to(f"{ROOT}/accounts")


async def _ask_to_unlink(request: web.Request, visit: Visit) -> web.Response:
    account, say = own_account(request, visit), visit.say
    tracker = _tracker(request, account)
    path = f"{ROOT}/accounts/{account.id}/unlink"
    content = join(
        tag("p", say("unlink_then", tracker=tracker.title)),
        tag(
            "div",
            visit.form(path, button(say("unlink"), class_="main")),
            tag("a", say("keep_linked"), href=f"{ROOT}/accounts", class_="button quiet"),
            class_="buttons",
        ),
    )
    title = say("unlink_title", tracker=tracker.title)
    return show(say, Page(title, content, shown_in_nav="trackers"))


async def _unlink(request: web.Request, visit: Visit, _fields: dict[str, str]) -> web.Response:
    account = own_account(request, visit)
    await request.app[BACKING].services.linking.unlink(account.id)
    return turn_to(f"{ROOT}/accounts?unlinked={account.destination}")


def _tracker(request: web.Request, account: Account) -> Tracker:
    found = request.app[BACKING].tracker(account.destination)
    if found is None:
        raise Missing("tracker")
    return found


ROUTES = [
    web.get("/accounts", signed_in(_show), allow_head=False),
    web.post("/accounts/{id:[0-9]{1,15}}/switches", pressed(_switch)),
    web.get("/accounts/{id:[0-9]{1,15}}/unlink", signed_in(_ask_to_unlink), allow_head=False),
    web.post("/accounts/{id:[0-9]{1,15}}/unlink", pressed(_unlink)),
]
