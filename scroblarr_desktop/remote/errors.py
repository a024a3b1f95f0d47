"""What can go wrong at any service, said once for programs and once for people.

Each client turns its service's answers into these, and its own, in one place.
"""

from __future__ import annotations


class RemoteError(Exception):
    """Base of all. `title` says what happened, `sentence` what it means, `next_step` what to do."""

    title = "That did not work"
    sentence = "Something unexpected happened."
    next_step = "Nothing to do: it is tried again."

    def __init__(
        self,
        sentence: str | None = None,
        *,
        status: int | None = None,
        retry_after_s: float | None = None,
        next_step: str | None = None,
    ) -> None:
        self.sentence = sentence or type(self).sentence
        self.next_step = next_step or type(self).next_step
        self.status = status
        self.retry_after_s = retry_after_s
        super().__init__(f"{self.title}: {self.sentence}")


class Outage(RemoteError):
    """The service cannot work now. `fate_unknown` where the request may have been carried out."""

    title = "No answer"

    def __init__(
        self,
        sentence: str | None = None,
        *,
        fate_unknown: bool,
        status: int | None = None,
        retry_after_s: float | None = None,
        next_step: str | None = None,
    ) -> None:
        super().__init__(sentence, status=status, retry_after_s=retry_after_s, next_step=next_step)
        self.fate_unknown = fate_unknown


class Offline(Outage):
    """No connection came about (no network, name not found, refused) or it broke off."""

    title = "No connection"


class EdgeBlocked(Outage):
    """A page of the service's shield (Cloudflare) answered instead of the service. It passes."""

    title = "Turned away at the door"


class TooFast(RemoteError):
    """429: too many requests. `retry_after_s` where the service says so."""

    title = "Too many requests"


class TokenRefused(RemoteError):
    """401: the access token is not accepted."""

    title = "Signed out"


class Refused(RemoteError):
    """The service does not take this request (400, 405, 412, 420, 422, `result` not OK)."""

    title = "Not accepted"
    next_step = "Look at the details."


class NotThisService(RemoteError):
    """What answered at the address is not the service that was expected there."""

    title = "Nobody home"
