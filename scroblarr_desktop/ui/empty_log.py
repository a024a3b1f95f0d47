"""What the log says while there is nothing in it: what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.ui.copying import Addresses, CopyButton
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.labels import (
    LARGE_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    Text,
    empty,
    heading,
    hint,
)

WIDTH_PX = 560


class EmptyLog(QWidget):
    """Shown in place of the table: either nothing was watched yet, or nothing matches."""

    connect_asked = Signal(str)
    """Carries the kind of media server that the person has: "plex" or "jellyfin"."""
    clear_asked = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._addresses: Addresses | None = None
        self._filtered = False
        self._column = QVBoxLayout()
        self._column.setSpacing(MEDIUM_PX)
        inside = QWidget()
        inside.setMaximumWidth(WIDTH_PX)
        inside.setLayout(self._column)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, PAGE_PX, 0, PAGE_PX)
        row.addStretch(1)
        row.addWidget(inside, 8)
        row.addStretch(1)

    def show_reason(self, addresses: Addresses, *, filtered: bool) -> None:
        """Say why there is nothing: with `filtered`, because of the search alone."""
        if (list(addresses), filtered) == (self._addresses, self._filtered):
            return
        self._addresses, self._filtered = list(addresses), filtered
        self.refresh()

    def refresh(self) -> None:
        empty(self._column)
        self._column.addStretch(1)
        if self._filtered:
            self._say_nothing_matches()
        elif self._addresses:
            self._say_what_to_paste(self._addresses)
        else:
            self._ask_for_a_server()
        self._column.addStretch(2)

    def _say_nothing_matches(self) -> None:
        self._column.addWidget(heading(self.tr("Nothing matches")))
        self._column.addWidget(Text(self.tr("No watch in the log fits your search.")))
        self._add_buttons((self.tr("Show everything"), self.clear_asked.emit))

    def _ask_for_a_server(self) -> None:
        self._column.addWidget(heading(self.tr("Where do you watch?")))
        self._column.addWidget(
            Text(
                self.tr(
                    "Scroblarr gives you an address. Your media server calls it whenever somebody "
                    "has finished a film or an episode."
                )
            )
        )
        self._offer(
            {"plex": self.tr("We watch on Plex"), "jellyfin": self.tr("We watch on Jellyfin")}
        )

    def _say_what_to_paste(self, addresses: Addresses) -> None:
        self._column.addWidget(heading(self.tr("Waiting for the first watch")))
        self._column.addWidget(
            Text(self.tr("Give your media server this address, then watch something to its end:"))
        )
        form = QFormLayout()
        form.setHorizontalSpacing(MEDIUM_PX)
        form.setVerticalSpacing(SMALL_PX)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, url in addresses:
            form.addRow(*self._address(name, url))
        self._column.addLayout(form)
        for line in self._instructions(addresses):
            self._column.addWidget(hint(line))
        others = {
            "plex": self.tr("We watch on Plex as well"),
            "jellyfin": self.tr("We watch on Jellyfin as well"),
        }
        self._offer({kind: text for kind, text in others.items() if not _has(addresses, kind)})

    def _offer(self, kinds: Mapping[str, str]) -> None:
        buttons = [
            (text, lambda kind=kind: self.connect_asked.emit(kind)) for kind, text in kinds.items()
        ]
        if buttons:
            self._add_buttons(*buttons)

    def _instructions(self, addresses: Addresses) -> list[str]:
        """Return where to paste it, for the kinds of server that there are."""
        places = {
            "plex": self.tr(
                "Plex: on app.plex.tv open Account, then Webhooks, then Add Webhook. "
                "Plex has webhooks only for accounts with a Plex Pass."
            ),
            "jellyfin": self.tr(
                "Jellyfin: open Dashboard, then Plugins, and install Webhook. There add a Generic "
                "Destination with this address; tick “Playback Stop”, “User Data Saved” and "
                "“Send All Properties”."
            ),
        }
        return [line for kind, line in places.items() if _has(addresses, kind)]

    def _address(self, name: str, url: str) -> tuple[QLabel, QHBoxLayout]:
        field = QLineEdit(url)
        field.setReadOnly(True)
        field.setCursorPosition(0)
        label = QLabel(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(field)
        copy = CopyButton(self._icons, self.tr("Copy"))
        copy.setAccessibleName(self.tr("Copy the address for {server}").format(server=name))
        copy.show_addresses([(name, url)])
        copy.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(field, 1)
        row.addWidget(copy)
        return label, row

    def _add_buttons(self, *buttons: tuple[str, Callable[[], None]]) -> None:
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.setContentsMargins(0, LARGE_PX, 0, 0)
        for label, then in buttons:
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, then=then: then())
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)


def _has(addresses: Addresses, kind: str) -> bool:
    return any(f"/webhooks/{kind}/" in url for _, url in addresses)
