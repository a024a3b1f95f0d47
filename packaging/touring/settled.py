"""A household that is set up already, for what comes later."""

from __future__ import annotations

from scroblarr_desktop.linking import people
from scroblarr_desktop.linking.people import New
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.store import accounts, household, servers
from scroblarr_desktop.store.records import AccountState, Member, Server
from touring.hands import until
from touring.house import House


async def connect_plex(house: House) -> Server:
    """Connect Anna's Plex without a window."""
    link, world = house.engine.plex, house.world
    code = await link.new_code()
    world.plex_tv.confirm_pin(code.page.partition("code=")[2].partition("&")[0], world.anna_at_plex)
    signed_in = await link.follow(code)
    found = await link.find(signed_in)
    connection, server_ids = link.connect(signed_in, [Chosen(one) for one in found.own])
    await link.register(connection.id)
    await link.read_people(server_ids[0])
    return servers.get(server_ids[0])


async def connect_jellyfin(house: House) -> Server:
    """Connect Anna's Jellyfin without a window."""
    link, world = house.engine.jellyfin, house.world
    reached = await link.try_address(world.cellar.url)
    ways = link.sign_in(reached)  # type: ignore[arg-type]  # it has no certificate of its own
    signed_in = await ways.with_password("anna", world.anna_at_jellyfin.password)
    server = await link.connect(reached, signed_in)  # type: ignore[arg-type]  # as above
    await link.set_webhook(server.id)
    await link.people(server.id)
    return server


def take(server: Server, viewer: str, name: str) -> Member:
    """Take a viewer of the server into the household under that name."""
    (found,) = [one for one in household.viewers_on(server.id) if one.name == viewer]
    taken = people.take(server.id, {found.id: New(name)})
    return household.member(taken.member_ids[0])


async def link(house: House, member: Member, user: str = "anna") -> None:
    """Link the member at Trakt without a window."""
    account = await house.engine.linking.start_sign_in(member.id, "trakt")
    assert account.sign_in is not None
    house.world.trakt.confirm(account.sign_in.user_code, house.world.trakt.users[user])
    await until(lambda: accounts.get(account.id).state is AccountState.LINKED, "the account")
