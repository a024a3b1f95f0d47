"""Sets the household up through the local API: members, viewers, linked accounts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from scroblarr_desktop.demo.furnishing import PASSWORD
from scroblarr_desktop.demo.local_api import LocalApi
from scroblarr_desktop.demo.people import HOUSEHOLD, Person
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime

LOOK_AGAIN_S = 0.1
LONGEST_SIGN_IN_S = 30.0


class SignInFailed(Exception):
    """A member of the simulated household could not be linked. The message says why."""


@dataclass
class MovingIn:
    """One move. `wait` takes the seconds that a person needs for what they do."""

    api: LocalApi
    trakt: FakeTrakt
    tvtime: FakeTvTime
    simkl: FakeSimkl
    wait: Callable[[float], Awaitable[None]]

    async def add_everybody(self, plex_id: int, jellyfin_id: int) -> None:
        """Add the members with their viewers, and link their accounts. Raises SignInFailed."""
        members = []
        for person in HOUSEHOLD:
            member = await self.api.post("/members", name=person.name)
            members.append((person, int(member["id"])))
            for server_id, viewer in ((plex_id, person.plex), (jellyfin_id, person.jellyfin)):
                if viewer is not None:
                    await self.api.post(
                        f"/members/{member['id']}/viewers",
                        server_id=server_id,
                        account_id=viewer.account_id,
                        name=viewer.name,
                    )
        async with asyncio.TaskGroup() as group:
            for person, member_id in members:
                work = self._link(person, member_id)
                group.create_task(work, name=f"demo: link {person.name}")

    async def _link(self, person: Person, member_id: int) -> None:
        path = f"/members/{member_id}/accounts"
        if person.tvtime is not None:
            url, name = self.tvtime.url, person.tvtime
            await self.api.post(
                path, destination="tvtime", server_url=url, username=name, password=PASSWORD
            )
        if person.trakt is not None:
            user = self.trakt.users[person.trakt]
            confirm = partial(self.trakt.confirm, user=user)
            await self._sign_in(path, "trakt", confirm, shares=person.shares_progress)
        if person.simkl is not None:
            confirm = partial(self.simkl.confirm, user=self.simkl.users[person.simkl])
            await self._sign_in(path, "simkl", confirm, shares=person.shares_progress)

    async def _sign_in(
        self, path: str, destination: str, confirm: Callable[[str], None], *, shares: bool
    ) -> None:
        """Let somebody confirm the code at the destination, as on its own page."""
        waiting = await self.api.post(path, destination=destination)
        await self.wait(0.5)
        confirm(waiting["user_code"])
        await self._until_linked(waiting["id"])
        if shares:
            await self.api.patch(f"/accounts/{waiting['id']}", share_progress=True)

    async def _until_linked(self, account_id: int) -> None:
        account: dict[str, Any] = {}
        try:
            async with asyncio.timeout(LONGEST_SIGN_IN_S):
                while account.get("state", "waiting") == "waiting":
                    await asyncio.sleep(LOOK_AGAIN_S)
                    account = await self.api.get(f"/accounts/{account_id}")
        except TimeoutError:
            raise SignInFailed("The sign-in did not end.") from None
        if account["state"] != "linked":
            raise SignInFailed(f"The sign-in ended as {account['state']}: {account['message']}")
