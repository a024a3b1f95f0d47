"""Linked accounts: signing in, switches, unlinking."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from aiohttp import web

from scroblarr_desktop.destinations.errors import Outage, RemoteError, TooFast
from scroblarr_desktop.http_server.answers import ApiError, done, iso_time
from scroblarr_desktop.http_server.api.fields import (
    Fields,
    body_fields,
    flag,
    moment,
    one_of,
    path_id,
    query_fields,
    secret_text,
    text,
)
from scroblarr_desktop.http_server.api.services import get, services
from scroblarr_desktop.linking import NoApp
from scroblarr_desktop.store import accounts, household, offers
from scroblarr_desktop.store.records import Account, AccountState

DESTINATIONS = ("trakt", "simkl", "tvtime")
_BY_PASSWORD = ("server_url", "username", "password", "start_token")
_SWITCHES = ("share_progress", "rewatch_films", "rewatch_episodes")


async def _link(request: web.Request) -> web.Response:
    fields = await body_fields(request, "destination", *_BY_PASSWORD)
    destination = fields.need("destination", one_of(*DESTINATIONS))
    member = household.member(path_id(request))
    if destination == "tvtime":
        return await _sign_in_by_password(request, member.id, fields)
    fields.refuse(*_BY_PASSWORD)
    account = await _told(
        services(request).linking.start_sign_in(member.id, destination), destination
    )
    return web.json_response(_waiting(account), status=202)


async def _sign_in_by_password(
    request: web.Request, member_id: int, fields: Fields
) -> web.Response:
    account = await _told(
        services(request).linking.sign_in_tvtime(
            member_id,
            fields.may("server_url", text),
            fields.need("username", text),
            fields.need("password", secret_text),
            fields.may("start_token", secret_text),
        ),
        "tvtime",
    )
    if account.state is not AccountState.LINKED:
        raise ApiError(422, str(account.state), account.message)
    return web.json_response(account_content(account), status=201)


async def _told(signing_in: Awaitable[Account], destination: str) -> Account:
    """Return the account. What a destination says against it is told as it is."""
    try:
        return await signing_in
    except NoApp as error:
        where = f"Programs send it with PUT /api/v1/settings/{destination}."
        raise ApiError(422, "no_app", f"{error} {where}") from error
    except RemoteError as error:
        # Nobody tries a sign-in again by itself: that is what `next_step` says of deliveries.
        passing = isinstance(error, Outage | TooFast)
        next_step = "Try again in a moment." if passing else error.next_step
        raise ApiError(422, "sign_in_failed", f"{error.sentence} {next_step}") from error
    except ValueError as error:
        raise ApiError(422, "invalid", str(error)) from error


async def _show(request: web.Request) -> web.Response:
    return web.json_response(account_content(accounts.get(path_id(request))))


async def _change(request: web.Request) -> web.Response:
    fields = await body_fields(request, *_SWITCHES)
    changes = fields.given(dict.fromkeys(_SWITCHES, flag))
    return web.json_response(account_content(accounts.change(path_id(request), changes)))


async def _unlink(request: web.Request) -> web.Response:
    await services(request).linking.unlink(path_id(request))
    return done()


async def _preview_earlier(request: web.Request) -> web.Response:
    query = query_fields(request, "since")
    offer = offers.preview(path_id(request), query.may("since", moment))
    since = offer.since and iso_time(offer.since)
    return web.json_response({"count": offer.count, "since": since})


async def _answer_earlier(request: web.Request) -> web.Response:
    """Send what was watched before the account was linked, or keep it in the log only."""
    fields = await body_fields(request, "send", "since")
    account_id, planned = path_id(request), 0
    if fields.need("send", flag):
        planned = offers.send(account_id, fields.may("since", moment))
        services(request).sync.wake()
    else:
        offers.keep(account_id)
    return web.json_response({"planned": planned}, status=202)


def account_content(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "destination": account.destination,
        "state": str(account.state),
        "username": account.username,
        "message": account.message or account.outage,
        "share_progress": account.share_progress,
        "rewatch_films": account.rewatch_films,
        "rewatch_episodes": account.rewatch_episodes,
    }


def _waiting(account: Account) -> dict[str, Any]:
    sign_in = account.sign_in
    return {
        "id": account.id,
        "destination": account.destination,
        "state": str(account.state),
        "user_code": sign_in and sign_in.user_code,
        "verification_url": sign_in and sign_in.verification_url,
        "expires_at": sign_in and iso_time(sign_in.expires_at),
    }


ROUTES = [
    web.post("/members/{id:[0-9]{1,15}}/accounts", _link),
    get("/accounts/{id:[0-9]{1,15}}", _show),
    web.patch("/accounts/{id:[0-9]{1,15}}", _change),
    web.delete("/accounts/{id:[0-9]{1,15}}", _unlink),
    get("/accounts/{id:[0-9]{1,15}}/earlier", _preview_earlier),
    web.post("/accounts/{id:[0-9]{1,15}}/earlier", _answer_earlier),
]
