"""The step in which a certificate is looked at that nobody vouches for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFormLayout, QLabel

from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.linking.jellyfin.reach import OwnCertificate, Reached
from scroblarr_desktop.remote.certificates import Certificate
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.jellyfin.step import JellyfinStep
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX, Text, empty, hint

PER_LINE = 16
"""Bytes of a fingerprint in one line."""


class CertificateStep(JellyfinStep):
    reached = Signal(object)
    """Carries what answered once the certificate was trusted."""

    def __init__(self, backing: Backing, link: JellyfinLink) -> None:
        super().__init__(backing)
        self._link = link
        self._shown: OwnCertificate | None = None
        self._busy = False
        self.title = self.tr("Is this your Jellyfin?")
        self.enter_goes_on = False
        self.other_host = Text(self.tr("It was not made for this address"), bold=True)
        self.changed_warning = Text(bold=True)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(LARGE_PX)
        self._form.setVerticalSpacing(SMALL_PX)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.other_host)
        self.column.addWidget(self.changed_warning)
        self.column.addLayout(self._form)
        self.column.addWidget(
            hint(
                self.tr(
                    "To be sure, open the same address in a browser on this computer and compare "
                    "the fingerprint with the one in the certificate's details there."
                )
            )
        )
        self.column.addWidget(self.progress)
        self.column.addWidget(self.trouble)
        self.column.addStretch(1)

    @property
    def next_text(self) -> str:
        return self.tr("Trust this certificate")

    @property
    def may_go_on(self) -> bool:
        return self._shown is not None and not self._busy

    def show_certificate(self, shown: OwnCertificate) -> None:
        """Show what the host says of itself."""
        self._shown, self._busy = shown, False
        self.say_nothing()
        self.sentence = self._said(shown).format(host=shown.host)
        self.other_host.setVisible(not shown.is_for_host)
        self.changed_warning.setText(
            self.tr(
                "Before, it had another one. If nobody renewed it, somebody else may answer at "
                "this address: then do not trust it."
            )
            if shown.changed
            else ""
        )
        self.changed_warning.setVisible(shown.changed)
        self._fill(shown.certificate)
        self.changed.emit()

    def _said(self, shown: OwnCertificate) -> str:
        if shown.is_usual:
            return self.tr(
                "{host} has a certificate that nobody vouches for. At home that is usual: Jellyfin "
                "or the router made it. Trusted once, Scroblarr accepts exactly this one from now "
                "on."
            )
        if shown.is_for_host:
            return self.tr(
                "{host} has a certificate that nobody vouches for. Trust it only if you know who "
                "made it. Scroblarr then accepts exactly this one from now on."
            )
        return self.tr(
            "What answers at {host} shows a certificate that was made for another address: "
            "somebody else may answer in its place. Trust it only if you know it for certain. "
            "Scroblarr then accepts exactly this one from now on."
        )

    def trust(self) -> None:
        """Go on with exactly this certificate."""
        shown = self._shown
        if shown is None:
            return
        self._busy = True
        self.say_busy(self.tr("Asking {host}…").format(host=shown.host))
        self.backing.background.run(
            self,
            self._link.try_address(shown.url, shown.certificate.fingerprint),
            self._show,
            self._show_trouble,
        )

    def _show(self, outcome: Reached | OwnCertificate) -> None:
        self._busy = False
        self.say_nothing()
        self.reached.emit(outcome)

    def _show_trouble(self, trouble: Said) -> None:
        self._busy = False
        self.say_trouble(trouble)

    def _fill(self, certificate: Certificate) -> None:
        empty(self._form)
        unknown = self.tr("cannot be read")
        by = certificate.issued_by or unknown
        if certificate.is_self_made:
            by = self.tr("itself")
        until = certificate.valid_until
        self._add(self.tr("Made for"), certificate.issued_for or unknown)
        self._add(self.tr("Made by"), by)
        self._add(self.tr("Valid until"), wording.exact(until) if until else unknown)
        self._add(self.tr("SHA-256 fingerprint"), _in_lines(certificate), fixed=True)

    def _add(self, name: str, value: str, *, fixed: bool = False) -> None:
        text = Text(value)
        if fixed:
            text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        label = QLabel(name)
        label.setBuddy(text)
        text.setAccessibleName(f"{name}: {value}")
        self._form.addRow(label, text)


def _in_lines(certificate: Certificate) -> str:
    parts = certificate.grouped.split(":")
    lines = [parts[place : place + PER_LINE] for place in range(0, len(parts), PER_LINE)]
    return "\n".join(":".join(line) for line in lines)
