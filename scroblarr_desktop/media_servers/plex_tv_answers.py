"""What the answers of plex.tv and of Plex servers mean: the one place that makes them our errors.

Sources: developer.plex.tv (error table of the account API), python-plexapi's tests.
"""

from __future__ import annotations

from typing import Any

from scroblarr_desktop.remote.errors import (
    EdgeBlocked,
    Outage,
    Refused,
    RemoteError,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.remote.messages import Answer

PLEX_TV = "Plex"
"""How plex.tv is called in sentences for people."""

JWT_EXPIRED = 498


class SignInEnded(TokenRefused):
    """401: only a new sign-in helps."""

    title = "The sign-in at Plex ended"
    next_step = "Sign in again."


class CodeExpired(RemoteError):
    """Nobody confirmed the code in time."""

    title = "The code has run out"
    sentence = "Nobody confirmed it in time."
    next_step = "Get a new code."


class NoPlexPass(RemoteError):
    """The account may not have webhooks."""

    title = "No Plex Pass"
    sentence = "Plex reports what is watched only to accounts with a Plex Pass."
    next_step = "With a Plex Pass, try again."


class NotTheirs(RemoteError):
    """403: the signed-in account may not do this there."""

    title = "Not allowed"
    next_step = "Sign in with the account of the server's owner."


class GoneThere(RemoteError):
    """404: there is no such thing (any more)."""

    title = "Not found"


def error_in(answer: Answer, *, write: bool, who: str = PLEX_TV) -> RemoteError | None:
    """Return what went wrong in an answer, None where nothing did.

    `who` answered: plex.tv, or a server by its name, which writes its refusals as web pages.
    """
    if answer.is_ok:
        return None
    return _passing(answer, write=write, who=who) or _lasting(answer, who)


def _passing(answer: Answer, *, write: bool, who: str) -> RemoteError | None:
    status = answer.status
    if status == 429:
        return TooFast(
            f"{who} asks for a pause.", status=status, retry_after_s=answer.retry_after_s
        )
    if status != 401 and who == PLEX_TV and _is_page(answer):
        return EdgeBlocked(
            "Plex's shield turned the request away before Plex saw it. That passes by itself.",
            fate_unknown=False,
            status=status,
            retry_after_s=answer.retry_after_s,
        )
    if status >= 500:
        return Outage(
            f"{who} is not working properly right now.",
            fate_unknown=write,
            status=status,
            retry_after_s=answer.retry_after_s,
        )
    if status < 400 or status == 408:
        sentence = f"{who} gave an answer that makes no sense here (status {status})."
        return Outage(sentence, fate_unknown=False, status=status)
    return None


def _lasting(answer: Answer, who: str) -> RemoteError:
    status = answer.status
    if status in (401, JWT_EXPIRED):
        return SignInEnded(f"{who} no longer accepts the sign-in.", status=status)
    if status == 403:
        return NotTheirs(f"{who} does not allow this for the signed-in account.", status=status)
    if status == 404:
        return GoneThere(f"{who} does not know this.", status=status)
    return Refused(f"{who} did not take it (status {status}).{_said(answer)}", status=status)


def webhook_error(error: RemoteError, *, write: bool) -> RemoteError:
    """Return what an error means when it came from the account's list of webhooks.

    Without Plex Pass even reading it is refused: 402, 403, or "bad request" (python-plexapi's
    tests expect its BadRequest). A list that could be read and is refused when written is another
    matter: then Plex does not like an address in it.
    """
    refused = (402, 403) if write else (400, 402, 403)
    return NoPlexPass(status=error.status) if error.status in refused and _is_no(error) else error


def _is_no(error: RemoteError) -> bool:
    return not isinstance(error, (Outage, TooFast))


def unreadable(*, write: bool, who: str = PLEX_TV) -> Outage:
    """Return the error for a good status with a body that cannot be Plex's."""
    return Outage(f"The answer of {who} could not be read.", fate_unknown=write)


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list; nothing where it is none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_page(answer: Answer) -> bool:
    # Not `is_web_page`: the older calls answer in XML, which begins with "<" as well.
    declared = "html" in answer.headers.get("content-type", "").lower()
    return declared or answer.content.lstrip()[:5].lower() in (b"<!doc", b"<html")


def _said(answer: Answer) -> str:
    for error in objects(answer.fields().get("errors")):
        if isinstance(error.get("message"), str) and error["message"]:
            return f" It said: {error['message'][:200]}"
    return ""
