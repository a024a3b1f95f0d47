from __future__ import annotations

from pathlib import Path

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.store import accounts, defaults, household
from scroblarr_desktop.store.defaults import Defaults
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.member.counting import CalmCombo
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.defaults import DefaultsSection
from tests.ui.desk import Desk, a_desk, press, until


def choose(combo: CalmCombo, words: str) -> None:
    combo.setCurrentIndex(combo.findText(words))
    combo.activated.emit(combo.currentIndex())


async def test_what_is_chosen_counts_for_who_comes_from_now_on(
    engine: Engine, icons: Icons
) -> None:
    section = DefaultsSection(Backing(engine, icons, Background()))
    section.refresh(Changed.SETTINGS)
    assert section.percent.currentText() == "as the media server says"
    assert (section.hand_marks.isChecked(), section.progress.isChecked()) == (True, False)
    assert not section.choose.isEnabled(), "no server is signed in to"
    choose(section.percent, "from 80 % on")
    choose(section.films, "are not sent")
    choose(section.episodes, "are sent")
    section.hand_marks.click()
    section.progress.click()
    assert defaults.get() == Defaults(
        hand_marks=False,
        watched_at_percent=80,
        share_progress=True,
        rewatch_films=False,
        rewatch_episodes=True,
    )
    anna = household.add_member("Anna")
    assert anna.watched_at_percent == 80
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    assert (account.rewatch_films, account.share_progress) == (False, True)
    choose(section.films, "as suits each tracker")
    defaults.change(hand_marks=True)
    section.refresh(Changed.SETTINGS)
    assert section.hand_marks.isChecked()
    assert defaults.get().rewatch_films is None
    section.deleteLater()


async def connect(desk: Desk, tv: FakePlexTv, cellar: FakePlexServer) -> int:
    owner = tv.add_account("anna", plex_pass=True)
    tv.give_server(owner, cellar)
    code = await desk.engine.plex.new_code()
    tv.confirm_pin(code.text, owner)
    signed_in = await desk.engine.plex.follow(code)
    found = await desk.engine.plex.find(signed_in)
    _, [server_id] = desk.engine.plex.connect(signed_in, [Chosen(one) for one in found.own])
    return server_id


async def test_libraries_are_asked_for_when_somebody_wants_to_choose(tmp_path: Path) -> None:
    async with (
        FakePlexTv() as tv,
        FakePlexServer("Cellar") as cellar,
        a_desk(tmp_path, plex_tv=tv.url) as desk,
    ):
        server_id = await connect(desk, tv, cellar)
        section = DefaultsSection(desk.backing)
        section.refresh(Changed.SETTINGS)
        section.show()
        assert section.lists == {}
        press(section, "Choose…")
        part = section.lists[server_id]
        await until(lambda: bool(part.boxes))
        key, box = next(iter(part.boxes.items()))
        box.click()
        assert defaults.get().skipped_libraries == ((server_id, key),)
        assert household.add_member("Carl").skipped_libraries == ((server_id, key),)
        press(section, "Choose…")
        assert section.lists == {server_id: part}
        box.click()
        assert defaults.get() == Defaults()
        section.close()
        section.deleteLater()
