"""What became of the deliveries to each destination, in a row of words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.attention import TITLES
from scroblarr_desktop.store.figures import Failure, Sent
from scroblarr_desktop.store.records import DeliveryState
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.statistics.series import number
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import (
    MEDIUM_PX,
    TIGHT_PX,
    Hairline,
    Text,
    empty,
    heading,
    hint,
)
from scroblarr_desktop.ui.widgets.mark import Mark

SHOWN = (
    DeliveryState.DELIVERED,
    DeliveryState.ALREADY_THERE,
    DeliveryState.WAITING,
    DeliveryState.SENDING,
    DeliveryState.UNMATCHED,
    DeliveryState.REJECTED,
    DeliveryState.CANCELLED,
)


class SentSection(QWidget):
    """How much arrived at each tracker, and what went wrong there last."""

    watch_asked = Signal(int)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._shown: list[Sent] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(MEDIUM_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(heading(self.tr("What arrived")))
        column.addLayout(self._rows)

    def show_sent(self, sent: Sequence[Sent]) -> None:
        if list(sent) != self._shown:
            self._shown = list(sent)
            self.refresh()

    def refresh(self) -> None:
        """Draw anew after the palette changed, or after the time went on."""
        empty(self._rows)
        for place, one in enumerate(self._shown):
            if place:
                self._rows.addWidget(Hairline())
            self._rows.addWidget(self._row(one))
        if not self._shown:
            self._rows.addWidget(hint(self.tr("Nothing was sent to a tracker.")))

    def _row(self, one: Sent) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(Text(self._share(one), bold=True))
        words.addWidget(hint(self._counts(one)))
        words.addWidget(Text(self._failed(one.last_failure)))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(MEDIUM_PX)
        line.addWidget(Mark(self._icons, self._mark(one)))
        line.addLayout(words, 1)
        if one.last_failure is not None:
            line.addWidget(self._button(one.last_failure))
        return row

    def _button(self, failure: Failure) -> QPushButton:
        button = plain_button(
            self.tr("Show in the log"), lambda: self.watch_asked.emit(failure.watch_id)
        )
        button.setAccessibleDescription(failure.what)
        return button

    def _share(self, one: Sent) -> str:
        title = TITLES.get(one.destination, one.destination)
        if one.success is None:
            return self.tr("{tracker}: nothing sent yet").format(tracker=title)
        # Rounded down: 100 % means all of it.
        share = QLocale().toString(int(one.success * 1000) / 10, "f", 1)
        whole = self.tr("{tracker}: all of it arrived")
        said = whole if one.success == 1 else self.tr("{tracker}: {share} % arrived")
        return said.format(tracker=title, share=share)

    def _counts(self, one: Sent) -> str:
        counts = ((one.outcomes.get(state, 0), state) for state in SHOWN)
        parts = (f"{number(count)} {wording.state_word(state)}" for count, state in counts if count)
        return " · ".join(parts)

    def _failed(self, failure: Failure | None) -> str:
        if failure is None:
            return self.tr("No failure is on record.")
        said = self.tr("Last failure {when}: {what}, {who}. {message}")
        return said.format(
            when=wording.moment(failure.at),
            what=failure.what,
            who=failure.who,
            message=told(failure.message),
        ).strip()

    def _mark(self, one: Sent) -> str:
        if one.success is None:
            return "waiting"
        return "delivered" if one.success == 1 else "unmatched"
