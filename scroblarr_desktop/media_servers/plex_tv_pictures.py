"""What people at Plex look like."""

from __future__ import annotations

from urllib.parse import urljoin

from scroblarr_desktop.remote.addresses import check_base_url
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.remote.messages import Answer, Call

LARGEST_PICTURE = 256 * 1024
"""In bytes; a larger one is not fetched to its end."""

MOST_REDIRECTS = 3
"""plex.tv itself keeps few pictures: most are at another service, behind a redirect."""

_BEGINNINGS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


async def fetch(calls: Calls, url: str) -> bytes | None:
    """Return the picture, None where there is none that can be used. No token goes along."""
    for _ in range(MOST_REDIRECTS + 1):
        answer = await _look(calls, url)
        if answer is None:
            return None
        if not 300 <= answer.status < 400:
            return answer.content if _is_picture(answer) else None
        url = urljoin(url, answer.headers.get("location", ""))
    return None


async def _look(calls: Calls, url: str) -> Answer | None:
    try:
        check_base_url(url.partition("?")[0])
        return await calls.send(
            Call(method="GET", url=url, longest_answer=LARGEST_PICTURE, private=True)
        )
    except (RemoteError, ValueError):
        return None


def _is_picture(answer: Answer) -> bool:
    return answer.is_ok and answer.content.startswith(_BEGINNINGS)
