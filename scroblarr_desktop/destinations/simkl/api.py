"""Calls to Simkl's API: what each must bring along, and how far apart the POSTs are."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakValueDictionary

from scroblarr_desktop import __version__
from scroblarr_desktop.destinations import Access, AppCredentials
from scroblarr_desktop.destinations.errors import AppRejected, Outage, RemoteError
from scroblarr_desktop.destinations.simkl.answers import error_in, unreadable
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.messages import Answer, Call

App = Callable[[], AppCredentials | None]
"""Asks Settings for the household's app: it may be entered or changed while we run."""

APP_NAME: Final = "scroblarr-desktop"
WHO_AM_I: Final = "/users/settings"
LONGEST_LIBRARY = 16 * 1024 * 1024
"""In bytes: what changed in an account since an old watch may be a lot."""

PLACE = re.compile(r"(?:https?:)?//(?:www\.)?simkl\.com/(movies|tv|anime)/(\d+)(?:[/?#].*)?")


@dataclass(frozen=True)
class Place:
    """Where something is at Simkl: "movies", "tv" or "anime", and its id."""

    catalog: str
    id: str


def required(client_id: str) -> dict[str, str]:
    """Return what goes along in the query of every call (Simkl's page on required parameters)."""
    return {"client_id": client_id, "app-name": APP_NAME, "app-version": __version__}


class Api:
    """Speaks for one account per call: `access` says which. `post_gap_s` lies between two POSTs."""

    def __init__(self, calls: Calls, base_url: str, app: App, *, post_gap_s: float) -> None:
        self._calls = calls
        self._base_url = base_url
        self._app = app
        self._turns = Turns(post_gap_s)

    async def get(
        self,
        access: Access,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        is_long: bool = False,
    ) -> Any:
        """Return the parsed answer. Raises what `answers.error_in` lists."""
        call = self._call(access, "GET", path, params or {}, is_long=is_long)
        return _parsed(await self._ask(access, call))

    async def redirect(self, access: Access, params: Mapping[str, str]) -> Place | None:
        """Return where an id of another catalogue leads, None where it leads nowhere.

        Simkl's reference of /redirect: the answer is the address in `Location`, not what is there.
        """
        asked = {"to": "simkl", **params}
        answer = await self._calls.send(
            self._call(access, "GET", "/redirect", asked), access.record
        )
        if answer.status not in (301, 302):
            raise error_in(answer, write=False) or unreadable(answer, write=False)
        found = PLACE.fullmatch(answer.headers.get("location", ""))
        return Place(found[1], found[2]) if found else None

    async def post(
        self, access: Access, path: str, body: Any, params: Mapping[str, str] | None = None
    ) -> Any:
        """Return the parsed answer of a write or a question that Simkl counts as one.

        Raises what `answers.error_in` lists; Outage of unknown fate for an unreadable success.
        """
        call = self._call(access, "POST", path, params or {}, body)
        async with self._turns.turn(access.tokens.access_token):
            answer = await self._ask(access, call)
        return _parsed(answer, write=True)

    async def _ask(self, access: Access, call: Call) -> Answer:
        answer = await self._calls.send(call, access.record)
        error = error_in(answer, write=call.changes_something)
        if isinstance(error, AppRejected):
            error = await self._confirmed(access, error)
        if error is not None:
            raise error
        return answer

    async def _confirmed(self, access: Access, error: AppRejected) -> RemoteError:
        """Return what the refusal of an app really means, by asking what every app may ask."""
        second = await self._calls.send(self._call(access, "GET", WHO_AM_I, {}), access.record)
        still = error_in(second, write=False)
        if still is not None:
            return still
        sentence = "Simkl refused once, but answered the next question."
        return Outage(sentence, fate_unknown=False, status=error.status)

    def _call(
        self,
        access: Access,
        method: str,
        path: str,
        params: Mapping[str, str],
        body: Any = None,
        *,
        is_long: bool = False,
    ) -> Call:
        app = self._app()
        client_id = access.tokens.client_id or (app.client_id if app else "")
        more: dict[str, Any] = {"longest_answer": LONGEST_LIBRARY} if is_long else {}
        return Call(
            method=method,
            url=f"{self._base_url}{path}",
            params={**params, **required(client_id)},
            headers={"Content-Type": "application/json"} if method == "POST" else {},
            body=body,
            token=access.tokens.access_token,
            shown_as=_shown(path, params),
            **more,
        )


class Turns:
    """One POST of a token at a time, and the next only a while after the answer to it.

    Simkl takes one a second and none beside another, questions by POST included; who exceeds that
    is locked out (its page on rate limits). Counted from the answer the gap holds at Simkl as
    well, however long the way there takes.
    """

    def __init__(self, gap_s: float) -> None:
        self._gap_s = gap_s
        self._free_at: dict[str, float] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, token: str) -> AsyncIterator[None]:
        """Enter when the token's next POST may go out; whoever asked first goes first."""
        lock = self._locks.setdefault(token, asyncio.Lock())
        async with lock:
            await asyncio.sleep(max(0.0, self._free_at.get(token, 0.0) - time.monotonic()))
            try:
                yield
            finally:
                self._done(token)

    def _done(self, token: str) -> None:
        now = time.monotonic()
        self._free_at = {one: at for one, at in self._free_at.items() if at > now}
        self._free_at[token] = now + self._gap_s


def _parsed(answer: Answer, *, write: bool = False) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        raise unreadable(answer, write=write) from error


def _shown(path: str, params: Mapping[str, str]) -> str:
    """Return the line to keep, without what goes along with every call alike."""
    asked: Sequence[str] = [f"{name}={value}" for name, value in params.items()]
    return f"{path}?{'&'.join(asked)}" if asked else path
