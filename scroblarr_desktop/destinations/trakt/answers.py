"""What Trakt's answers mean: the one place that turns its statuses into our errors.

Sources: Trakt's documentation of status codes and of rate limits, and its OAuth contract.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.destinations.errors import (
    AccountBlocked,
    AlreadyThere,
    AppRejected,
    EdgeBlocked,
    NotFoundThere,
    Outage,
    Refused,
    RemoteError,
    SignInEnded,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.remote.messages import Answer

APP_REJECTED = (
    "Trakt does not accept the household's app. It may have been deleted, or its owner's VIP"
    " membership may have ended."
)
OVERLOADED = (502, 503, 504)
OVERLOAD_REST_S = 30.0


def error_in(answer: Answer, *, write: bool) -> RemoteError | None:
    """Return what went wrong in an answer of the API, None where nothing did.

    A 403 of the API itself comes as AppRejected, which only a second call makes certain.
    """
    status = answer.status
    if answer.is_ok:
        return None
    if status == 403:
        return edge_or(answer, AppRejected(APP_REJECTED, status=status))
    return _passing(answer, write=write) or _of_account(answer) or _of_delivery(answer)


def edge_or(answer: Answer, error: RemoteError) -> RemoteError:
    """Return EdgeBlocked where the shield answered in Trakt's place, else the error."""
    if not is_from_edge(answer):
        return error
    return EdgeBlocked(
        "Trakt's shield turned the request away before Trakt saw it. That passes by itself.",
        fate_unknown=False,
        status=answer.status,
        retry_after_s=answer.retry_after_s,
    )


def is_from_edge(answer: Answer) -> bool:
    """Return whether Cloudflare answered: a page, or its mark without Trakt's own."""
    bare = "cf-ray" in answer.headers and "x-request-id" not in answer.headers
    return answer.is_web_page or bare


def _passing(answer: Answer, *, write: bool) -> RemoteError | None:
    status = answer.status
    if status == 429:
        return too_fast(answer)
    if status >= 500:
        return overloaded(answer, write=write)
    if status < 400 or status == 408:
        sentence = f"Trakt gave an answer that makes no sense here (status {status})."
        return Outage(sentence, fate_unknown=False, status=status)
    return None


def too_fast(answer: Answer) -> TooFast:
    return TooFast(
        "Trakt asks for a pause.", status=answer.status, retry_after_s=answer.retry_after_s
    )


def overloaded(answer: Answer, *, write: bool) -> Outage:
    wait_s = answer.retry_after_s
    if wait_s is not None and answer.status in OVERLOADED:
        wait_s = max(wait_s, OVERLOAD_REST_S)
    return Outage(
        "Trakt is not working properly right now.",
        fate_unknown=write,
        status=answer.status,
        retry_after_s=wait_s,
    )


def _of_account(answer: Answer) -> RemoteError | None:
    status = answer.status
    if status == 401:
        return TokenRefused("Trakt no longer accepts the access token.", status=status)
    if status == 423:
        return AccountBlocked(
            "Trakt locked or deactivated this account.",
            status=status,
            next_step="Write to support@trakt.tv from the account's e-mail address.",
        )
    if status == 426:
        return AccountBlocked(
            "Trakt keeps this for VIP members.",
            status=status,
            next_step=f"See {upgrade_url(answer)}.",
        )
    return None


def _of_delivery(answer: Answer) -> RemoteError:
    status = answer.status
    if status == 404:
        return NotFoundThere("Trakt does not know this title.", status=status)
    if status == 409:
        return AlreadyThere(moment(answer.fields().get("watched_at")))
    if status == 420:
        return Refused(
            "The Trakt account is full: it reached a limit that Trakt sets.",
            status=status,
            next_step=f"Make room in the account, or see {upgrade_url(answer)}.",
        )
    return Refused(f"Trakt did not take it (status {status}).{_said(answer)}", status=status)


def upgrade_url(answer: Answer) -> str:
    url = answer.headers.get("x-upgrade-url", "")
    return url if url.startswith("https://") else "https://trakt.tv/vip"


def _said(answer: Answer) -> str:
    fields = answer.fields()
    for name in ("error_description", "message", "error"):
        if isinstance(fields.get(name), str) and fields[name]:
            return f" It said: {fields[name][:200]}"
    return ""


def sign_in_error(answer: Answer) -> RemoteError | None:
    """Return what went wrong in an answer to a refresh or a revocation.

    `invalid_grant` ends the sign-in whatever the status; `invalid_client` and a 403 are about
    the app. What Trakt does not explain is taken as passing.
    """
    if answer.is_ok:
        return None
    code, status = answer.fields().get("error"), answer.status
    if code == "invalid_grant":
        return SignInEnded("Trakt no longer accepts this sign-in.", status=status)
    if code in ("invalid_client", "unauthorized_client"):
        return AppRejected(APP_REJECTED, status=status)
    if status == 403:
        return edge_or(answer, AppRejected(APP_REJECTED, status=status))
    passing = _passing(answer, write=True)
    if passing is not None:
        return passing
    sentence = f"Trakt did not renew the sign-in (status {status}).{_said(answer)}"
    return Outage(sentence, fate_unknown=False, status=status)


def unreadable(answer: Answer, *, write: bool) -> Outage:
    """Return the error for a good status with a body that cannot be Trakt's."""
    return Outage("Trakt's answer could not be read.", fate_unknown=write, status=answer.status)


def moment(value: Any) -> datetime | None:
    """Return the moment that Trakt wrote, None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
