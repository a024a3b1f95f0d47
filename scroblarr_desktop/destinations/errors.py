"""What can go wrong at a destination, said once for programs and once for people.

Each client turns its service's answers into these in one place; what follows from them (retry,
hold, ask for a new sign-in) is decided in `sync`, by class, never by status number.
"""

from __future__ import annotations

from datetime import datetime


class DestinationError(Exception):
    """Base of all. `title` says what happened, `sentence` what it means, `next_step` what to do."""

    title = "The destination could not be used"
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


# -- the whole account waits and one delivery probes


class Outage(DestinationError):
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


class TooFast(DestinationError):
    """429: too many requests. `retry_after_s` where the service says so."""

    title = "Too many requests"


# -- the account needs a person


class TokenRefused(DestinationError):
    """401: the access token is not accepted. Refresh once, then try again."""

    title = "Signed out"


class SignInEnded(DestinationError):
    """The refresh token is not accepted (`invalid_grant`): only a new sign-in helps."""

    title = "The sign-in ended"
    next_step = "Sign in again."


class AppRejected(DestinationError):
    """The app (client id) itself was rejected: every account on it is affected."""

    title = "The app was rejected"
    next_step = "Check the household's app there, and the client id and secret entered here."


class AccountBlocked(DestinationError):
    """The service locked this account or wants it upgraded (423, 426)."""

    title = "The account is blocked"


# -- this delivery only


class NotFoundThere(DestinationError):
    """The destination does not know the item (yet)."""

    title = "Not found"
    next_step = "New titles often appear within days: it is tried again daily for a week."


class Doubtful(NotFoundThere):
    """An item was found, but it may be another one: a person must choose."""

    title = "Not sure which one it is"
    next_step = "Choose the right title."


class Refused(DestinationError):
    """The destination does not take this watch (400, 405, 412, 420, 422, `result` not OK)."""

    title = "Not accepted"
    next_step = "Look at the details."


class AlreadyThere(DestinationError):
    """409: the same item was just recorded. `watched_at` is the recorded play's, where told."""

    title = "Already there"

    def __init__(self, watched_at: datetime | None, *, status: int = 409) -> None:
        super().__init__("The destination had recorded it already.", status=status)
        self.watched_at = watched_at


class LiveRefused(DestinationError):
    """403 on the live calls alone: the app may not scrobble, history still works."""

    title = "Live marking is not allowed"


class NotThisService(DestinationError):
    """What answered at the address is not the service that was expected there."""

    title = "Nobody home"
