from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.store import settings
from scroblarr_desktop.ui import language, wording
from scroblarr_desktop.ui.language import Language
from tests.ui.german import in_german

translate = QCoreApplication.translate


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    language.speak(Language.ENGLISH)


def test_german_is_spoken_with_its_dates_and_qts_own_words() -> None:
    with in_german():
        assert translate("Wording", "just now") == "gerade eben"
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        assert buttons.buttons()[0].text() == "Abbrechen"
        at = datetime(2026, 3, 4, 12, tzinfo=UTC)
        assert wording.date(at, at) == "4. März"
        assert QLocale().toString(1234567) == "1.234.567"
    assert translate("Wording", "just now") == "just now"
    assert wording.date(at, at) == "4 March"


def test_without_a_translation_it_is_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "resources_dir", lambda: tmp_path)
    assert language.speak(Language.GERMAN) is Language.ENGLISH
    (tmp_path / "languages").mkdir()
    language.compiled(Language.GERMAN).write_bytes(b"no translation")
    assert language.speak(Language.GERMAN) is Language.ENGLISH
    assert translate("Wording", "just now") == "just now"


@pytest.mark.parametrize(
    ("preferred", "found"),
    [
        ([], Language.ENGLISH),
        (["fr-FR", "fr"], Language.ENGLISH),
        (["de-AT", "en-GB"], Language.GERMAN),
        (["fr", "en", "de"], Language.ENGLISH),
        (["de_CH"], Language.GERMAN),
    ],
)
def test_the_computers_language_is_the_first_that_there_is(
    preferred: list[str], found: Language
) -> None:
    assert language.of_computer(preferred) is found


def test_words_of_the_language_and_habits_of_the_place() -> None:
    austrian = QLocale("de_AT")
    assert language.locale(Language.GERMAN, austrian) == austrian
    assert language.locale(Language.ENGLISH, austrian).name() == "en_AT"
    assert language.locale(Language.GERMAN, QLocale.c()).name() == "de_DE"
    assert language.locale(Language.ENGLISH, QLocale.c()) == QLocale.c()


@pytest.mark.usefixtures("changes")
def test_what_was_chosen_is_kept() -> None:
    assert language.chosen() is Language.AS_COMPUTER
    language.choose(Language.GERMAN)
    assert language.chosen() is Language.GERMAN
    settings.put(language.SETTING, "klingon")
    assert language.chosen() is Language.AS_COMPUTER
    language.choose(Language.AS_COMPUTER)
    assert settings.get(language.SETTING) is None


def test_nothing_is_kept_twice(changes: Changes) -> None:
    language.choose(Language.ENGLISH)
    language.speak_chosen()
    assert language.spoken() is Language.ENGLISH


def test_no_title_repeats_the_name_that_qt_puts_behind_it() -> None:
    sources = Path(language.__file__).parent.rglob("*.py")
    found = [
        title
        for one in sources
        for title in re.findall(
            r'setWindowTitle\(\s*(?:self\.tr\(\s*)?"([^"]*)"', one.read_text(encoding="utf-8")
        )
    ]
    assert "Set up" in found
    assert [title for title in found if "Scroblarr" in title and title != "Scroblarr"] == []
