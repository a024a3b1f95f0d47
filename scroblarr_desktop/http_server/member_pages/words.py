"""What the pages say, one table for each language, and which one a browser wants."""

from __future__ import annotations

from collections.abc import Mapping

from scroblarr_desktop.http_server.member_pages.english import ENGLISH
from scroblarr_desktop.http_server.member_pages.german import GERMAN
from scroblarr_desktop.telling.browsers import ENGLISH as FALLBACK
from scroblarr_desktop.telling.browsers import told_in, wanted_language

LANGUAGES: dict[str, Mapping[str, str]] = {FALLBACK: ENGLISH, "de": GERMAN}
"""Another language is one more table with the same names; a test compares them."""


class Words:
    """One language. Called with a name, it gives what stands there in that language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._table = LANGUAGES[language]

    def __call__(self, name: str, /, **values: object) -> str:
        text = self._table[name]
        return text.format(**values) if values else text

    def told(self, sentence: str) -> str:
        """Return a sentence of the program's own in that language, as far as it is known."""
        return told_in(self.language)(sentence)

    def may(self, name: str, otherwise: str) -> str:
        """Return what stands there, or the other words where nothing does."""
        return self._table.get(name, otherwise)

    def counted(self, name: str, count: int) -> str:
        """Return the words for that many: `name_one` for one, `name_many` for any other number."""
        return self(f"{name}_one" if count == 1 else f"{name}_many", count=count)


def wanted_words(accept_language: str) -> Words:
    """Return the words in the language the browser wants most, of those we have."""
    return Words(wanted_language(accept_language, LANGUAGES))
