"""Authorised calls to Trakt's API."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from scroblarr_desktop.destinations import Access, AppCredentials
from scroblarr_desktop.destinations.errors import (
    AppRejected,
    LiveRefused,
    NotFoundThere,
    Outage,
    RemoteError,
)
from scroblarr_desktop.destinations.trakt.answers import error_in, unreadable
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.messages import Answer, Call

App = Callable[[], AppCredentials | None]
"""Asks Settings for the household's app: it may be entered or changed while we run."""

WHO_AM_I = "/users/settings"
PAGE_SIZE = 100
MOST_PAGES = 50


class Api:
    """Speaks for one account per call: `access` says which."""

    def __init__(self, calls: Calls, base_url: str, app: App) -> None:
        self._calls = calls
        self._base_url = base_url
        self._app = app

    async def get(self, access: Access, path: str, params: Mapping[str, str] | None = None) -> Any:
        """Return the parsed answer. Raises what `answers.error_in` lists."""
        return _parsed(await self._ask(access, self._call(access, "GET", path, params or {})))

    async def look_up(
        self, access: Access, path: str, params: Mapping[str, str] | None = None
    ) -> Any:
        """Return the parsed answer, None where there is nothing at that path."""
        try:
            return await self.get(access, path, params)
        except NotFoundThere:
            return None

    async def pages(
        self, access: Access, path: str, params: Mapping[str, str]
    ) -> AsyncIterator[list[Any]]:
        """Yield page after page, at most `MOST_PAGES` of `PAGE_SIZE`."""
        for page in range(1, MOST_PAGES + 1):
            asked = {**params, "page": str(page), "limit": str(PAGE_SIZE)}
            answer = await self._ask(access, self._call(access, "GET", path, asked))
            found = _parsed(answer)
            if not isinstance(found, list):
                raise unreadable(answer, write=False)
            yield found
            if not found or page >= _page_count(answer, page, len(found)):
                return

    async def post(self, access: Access, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the JSON object that answers a write.

        Raises what `answers.error_in` lists; Outage of unknown fate for an unreadable success.
        """
        answer = await self._ask(access, self._call(access, "POST", path, {}, body))
        found = _parsed(answer, write=True)
        if not isinstance(found, dict):
            raise unreadable(answer, write=True)
        return found

    async def _ask(self, access: Access, call: Call) -> Answer:
        answer = await self._calls.send(call, access.record)
        error = error_in(answer, write=call.changes_something)
        if isinstance(error, AppRejected):
            error = await self._confirmed(access, call, error)
        if error is not None:
            raise error
        return answer

    async def _confirmed(self, access: Access, refused: Call, error: AppRejected) -> RemoteError:
        """Return what a 403 really means, by asking for something that every app may see."""
        second = await self._calls.send(self._call(access, "GET", WHO_AM_I, {}), access.record)
        still = error_in(second, write=False)
        if still is not None:
            return still
        if "/scrobble/" in refused.url:
            return LiveRefused(
                "Trakt does not let this app mark things live: they go into the history.",
                status=error.status,
            )
        return Outage(
            "Trakt refused once, but answered the next question.",
            fate_unknown=False,
            status=error.status,
        )

    def _call(
        self, access: Access, method: str, path: str, params: Mapping[str, str], body: Any = None
    ) -> Call:
        app = self._app()
        # Trakt contract: these go with every call, reads included.
        headers = {
            "Content-Type": "application/json",
            "trakt-api-key": access.tokens.client_id or (app.client_id if app else ""),
            "trakt-api-version": "2",
        }
        return Call(
            method=method,
            url=f"{self._base_url}{path}",
            params=params,
            headers=headers,
            body=body,
            token=access.tokens.access_token,
        )


def _parsed(answer: Answer, *, write: bool = False) -> Any:
    if answer.status == 204:
        return None
    try:
        return answer.json()
    except ValueError as error:
        raise unreadable(answer, write=write) from error


def _page_count(answer: Answer, page: int, found: int) -> int:
    told = answer.headers.get("x-pagination-page-count", "")
    if told.isdecimal():
        return int(told)
    return page + 1 if found >= PAGE_SIZE else page
