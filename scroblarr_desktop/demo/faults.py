"""Things that go wrong, on demand: for tests and for the demo's "have an outage".

    fake.faults.add("POST /scrobble/stop", status=503, times=2)
    fake.faults.add("POST /sync/history", drop="after")           # done, but the answer is lost
    fake.faults.add("POST /sync/history", drop="before")          # lost before anything was done
    fake.faults.add("POST /sync/history", status=504, mode="after")
    fake.faults.add("GET /sync/*", delay_s=0.3, times=None)       # slow until removed
    fake.faults.add("*", status=429, headers={"Retry-After": "2"}, user="anna")
    fake.faults.add("POST /scrobble/*", status=409, body={"watched_at": "…"}, skip=1)
    fake.faults.edge_page("* /oauth/*", times=3)                  # a Cloudflare page
    fake.faults.garbage("POST /oauth/token", mode="after")        # 200, cut off in mid-JSON

A pattern is matched against `Call.line` with shell wildcards. The first fault that fits a call is
used up by one; where none fits, the service acts normally. `mode` "before" (the default) answers
wrongly and does nothing; "after" does what was asked first and then answers wrongly.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Literal

from aiohttp import web

from scroblarr_desktop.demo import edge
from scroblarr_desktop.demo.calls import Call

Mode = Literal["before", "after"]


@dataclass
class Fault:
    """One thing that goes wrong. `times` and `skip` count down as calls arrive."""

    match: str
    status: int | None = None
    """None: only late (`delay_s`) or dropped, otherwise answered as usual."""
    body: Any = None
    """A string goes out as it is, anything else as JSON."""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    mode: Mode = "before"
    drop: Mode | None = None
    """Close the connection without an answer, before or after acting."""
    delay_s: float = 0.0
    times: int | None = 1
    """None: again and again, until removed."""
    skip: int = 0
    """Let so many fitting calls pass first."""
    user: str | None = None
    """Only calls with this user's token."""

    @property
    def acts_first(self) -> bool:
        return "after" in (self.drop, self.mode) or (self.drop is None and self.status is None)

    def fits(self, call: Call) -> bool:
        if self.times == 0 or self.user not in (None, call.user):
            return False
        return fnmatchcase(call.line, self.match)

    def answer(self) -> web.Response:
        """Return the wrong answer. Only for faults that have a status."""
        if self.status is None:
            raise RuntimeError(f"The fault on {self.match!r} has no answer of its own.")
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return web.Response(
            status=self.status,
            text="" if self.body is None else text,
            content_type=self.content_type,
            headers=dict(self.headers),
        )


class Faults:
    """The faults that wait for a call."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, match: str, **what: Any) -> Fault:
        """Let calls that fit `match` go wrong: see `Fault` for the words. Return it."""
        fault = Fault(match, **what)
        self._waiting.append(fault)
        return fault

    def edge_page(self, match: str = "*", *, status: int = 403, **what: Any) -> Fault:
        """Answer as the service's shield does: HTML, `cf-ray`, and no `x-request-id`."""
        page = {"body": edge.PAGE, "headers": edge.HEADERS, "content_type": "text/html"}
        return self.add(match, status=status, **page, **what)

    def garbage(self, match: str = "*", *, status: int = 200, **what: Any) -> Fault:
        """Answer with a good status and JSON that ends in the middle."""
        return self.add(match, status=status, body='{"id": 31, "action": "scr', **what)

    def remove(self, fault: Fault) -> None:
        if fault in self._waiting:
            self._waiting.remove(fault)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, call: Call) -> Fault | None:
        """Return what goes wrong with this call, and count it down."""
        for fault in self._waiting:
            if not fault.fits(call):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            if fault.times is not None:
                fault.times -= 1
            return fault
        return None
