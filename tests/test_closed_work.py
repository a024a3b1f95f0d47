"""The tray app closes everything, works on the closed data, and starts again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, household, open_store
from scroblarr_desktop.store.backups import Copying
from tests.test_app import ended, logged, start

RESTORE_TWICE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from scroblarr_desktop import diagnostics
from scroblarr_desktop.app import App, application
from scroblarr_desktop.engine import EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import household
from scroblarr_desktop.ui.settings.backups import BackupsSection

folder = DataDir(Path(sys.argv[1]))
diagnostics.start_logging(folder.logs, to_screen=False)
app = App(application(), EngineOptions(folder, port=0), minimized=False)
used, said = [], []

def boxes():
    found = QApplication.allWidgets()
    return [one for one in found if isinstance(one, QMessageBox) and one.isVisible()]

def answer(box):
    buttons = {one.text(): one for one in box.findChildren(QPushButton)}
    if "Put it back" in buttons:
        if len(used) == 1:
            (folder.backups / "broken.sqlite3").write_bytes(b"no copy any more")
        buttons["Put it back"].click()
    else:
        said.append(box.text())
        box.close()

def begin(section):
    chosen = "broken" if not used else "good"
    for row in range(section.list.count()):
        if chosen in section.list.item(row).toolTip():
            used.append(app._engine)
            section.list.setCurrentRow(row)
            section.restore.click()

def look():
    for box in boxes():
        answer(box)
    if app._desktop is None or not app._desktop.window.isVisible() or app._engine in used:
        return
    if len(said) == 2:
        members = [one.name for one in household.members()]
        print(said, members, flush=True)
        app.quit()
    elif len(said) == len(used):
        app._desktop.window.show_page("settings")
        begin(app._desktop.window.settings_page.show_section(BackupsSection))

timer = QTimer(interval=30, timeout=look)
timer.start()
sys.exit(app.run())
"""


async def test_a_copy_is_put_back_while_the_app_runs(tmp_path: Path) -> None:
    folder, now = DataDir(tmp_path / "state"), datetime.now(UTC)
    open_store(folder, Changes())
    set_up.finish()
    household.add_member("Anna")
    Copying(folder, now - timedelta(days=1)).run().rename(folder.backups / "good.sqlite3")
    household.add_member("Ben")
    Copying(folder, now).run().rename(folder.backups / "broken.sqlite3")
    close_store()
    process = await start("-c", RESTORE_TWICE, str(folder.root))
    assert await ended(process) == 0
    assert process.stdout is not None
    refused, done = "<b>This copy cannot be used</b>", "<b>Your data was put back</b>"
    assert (await process.stdout.read()).decode().strip() == f"{[refused, done]} ['Anna']"
    await logged(folder, "the database was put back from a copy; what is not certain is checked")
    assert len(list(folder.root.glob("kept-*.sqlite3"))) == 1
    text = (folder.logs / "scroblarr.log").read_text(encoding="utf-8")
    assert "nobody caught" not in text
    assert text.count("is running") == 3
