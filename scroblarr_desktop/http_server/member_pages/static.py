"""The three files that the pages need: looks, a little script, an icon."""

from __future__ import annotations

from functools import cache

from aiohttp import web

from scroblarr_desktop.paths import resources_dir


@cache
def _read(name: str) -> str:
    return (resources_dir() / name).read_text("utf-8")


def file_answer(name: str, content_type: str) -> web.Response:
    """Return one of the program's own files."""
    return web.Response(text=_read(name), content_type=content_type)


async def _css(_request: web.Request) -> web.Response:
    return file_answer("pages/page.css", "text/css")


async def _script(_request: web.Request) -> web.Response:
    return file_answer("pages/page.js", "text/javascript")


async def _icon(_request: web.Request) -> web.Response:
    return file_answer("icons/app-light.svg", "image/svg+xml")


ROUTES = [
    web.get("/page.css", _css, allow_head=False),
    web.get("/page.js", _script, allow_head=False),
    web.get("/icon.svg", _icon, allow_head=False),
]
