"""The settings page. What is chosen counts at once; there is nothing to confirm."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui.log.kept_line import KeptLine
from scroblarr_desktop.ui.page import Backing, Page
from scroblarr_desktop.ui.settings.about import AboutSection
from scroblarr_desktop.ui.settings.api import ApiSection
from scroblarr_desktop.ui.settings.keeping import KeepingSection
from scroblarr_desktop.ui.settings.key import KeySection
from scroblarr_desktop.ui.settings.login import LoginSection
from scroblarr_desktop.ui.settings.network import NetworkSection
from scroblarr_desktop.ui.settings.notifications import NotificationsSection
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.settings.simkl import simkl_section
from scroblarr_desktop.ui.settings.trakt import trakt_section
from scroblarr_desktop.ui.widgets.labels import PAGE_PX, SMALL_PX, Hairline

translate = QCoreApplication.translate

WIDTH_PX = 760


class SettingsPage(Page):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            translate("SettingsPage", "Settings"),
            translate("SettingsPage", "How Scroblarr works on this computer."),
        )
        self.login = LoginSection(backing)
        self.notifications = NotificationsSection(backing)
        self.trakt = trakt_section(backing)
        self.simkl = simkl_section(backing)
        self.network = NetworkSection(backing)
        self.tvtime = TvTimeSection(backing)
        self.api = ApiSection(backing)
        self.keeping = KeepingSection(backing)
        self.key = KeySection(backing)
        self.about = AboutSection(backing)
        self.sections: tuple[Section, ...] = (
            self.login,
            self.notifications,
            self.trakt,
            self.simkl,
            self.network,
            self.tvtime,
            self.api,
            self.keeping,
            self.key,
            self.about,
        )
        self._lay_out()
        self.refresh(~Changed.NOTHING)

    def refresh(self, changed: Changed) -> None:
        for section in self.sections:
            section.refresh(changed)

    def repaint_icons(self) -> None:
        for section in self.sections:
            section.repaint_icons()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDTH_PX)
        sections = QVBoxLayout(inside)
        sections.setContentsMargins(0, SMALL_PX, SMALL_PX, PAGE_PX)
        sections.setSpacing(PAGE_PX)
        for number, section in enumerate(self.sections):
            if number:
                sections.addWidget(Hairline())
            sections.addWidget(section)
        sections.addStretch(1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1)
        row.addStretch(0)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(whole)
        self.column.addWidget(area, 1)


class TvTimeSection(Section):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            translate("SettingsPage", "TV Time"),
            translate(
                "SettingsPage",
                "The service itself closed. Enter the address of a compatible server here, and it "
                "stands there whenever somebody links an account.",
            ),
        )
        linking = backing.engine.linking
        self.address = KeptLine(lambda: linking.tvtime_url, linking.choose_tvtime_url)
        self.add_row(self.tr("Add&ress"), self.address)
        self.add_under(self.address.wrong)

    def refresh(self, changed: Changed) -> None:
        if changed & Changed.SETTINGS:
            self.address.refresh()
