"""What can go wrong at a destination, said once for programs and once for people.

Each client turns its service's answers into these in one place; what follows from them (retry,
hold, ask for a new sign-in) is decided in `sync`, by class, never by status number.
"""

from __future__ import annotations

from datetime import datetime

from scroblarr_desktop.remote.errors import EdgeBlocked as EdgeBlocked
from scroblarr_desktop.remote.errors import NotThisService as NotThisService
from scroblarr_desktop.remote.errors import Offline as Offline
from scroblarr_desktop.remote.errors import Outage as Outage
from scroblarr_desktop.remote.errors import Refused as Refused
from scroblarr_desktop.remote.errors import RemoteError as RemoteError
from scroblarr_desktop.remote.errors import TokenRefused as TokenRefused
from scroblarr_desktop.remote.errors import TooFast as TooFast

# -- the account needs a person


class SignInEnded(RemoteError):
    """The refresh token is not accepted (`invalid_grant`): only a new sign-in helps."""

    title = "The sign-in ended"
    next_step = "Sign in again."


class AppRejected(RemoteError):
    """The app (client id) itself was rejected: every account on it is affected."""

    title = "The app was rejected"
    next_step = "Check the household's app there, and the client id and secret entered here."


class AccountBlocked(RemoteError):
    """The service locked this account or wants it upgraded (423, 426)."""

    title = "The account is blocked"


# -- this delivery only


class NotFoundThere(RemoteError):
    """The destination does not know the item (yet)."""

    title = "Not found"
    next_step = "New titles often appear within days: it is tried again daily for a week."


class Doubtful(NotFoundThere):
    """An item was found, but it may be another one: a person must choose."""

    title = "Not sure which one it is"
    next_step = "Choose the right title."


class AlreadyThere(RemoteError):
    """409: the same item was just recorded. `watched_at` is the recorded play's, where told."""

    title = "Already there"

    def __init__(self, watched_at: datetime | None, *, status: int = 409) -> None:
        super().__init__("The destination had recorded it already.", status=status)
        self.watched_at = watched_at


class LiveRefused(RemoteError):
    """403 on the live calls alone: the app may not scrobble, history still works."""

    title = "Live marking is not allowed"
