"""Whether Scroblarr starts when this person signs in to the computer."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from scroblarr_desktop.autostart import Autostart, CannotSet, for_data_dir
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui import starting
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, attempt
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, hint
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox


class StartAtLogin(QWidget):
    """A switch that acts at once, and goes back where the system refuses."""

    def __init__(self, backing: Backing, autostart: Autostart | None = None) -> None:
        super().__init__()
        options = backing.engine.options
        self._autostart = autostart or for_data_dir(options.data_dir.root)
        self.switch = QCheckBox(self.tr("&Start Scroblarr when I sign in to this computer"))
        self.note = hint()
        self.trouble = TroubleBox(backing.icons)
        # What is simulated has nothing to start at login.
        self.switch.setEnabled(options.companion is None)
        self.note.setText(
            self.tr("It starts in the tray, without a window.")
            if options.companion is None
            else self.tr("Not while this is a simulated household.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(self.switch)
        column.addWidget(self.note)
        column.addWidget(self.trouble)
        self.refresh()
        self.switch.clicked.connect(self._change)

    def refresh(self) -> None:
        """Show what the system says: the person may have changed it there."""
        self.switch.setChecked(self.switch.isEnabled() and self._autostart.is_on())

    def _change(self, wanted: bool) -> None:
        self.trouble.clear()
        try:
            if wanted:
                self._autostart.turn_on()
            else:
                self._autostart.turn_off()
        except CannotSet as error:
            self.trouble.show_trouble(Said(error.title, error.sentence, error.next_step))
        self.refresh()


class LoginSection(Section):
    """Both ways of starting: with the computer, and by hand."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(self.tr("Starting"))
        self.start_at_login = StartAtLogin(backing)
        self.in_tray = QCheckBox(self.tr("Start in the tray, without the window"))
        self.in_tray.clicked.connect(self._choose)
        self.column.addWidget(self.start_at_login)
        self.column.addWidget(self.in_tray)
        self.column.addWidget(
            hint(
                self.tr(
                    "Also when you start it yourself. Its icon in the tray opens the window, and "
                    "so does starting it again. Where there is no tray the window comes up."
                )
            )
        )

    def refresh(self, changed: Changed) -> None:
        self.start_at_login.refresh()
        if changed & Changed.SETTINGS:
            self.in_tray.setChecked(starting.starts_in_tray())

    def _choose(self, wanted: bool) -> None:
        attempt(self, lambda: starting.start_in_tray(wanted))
        self.in_tray.setChecked(starting.starts_in_tray())
