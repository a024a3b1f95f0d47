"""Who looks at a page: the cookie of a device, and what proves that a form is ours."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from aiohttp import web

from scroblarr_desktop.http_server.answers import ApiError
from scroblarr_desktop.http_server.bodies import READ_TIME_OUT_S, Unusable, read_body
from scroblarr_desktop.http_server.markup import Html, tag
from scroblarr_desktop.http_server.member_pages.backing import BACKING
from scroblarr_desktop.http_server.member_pages.words import Words, wanted_words
from scroblarr_desktop.store import household, invitations, tokens
from scroblarr_desktop.store.invitations import SIGNED_IN_FOR, Device
from scroblarr_desktop.store.records import Member

ROOT = "/me"
MOST_FORM_BYTES = 8192
_MOST_FIELDS = 20
_FORM_FIELD = "form"

_DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


class OutOfDate(Exception):
    """The form is not one that this browser got from us."""


class NotSignedIn(Exception):
    """The browser shows nothing that opens a page."""


@dataclass(frozen=True)
class Visit:
    """A member at one of their devices."""

    member: Member
    device: Device
    say: Words
    shown: str = field(repr=False)

    def form(self, action: str, *children: object, class_: str | None = None) -> Html:
        return form(self.shown, action, *children, class_=class_)


def cookie_name(request: web.Request) -> str:
    """Return a name of its own for each port: cookies do not tell ports apart (RFC 6265, 8.5)."""
    ends = request.transport.get_extra_info("sockname") if request.transport else None
    return f"scroblarr_page_{ends[1] if ends else 0}"


def shown_by(request: web.Request) -> str:
    """Return what the browser shows, "" where it shows nothing."""
    return request.cookies.get(cookie_name(request), "")


def show_from_now_on(request: web.Request, answer: web.StreamResponse, value: str) -> None:
    """Have the browser show this. Scripts do not see it, other sites' pages cannot send it."""
    answer.set_cookie(
        cookie_name(request),
        value,
        max_age=int(SIGNED_IN_FOR.total_seconds()),
        path=ROOT,
        httponly=True,
        samesite="Strict",
    )


def forget(request: web.Request, answer: web.StreamResponse) -> None:
    answer.del_cookie(cookie_name(request), path=ROOT, httponly=True, samesite="Strict")


def new_stranger() -> str:
    """Return what a browser shows that is not signed in, so that its form can be told apart."""
    return tokens.new_secret()


def words_of(request: web.Request) -> Words:
    return wanted_words(request.headers.get("Accept-Language", ""))


def find_visit(request: web.Request) -> Visit:
    """Return who it is. Raises NotSignedIn."""
    shown = shown_by(request)
    device = invitations.device_of(shown, request.app[BACKING].clock()) if shown else None
    if device is None:
        raise NotSignedIn
    return Visit(household.member(device.member_id), device, words_of(request), shown)


def form(shown: str, action: str, *children: object, class_: str | None = None) -> Html:
    """Return a form with the proof that it is ours."""
    proof = tag("input", type="hidden", name=_FORM_FIELD, value=_proof(shown))
    return tag("form", proof, *children, method="post", action=action, class_=class_)


async def read_form(request: web.Request) -> dict[str, str]:
    """Return the form's fields. Raises OutOfDate where it is not ours, ApiError, Unusable."""
    _refuse_foreign(request)
    if request.content_type != "application/x-www-form-urlencoded":
        raise ApiError(415, "not_a_form", "This is not the form of the page.")
    body = await read_body(request, MOST_FORM_BYTES, READ_TIME_OUT_S)
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"
        )
    except ValueError:
        raise Unusable(400, "This is not the form of the page.") from None
    fields = dict(pairs)
    shown, proof = shown_by(request), fields.pop(_FORM_FIELD, "")
    if not shown or not hmac.compare_digest(proof.encode(), _proof(shown).encode()):
        raise OutOfDate
    return fields


def device_name(request: web.Request) -> str:
    """Return what kind of device the browser says that it runs on, "" where it does not."""
    agent = request.headers.get("User-Agent", "")
    return next((name for mark, name in _DEVICES if re.search(rf"\b{mark}\b", agent)), "")


def _refuse_foreign(request: web.Request) -> None:
    """Raise OutOfDate where the browser says that another site's page sends the form.

    Ports count here, although cookies and SameSite ignore them: another program of this computer
    may have pages, too.
    """
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        raise OutOfDate


def _proof(shown: str) -> str:
    return hmac.new(shown.encode("utf-8", "surrogateescape"), b"form", hashlib.sha256).hexdigest()
