"""What the plugin "Webhook" sends for its entries of the kind "Generic".

Source: jellyfin-plugin-webhook, WebhookSender.cs, BaseClient.cs, BaseOption.cs, GenericClient.cs.
An entry's Fields are written into the event itself, so that later entries send them too.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from scroblarr_desktop.demo.jellyfin.handlebars import BrokenTemplate, rendered
from scroblarr_desktop.demo.jellyfin.visits import guid_of

_MEDIA_TYPE = re.compile(r"[\w!#$%&'*+.^`|~-]+/[\w!#$%&'*+.^`|~-]+")
_OF_THE_BODY = ("content-", "allow", "expires", "last-modified")
_GUIDS = ("ItemId", "UserId", "SeriesId", "SeasonId")
_SWITCHES = {"Movie": "EnableMovies", "Episode": "EnableEpisodes"}


@dataclass(frozen=True)
class Post:
    """One request that an entry makes."""

    url: str
    body: bytes
    headers: Mapping[str, str]

    async def send(self, session: aiohttp.ClientSession, agent: str) -> int | None:
        """Send it once; return the status of the answer, None where nobody answered."""
        headers = {**self.headers, "User-Agent": agent}
        try:
            async with session.post(self.url, data=self.body, headers=headers) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return None


@dataclass(frozen=True)
class Lost:
    """An event that an entry wanted and could not make a request of, which nobody is told."""

    entry: str
    event: str
    reason: str


def posts_of(
    entries: Sequence[Mapping[str, Any]], content: Mapping[str, Any]
) -> Iterator[Post | Lost]:
    """Return what the entries send of an event, in their order. `content` is as SendAll has it."""
    event = dict(content)
    for entry in entries:
        if not _wants(entry, event):
            continue
        event |= _pairs(entry, "Fields")
        try:
            post = _post_of(entry, event)
        except _Failure as failure:
            name = entry.get("WebhookName") or ""
            yield Lost(name, str(event.get("NotificationType")), str(failure))
        else:
            if post is not None:
                yield post


class _Failure(Exception):
    """The plugin breaks off and writes this into the server's log."""


def _wants(entry: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    if not entry["EnableWebhook"] or event["NotificationType"] not in entry["NotificationTypes"]:
        return False
    if not entry[_SWITCHES[event["ItemType"]]]:
        return False
    users = entry["UserFilter"]
    return not users or guid_of(str(event["UserId"])) in users


def _post_of(entry: Mapping[str, Any], event: Mapping[str, Any]) -> Post | None:
    body = _body_of(entry, event)
    if entry["TrimWhitespace"]:
        body = body.strip()
    if entry["SkipEmptyMessageBody"] and not body.strip():
        return None
    headers, media_type = {}, "text/plain"
    for name, value in _pairs(entry, "Headers").items():
        if name.lower() == "content-type":
            media_type = value
        elif not name.lower().startswith(_OF_THE_BODY):
            headers[name] = value
    if not _MEDIA_TYPE.fullmatch(media_type):
        raise _Failure(f"The format of value '{media_type}' is invalid.")
    url = entry.get("WebhookUri") or ""
    if not re.match(r"https?://[^/]", url):
        raise _Failure("An invalid request URI was provided.")
    return Post(url, body.encode(), headers | {"Content-Type": f"{media_type}; charset=utf-8"})


def _body_of(entry: Mapping[str, Any], event: Mapping[str, Any]) -> str:
    if entry["SendAllProperties"]:
        return json.dumps(event, ensure_ascii=False)
    try:
        template = base64.b64decode(entry.get("Template") or "", validate=True).decode()
        return rendered(template, _for_templates(event))
    except (binascii.Error, UnicodeDecodeError, BrokenTemplate) as failure:
        raise _Failure(str(failure)) from None


def _pairs(entry: Mapping[str, Any], name: str) -> dict[str, str]:
    pairs = ((pair.get("Key"), pair.get("Value")) for pair in entry[name])
    return {key: value for key, value in pairs if key and value}


def _for_templates(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event as templates see it: GUIDs have their dashes there."""
    dashed = {name: _dashed(event[name]) for name in _GUIDS if name in event}
    return {**event, **dashed}


def _dashed(guid: str) -> str:
    return "-".join((guid[:8], guid[8:12], guid[12:16], guid[16:20], guid[20:]))
