"""Who is calling: what counts as a proof of it, and what no longer does.

Jellyfin 12 reads the Authorization header with the scheme "MediaBrowser", or `ApiKey` in the
query (jellyfin, AuthorizationContext.cs). X-Emby-Token, X-MediaBrowser-Token,
X-Emby-Authorization, `api_key` and the scheme "Emby" count only where "legacy authorization" is
switched on, as it was before 12.
"""

from __future__ import annotations

from urllib.parse import unquote_plus

from aiohttp import web

from scroblarr_desktop.demo.jellyfin.people import Caller, Device, People


class Door:
    """Tells callers by their headers and their query."""

    def __init__(self, people: People, *, legacy: bool) -> None:
        self.people = people
        self.legacy = legacy

    def caller(self, request: web.Request) -> Caller:
        """Return who calls; with a token that opens nothing, somebody unknown on a device."""
        words = self._header_words(request)
        device = Device(
            client=words.get("Client", ""),
            name=words.get("Device", ""),
            device_id=words.get("DeviceId", ""),
            version=words.get("Version", ""),
        )
        token = words.get("Token") or self._other_token(request)
        grant = self.people.grants.get(token)
        if grant is not None and grant.user.disabled:
            grant = None
        return Caller(device, grant, self.people.keys.get(token))

    def _header_words(self, request: web.Request) -> dict[str, str]:
        header = request.headers.get("Authorization", "")
        if self.legacy and not header:
            header = request.headers.get("X-Emby-Authorization", "")
        scheme, space, rest = header.partition(" ")
        schemes = ("mediabrowser", "emby") if self.legacy else ("mediabrowser",)
        return header_words(rest) if space and scheme.lower() in schemes else {}

    def _other_token(self, request: web.Request) -> str:
        if self.legacy:
            for name in ("X-Emby-Token", "X-MediaBrowser-Token"):
                if token := request.headers.get(name):
                    return token
        names = ("apikey", "api_key") if self.legacy else ("apikey",)
        query = {key.lower(): value for key, value in request.query.items()}
        return next((query[name] for name in names if query.get(name)), "")


def header_words(text: str) -> dict[str, str]:
    """Return the pairs of `Client="a", Token="b"`: values percent-decoded, quotes optional."""
    words: dict[str, str] = {}
    name, start, quoted = "", 0, False
    for place, letter in enumerate(text + ","):
        if letter == '"':
            quoted = not quoted
        elif letter == "=" and not quoted:
            name, start = text[start:place].strip(), place + 1
        elif letter == "," and (not quoted or place == len(text)):
            if start < place:
                words[name] = unquote_plus(text[start:place].strip('"'))
            name, start = "", place + 1
    return words
