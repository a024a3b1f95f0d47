"""The small page by which a phone shows that the home network reaches this computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from aiohttp import web

from scroblarr_desktop.http_server.callers import is_loopback
from scroblarr_desktop.telling.browsers import told_in, wanted_language

HELLO = "/hello"

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center;
  font: 1.125rem/1.5 system-ui, sans-serif; color: #202124; background: #ffffff; }}
main {{ padding: 1.5rem; max-width: 28rem; text-align: center; overflow-wrap: anywhere; }}
svg {{ width: 4rem; height: 4rem; color: #1a6b3c; }}
h1 {{ font-size: 1.75rem; margin: .5rem 0; }}
p {{ margin: .5rem 0; }}
@media (prefers-color-scheme: dark) {{
  body {{ color: #e8eaed; background: #202124; }}
  svg {{ color: #7fd6a0; }}
}}
</style>
</head>
<body>
<main>
<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"
  stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
<circle cx="12" cy="12" r="9"/><path d="M8 12.5l2.75 2.75L16 9.5"/></svg>
<h1>{title}</h1>
<p>{reaches}</p>
<p>{close}</p>
</main>
</body>
</html>
"""

_HEADERS = {
    # Nothing from anywhere else, and nobody may show this page within another.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class PhoneVisit:
    """Another device that opened the page, by its address."""

    address: str
    at: datetime


class HelloPage:
    """Says nothing of anybody: it holds this computer's name and no more."""

    def __init__(self, computer_name: Callable[[], str]) -> None:
        self._computer_name = computer_name
        self.last_visit: PhoneVisit | None = None
        """The latest from another device; this computer's own browser proves nothing."""

    async def show(self, request: web.Request) -> web.Response:
        caller = request.remote or ""
        if caller and not is_loopback(caller) and caller != _own_end(request):
            self.last_visit = PhoneVisit(caller, datetime.now(UTC))
        text = _written(request.headers.get("Accept-Language", ""), self._computer_name())
        return web.Response(text=text, content_type="text/html", headers=_HEADERS)


def _written(accept_language: str, computer: str) -> str:
    language = wanted_language(accept_language)
    told = told_in(language)
    name, reaches = escape(computer), f"This phone reaches Scroblarr on {computer}."
    return _PAGE.format(
        language=language,
        title=told("It works"),
        reaches=escape(told(reaches)).replace(name, f"<strong>{name}</strong>"),
        close=told("You can close this page."),
    )


def _own_end(request: web.Request) -> str:
    """Return the address at which this computer was called."""
    ends = request.transport.get_extra_info("sockname") if request.transport else None
    return str(ends[0]) if ends else ""
