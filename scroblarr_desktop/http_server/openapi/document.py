"""The whole of the local API as an OpenAPI 3.1 document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scroblarr_desktop import __version__
from scroblarr_desktop.http_server.openapi import (
    about_accounts,
    about_app,
    about_household,
    about_log,
    about_servers,
)
from scroblarr_desktop.http_server.openapi.operation import Operation, failure_answers
from scroblarr_desktop.http_server.openapi.prefix import PREFIX
from scroblarr_desktop.http_server.openapi.shapes import (
    ERROR,
    WORDS,
    Schema,
    about,
    choice,
    record,
)

SUBJECTS = (about_app, about_servers, about_household, about_accounts, about_log)

_ABOUT = (
    "For programs of this household. Whoever calls shows the key of the local API "
    "(`scroblarr-desktop api-key`) and is at this computer or, where that is allowed, in the home "
    "network. Our ids are whole numbers, those of others are texts; times are in UTC."
)


def operations() -> Iterator[tuple[str, Operation]]:
    """Yield every operation after the name of its subject."""
    for subject in SUBJECTS:
        for one in subject.OPERATIONS:
            yield subject.TAG, one


def document() -> dict[str, Any]:
    """Return the document as plain JSON values."""
    paths: dict[str, dict[str, Any]] = {}
    for tag, one in operations():
        paths.setdefault(PREFIX + one.path, {})[one.method.lower()] = one.content(tag)
    paths.update(_open_to_all())
    return {
        "openapi": "3.1.0",
        "info": {"title": "Scroblarr Desktop", "version": __version__, "description": _ABOUT},
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "tags": [{"name": subject.TAG, "description": _said(subject)} for subject in SUBJECTS],
        "paths": paths,
        "components": {
            "schemas": {"Error": ERROR, **_schemas()},
            "responses": failure_answers(),
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-API-Key"}},
        },
    }


def _open_to_all() -> dict[str, dict[str, Any]]:
    """Return what needs no key: whether the app runs, this document, and its page."""
    health = record(
        status=choice(["ok"]), version=WORDS, instance=about(WORDS, "Another one for each run.")
    )
    told = (
        ("/healthz", "Whether the app runs", "application/json", health),
        (f"{PREFIX}/openapi.json", "This document", "application/json", {"type": "object"}),
        (f"{PREFIX}/docs", "This document for people", "text/html", WORDS),
    )
    return {
        path: {
            "get": {
                "operationId": f"get{path.replace('/', '_').replace('.', '_')}",
                "tags": [about_app.TAG],
                "summary": summary,
                "security": [],
                "responses": {
                    "200": {"description": "Here it is.", "content": {kind: {"schema": shape}}},
                    "403": {"$ref": "#/components/responses/403"},
                },
            }
        }
        for path, summary, kind, shape in told
    }


def _schemas() -> dict[str, Schema]:
    return {name: shape for subject in SUBJECTS for name, shape in subject.SCHEMAS.items()}


def _said(subject: Any) -> str:
    return str(subject.__doc__)
