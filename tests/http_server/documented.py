"""Whether an answer of the local API is one that its document tells of."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import jsonschema_rs

from scroblarr_desktop.http_server.openapi.document import document
from scroblarr_desktop.http_server.openapi.prefix import PREFIX


@cache
def _document() -> dict[str, Any]:
    return document()


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    paths = sorted(_document()["paths"], key=lambda path: path.count("{"))
    slot = r"[^/?]+"
    return [(re.compile(re.sub(r"\\{\w+\\}", slot, re.escape(one)) + r"$"), one) for one in paths]


@cache
def _validator(path: str, method: str, status: int) -> Any:
    """Return what checks the body; None where no body is told of."""
    told = _document()
    responses = told["paths"][path][method]["responses"]
    assert str(status) in responses, (
        f"{method.upper()} {path} answered {status}, of which the document says nothing: see "
        "`fails` and `answers` of its Operation in scroblarr_desktop/http_server/openapi"
    )
    answer = responses[str(status)]
    if "$ref" in answer:
        answer = told["components"]["responses"][str(status)]
    shape = answer.get("content", {}).get("application/json", {}).get("schema")
    if shape is None:
        return None
    return jsonschema_rs.Draft202012Validator({**shape, "components": told["components"]})


def check(method: str, url_path: str, status: int, body: Any) -> None:
    """Fail where the document says otherwise. Addresses that it has not are left alone."""
    plain = url_path.partition("?")[0]
    found = [path for pattern, path in _patterns() if pattern.match(plain)]
    # 500 is a fault of ours, of which no document tells.
    if not plain.startswith(PREFIX) or not found or status in (405, 500):
        return
    path, known = found[0], _document()["paths"][found[0]]
    if method.lower() not in known:
        return
    validator = _validator(path, method.lower(), status)
    if validator is None:
        return
    wrong = [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(body)]
    assert not wrong, (
        f"{method} {path} {status} differs from its document (scroblarr_desktop/http_server/"
        f"openapi): {wrong} in {json.dumps(body)[:400]}"
    )
