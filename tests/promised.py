"""What the tests of the promises say to the whole app, and ask of what lies around it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.catalogue import Movie, Thing
from scroblarr_desktop.demo.media_servers import FakeViewer
from scroblarr_desktop.demo.trakt.world import FakeUser
from scroblarr_desktop.store import servers
from scroblarr_desktop.watches import ServerKind
from tests import bodies
from tests.attacks.clocks import HOUR
from tests.attacks.local_app import post
from tests.attacks.trackers import TRACKERS
from tests.attacks.truth import Person, plex_says
from tests.attacks.world import World
from tests.catching_up.night import PASSWORD, Town

NOT_SYNCED = re.compile(r"rating|watchlist|favou?rite|collection|wish|plan|follow|list", re.I)
"""What a call has in it that is about anything but watches."""

HAND_MARK_WAITS = timedelta(seconds=6)
"""Jellyfin's history does not tell one from a viewing."""


async def until(true: Callable[[], bool], within_s: float = 5.0) -> None:
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.01)


def address(kind: ServerKind, home: World) -> str:
    [server] = [one for one in servers.all_servers() if one.kind is kind]
    return home.engine.webhook_address(kind, server.id)


async def plex_reports(home: World, content: dict[str, Any]) -> None:
    assert await post(address(ServerKind.PLEX, home), *bodies.plex_multipart(content)) == 200


async def jellyfin_reports(home: World, content: dict[str, Any]) -> None:
    body = bodies.as_bytes(content)
    hook = address(ServerKind.JELLYFIN, home)
    assert await post(hook, body, "application/json; charset=utf-8") == 200


def things(home: World, name: str) -> dict[str, list[Thing]]:
    """Return what that user holds, by tracker."""
    return {tracker.name: [one.thing for one in tracker.held(name)] for tracker in home.trackers}


def everywhere(*watched: Thing) -> dict[str, list[Thing]]:
    return {tracker.name: [*watched] for tracker in TRACKERS}


def sent(home: World) -> list[Call]:
    """Return every call that any tracker got, in no order."""
    return [call for tracker in home.trackers for call in tracker.fake.calls]


async def nothing_comes_of(home: World, *, plex: list[Any], jellyfin: list[Any]) -> None:
    """Report all that, then a finished film with such words in it: only the film may go out."""
    anna = await home.member("Anna")
    film = home.library.films[0]
    before = len(sent(home))
    for content in plex:
        content["Account"]["id"] = anna.plex_account
        await plex_reports(home, content)
    for content in jellyfin:
        content["UserId"] = anna.jellyfin_user
        await jellyfin_reports(home, content)
    await home.pass_time(HOUR)
    assert len(sent(home)) == before
    assert await home.app.watches() == []
    words = {"userRating": 9.0, "Collection": [{"tag": "Seven nights"}]}
    await plex_reports(home, plex_tells(film, anna, "media.scrobble", **words))
    await home.rest()
    assert things(home, "anna") == everywhere(film)
    writes = [call for call in sent(home) if call.is_write]
    assert [call.line for call in writes if NOT_SYNCED.search(as_text(call))] == []


def plex_tells(film: Movie, who: Person, event: str, **metadata: Any) -> dict[str, Any]:
    """Return the content of that report, with these fields added to what it says of the film."""
    body, _ = plex_says(film.item(), who, event)
    content: dict[str, Any] = json.loads(body[body.index(b"{") : body.rindex(b"}") + 1])
    content["Metadata"] |= metadata
    return content


def as_text(call: Call) -> str:
    return f"{call.path} {json.dumps(call.body)}"


def listed(home: World) -> list[str]:
    """Return what the trackers hold of their users beside plays and resume points."""
    return [call.line for call in sent(home) if NOT_SYNCED.search(call.path)]


async def is_viewer_of(home: World, who: Person, member_id: int) -> None:
    """Let that viewer of the Plex be one of the member's."""
    [plex] = [one.id for one in servers.all_servers() if one.kind is ServerKind.PLEX]
    viewer = {"server_id": plex, "account_id": str(who.plex_account), "name": who.name}
    await home.app.call("POST", f"/members/{member_id}/viewers", viewer)


# -- media servers to sign in to


@dataclass
class Household:
    """Anna, who watches on both servers and has an account at Trakt."""

    town: Town
    server_ids: tuple[int, int]
    on_plex: FakeViewer
    on_jellyfin: FakeViewer
    user: FakeUser
    films: list[Movie]

    def plays(self) -> list[Thing]:
        return [one.thing for one in self.user.plays]

    async def gets(self, count: int) -> None:
        """Wait until Anna holds so many plays."""
        await until(lambda: len(self.town.watches()) == count)
        self.town.offset += HAND_MARK_WAITS
        self.town.app.sync.wake()
        await until(lambda: len(self.plays()) == count)

    async def read_all(self) -> None:
        """Have both servers read once more, and wait for that."""
        for server_id in self.server_ids:
            await self.town.app.catching_up.read(server_id)

    async def looks_after(self, span: timedelta) -> None:
        """Let that much time pass, the app look for what is to be read, and read it."""
        self.town.offset += span
        catching_up = self.town.app.catching_up
        catching_up.look()
        await until(lambda: not any(catching_up.is_reading(one) for one in self.server_ids))


async def sign_in(town: Town, *, reporting: bool = True) -> Household:
    """Sign Anna in to both servers, which can report or not, and link her account."""
    account = town.tv.add_account("anna", plex_pass=reporting)
    admin = town.jellyfin.api.add_user("anna", PASSWORD, administrator=True)
    if reporting:
        town.jellyfin.api.plugins.install("Webhook")
    attic, cellar = await town.sign_in_to_plex(account), await town.sign_in_to_jellyfin(admin)
    on_plex, on_jellyfin = town.plex.viewer(account), town.jellyfin.viewer(admin)
    user = town.move_in("Anna", (attic, on_plex.account_id), (cellar, admin.user_id))
    await town.read_to_the_end(attic, cellar)
    films = [
        town.catalogue.add_movie(f"The Lantern Year {number}", 2019 + number, run_time_min=100)
        for number in range(3)
    ]
    return Household(town, (attic, cellar), on_plex, on_jellyfin, user, films)
