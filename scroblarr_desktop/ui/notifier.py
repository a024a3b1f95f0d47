"""Notifications: when they are shown, how they read, and what a click on one opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from scroblarr_desktop import notices
from scroblarr_desktop.attention import TITLES, Need
from scroblarr_desktop.notices import News, NoticeKind, Notices
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store.arrivals import Arrival

translate = QCoreApplication.translate

GATHER_MS = 4000
"""What comes up together is told together."""

REST_MS = 60_000
"""After one notification there is none for so long."""

NAMED = 3
"""So many things are named, the rest is counted."""

Show = Callable[[str, str], bool]


class Notifier(QObject):
    """Shows what is new, once and grouped. `show` says whether it could be shown."""

    need_asked = Signal(object)
    """Carries the one thing that the clicked notification was about."""
    needs_asked = Signal()
    """The notification was about several things that need a person."""
    watch_asked = Signal(int)
    log_asked = Signal()
    """It was about several watches that arrived."""

    def __init__(
        self, show: Show, is_looking: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._show = show
        self._is_looking = is_looking
        self._notices = Notices()
        self._shown = News()
        self._gather = self._timer(GATHER_MS, self._tell)
        self._rest = self._timer(REST_MS, self._gather_if_new)

    def look(self, needs: Sequence[Need]) -> None:
        """See whether anything is new among what needs a person, or arrived."""
        self._notices.look(needs, utc_now())
        self._gather_if_new()

    def stop(self) -> None:
        self._gather.stop()
        self._rest.stop()

    def open_shown(self) -> None:
        """Open what the notification was about that was shown last."""
        needs, arrived = self._shown.needs, self._shown.arrived
        if len(needs) == 1:
            self.need_asked.emit(needs[0])
        elif needs:
            self.needs_asked.emit()
        elif len(arrived) == 1:
            self.watch_asked.emit(arrived[0].watch_id)
        elif arrived:
            self.log_asked.emit()

    def _timer(self, after_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(then)
        return timer

    def _gather_if_new(self) -> None:
        if self._notices.waiting and not self._gather.isActive() and not self._rest.isActive():
            self._gather.start()

    def _tell(self) -> None:
        if not self._notices.waiting or notices.quiet_until(utc_now()) is not None:
            return
        if self._is_looking():
            self._notices.take()  # whoever looks at the window sees it there
            return
        if self._show(*said(self._notices.news)):
            self._shown = self._notices.take()
            self._rest.start()


def needed_among(needs: Sequence[Need]) -> int:
    """Return how many of these wait for a person."""
    return sum(not need.offered for need in needs)


def failed_among(needs: Sequence[Need]) -> int:
    """Return how many of these are deliveries that can be tried again."""
    return sum(need.key.startswith("delivery:") for need in needs)


def said(news: News) -> tuple[str, str]:
    """Return title and text."""
    if news.needs:
        return _needed(news.needs)
    return _arrived(news.arrived)


def _needed(needs: Sequence[Need]) -> tuple[str, str]:
    if len(needs) == 1:
        return needs[0].title, needs[0].sentence
    kinds = {notices.kind_of(need) for need in needs}
    told_apart = {
        NoticeKind.SIGN_INS: translate("Notifier", "{count} sign-ins are needed"),
        NoticeKind.NEW_PEOPLE: translate("Notifier", "{count} new people are watching"),
    }
    if failed_among(needs) == len(needs):  # not a question, nor a server that lacks something
        told_apart[NoticeKind.FAILURES] = translate("Notifier", "{count} things did not work")
    title = told_apart.get(kinds.pop()) if len(kinds) == 1 else None
    title = title or translate("Notifier", "{count} things need you")
    lines = [*dict.fromkeys(need.title for need in needs)]
    return title.format(count=len(needs)), _listed(lines)


def _arrived(arrived: Sequence[Arrival]) -> tuple[str, str]:
    lines = [
        translate("Notifier", "{what}, {who} ({tracker})").format(
            what=one.what, who=one.who, tracker=TITLES.get(one.destination, one.destination)
        )
        for one in arrived
    ]
    if len(arrived) == 1:
        return translate("Notifier", "A watch arrived"), lines[0]
    title = translate("Notifier", "{count} watches arrived")
    return title.format(count=len(arrived)), _listed(lines)


def _listed(lines: Sequence[str]) -> str:
    more = len(lines) - NAMED
    shown = list(lines[:NAMED])
    if more > 0:
        shown.append(translate("Notifier", "and {count} more").format(count=more))
    return "\n".join(shown)
