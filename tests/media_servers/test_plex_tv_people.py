"""Reading who belongs to a Plex account out of what plex.tv lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.media_servers.plex_tv_people import avatar_uuid, friends, home_users
from scroblarr_desktop.media_servers.plex_tv_resources import MOST_CONNECTIONS, servers_in

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<MediaContainer friendlyName="plex" size="2">
  <User id="31" title="Emil &amp; Co" username="emil" home="0" restricted="0"
        thumb="https://plex.tv/users/00ff11aa22bb33cc/avatar?c=1">
    <Server id="1" machineIdentifier="abc" owned="1"/>
    <Server id="2" machineIdentifier="def" owned="1"/>
  </User>
  <User id="32" title="Kids" username="" home="1" restricted="1" thumb=""/>
  <User id="" title="nobody"/>
</MediaContainer>"""


def test_friends_come_with_what_is_shared_with_them() -> None:
    emil, kids = friends(LIST.encode())
    assert (emil.account_id, emil.name, emil.uuid) == ("31", "Emil & Co", "00ff11aa22bb33cc")
    assert emil.servers == {"abc", "def"}
    assert (emil.in_home, emil.managed) == (False, False)
    assert (kids.in_home, kids.managed, kids.servers) == (True, True, frozenset())


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{}",
        b"<MediaContainer>",
        b"<html></html>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><MediaContainer/>',
        '<!DOCTYPE x [<!ENTITY a "b">]><MediaContainer/>'.encode("utf-16"),
    ],
)
def test_anything_else_is_refused(document: bytes) -> None:
    with pytest.raises(ValueError, match=r"\."):
        friends(document)


def test_people_of_the_home_are_listed_with_the_managed_ones() -> None:
    users = [
        {"id": 5, "uuid": "aa", "title": "anna", "username": "anna", "restricted": False},
        {
            "id": 6,
            "title": "Kids",
            "friendlyName": "The kids",
            "username": None,
            "restricted": True,
        },
        {"id": None, "title": "nobody"},
        "odd",
    ]
    anna, kids = home_users({"users": users})
    assert (anna.account_id, anna.uuid, anna.name, anna.managed) == ("5", "aa", "anna", False)
    assert (kids.name, kids.managed, kids.in_home) == ("The kids", True, True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(JSON)
def test_wild_lists_break_nothing(listed: object) -> None:
    assert home_users(listed) == [] or isinstance(listed, dict)
    assert servers_in(listed) == [] or isinstance(listed, list)


@given(st.binary(max_size=200))
def test_wild_documents_are_refused(document: bytes) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        friends(document)


def test_the_uuid_stands_in_the_address_of_the_avatar() -> None:
    assert avatar_uuid("https://plex.tv/users/00ff/avatar?c=1") == "00ff"
    assert avatar_uuid("https://example.org/picture.png") is None


def test_players_are_no_servers() -> None:
    listed = [
        {"clientIdentifier": "a", "provides": "client,player", "connections": []},
        {"clientIdentifier": "b", "provides": "server", "name": "", "owned": True},
        {"provides": "server"},
    ]
    (found,) = servers_in(listed)
    assert (found.uuid, found.name, found.owned, found.connections) == ("b", "Plex", True, ())


def test_a_server_with_endless_connections_is_cut_short() -> None:
    connection = {"uri": "https://example.org", "address": "192.0.2.1", "port": 443}
    (found,) = servers_in(
        [{"clientIdentifier": "b", "provides": "server", "connections": [connection] * 99}]
    )
    assert len(found.connections) == MOST_CONNECTIONS


def test_the_token_of_a_server_shows_in_no_repr() -> None:
    (found,) = servers_in(
        [{"clientIdentifier": "b", "provides": "server", "accessToken": "s3cr3t"}]
    )
    assert found.token == "s3cr3t"
    assert "s3cr3t" not in repr(found)
