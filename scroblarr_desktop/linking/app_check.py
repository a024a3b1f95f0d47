"""Whether the household's app is entered right, before anybody signs in with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.destinations import AppCheck, Destination, Standing
from scroblarr_desktop.destinations.errors import EdgeBlocked, Offline, RemoteError
from scroblarr_desktop.store import accounts, household
from scroblarr_desktop.store.refusals import Conflict


class Verdict(Enum):
    """What a check came to."""

    FINE = auto()
    WRONG_ID = auto()
    WRONG_SECRET = auto()
    UNTOLD = auto()
    """The id is right; about the secret the destination says nothing until somebody signs in."""
    NO_NETWORK = auto()
    OUT_OF_ORDER = auto()
    """Reached, but it cannot answer now."""
    TURNED_AWAY = auto()
    """Its shield answered in its place. That passes, and is nobody's fault here."""


_VERDICTS = {
    Standing.GOOD: Verdict.FINE,
    Standing.UNKNOWN_ID: Verdict.WRONG_ID,
    Standing.WRONG_SECRET: Verdict.WRONG_SECRET,
    Standing.UNTOLD: Verdict.UNTOLD,
}


@dataclass(frozen=True)
class Checked:
    """`detail`: what exactly stood in the way, where it could not be asked."""

    verdict: Verdict
    detail: str = ""

    @property
    def was_asked(self) -> bool:
        return self.verdict in _VERDICTS.values()


async def check_app(destination: Destination, app: AppCredentials) -> Checked:
    """Return what the destination says of the app. Raises Conflict where it has no such apps."""
    if not isinstance(destination, AppCheck):
        raise Conflict(f"{destination.traits.title} needs no app of the household's own.")
    try:
        return Checked(_VERDICTS[await destination.check_app(app)])
    except RemoteError as error:
        return Checked(_why_not(error), error.sentence)


def _why_not(error: RemoteError) -> Verdict:
    if isinstance(error, EdgeBlocked):
        return Verdict.TURNED_AWAY
    # Where the fate is unknown a connection stood.
    if isinstance(error, Offline) and not error.fate_unknown:
        return Verdict.NO_NETWORK
    return Verdict.OUT_OF_ORDER


def who_signs_in_again(destination: str, client_id: str) -> list[str]:
    """Return the members whose accounts there would need a new sign-in under this client id."""
    return [
        household.member(account.member_id).name
        for account in accounts.all_accounts()
        if account.destination == destination
        and account.user_id is not None
        and account.client_id != client_id
    ]
