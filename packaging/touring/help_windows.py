"""What helps where something is wrong: the log, the files for others, newer versions, licences."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.releases import FakeReleases
from scroblarr_desktop.diagnostics import log_file
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.ui.help.diagnostic_dialog import DiagnosticDialog
from scroblarr_desktop.ui.help.licences_dialog import LicencesDialog
from scroblarr_desktop.ui.settings.help import HelpSection
from scroblarr_desktop.ui.settings.updates import UpdatesSection
from scroblarr_desktop.updates import Updates
from touring.hands import until
from touring.house import House

DAY = "2026-05-04 20:00"
LINES = (
    (1, "INFO", "scroblarr_desktop.engine: version 1.2.0 is running"),
    (2, "INFO", "scroblarr_desktop.http_server.server: listening on http://127.0.0.1:24180"),
    (3, "DEBUG", "scroblarr_desktop.http_server.webhooks: a webhook for server 1, 2310 bytes"),
    (4, "DEBUG", "scroblarr_desktop.store.inbox: inbox entry 17 is planned"),
    (5, "WARNING", "scroblarr_desktop.keeping: There is no new backup: there is no room left"),
    (6, "ERROR", "scroblarr_desktop.sync: the inbox stumbled"),
)
TRACE = """\
Traceback (most recent call last):
  File "scroblarr_desktop/sync/__init__.py", line 238, in _read_inbox
    await self._read_all()
  File "scroblarr_desktop/sync/intake.py", line 112, in take
    raise ValueError("this was not foreseen")
ValueError: this was not foreseen
"""


async def show_all(house: House) -> None:
    _write(house)
    async with FakeReleases() as releases:
        calls = Calls()
        engine = house.engine
        engine.updates = Updates(calls, releases.address, engine.changes, own="1.2.0")
        await _show_settings(house, releases)
        await _show_bars(house)
        calls.close()


def _write(house: House) -> None:
    logs = house.engine.options.data_dir.logs
    lines = [f"{DAY}:{at:02d},{at * 37:03d} {level} {said}\n" for at, level, said in LINES * 9]
    log_file(logs).write_text("".join(lines) + TRACE, encoding="utf-8")
    heading = "Scroblarr 1.2.0 stopped unexpectedly: 2026-05-04 20:00:06 UTC\n\n"
    report = logs / "crash-20260504-200006-000000-stopped.txt"
    report.write_text(heading + TRACE, encoding="utf-8")


async def _show_settings(house: House, releases: FakeReleases) -> None:
    hands, camera, page = house.hands, house.camera, house.window.settings_page
    await hands.turn_to("Settings")
    section = page.show_section(HelpSection)
    await camera.take("help-settings")
    await hands.click("Begin")
    releases.publish("1.3.0")
    await hands.click("Look now")
    updates = page.section(UpdatesSection)
    await until(updates.not_this.isVisible, "a newer version")
    await camera.take("help-settings-at-work")
    viewer = section.open_log()
    await until(lambda: viewer.model.rowCount() > 9, "the log")
    viewer.activateWindow()
    await until(lambda: QApplication.activeWindow() is viewer, "the log in front")
    await camera.take("help-log")
    viewer.search.setText("inbox")
    viewer.list.selectAll()
    await until(lambda: viewer.model.rowCount() < 30, "what was searched for")
    await camera.take("help-log-search")
    viewer.search.setText("nowhere")
    await until(lambda: not viewer.model.rowCount(), "nothing")
    await camera.take("help-log-nothing")
    viewer.close()
    dialog = DiagnosticDialog(house.backing, house.window)
    dialog.open()
    await camera.take("help-diagnostic-file")
    dialog.start(house.engine.options.data_dir.root / "scroblarr-2026-05-04.zip")
    await until(dialog.show_folder.isVisible, "the file")
    await camera.take("help-diagnostic-file-there")
    await house.close()
    licences = LicencesDialog(house.backing, house.window)
    licences.open()
    await until(licences.list.count, "licences")
    await camera.take("help-licences")
    await house.close()


async def _show_bars(house: House) -> None:
    bars = house.window.bars
    bars.crash.look_for_reports()
    house.window.refresh(Changed.SETTINGS)
    await house.hands.turn_to("Overview")
    await house.camera.take("help-bars")
    await house.hands.click("Look at it")
    await house.camera.take("help-report")
    await house.close()
