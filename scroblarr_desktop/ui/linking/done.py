"""The account is linked: what it takes, and what was watched before."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scroblarr_desktop.linking import Offered
from scroblarr_desktop.store import accounts
from scroblarr_desktop.store.records import Account
from scroblarr_desktop.ui.household.account_options import AccountOptions
from scroblarr_desktop.ui.linking.earlier import EarlierOffer
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, Text, heading
from scroblarr_desktop.ui.widgets.mark import Mark


class LinkedPage(QWidget):
    """Who is linked, the switches, and the offer."""

    def __init__(self, backing: Backing, offered: Offered, member_name: str) -> None:
        super().__init__()
        self._name = member_name
        self._title = offered.traits.title
        self.who = heading()
        self._what = Text(
            self.tr("From now on, what {member} watches is sent there.").format(member=member_name)
        )
        self.options = AccountOptions(offered.traits, explained=True)
        self.earlier = EarlierOffer(backing, offered.traits)
        self.options.kept.connect(self._read_again)
        self._account_id: int | None = None
        top = QHBoxLayout()
        top.setSpacing(SMALL_PX)
        top.addWidget(Mark(backing.icons, "delivered"))
        top.addWidget(self.who, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        column.addLayout(top)
        column.addWidget(self._what)
        column.addWidget(self.options)
        column.addWidget(self.earlier)
        column.addStretch(1)

    def show_account(self, account: Account) -> None:
        self._account_id = account.id
        self.who.setText(
            self.tr("Linked with {name} at {tracker}").format(
                name=account.username, tracker=self._title
            )
        )
        self.options.show_account(account)
        self.earlier.show_account(account.id, self._name)

    def _read_again(self) -> None:
        """A switch for what is watched again changes what there is to send."""
        if self._account_id is not None:
            self.show_account(accounts.get(self._account_id))
