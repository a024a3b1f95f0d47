"""The API of one Plex Media Server. Source: developer.plex.tv, python-plexapi."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from scroblarr_desktop.media_servers.bodies import section, text, truth, whole_number
from scroblarr_desktop.media_servers.plex_tv_answers import (
    GoneThere,
    error_in,
    objects,
    unreadable,
)
from scroblarr_desktop.media_servers.plex_tv_device import PlexDevice
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import NotThisService
from scroblarr_desktop.remote.messages import Answer, Call

LARGEST_ANSWER = 4 * 1024 * 1024
"""In bytes: an item with hundreds of actors and files."""

WEBHOOKS_SETTING = "webHooksEnabled"

_COUNTED = {"movie", "show"}


@dataclass(frozen=True)
class PlexLibrary:
    key: str
    title: str


@dataclass(frozen=True)
class PlexPage:
    """A part of a long list."""

    rows: list[dict[str, Any]]
    total: int
    """How many there are altogether."""
    told_at: datetime | None
    """The moment of the answer by the server's own clock."""


@dataclass(frozen=True)
class PlexAccount:
    """Somebody by the server's own number: 1 is the owner, others have plex.tv's id."""

    id: str
    name: str


class PlexApi:
    """One server at one address. Methods raise RemoteError: SignInEnded for a token that ended."""

    def __init__(
        self, calls: Calls, device: PlexDevice, url: str, token: str | None = None, name: str = ""
    ) -> None:
        self._calls = calls
        self._device = device
        self._url = url
        self._token = token
        self._name = name or "The Plex server"

    async def identity(self) -> str:
        """Return the machine identifier; it is told without a token, and none goes out."""
        told = await self._ask("/identity", with_token=False)
        uuid = text(told.get("machineIdentifier"))
        if not uuid:
            raise NotThisService("What answers there is no Plex server.")
        return uuid

    async def sends_webhooks(self) -> bool | None:
        """Return whether the server is set to send webhooks; None where it does not say so."""
        told = await self._ask("/:/prefs")
        for setting in objects(told.get("Setting")):
            if setting.get("id") == WEBHOOKS_SETTING:
                return truth(setting.get("value"))
        return None

    async def switch_webhooks_on(self) -> None:
        await self._ask("/:/prefs", "PUT", {WEBHOOKS_SETTING: "1"})

    async def libraries(self) -> list[PlexLibrary]:
        """Return the libraries of films and of series."""
        told = await self._ask("/library/sections")
        return [
            PlexLibrary(text(one.get("key")), text(one.get("title")))
            for one in objects(told.get("Directory"))
            if one.get("type") in _COUNTED and text(one.get("key"))
        ]

    async def library_of(self, item_key: str) -> str | None:
        """Return the key of the library that holds the item, None where it is gone."""
        if not item_key.isascii() or not item_key.isdigit():
            return None
        try:
            told = await self._ask(f"/library/metadata/{item_key}")
        except GoneThere:
            return None
        # Which of the two carries it depends on the server's version.
        for holder in (told, *objects(told.get("Metadata"))):
            if key := text(holder.get("librarySectionID")):
                return key
        return None

    async def accounts(self) -> list[PlexAccount]:
        """Return everybody the server knows; 0 stands for nobody and is left out."""
        told = await self._ask("/accounts")
        found = [
            PlexAccount(text(one.get("id")), text(one.get("name")))
            for one in objects(told.get("Account"))
        ]
        return [one for one in found if one.id not in ("", "0")]

    async def page(self, path: str, params: Mapping[str, str], start: int, size: int) -> PlexPage:
        """Return so many rows of a long list. Pages: developer.plex.tv, X-Plex-Container-*."""
        extra = {"X-Plex-Container-Start": str(start), "X-Plex-Container-Size": str(size)}
        answer, told = await self._answered(self._call(path, "GET", params, extra))
        rows = objects(told.get("Metadata"))
        total = whole_number(told.get("totalSize"), 10**9)
        return PlexPage(rows, start + len(rows) if total is None else total, answer.told_at)

    async def items(self, keys: Sequence[str], params: Mapping[str, str]) -> list[dict[str, Any]]:
        """Return the metadata of these items, shows among them; those that are gone are missing."""
        known = [key for key in keys if key.isascii() and key.isdigit()]
        if not known:
            return []
        try:
            told = await self._ask(f"/library/metadata/{','.join(known)}", params=params)
        except GoneThere:
            return []
        return objects(told.get("Metadata"))

    async def content(self, path: str, params: Mapping[str, str], most_bytes: int) -> bytes:
        """Return what stands there, as it is; more than that many bytes are an Outage."""
        call = replace(self._call(path, "GET", params), longest_answer=most_bytes)
        answer = await self._calls.send(call)
        error = error_in(answer, write=False, who=self._name)
        if error is not None:
            raise error
        return answer.content

    async def _ask(
        self,
        path: str,
        method: str = "GET",
        params: Mapping[str, str] | None = None,
        *,
        with_token: bool = True,
    ) -> Mapping[str, Any]:
        _, told = await self._answered(self._call(path, method, params, with_token=with_token))
        return told

    def _call(
        self,
        path: str,
        method: str,
        params: Mapping[str, str] | None = None,
        extra: Mapping[str, str] | None = None,
        *,
        with_token: bool = True,
    ) -> Call:
        return Call(
            method=method,
            url=f"{self._url}{path}",
            params=params or {},
            headers={**self._device.headers(self._token if with_token else None), **(extra or {})},
            longest_answer=LARGEST_ANSWER,
            private=True,
        )

    async def _answered(self, call: Call) -> tuple[Answer, Mapping[str, Any]]:
        answer = await self._calls.send(call)
        error = error_in(answer, write=call.changes_something, who=self._name)
        if error is not None:
            raise error
        if call.changes_something:
            return answer, {}
        try:
            told = answer.json()
        except ValueError as unparsed:
            raise unreadable(write=False, who=self._name) from unparsed
        return answer, section(told.get("MediaContainer")) if isinstance(told, dict) else {}
