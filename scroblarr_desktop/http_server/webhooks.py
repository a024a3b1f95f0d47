"""Where media servers report: secret, body, inbox, and only then 200."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from aiohttp import web

from scroblarr_desktop.http_server.bodies import (
    MOST_JSON_BYTES,
    MOST_MULTIPART_BYTES,
    READ_TIME_OUT_S,
    Unusable,
    read_body,
)
from scroblarr_desktop.http_server.forms import payload_of_form, payload_of_multipart
from scroblarr_desktop.http_server.saving import Saving
from scroblarr_desktop.http_server.wrong_secrets import WrongSecrets
from scroblarr_desktop.media_servers.foreign import OWN_TEST_EVENT
from scroblarr_desktop.media_servers.jellyfin import is_playback_progress
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import StoreTrouble, former_secrets, inbox, servers
from scroblarr_desktop.store.inbox import Arrival
from scroblarr_desktop.watches import ServerKind

log = logging.getLogger(__name__)

MOST_AT_ONCE = 32
KEPT_UNREADABLE_BYTES = 64 * 1024
"""What is kept of a body that cannot be used, for whoever looks for the cause."""

_SECRET_HEADER = "X-Webhook-Secret"  # noqa: S105 - a header's name
_WELCOME = {
    ServerKind.PLEX: "This address works: add it to the webhooks of your Plex account.",
    ServerKind.JELLYFIN: "This address works: enter it in Jellyfin's webhook plugin.",
}


class Webhooks:
    """Takes in what media servers send. Calls `on_entry` after each stored entry, to tell of it."""

    def __init__(
        self,
        on_entry: Callable[[], None],
        read_time_out_s: float = READ_TIME_OUT_S,
        clock: Clock = utc_now,
    ) -> None:
        self.wrong_secrets = WrongSecrets()
        self.progress_dropped: Counter[int] = Counter()
        """By server id: Jellyfin's PlaybackProgress, which comes every second."""
        self.trouble: StoreTrouble | None = None
        """Why the last webhook could not be stored; None once one could again."""
        self._on_entry = on_entry
        self._read_time_out_s = read_time_out_s
        self._clock = clock
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)
        self._saving = Saving()
        self._under_way = 0

    def routes(self) -> list[web.RouteDef]:
        paths = ("/webhooks/{kind:plex|jellyfin}/{secret}", "/webhooks/{kind:jellyfin}")
        gets = [web.get(path, self._welcome) for path in paths]
        return [*gets, *(web.post(path, self._receive) for path in paths)]

    async def _welcome(self, request: web.Request) -> web.Response:
        """Answer people who open the address in a browser."""
        try:
            admitted_by = self._admit(request)
        except StoreTrouble as trouble:
            return self._cannot_store(trouble)
        return _unknown() if admitted_by is None else _plain(200, _WELCOME[_kind(request)])

    async def _receive(self, request: web.Request) -> web.Response:
        received_at = self._clock()
        try:
            admitted_by = self._admit(request)
            if admitted_by is None:
                return _unknown()
            self._under_way += 1
            try:
                async with self._turns:
                    return await self._take(request, admitted_by, received_at)
            finally:
                self._under_way -= 1
        except StoreTrouble as trouble:
            return self._cannot_store(trouble)

    def _admit(self, request: web.Request) -> int | None:
        """Return the id of the server whose secret came along; anything else is counted."""
        kind, offered = _kind(request), _offered(request)
        # Our secrets are ASCII; other text may not even be encodable.
        if offered.isascii():
            admitted_by = servers.admitted_by(kind, offered)
            admitted_by = admitted_by or former_secrets.admitted_by(kind, offered, self._clock())
            if admitted_by is not None:
                return admitted_by
        self.wrong_secrets.note(request.remote or "an unknown address", self._clock())
        return None

    async def _take(
        self, request: web.Request, admitted_by: int, received_at: datetime
    ) -> web.Response:
        kind = _kind(request)
        try:
            body = await self._body(request)
        except Unusable as unusable:
            kept = unusable.received[:KEPT_UNREADABLE_BYTES]
            inbox.save_unreadable(kind, admitted_by, kept, received_at, unusable.sentence)
            return _plain(unusable.status, unusable.sentence)
        if kind is ServerKind.JELLYFIN and is_playback_progress(body):
            self.progress_dropped[admitted_by] += 1
            return _plain(200, "Not needed.")
        arrival = Arrival(kind, admitted_by, body, received_at)
        await self._saving.save(arrival, alone=self._under_way == 1)
        log.debug("a webhook for server %d, %d bytes, was kept", admitted_by, len(body))
        self.trouble = None
        # When the answer is on its way.
        asyncio.get_running_loop().call_soon(self._go_on, _offered(request), body)
        return _plain(200, "Received.")

    def _go_on(self, offered: str, body: bytes) -> None:
        if OWN_TEST_EVENT.encode() not in body:  # which comes from this computer
            with suppress(StoreTrouble):  # the next event does it
                former_secrets.heard(offered)
        self._on_entry()

    async def _body(self, request: web.Request) -> bytes:
        """Return what is to be stored: Plex's `payload`, or the body as it is. Raises Unusable."""
        content_type = request.content_type if _kind(request) is ServerKind.PLEX else ""
        is_multipart = content_type.startswith("multipart/")
        most_bytes = MOST_MULTIPART_BYTES if is_multipart else MOST_JSON_BYTES
        body = await read_body(request, most_bytes, self._read_time_out_s)
        if not body.strip():
            raise Unusable(400, "The body is empty.", body)
        if is_multipart:
            return payload_of_multipart(body, request.headers["Content-Type"])
        if content_type == "application/x-www-form-urlencoded":
            return payload_of_form(body)
        return body

    def _cannot_store(self, trouble: StoreTrouble) -> web.Response:
        self.trouble = trouble
        log.warning("a webhook could not be stored: %s", trouble.title)
        return _plain(503, f"{trouble.sentence} {trouble.next_step}")


def _kind(request: web.Request) -> ServerKind:
    return ServerKind(request.match_info["kind"])


def _offered(request: web.Request) -> str:
    """Return the secret that came along, in the path or in a header."""
    return request.match_info.get("secret", "") or request.headers.get(_SECRET_HEADER, "")


def _unknown() -> web.Response:
    return _plain(404, "There is no webhook at this address.")


def _plain(status: int, sentence: str) -> web.Response:
    return web.Response(status=status, text=sentence)
