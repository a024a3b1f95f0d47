"""What every page has around its content, and what the browser is told about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aiohttp import web

from scroblarr_desktop.http_server.markup import Html, join, tag
from scroblarr_desktop.http_server.member_pages.visits import ROOT
from scroblarr_desktop.http_server.member_pages.words import Words
from scroblarr_desktop.paths import resources_dir

SAFETY = {
    # Nothing from anywhere else, no script or style but the two files, and no frame around it.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers would then say "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}

_NAV = (
    ("watched", ROOT, "icons/page-log"),
    ("trackers", f"{ROOT}/accounts", "pages/link"),
    ("settings", f"{ROOT}/settings", "icons/page-settings"),
)


@dataclass(frozen=True)
class Page:
    """One page: `title` stands in the tab and on top of `content`."""

    title: str
    content: Html
    purpose: str = ""
    shown_in_nav: str = ""
    """Which of the three places it belongs to; empty for pages of nobody."""
    live_s: int | None = None
    """How often the browser looks whether the content is another one by now."""
    said: str = ""
    """What has just been done, to be read out."""


async def dress(_request: web.Request, answer: web.StreamResponse) -> None:
    answer.headers.update(SAFETY)


def show(say: Words, page: Page, status: int = 200) -> web.Response:
    text = "<!doctype html>\n" + tag("html", _head(say, page), _body(say, page), lang=say.language)
    return web.Response(text=text, content_type="text/html", status=status)


def turn_to(path: str) -> web.Response:
    """Send the browser to another page after a form."""
    return web.Response(status=303, headers={"Location": path})


@cache
def icon(name: str) -> Html:
    """Return one of our drawings, to be coloured like the text around it."""
    written = (resources_dir() / f"{name}.svg").read_text("utf-8").strip()
    written = re.sub(r">\s+<", "><", written)
    return Html(written.replace("<svg ", '<svg class="icon" aria-hidden="true" ', 1))


def button(label: object, *, class_: str | None = None, **attributes: object) -> Html:
    return tag("button", label, type="submit", class_=class_, **attributes)


def _head(say: Words, page: Page) -> Html:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{page.title} – Scroblarr"),
        tag("link", rel="icon", href=f"{ROOT}/icon.svg", type="image/svg+xml"),
        tag("link", rel="stylesheet", href=f"{ROOT}/page.css"),
        tag("script", src=f"{ROOT}/page.js", defer=True),
        # Without scripts the whole page is loaded anew.
        tag("noscript", tag("meta", http_equiv="refresh", content=str(page.live_s)))
        if page.live_s
        else None,
    )


def _body(say: Words, page: Page) -> Html:
    title = tag("h1", page.title)
    return tag(
        "body",
        tag("a", say("skip"), href="#content", class_="skip"),
        tag(
            "main",
            tag("header", title, tag("p", page.purpose) if page.purpose else None),
            tag("p", page.said, role="status", id="said", class_="said"),
            tag("div", page.content, id="live", data_every=page.live_s or None),
            id="content",
            tabindex="-1",
        ),
        _nav(say, page.shown_in_nav) if page.shown_in_nav else None,
    )


def _nav(say: Words, shown: str) -> Html:
    links = [
        tag(
            "a",
            icon(drawing),
            tag("span", say(f"nav_{key}")),
            href=path,
            aria_current="page" if key == shown else None,
        )
        for key, path, drawing in _NAV
    ]
    return tag("nav", join(*links), aria_label=say("nav"))
