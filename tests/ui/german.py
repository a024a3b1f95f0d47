"""Windows that speak German, for one test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from translating import qt_tools

from scroblarr_desktop.ui import language
from scroblarr_desktop.ui.language import Language


@contextmanager
def in_german() -> Iterator[None]:
    qt_tools.build()
    assert language.speak(Language.GERMAN) is Language.GERMAN
    try:
        yield
    finally:
        language.speak(Language.ENGLISH)
