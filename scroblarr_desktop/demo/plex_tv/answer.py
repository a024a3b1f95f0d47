"""Answers as plex.tv gives them: XML to everybody who does not ask for JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, tostring

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Denial

XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def answer(request: web.Request, name: str, content: Any, status: int = 200) -> web.Response:
    """Return the content as JSON or, under an element of that name, as XML.

    In XML a plain value is an attribute and a list is an element with one child per entry, named
    in the singular; times are written as "2026-03-01 20:00:00 UTC" (python-plexapi's myplex.py).
    """
    if wants_json(request):
        return web.json_response(content, status=status, dumps=_as_json)
    return xml_response(element(name, content), status)


def xml_response(root: Element, status: int = 200) -> web.Response:
    text = XML_HEAD + tostring(root, encoding="unicode")
    return web.Response(text=text, status=status, content_type="application/xml", charset="utf-8")


def wants_json(request: web.Request) -> bool:
    return "application/json" in request.headers.get("Accept", "")


class Refusal(Denial):
    """A refusal with Plex's own number and sentence, as JSON or XML."""

    def __init__(self, request: web.Request, status: int, code: int, message: str) -> None:
        super().__init__(status, {"errors": [{"code": code, "message": message, "status": status}]})
        self._request = request

    def response(self) -> web.Response:
        if wants_json(self._request):
            return super().response()
        return answer(self._request, "errors", self.body["errors"], self.status)


def not_signed_in(request: web.Request) -> Refusal:
    return Refusal(request, 401, 1001, "User could not be authenticated")


def not_available(request: web.Request) -> Refusal:
    """What a webhook list without Plex Pass is answered with, for one."""
    return Refusal(request, 403, 1043, "This action is not available for this user")


def not_found(request: web.Request) -> Refusal:
    message = "The requested resource or endpoint could not be found"
    return Refusal(request, 404, 1002, message)


def element(name: str, content: Any) -> Element:
    node = Element(name)
    if isinstance(content, Mapping):
        for key, value in content.items():
            if isinstance(value, (Mapping, list)):
                node.append(element(key, value))
            else:
                node.set(key, _attribute(value))
    elif isinstance(content, Sequence):
        for entry in content:
            inner = {"id": entry} if isinstance(entry, str) else entry
            node.append(element(name.removesuffix("s"), inner))
    return node


def _attribute(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S UTC}"
    return str(value)


def iso(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _as_json(content: Any) -> str:
    return json.dumps(content, default=iso, ensure_ascii=False)
