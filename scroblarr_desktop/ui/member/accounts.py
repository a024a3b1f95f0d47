"""The accounts of a member, each with its state and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.store import accounts
from scroblarr_desktop.store.records import Account, AccountState, Member
from scroblarr_desktop.ui.household.account_card import AccountCard
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text, heading


class MemberAccounts(QWidget):
    """Cards that follow the accounts in place: one is only made anew where an account is new."""

    link_asked = Signal(object)
    """Carries the destination's name, or None where it is still to be chosen."""

    def __init__(self, backing: Backing) -> None:
        super().__init__()
        self._backing = backing
        self.cards: dict[int, AccountCard] = {}
        self._nothing = Text()
        self.link = QPushButton(self.tr("Link a tracker…"))
        self.link.setAutoDefault(False)
        self.link.clicked.connect(lambda: self.link_asked.emit(None))
        self._list = QVBoxLayout()
        self._list.setSpacing(SMALL_PX)
        button = QHBoxLayout()
        button.addWidget(self.link)
        button.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(heading(self.tr("Trackers")))
        column.addWidget(self._nothing)
        column.addLayout(self._list)
        column.addLayout(button)

    def show_member(self, member: Member) -> None:
        self._nothing.setText(
            self.tr(
                "No tracker is linked yet: what {member} watches stays in the log here. It can be "
                "sent later, too."
            ).format(member=member.name)
        )
        theirs = _worth_showing(member.id)
        for gone in self.cards.keys() - {one.id for one in theirs}:
            card = self.cards.pop(gone)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for account in theirs:
            self._card(account).show_account(account)
        self._nothing.setVisible(not theirs)
        self.link.setVisible(self._is_more_to_link(theirs))

    def _card(self, account: Account) -> AccountCard:
        if account.id not in self.cards:
            offered = {one.name: one for one in self._backing.engine.linking.offered()}
            card = AccountCard(self._backing, offered[account.destination].traits)
            card.sign_in_asked.connect(self.link_asked.emit)
            self.cards[account.id] = card
            self._list.addWidget(card)
        return self.cards[account.id]

    def _is_more_to_link(self, theirs: list[Account]) -> bool:
        known = {one.name for one in self._backing.engine.linking.offered()}
        return bool(known - {one.destination for one in theirs})


def _worth_showing(member_id: int) -> list[Account]:
    """Return the accounts in use, and where there is none the last that was unlinked."""
    every = accounts.of_member(member_id, unlinked=True)
    used = [one for one in every if one.state is not AccountState.UNLINKED]
    taken = {one.destination for one in used}
    let_go = [one for one in every if one.destination not in taken and one.user_id is not None]
    last = {one.destination: one for one in let_go}
    return used + list(last.values())
