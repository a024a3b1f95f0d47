"""What a browser wants to read, and the sentences of the program in that language."""

from __future__ import annotations

import json
from collections.abc import Callable, Container
from functools import cache

from scroblarr_desktop.paths import resources_dir
from scroblarr_desktop.telling import Teller

ENGLISH = "en"
LANGUAGES = (ENGLISH, "de")

_MOST_WISHES = 20


def wanted_language(accept_language: str, offered: Container[str] = LANGUAGES) -> str:
    """Return the language that the browser wants most of those offered, else English.

    The header is that of RFC 9110, 12.5.4: "de-AT,de;q=0.9,en;q=0.8".
    """
    wishes = [_wish(one) for one in accept_language.split(",")[:_MOST_WISHES]]
    for _, language in sorted(wishes, key=lambda wish: -wish[0]):
        if language in offered:
            return language
    return ENGLISH


@cache
def told_in(language: str) -> Callable[[str], str]:
    """Return what tells the sentences in that language: in English where nothing was compiled."""
    if language == ENGLISH:
        return str
    compiled = resources_dir() / "languages" / f"sentences_{language}.json"
    said = json.loads(compiled.read_text(encoding="utf-8")) if compiled.is_file() else {}
    return Teller(lambda sentence: said.get(sentence) or sentence).told


def _wish(written: str) -> tuple[float, str]:
    name, _, weight = written.partition(";")
    try:
        wanted = float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        wanted = 0.0
    return wanted, name.strip().lower().partition("-")[0]
