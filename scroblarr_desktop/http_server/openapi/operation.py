"""One operation of the API: what it takes, and everything that it may answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scroblarr_desktop.http_server.api.pages import DEFAULT_LIMIT, MOST_LIMIT
from scroblarr_desktop.http_server.openapi.shapes import OUR_ID, WORDS, Schema, about, ref

_SLOT = re.compile(r"\{(\w+)\}")

MEANINGS = {
    400: "The body is no JSON object, or did not arrive whole.",
    401: "The header X-API-Key is missing or wrong.",
    403: "The caller is not of the home network, or calls this computer by a name that is not its.",
    404: "There is no such thing, or it was deleted.",
    408: "The body took longer than ten seconds.",
    409: "It cannot be done as things stand.",
    413: "The body is too large.",
    422: "A value breaks its rule; the field is named.",
    502: "The destination could not be asked.",
    503: "The database cannot be used now: a full disk, for instance.",
}
"""What goes wrong, everywhere in one shape."""

LIST = {
    "limit": {
        "type": "integer",
        "minimum": 1,
        "maximum": MOST_LIMIT,
        "default": DEFAULT_LIMIT,
    },
    "cursor": about(WORDS, "The `next` of the page before."),
}
"""The query of every list."""


@dataclass(frozen=True)
class Operation:
    """`path` follows the prefix of the API; `fails` are the failures that not every call has."""

    method: str
    path: str
    summary: str
    answers: Mapping[int, Schema | None]
    """Statuses and what comes with them; None: nothing."""
    body: Schema | None = None
    query: Mapping[str, Schema] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    """Of the query."""
    fails: tuple[int, ...] = ()
    body_may_be_missing: bool = False
    about: str = ""
    slots: Mapping[str, Schema] = field(default_factory=dict)
    """Parts of the path that are no id of ours."""

    def content(self, tag: str) -> dict[str, Any]:
        """Return it as an OpenAPI operation object."""
        made: dict[str, Any] = {
            "operationId": self._name(),
            "tags": [tag],
            "summary": self.summary,
            "responses": {str(status): one for status, one in sorted(self._responses().items())},
        }
        if self.about:
            made["description"] = self.about
        if parameters := [*self._in_path(), *self._in_query()]:
            made["parameters"] = parameters
        if self.body is not None:
            made["requestBody"] = {
                "required": not self.body_may_be_missing,
                "content": {"application/json": {"schema": self.body}},
            }
        return made

    def failures(self) -> set[int]:
        found = {401, 403, 503, *self.fails}
        found |= {404} if _SLOT.search(self.path) else set()
        found |= {422} if self.query else set()
        return found | ({400, 408, 413, 422} if self.body is not None else set())

    def _responses(self) -> dict[int, dict[str, Any]]:
        failed = {one: {"$ref": f"#/components/responses/{one}"} for one in self.failures()}
        return {**failed, **{one: _answer(one, shape) for one, shape in self.answers.items()}}

    def _in_path(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "in": "path", "required": True, "schema": self.slots.get(name, OUR_ID)}
            for name in _SLOT.findall(self.path)
        ]

    def _in_query(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "in": "query", "required": name in self.needed, "schema": shape}
            for name, shape in self.query.items()
        ]

    def _name(self) -> str:
        words = re.findall(r"\w+", self.path.replace("{", "by_"))
        return "_".join([self.method.lower(), *words])


def failure_answers() -> dict[str, Any]:
    shape = {"application/json": {"schema": ref("Error")}}
    return {str(one): {"description": said, "content": shape} for one, said in MEANINGS.items()}


def _answer(status: int, shape: Schema | None) -> dict[str, Any]:
    if shape is None:
        return {"description": "Done." if status == 204 else "Accepted."}
    said = {200: "Here it is.", 201: "Made.", 202: "Accepted: it is being done."}[status]
    return {"description": said, "content": {"application/json": {"schema": shape}}}
