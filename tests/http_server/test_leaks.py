"""Nothing of what must stay secret reaches the log, at whatever level."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from scroblarr_desktop.store import settings
from scroblarr_desktop.store.records import Member
from tests.bodies import as_bytes, jellyfin_stop, plex_scrobble

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, Home

PASSWORD = "open, sesame"
CLIENT_SECRET = "a-secret-of-the-app"
TITLES = ("The Ferry Does Not Wait", "Harbour Street")


async def test_secrets_and_titles_stay_out_of_the_log(
    caller: Caller, home: Home, anna: Member, caplog: pytest.LogCaptureFixture
) -> None:
    asyncio.get_running_loop().set_debug(True)
    with caplog.at_level(logging.DEBUG):
        # peewee writes out every value of every statement at this level: `diagnostics` shuts it up.
        logging.getLogger("peewee").setLevel(logging.WARNING)
        await everything(caller, home, anna)
    logging.getLogger("peewee").setLevel(logging.NOTSET)
    written = "\n".join([caplog.text, *(repr(record.__dict__) for record in caplog.records)])
    secrets = (home.plex_secret, home.jellyfin_secret, caller.key, PASSWORD, CLIENT_SECRET, "old-1")
    assert [secret for secret in secrets + TITLES if secret in written] == []
    assert "a request could not be answered: BadStatusLine" in written


async def everything(caller: Caller, home: Home, anna: Member) -> None:
    """Call with all secrets there are, rightly and wrongly."""
    scrobble, stop = as_bytes(plex_scrobble()), as_bytes(jellyfin_stop())
    for path in (home.plex_path, home.jellyfin_path, "/webhooks/plex/old-1"):
        for body in (scrobble, stop, b"", scrobble[:-1]):
            await caller.send("POST", path, data=body)
        await caller.send("GET", path)
        for line in (f"POST {path} HTTP/9.x", f"POST {path}", f"P\x00ST {path} HTTP/1.1"):
            await caller.raw(f"{line}\r\nX-API-Key: {caller.key}\r\n\r\n".encode())
        await caller.raw(f"POST {path} HTTP/1.1\r\nX-API-Key {caller.key}\r\n\r\n".encode())
        broken = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n"
        async with caller.connected(broken.encode() + scrobble[:40]):
            pass
    await caller.api("PUT", "/settings/trakt", {"client_id": "x", "client_secret": CLIENT_SECRET})
    assert settings.app_credentials("trakt") == ("x", CLIENT_SECRET)
    signing_in = {"destination": "tvtime", "username": "anna", "password": PASSWORD}
    await caller.api("POST", f"/members/{anna.id}/accounts", signing_in)
    for path in ("/servers", "/watches", "/inbox", f"/members/{PASSWORD}", "/members?key=old-1"):
        await caller.api("GET", path)
