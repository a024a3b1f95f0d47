"""Accounts at destinations: linking, switches, unlinking, and what was watched before."""

from __future__ import annotations

from scroblarr_desktop.http_server.api.accounts import DESTINATIONS
from scroblarr_desktop.http_server.openapi.operation import Operation
from scroblarr_desktop.http_server.openapi.shapes import (
    LINE,
    NUMBER,
    SECRET,
    TIME,
    TIME_SENT,
    WORDS,
    YES_NO,
    Schema,
    about,
    body,
    choice,
    nullable,
    record,
    ref,
)
from scroblarr_desktop.store.records import AccountState

TAG = "Accounts"

ACCOUNT = record(
    id=NUMBER,
    destination=choice(DESTINATIONS),
    state=choice(AccountState),
    username=WORDS,
    message=about(WORDS, "What is wrong with it, or empty."),
    share_progress=about(YES_NO, "Whether it gets to know what is playing."),
    rewatch_films=YES_NO,
    rewatch_episodes=YES_NO,
)
_WAITING = record(
    "A sign-in that the person confirms in a browser; the app asks the destination meanwhile.",
    id=NUMBER,
    destination=choice(DESTINATIONS),
    state=choice(AccountState),
    user_code=nullable(WORDS),
    verification_url=nullable(WORDS),
    expires_at=nullable(TIME),
)

SCHEMAS: dict[str, Schema] = {"Account": ACCOUNT, "WaitingAccount": _WAITING}

OPERATIONS = (
    Operation(
        "POST",
        "/members/{id}/accounts",
        "Link an account",
        {201: ref("Account"), 202: ref("WaitingAccount")},
        body=body(
            ("destination",),
            destination=choice(DESTINATIONS),
            server_url=nullable(about(LINE, "Of a server compatible with TV Time.")),
            username=LINE,
            password=SECRET,
            start_token=nullable(SECRET),
        ),
        fails=(409,),
        about="Trakt and Simkl take no field but `destination` and answer 202 with a code. TV Time "
        "takes user name and password and answers 201.",
    ),
    Operation("GET", "/accounts/{id}", "One account", {200: ref("Account")}),
    Operation(
        "PATCH",
        "/accounts/{id}",
        "Turn an account's switches",
        {200: ref("Account")},
        body=body(share_progress=YES_NO, rewatch_films=YES_NO, rewatch_episodes=YES_NO),
    ),
    Operation(
        "DELETE",
        "/accounts/{id}",
        "Unlink an account",
        {204: None},
        about="What waits under it is kept, in case the same user is linked again.",
    ),
    Operation(
        "GET",
        "/accounts/{id}/earlier",
        "What was watched before the account was linked",
        {200: record(count=NUMBER, since=nullable(TIME))},
        query={"since": TIME_SENT},
        fails=(409,),
    ),
    Operation(
        "POST",
        "/accounts/{id}/earlier",
        "Send it, or keep it in the log only",
        {202: record(planned=NUMBER)},
        body=body(("send",), send=YES_NO, since=nullable(TIME_SENT)),
        fails=(409,),
    ),
)
