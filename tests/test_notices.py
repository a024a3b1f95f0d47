"""What is worth a notification, and that nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scroblarr_desktop import notices
from scroblarr_desktop.attention import Need
from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.notices import FORGET_AFTER, NoticeKind, Notices, kind_of
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, open_store
from scroblarr_desktop.store.records import DeliveryState
from tests.store.filling import connect, delivery_of, end, link, movie, person, planned

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

SIGN_IN = Need("account:1", "Anna's Trakt sign-in ended", "", (("sign_in", "Sign in again"),))
NEW_ONE = Need("viewer:4", "Somebody new on Attic: kids", "", (("ignore", "Ignore"),))
REFUSED = Need("delivery:9", "The Lantern Year, Anna", "", (("retry", "Try again"),), 5)
OFFER = Need("earlier:1", "Anna watched before", "", (("send", "Send them"),), offered=True)


@pytest.fixture
def changes(tmp_path: Path) -> Iterator[Changes]:
    heard = Changes()
    open_store(DataDir(tmp_path), heard)
    yield heard
    close_store()


@pytest.fixture
def told(changes: Changes) -> Notices:
    return Notices()


def keys(told: Notices, *needs: Need, at: datetime = NOW) -> list[str]:
    """Look at these needs, and return what is told of them."""
    told.look(needs, at)
    return [need.key for need in told.take().needs]


def test_each_thing_has_its_kind() -> None:
    assert kind_of(SIGN_IN) is NoticeKind.SIGN_INS
    assert kind_of(NEW_ONE) is NoticeKind.NEW_PEOPLE
    assert kind_of(REFUSED) is NoticeKind.FAILURES
    server = Need("server:2", "The sign-in at Attic ended", "", (("sign_in", "Sign in again"),))
    assert kind_of(server) is NoticeKind.SIGN_INS
    assert kind_of(Need("question:1", "What about the pause?", "", ())) is NoticeKind.FAILURES


def test_by_default_only_arrivals_are_silent(changes: Changes) -> None:
    wanted = {kind for kind in NoticeKind if notices.is_wanted(kind)}
    assert wanted == {NoticeKind.FAILURES, NoticeKind.SIGN_INS, NoticeKind.NEW_PEOPLE}


def test_everything_is_told_once(told: Notices) -> None:
    assert keys(told, SIGN_IN, NEW_ONE, OFFER) == [SIGN_IN.key, NEW_ONE.key]
    assert keys(told, SIGN_IN, NEW_ONE, REFUSED) == [REFUSED.key]
    assert keys(told, SIGN_IN, NEW_ONE, REFUSED) == []


def test_not_again_after_a_start_either(told: Notices) -> None:
    assert keys(told, SIGN_IN) == [SIGN_IN.key]
    later = NOW + timedelta(days=3)
    assert keys(Notices(), SIGN_IN, at=later) == []


def test_other_words_make_nothing_new(told: Notices) -> None:
    assert keys(told, REFUSED) == [REFUSED.key]
    assert keys(told, replace(REFUSED, title="Trakt does not have it yet")) == []


def test_what_comes_and_goes_is_told_once(told: Notices) -> None:
    assert keys(told, REFUSED) == [REFUSED.key]
    assert keys(told, at=NOW + MINUTE) == []
    assert keys(told, REFUSED, at=NOW + 2 * MINUTE) == []
    assert keys(told, at=NOW + 3 * MINUTE) == []
    assert keys(told, at=NOW + 3 * MINUTE + FORGET_AFTER) == []
    assert keys(told, REFUSED, at=NOW + 4 * MINUTE + FORGET_AFTER) == []


def test_what_was_settled_long_ago_is_told_anew(told: Notices) -> None:
    assert keys(told, SIGN_IN) == [SIGN_IN.key]
    assert keys(told, at=NOW + MINUTE) == []
    later = NOW + 2 * MINUTE + FORGET_AFTER
    assert keys(told, at=later) == []
    assert keys(told, SIGN_IN, at=later) == [SIGN_IN.key]


def test_what_is_settled_before_it_was_told_is_told_to_nobody(told: Notices) -> None:
    told.look([SIGN_IN], NOW)
    told.look([], NOW)
    assert not told.waiting
    assert not told.news


def test_a_kind_that_nobody_wants_is_not_told_afterwards(told: Notices) -> None:
    notices.want(NoticeKind.SIGN_INS, False)
    assert keys(told, SIGN_IN, NEW_ONE) == [NEW_ONE.key]
    notices.want(NoticeKind.SIGN_INS, True)
    assert keys(told, SIGN_IN, NEW_ONE) == []
    assert notices.is_wanted(NoticeKind.NEW_PEOPLE)


def test_looking_again_writes_nothing(told: Notices, changes: Changes) -> None:
    keys(told, SIGN_IN)
    heard: list[Changed] = []
    changes.listen(heard.append)
    keys(told, SIGN_IN)
    keys(told, SIGN_IN)
    assert heard == []


def test_quiet_ends_by_itself_or_by_hand(changes: Changes) -> None:
    assert notices.quiet_until(NOW) is None
    notices.be_quiet(NOW + timedelta(hours=1))
    assert notices.quiet_until(NOW) == NOW + timedelta(hours=1)
    assert notices.quiet_until(NOW + timedelta(hours=1)) is None
    notices.be_quiet(NOW + timedelta(hours=1))
    notices.be_quiet(None)
    assert notices.quiet_until(NOW) is None


def test_arrivals_are_told_once_wanted(told: Notices) -> None:
    anna = person("Anna", connect())
    link(anna)
    deliver = delivery_of(planned(anna, movie("Paper Comets", 1999)))
    end(deliver, DeliveryState.DELIVERED)
    told.look([], NOW)
    assert not told.waiting, "nobody asked for them"
    notices.want(NoticeKind.ARRIVALS, True)
    told.look([], NOW)
    assert not told.waiting, "only what arrives from now on"
    again = delivery_of(planned(anna, movie()))
    end(again, DeliveryState.WAITING, outcome="failed")
    end(again, DeliveryState.DELIVERED)
    told.look([], NOW)
    [arrived] = told.take().arrived
    assert (arrived.what, arrived.who) == ("The Lantern Year (2021)", "Anna")
    assert arrived.destination == "trakt"
    told.look([], NOW)
    assert not told.waiting
