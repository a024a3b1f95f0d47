"""Counting calls with a wrong secret."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scroblarr_desktop.http_server.wrong_secrets import MOST_ADDRESSES, WrongCalls, WrongSecrets

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_calls_are_counted_by_address_latest_first() -> None:
    wrong = WrongSecrets()
    for minute, address in enumerate(["10.0.0.1", "10.0.0.2", "10.0.0.1"]):
        wrong.note(address, NOON + timedelta(minutes=minute))
    assert wrong.calls() == [
        WrongCalls("10.0.0.1", 2, NOON + timedelta(minutes=2)),
        WrongCalls("10.0.0.2", 1, NOON + timedelta(minutes=1)),
    ]


def test_whoever_tries_from_many_addresses_fills_no_memory() -> None:
    wrong = WrongSecrets()
    for number in range(MOST_ADDRESSES + 10):
        wrong.note(f"fd00::{number:x}", NOON)
        wrong.note("10.0.0.1", NOON)
    addresses = [calls.address for calls in wrong.calls()]
    assert len(addresses) == MOST_ADDRESSES
    assert addresses[0] == "10.0.0.1"
    assert "fd00::0" not in addresses
