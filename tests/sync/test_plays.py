"""Which play at a destination is which delivery's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.destinations import Play
from scroblarr_desktop.store.records import Claim, DeliveryState, DueDelivery
from scroblarr_desktop.sync.plays import is_claimed, own_play, span_to_ask, unclaimed
from scroblarr_desktop.watches import Item, Kind

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
FILM = Item(Kind.MOVIE, "The Lantern Year", 2019, run_time_s=6600)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def play(after_s: float, id_: str = "") -> Play:
    return Play(id_ or f"play at {after_s}", NOON + seconds(after_s))


def by_id(id_: str, after_s: float = 0) -> Claim:
    return Claim(1, id_, NOON + seconds(after_s), exact=True)


def by_time(after_s: float, *, exact: bool = True, delivery_id: int = 1) -> Claim:
    return Claim(delivery_id, None, NOON + seconds(after_s), exact)


def due(watched_at: datetime = NOON, last_try_at: datetime | None = None) -> DueDelivery:
    return DueDelivery(
        id=1,
        watch_id=1,
        account_id=1,
        member_id=1,
        state=DeliveryState.WAITING,
        item=FILM,
        watched_at=watched_at,
        by_hand=False,
        at_release=False,
        rewatched=False,
        attempts=1,
        first_try_at=last_try_at,
        last_try_at=last_try_at,
        fate_unknown=last_try_at is not None,
        wants_history=False,
        unmatched_tries=0,
        next_try_at=NOON,
    )


def test_the_span_reaches_from_a_minute_before_to_half_a_run_time_after() -> None:
    assert span_to_ask(due()) == (NOON - seconds(60), NOON + seconds(3300))


def test_the_span_reaches_a_minute_past_the_last_try() -> None:
    tried = due(last_try_at=NOON + timedelta(hours=5))
    assert span_to_ask(tried) == (NOON - seconds(60), NOON + timedelta(hours=5, minutes=1))


def test_a_try_soon_after_the_watch_does_not_shorten_the_span() -> None:
    assert span_to_ask(due(last_try_at=NOON))[1] == NOON + seconds(3300)


def test_a_play_that_nobody_claims_is_this_watchs_the_nearest_first() -> None:
    assert own_play([play(900), play(40), play(-50)], [], NOON) == play(40)
    assert own_play([], [], NOON) is None


def test_a_play_with_anothers_id_is_not_ours_however_near() -> None:
    assert own_play([play(0, "a"), play(600, "b")], [by_id("a", 9000)], NOON) == play(600, "b")


def test_a_play_without_an_id_yet_is_claimed_by_its_time() -> None:
    assert own_play([play(0.4)], [by_time(0)], NOON) is None
    assert own_play([play(1.5)], [by_time(0)], NOON) == play(1.5)


def test_a_live_call_claims_what_was_stamped_around_it() -> None:
    assert own_play([play(25)], [by_time(0, exact=False)], NOON) is None
    assert own_play([play(31)], [by_time(0, exact=False)], NOON) == play(31)


def test_one_claim_takes_one_play() -> None:
    assert unclaimed([play(0, "a"), play(0, "b")], [by_time(0)]) == [play(0, "b")]


def test_a_play_known_by_id_is_not_claimed_a_second_time_by_its_time() -> None:
    claims = [by_id("a"), by_time(0, delivery_id=2)]
    assert unclaimed([play(0, "a"), play(0.5, "b")], claims) == []
    assert unclaimed([play(0, "a")], claims) == []


def test_two_watches_of_unknown_fate_leave_each_other_their_own() -> None:
    """Either may have arrived, with its own time or at the moment of its call."""
    monday, tuesday = 0, 86_400
    plays = [play(monday, "m"), play(tuesday, "t")]
    other_is_tuesday = [by_time(tuesday), by_time(tuesday + 40_000, exact=False)]
    mine = own_play(plays, other_is_tuesday, NOON)
    assert mine is not None
    assert mine.id == "m"
    other_is_monday = [by_time(monday), by_time(monday + 40_000, exact=False)]
    mine = own_play(plays, other_is_monday, NOON + seconds(tuesday))
    assert mine is not None
    assert mine.id == "t"


def test_of_two_of_unknown_fate_only_the_one_that_landed_finds_itself() -> None:
    tuesday = 86_400
    only_tuesday = [play(tuesday, "t")]
    assert own_play(only_tuesday, [by_time(tuesday)], NOON) is None


@given(
    st.lists(st.floats(min_value=-5000, max_value=5000), max_size=8, unique=True),
    st.lists(st.floats(min_value=-5000, max_value=5000), max_size=8),
)
def test_claims_never_take_more_plays_than_there_are_claims(
    plays: list[float], claims: list[float]
) -> None:
    held = [play(at) for at in plays]
    left = unclaimed(held, [by_time(at, exact=False) for at in claims])
    assert len(held) - len(left) <= len(claims)
    assert all(one in held for one in left)


def test_a_time_is_claimed_by_whoever_is_near_enough() -> None:
    assert is_claimed(NOON, [by_id("a", 0.5)])
    assert not is_claimed(NOON, [by_id("a", 20)])
    assert is_claimed(NOON, [by_time(20, exact=False)])
    assert not is_claimed(NOON, [Claim(1, "a", None, exact=True)])
