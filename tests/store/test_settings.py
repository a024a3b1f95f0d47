from __future__ import annotations

from typing import Any

import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import Store, settings


@pytest.mark.parametrize("value", ["word", "", 0, 8.5, True, False, [1, "two"], {"a": None}])
def test_a_choice_comes_back_as_it_was(store: Store, value: Any) -> None:
    settings.put("choice", "before")
    settings.put("choice", value)
    assert settings.get("choice", "default") == value


def test_a_choice_that_was_never_made_is_the_default(store: Store) -> None:
    assert settings.get("choice") is None
    assert settings.get("choice", 45) == 45


def test_none_takes_a_choice_back(store: Store, heard: list[Changed]) -> None:
    settings.put("choice", 1)
    settings.put("choice", None)
    assert settings.get("choice", 45) == 45
    assert heard == [Changed.SETTINGS, Changed.SETTINGS]


def test_an_app_is_kept_with_its_secret(store: Store, heard: list[Changed]) -> None:
    assert settings.app_credentials("trakt") is None
    settings.put_app_credentials("trakt", "id", "secret")
    settings.put_app_credentials("simkl", "other", None)
    assert settings.app_credentials("trakt") == ("id", "secret")
    assert settings.app_credentials("simkl") == ("other", "")
    assert heard == [Changed.SETTINGS, Changed.SETTINGS]


def test_a_new_client_id_alone_keeps_the_secret(store: Store) -> None:
    settings.put_app_credentials("trakt", "id", "secret")
    settings.put_app_credentials("trakt", "new id", None)
    assert settings.app_credentials("trakt") == ("new id", "secret")
