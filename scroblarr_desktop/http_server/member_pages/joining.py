"""Coming in with an invitation, and signing out."""

from __future__ import annotations

from aiohttp import web

from scroblarr_desktop.http_server.markup import join, tag
from scroblarr_desktop.http_server.member_pages.backing import BACKING
from scroblarr_desktop.http_server.member_pages.guards import (
    Told,
    count_wrong,
    pressed,
    refuse_guessing,
)
from scroblarr_desktop.http_server.member_pages.shell import Page, button, show, turn_to
from scroblarr_desktop.http_server.member_pages.visits import (
    ROOT,
    Visit,
    device_name,
    forget,
    form,
    new_stranger,
    read_form,
    show_from_now_on,
    shown_by,
    words_of,
)
from scroblarr_desktop.store import household, invitations
from scroblarr_desktop.store.refusals import Missing


def join_path(token: str) -> str:
    """Return what follows the address of this computer in an invitation."""
    return f"{ROOT}/join/{token}"


async def _offer(request: web.Request) -> web.Response:
    """Show a button and no more: programs that look ahead at links must not use them up."""
    refuse_guessing(request)
    say, token, backing = words_of(request), request.match_info["token"], request.app[BACKING]
    try:
        name = household.member(invitations.invited(token, backing.clock())).name
    except Missing:
        raise _used(request) from None
    shown = shown_by(request) or new_stranger()
    content = join(
        tag("p", say("join_purpose", computer=backing.computer_name())),
        form(shown, join_path(token), button(say("join"), class_="main")),
        tag("p", say("join_once"), class_="hint"),
    )
    answer = show(say, Page(say("join_title", name=name), content))
    show_from_now_on(request, answer, shown)
    return answer


async def _join(request: web.Request) -> web.Response:
    refuse_guessing(request)
    await read_form(request)
    token, now = request.match_info["token"], request.app[BACKING].clock()
    try:
        shown, _ = invitations.accept(token, device_name(request), now)
    except Missing:
        raise _used(request) from None
    answer = turn_to(ROOT)
    show_from_now_on(request, answer, shown)
    return answer


def _used(request: web.Request) -> Told:
    count_wrong(request)
    say = words_of(request)
    return Told(404, say("used_title"), say("used_then"))


async def _leave(request: web.Request, visit: Visit, _fields: dict[str, str]) -> web.Response:
    invitations.sign_out(visit.device.id)
    page = Page(visit.say("left_title"), tag("p", visit.say("left_then")))
    answer = show(visit.say, page)
    forget(request, answer)
    return answer


ROUTES = [
    web.get("/join/{token:[A-Za-z0-9_-]{1,100}}", _offer, allow_head=False),
    web.post("/join/{token:[A-Za-z0-9_-]{1,100}}", _join),
    web.post("/leave", pressed(_leave)),
]
