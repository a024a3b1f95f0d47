from __future__ import annotations

import pytest

from scroblarr_desktop.ui.server.steps import entering, entering_with_header, steps
from scroblarr_desktop.watches import ServerKind


@pytest.mark.parametrize("kind", list(ServerKind))
def test_the_proof_comes_last_and_only_where_it_is_in_sight(kind: ServerKind) -> None:
    assert steps(kind)[:-1] == entering(kind)
    assert "look at the line above" in steps(kind)[-1]
    assert [step.partition(".")[0] for step in steps(kind)] == [
        str(number) for number in range(1, len(steps(kind)) + 1)
    ]


def test_jellyfins_steps_use_the_plugins_own_words() -> None:
    for told in (entering(ServerKind.JELLYFIN), entering_with_header()):
        text = " ".join(told)
        for words in ("Add Generic Destination", "Playback Stop", "Send All Properties"):
            assert words in text
    assert "Add Request Header" in " ".join(entering_with_header())
