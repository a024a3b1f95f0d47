"""TV Time: an address that is asked first, and only then user name and password."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.linking.words import Stuck, attempted
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.buttons import press_by_enter
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, Text, hint
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

PUBLIC = Endpoints.tvtime


class TvTimeForm(QWidget):
    """The password stays locked until TV Time answered at the address that stands there."""

    linked = Signal(object)
    """Carries the Account."""

    def __init__(self, backing: Backing, member_id: int) -> None:
        super().__init__()
        self._backing = backing
        self._member_id = member_id
        self._answering: str | None = None
        self._busy = False
        known = backing.engine.linking.tvtime_url
        # The closed service's own address only shows what one looks like.
        self.address = QLineEdit("" if known == PUBLIC else known)
        self.address.setPlaceholderText(PUBLIC)
        self.check = QPushButton(self.tr("Check"))
        self.username = QLineEdit()
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.more = QToolButton()
        self.start_token = QLineEdit()
        self.start_token.setEchoMode(QLineEdit.EchoMode.Password)
        self.sign_in = QPushButton(self.tr("Sign in"))
        self.progress = Progress(backing.icons)
        self.trouble = TroubleBox(backing.icons)
        self._lay_out()
        self._connect()
        self._lock()

    @property
    def unlocked(self) -> bool:
        """Whether TV Time answered at the address that is entered now."""
        return self._answering is not None

    def ask_address(self) -> None:
        """Ask whether TV Time answers there; nothing about the person is sent.

        Without an address the service itself is asked.
        """
        address = self.address.text().strip() or PUBLIC
        self._wait(self.tr("Asking {address}…").format(address=address))
        work = self._backing.engine.linking.probe_tvtime(address)
        self._backing.background.run(self, work, self._answers, self._silent)

    def try_to_sign_in(self) -> None:
        self._wait(self.tr("Signing in…"))
        sign_in = partial(
            self._backing.engine.linking.sign_in_tvtime,
            self._member_id,
            self._answering,
            self.username.text().strip(),
            self.password.text(),
            self.start_token.text().strip() or None,
        )
        title = self.tr("TV Time")
        self._backing.background.run(self, attempted(sign_in, title), self._signed_in, self._failed)

    def _answers(self, address: str) -> None:
        self._rest()
        self._answering = address
        self.address.setText(address)
        self.progress.say(self.tr("TV Time answers at this address."), "delivered")
        self.progress.show()
        self._lock()
        self.username.setFocus()

    def _silent(self, trouble: Said) -> None:
        self._rest()
        self.trouble.show_trouble(trouble)
        self._lock()
        self.address.setFocus()
        self.address.selectAll()

    def _signed_in(self, result: Account | Stuck) -> None:
        self._rest()
        if isinstance(result, Stuck):
            self._failed(result.trouble)
        elif result.state is AccountState.LINKED:
            self.password.clear()
            self.linked.emit(result)
        else:
            self._failed(Said(self.tr("TV Time was not linked"), result.message))

    def _failed(self, trouble: Said) -> None:
        self._rest()
        self.trouble.show_trouble(trouble, mark="rejected")
        self._lock()
        self.password.setFocus()
        self.password.selectAll()

    def _wait(self, said: str) -> None:
        self._busy = True
        self.trouble.clear()
        self.progress.say(said, "sending")
        self.progress.show()
        self._lock()

    def _rest(self) -> None:
        self._busy = False
        self.trouble.clear()
        self.progress.hide()

    def _forget_answer(self) -> None:
        """Another address stands there now: it has to be asked, too."""
        self._answering = None
        self._rest()
        self._lock()

    def _lock(self) -> None:
        open_ = self.unlocked and not self._busy
        for field in (self.username, self.password, self.start_token, self.more):
            field.setEnabled(open_)
        named = bool(self.username.text().strip() and self.password.text())
        self.sign_in.setEnabled(open_ and named)
        self.check.setEnabled(not self._busy)
        self.address.setEnabled(not self._busy)
        # Enter does what comes next.
        press_by_enter(self.check, not self.unlocked)
        press_by_enter(self.sign_in, self.unlocked)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lock()

    def _connect(self) -> None:
        self.check.clicked.connect(self.ask_address)
        self.sign_in.clicked.connect(self.try_to_sign_in)
        self.address.textEdited.connect(self._forget_answer)
        self.username.textEdited.connect(self._lock)
        self.password.textEdited.connect(self._lock)
        self.more.toggled.connect(self._unfold)

    def _unfold(self, opened: bool) -> None:
        self._form.setRowVisible(self.start_token, opened)
        arrow = Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow
        self.more.setArrowType(arrow)

    def _lay_out(self) -> None:
        self.address.setAccessibleName(self.tr("Address of the server"))
        self.more.setText(self.tr("The server asks for a start token"))
        self.more.setCheckable(True)
        self.more.setAutoRaise(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setArrowType(Qt.ArrowType.RightArrow)
        self.progress.hide()
        first = Text(
            self.tr(
                "TV Time closed on 15 July 2026, and its accounts were deleted. If you use a "
                "server that speaks TV Time's language, enter its address; it is asked before "
                "anything about you is sent."
            )
        )
        last = hint(
            self.tr("The password is kept sealed: TV Time needs it whenever it ends a sign-in.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(first)
        column.addLayout(self._where())
        column.addWidget(self.progress)
        column.addWidget(self.trouble)
        column.addLayout(self._who())
        column.addWidget(self.sign_in, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(last)
        column.addStretch(1)

    def _where(self) -> QHBoxLayout:
        label = QLabel(self.tr("&Address"))
        label.setBuddy(self.address)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(label)
        row.addWidget(self.address, 1)
        row.addWidget(self.check)
        return row

    def _who(self) -> QFormLayout:
        form = self._form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setHorizontalSpacing(SMALL_PX)
        form.setVerticalSpacing(SMALL_PX)
        form.addRow(self.tr("&User name"), self.username)
        form.addRow(self.tr("&Password"), self.password)
        form.addRow("", self.more)
        form.addRow(self.tr("Start &token"), self.start_token)
        form.setRowVisible(self.start_token, False)
        return form
