"""How long what media servers sent is kept as it came."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import housekeeping
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.labels import hint


class DaysField(QSpinBox):
    def __init__(self) -> None:
        super().__init__()
        self.setRange(housekeeping.FEWEST_DAYS, housekeeping.MOST_DAYS)
        self.setSuffix(self.tr(" days"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # whoever scrolls the page means the page


class KeepingSection(Section):
    """Counts once the field is left, so that no number on the way there does."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("What is kept"),
            self.tr("Watches stay in the log for ever. Beside them lies what media servers sent."),
        )
        self.days = DaysField()
        self.add_row(self.tr("Keep the &raw webhooks for"), self.days)
        self.add_under(
            hint(
                self.tr(
                    "They help to find out why something was not understood. What still waits for "
                    "somebody is kept in any case."
                )
            )
        )
        self.refresh(Changed.SETTINGS)
        self.days.editingFinished.connect(self._keep)

    def refresh(self, changed: Changed) -> None:
        if changed & Changed.SETTINGS and not self.days.hasFocus():
            self.days.setValue(housekeeping.keep_days())

    def _keep(self) -> None:
        wanted = self.days.value()
        if wanted != housekeeping.keep_days():
            attempt(self, lambda: housekeeping.put_keep_days(wanted))
            self.days.setValue(housekeeping.keep_days())
