"""What the local API takes and answers, as a document for programs and as a page for people.

Needs no key: it says how the API works, and nothing of this household. Whoever adds a route adds
its `Operation` to the `about_` module of its subject; a test compares them, and every answer that
the tests of the API get is checked against the document.
"""

from __future__ import annotations

from functools import cache

from aiohttp import web

from scroblarr_desktop.http_server.openapi.prefix import PREFIX
from scroblarr_desktop.paths import resources_dir

DOCUMENT, DOCS = f"{PREFIX}/openapi.json", f"{PREFIX}/docs"
STYLE = f"{DOCS}/page.css"

_SAFETY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}


# Few ever ask for them: what they are made of is loaded when somebody does.


@cache
def _page() -> str:
    from scroblarr_desktop.http_server.openapi.page import page

    return page(STYLE, DOCUMENT)


async def _show_document(_request: web.Request) -> web.Response:
    from scroblarr_desktop.http_server.openapi.document import document

    return web.json_response(document())


async def _show_page(_request: web.Request) -> web.Response:
    return web.Response(text=_page(), content_type="text/html", headers=_SAFETY)


async def _show_style(_request: web.Request) -> web.Response:
    text = (resources_dir() / "pages" / "docs.css").read_text("utf-8")
    return web.Response(text=text, content_type="text/css", headers=_SAFETY)


async def _refuse(request: web.Request) -> web.Response:
    """Say so here: further on, the API would ask for the key first."""
    raise web.HTTPMethodNotAllowed(request.method, ["GET"])


ROUTES = [
    web.get(DOCUMENT, _show_document, allow_head=False),
    web.get(DOCS, _show_page, allow_head=False),
    web.get(STYLE, _show_style, allow_head=False),
    *(web.route("*", path, _refuse) for path in (DOCUMENT, DOCS, STYLE)),
]
