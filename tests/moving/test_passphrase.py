"""How good a passphrase is said to be, and the one that is offered."""

from __future__ import annotations

import pytest

from scroblarr_desktop.moving.passphrase import SHORTEST, Strength, new_words, strength


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", Strength.TOO_SHORT),
        ("nine sign", Strength.TOO_SHORT),
        ("short    ", Strength.TOO_SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("1234567890", Strength.WEAK),
        ("abcdefghijkl", Strength.WEAK),
        ("lighthouse", Strength.WEAK),
        ("old lighthouse", Strength.FAIR),
        ("green lantern ferry", Strength.GOOD),
    ],
)
def test_it_is_said_how_good_it_is(text: str, said: Strength) -> None:
    assert strength(text) is said


def test_what_is_offered_is_good_and_never_the_same() -> None:
    words = {new_words() for _ in range(50)}
    assert len(words) == 50
    assert {strength(one) for one in words} == {Strength.GOOD}
    assert all(one.replace("-", "").isalpha() and len(one) > SHORTEST for one in words)
