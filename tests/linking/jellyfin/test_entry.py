"""Our entry among those of others in the configuration of the Webhook plugin."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.linking.jellyfin.entry import (
    Ours,
    entries,
    is_right,
    mended,
    new_entry,
    other_scroblarrs,
    same_elsewhere,
    with_ours,
    without_ours,
)
from tests.linking.jellyfin_world import other_entry

SECRET = "secret-of-this-server"
NAME = "Scroblarr (study)"
URI = "http://192.168.1.20:24180/webhooks/jellyfin"
OLD_URI = "http://192.168.1.77:24180/webhooks/jellyfin"
OURS = Ours(NAME, URI, SECRET, (OLD_URI,))

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


def configuration(*entries: Any, **more: Any) -> dict[str, Any]:
    return {"ServerUrl": "x", "GenericOptions": list(entries), "MqttOptions": [{"Port": 1}], **more}


def by_header(secret: str = SECRET, **more: Any) -> dict[str, Any]:
    return new_entry(Ours("any", "http://any", secret)) | more


def test_a_new_entry_asks_for_what_we_need_and_no_more() -> None:
    entry = new_entry(OURS)
    assert (entry["WebhookName"], entry["WebhookUri"]) == (NAME, URI)
    assert entry["NotificationTypes"] == ["PlaybackStart", "PlaybackStop", "UserDataSaved"]
    assert {name for name, value in entry.items() if value is True} == {
        "EnableMovies",
        "EnableEpisodes",
        "SendAllProperties",
        "EnableWebhook",
        "TrimWhitespace",
        "SkipEmptyMessageBody",
    }
    assert entry["UserFilter"] == []
    assert entry["Headers"] == [
        {"Key": "Content-Type", "Value": "application/json"},
        {"Key": "X-Webhook-Secret", "Value": SECRET},
    ]
    assert SECRET not in entry["WebhookUri"]


def test_it_is_appended_to_the_others() -> None:
    before = configuration(other_entry())
    after = with_ours(before, OURS)
    assert entries(after) == [other_entry(), new_entry(OURS)]
    assert list(after) == list(before)
    assert is_right(after, OURS)
    assert with_ours(after, OURS) == after


@pytest.mark.parametrize("bare", [{}, {"GenericOptions": None}, {"GenericOptions": "odd"}])
def test_it_is_the_first_where_there_is_none(bare: dict[str, Any]) -> None:
    assert entries(with_ours(bare, OURS)) == [new_entry(OURS)]


@pytest.mark.parametrize(
    "entry",
    [
        by_header(),
        by_header(Headers=[{"Key": "x-webhook-secret", "Value": SECRET}]),
        other_entry() | {"WebhookUri": f"http://old/webhooks/jellyfin/{SECRET}"},
        other_entry() | {"WebhookName": NAME, "WebhookUri": URI},
        other_entry() | {"WebhookName": NAME, "WebhookUri": OLD_URI},
    ],
)
def test_ours_is_known_by_its_secret_or_by_name_and_address(entry: dict[str, Any]) -> None:
    assert OURS.is_ours(entry)


@pytest.mark.parametrize(
    "entry",
    [
        other_entry(),
        other_entry() | {"WebhookName": NAME},
        other_entry() | {"WebhookName": "Scroblarr (loft)", "WebhookUri": URI},
        other_entry() | {"WebhookUri": f"http://old/another/path/{SECRET}"},
        {},
        {"Headers": None, "WebhookUri": None},
        {"Headers": [None, {"Key": None}]},
        None,
        "odd",
    ],
)
def test_everything_else_is_not_ours(entry: Any) -> None:
    assert not OURS.is_ours(entry)


def test_after_a_change_of_address_only_that_is_another() -> None:
    before = new_entry(Ours(NAME, OLD_URI, SECRET))
    assert mended(before, OURS) == before | {"WebhookUri": URI}


def test_what_the_person_chose_stays() -> None:
    chosen = {"WebhookName": "My watches", "UserFilter": ["ab" * 16], "EnableSeries": True}
    kept = {"NotificationTypes": ["ItemAdded", "PlaybackStop"], "Later": 1, **chosen}
    headers = [{"Key": "X-Room", "Value": "hall"}, *by_header()["Headers"]]
    found = mended(by_header() | kept | {"Headers": headers}, OURS)
    assert {name: found[name] for name in chosen} == chosen
    assert found["Later"] == 1
    assert found["Headers"] == headers
    assert found["NotificationTypes"] == [
        "ItemAdded",
        "PlaybackStop",
        "PlaybackStart",
        "UserDataSaved",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        {"EnableMovies": False},
        {"EnableWebhook": False},
        {"SendAllProperties": False, "Template": "e30="},
        {"NotificationTypes": None},
        {"NotificationTypes": ["PlaybackStop"]},
        {
            "Headers": [
                {"Key": "X-Webhook-Secret", "Value": SECRET},
                {"Key": "Content-Type", "Value": "application/json; charset=utf-8"},
            ]
        },
        {"Headers": [{"Key": "X-Webhook-Secret", "Value": SECRET}]},
    ],
)
def test_what_would_lose_watches_is_mended(broken: dict[str, Any]) -> None:
    wrong = configuration(new_entry(OURS) | broken)
    assert not is_right(wrong, OURS)
    right = with_ours(wrong, OURS)
    assert is_right(right, OURS)
    [entry] = entries(right)
    needed = ("EnableMovies", "EnableWebhook", "SendAllProperties")
    assert all(entry[name] is True for name in needed)
    assert {"Key": "Content-Type", "Value": "application/json"} in entry["Headers"]


def test_a_renewed_secret_takes_the_place_of_the_old_one() -> None:
    old = configuration(new_entry(Ours(NAME, URI, "the-old-secret")))
    [entry] = entries(with_ours(old, OURS))
    assert entry == new_entry(OURS)


def test_of_several_of_ours_one_stays() -> None:
    found = configuration(by_header(), other_entry(), new_entry(OURS), by_header())
    after = with_ours(found, OURS)
    assert [OURS.is_ours(one) for one in entries(after)] == [True, False]
    assert entries(after)[1] == other_entry()


def test_taken_away_the_others_are_left() -> None:
    found = configuration(new_entry(OURS), other_entry(), by_header())
    assert without_ours(found, OURS) == configuration(other_entry())


def test_another_scroblarr_is_named_and_left_alone() -> None:
    theirs = new_entry(Ours("Scroblarr (loft)", "http://192.168.1.30/webhooks/jellyfin", "other"))
    found = configuration(theirs, other_entry())
    after = with_ours(found, OURS)
    assert entries(after)[:2] == [theirs, other_entry()]
    assert other_scroblarrs(after, OURS) == ["Scroblarr (loft)"]
    assert without_ours(after, OURS) == found


def test_a_change_of_anothers_entry_is_noticed() -> None:
    before = configuration(other_entry())
    after = with_ours(before, OURS)
    assert same_elsewhere(before, after, OURS)
    changed = copy.deepcopy(after)
    changed["GenericOptions"][0]["Template"] = ""
    assert not same_elsewhere(before, changed, OURS)
    assert not same_elsewhere(before, {**after, "MqttOptions": []}, OURS)


@given(st.dictionaries(st.text(), JSON, max_size=4), st.lists(JSON, max_size=4))
def test_whatever_stands_there_stays_byte_for_byte(more: dict[str, Any], others: list[Any]) -> None:
    before = {**more, "GenericOptions": others}
    written = json.dumps(before)
    connected = with_ours(before, OURS)
    moved = with_ours(connected, Ours(NAME, OLD_URI, SECRET))
    assert len(entries(connected)) == len(entries(moved)) == len(others) + 1
    assert json.dumps(without_ours(moved, OURS)) == written
    assert json.dumps(before) == written, "what was read is not changed"


def test_the_secret_is_not_shown() -> None:
    assert SECRET not in repr(OURS)
