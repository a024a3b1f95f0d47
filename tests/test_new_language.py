"""Another language is chosen, and the windows open anew in it while the engine goes on."""

from __future__ import annotations

from pathlib import Path

from translating import qt_tools

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, open_store
from tests.test_app import ended, start

CHOOSE_GERMAN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from scroblarr_desktop import diagnostics
from scroblarr_desktop.app import App, application
from scroblarr_desktop.engine import EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.ui import language
from scroblarr_desktop.ui.language import Language
from scroblarr_desktop.ui.settings.language import LanguageSection

language.of_computer = lambda: Language.ENGLISH
folder = DataDir(Path(sys.argv[1]))
diagnostics.start_logging(folder.logs, to_screen=False)
app = App(application(), EngineOptions(folder, port=0), minimized=False)
seen, engines = [], set()

def look():
    desktop = app._desktop
    if desktop is None or not desktop.window.isVisible() or desktop in seen:
        return
    seen.append(desktop)
    engines.add(app._engine)
    rail = desktop.window.rail
    if len(seen) == 1:
        desktop.window.show_page("settings")
        choice = desktop.window.settings_page.show_section(LanguageSection).choice
        choice.setCurrentIndex(choice.findData(Language.GERMAN))
        choice.activated.emit(choice.currentIndex())
    else:
        print(rail.currentItem().text(), len(engines), flush=True)
        app.quit()

timer = QTimer(interval=30, timeout=look)
timer.start()
sys.exit(app.run())
"""


async def test_the_windows_open_anew_in_another_language(tmp_path: Path) -> None:
    qt_tools.build()
    folder = DataDir(tmp_path / "state")
    open_store(folder, Changes())
    set_up.finish()
    close_store()
    process = await start("-c", CHOOSE_GERMAN, str(folder.root))
    assert await ended(process) == 0
    assert process.stdout is not None
    said = (await process.stdout.read()).decode().strip()
    assert said.startswith("Einstellungen ")
    assert said.endswith(" 1")
    text = (folder.logs / "scroblarr.log").read_text(encoding="utf-8")
    assert "nobody caught" not in text
    assert text.count("the windows are up") == 2
