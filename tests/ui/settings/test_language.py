from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.ui import language
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.language import Language
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.language import LanguageSection


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    language.speak(Language.ENGLISH)
    yield
    language.speak(Language.ENGLISH)


@pytest.mark.usefixtures("english")
async def test_windows_are_made_anew_for_another_language_only(
    engine: Engine, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "of_computer", lambda: Language.ENGLISH)
    made: list[Language] = []
    backing = Backing(engine, icons, Background())
    section = LanguageSection(replace(backing, renew=lambda: made.append(language.chosen())))
    section.refresh(Changed.SETTINGS)
    choices = [section.choice.itemText(row) for row in range(section.choice.count())]
    assert choices == ["As this computer has it (English)", "English", "Deutsch"]
    assert section.choice.currentData() == Language.AS_COMPUTER
    for chosen, anew in ((Language.ENGLISH, []), (Language.GERMAN, [Language.GERMAN])):
        section.choice.setCurrentIndex(section.choice.findData(chosen))
        section.choice.activated.emit(section.choice.currentIndex())
        assert language.chosen() is chosen
        assert made == anew
    section.deleteLater()
