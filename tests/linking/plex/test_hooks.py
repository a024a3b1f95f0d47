"""Sorting an account's webhooks: whatever stands there, nobody else's is touched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.linking.plex import hooks as plex_hooks
from scroblarr_desktop.linking.plex.hooks import Ours, base_of, secret_in, sort, with_ours
from scroblarr_desktop.linking.plex.upkeep import is_to_mend
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import close_store, connections, open_store
from scroblarr_desktop.store.records import Connection, ConnectionState, HookState
from scroblarr_desktop.watches import ServerKind

SECRET, OLD, FOREIGN = "our-own-secret-0123456789", "our-old-secret-0123456789", "x" * 32
URL = f"http://192.168.1.20:24180/webhooks/plex/{SECRET}"
OURS = Ours(
    secrets=frozenset({SECRET}),
    registered=frozenset({f"http://192.168.1.9:24180/webhooks/plex/{OLD}"}),
    places=frozenset({("192.168.1.20", 24180), ("127.0.0.1", 24180)}),
)


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        (URL, True),
        (f"http://192.168.1.9:24180/webhooks/plex/{SECRET}", True),
        (f"https://proxy.example.org/scroblarr/webhooks/plex/{SECRET}", True),
        (f"http://192.168.1.9:24180/webhooks/plex/{OLD}", True),
        (f"http://192.168.1.20:24180/webhooks/plex/{FOREIGN}", True),
        (f"http://192.168.1.20:24181/webhooks/plex/{FOREIGN}", False),
        (f"http://192.168.1.77:24180/webhooks/plex/{FOREIGN}", False),
        (f"http://127.0.0.1:24180/webhooks/plex/{FOREIGN}", False),
        (f"http://host.docker.internal:24180/webhooks/plex/{FOREIGN}", False),
        (f"http://192.168.1.20:24180/webhooks/jellyfin/{FOREIGN}", False),
        (f"http://192.168.1.20:24180/webhooks/plex/{SECRET}/more", False),
        (f"https://example.org/?u=/webhooks/plex/{SECRET}", False),
    ],
)
def test_ours_is_known_by_secret_by_memory_or_by_place(url: str, ours: bool) -> None:
    assert OURS.is_ours(url) is ours


def test_what_looks_like_a_scroblarr_and_is_not_ours_is_another_one() -> None:
    foreign = f"http://user@192.168.1.77:24180/webhooks/plex/{FOREIGN}"
    found = sort(["https://example.org", foreign, URL], OURS)
    assert (found.ours, found.foreign, found.others) == (
        (URL,),
        (foreign,),
        ("https://example.org",),
    )
    assert found.foreign_bases == ("http://192.168.1.77:24180",)
    assert sort([foreign], OURS, kept=[foreign]).foreign == ()


def test_nothing_secret_shows_in_what_is_printed() -> None:
    found = sort([URL, f"http://192.168.1.77:24180/webhooks/plex/{FOREIGN}"], OURS)
    for text in (repr(found), repr(OURS), str(found.foreign_bases)):
        assert not any(secret in text for secret in (SECRET, OLD, FOREIGN))


ADDRESSES = st.sampled_from(
    [
        URL,
        f"http://192.168.1.9:24180/webhooks/plex/{OLD}",
        f"http://192.168.1.77:24180/webhooks/plex/{FOREIGN}",
        "https://example.org/hook",
        "http://[fd00::1]:99999/webhooks/plex/abc",
        "not an address",
    ]
) | st.text(max_size=30)


@given(st.lists(ADDRESSES, max_size=12), st.booleans())
def test_everybody_else_keeps_their_place(listed: list[str], connect: bool) -> None:
    found = sort(listed, OURS)
    wanted = with_ours(listed, found.ours, URL if connect else None)
    kept = [one for one in wanted if one != URL]
    assert kept == [one for one in listed if one not in found.ours]
    assert wanted.count(URL) == int(connect)
    again = sort(wanted, OURS)
    assert with_ours(wanted, again.ours, URL if connect else None) == wanted


@given(st.text(max_size=60))
def test_wild_addresses_break_nothing(url: str) -> None:
    assert secret_in(url) is None or "/webhooks/plex/" in url
    assert FOREIGN not in base_of(url)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[None]:
    open_store(DataDir(tmp_path), Changes())
    yield
    close_store()


@pytest.mark.usefixtures("store")
def test_what_was_registered_is_remembered_newest_first_and_not_for_ever() -> None:
    for number in range(plex_hooks.REMEMBERED + 3):
        plex_hooks.remember(1, f"http://a/{number}", ["http://kept"])
    plex_hooks.remember(1, "http://a/5", [])
    known = plex_hooks.memory(1)
    assert known.registered[:2] == ("http://a/5", f"http://a/{plex_hooks.REMEMBERED + 2}")
    assert len(known.registered) == plex_hooks.REMEMBERED
    assert known.kept == ()
    assert "http://a" not in repr(known)
    plex_hooks.forget(1)
    assert plex_hooks.memory(1).registered == ()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("changes", "mended"),
    [
        ({"hook_state": HookState.FAILED}, True),
        ({"hook_state": HookState.SET, "hook_message": "No answer."}, True),
        ({"hook_state": HookState.SET}, False),
        ({"hook_state": HookState.IMPOSSIBLE, "hook_message": "No Plex Pass."}, False),
        ({"hook_state": HookState.MANUAL, "hook_message": "Not there."}, False),
        ({"hook_state": HookState.NONE}, False),
        ({"hook_state": HookState.FAILED, "state": ConnectionState.ENDED}, False),
    ],
)
def test_what_may_have_passed_is_looked_at_again(changes: dict[str, object], mended: bool) -> None:
    now = utc_now()
    connection = connections.keep(ServerKind.PLEX, "5", "anna", "token")
    changed: Connection = connections.change(connection.id, changes | {"checked_at": now})
    assert is_to_mend(changed, now + timedelta(minutes=11)) is mended
    assert not is_to_mend(changed, now + timedelta(minutes=9))
