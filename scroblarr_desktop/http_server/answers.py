"""Answers in JSON, errors above all: one shape for every one of them."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from scroblarr_desktop.http_server.bodies import Unusable
from scroblarr_desktop.store import StoreTrouble
from scroblarr_desktop.store.refusals import Conflict, Missing

log = logging.getLogger(__name__)

_OF_AIOHTTP = {
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This method is not possible at this address."),
    413: ("too_large", "The body is too large."),
}
_OF_BODIES = {400: "unreadable_body", 408: "too_slow", 413: "too_large"}

MEMBER_PAGES = "/me"
"""People open what lies there, not programs."""


class ApiError(Exception):
    """A refusal. `field` is the part of the request that it is about; the message is for people."""

    def __init__(self, status: int, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.field = field


def invalid(field: str, rule: str) -> ApiError:
    """Return the refusal of a value: `rule` goes on after "The field ... "."""
    return ApiError(422, "invalid", f"The field “{field}” {rule}.", field)


@web.middleware
async def errors_as_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    resource = request.match_info.route.resource
    log.debug("asked for %s %s", request.method, resource and resource.canonical)
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _of_aiohttp(error)
    except Exception as error:
        known = _known(error)
        if known is None:
            log.exception("%s %s failed", request.method, resource and resource.canonical)
            known = ApiError(500, "internal", "Scroblarr stumbled over this; its log says how.")
        return _plain(known) if request.path.startswith(MEMBER_PAGES) else _error(known)


def _known(error: Exception) -> ApiError | None:
    match error:
        case ApiError():
            return error
        case Missing():
            return ApiError(404, "not_found", str(error))
        case Conflict():
            return ApiError(409, "conflict", str(error))
        case Unusable():
            code = _OF_BODIES.get(error.status, "unreadable_body")
            return ApiError(error.status, code, error.sentence)
        case StoreTrouble():
            return ApiError(503, "store_trouble", f"{error.sentence} {error.next_step}")
    return None


def _of_aiohttp(error: web.HTTPException) -> web.Response:
    code, message = _OF_AIOHTTP.get(error.status, ("refused", f"{error.reason}."))
    answer = _error(ApiError(error.status, code, message))
    if "Allow" in error.headers:
        answer.headers["Allow"] = error.headers["Allow"]
    return answer


def _plain(error: ApiError) -> web.Response:
    """Return it for a person's browser; the pages' own are not reached where this is refused."""
    return web.Response(status=error.status, text=error.message)


def _error(error: ApiError) -> web.Response:
    content = {"code": error.code, "message": error.message}
    if error.field is not None:
        content["field"] = error.field
    return web.json_response({"error": content}, status=error.status)


def done() -> web.Response:
    return web.Response(status=204)


def iso_time(at: datetime | None) -> str | None:
    """Return the time as ISO 8601 in UTC with Z, to the microsecond."""
    if at is None:
        return None
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def named(one: Any) -> dict[str, Any] | None:
    return None if one is None else {"id": one.id, "name": one.name}
