"""What a fake was asked, and what it answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web


@dataclass
class Call:
    """One request as it arrived. `status` and `answer` follow when it is answered."""

    server: str
    """Which host was asked, e.g. "api" or "auth"."""
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Upper and lower case do not matter in the names."""
    body: Any
    """The parsed JSON; the text where it is not JSON; None where there is no body."""
    user: str | None
    """Whose token came along, by user name."""
    at: datetime
    status: int | None = None
    """None while it is being worked on, and for good when the connection was dropped."""
    answer: Any = None
    lost: bool = False
    """Whether what was done was never told: the caller had gone, or was given another answer."""

    @property
    def line(self) -> str:
        """Method and path, as `faults` match them: "POST /scrobble/stop"."""
        return f"{self.method} {self.path}"

    @property
    def is_write(self) -> bool:
        return self.method in ("POST", "PUT", "DELETE")

    def close(self, response: web.StreamResponse) -> None:
        """Note what was answered."""
        self.status = response.status
        if isinstance(response, web.Response) and not response.content_type.startswith("image/"):
            self.answer = parsed(response.text)


def parsed(text: str | None) -> Any:
    """Return the JSON in the text, else the text itself, else None for no text."""
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text
