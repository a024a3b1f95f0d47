"""The window in which the household's own Simkl app is registered and entered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.linking import Checked, Verdict
from scroblarr_desktop.linking.app_check import who_signs_in_again
from scroblarr_desktop.store import settings
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, attempt
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button, press_by_enter
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit, scrolled
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    Text,
    hint,
    title,
)
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

translate = QCoreApplication.translate

APPS_PAGE = "https://simkl.com/settings/developer/"
WIDTH_PX, HEIGHT_PX = 620, 560
CHECK_AFTER_MS = 600
"""After the last key: whoever types is not asked about after each letter."""


class SimklAppDialog(Dialog):
    """Two steps on one page. What is entered is checked by itself."""

    entered = Signal()
    """An app was entered; sign-ins are possible now."""

    def __init__(self, backing: Backing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("The household's Simkl app"))
        self._backing = backing
        self._cancel_check: Callable[[], None] = _nothing
        self.good = self.checked = False
        self.client_id = QLineEdit()
        self.client_id.setText(_entered() or "")
        self.progress = Progress(backing.icons)
        self.trouble = TroubleBox(backing.icons)
        self.check_button = plain_button(self.tr("Check now"), self.check)
        self.close_button = plain_button(self.tr("Close"), self.reject)
        self.save = plain_button(self.tr("&Save"), self.ask_to_save)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(CHECK_AFTER_MS)
        self._soon.timeout.connect(self.check)
        self._lay_out()
        self.client_id.textChanged.connect(self._edited)
        self._rest()
        self.client_id.setFocus()
        fit(self, WIDTH_PX, HEIGHT_PX)

    def app(self) -> AppCredentials:
        """Return what is entered, without the blanks and line ends that copying brings along."""
        return AppCredentials("".join(self.client_id.text().split()))

    # -- checking

    def check(self) -> None:
        """Ask Simkl about what is entered now."""
        self._rest()
        if not self.app().client_id:
            return
        self.progress.say(self.tr("Asking Simkl…"), "sending")
        self.progress.show()
        self.check_button.setEnabled(False)
        work = self._backing.engine.linking.check_app("simkl", self.app())
        self._cancel_check = self._backing.background.run(self, work, self._show, self._failed)

    def _show(self, checked: Checked) -> None:
        self._rest()
        self.checked, self.good = True, checked.verdict is Verdict.FINE
        if self.good:
            self.progress.say(self.tr("Simkl knows this client id."), "delivered")
            self.progress.show()
        else:
            marks = {Verdict.WRONG_ID: "rejected", Verdict.NO_NETWORK: "offline"}
            mark = marks.get(checked.verdict, "attention")
            self.trouble.show_trouble(trouble_of(checked), mark=mark)
        self._show_saving()

    def _failed(self, trouble: Said) -> None:
        self._rest()
        self.trouble.show_trouble(trouble)

    def _edited(self) -> None:
        self._rest()
        if self.app().client_id:
            self._soon.start()

    def _rest(self) -> None:
        """Take back what was said of what is no longer entered."""
        self._cancel_check()
        self._cancel_check = _nothing
        self._soon.stop()
        self.good = self.checked = False
        self.progress.hide()
        self.trouble.clear()
        self._show_saving()

    # -- saving

    def ask_to_save(self) -> None:
        """Save, after a question where people would have to sign in again."""
        names = who_signs_in_again("simkl", self.app().client_id)
        if not names:
            self._save()
            return
        sentence = self.tr(
            "With another app the sign-ins of {names} end. What they watch meanwhile waits and is "
            "sent once they have signed in again."
        )
        ask(
            self,
            self.tr("Everyone has to sign in to Simkl again"),
            sentence.format(names=self.tr(", ").join(names)),
            self.tr("Change the app"),
            # Later: saving closes this window, and the question must be gone before its parent.
            lambda: QTimer.singleShot(0, self, self._save),
        )

    def _save(self) -> None:
        if attempt(self, self._keep):
            self._backing.engine.sync.wake()
            self.entered.emit()
            self.accept()

    def _keep(self) -> None:
        settings.put_app_credentials("simkl", self.app().client_id, None)
        self._backing.engine.linking.app_changed("simkl")

    def _show_saving(self) -> None:
        is_there = bool(self.app().client_id)
        self.save.setEnabled(is_there)
        self.check_button.setEnabled(is_there)
        text = self.tr("&Save")
        if is_there and not self.good:
            text = self.tr("&Save all the same") if self.checked else self.tr("&Save unchecked")
        self.save.setText(text)
        # Enter does what comes next; what was not found good is not saved in passing.
        self.save.setDefault(self.good)
        press_by_enter(self.check_button, not self.good)

    # -- parts

    def _lay_out(self) -> None:
        steps = QWidget()
        inside = QVBoxLayout(steps)
        inside.setContentsMargins(0, 0, SMALL_PX, 0)
        inside.setSpacing(LARGE_PX)
        inside.addWidget(self._first_step())
        inside.addWidget(self._second_step())
        inside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(title(self.tr("Register an app at Simkl")))
        column.addWidget(scrolled(steps), 1)
        column.addLayout(row)

    def _first_step(self) -> Section:
        step = Section(self.tr("1. Open Simkl's page for apps"))
        step.column.addWidget(
            Text(
                self.tr(
                    "Anybody with an account at Simkl may register an app there. It costs nothing "
                    "and nobody has to approve it. Call it Scroblarr. Asked for its kind, choose "
                    "the one for televisions, devices and command lines; it needs no redirect "
                    "address and no secret."
                )
            )
        )
        self.open_page = plain_button(
            self.tr("&Open the page"), lambda: QDesktopServices.openUrl(QUrl(APPS_PAGE))
        )
        row = QHBoxLayout()
        row.addWidget(self.open_page)
        row.addStretch(1)
        step.column.addLayout(row)
        return step

    def _second_step(self) -> Section:
        step = Section(self.tr("2. Paste the client id that Simkl shows then"))
        step.add_row(self.tr("Client &id"), self.client_id)
        checking = QWidget()
        row = QHBoxLayout(checking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEDIUM_PX)
        row.addWidget(self.check_button)
        row.addWidget(self.progress, 1)
        row.addStretch(0)
        step.add_under(checking)
        step.add_under(self.trouble)
        step.add_under(
            hint(self.tr("One app serves everybody in the household, and it is entered once."))
        )
        return step


def trouble_of(checked: Checked) -> Said:
    """Return why a client id could not be found good."""
    if checked.verdict is Verdict.WRONG_ID:
        return Said(
            translate("SimklApp", "Simkl does not accept this client id"),
            translate(
                "SimklApp",
                "It is cut off, or the app was deleted or locked at Simkl, or Simkl is holding it "
                "back for a while because too much was sent with it.",
            ),
            translate("SimklApp", "Copy it once more from the app's page, or try again later."),
        )
    if checked.verdict is Verdict.NO_NETWORK:
        return Said(
            translate("SimklApp", "Simkl could not be reached"),
            checked.detail,
            translate("SimklApp", "Look whether this computer is online, then try again."),
        )
    return Said(
        translate("SimklApp", "Simkl is out of order"),
        checked.detail,
        translate("SimklApp", "Try again later; nothing is wrong with what you entered."),
    )


def _entered() -> str | None:
    found = settings.app_credentials("simkl")
    return found[0] if found else None


def _nothing() -> None:
    pass
