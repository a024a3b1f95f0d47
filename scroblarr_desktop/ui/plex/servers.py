"""The step in which the servers of the account are chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.linking.plex.servers import Found, FoundServer, Way
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.plex.wording import place_names, reach_sentence, way_name
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.server.step import ConnectingStep
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    TIGHT_PX,
    Text,
    empty,
    hint,
)
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox


class ServersStep(ConnectingStep):
    look_again = Signal()
    other_account = Signal()
    by_hand = Signal()

    def __init__(self, backing: Backing) -> None:
        super().__init__(backing)
        self.title = self.tr("Your media servers")
        self.sentence = self.tr(
            "Choose what to connect. Servers of one account share one address at Plex."
        )
        self.rows: list[ServerRow] = []
        self.progress = Progress(backing.icons)
        self.trouble = TroubleBox(backing.icons, takes_enter=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(LARGE_PX)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.trouble)
        self.column.addLayout(self._list)
        self.column.addStretch(1)

    @property
    def next_text(self) -> str:
        if not self.rows:
            return ""
        known = all(row.server.server_id is not None for row in self.rows)
        return self.tr("Save") if known else self.tr("Connect")

    @property
    def may_go_on(self) -> bool:
        return any(row.is_chosen for row in self.rows)

    def chosen(self) -> list[Chosen]:
        return [row.chosen() for row in self.rows if row.is_chosen]

    def show_looking(self) -> None:
        self._clear()
        self.progress.say(self.tr("Looking for your servers, and how to reach them…"))
        self.progress.show()
        self.changed.emit()

    def show_found(self, found: Found, account: str) -> None:
        """Show the servers, the likely one chosen; or say why there is none."""
        self._clear()
        self.rows = [ServerRow(one) for one in found.own]
        for row in self.rows:
            row.changed.connect(self.changed)
            self._list.addWidget(row)
        if not self.rows:
            self._say_none(found, account)
        self.changed.emit()

    def show_trouble(self, trouble: Said) -> None:
        self._clear()
        self.trouble.show_trouble(trouble, (self.tr("Try again"), self.look_again.emit))
        self.changed.emit()

    def _say_none(self, found: Found, account: str) -> None:
        sentence = self.tr("The Plex account {account} has no server of its own.")
        lines = [sentence.format(account=account)]
        shared = self.tr("{server} belongs to {owner}.")
        lines += [shared.format(server=s, owner=o or "?") for s, o in found.of_others[:3]]
        self.trouble.show_trouble(
            Said(
                self.tr("No server of your own"),
                " ".join(lines),
                self.tr("Sign in with the account of the server's owner."),
            ),
            (self.tr("Sign in with another account"), self.other_account.emit),
            (self.tr("Enter an address by hand"), self.by_hand.emit),
        )

    def _clear(self) -> None:
        empty(self._list)
        self.rows = []
        self.progress.hide()
        self.trouble.clear()


class ServerRow(QWidget):
    """One server: whether to connect it, over which connection, and where it runs.

    Nothing is disconnected from here: that is done, with its consequences, on the page Servers.
    """

    changed = Signal()

    def __init__(self, server: FoundServer) -> None:
        super().__init__()
        self.server = server
        self.check = QCheckBox(server.name)
        self._known = None if server.server_id is None else servers.get(server.server_id)
        self.check.setChecked(server.likely or self._known is not None)
        self.check.setVisible(self._known is None)
        self.check.toggled.connect(lambda _: self.changed.emit())
        self.way = QComboBox()
        self.place = QComboBox()
        self._fill()
        self._lay_out()

    @property
    def is_chosen(self) -> bool:
        return self.check.isChecked()

    def chosen(self) -> Chosen:
        """Return what is chosen; where nothing was touched, what was found."""
        way: Way | None = self.way.currentData()
        return Chosen(self.server, way, Place(self.place.currentData()))

    def _fill(self) -> None:
        server = self.server
        self.check.setAccessibleDescription(reach_sentence(server))
        quiet = self.tr("{connection} (does not answer)")
        for way in server.working:
            self.way.addItem(way_name(way), way)
        for way in server.ways:
            if way not in server.working:
                self.way.addItem(quiet.format(connection=way_name(way)), way)
        name = self.tr("Connection to {server}").format(server=server.name)
        self.way.setAccessibleName(name)
        for place, words in place_names().items():
            self.place.addItem(words, place)
        place = server.place
        if self._known is not None:
            place = self._known.place or place
            in_use = [row for row in range(self.way.count()) if self._is_in_use(row)]
            self.way.setCurrentIndex(in_use[0] if in_use else 0)
        self.place.setCurrentIndex(self.place.findData(place))
        self.place.setAccessibleName(self.tr("Where {server} runs").format(server=server.name))

    def _is_in_use(self, row: int) -> bool:
        return self._known is not None and self.way.itemData(row).url == self._known.url

    def _lay_out(self) -> None:
        size = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.way.setSizeAdjustPolicy(size)
        self.way.setMinimumContentsLength(30)
        form = QFormLayout()
        form.setContentsMargins(PAGE_PX, 0, 0, 0)
        form.setHorizontalSpacing(MEDIUM_PX)
        form.setVerticalSpacing(SMALL_PX)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(hint(reach_sentence(self.server)))
        form.addRow(_label(self.tr("Connection"), self.way), self.way)
        form.addRow(_label(self.tr("It runs"), self.place), self.place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(self.check)
        if self._known is not None:
            name = self.tr("{server} (connected)").format(server=self.server.name)
            column.addWidget(Text(name, bold=True))
        column.addLayout(form)


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(buddy)
    return label
