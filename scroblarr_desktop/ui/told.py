"""Sentences that were made outside the windows, in the language of the windows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.telling import Teller
from scroblarr_desktop.telling.sentences import CONTEXT

_teller: Teller | None = None


def switch(on: bool) -> None:
    """Say whether there is anything to translate into; to be called when the language changes."""
    global _teller
    _teller = Teller(_say) if on else None


def told(sentence: str) -> str:
    """Return a sentence, or several, in the language of the windows; as it is where unknown."""
    return _teller.told(sentence) if _teller is not None and sentence else sentence


def _say(sentence: str) -> str:
    return QCoreApplication.translate(CONTEXT, sentence)
