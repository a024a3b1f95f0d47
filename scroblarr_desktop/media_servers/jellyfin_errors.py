"""Where a Jellyfin's answers become our errors, said once for programs and once for people."""

from __future__ import annotations

from typing import Any

from scroblarr_desktop.remote.errors import (
    NotThisService,
    Outage,
    Refused,
    RemoteError,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.remote.messages import Answer, Call


class NotAdministrator(RemoteError):
    """403: the account may not do this."""

    title = "This needs an administrator"
    sentence = (
        "Only an administrator of this Jellyfin may see its people and set it up to report "
        "what was watched."
    )
    next_step = "Sign in as an administrator, or set it up by hand."


class NotThere(RemoteError):
    """404: Jellyfin has no such thing."""

    title = "Not there"
    sentence = "This Jellyfin does not have what was asked for."
    next_step = "Look at the details."


class WrongPassword(RemoteError):
    title = "Wrong name or password"
    sentence = "Jellyfin does not know this name with this password."
    next_step = "Type both again. Jellyfin locks an account after several wrong passwords."


class KeyRefused(RemoteError):
    title = "Jellyfin does not know this key"
    sentence = "The API key was not accepted."
    next_step = "Copy it anew from Jellyfin: Dashboard, API Keys."


class AccountDisabled(RemoteError):
    title = "This account is locked"
    sentence = "Jellyfin does not let this account in: it was disabled there."
    next_step = "Sign in with another account, or ask an administrator of the Jellyfin."


class QuickConnectOff(RemoteError):
    title = "Quick Connect is switched off"
    sentence = "This Jellyfin does not let anybody in by a code."
    next_step = "Sign in with name and password, or switch it on in Jellyfin: Dashboard, General."


class CodeExpired(RemoteError):
    title = "The code is no longer valid"
    sentence = "Nobody entered it in Jellyfin in time, or Jellyfin was restarted meanwhile."
    next_step = "Ask for a new code."


class NotTrusted(Outage):
    """Its certificate is not the one that was trusted. `known`: whether one was, ever."""

    title = "Not the certificate as before"

    def __init__(self, host: str, *, known: bool) -> None:
        now = "shows another certificate now" if known else "has a certificate of its own now"
        super().__init__(
            f"{host} {now}, and it was not trusted yet. It may have been renewed.",
            fate_unknown=False,
            next_step="Sign in to this Jellyfin again: then you see the certificate first.",
        )


class StartingUp(Outage):
    """503 while Jellyfin starts, or behind a proxy while it is down."""

    title = "Jellyfin is not ready"


SIGNED_OUT = "Jellyfin does not accept this sign-in any more."


def checked(answer: Answer, call: Call) -> Answer:
    """Return the answer where it says yes. Raises RemoteError."""
    if answer.is_ok:
        return answer
    raise error_of(answer, call)


def json_of(answer: Answer, call: Call) -> Any:
    """Return the answer's JSON. Raises NotThisService for a web page or anything else."""
    try:
        return answer.json()
    except ValueError:
        raise NotThisService(
            f"{call.host} answered with a web page where Jellyfin would answer a program.",
            status=answer.status,
            next_step="Is there a sign-in page in front of Jellyfin? Then use its inner address.",
        ) from None


def error_of(answer: Answer, call: Call) -> RemoteError:
    status = answer.status
    if 300 <= status < 400:
        return NotThisService(
            f"{call.host} points to another address now.",
            status=status,
            next_step="Enter the address anew.",
        )
    if status == 401:
        return _unauthorised(answer, call)
    if status == 403:
        return NotAdministrator(status=status)
    if status in (404, 405):
        return NotThere(status=status)
    if status == 429:
        return TooFast(
            f"{call.host} asks to slow down.", status=status, retry_after_s=answer.retry_after_s
        )
    if status >= 500:
        return _outage(answer, call)
    return Refused(f"Jellyfin did not take it ({status}).", status=status)


def _unauthorised(answer: Answer, call: Call) -> RemoteError:
    if "basic" in answer.headers.get("www-authenticate", "").lower():
        return NotThisService(
            f"In front of Jellyfin, {call.host} asks for a password of its own.",
            status=401,
            next_step="Use the inner address of the Jellyfin, without that page in front.",
        )
    return TokenRefused(SIGNED_OUT, status=401, next_step="Sign in again.")


def _outage(answer: Answer, call: Call) -> Outage:
    # 503 is Jellyfin's own word while it starts; proxies use 502 to 504 while it is down.
    kind = StartingUp if answer.status in (502, 503, 504) else Outage
    what = "is starting or out of order" if kind is StartingUp else "had an error of its own"
    return kind(
        f"The Jellyfin at {call.host} {what}.",
        fate_unknown=call.changes_something and kind is Outage,
        status=answer.status,
        retry_after_s=answer.retry_after_s,
        next_step="Try again in a minute.",
    )
