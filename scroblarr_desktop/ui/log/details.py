"""Everything about one watch: where it went, and why it did not get somewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.store import accounts, log
from scroblarr_desktop.store.records import (
    SUCCEEDED,
    Attempt,
    DeliveryState,
    LoggedDelivery,
    LoggedWatch,
)
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.colours import Tone
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.attempts import attempts_text, body_text
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MARK_PX,
    MEDIUM_PX,
    SMALL_PX,
    TIGHT_PX,
    Hairline,
    Text,
    empty,
    heading,
    hint,
)
from scroblarr_desktop.ui.widgets.technical import Technical

SMALLEST_PX = 270
"""Two buttons beside each other."""


class DetailsPane(QScrollArea):
    """The pane beside the log. Shows one watch; asks for a retry or a cancellation by signal."""

    retry_asked = Signal(int)
    """Carries the delivery's id."""
    cancel_asked = Signal(int)

    def __init__(self, icons: Icons, destinations: Mapping[str, str]) -> None:
        super().__init__()
        self._icons = icons
        self._destinations = destinations
        self._shown: LoggedWatch | None = None
        self._attempts: Mapping[int, Sequence[Attempt]] = {}
        self._body: str | None = None
        self._open: set[str] = set()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(MEDIUM_PX, 0, SMALL_PX, LARGE_PX)
        self._column.setSpacing(MEDIUM_PX)
        self.setMinimumWidth(SMALLEST_PX)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Details"))
        self.setWidget(inside)
        self.refresh()

    def show_watch(
        self,
        watch: LoggedWatch | None,
        attempts: Mapping[int, Sequence[Attempt]],
        body: str | None,
    ) -> None:
        if (watch, attempts, body) == (self._shown, self._attempts, self._body):
            return
        if watch is None or self._shown is None or watch.id != self._shown.id:
            self.verticalScrollBar().setValue(0)
        self._shown, self._attempts, self._body = watch, attempts, body
        self.refresh()

    @property
    def shown_id(self) -> int | None:
        return self._shown.id if self._shown else None

    def refresh(self) -> None:
        """Build the pane anew: another watch, or the palette changed."""
        empty(self._column)
        if self._shown is None:
            self._column.addWidget(hint(self.tr("Choose a watch to see where it went.")))
        else:
            self._fill(self._shown)
        self._column.addStretch(1)

    def _fill(self, watch: LoggedWatch) -> None:
        self._column.addWidget(heading(log.heading(watch)))
        for line in self._facts(watch):
            self._column.addWidget(Text(line))
        for delivery in watch.deliveries:
            self._column.addWidget(Hairline())
            self._column.addLayout(self._delivery(delivery))
        if not watch.deliveries:
            self._column.addWidget(Hairline())
            self._column.addWidget(Text(self._why_nowhere(watch)))
        self._column.addWidget(Hairline())
        ids = ", ".join(f"{source} {value}" for source, value in sorted(watch.ids.items()))
        if ids:
            self._column.addWidget(hint(self.tr("Ids: {ids}").format(ids=ids)))
        if self._body is not None:
            label = self.tr("What the media server sent")
            self._column.addWidget(self._technical("body", label, body_text(self._body)))

    def _why_nowhere(self, watch: LoggedWatch) -> str:
        said = self.tr("Kept here only: it was not sent anywhere.")
        if watch.member is None:
            return said
        # The watch is older than an account that there is now.
        linked = any(one.user_id is not None for one in accounts.of_member(watch.member.id))
        why = (
            self.tr("{member} had no linked tracker account then.")
            if linked
            else self.tr("{member} has no linked tracker account.")
        )
        return f"{said} {why.format(member=watch.member.name)}"

    def _facts(self, watch: LoggedWatch) -> list[str]:
        who = watch.member.name if watch.member else self.tr("Somebody")
        where = watch.server.name if watch.server else self.tr("a media server")
        facts = [
            self.tr("{who} on {server}").format(who=who, server=where),
            wording.exact(watch.watched_at),
        ]
        if watch.by_hand:
            facts.append(self.tr("Marked as watched by hand."))
        if watch.rewatched:
            facts.append(self.tr("Seen before."))
        return facts

    def _delivery(self, delivery: LoggedDelivery) -> QVBoxLayout:
        destination = self._destinations.get(delivery.destination, delivery.destination)
        mark = QLabel()
        icon = self._icons.mark(delivery.state)
        mark.setPixmap(icon.pixmap(QSize(MARK_PX, MARK_PX), self.devicePixelRatio()))
        top = QHBoxLayout()
        top.setSpacing(SMALL_PX)
        top.addWidget(mark)
        word = wording.state_word(delivery.state)
        top.addWidget(Text(f"{destination}: {word}", bold=True), 1)
        column = QVBoxLayout()
        column.setSpacing(TIGHT_PX)
        column.addLayout(top)
        sentence = wording.delivery_sentence(delivery)
        if sentence:
            # Why it will not be sent is the one thing to see there.
            left_out = delivery.state is DeliveryState.CANCELLED
            tone = Tone.WARNING if left_out else Tone.PLAIN
            column.addWidget(Text(sentence, bold=left_out, tone=tone))
        if buttons := self._buttons(delivery, destination):
            column.addLayout(buttons)
        attempts = self._attempts.get(delivery.id, ())
        if attempts:
            label = self.tr("Tries: {count}").format(count=len(attempts))
            key = f"tries {delivery.id}"
            column.addWidget(self._technical(key, label, attempts_text(attempts)))
        return column

    def _buttons(self, delivery: LoggedDelivery, destination: str) -> QHBoxLayout | None:
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        if delivery.state not in (*SUCCEEDED, DeliveryState.SENDING):
            left_out = delivery.state is DeliveryState.CANCELLED
            label = self.tr("Send it anyway") if left_out else self.tr("Try again now")
            row.addWidget(self._button(label, "retry", destination, self.retry_asked, delivery.id))
        if delivery.state not in (*SUCCEEDED, DeliveryState.SENDING, DeliveryState.CANCELLED):
            label = self.tr("Do not send")
            row.addWidget(
                self._button(label, "cancel", destination, self.cancel_asked, delivery.id)
            )
        if not row.count():
            return None
        row.addStretch(1)
        return row

    def _button(
        self, label: str, icon: str, destination: str, asked: SignalInstance, delivery_id: int
    ) -> QPushButton:
        button = QPushButton(self._icons.icon(icon), label)
        button.setAccessibleName(f"{label}: {destination}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: asked.emit(delivery_id))
        return button

    def _technical(self, key: str, label: str, text: str) -> Technical:
        """Return the technical side; what was opened stays open when the pane is built anew."""
        technical = Technical(label, text, opened=key in self._open)
        technical.toggled.connect(
            lambda opened: (self._open.add if opened else self._open.discard)(key)
        )
        return technical
