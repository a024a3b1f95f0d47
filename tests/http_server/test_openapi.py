"""The document of the local API: complete, right, and open to everybody at home."""

from __future__ import annotations

import inspect
import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from aiohttp import web

from scroblarr_desktop.http_server import openapi
from scroblarr_desktop.http_server.api import _SUBJECTS, watches
from scroblarr_desktop.http_server.openapi.document import document, operations
from scroblarr_desktop.http_server.openapi.operation import Operation
from scroblarr_desktop.http_server.openapi.prefix import PREFIX
from tests.http_server.documented import check
from tests.http_server.member_pages.phone import Reader

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, Home, Watching

TOLD = [one for _, one in operations()]


def routes() -> dict[tuple[str, str], Any]:
    """Return the handler of each route by its method and its path, without the parts' rules."""
    app = web.Application()
    for subject in _SUBJECTS:
        app.add_routes(subject.ROUTES)
    return {
        (one.method, one.resource.canonical): one.handler
        for one in app.router.routes()
        if one.resource is not None
    }


def test_every_route_is_documented_and_nothing_else_is() -> None:
    told = {(one.method, one.path) for one in TOLD}
    assert routes().keys() - told == set(), "add an Operation to http_server/openapi/about_*.py"
    assert told - routes().keys() == set(), "these are documented, and there is no such route"
    assert len(told) == len(TOLD)


@pytest.mark.parametrize("one", TOLD, ids=lambda one: f"{one.method} {one.path}")
def test_the_fields_that_are_read_are_documented(one: Operation) -> None:
    """Each name in quotes that a handler reads stands in the document, and the other way round."""
    source = inspect.getsource(routes()[one.method, one.path])
    reads = re.search(r"(?:body|query)_fields\((.*?)\)\n", source, re.DOTALL)
    names = re.findall(r'"(\w+)"', reads[1]) if reads else []
    told = set(one.query) | set((one.body or {}).get("properties", {}))
    assert set(names) <= told
    if reads and not re.search(r"\*", reads[1]):
        assert told <= set(names)


def test_the_document_is_well_formed() -> None:
    told = document()
    assert told == json.loads(json.dumps(told))
    names = [one["operationId"] for each in told["paths"].values() for one in each.values()]
    assert len(names) == len(set(names))
    written = json.dumps(told)
    for kind, name in re.findall(r"#/components/(\w+)/(\w+)", written):
        assert name in told["components"][kind]
    for shape in told["components"]["schemas"].values():
        jsonschema_rs.Draft202012Validator({**shape, "components": told["components"]})


def test_a_field_too_many_or_too_few_is_noticed() -> None:
    good = {"count": 3, "since": None}
    check("GET", f"{PREFIX}/accounts/1/earlier?since=x", 200, good)
    for wrong in ({"count": 3}, {**good, "more": 1}, {"count": "3", "since": None}):
        with pytest.raises(AssertionError, match="differs from its document"):
            check("GET", f"{PREFIX}/accounts/1/earlier", 200, wrong)
    with pytest.raises(AssertionError, match="of which the document says nothing"):
        check("GET", f"{PREFIX}/status", 418, {})


async def test_it_needs_no_key_and_tells_of_nobody(
    caller: Caller, home: Home, watch: Watching
) -> None:
    watch()
    for path in (openapi.DOCUMENT, openapi.DOCS):
        answer = await caller.send("GET", path)
        assert answer.status == 200
        for told in (caller.key, home.plex_secret, "Anna", "Attic", "Lantern"):
            assert told not in answer.text
        assert (await caller.send("GET", path, headers={"Host": "evil.example"})).status == 403
        assert (await caller.send("POST", path)).status == 405
    answer = await caller.send("GET", openapi.DOCUMENT)
    assert answer.body == document()
    assert (await caller.send("GET", f"{PREFIX}/status")).status == 401


async def test_the_page_is_whole_and_needs_nothing_from_elsewhere(caller: Caller) -> None:
    answer = await caller.send("GET", openapi.DOCS)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Frame-Options"] == "DENY"
    read = Reader(answer.text)
    text = "".join(one.text for one in read.elements if one.name == "main")
    for one in TOLD:
        assert f"{one.method} {PREFIX}{one.path}" in text
        assert one.summary in text
    ids = [one.attributes["id"] for one in read.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    for element in read.elements:
        assert element.name not in ("script", "style")
        target = element.attributes.get("href") or ""
        assert target.startswith(("#", "data:,", PREFIX)) or element.name not in ("a", "link")
        if target.startswith("#"):
            assert target[1:] in ids
    style = await caller.send("GET", openapi.STYLE)
    assert (style.status, style.headers["Content-Type"]) == (200, "text/css; charset=utf-8")


def test_lists_are_those_of_the_handlers() -> None:
    assert set(watches._FILTERS) <= set(next(o for o in TOLD if o.path == "/watches").query)
