"""Media servers: those that are connected, and those whose events came along."""

from __future__ import annotations

from scroblarr_desktop.http_server.openapi.operation import LIST, Operation
from scroblarr_desktop.http_server.openapi.shapes import (
    LINE,
    NUMBER,
    TIME,
    WORDS,
    YES_NO,
    Schema,
    about,
    body,
    choice,
    nullable,
    page_of,
    record,
    ref,
)
from scroblarr_desktop.store.records import CatchUpMode
from scroblarr_desktop.watches import ServerKind

TAG = "Media servers"

_URL = about(WORDS, "With the secret in its path: whoever knows it can add watches.")
_CATCHING_UP = record(
    "How its own history of plays is read.",
    mode=about(choice(CatchUpMode), "webhooks: every hour, for what was missed."),
    chosen=about(YES_NO, "Whether a person chose it."),
    last_read_at=nullable(TIME),
    message=about(WORDS, "Why the latest reading did not work, or empty."),
    webhooks_missed_at=nullable(TIME, "There while webhooks that should come do not."),
)
_SERVER = record(
    id=NUMBER,
    kind=choice(ServerKind),
    name=WORDS,
    server_id=nullable(WORDS, "The server's own id; null until its first event."),
    webhook_url=nullable(_URL),
    last_event_at=nullable(TIME),
    adopted=about(YES_NO, "The household's own; else only its events came along."),
    muted=YES_NO,
    muted_count=NUMBER,
    catching_up=nullable(_CATCHING_UP, "null where the app is not signed in to the server."),
)

SCHEMAS: dict[str, Schema] = {"Server": _SERVER}

OPERATIONS = (
    Operation("GET", "/servers", "The media servers", {200: page_of(ref("Server"))}, query=LIST),
    Operation(
        "POST",
        "/servers",
        "Add a media server",
        {201: ref("Server")},
        body=body(("kind", "name"), kind=choice(ServerKind), name=LINE, server_id=nullable(LINE)),
        fails=(409,),
        about="Enter the `webhook_url` of the answer there.",
    ),
    Operation(
        "PATCH",
        "/servers/{id}",
        "Rename or mute a media server",
        {200: ref("Server")},
        body=body(
            name=LINE,
            muted=YES_NO,
            catch_up_mode=nullable(choice(CatchUpMode), "null: as the app finds right."),
        ),
        fails=(409,),
    ),
    Operation(
        "DELETE", "/servers/{id}", "Forget a media server", {204: None}, about="The log stays."
    ),
    Operation(
        "POST",
        "/servers/{id}/secret",
        "Give it a new webhook address",
        {200: record(webhook_url=_URL)},
        fails=(409,),
        about="The old one ends at once.",
    ),
)
