"""The window in which the household's own Trakt app is registered and entered."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.destinations.trakt.sign_in import OUT_OF_BAND
from scroblarr_desktop.linking.app_check import who_signs_in_again
from scroblarr_desktop.linking.redirect_listener import redirect_uris
from scroblarr_desktop.store import settings
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.trakt_app.form import TraktAppForm
from scroblarr_desktop.ui.trakt_app.questions import BroughtAlong, NoVip, VipQuestion
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, PAGE_PX, SMALL_PX, title

WIDTH_PX = 660
SHORT_PX, TALL_PX = 460, 700


class TraktAppDialog(Dialog):
    """Asks for Trakt VIP first, because only such members may register apps."""

    entered = Signal()
    """An app was entered; sign-ins are possible now."""
    others_asked = Signal()
    """The person would rather link another tracker."""

    def __init__(self, backing: Backing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("The household's Trakt app"))
        fit(self, WIDTH_PX, SHORT_PX)
        self._backing = backing
        self.heading = title("")
        self.brought = BroughtAlong()
        self.question = VipQuestion()
        self.no_vip = NoVip()
        self.form = TraktAppForm(backing, (OUT_OF_BAND, *redirect_uris()))
        self._pages = QStackedWidget()
        self._areas: dict[QWidget, QScrollArea] = {}
        self.back = QPushButton(self.tr("Back"))
        self.close_button = QPushButton(self.tr("Close"))
        self.save = QPushButton()
        self._lay_out()
        self._connect()
        self._begin()

    # -- which page

    def _begin(self) -> None:
        if settings.client_id("trakt") is not None:
            self.show_form()
        elif self._backing.engine.app_of("trakt") is not None:
            self._turn_to(self.brought, self.tr("Nothing to enter"))
        else:
            self.show_question()

    def show_question(self) -> None:
        self._turn_to(self.question, self.tr("Does somebody in the household have Trakt VIP?"))

    def show_form(self) -> None:
        self._turn_to(self.form, self.tr("Register an app at Trakt"))
        fit(self, self.width(), max(self.height(), TALL_PX))
        self.form.client_id.setFocus()

    def show_no_vip(self) -> None:
        self._turn_to(self.no_vip, self.tr("Then Trakt has to wait"))

    def _turn_to(self, page: QWidget, heading: str) -> None:
        self.heading.setText(heading)
        self._pages.setCurrentWidget(self._areas[page])
        self.back.setVisible(page in (self.form, self.no_vip) and not self._has_entered_one())
        self.save.setVisible(page is self.form)
        self._show_saving()

    # -- saving

    def ask_to_save(self) -> None:
        """Save, after a question where people would have to sign in again."""
        app = self.form.app()
        names = who_signs_in_again("trakt", app.client_id)
        if not names:
            self._save()
            return
        sentence = self.tr(
            "With another app the sign-ins of {names} end. What they watch meanwhile waits and is "
            "sent once they have signed in again."
        )
        ask(
            self,
            self.tr("Everyone has to sign in to Trakt again"),
            sentence.format(names=self.tr(", ").join(names)),
            self.tr("Change the app"),
            # Later: saving closes this window, and the question must be gone before its parent.
            lambda: QTimer.singleShot(0, self, self._save),
        )

    def _save(self) -> None:
        engine, app = self._backing.engine, self.form.app()
        if attempt(self, lambda: engine.linking.enter_app("trakt", app)):
            engine.sync.wake()
            self.entered.emit()
            self.accept()

    def _show_saving(self) -> None:
        form, is_there = self.form, bool(self.form.app().client_id)
        self.save.setEnabled(is_there)
        text = self.tr("&Save")
        if is_there and not form.good:
            text = self.tr("&Save all the same") if form.checked else self.tr("&Save unchecked")
        self.save.setText(text)
        # Enter does what comes next; what was not found good is not saved in passing.
        self.save.setDefault(form.good)
        form.check_button.setDefault(not form.good)
        self.question.yes.setDefault(self._pages.currentWidget() is self._areas[self.question])
        if form.checked:
            QTimer.singleShot(0, self, self._show_result)

    def _show_result(self) -> None:
        self._areas[self.form].ensureWidgetVisible(self.form.result)

    def _link_another(self) -> None:
        self._backing.show_page("household")
        self.others_asked.emit()
        self.reject()

    def _has_entered_one(self) -> bool:
        return settings.client_id("trakt") is not None

    # -- parts

    def _connect(self) -> None:
        self.brought.own_asked.connect(self.show_question)
        self.question.has_vip.connect(self.show_form)
        self.question.no_vip.connect(self.show_no_vip)
        self.no_vip.others_asked.connect(self._link_another)
        self.no_vip.log_only_asked.connect(self.reject)
        self.form.changed.connect(self._show_saving)
        self.back.clicked.connect(self.show_question)
        self.close_button.clicked.connect(self.reject)
        self.save.clicked.connect(self.ask_to_save)

    def _lay_out(self) -> None:
        for page in (self.brought, self.question, self.no_vip, self.form):
            self._areas[page] = area = _scrolled(page)
            self._pages.addWidget(area)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_PX)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        for button in (self.close_button, self.save):
            buttons.addWidget(button)
        for button in (self.back, self.close_button, self.save):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(self.heading)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
