from __future__ import annotations

from PySide6.QtWidgets import QApplication, QProgressBar

from scroblarr_desktop.ui.closed_work import Meanwhile
from tests.ui.desk import words


def test_it_goes_by_itself_and_not_otherwise(qapp: QApplication) -> None:
    meanwhile = Meanwhile("Putting your data back…")
    meanwhile.show()
    assert words(meanwhile) == "Putting your data back…\nScroblarr comes back by itself."
    [bar] = meanwhile.findChildren(QProgressBar)
    assert bar.accessibleName() == "Putting your data back…"
    meanwhile.close()
    assert meanwhile.isVisible()
    meanwhile.end()
    assert not meanwhile.isVisible()
