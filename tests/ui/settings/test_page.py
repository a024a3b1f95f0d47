from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QWidget,
)

from scroblarr_desktop import __version__
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.http_server.access import EXTRA_HOSTS
from scroblarr_desktop.store import accounts, household, settings, tokens
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.names import keep_names, kept_names
from scroblarr_desktop.ui.settings.page import SettingsPage
from scroblarr_desktop.ui.settings.simkl_app import SimklAppDialog
from scroblarr_desktop.ui.trakt_app.dialog import TraktAppDialog

EVERYTHING = ~Changed.NOTHING


@pytest_asyncio.fixture
async def page(
    engine: Engine,
    icons: Icons,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> AsyncIterator[SettingsPage]:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    background = Background()
    page = SettingsPage(Backing(engine, icons, background))
    page.show()
    yield page
    await background.stop()
    page.close()
    page.deleteLater()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


async def test_every_control_can_be_named_and_reached(page: SettingsPage) -> None:
    labels = [one for one in page.findChildren(QLabel) if one.buddy() is not None]
    buddies = {one.buddy() for one in labels if one.text()}
    inner = {field for box in page.findChildren(QSpinBox) for field in box.findChildren(QWidget)}
    fields: list[QWidget] = [*page.findChildren(QLineEdit), *page.findChildren(QSpinBox)]
    for field in set(fields) - inner:
        assert field in buddies or field.accessibleName(), field
        assert field.focusPolicy() & Qt.FocusPolicy.TabFocus, field
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button not in inner:
            assert button.text() or button.accessibleName(), button


# -- Trakt app


async def test_the_simkl_app_is_missing_then_entered(page: SettingsPage) -> None:
    assert page.simkl.state.text() == "None is entered, so nobody can link Simkl yet."
    assert page.simkl.enter.accessibleName() == "Set up the Simkl app"
    settings.put_app_credentials("simkl", "0123456789abcdef", None)
    page.refresh(Changed.SETTINGS)
    assert page.simkl.state.text() == "Entered. No account is linked with it yet."
    assert page.simkl.client_id.text() == "Client id 01234567…"
    assert isinstance(page.simkl.open_dialog(), SimklAppDialog)


async def test_the_trakt_app_is_missing_then_entered(page: SettingsPage) -> None:
    assert "nobody can link Trakt yet" in page.trakt.state.text()
    assert page.trakt.enter.text() == "&Set up…"
    settings.put_app_credentials("trakt", "0123456789abcdef", "secret")
    page.refresh(Changed.SETTINGS)
    assert page.trakt.state.text() == "Entered. No account is linked with it yet."
    assert page.trakt.client_id.text() == "Client id 01234567…"
    assert page.trakt.enter.text() == "&Change…"
    for name, said in (("Anna", "One account is"), ("Ben", "2 accounts are")):
        account = accounts.open_for(household.add_member(name).id, "trakt", rewatches=True)
        accounts.link(account.id, name, name, Tokens("token", client_id="0123456789abcdef"))
        page.refresh(Changed.HOUSEHOLD)
        assert said in page.trakt.state.text()


async def test_the_button_opens_the_window_for_it(page: SettingsPage) -> None:
    page.trakt.enter.click()
    (dialog,) = page.findChildren(TraktAppDialog)
    assert dialog.isVisible()
    dialog.reject()


# -- network


async def test_where_it_listens(page: SettingsPage, engine: Engine) -> None:
    assert page.network.listening.text() == ", ".join(engine.http.addresses)
    assert page.network.port.value() == engine.port
    assert not page.network.home.isChecked()


async def test_another_port_counts_at_once(page: SettingsPage, engine: Engine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]
    page.network.port.setValue(free)
    page.network.port.editingFinished.emit()
    await until(lambda: engine.port == free and page.network.isEnabled())
    assert f":{free}" in page.network.listening.text()
    assert settings.get("port") == free
    assert page.network.trouble.isHidden()


async def test_a_taken_port_goes_back_and_offers_a_free_one(
    page: SettingsPage, engine: Engine
) -> None:
    before = engine.port
    with socket.create_server(("127.0.0.1", 0)) as taken:
        page.network.port.setValue(taken.getsockname()[1])
        page.network.port.editingFinished.emit()
        page.network.port.editingFinished.emit()
        await until(lambda: not page.network.trouble.isHidden())
        assert (engine.port, page.network.port.value()) == (before, before)
        (use,) = page.network.trouble.findChildren(QPushButton)
        assert use.text().startswith("Use port ")
        use.click()
        await until(lambda: engine.port != before and page.network.isEnabled())
    assert use.text() == f"Use port {engine.port}"
    assert page.network.trouble.isHidden()


async def test_the_wheel_scrolls_the_page_and_not_the_port(page: SettingsPage) -> None:
    port = page.network.port
    before = port.value()
    up, here = QPoint(0, 120), QPointF(5, 5)
    none = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        here,
        here,
        up,
        up,
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, wheel)
    assert port.value() == before


async def test_the_home_network_is_asked_about_first(page: SettingsPage, engine: Engine) -> None:
    page.network.home.click()
    (question,) = page.findChildren(QMessageBox)
    assert not page.network.home.isChecked()
    question.reject()
    await asyncio.sleep(0)
    assert not engine.home_network_allowed


async def test_the_home_network_is_let_in_and_shut_out_again(
    page: SettingsPage, engine: Engine
) -> None:
    page.network.home.click()
    (question,) = page.findChildren(QMessageBox)
    yes = next(one for one in question.buttons() if question.buttonRole(one) is one_role())
    yes.click()
    await until(lambda: engine.home_network_allowed and page.network.isEnabled())
    assert page.network.home.isChecked()
    assert "Every address of this computer" in page.network.listening.text()
    assert f":{engine.port}" in page.network.home_note.text()
    page.network.home.click()
    await until(lambda: not engine.home_network_allowed and page.network.isEnabled())
    assert not page.network.home.isChecked()


def one_role() -> QMessageBox.ButtonRole:
    return QMessageBox.ButtonRole.AcceptRole


async def test_names_are_kept_as_they_are_left(page: SettingsPage) -> None:
    page.network.names.setText("NAS.example., media ,nas.example")
    page.network.names.editingFinished.emit()
    assert settings.get(EXTRA_HOSTS) == ["nas.example", "media"]
    assert page.network.names.text() == "nas.example, media"
    page.network.names.setText("http://nas:80/")
    page.network.names.editingFinished.emit()
    assert "is not a computer's name" in page.network.names.wrong.text()
    assert page.network.names.text() == "nas.example, media"
    page.network.names.setText("")
    page.network.names.editingFinished.emit()
    assert settings.get(EXTRA_HOSTS) is None


@pytest.mark.parametrize("text", ["a/b", "a:80", "ä", "a..b", "x" * 64, "<b>"])
async def test_what_is_no_name_is_refused(engine: Engine, text: str) -> None:
    with pytest.raises(ValueError, match="not a computer's name"):
        keep_names(text)
    with pytest.raises(ValueError, match="room for 20"):
        keep_names(",".join(f"n{number}" for number in range(21)))
    assert kept_names() == ""


# -- TV Time, local API, about


async def test_tv_time_s_address_may_be_another(page: SettingsPage, engine: Engine) -> None:
    before = engine.linking.tvtime_url
    address = page.tvtime.address
    assert address.text() == before
    address.setText("tracker.example/api/")
    address.editingFinished.emit()
    assert engine.linking.tvtime_url == address.text() == "https://tracker.example/api"
    address.setText("http://tracker.example")
    address.editingFinished.emit()
    assert "must begin with https" in address.wrong.text()
    assert engine.linking.tvtime_url == address.text() == "https://tracker.example/api"
    address.setText("")
    address.editingFinished.emit()
    assert engine.linking.tvtime_url == address.text() == before


async def test_the_key_of_the_local_api_is_masked_until_asked_for(
    page: SettingsPage, engine: Engine
) -> None:
    key = page.api.key
    assert key.echoMode() is QLineEdit.EchoMode.Password
    key.show_button.click()
    assert (key.echoMode(), key.text()) == (QLineEdit.EchoMode.Normal, tokens.api_key())
    key.show_button.click()
    assert key.echoMode() is QLineEdit.EchoMode.Password
    page.api.copy_key.click()
    assert QGuiApplication.clipboard().text() == tokens.api_key()
    page.api.copy_address.click()
    assert QGuiApplication.clipboard().text() == f"http://127.0.0.1:{engine.port}/api/v1"
    page.repaint_icons()


async def test_it_says_what_it_is_and_where_things_are(page: SettingsPage, engine: Engine) -> None:
    folder = engine.options.data_dir
    assert page.about.folder.text() == str(folder.root)
    assert page.about.log.text() == str(folder.logs / "scroblarr.log")
    assert any(__version__ in one.text() for one in page.about.findChildren(QLabel))
