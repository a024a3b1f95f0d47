"""What the pages say, one table for each language, and which one a browser wants."""

from __future__ import annotations

from collections.abc import Mapping

from scroblarr_desktop.http_server.member_pages.english import ENGLISH

FALLBACK = "en"
LANGUAGES: dict[str, Mapping[str, str]] = {FALLBACK: ENGLISH}
"""Another language is one more table with the same names; a test compares them."""

_MOST_WISHES = 20


class Words:
    """One language. Called with a name, it gives what stands there in that language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._table = LANGUAGES[language]

    def __call__(self, name: str, /, **values: object) -> str:
        text = self._table[name]
        return text.format(**values) if values else text

    def may(self, name: str, otherwise: str) -> str:
        """Return what stands there, or the other words where nothing does."""
        return self._table.get(name, otherwise)

    def counted(self, name: str, count: int) -> str:
        """Return the words for that many: `name_one` for one, `name_many` for any other number."""
        return self(f"{name}_one" if count == 1 else f"{name}_many", count=count)


def wanted_words(accept_language: str) -> Words:
    """Return the words in the language the browser wants most, of those we have.

    The header is that of RFC 9110, 12.5.4: "de-AT,de;q=0.9,en;q=0.8".
    """
    wishes = [_wish(one) for one in accept_language.split(",")[:_MOST_WISHES]]
    for _, language in sorted(wishes, key=lambda wish: -wish[0]):
        if language in LANGUAGES:
            return Words(language)
    return Words(FALLBACK)


def _wish(written: str) -> tuple[float, str]:
    name, _, weight = written.partition(";")
    try:
        wanted = float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        wanted = 0.0
    return wanted, name.strip().lower().partition("-")[0]
