"""The shield (Cloudflare) in front of the services, and whom it turns away."""

from __future__ import annotations

import re
from typing import Final

PAGE: Final = """<!DOCTYPE html>
<html lang="en-US"><head><title>Attention Required! | Cloudflare</title></head>
<body><h1>Sorry, you have been blocked</h1><p>You are unable to access this site.</p></body></html>
"""

RAY: Final = "8f2c1d0e5a7b9c3d-FRA"
HEADERS: Final = {"Server": "cloudflare", "cf-ray": RAY}
"""What tells a page of the shield: these, and no `x-request-id`."""

_LIBRARY = re.compile(
    r"^$|^(python|python-requests|python-urllib|python-httpx|curl|okhttp)/|\baiohttp/",
    re.IGNORECASE,
)
_BROWSER = re.compile(r"^mozilla/", re.IGNORECASE)


def is_library(agent: str) -> bool:
    """Return whether a User-Agent is missing, or the name that an HTTP library gives itself."""
    return bool(_LIBRARY.search(agent.strip()))


def is_browser(agent: str) -> bool:
    return bool(_BROWSER.search(agent.strip()))
