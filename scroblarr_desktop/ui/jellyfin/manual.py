"""The step for entering our address in Jellyfin's plugin by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place, Server
from scroblarr_desktop.ui.jellyfin.step import JellyfinStep
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.server.steps import entering_with_header
from scroblarr_desktop.ui.where_it_runs import WhereItRuns
from scroblarr_desktop.ui.widgets.copying import AddressField, CopyButton
from scroblarr_desktop.ui.widgets.labels import (
    MEDIUM_PX,
    SMALL_PX,
    TIGHT_PX,
    empty,
    heading,
    hint,
    numbered_line,
)
from scroblarr_desktop.ui.widgets.secret_field import SecretField

TEMPLATE_HEIGHT_PX = 120


class ManualStep(JellyfinStep):
    def __init__(self, backing: Backing, link: JellyfinLink) -> None:
        super().__init__(backing)
        self._link = link
        self.server: Server | None = None
        self._new = False
        self.title = self.tr("Set up Jellyfin by hand")
        self.sentence = self.tr(
            "You enter this computer's address in Jellyfin's plugin “Webhook”. Should the address "
            "change one day, you enter it anew."
        )
        self.where: WhereItRuns | None = None
        self.address, self.header = AddressField(""), AddressField("")
        self.secret = SecretField(self.tr("Value of the request header"))
        self.secret.setReadOnly(True)
        self.template = QPlainTextEdit()
        self.copies: dict[QWidget, CopyButton] = {
            one: CopyButton(backing.icons, self.tr("Copy"))
            for one in (self.address, self.header, self.secret, self.template)
        }
        self._places = QVBoxLayout()
        self._steps = QVBoxLayout()
        self._steps.setSpacing(SMALL_PX)
        self._lay_out()

    @property
    def next_text(self) -> str:
        return self.tr("Next") if self._has_place else ""

    @property
    def _has_place(self) -> bool:
        """Whether it was said where Jellyfin runs: the address follows from that."""
        return self.where is not None and self.where.place is not Place.UNKNOWN

    def begin(self, server: Server, *, new: bool) -> None:
        """Show what is to be entered for that server; a `new` one is only looked at so far."""
        self.server = server
        self._new = new
        empty(self._places)
        self.where = WhereItRuns(self.backing, server.id)
        self.where.changed.connect(self._show)
        self._places.addWidget(heading(self.tr("Where does Jellyfin run?")))
        self._places.addWidget(self.where)
        self._show()

    def keep(self) -> Server:
        """Return the server, which stays from now on. Only after `begin`."""
        assert self.server is not None
        self._new = False
        self._link.leave_by_hand(self.server.id)
        return self.server

    def undo(self) -> None:
        """Take back what was only looked at. An address that was used already stays."""
        if self.server is None or not self._new:
            return
        if servers.get(self.server.id).last_event_at is None:
            servers.delete(self.server.id)
        self.server, self._new = None, False

    def _show(self) -> None:
        assert self.server is not None
        manual = self._link.manual(self.server.id)
        self._fill(self.address, manual.address)
        self._fill(self.header, manual.header)
        self._fill(self.secret, manual.secret)
        self.template.setPlainText(manual.template)
        self.copies[self.template].show_addresses([("", manual.template)])
        empty(self._steps)
        for step in entering_with_header():
            self._steps.addWidget(numbered_line(step))
        self._entering.setVisible(self._has_place)
        self.changed.emit()

    def _fill(self, field: QLineEdit, text: str) -> None:
        field.setText(text)
        field.setCursorPosition(0)
        self.copies[field].show_addresses([("", text)])

    # -- parts

    def _lay_out(self) -> None:
        self.template.setReadOnly(True)
        self.template.setFixedHeight(TEMPLATE_HEIGHT_PX)
        self.template.setTabChangesFocus(True)
        self.template.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._entering = QWidget()
        self._fields = QVBoxLayout(self._entering)
        self._fields.setContentsMargins(0, MEDIUM_PX, 0, 0)
        self._fields.setSpacing(MEDIUM_PX)
        self._fields.addWidget(heading(self.tr("In Jellyfin")))
        self._fields.addLayout(self._steps)
        self._fields.addSpacing(SMALL_PX)
        self.column.addLayout(self._places)
        self.column.addWidget(self._entering)
        self._add(self.tr("Webhook Url"), self.address)
        self._add(self.tr("Request header: key"), self.header)
        self._add(self.tr("Request header: value"), self.secret, self.secret.show_button)
        self._fields.addWidget(
            hint(self.tr("Keep the value to yourself: whoever knows it can report watches."))
        )
        self._add(self.tr("Template, where “Send All Properties” is not ticked"), self.template)
        self.column.addStretch(1)

    def _add(self, name: str, field: QLineEdit | QPlainTextEdit, *more: QWidget) -> None:
        label = QLabel(name)
        label.setBuddy(field)
        field.setAccessibleName(name)
        copy = self.copies[field]
        copy.setAccessibleName(self.tr("Copy: {name}").format(name=name))
        copy.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(field, 1)
        for one in (*more, copy):
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(TIGHT_PX)
        column.addWidget(label)
        column.addLayout(row)
        self._fields.addLayout(column)
