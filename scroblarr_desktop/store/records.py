"""What the store gives back: frozen values, never table rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from scroblarr_desktop.watches import Ids, Item, Kind, ServerKind


class InboxState(StrEnum):
    UNREAD = "unread"
    PLANNED = "planned"
    IGNORED = "ignored"
    UNASSIGNED = "unassigned"
    UNREADABLE = "unreadable"


class EntrySource(StrEnum):
    """How an inbox entry came."""

    WEBHOOK = "webhook"
    CATCH_UP = "catch_up"
    """The app read it from the media server's own history."""


class CatchUpMode(StrEnum):
    """How the app learns what is watched on a server that it is signed in to."""

    WEBHOOKS = "webhooks"
    """The server reports; its history is read now and then, for what was missed."""
    READING = "reading"
    """Its history is read every few minutes."""


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    ALREADY_THERE = "already_there"
    UNMATCHED = "unmatched"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


SUCCEEDED = (DeliveryState.DELIVERED, DeliveryState.ALREADY_THERE)
UNFINISHED = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.UNMATCHED)


class WaitingFor(StrEnum):
    """What a waiting delivery waits for."""

    TIME = "time"
    ACCOUNT = "account"
    ANSWER = "answer"


class Removal(StrEnum):
    """What taking a delivery's play back has come to. What was removed keeps none of these."""

    CANCEL = "cancel"
    """Asked for; the delivery ends cancelled."""
    RESEND = "resend"
    """Asked for; the delivery is sent anew afterwards, as when its match was corrected."""
    RETIME = "retime"
    """Asked for; it stands there with a wrong time, and is sent anew with its own."""
    LEFT = "left"
    """In vain: what is there stays there until somebody removes it by hand."""


PENDING_REMOVALS = (Removal.CANCEL, Removal.RESEND, Removal.RETIME)


class AccountState(StrEnum):
    WAITING = "waiting"
    LINKED = "linked"
    DENIED = "denied"
    EXPIRED = "expired"
    NEEDS_RELINK = "needs_relink"
    PAUSED = "paused"
    UNLINKED = "unlinked"


class HoldKind(StrEnum):
    """Why deliveries are held back until a person answers."""

    PAUSE = "pause"
    HAND_MARKS = "hand_marks"
    REPLAY = "replay"
    """Seen again to the end, or only begun again: the media server does not say."""


class ConnectionState(StrEnum):
    OK = "ok"
    ENDED = "ended"
    """The sign-in there is not accepted any more."""


class HookState(StrEnum):
    """What became of having webhooks sent."""

    NONE = "none"
    """Nobody tried yet."""
    SET = "set"
    """Registered by the app itself."""
    MANUAL = "manual"
    """The person pastes the address."""
    IMPOSSIBLE = "impossible"
    """No Plex Pass, or no plugin: the play history is read instead."""
    RESTART = "restart"
    """Works once the media server was restarted."""
    FAILED = "failed"
    """`hook_message` says why; it is tried again."""


class Place(StrEnum):
    """Where a media server runs, which decides the address that it calls."""

    UNKNOWN = ""
    HERE = "here"
    DOCKER = "docker"
    """In a container on this computer."""
    HOME = "home"
    """On another computer of the home network."""


class Relation(StrEnum):
    """What somebody is to a media server, by its own word."""

    OWNER = "owner"
    HOME = "home"
    """Of the same Plex home."""
    SHARE = "share"
    """A friend with whom it is shared."""
    USER = "user"
    """A user of a Jellyfin."""


@dataclass(frozen=True)
class Connection:
    """A sign-in at plex.tv or at a Jellyfin. One Plex account may bring several servers."""

    id: int
    kind: ServerKind
    account_id: str
    account_name: str
    account_uuid: str | None
    state: ConnectionState
    message: str
    webhooks_possible: bool | None
    """Plex Pass or plugin there; None where nobody asked yet."""
    hook_state: HookState
    hook_base: str | None
    """The address of this computer that was registered last, without the secret part."""
    hook_message: str
    checked_at: datetime | None


@dataclass(frozen=True)
class Named:
    id: int
    name: str


@dataclass(frozen=True)
class Server:
    """A media server: connected by the person (`adopted`), or one whose events came along."""

    id: int
    kind: ServerKind
    name: str
    uuid: str | None
    adopted: bool
    muted: bool
    muted_count: int
    last_event_at: datetime | None
    last_event: str
    connection_id: int | None = None
    """The sign-in through which the app itself can talk to it."""
    url: str | None = None
    """Where it answers."""
    certificate: str | None = None
    """SHA-256 fingerprint of its own certificate, where the person trusted one."""
    place: Place = Place.UNKNOWN


@dataclass(frozen=True)
class Viewer:
    id: int
    server_id: int
    account_id: str
    name: str
    avatar: str | None
    ignored: bool
    last_seen_at: datetime | None
    relation: Relation | None = None
    """None where the media server was not asked."""
    managed: bool = False
    """A profile of the Plex home without a sign-in of its own."""


@dataclass(frozen=True)
class KeptViewer:
    """A viewer who is nobody's yet, and how much is kept for them."""

    id: int
    server: Named
    account_id: str
    name: str
    kept_watches: int
    last_seen_at: datetime | None
    on_own_server: bool
    relation: Relation | None = None
    asks: bool = True
    """Of the household, as far as anybody can tell: others are only listed."""


@dataclass(frozen=True)
class Kept:
    """One inbox entry that is kept for a viewer who is nobody's."""

    entry_id: int
    what: str
    """What was finished; empty where an older version kept it."""
    received_at: datetime


@dataclass(frozen=True)
class Assignment:
    """A viewer given to members, which can be undone for a while."""

    id: int
    viewer: Named
    server: Named
    members: tuple[Named, ...]
    made_at: datetime
    undo_until: datetime
    undone_at: datetime | None
    sends: bool
    """Whether what was kept before went to the members' accounts, too."""


@dataclass(frozen=True)
class Member:
    id: int
    name: str
    enabled: bool
    hand_marks: bool
    watched_at_percent: int | None
    skipped_libraries: tuple[tuple[int, str], ...] = ()
    """Pairs of our server id and the server's own key of a library that does not count."""


@dataclass(frozen=True)
class SignIn:
    """What a person needs to confirm a sign-in that is under way."""

    user_code: str
    verification_url: str
    expires_at: datetime


@dataclass(frozen=True)
class Account:
    """A member's account at a destination."""

    id: int
    member_id: int
    destination: str
    state: AccountState
    user_id: str | None
    username: str
    message: str
    share_progress: bool
    rewatch_films: bool
    rewatch_episodes: bool
    client_id: str | None
    live_allowed: bool
    failures: int
    """How many times in a row the destination could not be used."""
    probe_at: datetime | None
    """Nothing is sent before this time, because the destination could not be used."""
    outage: str
    """Why, in a sentence for people; empty when all is well."""
    sign_in: SignIn | None
    asked_until: datetime | None = None
    """Until then the destination asked to be left alone, and nobody's word goes above that."""


@dataclass(frozen=True)
class InboxEntry:
    id: int
    received_at: datetime
    kind: ServerKind
    admitted_by: int | None
    server: Named | None
    event: str
    state: InboxState
    reason_code: str
    reason: str
    body: bytes = field(repr=False)
    sends: bool = True
    """False: its watches are kept in the log only."""
    library_tries: int = 0
    """How often its media server was asked in vain in which library the item is."""
    source: EntrySource = EntrySource.WEBHOOK


@dataclass(frozen=True)
class CatchUp:
    """What the app learns of a server by asking it, and how far it has read."""

    server_id: int
    mode: CatchUpMode
    chosen: bool
    """Whether a person chose the mode; else it follows from what the server can do."""
    cursor: datetime | None
    """So far it was read, by the media server's clock; None: never."""
    read_at: datetime | None
    """When it was last read, by our clock."""
    message: str
    """Why the latest reading did not work; empty where it did."""
    webhooks_missed_at: datetime | None
    """When the first watch ended of which the server should have told and did not."""


@dataclass(frozen=True)
class HistoryRow:
    """One finished viewing as a media server's own history tells it."""

    key: str
    """The same at every reading, and of no other row of that server."""
    at: datetime
    """By the server's clock."""
    body: bytes | None = field(repr=False)
    """What becomes the inbox entry; None for what is only to be known from now on."""


@dataclass(frozen=True)
class HistoryPage:
    """Some of what a media server's history holds. Keeping it is one step."""

    rows: tuple[HistoryRow, ...]
    read_to: datetime | None = None
    """All that is older was read, by the server's clock; None where nobody can say that yet."""


@dataclass(frozen=True)
class PlayedItem:
    """What a Jellyfin said of one item for one of its users. Times are by its clock."""

    account_id: str
    item_id: str
    played: bool
    began_at: datetime
    """When it was last begun."""
    seen_before: bool
    """Whether it was seen to the end before that, as far as anybody can tell."""
    noted_at: datetime


@dataclass(frozen=True)
class EarlierWatch:
    """A watch already in the log, as the same-watch rule sees it."""

    id: int
    item: Item
    watched_at: datetime
    by_hand: bool
    stop_position_s: float | None
    """Set when the watch was counted from an unfinished stop: how far the viewer had come."""
    finish_seen: bool
    deleted: bool
    began_at: datetime | None = None
    """Set when only its start is known for certain: `watched_at` is reckoned from that."""
    caught_up: bool = False
    """It was read from the media server's history, not told by a webhook."""


@dataclass(frozen=True)
class LoggedDelivery:
    id: int
    destination: str
    account_id: int
    state: DeliveryState
    waiting_for: str | None
    attempts: int
    next_try_at: datetime | None
    delivered_at: datetime | None
    message: str
    removal: Removal | None = None


@dataclass(frozen=True)
class LoggedWatch:
    id: int
    kind: Kind
    title: str
    show: str | None
    season: int | None
    number: int | None
    year: int | None
    ids: Ids
    member: Named | None
    server: Named | None
    watched_at: datetime
    received_at: datetime
    by_hand: bool
    rewatched: bool
    deliveries: tuple[LoggedDelivery, ...]
    show_ids: Ids = field(default_factory=dict)
    undone: bool = False
    """It is nobody's any more, and only here because a destination still has it."""
    note: str = ""
    caught_up: bool = False
    """It was read from the media server's history, not told by a webhook."""
    show_year: int | None = None
    shares_name: bool = False
    """Another show in the log has the same title."""


@dataclass(frozen=True)
class Attempt:
    """One try at a delivery. `exchanges` are requests and answers without secrets."""

    id: int
    started_at: datetime
    finished_at: datetime | None
    outcome: str
    message: str
    play_id: str | None
    exchanges: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class LogFilter:
    member: int | None = None
    server: int | None = None
    destination: str | None = None
    state: DeliveryState | None = None
    kind: Kind | None = None
    text: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    needs_person: bool = False
    """Only watches of which some delivery needs a person."""


class LogColumn(StrEnum):
    """By what the log may be sorted, besides the state at a destination."""

    WATCHED_AT = "watched_at"
    TITLE = "title"
    MEMBER = "member"
    SERVER = "server"


@dataclass(frozen=True)
class LogOrder:
    """`by` is a `LogColumn`, or the name of a destination for the state there."""

    by: str = LogColumn.WATCHED_AT
    descending: bool = True


class Reach(StrEnum):
    """What "never send this" means: one film or episode, or every episode of the show."""

    TITLE = "title"
    SHOW = "show"


@dataclass(frozen=True)
class Never:
    """Something of which a member's watches are never sent."""

    id: int
    member_id: int
    reach: Reach
    name: str
    """As people name it."""


@dataclass(frozen=True)
class DueDelivery:
    """A delivery with what its next attempt needs to know."""

    id: int
    watch_id: int
    account_id: int
    member_id: int
    state: DeliveryState
    item: Item
    watched_at: datetime
    by_hand: bool
    at_release: bool
    """Send it with the item's release date in place of the watched time."""
    rewatched: bool
    attempts: int
    first_try_at: datetime | None
    last_try_at: datetime | None
    fate_unknown: bool
    wants_history: bool
    """The live call is ruled out: an answer said so."""
    unmatched_tries: int
    next_try_at: datetime | None
    unproven: bool = False
    """A play that is found may be somebody else's, whatever its time."""
    removal: Removal | None = None


@dataclass(frozen=True)
class DueRemoval:
    """A play to be taken back, with what is known of it."""

    id: int
    watch_id: int
    account_id: int
    member_id: int
    kind: Kind
    title: str
    watched_at: datetime
    then: Removal
    reason: str
    tries: int
    match_id: str | None
    play_id: str | None
    claimed_at: datetime | None
    claim_exact: bool
    own_play: bool
    unproven: bool


@dataclass(frozen=True)
class Claim:
    """A play at the destination that a delivery of ours owns: by id, or by its time."""

    delivery_id: int
    play_id: str | None
    claimed_at: datetime | None
    exact: bool
    """Whether `claimed_at` is the play's own time rather than the moment of a live call."""


@dataclass(frozen=True)
class Question:
    """Something held back until a person answers."""

    id: int
    kind: HoldKind
    member: Named | None
    text: str
    options: tuple[tuple[str, str], ...]
    """Pairs of what to answer and how the button reads."""
    count: int


@dataclass(frozen=True)
class Pause:
    id: int
    member_id: int | None
    until: datetime | None


@dataclass(frozen=True)
class Trouble:
    """A delivery that needs a person, for the list of such things."""

    delivery_id: int
    watch_id: int
    destination: str
    state: DeliveryState
    member: Named
    what: str
    message: str
    removing: bool = False
    """It is about taking back what is there."""
