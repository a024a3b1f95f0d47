"""What looks like a secret, taken out of a text: a net below those who write nothing secret."""

from __future__ import annotations

import re
from pathlib import Path

HIDDEN = "[hidden]"
SHORTEST_RUN = 20
"""Plex's tokens have so many characters; all other secrets have more."""

# Repetitions have limits: a line may be as long as a program that writes it likes.
_NAMED = re.compile(
    r"""(?ix)
    ( (?: token | secret | passw(?:or)?d | api[_-]?key | authorization | cookie ) [\w-]{0,40}
      ["']? \s{0,8} [=:] \s{0,8} )
    (?: (?: bearer | basic | mediabrowser ) \s+ [^\r\n]+
      | "[^"\r\n]*" | '[^'\r\n]*' | [^\s,;&)}\]]+ )
    """
)
_SIGNED_IN = re.compile(r"(?i)\b(bearer|basic) [^\s,;\"']+")
_WEBHOOK = re.compile(r"(/webhooks/(?:plex|jellyfin)/)[^\s/?\"'<>]+")
_IN_ADDRESS = re.compile(r"(://)[^\s/@\"']{1,200}@")
_QUERY = re.compile(r"(https?://[^\s?#\"'<>]{1,500})[?#][^\s\"'<>)]+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}")
_RUN = re.compile(rf"[A-Za-z0-9_-]{{{SHORTEST_RUN},}}")
_PLAIN = re.compile(r"\d*|[a-z]+|[A-Z]+|[A-Z][a-z]+")


def redacted(text: str) -> str:
    """Return the text without what looks like a secret, a mail address, or this person's folder."""
    text = _WEBHOOK.sub(rf"\1{HIDDEN}", text)
    text = _IN_ADDRESS.sub(rf"\1{HIDDEN}@", text)
    text = _QUERY.sub(rf"\1?{HIDDEN}", text)
    text = _NAMED.sub(rf"\1{HIDDEN}", text)
    text = _SIGNED_IN.sub(rf"\1 {HIDDEN}", text)
    text = _MAIL.sub(HIDDEN, text)
    return _RUN.sub(_unless_plain, _without_home(text))


def _unless_plain(run: re.Match[str]) -> str:
    """Hide it where it mixes letters and digits as no name in a program does."""
    text = run.group()
    is_mixed = any(one.isdigit() for one in text) and any(one.isalpha() for one in text)
    is_plain = all(_PLAIN.fullmatch(part) for part in re.split("[_-]", text))
    return HIDDEN if is_mixed and not is_plain else text


def _without_home(text: str) -> str:
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > len("/root") else text
