from __future__ import annotations

from scroblarr_desktop.remote.errors import EdgeBlocked, Offline, Refused, TokenRefused
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.ui.saying import said


def test_nobody_is_told_that_it_is_tried_again_by_itself() -> None:
    for error in (Offline(fate_unknown=False), EdgeBlocked(fate_unknown=False), TokenRefused()):
        words = said(error)
        assert words is not None
        assert "it is tried again" not in words.text
        assert "ry again" in words.next_step


def test_a_next_step_of_its_own_stays() -> None:
    words = said(Refused("No.", next_step="Ask Anna."))
    assert words is not None
    assert words.text == "No. Ask Anna."


def test_what_nobody_expected_is_no_trouble_for_people() -> None:
    assert said(ValueError("a bug")) is None
    refused = said(Conflict("Both have an account."))
    assert refused is not None
    assert refused.sentence == "Both have an account."
