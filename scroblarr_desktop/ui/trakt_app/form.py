"""The guided page on which the household's Trakt app is registered and entered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.linking import Checked
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.trakt_app.words import APP_NAME, APPS_PAGE, CONNECTED_PAGE, result_of
from scroblarr_desktop.ui.widgets.buttons import quiet_button
from scroblarr_desktop.ui.widgets.copying import AddressField, CopyButton
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, SMALL_PX, Text, hint
from scroblarr_desktop.ui.widgets.secret_field import SecretField
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

CHECK_AFTER_MS = 600
"""After the last key: whoever types is not asked about after each letter."""


class TraktAppForm(QWidget):
    """Three steps. What is entered is checked by itself; saving is the dialog's business."""

    changed = Signal()
    """What may be saved, or how it stands, is another thing now."""

    def __init__(self, backing: Backing, redirect_uris: tuple[str, ...]) -> None:
        super().__init__()
        self._backing = backing
        self._cancel_check: Callable[[], None] = _nothing
        self.checked = False
        """Whether there is a result for what is entered now."""
        self.good = False
        """Whether it speaks for saving."""
        self.client_id = QLineEdit()
        self.secret = SecretField(self.tr("Client secret"))
        self.check_button = QPushButton(self.tr("Check now"))
        self.connected = quiet_button(
            self.tr("Open Trakt's connected apps"),
            lambda: QDesktopServices.openUrl(QUrl(CONNECTED_PAGE)),
        )
        self.progress = Progress(backing.icons)
        self.trouble = TroubleBox(backing.icons)
        self.result = QWidget()
        """Where it is said what the check came to."""
        self._lay_out_result()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(CHECK_AFTER_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SMALL_PX, 0)
        column.setSpacing(LARGE_PX)
        column.addWidget(self._first_step())
        column.addWidget(self._second_step(redirect_uris))
        column.addWidget(self._third_step())
        column.addStretch(1)
        self._connect()
        self._rest()

    def app(self) -> AppCredentials:
        """Return what is entered, without the blanks and line ends that copying brings along."""
        return AppCredentials(_bare(self.client_id.text()), _bare(self.secret.text()))

    def check(self) -> None:
        """Ask Trakt about what is entered now."""
        self._rest()
        app = self.app()
        if not app.client_id:
            return
        self.progress.say(self.tr("Asking Trakt…"), "sending")
        self.progress.show()
        self.check_button.setEnabled(False)
        work = self._backing.engine.linking.check_app("trakt", app)
        self._cancel_check = self._backing.background.run(
            self, work, lambda checked: self._show(checked, app), self._failed
        )

    def _show(self, checked: Checked, app: AppCredentials) -> None:
        result = result_of(checked, with_secret=bool(app.client_secret))
        self._cancel_check = _nothing
        self._rest()
        self.good, self.checked = result.good, True
        self.check_button.setText(self.tr("Check again"))
        if result.good:
            text = " ".join(part for part in (result.said.title, result.said.text) if part)
            self.progress.say(text, result.mark)
            self.progress.show()
        else:
            self.trouble.show_trouble(result.said, mark=result.mark)
        self.changed.emit()

    def _failed(self, trouble: Said) -> None:
        self._cancel_check = _nothing
        self._rest()
        self.trouble.show_trouble(trouble)

    def _rest(self) -> None:
        """Take back what was said of what is no longer entered."""
        self._cancel_check()
        self._cancel_check = _nothing
        self._soon.stop()
        self.good = self.checked = False
        self.check_button.setText(self.tr("Check now"))
        self.progress.hide()
        self.trouble.clear()
        self.check_button.setEnabled(bool(self.app().client_id))
        self.changed.emit()

    def _edited(self) -> None:
        self._rest()
        app = self.app()
        if app.client_id and app.client_secret:
            self._soon.start()

    def _connect(self) -> None:
        self.client_id.textChanged.connect(self._edited)
        self.secret.textChanged.connect(self._edited)
        self.check_button.clicked.connect(self.check)
        self._soon.timeout.connect(self.check)

    # -- the steps

    def _first_step(self) -> Section:
        step = Section(self.tr("1. Open Trakt's page for apps"))
        step.column.addWidget(
            Text(
                self.tr(
                    "Sign in there as the member with Trakt VIP, and create a new app. It works as "
                    "long as that membership lasts."
                )
            )
        )
        self.open_page = QPushButton(self.tr("&Open the page"))
        self.open_page.setAutoDefault(False)
        self.open_page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(APPS_PAGE)))
        row = QHBoxLayout()
        row.addWidget(self.open_page)
        row.addStretch(1)
        step.column.addLayout(row)
        return step

    def _second_step(self, redirect_uris: tuple[str, ...]) -> Section:
        step = Section(self.tr("2. Fill this in there"))
        self._add_copied(step, self.tr("Name"), APP_NAME)
        for number, uri in enumerate(redirect_uris):
            label = self.tr("Redirect addresses") if number == 0 else ""
            self._add_copied(step, label, uri)
        step.add_under(
            hint(
                self.tr(
                    "All of them, exactly as they stand here: the first for signing in with a "
                    "code, the others for signing in with this computer's browser."
                )
            )
        )
        return step

    def _third_step(self) -> Section:
        step = Section(self.tr("3. Paste what Trakt shows then"))
        step.add_row(self.tr("Client &id"), self.client_id)
        step.add_row(self.tr("Client &secret"), self.secret, self.secret.show_button)
        step.add_under(self.result)
        step.add_under(self._limit_note())
        step.add_under(_at_the_left(self.connected))
        return step

    def _lay_out_result(self) -> None:
        self.check_button.setAutoDefault(False)
        checking = QHBoxLayout()
        checking.setSpacing(MEDIUM_PX)
        checking.addWidget(self.check_button)
        checking.addWidget(self.progress, 1)
        checking.addStretch(0)
        column = QVBoxLayout(self.result)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addLayout(checking)
        column.addWidget(self.trouble)

    def _limit_note(self) -> Text:
        return hint(
            self.tr(
                "Everybody in the household signs in with this app, VIP or not. Trakt lets a free "
                "account connect one such app at a time: whoever uses another one already has to "
                "disconnect it there first."
            )
        )

    def _add_copied(self, step: Section, label: str, text: str) -> None:
        field = AddressField(text)
        copy = CopyButton(self._backing.icons, self.tr("Copy"))
        copy.setAccessibleName(self.tr("Copy {text}").format(text=text))
        copy.show_addresses([("", text)])
        field.setAccessibleName(label or self.tr("Redirect address"))
        step.add_row(label, field, copy)


def _at_the_left(widget: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return made


def _nothing() -> None:
    """There is no check to cancel."""


def _bare(text: str) -> str:
    return "".join(text.split())
