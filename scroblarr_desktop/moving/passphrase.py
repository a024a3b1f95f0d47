"""The passphrase: how good one is, and one to write down."""

from __future__ import annotations

import math
import secrets
import string
from enum import StrEnum
from itertools import pairwise

SHORTEST = 10
"""Characters. Each guess takes a second, and this many that nobody foresees take for ever."""

WORDS = 5
_FIRST = "bdfghklmnprstvwz"
_THEN = "aeiou"

_FAIR_BITS, _GOOD_BITS = 60.0, 85.0
"""As if every sign were drawn by lot: in words of a language it is less than half of that."""
_KINDS = (
    (string.ascii_lowercase, 26),
    (string.ascii_uppercase, 26),
    (string.digits, 10),
)
_OTHERS = 33


class Strength(StrEnum):
    TOO_SHORT = "too short"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"


def strength(text: str) -> Strength:
    """Return how hard it seems to guess. What is a word in some language it does not know."""
    text = text.strip()
    if len(text) < SHORTEST:
        return Strength.TOO_SHORT
    bits = _bits(text)
    if bits < _FAIR_BITS:
        return Strength.WEAK
    return Strength.FAIR if bits < _GOOD_BITS else Strength.GOOD


def new_words() -> str:
    """Return made-up words that can be spoken and typed anywhere: 63 random bits."""
    return "-".join("".join(_syllable() for _ in range(2)) for _ in range(WORDS))


def _syllable() -> str:
    return secrets.choice(_FIRST) + secrets.choice(_THEN)


def _bits(text: str) -> float:
    known = [size for letters, size in _KINDS if any(one in letters for one in text)]
    others = any(one not in string.ascii_letters + string.digits for one in text)
    of_each = math.log2(sum(known) + (_OTHERS if others else 0))
    # What comes again adds little, and neither does a letter beside the one before it.
    fresh = sum(abs(ord(one) - ord(before)) > 1 for before, one in pairwise(text))
    return of_each * min(1 + fresh, 2 * len(set(text)))
