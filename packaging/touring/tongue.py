"""What the tours look for by its English words, in the language that the windows speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree

from scroblarr_desktop.ui import language
from scroblarr_desktop.ui.language import Language

_VALUE = re.compile(r"\{(\w*)\}")
_ENDS = ".!?…\u00a0"
_FEWEST_LETTERS = 8
"""What says less of its own than this could be anything."""


def names(label: str) -> set[str]:
    """Return what stands where English windows say this."""
    return {label, *_translated(label)}


def can_be_read(text: str, words: str) -> bool:
    """Return whether this stands among the words, or what stands there in place of it."""
    if text in words:
        return True
    meant = [said for source, said in _dictionary() if text in source]
    like = [said for source, said in _dictionary() if _is_like(text, source)]
    return any(
        re.search(_as_pattern(said.rstrip(_ENDS)), words, re.DOTALL) for said in meant or like
    )


def _is_like(text: str, source: str) -> bool:
    """Return whether the text is the source with values filled in."""
    says_enough = len(_VALUE.sub("", source)) > _FEWEST_LETTERS
    pattern = _as_pattern(source.rstrip(_ENDS))
    return says_enough and re.fullmatch(pattern, text.rstrip(_ENDS), re.DOTALL) is not None


def _translated(label: str) -> Iterator[str]:
    for source, said in _dictionary():
        if source == label:
            yield said
        elif _VALUE.search(source) and (found := re.fullmatch(_as_pattern(source), label)):
            yield _filled(said, dict(zip(_VALUE.findall(source), found.groups(), strict=True)))


def _filled(text: str, values: dict[str, str]) -> str:
    return _VALUE.sub(lambda value: values[value[1]], text)


def _as_pattern(text: str) -> str:
    pieces = _VALUE.split(text)[::2]
    return "(.+?)".join(re.escape(piece) for piece in pieces)


@cache
def _dictionary() -> tuple[tuple[str, str], ...]:
    """Return English and the other language, without the letters marked for the keyboard."""
    spoken = language.spoken()
    if spoken is Language.ENGLISH:
        return ()
    catalogue = language.compiled(spoken).with_suffix(".ts")
    return tuple(
        (_plain(message.findtext("source") or ""), _plain(message.findtext("translation") or ""))
        for message in ElementTree.parse(catalogue).iter("message")  # noqa: S314 - our own file
    )


def _plain(text: str) -> str:
    return text.replace("&", "")
