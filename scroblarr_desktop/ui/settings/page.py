"""The settings page. What is chosen counts at once; there is nothing to confirm."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QTabWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui.page import Backing, Page
from scroblarr_desktop.ui.settings.about import AboutSection
from scroblarr_desktop.ui.settings.addresses import AddressesSection
from scroblarr_desktop.ui.settings.api import ApiSection
from scroblarr_desktop.ui.settings.appearance import AppearanceSection
from scroblarr_desktop.ui.settings.backups import BackupsSection
from scroblarr_desktop.ui.settings.defaults import DefaultsSection
from scroblarr_desktop.ui.settings.group import MakeSection, SectionGroup
from scroblarr_desktop.ui.settings.help import HelpSection
from scroblarr_desktop.ui.settings.keeping import KeepingSection
from scroblarr_desktop.ui.settings.key import KeySection
from scroblarr_desktop.ui.settings.language import LanguageSection
from scroblarr_desktop.ui.settings.leave import LeaveSection
from scroblarr_desktop.ui.settings.login import LoginSection
from scroblarr_desktop.ui.settings.moving import MovingSection
from scroblarr_desktop.ui.settings.network import NetworkSection
from scroblarr_desktop.ui.settings.notifications import NotificationsSection
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.settings.simkl import SimklSection
from scroblarr_desktop.ui.settings.trakt import TraktSection
from scroblarr_desktop.ui.settings.tvtime import TvTimeSection
from scroblarr_desktop.ui.settings.updates import UpdatesSection

translate = QCoreApplication.translate

S = TypeVar("S", bound=Section)

GENERAL: tuple[MakeSection, ...] = (
    LoginSection,
    AppearanceSection,
    LanguageSection,
    NotificationsSection,
)
TRACKERS: tuple[MakeSection, ...] = (
    TraktSection,
    SimklSection,
    TvTimeSection,
    DefaultsSection,
)
NETWORK: tuple[MakeSection, ...] = (NetworkSection, AddressesSection, ApiSection)
KEEPING: tuple[MakeSection, ...] = (
    BackupsSection,
    MovingSection,
    KeepingSection,
    KeySection,
    LeaveSection,
)
HELP: tuple[MakeSection, ...] = (HelpSection, UpdatesSection, AboutSection)

GROUP = "settings/group"
"""Where the tab that was last shown is kept."""


class SettingsPage(Page):
    """A few tabs with sections each. A tab's sections are made when it is first shown."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            translate("SettingsPage", "Settings"),
            translate("SettingsPage", "How Scroblarr works on this computer."),
        )
        self.groups = (
            SectionGroup("general", self.tr("General"), backing, GENERAL),
            SectionGroup("trackers", self.tr("Trackers"), backing, TRACKERS),
            SectionGroup("network", self.tr("Network"), backing, NETWORK),
            SectionGroup("keeping", self.tr("Keeping and backups"), backing, KEEPING),
            SectionGroup("help", self.tr("Help and about"), backing, HELP),
        )
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("Groups of settings"))
        for group in self.groups:
            self.tabs.addTab(group, group.name)
        self.column.addWidget(self.tabs, 1)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section there is, also those that nobody has looked at yet."""
        return tuple(section for group in self.groups for section in group.sections)

    def section(self, kind: type[S]) -> S:
        """Return the section of that class, without turning to it."""
        group = next(one for one in self.groups if kind in one.makes)
        return next(one for one in group.sections if isinstance(one, kind))

    def show_section(self, kind: type[S]) -> S:
        """Return the section of that class, with its tab in front."""
        section = self.section(kind)
        self.show_group(next(one.key for one in self.groups if kind in one.makes))
        return section

    def show_group(self, key: str) -> None:
        """Turn to that tab, where there is one."""
        for group in self.groups:
            if group.key == key:
                self.tabs.setCurrentWidget(group)

    def refresh(self, changed: Changed) -> None:
        for group in self.groups:
            group.refresh(changed)

    def repaint_icons(self) -> None:
        for group in self.groups:
            group.repaint_icons()

    def save_state(self, settings: QSettings) -> None:
        settings.setValue(GROUP, self.groups[self.tabs.currentIndex()].key)

    def restore_state(self, settings: QSettings) -> None:
        self.show_group(str(settings.value(GROUP, "")))
