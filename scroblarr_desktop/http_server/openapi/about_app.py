"""The app as a whole: how it is doing, pauses and questions, settings, the figures."""

from __future__ import annotations

from scroblarr_desktop.http_server.openapi.operation import LIST, Operation
from scroblarr_desktop.http_server.openapi.shapes import (
    FRACTION,
    LINE,
    NAMED,
    NUMBER,
    OUR_ID,
    TIME,
    TIME_SENT,
    WORDS,
    Schema,
    about,
    body,
    choice,
    counts,
    many,
    nullable,
    page_of,
    record,
    ref,
)
from scroblarr_desktop.store import holds, housekeeping
from scroblarr_desktop.store.records import DeliveryState, HoldKind, InboxState

TAG = "The app"

_STATES = ("ok", "busy", "paused", "attention", "error", "offline")
_CALLS = record(address=WORDS, count=NUMBER, last_at=TIME)
_STATUS = record(
    state=choice(_STATES),
    listening=many(WORDS, "The addresses at which it listens."),
    version=WORDS,
    deliveries=record(**{str(one): NUMBER for one in DeliveryState}),
    inbox=record(**{str(one): NUMBER for one in InboxState}),
    servers=many(record(id=NUMBER, last_event_at=nullable(TIME))),
    wrong_secret_calls=many(_CALLS, "Who called with an old or wrong webhook address."),
)
_COUNTED = record(id=NUMBER, name=WORDS, count=NUMBER)
_TITLE = record(title=WORDS, year=nullable(NUMBER), count=NUMBER)
_FAILURE = record(at=TIME, message=WORDS, watch_id=NUMBER, what=WORDS, member=WORDS)
_OUTCOMES = counts("By state of the delivery.")
_SENT = record(
    destination=WORDS,
    outcomes=_OUTCOMES,
    success_rate=nullable(FRACTION, "Of what is finished, from 0 to 1."),
    last_failure=nullable(_FAILURE),
)
_FIGURES = record(
    total=NUMBER,
    members=many(_COUNTED),
    servers=many(_COUNTED),
    kinds=counts("movie, episode"),
    days=many(record(day={"type": "string", "format": "date"}, count=NUMBER)),
    weekdays=many(NUMBER, "Monday first.", minItems=7, maxItems=7),
    hours=many(NUMBER, "Of the day, where this computer is.", minItems=24, maxItems=24),
    hours_of_weekdays=many(many(NUMBER, minItems=24, maxItems=24), minItems=7, maxItems=7),
    per_day=FRACTION,
    per_week=FRACTION,
    months=record(this=NUMBER, last_by_now=NUMBER, last=NUMBER),
    most_watched=record(shows=many(_TITLE), movies=many(_TITLE)),
    destinations=many(_SENT),
    outcomes=_OUTCOMES,
)
_QUESTION = record(
    "Something that is held back until a person answers.",
    id=NUMBER,
    kind=choice(HoldKind),
    member=nullable(NAMED, "null: everybody."),
    text=WORDS,
    count=about(NUMBER, "So many watches are held."),
    options=many(record(key=about(WORDS, "What to answer."), label=WORDS)),
)

SCHEMAS: dict[str, Schema] = {"Status": _STATUS, "Question": _QUESTION, "Figures": _FIGURES}

OPERATIONS = (
    Operation("GET", "/status", "How the app is doing", {200: ref("Status")}),
    Operation(
        "GET",
        "/statistics",
        "The log, counted",
        {200: ref("Figures")},
        query={"member": OUR_ID, "since": TIME_SENT, "until": TIME_SENT},
        about="Undone and deleted watches do not count. Days and hours are this computer's.",
    ),
    Operation(
        "POST",
        "/pause",
        "Stop sending for a while",
        {204: None},
        body=body(
            ("until",),
            until=nullable(TIME_SENT, "null: until somebody resumes."),
            member=nullable(OUR_ID, "Only what this member watches."),
        ),
        fails=(404,),
        about="What is watched meanwhile waits; it is asked afterwards what becomes of it.",
    ),
    Operation(
        "POST",
        "/resume",
        "Send again",
        {204: None},
        body=body(
            member=nullable(OUR_ID),
            held=nullable(choice((holds.SEND, holds.KEEP)), "What becomes of the pause's watches."),
        ),
        body_may_be_missing=True,
        fails=(404,),
    ),
    Operation(
        "GET", "/questions", "What waits for an answer", {200: page_of(_QUESTION)}, query=LIST
    ),
    Operation(
        "POST",
        "/questions/{id}",
        "Answer a question",
        {204: None},
        body=body(("answer",), answer=about(LINE, "The key of one of its options.")),
    ),
    Operation(
        "PUT",
        "/settings/trakt",
        "Enter the household's app at Trakt",
        {204: None},
        body=body(
            ("client_id", "client_secret"),
            client_id=LINE,
            client_secret={**LINE, "writeOnly": True},
        ),
        about="The secret is never given back.",
    ),
    Operation(
        "PUT",
        "/settings/simkl",
        "Enter the household's app at Simkl",
        {204: None},
        body=body(("client_id",), client_id=LINE),
    ),
    Operation(
        "PUT",
        "/settings/bodies",
        "Say for how many days what media servers sent is kept",
        {204: None},
        body=body(
            ("keep_days",),
            keep_days={
                "type": "integer",
                "minimum": housekeeping.FEWEST_DAYS,
                "maximum": housekeeping.MOST_DAYS,
            },
        ),
    ),
    Operation(
        "PUT",
        "/settings/hosts",
        "Say by which further names this computer is called",
        {204: None},
        body=body(("names",), names=many(LINE, maxItems=20)),
    ),
)
