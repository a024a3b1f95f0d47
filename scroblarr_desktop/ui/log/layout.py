"""How the person arranged the log: kept when the window closes, and there again next time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, Qt

from scroblarr_desktop.store.listing import NEWEST_FIRST
from scroblarr_desktop.ui.log.columns import Column

if TYPE_CHECKING:
    from scroblarr_desktop.ui.log.page import LogPage


def save(page: LogPage, settings: QSettings) -> None:
    page.splitter.save(settings)
    settings.setValue("log/columns", page.table.horizontalHeader().saveState())
    settings.setValue("log/export-folder", page.export_folder)
    settings.setValue("log/filters", json.dumps(page.filters.state_to_keep()))


def restore(page: LogPage, settings: QSettings) -> None:
    """Arrange the page again; what cannot be read is left as it is."""
    page.splitter.restore(settings)
    page.export_folder = str(settings.value("log/export-folder", ""))
    header = page.table.horizontalHeader()
    if (state := settings.value("log/columns")) is not None:
        header.restoreState(state)
    if not header.isSortIndicatorShown():
        # As versions kept it that knew no sorting.
        header.setSortIndicatorShown(True)
        header.setSortIndicator(Column.WHEN, Qt.SortOrder.DescendingOrder)
    header.setSectionsClickable(True)
    column = header.sortIndicatorSection()
    if 0 <= column < page.model.columnCount():
        page.model.sort(column, header.sortIndicatorOrder())
    else:
        page.model.set_order(NEWEST_FIRST)
    page.filters.restore(_kept(settings.value("log/filters")))


def _kept(text: Any) -> dict[str, Any]:
    try:
        kept = json.loads(text)
    except (TypeError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
