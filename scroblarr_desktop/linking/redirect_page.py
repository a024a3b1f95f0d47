"""The page that a browser ends on after a sign-in. It loads nothing from anywhere."""

from __future__ import annotations

from html import escape

from aiohttp import web

from scroblarr_desktop.telling.browsers import told_in, wanted_language

CLOSE = "You can close this page."

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8"><title>Scroblarr</title>
<meta name="viewport" content="width=device-width">
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 28rem }}
body {{ margin: 20vh auto; padding: 0 1rem }}
</style>
</head>
<body><h1>Scroblarr</h1><p>{sentence}</p><p>{close}</p></body>
</html>
"""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    # The address of this page holds the code.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def page(request: web.Request, status: int, sentence: str) -> web.Response:
    """Return the page in the language that the browser wants."""
    language = wanted_language(request.headers.get("Accept-Language", ""))
    told = told_in(language)
    text = _PAGE.format(
        language=language, sentence=escape(told(sentence)), close=escape(told(CLOSE))
    )
    return web.Response(status=status, text=text, content_type="text/html", headers=_HEADERS)
