"""What needs a person, in the language of the windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scroblarr_desktop.attention import Need
from scroblarr_desktop.ui.told import told


def in_words(needs: Sequence[Need]) -> list[Need]:
    """Return the same needs, said as the windows say things."""
    return [
        replace(
            need,
            title=told(need.title),
            sentence=told(need.sentence),
            actions=tuple((key, told(label)) for key, label in need.actions),
        )
        for need in needs
    ]
