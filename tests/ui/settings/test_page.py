from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
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
from scroblarr_desktop.ui.main_window import MainWindow
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.about import AboutSection
from scroblarr_desktop.ui.settings.api import ApiSection
from scroblarr_desktop.ui.settings.names import keep_names, kept_names
from scroblarr_desktop.ui.settings.network import NetworkSection
from scroblarr_desktop.ui.settings.page import SettingsPage
from scroblarr_desktop.ui.settings.simkl import SimklSection
from scroblarr_desktop.ui.settings.simkl_app import SimklAppDialog
from scroblarr_desktop.ui.settings.trakt import TraktSection
from scroblarr_desktop.ui.settings.tvtime import TvTimeSection
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
    assert len(page.sections) == sum(len(group.makes) for group in page.groups)
    labels = [one for one in page.findChildren(QLabel) if one.buddy() is not None]
    buddies = {one.buddy() for one in labels if one.text()}
    inner = {field for box in page.findChildren(QSpinBox) for field in box.findChildren(QWidget)}
    fields: list[QWidget] = [*page.findChildren(QLineEdit), *page.findChildren(QSpinBox)]
    for field in set(fields) - inner:
        assert field in buddies or field.accessibleName(), field
        assert field.focusPolicy() & Qt.FocusPolicy.TabFocus, field
    for group in page.groups:
        page.show_group(group.key)
        for button in group.findChildren(QAbstractButton):
            if button.isVisible() and button not in inner:
                assert button.text() or button.accessibleName(), button


# -- groups


def made(page: SettingsPage) -> list[str]:
    return [one.key for one in page.groups if one.widget() is not None]


async def test_a_tab_s_sections_are_made_when_it_is_first_shown(page: SettingsPage) -> None:
    assert made(page) == ["general"]
    page.refresh(EVERYTHING)
    page.repaint_icons()
    assert made(page) == ["general"]
    page.show_group("network")
    network = page.section(NetworkSection)
    assert network.isVisible()
    assert network.listening.text()
    assert made(page) == ["general", "network"]
    page.show_section(AboutSection)
    assert made(page) == ["general", "network", "help"]
    assert not network.isVisible()


async def test_the_keyboard_reaches_every_tab(page: SettingsPage) -> None:
    bar = page.tabs.tabBar()
    assert bar.focusPolicy() & Qt.FocusPolicy.TabFocus
    for group in page.groups[1:]:
        QTest.keyClick(bar, Qt.Key.Key_Right)
        assert page.tabs.currentWidget() is group
        assert group.sections[0].isVisible()


async def test_the_tab_is_remembered(page: SettingsPage, tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "windows.ini"), QSettings.Format.IniFormat)
    page.restore_state(kept)
    assert page.tabs.currentWidget() is page.groups[0]
    page.show_group("keeping")
    page.save_state(kept)
    page.show_group("help")
    page.restore_state(kept)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Keeping and backups"
    kept.setValue("settings/group", "no such tab")
    page.restore_state(kept)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Keeping and backups"


async def test_the_window_turns_to_a_group(engine: Engine, icons: Icons, tmp_path: Path) -> None:
    window = MainWindow(engine, icons, tmp_path / "windows.ini")
    window.show()
    window.show_page("settings:network")
    page = window.settings_page
    assert page.isVisible()
    assert page.section(NetworkSection).isVisible()
    window.show_page("overview")
    assert not page.isVisible()
    await window.background.stop()
    window.close()
    window.deleteLater()


# -- Trakt app


async def test_the_simkl_app_is_missing_then_entered(page: SettingsPage) -> None:
    simkl = page.section(SimklSection)
    assert simkl.state.text() == "None is entered, so nobody can link Simkl yet."
    assert simkl.enter.accessibleName() == "Set up the Simkl app"
    settings.put_app_credentials("simkl", "0123456789abcdef", None)
    page.refresh(Changed.SETTINGS)
    assert simkl.state.text() == "Entered. No account is linked with it yet."
    assert simkl.client_id.text() == "Client id 01234567…"
    assert isinstance(simkl.open_dialog(), SimklAppDialog)


async def test_the_trakt_app_is_missing_then_entered(page: SettingsPage) -> None:
    trakt = page.section(TraktSection)
    assert "nobody can link Trakt yet" in trakt.state.text()
    assert trakt.enter.text() == "Set up…"
    settings.put_app_credentials("trakt", "0123456789abcdef", "secret")
    page.refresh(Changed.SETTINGS)
    assert trakt.state.text() == "Entered. No account is linked with it yet."
    assert trakt.client_id.text() == "Client id 01234567…"
    assert trakt.enter.text() == "Change…"
    for name, said in (("Anna", "One account is"), ("Ben", "2 accounts are")):
        account = accounts.open_for(household.add_member(name).id, "trakt", rewatches=True)
        accounts.link(account.id, name, name, Tokens("token", client_id="0123456789abcdef"))
        page.refresh(Changed.HOUSEHOLD)
        assert said in trakt.state.text()


async def test_the_button_opens_the_window_for_it(page: SettingsPage) -> None:
    page.section(TraktSection).enter.click()
    (dialog,) = page.findChildren(TraktAppDialog)
    assert dialog.isVisible()
    dialog.reject()


# -- network


async def test_where_it_listens(page: SettingsPage, engine: Engine) -> None:
    network = page.section(NetworkSection)
    assert network.listening.text() == ", ".join(engine.http.addresses)
    assert network.port.value() == engine.port
    assert not network.home.isChecked()


async def test_another_port_counts_at_once(page: SettingsPage, engine: Engine) -> None:
    network = page.section(NetworkSection)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]
    network.port.setValue(free)
    network.port.editingFinished.emit()
    await until(lambda: engine.port == free and network.isEnabled())
    assert f":{free}" in network.listening.text()
    assert settings.get("port") == free
    assert network.trouble.isHidden()


async def test_a_taken_port_goes_back_and_offers_a_free_one(
    page: SettingsPage, engine: Engine
) -> None:
    network = page.section(NetworkSection)
    before = engine.port
    with socket.create_server(("127.0.0.1", 0)) as taken:
        network.port.setValue(taken.getsockname()[1])
        network.port.editingFinished.emit()
        network.port.editingFinished.emit()
        await until(lambda: not network.trouble.isHidden())
        assert (engine.port, network.port.value()) == (before, before)
        (use,) = network.trouble.findChildren(QPushButton)
        assert use.text().startswith("Use port ")
        use.click()
        await until(lambda: engine.port != before and network.isEnabled())
    assert use.text() == f"Use port {engine.port}"
    assert network.trouble.isHidden()


async def test_the_wheel_scrolls_the_page_and_not_the_port(page: SettingsPage) -> None:
    port = page.section(NetworkSection).port
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
    network = page.section(NetworkSection)
    network.home.click()
    (question,) = page.findChildren(QMessageBox)
    assert not network.home.isChecked()
    question.reject()
    await asyncio.sleep(0)
    assert not engine.home_network_allowed


async def test_the_home_network_is_let_in_and_shut_out_again(
    page: SettingsPage, engine: Engine
) -> None:
    network = page.section(NetworkSection)
    network.home.click()
    (question,) = page.findChildren(QMessageBox)
    yes = next(one for one in question.buttons() if question.buttonRole(one) is one_role())
    yes.click()
    await until(lambda: engine.home_network_allowed and network.isEnabled())
    assert network.home.isChecked()
    assert "Every address of this computer" in network.listening.text()
    assert f":{engine.port}" in network.home_note.text()
    network.home.click()
    await until(lambda: not engine.home_network_allowed and network.isEnabled())
    assert not network.home.isChecked()


def one_role() -> QMessageBox.ButtonRole:
    return QMessageBox.ButtonRole.AcceptRole


async def test_names_are_kept_as_they_are_left(page: SettingsPage) -> None:
    network = page.section(NetworkSection)
    network.names.setText("NAS.example., media ,nas.example")
    network.names.editingFinished.emit()
    assert settings.get(EXTRA_HOSTS) == ["nas.example", "media"]
    assert network.names.text() == "nas.example, media"
    network.names.setText("http://nas:80/")
    network.names.editingFinished.emit()
    assert "is not a computer's name" in network.names.wrong.text()
    assert network.names.text() == "nas.example, media"
    network.names.setText("")
    network.names.editingFinished.emit()
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
    address = page.section(TvTimeSection).address
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
    api = page.section(ApiSection)
    key = api.key
    assert key.echoMode() is QLineEdit.EchoMode.Password
    key.show_button.click()
    assert (key.echoMode(), key.text()) == (QLineEdit.EchoMode.Normal, tokens.api_key())
    key.show_button.click()
    assert key.echoMode() is QLineEdit.EchoMode.Password
    api.copy_key.click()
    assert QGuiApplication.clipboard().text() == tokens.api_key()
    api.copy_address.click()
    assert QGuiApplication.clipboard().text() == f"http://127.0.0.1:{engine.port}/api/v1"
    page.repaint_icons()


async def test_a_new_key_ends_the_old_one(page: SettingsPage) -> None:
    api, old = page.show_section(ApiSection), tokens.api_key()
    for answer in ("Cancel", "Make a new key"):
        assert (api.key.text(), tokens.api_key()) == (old, old)
        api.renew.click()
        [box] = [one for one in api.findChildren(QMessageBox) if one.isVisible()]
        [button] = [one for one in box.buttons() if one.text() == answer]
        button.click()
    assert api.key.text() == tokens.api_key() != old
    assert api.key.echoMode() is QLineEdit.EchoMode.Password


async def test_it_says_what_it_is_and_where_things_are(page: SettingsPage, engine: Engine) -> None:
    about = page.section(AboutSection)
    folder = engine.options.data_dir
    assert about.folder.text() == str(folder.root)
    assert about.log.text() == str(folder.logs / "scroblarr.log")
    assert any(__version__ in one.text() for one in about.findChildren(QLabel))
