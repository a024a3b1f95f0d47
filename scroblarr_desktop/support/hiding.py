"""Takes the household's own names, titles and secrets out of a text."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Iterable
from contextlib import suppress

from scroblarr_desktop.diagnostics.redaction import HIDDEN, redacted

SHORTEST_SECRET = 4
SHORTEST_NAME = 2

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"[\d\W_]*")
_PUBLIC = re.compile(
    r"""(?xi) \b (?! 10\. | 127\. | 192\.168\. | 0\.0\.0\.0 | 169\.254\. )
    (?: \d{1,3} \. ){3} \d{1,3} \b
    | \b [0-9a-f]{1,4} (?: : [0-9a-f]{0,4} ){3,7} """
)
"""Addresses on the internet; those of a home network say nothing of where it is."""

_LOOPBACK = re.compile(r"(?i)(?:https?://)?(?:127(?:\.\d{1,3}){3}|\[?::1\]?|localhost)(?::\d+)?/?")
"""Every computer calls itself so."""


def without_public_addresses(text: str) -> str:
    """Return the text without numbers of computers on the internet."""
    return _PUBLIC.sub(HIDDEN, text)


class Hiding:
    """Hides whole words, names and titles of several words however they are written.

    A title of one word is hidden only as it is spelt: "Lost" is a show, and "lost" is none.
    """

    def __init__(
        self,
        secrets: Iterable[str] = (),
        names: Iterable[str] = (),
        titles: Iterable[str] = (),
    ) -> None:
        wanted = (one for one in secrets if len(one) >= SHORTEST_SECRET)
        self._secrets = sorted(wanted, key=len, reverse=True)
        self._exact: set[str] = set()
        self._anyhow: set[str] = set()
        self._lengths: dict[str, tuple[int, ...]] = {}
        """First word → how long the phrases are that begin with it. No sets: many thousands of them
        would keep the garbage collector busy, and with it the windows."""
        for name in {*names, *_of_this_computer()}:
            self._add(name, exact=False)
        for one in titles:
            self._add(one, exact=len(_WORD.findall(one)) == 1)

    def hidden(self, text: str) -> str:
        """Return the text without them, and without whatever else looks like a secret."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return without_public_addresses(redacted(self._without_phrases(text)))

    def _add(self, phrase: str, *, exact: bool) -> None:
        phrase = phrase.strip()
        first = _WORD.search(phrase)
        if first is None or len(phrase) < SHORTEST_NAME or _NUMBER.fullmatch(phrase):
            return
        if _LOOPBACK.fullmatch(phrase):
            return
        phrase = phrase[first.start() :]
        if exact:
            self._exact.add(phrase)
        else:
            self._anyhow.add(phrase.lower())
        word = first.group().lower()
        known = self._lengths.get(word, ())
        if len(phrase) not in known:
            self._lengths[word] = (*known, len(phrase))

    def _without_phrases(self, text: str) -> str:
        made: list[str] = []
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            length = self._length_at(text, word)
            if length:
                made += [text[done : word.start()], HIDDEN]
                done = word.start() + length
        return "".join(made) + text[done:]

    def _length_at(self, text: str, word: re.Match[str]) -> int:
        """Return how many characters the longest phrase has that begins there; 0 for none."""
        for length in sorted(self._lengths.get(word.group().lower(), ()), reverse=True):
            end = word.start() + length
            there = text[word.start() : end]
            is_one = there in self._exact or there.lower() in self._anyhow
            if is_one and not (there[-1].isalnum() and text[end : end + 1].isalnum()):
                return length
        return 0


def _of_this_computer() -> list[str]:
    found = [socket.gethostname()]
    with suppress(OSError, KeyError, ImportError):  # there may be no such user
        found.append(getpass.getuser())
    return found
