"""The household: members, who they are on the media servers, their own pages."""

from __future__ import annotations

from scroblarr_desktop.http_server.openapi.about_accounts import ACCOUNT
from scroblarr_desktop.http_server.openapi.operation import LIST, Operation
from scroblarr_desktop.http_server.openapi.shapes import (
    LINE,
    NUMBER,
    OUR_ID,
    TIME,
    WORDS,
    YES_NO,
    Schema,
    about,
    body,
    choice,
    many,
    nullable,
    page_of,
    record,
    ref,
)
from scroblarr_desktop.store.records import Reach

TAG = "Household"

_PERCENT: Schema = {
    "enum": [None, 70, 80, 90],
    "description": "From where on it counts; null: as the media server says.",
}
_VIEWER = record(
    "Somebody on a media server, known by their id there.",
    id=NUMBER,
    server_id=about(NUMBER, "Our id of the media server."),
    account_id=WORDS,
    name=WORDS,
)
_MEMBER = record(
    id=NUMBER,
    name=WORDS,
    enabled=about(YES_NO, "Off: recorded, never sent."),
    hand_marks=about(YES_NO, "Whether what is marked by hand counts."),
    watched_at_percent=_PERCENT,
    viewers=many(_VIEWER),
    accounts=many(ACCOUNT),
)
_KEPT = record(
    id=NUMBER,
    server_id=NUMBER,
    account_id=WORDS,
    name=WORDS,
    kept_watches=about(NUMBER, "Kept until it is known whose they are."),
    last_seen_at=nullable(TIME),
)
_RULE = record(id=NUMBER, reach=choice(Reach), name=WORDS)
_DEVICE = record(
    name=about(WORDS, "What kind of device it is; empty where it does not say."),
    made_at=TIME,
    last_seen_at=TIME,
)
_PAGE = record(
    "Who may open the member's own page.",
    invited_until=nullable(TIME, "An invitation waits to be used; null: none does."),
    devices=many(_DEVICE),
)

SCHEMAS: dict[str, Schema] = {"Member": _MEMBER, "Viewer": _VIEWER, "UnknownViewer": _KEPT}

OPERATIONS = (
    Operation("GET", "/members", "The members", {200: page_of(ref("Member"))}, query=LIST),
    Operation(
        "POST", "/members", "Add a member", {201: ref("Member")}, body=body(("name",), name=LINE)
    ),
    Operation(
        "PATCH",
        "/members/{id}",
        "Change a member",
        {200: ref("Member")},
        body=body(name=LINE, enabled=YES_NO, hand_marks=YES_NO, watched_at_percent=_PERCENT),
    ),
    Operation(
        "DELETE",
        "/members/{id}",
        "Take a member out of the household",
        {204: None},
        about="Their accounts are signed out, what waits is cancelled; the log stays.",
    ),
    Operation(
        "POST",
        "/members/{id}/viewers",
        "Say that a viewer is this member",
        {201: ref("Viewer")},
        body=body(
            ("server_id", "account_id"),
            server_id=OUR_ID,
            account_id=about(
                LINE, "The number of a Plex account, or the id of a Jellyfin user: see the viewers."
            ),
            name=nullable(LINE),
        ),
        about="What was kept for an unknown viewer goes to the first member it is given to.",
    ),
    Operation(
        "DELETE",
        "/members/{id}/viewers/{viewer_id}",
        "Take a viewer away from the member",
        {204: None},
    ),
    Operation(
        "GET",
        "/viewers",
        "Everybody on the media servers",
        {200: page_of(ref("UnknownViewer"))},
        query={"unassigned": about(YES_NO, "Only those who are nobody's."), **LIST},
    ),
    Operation(
        "POST",
        "/viewers/{id}/ignore",
        "Keep no more of what a viewer watches",
        {204: None},
        fails=(409,),
    ),
    Operation(
        "GET",
        "/members/{id}/never",
        "What is never sent for this member",
        {200: page_of(_RULE)},
    ),
    Operation("DELETE", "/never/{id}", "Send it again from now on", {204: None}),
    Operation(
        "GET", "/members/{id}/invitation", "Who may open the member's own page", {200: _PAGE}
    ),
    Operation(
        "POST",
        "/members/{id}/invitation",
        "Invite a member to their own page",
        {201: record(url=about(WORDS, "Works once, at home."), expires_at=TIME)},
        body=body(keep_devices=about(YES_NO, "Leave signed in who is; else they are signed out.")),
        body_may_be_missing=True,
        fails=(409,),
        about="The address is given this once. An invitation from before ends. 409 while the home "
        "network may not call this computer.",
    ),
    Operation(
        "DELETE",
        "/members/{id}/invitation",
        "End the invitation, and sign out every device",
        {204: None},
    ),
)
