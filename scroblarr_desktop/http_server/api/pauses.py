"""Pauses, and the questions that wait for a person's answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.http_server.answers import done, invalid, named
from scroblarr_desktop.http_server.api.fields import (
    body_fields,
    moment,
    one_of,
    or_null,
    our_id,
    path_id,
    query_fields,
    text,
)
from scroblarr_desktop.http_server.api.pages import PAGE, listed_by_id, wanted_page
from scroblarr_desktop.http_server.api.services import get, services
from scroblarr_desktop.store import holds, household
from scroblarr_desktop.store.records import Question
from scroblarr_desktop.store.refusals import Missing


async def _pause(request: web.Request) -> web.Response:
    fields = await body_fields(request, "until", "member")
    until = fields.need("until", or_null(moment))
    if until is not None and until <= datetime.now(UTC):
        raise invalid("until", "must lie in the future")
    holds.start_pause(fields.may("member", our_id), until)
    services(request).sync.wake()
    return done()


async def _resume(request: web.Request) -> web.Response:
    fields = await body_fields(request, "member", "held", may_be_empty=True)
    member_id = fields.may("member", our_id)
    held = fields.may("held", one_of(holds.SEND, holds.KEEP))
    if member_id is not None:
        household.member(member_id)
    holds.resume(member_id, held)
    services(request).sync.wake()
    return done()


async def _questions(request: web.Request) -> web.Response:
    page = wanted_page(query_fields(request, *PAGE))
    return listed_by_id(holds.questions(), page, _question)


async def _answer(request: web.Request) -> web.Response:
    fields = await body_fields(request, "answer")
    fields.need("answer", text)
    asked = {question.id: question for question in holds.questions()}.get(path_id(request))
    if asked is None:
        raise Missing("question")
    one_of_its = one_of(*(key for key, _ in asked.options))
    holds.answer(asked.id, fields.need("answer", one_of_its))
    services(request).sync.wake()
    return done()


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": str(question.kind),
        "member": named(question.member),
        "text": question.text,
        "count": question.count,
        "options": [{"key": key, "label": label} for key, label in question.options],
    }


ROUTES = [
    web.post("/pause", _pause),
    web.post("/resume", _resume),
    get("/questions", _questions),
    web.post("/questions/{id:[0-9]{1,15}}", _answer),
]
