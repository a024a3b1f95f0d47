"""Which tracker: the first thing that the linking window asks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from scroblarr_desktop.linking import Offered
from scroblarr_desktop.store.records import Account
from scroblarr_desktop.ui.household.account_marks import MARKS, state_word
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.linking.words import about, registering_trakt
from scroblarr_desktop.ui.widgets.card import Card
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, TIGHT_PX, Text, empty, hint
from scroblarr_desktop.ui.widgets.mark import Mark


class DestinationChoice(QWidget):
    """One card per tracker; says what is linked there already."""

    chosen = Signal(str)
    """Carries the destination's name."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._shown: tuple[object, ...] = ()
        self.cards: dict[str, DestinationCard] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MEDIUM_PX)

    def show_offers(self, offered: Sequence[Offered], theirs: Sequence[Account]) -> None:
        if (shown := (*offered, *theirs)) == self._shown:
            return
        self._shown = shown
        empty(self._column)
        accounts = {one.destination: one for one in theirs}
        self.cards = {
            one.name: DestinationCard(self._icons, one, accounts.get(one.name)) for one in offered
        }
        for name, card in self.cards.items():
            card.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self._column.addWidget(card)
        self._column.addStretch(1)


class DestinationCard(Card):
    """A tracker with the one thing to know about it."""

    def __init__(self, icons: Icons, offered: Offered, account: Account | None) -> None:
        sentence = about(offered.name, offered.traits.title)
        if offered.name == "trakt" and not offered.has_app:
            sentence = f"{sentence} {registering_trakt()}"
        super().__init__(offered.traits.title)
        # As high as its words at the width that there is, not as at the narrowest.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(Text(offered.traits.title, bold=True))
        column.addWidget(hint(sentence))
        self.add(words, 1)
        self.state = ""
        if account is not None:
            self.state = self._said(account)
            self.add(Mark(icons, MARKS[account.state]))
            state = Text(self.state)
            state.setWordWrap(False)
            self.add(state)
        self.setAccessibleDescription(" ".join(part for part in (sentence, self.state) if part))

    def _said(self, account: Account) -> str:
        word = state_word(account.state)
        if not account.username:
            return word
        return self.tr("{state}: {name}").format(state=word, name=account.username)
