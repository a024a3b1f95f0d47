"""What stands before every page: limits, who it is, and trouble in words."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from math import ceil

from aiohttp import web
from aiohttp.typedefs import Handler

from scroblarr_desktop.destinations.errors import Outage, RemoteError, TooFast
from scroblarr_desktop.http_server.answers import ApiError
from scroblarr_desktop.http_server.bodies import Unusable
from scroblarr_desktop.http_server.markup import join, tag
from scroblarr_desktop.http_server.member_pages.backing import BACKING
from scroblarr_desktop.http_server.member_pages.rates import Rate
from scroblarr_desktop.http_server.member_pages.shell import Page, show
from scroblarr_desktop.http_server.member_pages.visits import (
    ROOT,
    NotSignedIn,
    OutOfDate,
    Visit,
    find_visit,
    forget,
    read_form,
    show_from_now_on,
    shown_by,
    words_of,
)
from scroblarr_desktop.http_server.member_pages.words import Words
from scroblarr_desktop.store import StoreTrouble, invitations
from scroblarr_desktop.store.refusals import Conflict, Missing

log = logging.getLogger(__name__)

Shown = Callable[[web.Request, Visit], Awaitable[web.StreamResponse]]
Pressed = Callable[[web.Request, Visit, dict[str, str]], Awaitable[web.StreamResponse]]


class TooOften(Exception):
    """Somebody asked more often than a person does."""

    def __init__(self, wait_s: float) -> None:
        super().__init__()
        self.wait_s = max(1, ceil(wait_s))


class Told(Exception):
    """A refusal in words for people."""

    def __init__(self, status: int, title: str, sentence: str) -> None:
        super().__init__()
        self.status = status
        self.title = title
        self.sentence = sentence


def signed_in(handler: Shown) -> Handler:
    """Return the handler of a page that only a member sees."""

    async def look(request: web.Request) -> web.StreamResponse:
        visit = find_visit(request)
        answer = await handler(request, visit)
        if invitations.note_use(visit.device, request.app[BACKING].clock()):
            show_from_now_on(request, answer, visit.shown)
        return answer

    return look


def pressed(handler: Pressed) -> Handler:
    """Return the handler of a form of a member's page."""

    async def press(request: web.Request) -> web.StreamResponse:
        visit = find_visit(request)
        count(request.app[BACKING].changes, visit.device.id)
        return await handler(request, visit, await read_form(request))

    return press


def count(rate: Rate, key: object) -> None:
    """Count one more. Raises TooOften."""
    wait_s = rate.take(key)
    if wait_s > 0:
        raise TooOften(wait_s)


def count_wrong(request: web.Request) -> None:
    """Count something that opens nothing."""
    request.app[BACKING].wrong.take(request.remote)


def refuse_guessing(request: web.Request) -> None:
    """Raise TooOften where so much was wrong from there that it looks like guessing."""
    wait_s = request.app[BACKING].wrong.wait_s(request.remote)
    if wait_s > 0:
        raise TooOften(wait_s)


@web.middleware
async def in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count the request, and turn whatever goes wrong into a page."""
    say = words_of(request)
    try:
        count(request.app[BACKING].requests, request.remote)
        return await handler(request)
    except NotSignedIn:
        return _private(request, say)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _of_aiohttp(error, say)
    except Exception as error:
        told = _told(error, say)
        if told is None:
            resource = request.match_info.route.resource
            log.exception("%s %s failed", request.method, resource and resource.canonical)
            told = Told(500, say("error_ours"), say("error_ours_then"))
        return _page(told, say, error)


def _private(request: web.Request, say: Words) -> web.Response:
    if shown_by(request):
        count_wrong(request)
    content = tag("p", say("private_then"))
    answer = show(say, Page(say("private_title"), content), status=403)
    if shown_by(request):
        forget(request, answer)
    return answer


def _of_aiohttp(error: web.HTTPException, say: Words) -> web.Response:
    missing = error.status == 404
    title = say("error_missing" if missing else "error_method")
    answer = _page(Told(error.status, title, say("error_missing_then") if missing else ""), say)
    if "Allow" in error.headers:
        answer.headers["Allow"] = error.headers["Allow"]
    return answer


def _page(told: Told, say: Words, error: Exception | None = None) -> web.Response:
    back = tag("a", say("back"), href=ROOT, class_="button")
    content = join(tag("p", told.sentence) if told.sentence else None, tag("p", back))
    answer = show(say, Page(told.title, content), status=told.status)
    if isinstance(error, TooOften):
        answer.headers["Retry-After"] = str(error.wait_s)
    return answer


def _told(error: Exception, say: Words) -> Told | None:
    match error:
        case Told():
            return error
        case Missing():
            return Told(404, say("error_missing"), say("error_missing_then"))
        case Conflict():
            return Told(409, say("error_title"), say.told(str(error)))
        case OutOfDate():
            return Told(403, say("error_form"), say("error_form_then"))
        case TooOften():
            return Told(429, say("error_often"), say.counted("error_often", error.wait_s))
        case ApiError():
            return Told(error.status, say("error_title"), error.message)
        case Unusable():
            return Told(error.status, say("error_title"), say.told(error.sentence))
        case StoreTrouble():
            then = error.next_step
            return Told(503, say.told(error.title), say.told(f"{error.sentence} {then}"))
        case RemoteError():
            passing = isinstance(error, Outage | TooFast)
            then = say("error_pass") if passing else say.told(error.next_step)
            return Told(502, say.told(error.title), f"{say.told(error.sentence)} {then}")
    return None
