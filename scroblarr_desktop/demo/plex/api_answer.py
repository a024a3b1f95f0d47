"""Answers as a Plex Media Server gives them: a MediaContainer, in XML unless JSON is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from xml.etree.ElementTree import Element

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.plex_tv.answer import wants_json, xml_response

Row = TypeVar("Row")

START, SIZE = "X-Plex-Container-Start", "X-Plex-Container-Size"

# In JSON everything is Metadata; in XML the element says what sort of thing it is.
TAGS = {"show": "Directory", "season": "Directory", "track": "Track"}


def container(request: web.Request, content: Mapping[str, Any]) -> web.Response:
    """Return a MediaContainer. Lists in it are children, everything else is an attribute."""
    if wants_json(request):
        return web.json_response({"MediaContainer": content})
    return xml_response(_element("MediaContainer", content))


def listing(
    request: web.Request, name: str, rows: Sequence[Mapping[str, Any]], **more: Any
) -> web.Response:
    """Return the rows, or the page of them that headers or query ask for."""
    return bodies_of(request, name, rows, lambda row: row, **more)


def bodies_of(
    request: web.Request,
    name: str,
    rows: Sequence[Row],
    body: Callable[[Row], Mapping[str, Any]],
    **more: Any,
) -> web.Response:
    """Return what `body` makes of the rows: of those alone that headers or query ask for."""
    asked = {**request.query, **{k: v for k, v in request.headers.items() if k in (START, SIZE)}}
    if SIZE not in asked:
        return container(request, {"size": len(rows), **more, name: [body(row) for row in rows]})
    start = int(asked.get(START, 0))
    page = [body(row) for row in rows[start : start + int(asked[SIZE])]]
    counts = {"size": len(page), "totalSize": len(rows), "offset": start}
    return container(request, counts | more | {name: page})


class Refused(Denial):
    """A refusal in Plex's manner: a page for people, whatever was asked for."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(status)
        self._words = words

    def response(self) -> web.Response:
        text = f"<html><head><title>{self._words}</title></head>"
        text += f"<body><h1>{self.status} {self._words}</h1></body></html>"
        return web.Response(text=text, status=self.status, content_type="text/html")


def _element(name: str, content: Mapping[str, Any]) -> Element:
    node = Element(TAGS.get(str(content.get("type")), "Video") if name == "Metadata" else name)
    for key, value in content.items():
        if isinstance(value, Mapping):
            node.append(_element(key, value))
        elif isinstance(value, list):
            node.extend(_element(key, entry) for entry in value)
        elif value is not None:
            node.set(key, str(int(value)) if isinstance(value, bool) else str(value))
    return node
