"""The same document for people, as one page without anything from elsewhere."""

from __future__ import annotations

import json
from typing import Any

from scroblarr_desktop.http_server.markup import Html, join, tag
from scroblarr_desktop.http_server.openapi.document import SUBJECTS, document
from scroblarr_desktop.http_server.openapi.operation import MEANINGS

FAILURES = "What goes wrong"


def page(style: str, as_json: str) -> str:
    """Return the page; `style` and `as_json` are the addresses of its looks and of the document."""
    told = document()
    title = f"{told['info']['title']}: the local API"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href=style),
    )
    whole = tag("p", tag("a", "The same for programs (OpenAPI 3.1)", href=as_json))
    parts = [_subject(told, subject.TAG) for subject in SUBJECTS]
    main = tag(
        "main",
        tag("h1", title),
        tag("p", _said(told["info"]["description"])),
        whole,
        _contents(),
        join(*parts),
        _failures(),
        _shapes(told),
    )
    return "<!doctype html>\n" + tag("html", head, tag("body", main), lang="en")


def _contents() -> Html:
    names = [*(subject.TAG for subject in SUBJECTS), FAILURES, "Shapes"]
    links = [tag("li", tag("a", name, href=f"#{_anchor(name)}")) for name in names]
    return tag("nav", tag("ul", join(*links)), aria_label="Contents")


def _subject(told: dict[str, Any], name: str) -> Html:
    found = [
        _operation(method, path, one)
        for path, methods in told["paths"].items()
        for method, one in methods.items()
        if name in one["tags"]
    ]
    return tag("section", tag("h2", name, id=_anchor(name)), join(*found))


def _operation(method: str, path: str, one: dict[str, Any]) -> Html:
    heading = tag("h3", tag("code", f"{method.upper()} {path}"), id=one["operationId"])
    parts = [tag("p", one["summary"] + ".")]
    if "description" in one:
        parts.append(tag("p", _said(one["description"])))
    given = [each for each in one.get("parameters", []) if each["in"] == "query"]
    if given:
        rows = [(each["name"], each["required"], each["schema"]) for each in given]
        parts.append(_table("Query", rows))
    if "requestBody" in one:
        shape = one["requestBody"]["content"]["application/json"]["schema"]
        parts.append(_table("Body", _fields(shape)))
    good = [_answer(status, each) for status, each in one["responses"].items() if _is_own(each)]
    bad = ", ".join(status for status, each in one["responses"].items() if not _is_own(each))
    link = tag("a", f"Or it fails with {bad}", href=f"#{_anchor(FAILURES)}")
    answers = tag("ul", join(*good), tag("li", link), class_="answers")
    return tag("article", heading, join(*parts), answers)


def _is_own(answer: dict[str, Any]) -> bool:
    """Return whether it belongs to this operation rather than to all."""
    return "$ref" not in answer


def _answer(status: str, one: dict[str, Any]) -> Html:
    shape = one.get("content", {}).get("application/json", {}).get("schema")
    said = one["description"]
    return tag("li", tag("b", status), " ", said, " ", _shape(shape) if shape else None)


def _table(title: str, rows: list[tuple[str, bool, dict[str, Any]]]) -> Html:
    lines = [
        tag(
            "tr",
            tag("th", tag("code", name), scope="row"),
            tag("td", _shape(shape), "" if needed else " (may be left out)"),
            tag("td", _said(shape.get("description", ""))),
        )
        for name, needed, shape in rows
    ]
    if not lines:
        return tag("p", f"{title}: an empty object, or nothing.")
    return tag("table", tag("caption", title), tag("tbody", join(*lines)))


def _fields(shape: dict[str, Any]) -> list[tuple[str, bool, dict[str, Any]]]:
    needed = shape.get("required", [])
    return [(name, name in needed, one) for name, one in shape.get("properties", {}).items()]


def _shape(one: dict[str, Any]) -> Html:
    """Return a shape in a few words."""
    if "$ref" in one:
        name = one["$ref"].rpartition("/")[2]
        return tag("a", name, href=f"#shape-{name}")
    if "anyOf" in one:
        return join(_shape(one["anyOf"][0]), " or null")
    if "enum" in one:
        return tag("span", ", ".join(json.dumps(value) for value in one["enum"]))
    if one.get("type") == "array":
        return join("list of ", _shape(one["items"]))
    if one.get("type") == "object" and one.get("properties"):
        inside = [
            tag("li", tag("code", name), ": ", _shape(each)) for name, _, each in _fields(one)
        ]
        return tag("ul", join(*inside), class_="fields")
    return join(one.get("format", one.get("type", "anything")))


def _failures() -> Html:
    rows = [tag("li", tag("b", str(status)), " ", said) for status, said in MEANINGS.items()]
    shape = 'Always as {"error": {"code": "...", "message": "..."}}; 422 names the "field".'
    heading = tag("h2", FAILURES, id=_anchor(FAILURES))
    return tag("section", heading, tag("p", shape), tag("ul", join(*rows)))


def _shapes(told: dict[str, Any]) -> Html:
    parts = [
        tag(
            "article",
            tag("h3", name, id=f"shape-{name}"),
            tag("p", shape["description"]) if "description" in shape else None,
            _table("Fields", _fields(shape)),
        )
        for name, shape in told["components"]["schemas"].items()
    ]
    return tag("section", tag("h2", "Shapes", id=_anchor("Shapes")), join(*parts))


def _said(text: str) -> Html:
    """Return a description; what stands between backticks is code."""
    pieces = text.split("`")
    return join(*(tag("code", one) if at % 2 else one for at, one in enumerate(pieces)))


def _anchor(name: str) -> str:
    return name.lower().replace(" ", "-")
