from __future__ import annotations

import pytest

from scroblarr_desktop.store import Store, household
from scroblarr_desktop.store.models import MemberRow
from scroblarr_desktop.store.prepared import Prepared

BY_NAME = Prepared(
    lambda name, enabled: (
        MemberRow.select()
        .where(MemberRow.name == name, MemberRow.enabled == enabled)
        .order_by(MemberRow.id)
    )
)
RENAME = Prepared(
    lambda name, member_id: MemberRow.update(name=name).where(MemberRow.id == member_id)
)


@pytest.mark.usefixtures("store")
def test_each_run_has_values_of_its_own() -> None:
    anna, ben = household.add_member("Anna"), household.add_member("Ben")
    for one in (anna, ben, anna):
        assert [row.id for row in BY_NAME.rows(one.name, True)] == [one.id]
    assert BY_NAME.first("Anna", False) is None


@pytest.mark.usefixtures("store")
def test_rows_are_whole_and_can_be_saved() -> None:
    household.add_member("Anna")
    row = BY_NAME.first("Anna", True)
    usual = MemberRow.get(MemberRow.name == "Anna")
    assert row.__data__ == usual.__data__
    row.hand_marks = False
    row.save()
    assert not household.member(row.id).hand_marks


def test_writing_says_how_many_rows_it_changed(store: Store) -> None:
    anna = household.add_member("Anna")
    assert RENAME.run("Annie", anna.id).rowcount == 1
    assert household.member(anna.id).name == "Annie"
    assert RENAME.run("Nobody", 4711).rowcount == 0
