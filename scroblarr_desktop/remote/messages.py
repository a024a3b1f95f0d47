"""What goes out to a service and what comes back, as plain values."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from scroblarr_desktop.schedule import utc_now

LONGEST_WAIT_S = 86_400.0
LONGEST_ANSWER = 1024 * 1024


@dataclass(frozen=True)
class Exchange:
    """One request and its answer in readable form, without secrets."""

    method: str
    path: str
    body: Any = None
    status: int | None = None
    answer: str = ""
    """The answer's text, cut to 4,000 characters; or why there is none."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request: `body` goes out as JSON, `form` as fields, `token` as a Bearer."""

    method: str
    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Any = field(default=None, repr=False)
    form: Sequence[tuple[str, str]] | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    certificate: str | None = None
    """SHA-256 fingerprint, in hex, of the one certificate to accept in place of signed ones."""
    longest_answer: int = LONGEST_ANSWER
    """In bytes; a longer one is an Outage."""
    private: bool = False
    """Body and answer hold secrets (sign-in): neither is kept."""
    shown_as: str | None = None
    """The line to keep in place of path and query, where those tell nothing."""

    @property
    def changes_something(self) -> bool:
        return self.method != "GET"

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or self.url

    @property
    def path(self) -> str:
        path = urlsplit(self.url).path
        return self.shown_as or (f"{path}?{urlencode(self.params)}" if self.params else path)


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    @property
    def is_ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_web_page(self) -> bool:
        declared = "html" in self.headers.get("content-type", "").lower()
        return declared or self.content.lstrip()[:1] == b"<"

    def json(self) -> Any:
        """Return the parsed body. Raises ValueError where it is not JSON."""
        try:
            return json.loads(self.content)
        except RecursionError as error:
            raise ValueError("The answer is nested too deeply.") from error

    def fields(self) -> dict[str, Any]:
        """Return the JSON object in the body, or an empty one where there is none."""
        try:
            found = self.json()
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def told_at(self) -> datetime | None:
        """When the service sent it, by its own clock; to the second."""
        return _http_date(self.headers.get("date", ""))

    @property
    def retry_after_s(self) -> float | None:
        """The service's `Retry-After` (seconds or a date) plus one second; at most a day."""
        value = self.headers.get("retry-after", "").strip()
        wait_s = _seconds(value)
        if wait_s is None:
            wait_s = self._seconds_until(value)
        return None if wait_s is None else min(max(wait_s, 0.0) + 1.0, LONGEST_WAIT_S)

    def _seconds_until(self, date: str) -> float | None:
        # The service's own clock, where it tells it: this computer's may be wrong.
        then, now = _http_date(date), _http_date(self.headers.get("date", ""))
        return None if then is None else (then - (now or utc_now())).total_seconds()


def _seconds(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return None if math.isnan(number) else number


def _http_date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
