"""How the health of a linked account is shown: a mark, a word, and where it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from scroblarr_desktop.attention import TITLES
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX

translate = QCoreApplication.translate

MARKS = {
    AccountState.WAITING: "waiting",
    AccountState.LINKED: "delivered",
    AccountState.DENIED: "needs_sign_in",
    AccountState.EXPIRED: "needs_sign_in",
    AccountState.NEEDS_RELINK: "needs_sign_in",
    AccountState.PAUSED: "paused",
    AccountState.UNLINKED: "cancelled",
}

MARK_PX = 16


def state_word(state: AccountState) -> str:
    return {
        AccountState.WAITING: translate("AccountMarks", "waiting for you to confirm"),
        AccountState.LINKED: translate("AccountMarks", "linked"),
        AccountState.DENIED: translate("AccountMarks", "not linked"),
        AccountState.EXPIRED: translate("AccountMarks", "the code ran out"),
        AccountState.NEEDS_RELINK: translate("AccountMarks", "sign-in needed"),
        AccountState.PAUSED: translate("AccountMarks", "paused"),
        AccountState.UNLINKED: translate("AccountMarks", "not linked"),
    }[state]


def title_of(destination: str) -> str:
    return TITLES.get(destination, destination)


class AccountChip(QWidget):
    """One account in a row: the mark, the tracker's name, and a word where something is wrong."""

    def __init__(self, icons: Icons, account: Account) -> None:
        super().__init__()
        word = state_word(account.state)
        mark = QLabel()
        icon = icons.mark(MARKS[account.state])
        mark.setPixmap(icon.pixmap(QSize(MARK_PX, MARK_PX), self.devicePixelRatio()))
        name = QLabel(self._said(account, word))
        name.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SMALL_PX, 0)
        row.setSpacing(TIGHT_PX)
        row.addWidget(mark)
        row.addWidget(name)
        full = f"{title_of(account.destination)}: {word}. {told(account.message)}".strip()
        self.setToolTip(full)
        self.setAccessibleName(full)

    def _said(self, account: Account, word: str) -> str:
        title = title_of(account.destination)
        if account.state is AccountState.LINKED:
            return title
        return self.tr("{tracker}: {state}").format(tracker=title, state=word)
