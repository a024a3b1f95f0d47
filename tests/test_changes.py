from __future__ import annotations

import pytest

from scroblarr_desktop.changes import Changed, Changes


def test_every_listener_hears_each_change_in_order() -> None:
    changes, heard = Changes(), []
    for name in ("first", "second"):
        changes.listen(lambda changed, name=name: heard.append((name, changed)))  # type: ignore[misc]
    changes.publish(Changed.LOG | Changed.INBOX)
    changes.publish(Changed.STATE)
    assert heard == [
        ("first", Changed.LOG | Changed.INBOX),
        ("second", Changed.LOG | Changed.INBOX),
        ("first", Changed.STATE),
        ("second", Changed.STATE),
    ]


def test_no_change_is_not_told() -> None:
    changes, heard = Changes(), list[Changed]()
    changes.listen(heard.append)
    changes.publish(Changed.NOTHING)
    assert heard == []


def test_a_listener_that_stopped_hears_no_more() -> None:
    changes, heard = Changes(), list[Changed]()
    stop = changes.listen(heard.append)
    stop()
    stop()
    changes.publish(Changed.LOG)
    assert heard == []


def test_a_listener_may_stop_while_it_listens() -> None:
    changes, heard = Changes(), list[str]()

    def once(changed: Changed) -> None:
        heard.append("once")
        stop()

    stop = changes.listen(once)
    changes.listen(lambda changed: heard.append("always"))
    changes.publish(Changed.LOG)
    changes.publish(Changed.LOG)
    assert heard == ["once", "always", "always"]


def test_a_listener_that_comes_during_a_change_hears_the_next() -> None:
    changes, heard = Changes(), list[Changed]()
    stop = changes.listen(lambda changed: add())

    def add() -> None:
        stop()
        changes.listen(heard.append)

    changes.publish(Changed.LOG)
    assert heard == []
    changes.publish(Changed.STATE)
    assert heard == [Changed.STATE]


@pytest.mark.parametrize("one", list(Changed))
def test_each_kind_of_change_stands_for_itself(one: Changed) -> None:
    assert [other for other in Changed if other & one] == [one]
    assert not Changed.NOTHING & one
