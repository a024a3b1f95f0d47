"""What a linked account takes besides first watches: switches that count at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from scroblarr_desktop.destinations import Traits
from scroblarr_desktop.store import accounts
from scroblarr_desktop.store.records import Account
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX, hint

INDENT_PX = 24
"""An explanation stands under the words of its box, not under the box."""


class AccountOptions(QWidget):
    """Shows the switches of one account, and keeps what is pressed."""

    kept = Signal()

    def __init__(self, traits: Traits, *, explained: bool) -> None:
        super().__init__()
        self._account_id: int | None = None
        self._tracker = traits.title
        self.progress = QCheckBox(self.tr("Show what is playing and keep the place"))
        self.films = QCheckBox(self.tr("Send films that are watched again"))
        self.episodes = QCheckBox(self.tr("Send episodes that are watched again"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(TIGHT_PX)
        if traits.has_progress:
            self._add(self.progress, "share_progress", self._what_is_shown(traits), explained)
        if not traits.keeps_one_play:
            self._add(self.films, "rewatch_films", "", explained)
            self._add(self.episodes, "rewatch_episodes", self._what_is_sent(traits), explained)

    def show_account(self, account: Account) -> None:
        self._account_id = account.id
        for box, value in (
            (self.progress, account.share_progress),
            (self.films, account.rewatch_films),
            (self.episodes, account.rewatch_episodes),
        ):
            box.setChecked(value)  # `clicked`, which keeps it, is not emitted by this

    def _add(self, box: QCheckBox, field: str, why: str, explained: bool) -> None:
        box.clicked.connect(lambda checked: self._keep(box, field, checked))
        box.setToolTip(why)
        box.setAccessibleName(f"{box.text()}: {self._tracker}")
        self._column.addWidget(box)
        if why and explained:
            said = hint(why)
            said.setContentsMargins(INDENT_PX, 0, 0, SMALL_PX)
            box.setAccessibleDescription(why)
            self._column.addWidget(said)

    def _keep(self, box: QCheckBox, field: str, checked: bool) -> None:
        account_id = self._account_id
        if account_id is None:
            return
        if attempt(self, lambda: accounts.change(account_id, {field: checked})):
            self.kept.emit()
        else:
            box.setChecked(not checked)

    def _what_is_shown(self, traits: Traits) -> str:
        return self.tr(
            "{tracker} then knows what is on right now, and people who may see the profile there "
            "see it, too. What was stopped half-way can be gone on with in other apps."
        ).format(tracker=traits.title)

    def _what_is_sent(self, traits: Traits) -> str:
        if traits.rewatches_by_default:
            return self.tr("{tracker} keeps each time as a play of its own.").format(
                tracker=traits.title
            )
        return self.tr("Off unless you want it: {tracker} counts a repeat only then.").format(
            tracker=traits.title
        )
