"""What the suite wants to know of a tracker, whichever it is, and can do to it."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, ClassVar

from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.catalogue import Catalogue, Thing
from scroblarr_desktop.demo.fake_service import Clock, FakeService
from scroblarr_desktop.endpoints import Endpoints
from tests.attacks.local_app import LocalApp

CLIENT, SECRET = "household-app", "app-secret"
POLL_S = 0.02
LINKED_WITHIN_S = 60.0
JITTER_S = 0.002
KEPT_WITHIN = timedelta(seconds=5)
"""The app may end so soon after an answer that it could not keep it."""


@dataclass(frozen=True)
class Held:
    """One play that a tracker holds."""

    thing: Thing
    at: datetime
    """The watched time, or when it arrived where the tracker takes no times."""
    live: bool
    """Whether the tracker stamped it."""
    foreign: bool
    """Whether another program of the person wrote it."""


class Tracker(ABC):
    """One fake tracker with everybody's accounts there. Names of users are those of members."""

    name: ClassVar[str]
    client: ClassVar[Any]
    """The app's own client of it: its pace is sped up where tests have time pass quickly."""
    takes_time: ClassVar[bool] = True
    """It keeps the watched time, and can be asked what it holds."""
    keeps_one: ClassVar[bool] = False
    """It keeps one mark of each thing, the first that it was sent."""
    stamps_live: ClassVar[bool] = False
    """It has a call for what is just finished, which stamps the present time."""
    has_progress: ClassVar[bool] = True
    knows_password: ClassVar[bool] = False
    """The app holds a password, which gets in again where a renewal does not."""
    access_life: ClassVar[timedelta]
    """How long a sign-in is good for before it is renewed."""

    # What calls to it look like, as `faults` match them.
    write: ClassVar[str]
    late_write: ClassVar[str]
    """Only of a watch that is not just finished."""
    question: ClassVar[str]
    """What tells whether it holds something, or which of its items is meant."""
    find: ClassVar[str]
    renew: ClassVar[str]
    paced: ClassVar[str]
    """Calls of one account that have to be a while apart."""

    fake: FakeService
    any_pace = False
    """Whether calls may come however close together."""
    power_cuts: list[datetime]
    """When the app ended without a word, by the tracker's clock."""

    @abstractmethod
    def __init__(self, catalogue: Catalogue, clock: Clock) -> None: ...

    @abstractmethod
    def place(self, endpoints: Endpoints) -> Endpoints:
        """Return the endpoints with this tracker's among them."""

    @abstractmethod
    def environment(self) -> dict[str, str]:
        """Return what tells the real program where this tracker is."""

    @abstractmethod
    async def link(self, app: LocalApp, member_id: int, name: str) -> int:
        """Sign the member in as the user of that name; return our account's id."""

    @abstractmethod
    def granted(self, name: str) -> tuple[str, Tokens]:
        """Return what a finished sign-in of a new user would bring: the id there, and tokens."""

    @abstractmethod
    def users(self) -> Collection[str]:
        """Return everybody who has an account there."""

    @abstractmethod
    def held(self, name: str) -> list[Held]:
        """Return what the user holds, oldest first."""

    @abstractmethod
    def write_elsewhere(self, name: str, thing: Thing, at: datetime, *, live: bool) -> None:
        """Let another program of the user write a play."""

    @abstractmethod
    def expire(self, name: str) -> None:
        """Let the user's access run out; it can be renewed."""

    @abstractmethod
    def end(self, name: str) -> None:
        """End the user's sign-in: it cannot be renewed."""

    @abstractmethod
    def forget(self, name: str) -> None:
        """Let the user take away every play there."""

    def allow_any_pace(self) -> None:
        """Take calls however close together they come."""
        self.any_pace = True

    def speed_up(self, times: float) -> None:
        """Allow writes so many times as often as the real tracker."""
        del times

    def be_strict(self) -> None:
        """Treat renewals as hard as a service may."""
        return

    def complaints(self) -> Iterator[str]:
        """Return what the tracker itself has to say against its caller."""
        if not self.any_pace:
            yield from self._too_fast(self.client.traits.write_gap_s)

    def writes(self, name: str | None = None) -> list[Call]:
        """Return the calls that change what somebody holds, as they arrived."""
        return self._of_users(self.write, name)

    def _of_users(self, match: str, name: str | None = None) -> list[Call]:
        found = self.fake.calls_to(match)
        return [call for call in found if call.user and name in (None, call.user)]

    def _too_fast(self, gap_s: float) -> Iterator[str]:
        for user in {call.user for call in self._of_users(self.paced)}:
            for one, next_one in pairwise(self._of_users(self.paced, user)):
                apart_s = (next_one.at - one.at).total_seconds()
                if apart_s < gap_s - JITTER_S:
                    yield f"{self.name}: {user} wrote {apart_s:.3f} s after the last write"

    def _used_again(self, token_in: Callable[[Call], str | None]) -> Iterator[str]:
        """A refresh token works once; only where its answer was lost may it be tried again."""
        answered: set[str] = set()
        for call in self.fake.calls_to(self.renew):
            token = token_in(call)
            if token in answered:
                yield f"{self.name}: a refresh token was used again after it had worked"
            has_worked = isinstance(call.answer, dict) and "access_token" in call.answer
            if token and has_worked and not call.lost and not self._was_cut_off(call):
                answered.add(token)

    def _was_cut_off(self, call: Call) -> bool:
        """Return whether the app ended so soon that it may not have kept the answer."""
        return any(timedelta() <= at - call.at < KEPT_WITHIN for at in self.power_cuts)


async def link_by_code(
    app: LocalApp, member_id: int, destination: str, confirm: Callable[[str], None]
) -> int:
    """Sign a member in with a code that `confirm` is given; return our account's id."""
    path = f"/members/{member_id}/accounts"
    account = await app.call("POST", path, {"destination": destination})
    confirm(account["user_code"])
    async with asyncio.timeout(LINKED_WITHIN_S):
        while (await app.call("GET", f"/accounts/{account['id']}"))["state"] == "waiting":
            await asyncio.sleep(0.01)
    return int(account["id"])
