"""What Simkl's answers mean: the one place that turns its statuses into our errors.

Source: Simkl's page on errors and status codes. The body's `error` decides, never its `message`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeGuard

from scroblarr_desktop.destinations.errors import (
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
    "Simkl does not accept the household's client id right now. It may be mistyped, deleted or"
    " locked, or Simkl is holding it back because too much was sent with it."
)
CHECK_APP = "Check the client id at simkl.com/settings/developer and in Settings here."
NO_LONGER = (
    "Simkl no longer accepts this sign-in. It ends when the app is removed at Simkl under"
    " Connected Apps."
)
LOCK_S = 20.0
"""How long Simkl may hold its lock on an account's writes (its page on check-ins)."""

CLEARS_S = 2.0
"""The limit on calls per second clears after a second (its page on errors)."""


def error_in(answer: Answer, *, write: bool) -> RemoteError | None:
    """Return what went wrong in an answer of the API, None where nothing did.

    A 403 or 412 comes as AppRejected, which only a second call makes certain.
    """
    if answer.is_ok:
        return None
    return (
        _passing(answer, write=write)
        or _of_app(answer)
        or _of_account(answer)
        or _of_delivery(answer)
    )


def _passing(answer: Answer, *, write: bool) -> RemoteError | None:
    status, wait_s = answer.status, answer.retry_after_s
    if status >= 500:
        sentence = "Simkl is not working properly right now."
        return Outage(sentence, fate_unknown=write, status=status, retry_after_s=wait_s)
    if answer.is_web_page:
        return EdgeBlocked(
            "Simkl's shield turned the request away before Simkl saw it. That passes by itself.",
            fate_unknown=False,
            status=status,
            retry_after_s=wait_s,
        )
    if status == 429 and code_in(answer) == "rate_limit":
        wait_s = wait_s or CLEARS_S
    if status == 429:
        return TooFast("Simkl asks for a pause.", status=status, retry_after_s=wait_s)
    if status == 423 or code_in(answer) == "RATE_LIMIT":
        busy = "Simkl is still busy with what was sent to this account before."
        return TooFast(busy, status=status, retry_after_s=wait_s or LOCK_S)
    if status < 400 or status == 408:
        sentence = f"Simkl gave an answer that makes no sense here (status {status})."
        return Outage(sentence, fate_unknown=False, status=status)
    return None


def _of_app(answer: Answer) -> RemoteError | None:
    status, code = answer.status, code_in(answer)
    if code == "insufficient_scope":
        return SignInEnded("Simkl gave this sign-in no right to mark anything.", status=status)
    if status in (403, 412) or code in ("client_id_failed", "unauthorized_client"):
        return AppRejected(APP_REJECTED, status=status, next_step=CHECK_APP)
    return None


def _of_account(answer: Answer) -> RemoteError | None:
    if answer.status == 401:
        return TokenRefused("Simkl no longer accepts the sign-in.", status=401)
    return None


def _of_delivery(answer: Answer) -> RemoteError:
    status, code = answer.status, code_in(answer)
    if status == 404 and code == "id_err":
        return NotFoundThere("Simkl does not know this title.", status=status)
    if status == 409:
        return AlreadyThere(moment(answer.fields().get("watched_at")))
    because = f" Its reason: {code}." if code else ""
    return Refused(f"Simkl did not take it (status {status}).{because}", status=status)


def code_in(answer: Answer) -> str:
    """Return Simkl's word for what went wrong, an empty string where it says none."""
    code = answer.fields().get("error")
    return code[:80] if isinstance(code, str) else ""


def unreadable(answer: Answer, *, write: bool) -> Outage:
    """Return the error for a good status with a body that cannot be Simkl's."""
    return Outage("Simkl's answer could not be read.", fate_unknown=write, status=answer.status)


# -- reading parts of answers without trust


def fields_of(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def objects_in(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def whole(value: Any) -> int | None:
    """Return the value where it is a whole number; True and False are none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def count_of(counts: Mapping[str, Any], *names: str) -> int:
    return sum(whole(counts.get(name)) or 0 for name in names)


def moment(value: Any) -> datetime | None:
    """Return the moment that Simkl wrote, None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
