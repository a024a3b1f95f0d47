"""Where accounts at TV Time are signed in, on the settings page."""

from __future__ import annotations

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui.log.kept_line import KeptLine
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.section import Section


class TvTimeSection(Section):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("TV Time"),
            self.tr(
                "The service itself closed. Enter the address of a compatible server here, and it "
                "stands there whenever somebody links an account."
            ),
        )
        linking = backing.engine.linking
        self.address = KeptLine(lambda: linking.tvtime_url, linking.choose_tvtime_url)
        self.add_row(self.tr("Add&ress"), self.address)
        self.add_under(self.address.wrong)

    def refresh(self, changed: Changed) -> None:
        if changed & Changed.SETTINGS:
            self.address.refresh()
