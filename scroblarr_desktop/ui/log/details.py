"""Everything about one watch: where it went, and why it did not get somewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.store import log
from scroblarr_desktop.store.records import (
    PENDING_REMOVALS,
    Attempt,
    DeliveryState,
    LoggedDelivery,
    LoggedWatch,
)
from scroblarr_desktop.store.trail import Step
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.colours import Tone
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.about import facts, why_nowhere
from scroblarr_desktop.ui.log.attempts import attempts_text, body_text
from scroblarr_desktop.ui.log.doing import may_be_cancelled, may_be_tried
from scroblarr_desktop.ui.log.poster import Poster
from scroblarr_desktop.ui.log.posters import Posters, key_of
from scroblarr_desktop.ui.log.trail import trail_lines
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

SMALLEST_PX = 290
"""Two buttons beside each other."""


class DetailsPane(QScrollArea):
    """The pane beside the log. Shows one watch, or how many are chosen; asks by signals."""

    retry_asked = Signal(int)
    """Carries the delivery's id."""
    cancel_asked = Signal(int)
    match_asked = Signal(int)
    give_asked = Signal()
    """Somebody says that it was somebody else."""

    def __init__(self, icons: Icons, destinations: Mapping[str, str]) -> None:
        super().__init__()
        self._icons = icons
        self._destinations = destinations
        self._shown: LoggedWatch | None = None
        self._attempts: Mapping[int, Sequence[Attempt]] = {}
        self._body: str | None = None
        self._steps: Sequence[Step] = ()
        self._open: set[str] = set()
        self._several, self._can_be_given = 0, False
        self._posters: Posters | None = None
        self._poster: Poster | None = None
        self.menu: QMenu | None = None
        """What else can be done with what is chosen."""
        self.correctable: Callable[[LoggedWatch], Collection[LoggedDelivery]] = lambda watch: ()
        """For which deliveries another title can be chosen."""
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
        steps: Sequence[Step] = (),
    ) -> None:
        """Show it; `steps` are what people did with it."""
        shown = (self._shown, self._attempts, self._body, self._steps)
        if (watch, attempts, body, steps) == shown and not self._several:
            return
        self._several = 0
        if watch is None or self._shown is None or watch.id != self._shown.id:
            self.verticalScrollBar().setValue(0)
        self._shown, self._attempts, self._body, self._steps = watch, attempts, body, steps
        self.refresh()

    def shows(self, watch: LoggedWatch, steps: Sequence[Step]) -> bool:
        """Return whether exactly that is to be seen."""
        return (watch, steps, 0) == (self._shown, self._steps, self._several)

    def show_several(self, count: int, *, can_be_given: bool) -> None:
        """Say how many are chosen, with what can be done with them."""
        if (count, can_be_given) != (self._several, self._can_be_given) or self._shown is not None:
            self._shown, self._attempts, self._body, self._steps = None, {}, None, ()
            self._several, self._can_be_given = count, can_be_given
            self.refresh()

    @property
    def shown_id(self) -> int | None:
        return self._shown.id if self._shown else None

    @property
    def is_filled(self) -> bool:
        """Whether it shows more than what it is for."""
        return self._shown is not None or bool(self._several)

    def refresh(self) -> None:
        """Build the pane anew: another watch, or the palette changed."""
        empty(self._column)
        self._poster = None
        if self._posters is not None:
            self._posters.want(self._shown)
        if self._several:
            chosen = self.tr("{count} watches are chosen.").format(count=self._several)
            self._column.addWidget(heading(chosen))
            self._column.addLayout(self._what_to_do(can_be_given=self._can_be_given))
        elif self._shown is None:
            self._column.addWidget(hint(self.tr("Choose a watch to see where it went.")))
        else:
            self._fill(self._shown)
        self._column.addStretch(1)

    def _fill(self, watch: LoggedWatch) -> None:
        self._column.addLayout(self._head(watch))
        for line in trail_lines(self._steps, self._title_of):
            self._column.addWidget(Text(line))
        self._column.addLayout(self._what_to_do(can_be_given=not watch.undone))
        for delivery in watch.deliveries:
            self._column.addWidget(Hairline())
            self._column.addLayout(self._delivery(delivery))
        if not watch.deliveries:
            self._column.addWidget(Hairline())
            self._column.addWidget(Text(why_nowhere(watch)))
        self._column.addWidget(Hairline())
        for said, ids in ((self.tr("Ids: {ids}"), watch.ids), (self._show_ids(), watch.show_ids)):
            listed = ", ".join(f"{source} {value}" for source, value in sorted(ids.items()))
            if listed:
                self._column.addWidget(hint(said.format(ids=listed)))
        if self._body is not None:
            label = self.tr("What the media server sent")
            self._column.addWidget(self._technical("body", label, body_text(self._body)))

    def _head(self, watch: LoggedWatch) -> QHBoxLayout:
        """Return the poster, and beside it what, who, where and when."""
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(heading(log.heading(watch)))
        for line in facts(watch):
            words.addWidget(Text(line))
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(MEDIUM_PX)
        if self._posters is not None:
            self._poster = Poster(watch.show or watch.title, self._posters.of(watch))
            head.addWidget(self._poster, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def take_posters(self, posters: Posters) -> None:
        """Show posters from now on."""
        self._posters = posters
        posters.came.connect(self._show_poster)

    def _show_poster(self, key: str) -> None:
        watch, posters, poster = self._shown, self._posters, self._poster
        if watch is None or posters is None or poster is None or key_of(watch) != key:
            return
        poster.show_image(posters.of(watch))

    def _title_of(self, destination: str) -> str:
        return self._destinations.get(destination, destination)

    def _show_ids(self) -> str:
        return self.tr("Ids of the show: {ids}")

    def _what_to_do(self, *, can_be_given: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        if can_be_given:
            give = QPushButton(self._icons.icon("person"), self.tr("Somebody else…"))
            give.setAccessibleName(self.tr("It was somebody else"))
            give.setAutoDefault(False)
            give.clicked.connect(self.give_asked)
            row.addWidget(give)
        more = QToolButton()
        more.setText(self.tr("More"))
        more.setAccessibleName(self.tr("What else can be done"))
        more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        if self.menu is not None:
            more.setMenu(self.menu)
            row.addWidget(more)
        row.addStretch(1)
        return row

    def _delivery(self, delivery: LoggedDelivery) -> QVBoxLayout:
        destination = self._title_of(delivery.destination)
        mark = QLabel()
        icon = self._icons.mark(wording.mark_of(delivery))
        mark.setPixmap(icon.pixmap(QSize(MARK_PX, MARK_PX), self.devicePixelRatio()))
        top = QHBoxLayout()
        top.setSpacing(SMALL_PX)
        top.addWidget(mark)
        word = wording.mark_word(delivery)
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

    def _buttons(self, delivery: LoggedDelivery, destination: str) -> QVBoxLayout | None:
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        if may_be_tried(delivery):
            left_out = delivery.state is DeliveryState.CANCELLED and delivery.removal is None
            label = self.tr("Send it anyway") if left_out else self.tr("Try again now")
            row.addWidget(self._button(label, "retry", destination, self.retry_asked, delivery.id))
        no = self._word_for_no(delivery)
        if no is not None:
            row.addWidget(self._button(no, "cancel", destination, self.cancel_asked, delivery.id))
        column = QVBoxLayout()
        column.setSpacing(SMALL_PX)
        if row.count():
            row.addStretch(1)
            column.addLayout(row)
        if self._shown is not None and delivery in self.correctable(self._shown):
            label = self.tr("Another title…")
            asked = self.match_asked
            button = self._button(label, "search", destination, asked, delivery.id)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return column if column.count() else None

    def _word_for_no(self, delivery: LoggedDelivery) -> str | None:
        if delivery.removal in PENDING_REMOVALS:
            return self.tr("Leave it there")
        return self.tr("Do not send") if may_be_cancelled(delivery) else None

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
