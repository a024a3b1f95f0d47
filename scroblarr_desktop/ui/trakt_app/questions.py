"""The pages before the Trakt app is entered: who may register one, and what else there is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, Text, heading, hint

translate = QCoreApplication.translate


class BroughtAlong(QWidget):
    """There is one already, which came with the program or with how it was started."""

    own_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.own = _button(translate("TraktApp", "Use an app of our own all the same"))
        self.own.clicked.connect(self.own_asked)
        text = translate(
            "TraktApp",
            "This Scroblarr has an app at Trakt already. Everybody can link their account right "
            "away.",
        )
        column = _column(self)
        column.addWidget(Text(text))
        column.addLayout(_row(self.own))
        column.addStretch(1)


class VipQuestion(QWidget):
    """Whether anybody may register an app at all."""

    has_vip = Signal()
    no_vip = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.yes = _button(translate("TraktApp", "&Yes, somebody has"))
        self.no = _button(translate("TraktApp", "&No, nobody"))
        self.yes.clicked.connect(self.has_vip)
        self.no.clicked.connect(self.no_vip)
        column = _column(self)
        column.addWidget(
            Text(
                translate(
                    "TraktApp",
                    "Trakt lets in only programs that are registered there as an app, and since "
                    "July 2026 only members with Trakt VIP may register one.",
                )
            )
        )
        column.addWidget(
            Text(
                translate(
                    "TraktApp",
                    "You need one for the whole household, entered once. Everybody else signs in "
                    "with a free account.",
                )
            )
        )
        column.addLayout(_row(self.yes, self.no))
        column.addStretch(1)


class NoVip(QWidget):
    """What is possible without."""

    others_asked = Signal()
    log_only_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.others = _button(translate("TraktApp", "Link another &tracker"))
        self.log_only = _button(translate("TraktApp", "Only &keep the log for now"))
        self.others.clicked.connect(self.others_asked)
        self.log_only.clicked.connect(self.log_only_asked)
        column = _column(self)
        column.addWidget(
            Text(
                translate(
                    "TraktApp",
                    "Without an app Trakt lets no program in. Scroblarr is of use all the same:",
                )
            )
        )
        column.addWidget(heading(translate("TraktApp", "Keep the log here")))
        column.addWidget(
            Text(
                translate(
                    "TraktApp",
                    "Everything that somebody finishes is kept with its time. If one of you gets "
                    "Trakt VIP some day, come back to the settings: Scroblarr then offers to send "
                    "what was watched until then.",
                )
            )
        )
        column.addLayout(_row(self.log_only))
        column.addSpacing(SMALL_PX)
        column.addWidget(heading(translate("TraktApp", "Use another tracker")))
        column.addWidget(
            Text(
                translate(
                    "TraktApp",
                    "Simkl wants an app too, but anybody may register one there, and it is free. A "
                    "server that speaks TV Time's language, for example your own, needs none. Both "
                    "are linked in a member's window, on the page Household.",
                )
            )
        )
        column.addLayout(_row(self.others))
        column.addStretch(1)
        column.addWidget(
            hint(
                translate(
                    "TraktApp",
                    "Trakt deletes an app when the membership of whoever registered it ends.",
                )
            )
        )


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(MEDIUM_PX)
    return column


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, SMALL_PX, 0, SMALL_PX)
    row.setSpacing(SMALL_PX)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def _button(label: str) -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(False)
    return button
