"""What TV Time's answers mean: the one place that turns them into our errors.

A status of 200 says nothing there: `result` or `status` in the body decides. A write needs a yes;
what was only read may go without.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scroblarr_desktop.destinations.errors import (
    EdgeBlocked,
    NotFoundThere,
    Outage,
    Refused,
    RemoteError,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.remote.messages import Answer

CLOSED = "TV Time closed on 15 July 2026. It only works with the address of a compatible server."
CLOSED_STEP = "Sign in again with the address of a compatible server, or unlink the account."


def closed(*, fate_unknown: bool, status: int | None = None) -> Outage:
    return Outage(CLOSED, fate_unknown=fate_unknown, status=status, next_step=CLOSED_STEP)


def looks_closed(answer: Answer) -> bool:
    """Return whether one of TV Time's own hosts answered as what is no longer there."""
    return answer.is_web_page or answer.status in (404, 410) or answer.status >= 500


def error_in(answer: Answer, *, write: bool) -> RemoteError | None:
    """Return what went wrong, None where the answer says that nothing did."""
    status = answer.status
    if status == 429:
        return _refusal(status, answer)
    if answer.is_web_page or not (answer.is_ok or 400 <= status < 500):
        return _no_service(answer, write=write)
    if not answer.is_ok:
        return _refusal(status, answer)
    fields = answer.fields()
    if not fields:
        sentence = "The TV Time server's answer could not be read."
        return Outage(sentence, fate_unknown=write, status=status)
    if says_yes(fields) or not (write or says_no(fields)):
        return None
    code = fields.get("code")
    return _refusal(code if isinstance(code, int) else status, answer)


def says_yes(fields: Mapping[str, Any]) -> bool:
    return fields.get("result") == "OK" or fields.get("status") == "success"


def says_no(fields: Mapping[str, Any]) -> bool:
    return not says_yes(fields) and ("result" in fields or "status" in fields)


def _no_service(answer: Answer, *, write: bool) -> Outage:
    status = answer.status
    if status == 403:
        sentence = "A shield in front of the TV Time server turned the request away."
        return EdgeBlocked(
            sentence, fate_unknown=False, status=status, retry_after_s=answer.retry_after_s
        )
    working = answer.is_ok or status >= 500
    return Outage(
        "The TV Time server is not working properly right now.",
        fate_unknown=write and working,
        status=status,
        retry_after_s=answer.retry_after_s,
    )


def _refusal(code: int, answer: Answer) -> RemoteError:
    if code in (401, 403):
        return TokenRefused("TV Time no longer accepts the sign-in.", status=code)
    if code in (404, 410):
        return NotFoundThere("TV Time does not know this title.", status=code)
    if code == 429:
        wait_s = answer.retry_after_s
        return TooFast("TV Time asks for a pause.", status=code, retry_after_s=wait_s)
    said = message(answer.fields())
    reason = f" It said: {said}" if said else ""
    return Refused(f"TV Time did not take it (status {code}).{reason}", status=code)


def message(fields: Mapping[str, Any]) -> str:
    """Return what the service says to people, an empty string where it says nothing."""
    said = (fields.get(name) for name in ("message", "error", "result", "status"))
    return next((text[:200] for text in said if isinstance(text, str) and text), "")
