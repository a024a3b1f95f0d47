"""The switches for notifications."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest_asyncio
from PySide6.QtWidgets import QApplication

from scroblarr_desktop import notices
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.notices import NoticeKind
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.ui.settings.notifications import NotificationsSection
from tests.ui.desk import a_desk, words


@pytest_asyncio.fixture
async def section(tmp_path: Path, qapp: QApplication) -> AsyncIterator[NotificationsSection]:
    async with a_desk(tmp_path) as desk:
        made = NotificationsSection(desk.backing)
        made.show()
        yield made
        made.close()
        made.deleteLater()


async def test_a_switch_counts_at_once(section: NotificationsSection) -> None:
    failures, arrivals = (
        section.switches[kind] for kind in (NoticeKind.FAILURES, NoticeKind.ARRIVALS)
    )
    assert (failures.isChecked(), arrivals.isChecked()) == (True, False)
    failures.click()
    arrivals.click()
    assert not notices.is_wanted(NoticeKind.FAILURES)
    assert notices.is_wanted(NoticeKind.ARRIVALS)
    assert section.switches[NoticeKind.SIGN_INS].isChecked()


async def test_they_can_be_put_off_and_brought_back(section: NotificationsSection) -> None:
    assert not section.again.isVisible()
    section.for_an_hour.click()
    until = notices.quiet_until(utc_now())
    assert until is not None
    assert until - utc_now() <= timedelta(hours=1)
    assert section.again.isVisible()
    assert not section.for_an_hour.isVisible()
    assert "Until today" in words(section) or "Until tomorrow" in words(section)
    section.again.click()
    assert notices.quiet_until(utc_now()) is None
    assert section.for_an_hour.isVisible()


async def test_it_follows_what_is_chosen_elsewhere(section: NotificationsSection) -> None:
    notices.want(NoticeKind.NEW_PEOPLE, False)
    notices.be_quiet(utc_now() + timedelta(hours=2))
    section.refresh(Changed.SETTINGS)
    assert not section.switches[NoticeKind.NEW_PEOPLE].isChecked()
    assert section.again.isVisible()
