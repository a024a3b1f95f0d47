"""The log: watches, their deliveries with every attempt, corrections, and what came in."""

from __future__ import annotations

from scroblarr_desktop.http_server.api.accounts import DESTINATIONS
from scroblarr_desktop.http_server.api.corrections import MOST_MEMBERS
from scroblarr_desktop.http_server.api.fields import LONGEST_TEXT
from scroblarr_desktop.http_server.openapi.operation import LIST, Operation
from scroblarr_desktop.http_server.openapi.shapes import (
    IDS,
    LINE,
    NAMED,
    NUMBER,
    OUR_ID,
    TIME,
    TIME_SENT,
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
from scroblarr_desktop.store.records import (
    DeliveryState,
    EntrySource,
    InboxState,
    Reach,
    Removal,
    WaitingFor,
)
from scroblarr_desktop.watches import Kind, ServerKind

TAG = "Log"

_DELIVERY_FIELDS: dict[str, Schema] = {
    "id": NUMBER,
    "destination": choice(DESTINATIONS),
    "account_id": NUMBER,
    "state": choice(DeliveryState),
    "waiting_for": nullable(choice(WaitingFor)),
    "attempts": NUMBER,
    "next_try_at": nullable(TIME),
    "delivered_at": nullable(TIME),
    "message": WORDS,
    "removal": nullable(choice(Removal), "How far taking it back there has come."),
}
_ATTEMPT = record(
    started_at=TIME,
    finished_at=nullable(TIME),
    outcome=WORDS,
    message=WORDS,
    play_id=nullable(WORDS),
    exchanges=many({"type": "object"}, "Requests and answers, without secrets."),
)
_WATCH_FIELDS: dict[str, Schema] = {
    "id": NUMBER,
    "kind": choice(Kind),
    "title": WORDS,
    "show": nullable(WORDS),
    "season": nullable(NUMBER),
    "number": nullable(NUMBER),
    "year": nullable(NUMBER),
    "ids": IDS,
    "show_ids": IDS,
    "member": nullable(ref("Named")),
    "server": nullable(ref("Named")),
    "watched_at": TIME,
    "received_at": TIME,
    "by_hand": about(YES_NO, "Marked as watched by hand."),
    "rewatched": YES_NO,
    "undone": about(YES_NO, "It is nobody's any more; a destination still has it."),
    "note": WORDS,
}
_TRIED = record(**_DELIVERY_FIELDS, attempt_log=many(ref("Attempt")))
_ENTRY = record(
    id=NUMBER,
    received_at=TIME,
    kind=choice(ServerKind),
    server=nullable(ref("Named")),
    event=WORDS,
    state=choice(InboxState),
    reason=WORDS,
    source=choice(EntrySource, "How it came."),
)
_MATCH = record(
    "A title of the destination, as a search answered it: sent back as it is.",
    kind=choice(Kind),
    id=LINE,
    title={"type": "string", "maxLength": 1000},
    target={"type": "object"},
)
_FOUND = record(
    id=WORDS,
    title=WORDS,
    year=nullable(NUMBER),
    page=nullable(WORDS, "Its page there."),
    match=nullable(ref("Match"), "null for a show: ask for its episodes."),
)
_EPISODE = record(season=NUMBER, number=NUMBER, title=WORDS, match=ref("Match"))
_CORRECTED = record(
    made=many(NUMBER, "The watches that came of it."),
    removals=about(NUMBER, "So many deliveries are taken back."),
)
_MOVED = record(id=NUMBER, state=choice(DeliveryState), next_try_at=nullable(TIME))

SCHEMAS: dict[str, Schema] = {
    "Named": NAMED,
    "Delivery": record(**_DELIVERY_FIELDS),
    "Attempt": _ATTEMPT,
    "Watch": record(**_WATCH_FIELDS, deliveries=many(ref("Delivery"))),
    "WholeWatch": record(
        **_WATCH_FIELDS,
        deliveries=many(_TRIED),
        raw_body=nullable(WORDS, "The webhook's body, as long as it is kept."),
    ),
    "InboxEntry": _ENTRY,
    "Match": _MATCH,
}

_SHOW: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_.-]{1,60}$"}
_LISTED = {200: page_of(ref("Watch"))}

OPERATIONS = (
    Operation(
        "GET",
        "/watches",
        "What was watched, newest first",
        _LISTED,
        query={
            "member": OUR_ID,
            "server": OUR_ID,
            "destination": choice(DESTINATIONS),
            "state": choice(DeliveryState, "One of its deliveries is in this state."),
            "kind": choice(Kind),
            "q": about({"type": "string", "maxLength": LONGEST_TEXT}, "Words of the title."),
            "since": TIME_SENT,
            "until": TIME_SENT,
            **LIST,
        },
    ),
    Operation("GET", "/watches/{id}", "One watch with every attempt", {200: ref("WholeWatch")}),
    Operation(
        "DELETE",
        "/watches/{id}",
        "Delete a watch here",
        {204: None},
        about="The same event does not bring it back. What destinations have stays there.",
        fails=(409,),
    ),
    Operation(
        "POST",
        "/watches/{id}/members",
        "Say whose watch it was",
        {202: _CORRECTED},
        body=body(("members",), members=many(OUR_ID, minItems=1, maxItems=MOST_MEMBERS)),
        fails=(409,),
        about="It is taken back where it went wrongly, and sent for those who watched it.",
    ),
    Operation(
        "POST",
        "/watches/{id}/undo",
        "Take a watch back everywhere",
        {202: _CORRECTED},
        body=body(),
        body_may_be_missing=True,
        fails=(409,),
    ),
    Operation(
        "POST",
        "/watches/{id}/never",
        "Never send this title, or this show, for its member",
        {201: record(id=NUMBER, reach=choice(Reach), name=WORDS)},
        body=body(("reach",), reach=choice(Reach)),
        fails=(409,),
    ),
    Operation(
        "POST",
        "/deliveries/{id}/retry",
        "Try a delivery now",
        {202: _MOVED},
        fails=(409,),
        about="What the destination asked for, and the wait before a question of unknown fate, "
        "still hold.",
    ),
    Operation("POST", "/deliveries/{id}/cancel", "Send it no more", {202: _MOVED}, fails=(409,)),
    Operation(
        "GET",
        "/deliveries/{id}/titles",
        "Look for the right title at the destination",
        {200: page_of(_FOUND)},
        query={"q": {"type": "string", "maxLength": LONGEST_TEXT}},
        needed=("q",),
        fails=(409, 502),
    ),
    Operation(
        "GET",
        "/deliveries/{id}/titles/{show}/episodes",
        "The episodes of a show that was found",
        {200: page_of(_EPISODE)},
        query={"title": LINE},
        fails=(409, 502),
        slots={"show": _SHOW},
    ),
    Operation(
        "POST",
        "/deliveries/{id}/match",
        "Send it as this title",
        {202: record(id=NUMBER, state=choice(DeliveryState))},
        body=body(("match",), match=ref("Match")),
        fails=(409,),
    ),
    Operation(
        "GET",
        "/inbox",
        "What media servers sent, newest first",
        {200: page_of(ref("InboxEntry"))},
        query={"state": choice(InboxState), **LIST},
    ),
)
