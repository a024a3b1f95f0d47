"""The language of the windows, and with it how dates and numbers are written."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from scroblarr_desktop.paths import resources_dir
from scroblarr_desktop.store import settings
from scroblarr_desktop.ui import told

SETTING = "language"


class Language(StrEnum):
    """What a person may choose; the value is kept in the settings."""

    AS_COMPUTER = "computer"
    ENGLISH = "en"
    GERMAN = "de"


_installed: list[QTranslator] = []
_spoken = Language.ENGLISH


def chosen() -> Language:
    """Return what was chosen in the settings. The store has to be open."""
    kept = settings.get(SETTING, Language.AS_COMPUTER)
    return Language(kept) if kept in list(Language) else Language.AS_COMPUTER


def choose(language: Language) -> None:
    """Keep the choice. Windows that are open stay as they are. Raises StoreTrouble."""
    settings.put(SETTING, None if language is Language.AS_COMPUTER else str(language))


def spoken() -> Language:
    """Return the language that new windows speak now, never AS_COMPUTER."""
    return _spoken


def resolved(language: Language) -> Language:
    """Return which language a choice comes to, never AS_COMPUTER."""
    return of_computer() if language is Language.AS_COMPUTER else language


def speak(language: Language = Language.AS_COMPUTER) -> Language:
    """Have all windows made from now on speak it; return which one they do speak.

    That is English where nothing else is there.
    """
    global _spoken
    wanted = resolved(language)
    _forget()
    ours = _translator(compiled(wanted)) if wanted is not Language.ENGLISH else None
    _spoken = Language.ENGLISH if ours is None else wanted
    if ours is not None:
        _install(_translator(_of_qt(wanted)))
        _install(ours)
    QLocale.setDefault(locale(_spoken))
    told.switch(ours is not None)
    return _spoken


def speak_chosen() -> None:
    """Do so with what was chosen in the settings. The store has to be open."""
    speak(chosen())


def of_computer(preferred: list[str] | None = None) -> Language:
    """Return the first of the languages that this computer's user reads which there is."""
    for one in QLocale.system().uiLanguages() if preferred is None else preferred:
        code = one.replace("_", "-").partition("-")[0]
        if code in list(Language):
            return Language(code)
    return Language.ENGLISH


def locale(language: Language, system: QLocale | None = None) -> QLocale:
    """Return how dates and numbers are written: words of the language, habits of the place."""
    system = system or QLocale.system()
    ours = QLocale(str(language))
    if system.language() == QLocale.Language.C:  # nobody told this computer where it is
        return system if language is Language.ENGLISH else ours
    if system.language() == ours.language():
        return system
    return QLocale(ours.language(), system.territory())


def compiled(language: Language) -> Path:
    return resources_dir() / "languages" / f"scroblarr_{language}.qm"


def _of_qt(language: Language) -> Path:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return Path(folder) / f"qtbase_{language}.qm"


def _translator(file: Path) -> QTranslator | None:
    translator = QTranslator()
    return translator if file.is_file() and translator.load(str(file)) else None


def _install(translator: QTranslator | None) -> None:
    if translator is not None and QCoreApplication.installTranslator(translator):
        _installed.append(translator)


def _forget() -> None:
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
