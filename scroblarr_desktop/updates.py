"""Asks at most once a day whether there is a newer version, and only tells.

The answer has the form of GitHub's latest release:
https://docs.github.com/en/rest/releases/releases#get-the-latest-release
The question carries nothing but this version's number, as every call of the app does.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from scroblarr_desktop import __version__
from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.remote.messages import Answer, Call
from scroblarr_desktop.schedule import Clock, kept_time, utc_now
from scroblarr_desktop.store import StoreTrouble, settings
from scroblarr_desktop.tasks import called_within

FIRST_AFTER_S = 300.0
"""A start has other things to do."""

TICK_S = 900.0
EVERY = timedelta(days=1)
LONGEST_ANSWER = 256 * 1024
LONGEST_ADDRESS = 300

SETTING = "updates"

_VERSION = re.compile(r"v?(\d{1,6}(?:\.\d{1,6}){1,3})", re.ASCII)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class NewVersion:
    version: str
    page: str | None
    """Where it is told what is new; None where the answer named no page of the project's own."""


class Looked(StrEnum):
    """What came of asking."""

    NEWER = "newer"
    UP_TO_DATE = "up_to_date"
    NO_ANSWER = "no_answer"
    """Nobody answered, or with something that cannot be understood."""


class Updates:
    """Knows of a newer version, where there is one. `address` None: this build asks nobody."""

    def __init__(
        self,
        calls: Calls,
        address: str | None,
        changes: Changes,
        clock: Clock = utc_now,
        own: str = __version__,
    ) -> None:
        self._calls = calls
        self._address = address
        self._changes = changes
        self._clock = clock
        self._own = own
        self._called = asyncio.Event()
        self.latest_look: Looked | None = None
        """What came of asking last; None before the first time since the start."""

    @property
    def is_possible(self) -> bool:
        """Whether this build knows whom to ask."""
        return self._address is not None

    @property
    def is_wanted(self) -> bool:
        return bool(_kept().get("wanted", True))

    def want(self, wanted: bool) -> None:
        """Ask from now on, or never. Raises StoreTrouble."""
        _keep(wanted=wanted)
        self._called.set()

    @property
    def asked_at(self) -> datetime | None:
        return kept_time(_kept().get("asked_at"))

    def offered(self) -> NewVersion | None:
        """Return the newer version that a person may be told of, if there is one."""
        kept = _kept()
        version, page = kept.get("version"), kept.get("page")
        if not self.is_possible or not self.is_wanted or not isinstance(version, str):
            return None
        # Kept by an earlier run: the newer version may be this one by now.
        if not _is_newer(version, self._own) or version == kept.get("not_this"):
            return None
        return NewVersion(version, page if isinstance(page, str) else None)

    def decline(self, version: str) -> None:
        """Tell no more of that version. Raises StoreTrouble."""
        _keep(not_this=version)

    async def watch(self) -> None:
        """Ask again and again, until cancelled."""
        await asyncio.sleep(FIRST_AFTER_S)
        while True:
            self._called.clear()
            try:
                if self.is_due():
                    await self.look()
            except StoreTrouble as trouble:
                log.info("asking for a newer version waits: %s", trouble.title)
            except Exception:
                log.exception("asking for a newer version stumbled")
            await called_within(self._called, TICK_S)

    def is_due(self) -> bool:
        """Return whether it is time to ask; a clock that was set back makes it so as well."""
        if not self.is_possible or not self.is_wanted:
            return False
        asked_at = self.asked_at
        return asked_at is None or abs(self._clock() - asked_at) >= EVERY

    async def look(self) -> Looked:
        """Ask now, and return what came of it. Raises StoreTrouble."""
        if self._address is None:
            return Looked.NO_ANSWER
        # Before the answer: whatever it does to this program, it is asked for once a day only.
        _keep(asked_at=self._clock().astimezone(UTC).isoformat())
        self.latest_look = await self._ask(self._address)
        self._changes.publish(Changed.STATE)
        return self.latest_look

    async def _ask(self, address: str) -> Looked:
        headers = {"Accept": "application/vnd.github+json"}
        call = Call(method="GET", url=address, headers=headers, longest_answer=LONGEST_ANSWER)
        try:
            answer = await self._calls.send(call)
        except RemoteError as error:
            log.info("no answer about a newer version: %s", error.title)
            return Looked.NO_ANSWER
        found = _understood(answer, address)
        if found is None:
            log.info("the answer about a newer version was not understood (%d)", answer.status)
            return Looked.NO_ANSWER
        if not _is_newer(found.version, self._own):
            return Looked.UP_TO_DATE
        _keep(version=found.version, page=found.page)
        return Looked.NEWER


def _understood(answer: Answer, asked: str) -> NewVersion | None:
    told = answer.fields() if answer.status == 200 else {}
    tag = told.get("tag_name")
    if not isinstance(tag, str) or told.get("draft") or told.get("prerelease"):
        return None
    match = _VERSION.fullmatch(tag)
    return None if match is None else NewVersion(match[1], _page(told.get("html_url"), asked))


def _page(told: Any, asked: str) -> str | None:
    """Return the page where it lies with whoever was asked: no answer leads a person elsewhere."""
    if not isinstance(told, str) or len(told) > LONGEST_ADDRESS or not told.isascii():
        return None
    try:
        parts, asked_host = urlsplit(told), urlsplit(asked).hostname or ""
    except ValueError:
        return None
    own = (asked_host, asked_host.removeprefix("api."))
    is_safe = parts.scheme == "https" and "@" not in parts.netloc and told.isprintable()
    return told if is_safe and parts.hostname in own else None


def _is_newer(version: str, own: str) -> bool:
    return _numbers(version) > _numbers(own)


def _numbers(version: str) -> tuple[int, ...]:
    match = _VERSION.match(version)
    numbers = [int(one) for one in match[1].split(".")] if match is not None else []
    return tuple(numbers + [0] * (4 - len(numbers)))


def _kept() -> dict[str, Any]:
    kept = settings.get(SETTING, {})
    return kept if isinstance(kept, dict) else {}


def _keep(**what: Any) -> None:
    settings.put(SETTING, {**_kept(), **what})
