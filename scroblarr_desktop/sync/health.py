"""How each account's destination fares: what an error means for the account, and when it ends."""

from __future__ import annotations

from datetime import timedelta

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.destinations.errors import (
    AccountBlocked,
    AppRejected,
    RemoteError,
    SignInEnded,
)
from scroblarr_desktop.schedule import Clock, wait_after
from scroblarr_desktop.store import accounts
from scroblarr_desktop.store.records import Account, AccountState

PROBE_PAUSED_EVERY = timedelta(hours=1)
LONGEST_ASKED = timedelta(hours=25)
"""No `Retry-After` is obeyed for longer: what lies farther ahead was noted by a wrong clock."""


class Health:
    """One per engine. What must outlive a restart is in the store."""

    def __init__(self, changes: Changes, clock: Clock) -> None:
        self._changes = changes
        self._clock = clock
        self.unreachable: dict[int, RemoteError] = {}
        """The last error of each account whose destination could not be used."""

    def tell(self) -> None:
        """Let whoever shows the app's state look again."""
        self._changes.publish(Changed.STATE)

    def worked(self, account_id: int) -> None:
        """The destination answered: an outage or a pause is over, and what waited is due."""
        self.forget(account_id)
        if accounts.get(account_id).state is AccountState.PAUSED:
            accounts.change(account_id, {"state": AccountState.LINKED, "message": ""})
        accounts.note_success(account_id)
        self.tell()

    def failed(self, account_id: int, error: RemoteError, wait: timedelta | None = None) -> None:
        """Keep what an error means for the account, or for all accounts on the same app.

        `wait` is how long to leave the destination alone, where that was decided already.
        """
        self.unreachable[account_id] = error
        if error.retry_after_s is not None:
            asked_until = self._clock() + timedelta(seconds=error.retry_after_s)
            accounts.change(account_id, {"asked_until": asked_until})
        account = accounts.get(account_id)
        if account.state is AccountState.PAUSED:
            self._stays_paused(account, error)
        elif account.state is AccountState.LINKED:
            self._breaks(account, error, wait or wait_after(account.failures, error.retry_after_s))
        self.tell()

    def lift(self, account_id: int) -> None:
        """Let the next delivery try in spite of an outage, though never before `Retry-After`."""
        account = accounts.get(account_id)
        if account.state is not AccountState.LINKED or account.probe_at is None:
            return
        now, asked_until = self._clock(), account.asked_until
        if asked_until is not None and now < asked_until <= now + LONGEST_ASKED:
            accounts.change(account_id, {"probe_at": asked_until})
        else:
            accounts.lift_outage(account_id)

    def forget(self, account_id: int) -> None:
        self.unreachable.pop(account_id, None)

    def _breaks(self, account: Account, error: RemoteError, wait: timedelta) -> None:
        if isinstance(error, SignInEnded):
            _ask_to_relink(account, error)
        elif isinstance(error, AppRejected):
            for other in accounts.all_accounts():
                same_app = (other.destination, other.client_id) == (
                    account.destination,
                    account.client_id,
                )
                if same_app and other.state is AccountState.LINKED:
                    self._pause(other, error)
        elif isinstance(error, AccountBlocked):
            self._pause(account, error)
        else:
            accounts.note_failure(account.id, error.sentence, self._clock() + wait)

    def _stays_paused(self, account: Account, error: RemoteError) -> None:
        if isinstance(error, SignInEnded):
            _ask_to_relink(account, error)
        elif isinstance(error, (AppRejected, AccountBlocked)):
            self._pause(account, error)
        else:  # no answer is not the answer that would end the pause
            accounts.change(account.id, {"probe_at": self._clock() + PROBE_PAUSED_EVERY})

    def _pause(self, account: Account, error: RemoteError) -> None:
        """Stop sending to the account until it is asked again, much later, or a person acts."""
        changes = {
            "state": AccountState.PAUSED,
            "message": f"{error.sentence} {error.next_step}",
            "probe_at": self._clock() + PROBE_PAUSED_EVERY,
        }
        accounts.change(account.id, changes)


def _ask_to_relink(account: Account, error: SignInEnded) -> None:
    message = f"{error.sentence} {error.next_step}"
    accounts.change(account.id, {"state": AccountState.NEEDS_RELINK, "message": message})
