from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from scroblarr_desktop.store import household, never
from scroblarr_desktop.store.records import Reach
from scroblarr_desktop.ui.member.never import MemberNever
from tests.ui.desk import a_desk, buttons, until, words
from tests.ui.made_up import episode, movie


async def test_what_is_never_sent_is_listed_and_sent_again(tmp_path: Path) -> None:
    async with a_desk(tmp_path) as desk:
        part = MemberNever(desk.backing, desk.anna.id)
        part.show_member(household.member(desk.anna.id))
        assert part.isHidden()
        hour = timedelta(hours=1)
        never.add(desk.watch(episode(4), ago=hour), Reach.SHOW)
        never.add(desk.watch(movie(), ago=hour), Reach.TITLE)
        part.show()
        part.show_member(household.member(desk.anna.id))
        await until(lambda: "Harbour Street: every episode" in words(part))
        assert "The Lantern Year (2021)" in words(part)
        names = [one.accessibleName() for one in buttons(part).values()]
        assert names == ["Send The Lantern Year (2021) again"]
        buttons(part)["Send it again"].click()
        part.show_member(household.member(desk.anna.id))
        assert [one.name for one in never.of_member(desk.anna.id)] == ["Harbour Street"]
        part.deleteLater()
