"""What was watched before an account was linked: seen first, then sent or not."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.destinations import Traits
from scroblarr_desktop.store import offers
from scroblarr_desktop.store.offers import LISTED, Earlier, Offer
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Hairline, Text, heading, hint

translate = QCoreApplication.translate

LIST_PX = 150


class EarlierOffer(QWidget):
    """Hidden where there is nothing to ask about."""

    answered = Signal()

    def __init__(self, backing: Backing, traits: Traits) -> None:
        super().__init__()
        self._backing = backing
        self._traits = traits
        self._account_id: int | None = None
        self._name = ""
        self._offer = Offer(0, None)
        self._first_day: QDate | None = None
        self._title = heading()
        self._what = Text()
        self.since = QDateEdit()
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat(translate("Wording", "d MMM yyyy", "a day of another year"))
        self.since.dateChanged.connect(self._follow)
        self.list = _watch_list(self.tr("Watched"), self.tr("When"))
        self.list.setAccessibleName(self.tr("What was watched before"))
        self._more = hint()
        self.send = QPushButton()
        self.keep = QPushButton(self.tr("Keep them here only"))
        for button, answer in ((self.send, self._send), (self.keep, self._keep)):
            button.setAutoDefault(False)
            button.clicked.connect(answer)
        self.result = Text()
        self._question = QWidget()
        self._lay_out()
        self.hide()

    def show_account(self, account_id: int, member_name: str) -> None:
        """Ask about this account where there is something to ask."""
        self._account_id, self._name = account_id, member_name
        offer = offers.waiting(account_id)
        if offer is None:
            if not self.result.text():
                self.hide()
            return
        self.result.hide()
        self._question.show()
        if self._first_day is None and offer.since is not None:
            self._start_at(offer.since)
        self.show()
        self._follow()

    def _start_at(self, first: datetime) -> None:
        day = first.astimezone().date()
        self._first_day = QDate(day.year, day.month, day.day)
        self.since.blockSignals(True)
        self.since.setDateRange(self._first_day, QDate.currentDate())
        self.since.setDate(self._first_day)
        self.since.blockSignals(False)

    def _follow(self) -> None:
        """Show what the chosen day comes to."""
        if self._account_id is None:
            return
        try:
            offer = offers.preview(self._account_id, self._chosen())
        except (Conflict, Missing):  # unlinked meanwhile
            self.hide()
            return
        if offer != self._offer:
            self._offer = offer
            self._show_offer(self._account_id, offer)

    def _show_offer(self, account_id: int, offer: Offer) -> None:
        self._title.setText(
            self.tr("{member} watched before this was linked").format(member=self._name)
        )
        self._what.setText(self._said(offer.count))
        self.send.setText(self._button_text(offer.count))
        self.send.setEnabled(offer.count > 0)
        self._fill(offers.earlier(account_id, self._chosen()))
        self._more.setText(self.tr("The newest {count} are listed.").format(count=LISTED))
        self._more.setVisible(offer.count > LISTED)

    def _chosen(self) -> datetime | None:
        """Return the beginning of the chosen day here; None for everything."""
        chosen = self.since.date()
        if chosen == self._first_day:
            return None
        day = date(chosen.year(), chosen.month(), chosen.day())
        return datetime(day.year, day.month, day.day).astimezone()

    def _fill(self, watches: list[Earlier]) -> None:
        self.list.clear()
        present = wording.now()
        lines = []
        for watch in watches:
            line = QTreeWidgetItem([watch.what, wording.moment(watch.watched_at, present)])
            line.setToolTip(0, watch.what)
            line.setToolTip(1, wording.exact(watch.watched_at))
            lines.append(line)
        self.list.addTopLevelItems(lines)

    def _said(self, count: int) -> str:
        known = self.tr("Nothing of that is sent unless you say so.")
        if self._traits.takes_time:
            how = self.tr("Each is sent with the time at which it was watched.")
        else:
            how = self.tr(
                "{tracker} takes no dates: all of it would stand there as watched on the day it is "
                "sent."
            ).format(tracker=self._traits.title)
        return f"{known} {how}" if count else self.tr("Nothing was watched since that day.")

    def _button_text(self, count: int) -> str:
        if count == 1:
            return self.tr("Send the one watch")
        return self.tr("Send the {count} watches").format(count=count)

    def _send(self) -> None:
        account_id, sent = self._account_id, list[int]()
        if account_id is None:
            return
        if attempt(self, lambda: sent.append(offers.send(account_id, self._chosen()))):
            self._backing.engine.sync.wake()
            on_the_way = self.tr("{count} watches are on their way. The log shows how it goes.")
            one = self.tr("One watch is on its way. The log shows how it goes.")
            self._settle(one if sent == [1] else on_the_way.format(count=sent[0]))

    def _keep(self) -> None:
        account_id = self._account_id
        if account_id is not None and attempt(self, lambda: offers.keep(account_id)):
            self._settle(self.tr("It stays in the log here and is not sent."))

    def _settle(self, said: str) -> None:
        self._question.hide()
        self.result.setText(said)
        self.result.show()
        self.answered.emit()

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Watched &since"))
        label.setBuddy(self.since)
        when = QHBoxLayout()
        when.setSpacing(SMALL_PX)
        when.addWidget(label)
        when.addWidget(self.since)
        when.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_PX)
        buttons.addWidget(self.send)
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        inside = QVBoxLayout(self._question)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SMALL_PX)
        inside.addWidget(self._what)
        inside.addLayout(when)
        inside.addWidget(self.list)
        inside.addWidget(self._more)
        inside.addLayout(buttons)
        inside.addWidget(
            hint(self.tr("What is older than that day stays here only. You may also decide later."))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(Hairline())
        column.addWidget(self._title)
        column.addWidget(self._question)
        column.addWidget(self.result)


def _watch_list(what: str, when: str) -> QTreeWidget:
    made = QTreeWidget()
    made.setHeaderLabels([what, when])
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    made.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
    made.setFixedHeight(LIST_PX)
    made.header().setStretchLastSection(False)
    made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return made
