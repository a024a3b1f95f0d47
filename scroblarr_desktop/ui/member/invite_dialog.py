"""An invitation to a member's own page: the address for a phone, and who came in with one."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.http_server.callers import is_loopback
from scroblarr_desktop.http_server.member_pages import join_path
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import household, invitations
from scroblarr_desktop.store.invitations import Device, Invitation
from scroblarr_desktop.store.records import Member
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import firewall_hint
from scroblarr_desktop.ui.refresher import Refresher
from scroblarr_desktop.ui.saying import Said, attempt
from scroblarr_desktop.ui.where_it_runs import ask_for_home_network
from scroblarr_desktop.ui.widgets.copying import AddressField, CopyButton
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    Hairline,
    Text,
    hint,
    title,
)
from scroblarr_desktop.ui.widgets.mark import Mark
from scroblarr_desktop.ui.widgets.qr import QrCode
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

translate = QCoreApplication.translate

WIDTH_PX, HEIGHT_PX = 620, 400
SHOWN = Changed.HOUSEHOLD | Changed.STATE | Changed.SETTINGS


def device_line(device: Device) -> str:
    """Return where the page is open, and when it was used last."""
    when = wording.moment(device.last_seen_at)
    if not device.name:
        return translate("InviteDialog", "Open in a browser, last used {when}").format(when=when)
    said = translate("InviteDialog", "Open on {device}, last used {when}")
    return said.format(device=device.name, when=when)


class InviteDialog(Dialog):
    """Whoever is not invited yet is invited by opening it. The address is shown this once."""

    def __init__(self, backing: Backing, member_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backing = backing
        self._engine = backing.engine
        self._member_id = member_id
        self._path = ""
        """The address that is shown now, without the part that names this computer."""
        self.head = title("")
        self.trouble = TroubleBox(backing.icons, takes_enter=True)
        self.qr = QrCode(accessible_name=self.tr("QR code of the invitation"))
        self.address = AddressField("")
        self.address.setAccessibleName(self.tr("Address of the invitation"))
        self.copy = CopyButton(backing.icons, self.tr("Copy"))
        self.mark = Mark(backing.icons)
        self.standing = Text()
        self.devices = Text()
        self.firewall = hint()
        self.another = self._button(self.tr("Add a device"), lambda: self._invite(keep=True))
        self.renew = self._button("", self._ask_to_renew)
        self.revoke = self._button(self.tr("Revoke"), self._ask_to_revoke)
        self.close_button = self._button(self.tr("Close"), self.accept)
        self._lay_out()
        refresher = Refresher(self._engine.changes, self)
        refresher.due.connect(self.refresh)
        self.finished.connect(refresher.stop)
        self._begin()

    def refresh(self, changed: Changed) -> None:
        """Show anew who is invited and who came in."""
        if not changed & SHOWN:
            return
        try:
            member = household.member(self._member_id)
        except Missing:
            self.reject()
            return
        words = self.tr("{member}'s own page").format(member=member.name)
        self.setWindowTitle(words)
        self.head.setText(words)
        base = self._engine.page_base() if self._engine.not_listening is None else None
        self._show_trouble(member, allowed=base is not None)
        self._show_state(member, base)

    # -- what it says

    def _show_trouble(self, member: Member, *, allowed: bool) -> None:
        stuck = self._engine.not_listening
        if stuck is not None:
            said = Said(stuck.title, stuck.sentence, stuck.next_step)
            settings = (self.tr("Settings"), lambda: self._backing.show_page("settings:network"))
            self.trouble.show_trouble(said, settings)
        elif not allowed:
            said = Said(
                self.tr("Phones cannot reach this computer yet"),
                self.tr(
                    "{member}'s page is for phones at home, and the home network may not call "
                    "this computer so far."
                ).format(member=member.name),
            )
            self.trouble.show_trouble(said, (self.tr("Allow the home network…"), self._ask))
        else:
            self.trouble.clear()

    def _show_state(self, member: Member, base: str | None) -> None:
        now = utc_now()
        waiting = invitations.open_invitation(member.id, now)
        open_at = invitations.devices(member.id, now)
        if waiting is None:
            came, self._path = bool(self._path and open_at), ""
        else:
            came = False
        shown = base is not None and bool(self._path)
        self._show_address(f"{base}{self._path}" if shown else "")
        self.standing.setText(self._standing(member, waiting, came))
        self.mark.show_mark("delivered" if came or (open_at and not waiting) else "waiting")
        for part in (self.mark, self.standing):
            part.setVisible(base is not None)
        self.devices.setText("\n".join(device_line(one) for one in open_at))
        self.devices.setVisible(bool(open_at))
        self.firewall.setText(self._reach_hint(base))
        self.firewall.setVisible(shown and not open_at)
        self._show_buttons(waiting is not None or bool(open_at), bool(open_at), base is not None)

    def _standing(self, member: Member, waiting: Invitation | None, came: bool) -> str:
        if came:
            return self.tr("{member} came in.").format(member=member.name)
        if waiting is None:
            return self.tr("No invitation is open.")
        until = wording.coming(waiting.expires_at)
        if self._path:
            said = self.tr(
                "Let {member} scan this with the phone, or send the address. It works once, at "
                "home, until {when}. Whoever opens it first is {member}."
            )
        else:
            said = self.tr(
                "{member} was invited and has not come yet; the invitation is good until {when}. "
                "Its address is kept nowhere: to see one, make a new one."
            )
        return said.format(member=member.name, when=until)

    def _show_address(self, address: str) -> None:
        for part in (self.qr, self.address, self.copy):
            part.setVisible(bool(address))
        if address != self.address.text():
            self.qr.show_text(address)
            self.qr.setToolTip("")
            self.address.setText(address)
            self.address.setCursorPosition(0)
            self.copy.show_addresses([("", address)] if address else [])

    def _reach_hint(self, base: str | None) -> str:
        if base is not None and is_loopback(urlsplit(base).hostname or ""):
            return self.tr(
                "This computer is in no network right now. Once it is, make a new address: this "
                "one leads nowhere."
            )
        return firewall_hint(self._engine.port)

    def _show_buttons(self, anything: bool, open_somewhere: bool, allowed: bool) -> None:
        self.another.setVisible(allowed and open_somewhere and not self._path)
        self.renew.setVisible(allowed)
        self.renew.setText(self.tr("Start afresh…") if open_somewhere else self.tr("New address"))
        self.revoke.setVisible(anything)

    # -- what a person asks for

    def _begin(self) -> None:
        now, whose = utc_now(), self._member_id
        known = invitations.open_invitation(whose, now) or invitations.devices(whose, now)
        if known or self._engine.page_base() is None:
            self.refresh(SHOWN)
        else:
            self._invite(keep=True)

    def _invite(self, *, keep: bool) -> None:
        def make() -> None:
            made = invitations.invite(self._member_id, utc_now(), keep_devices=keep)
            self._path = join_path(made)

        attempt(self, make)
        self.refresh(SHOWN)

    def _ask_to_renew(self) -> None:
        if not invitations.devices(self._member_id, utc_now()):
            self._invite(keep=False)
            return
        ask(
            self,
            self.tr("Start afresh?"),
            self.tr("The page is closed wherever it is open now, and there is a new address."),
            self.tr("Start afresh"),
            lambda: self._invite(keep=False),
        )

    def _ask_to_revoke(self) -> None:
        ask(
            self,
            self.tr("Revoke the invitation?"),
            self.tr("The address ends, and the page is closed wherever it is open now."),
            self.tr("Revoke"),
            self._revoke,
        )

    def _revoke(self) -> None:
        self._path = ""
        attempt(self, lambda: invitations.revoke(self._member_id))
        self.refresh(SHOWN)

    def _ask(self) -> None:
        ask_for_home_network(self, self._allow)

    def _allow(self) -> None:
        work = self._engine.allow_home_network(True)
        self._backing.background.run(self, work, lambda _: self._begin(), self._not_allowed)

    def _not_allowed(self, trouble: Said) -> None:
        self.refresh(SHOWN)
        self.trouble.show_trouble(trouble, mark="rejected")

    # -- looks

    def _button(self, label: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(label)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: pressed())
        return button

    def _lay_out(self) -> None:
        fit(self, WIDTH_PX, HEIGHT_PX)
        address = QHBoxLayout()
        address.setSpacing(SMALL_PX)
        address.addWidget(self.address, 1)
        address.addWidget(self.copy)
        said = QHBoxLayout()
        said.setSpacing(SMALL_PX)
        said.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.standing, 1)
        words = QVBoxLayout()
        words.setSpacing(MEDIUM_PX)
        words.addLayout(said)
        words.addLayout(address)
        words.addWidget(self.devices)
        words.addWidget(self.firewall)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(LARGE_PX)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_PX)
        buttons.addWidget(self.revoke)
        buttons.addStretch(1)
        for button in (self.another, self.renew, self.close_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(self.head)
        column.addWidget(
            Text(
                self.tr(
                    "What was watched and where it went, trackers, a pause: for the phone, and "
                    "nothing about anybody else."
                )
            )
        )
        column.addWidget(Hairline())
        column.addWidget(self.trouble)
        column.addLayout(row, 1)
        column.addLayout(buttons)
        self.close_button.setDefault(True)
