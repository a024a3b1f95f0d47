"""The tables. Private to the store: everybody else sees `records`."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import peewee as pw

from scroblarr_desktop.store import packing

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class TimeField(pw.BigIntegerField):
    """An aware UTC time, kept as whole microseconds so that it sorts and compares exactly."""

    def db_value(self, value: datetime | None) -> int | None:
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class JsonField(pw.TextField):
    """Plain JSON, keys sorted so that equal values are equal text."""

    def db_value(self, value: Any) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def python_value(self, value: str | None) -> Any:
        return None if value is None else json.loads(value)


class PackedJsonField(JsonField):
    """JSON that may be long: kept packed. Rows of older versions hold it as plain text."""

    def db_value(self, value: Any) -> Any:
        text = super().db_value(value)
        if text is None or len(text) < packing.SMALLEST:
            return text
        return packing.pack(text.encode())

    def python_value(self, value: str | bytes | None) -> Any:
        return super().python_value(
            packing.unpack(value).decode() if isinstance(value, bytes) else value
        )


class BodyField(pw.BlobField):
    """Bytes as they came, which may be packed later: reading gives them as they came."""

    def db_value(self, value: bytes | None) -> Any:
        return super().db_value(None if value is None else packing.keep(value))

    def python_value(self, value: bytes | None) -> bytes | None:
        return None if value is None else packing.unpack(bytes(value))


class _Table(pw.Model):
    class Meta:
        legacy_table_names = False


class SettingRow(_Table):
    name = pw.TextField(primary_key=True)
    value: Any = JsonField()

    class Meta:
        table_name = "settings"


class SecretRow(_Table):
    name = pw.TextField(primary_key=True)
    sealed = pw.BlobField()
    restored = pw.BooleanField(default=False)
    """It came out of a copy, and the app may have gone on with a newer one since."""

    class Meta:
        table_name = "secrets"


class ConnectionRow(_Table):
    kind = pw.TextField()
    account_id = pw.TextField()
    account_name = pw.TextField()
    account_uuid = pw.TextField(null=True)
    state = pw.TextField()
    message = pw.TextField(default="")
    webhooks_possible = pw.BooleanField(null=True)
    hook_state = pw.TextField()
    hook_base = pw.TextField(null=True)
    hook_message = pw.TextField(default="")
    checked_at: Any = TimeField(null=True)
    deleted_at: Any = TimeField(null=True)

    class Meta:
        table_name = "connections"


class ServerRow(_Table):
    kind = pw.TextField()
    name = pw.TextField()
    uuid = pw.TextField(null=True)
    adopted = pw.BooleanField()
    muted = pw.BooleanField(default=False)
    muted_count = pw.IntegerField(default=0)
    last_event_at: Any = TimeField(null=True)
    last_event = pw.TextField(default="")
    deleted_at: Any = TimeField(null=True)
    connection = pw.ForeignKeyField(ConnectionRow, null=True, backref="servers")
    url = pw.TextField(null=True)
    certificate = pw.TextField(null=True)
    place = pw.TextField(default="")
    secret_digest = pw.BlobField(null=True)

    class Meta:
        table_name = "servers"


class MemberRow(_Table):
    name = pw.TextField()
    enabled = pw.BooleanField(default=True)
    hand_marks = pw.BooleanField(default=True)
    watched_at_percent = pw.IntegerField(null=True)
    deleted_at: Any = TimeField(null=True)
    skipped_libraries: Any = JsonField(default=list)

    class Meta:
        table_name = "members"


class ViewerRow(_Table):
    server = pw.ForeignKeyField(ServerRow, backref="viewers")
    account_id = pw.TextField()
    name = pw.TextField(default="")
    avatar = pw.TextField(null=True)
    ignored = pw.BooleanField(default=False)
    ignored_count = pw.IntegerField(default=0)
    last_seen_at: Any = TimeField(null=True)
    relation = pw.TextField(null=True)
    managed = pw.BooleanField(default=False)

    class Meta:
        table_name = "viewers"


class ViewerMemberRow(_Table):
    viewer = pw.ForeignKeyField(ViewerRow, backref="owners")
    member = pw.ForeignKeyField(MemberRow, backref="viewings")

    class Meta:
        table_name = "viewer_members"
        primary_key = pw.CompositeKey("viewer", "member")


class AvatarRow(_Table):
    viewer = pw.ForeignKeyField(ViewerRow, primary_key=True)
    picture = pw.BlobField()
    fetched_at: Any = TimeField()

    class Meta:
        table_name = "avatars"


class AccountRow(_Table):
    member = pw.ForeignKeyField(MemberRow, backref="accounts")
    destination = pw.TextField()
    state = pw.TextField()
    user_id = pw.TextField(null=True)
    username = pw.TextField(default="")
    message = pw.TextField(default="")
    share_progress = pw.BooleanField(default=False)
    rewatch_films = pw.BooleanField()
    rewatch_episodes = pw.BooleanField()
    client_id = pw.TextField(null=True)
    live_allowed = pw.BooleanField(default=True)
    failures = pw.IntegerField(default=0)
    probe_at: Any = TimeField(null=True)
    asked_until: Any = TimeField(null=True)
    outage = pw.TextField(default="")
    user_code = pw.TextField(null=True)
    verification_url = pw.TextField(null=True)
    code_expires_at: Any = TimeField(null=True)
    offer_from = pw.IntegerField(default=0)
    """The newest watch up to which sending what was watched earlier was answered."""
    offer_to = pw.IntegerField(null=True)
    """The newest watch about which it is asked now."""

    class Meta:
        table_name = "accounts"


class AssignmentRow(_Table):
    viewer = pw.ForeignKeyField(ViewerRow)
    made_at: Any = TimeField()
    undone_at: Any = TimeField(null=True)
    sends = pw.BooleanField()
    """Whether what was kept goes to the members' accounts, too."""
    after_watch = pw.IntegerField()
    """The newest watch when it was made: what the viewer brought since is newer."""
    after_entry = pw.IntegerField()
    """Likewise the newest inbox entry that was read."""
    adopted = pw.BooleanField()
    """Whether the viewer's media server became the household's own through it."""

    class Meta:
        table_name = "assignments"


class AssignmentMemberRow(_Table):
    assignment = pw.ForeignKeyField(AssignmentRow, backref="members")
    member = pw.ForeignKeyField(MemberRow)

    class Meta:
        table_name = "assignment_members"
        primary_key = pw.CompositeKey("assignment", "member")


class InboxRow(_Table):
    received_at: Any = TimeField()
    kind = pw.TextField()
    admitted_by = pw.ForeignKeyField(ServerRow, null=True)
    server = pw.ForeignKeyField(ServerRow, null=True)
    viewer = pw.ForeignKeyField(ViewerRow, null=True)
    event = pw.TextField(default="")
    state = pw.TextField()
    reason_code = pw.TextField(default="")
    reason = pw.TextField(default="")
    body = BodyField()
    assignment = pw.ForeignKeyField(AssignmentRow, null=True)
    what = pw.TextField(default="")
    """What was finished, in words for people."""
    next_read_at: Any = TimeField(null=True)
    """Not to be read before: its media server was asked for the library in vain."""
    library_tries = pw.IntegerField(default=0)
    source = pw.TextField(default="webhook")
    watched_at: Any = TimeField(null=True)
    """When what it tells of was finished; NULL where nothing was."""

    class Meta:
        table_name = "inbox"


class CatchUpRow(_Table):
    server = pw.ForeignKeyField(ServerRow, primary_key=True)
    mode = pw.TextField(null=True)
    cursor: Any = TimeField(null=True)
    """By the media server's clock, as all times that it tells."""
    read_at: Any = TimeField(null=True)
    message = pw.TextField(default="")
    webhooks_missed_at: Any = TimeField(null=True)

    class Meta:
        table_name = "catch_up"


class CatchUpSeenRow(_Table):
    server = pw.ForeignKeyField(ServerRow)
    key = pw.TextField()
    at: Any = TimeField()

    class Meta:
        table_name = "catch_up_rows"
        primary_key = pw.CompositeKey("server", "key")


class PlayedItemRow(_Table):
    server = pw.ForeignKeyField(ServerRow)
    account_id = pw.TextField()
    item_id = pw.TextField()
    played = pw.BooleanField()
    began_at: Any = TimeField()
    seen_before = pw.BooleanField()
    noted_at: Any = TimeField()

    class Meta:
        table_name = "played_items"
        primary_key = pw.CompositeKey("server", "account_id", "item_id")


class ListeningRow(_Table):
    since: Any = TimeField(primary_key=True)
    until: Any = TimeField()

    class Meta:
        table_name = "listening"


class WatchRow(_Table):
    entry = pw.ForeignKeyField(InboxRow)
    ordinal = pw.IntegerField()
    member = pw.ForeignKeyField(MemberRow)
    server = pw.ForeignKeyField(ServerRow)
    viewer = pw.ForeignKeyField(ViewerRow)
    kind = pw.TextField()
    title = pw.TextField()
    show = pw.TextField(null=True)
    season = pw.IntegerField(null=True)
    number = pw.IntegerField(null=True)
    year = pw.IntegerField(null=True)
    item: Any = JsonField()
    words = pw.TextField()
    watched_at: Any = TimeField()
    received_at: Any = TimeField()
    by_hand = pw.BooleanField()
    rewatched = pw.BooleanField()
    stop_position_s = pw.FloatField(null=True)
    finish_seen = pw.BooleanField()
    deleted_at: Any = TimeField(null=True)
    undone_at: Any = TimeField(null=True)
    """It is nobody's any more; the row stays in the log while a destination still has it."""
    note = pw.TextField(default="")
    withdrawn = pw.BooleanField(default=False)
    """A person said that the member did not watch it: the same event does not bring it back."""
    began_at: Any = TimeField(null=True)
    """When it began, where its end is only reckoned from that."""
    caught_up = pw.BooleanField(default=False)
    """A media server's history told of it, no webhook."""

    class Meta:
        table_name = "watches"


class MoveRow(_Table):
    """A person said that it was somebody else; `to_watch` is None where nobody watched it."""

    from_watch = pw.ForeignKeyField(WatchRow)
    to_watch = pw.ForeignKeyField(WatchRow, null=True)
    moved_at: Any = TimeField()

    class Meta:
        table_name = "moves"


class ShowRow(_Table):
    """A show of which something was watched, as one media server described it."""

    name = pw.TextField()
    ids = pw.TextField()
    """As JSON without spaces."""
    year = pw.IntegerField()
    """0 where it was not told."""
    begun = pw.IntegerField()
    """The year of an episode of its first season; 0 where none was told."""

    class Meta:
        table_name = "shows"
        primary_key = pw.CompositeKey("name", "ids", "year", "begun")


class WatchKeyRow(_Table):
    watch = pw.ForeignKeyField(WatchRow, backref="keys")
    member = pw.ForeignKeyField(MemberRow)
    key = pw.TextField()

    class Meta:
        table_name = "watch_keys"
        primary_key = pw.CompositeKey("member", "key", "watch")


class RepeatRow(_Table):
    watch = pw.ForeignKeyField(WatchRow)
    entry = pw.ForeignKeyField(InboxRow)

    class Meta:
        table_name = "repeats"
        primary_key = pw.CompositeKey("watch", "entry")


class HoldRow(_Table):
    kind = pw.TextField()
    member = pw.ForeignKeyField(MemberRow, null=True)
    started_at: Any = TimeField()
    until: Any = TimeField(null=True)
    ended_at: Any = TimeField(null=True)
    answered_at: Any = TimeField(null=True)
    answer = pw.TextField(null=True)

    class Meta:
        table_name = "holds"


class DeliveryRow(_Table):
    watch = pw.ForeignKeyField(WatchRow, backref="deliveries")
    account = pw.ForeignKeyField(AccountRow, backref="deliveries")
    state = pw.TextField()
    hold = pw.ForeignKeyField(HoldRow, null=True)
    next_try_at: Any = TimeField(null=True)
    attempts = pw.IntegerField(default=0)
    first_try_at: Any = TimeField(null=True)
    last_try_at: Any = TimeField(null=True)
    delivered_at: Any = TimeField(null=True)
    message = pw.TextField(default="")
    rewatched = pw.BooleanField()
    at_release = pw.BooleanField(default=False)
    fate_unknown = pw.BooleanField(default=False)
    asks_person = pw.BooleanField(default=False)
    wants_history = pw.BooleanField(default=False)
    unmatched_tries = pw.IntegerField(default=0)
    match_id = pw.TextField(null=True)
    play_id = pw.TextField(null=True)
    claimed_at: Any = TimeField(null=True)
    claim_exact = pw.BooleanField(default=False)
    removal = pw.TextField(null=True)
    removal_reason = pw.TextField(default="")
    removal_asked_at: Any = TimeField(null=True)
    removal_tries = pw.IntegerField(default=0)
    own_play = pw.BooleanField(default=False)
    """Whether the play there is certainly one that this delivery wrote."""
    unproven = pw.BooleanField(default=False)
    """Whether a play that is found after a write of unknown fate may be somebody else's."""

    class Meta:
        table_name = "deliveries"


class AttemptRow(_Table):
    delivery = pw.ForeignKeyField(DeliveryRow, backref="tries")
    started_at: Any = TimeField()
    finished_at: Any = TimeField(null=True)
    outcome = pw.TextField(default="")
    message = pw.TextField(default="")
    play_id = pw.TextField(null=True)
    exchanges: Any = PackedJsonField()

    class Meta:
        table_name = "attempts"


class InvitationRow(_Table):
    member = pw.ForeignKeyField(MemberRow)
    digest = pw.BlobField()
    made_at: Any = TimeField()
    expires_at: Any = TimeField()

    class Meta:
        table_name = "invitations"


class PageSessionRow(_Table):
    member = pw.ForeignKeyField(MemberRow)
    digest = pw.BlobField()
    device = pw.TextField()
    made_at: Any = TimeField()
    last_seen_at: Any = TimeField()

    class Meta:
        table_name = "page_sessions"


class MatchRow(_Table):
    destination = pw.TextField()
    item_key = pw.TextField()
    found: Any = JsonField()
    found_at: Any = TimeField()

    class Meta:
        table_name = "matches"
        primary_key = pw.CompositeKey("destination", "item_key")


class ChosenMatchRow(_Table):
    destination = pw.TextField()
    key = pw.TextField()
    item_key = pw.TextField()
    item: Any = JsonField()
    found: Any = JsonField()
    chosen_at: Any = TimeField()

    class Meta:
        table_name = "chosen_matches"
        primary_key = pw.CompositeKey("destination", "key", "item_key")


class NeverSentRow(_Table):
    member = pw.ForeignKeyField(MemberRow)
    reach = pw.TextField()
    name = pw.TextField()
    item: Any = JsonField()
    made_at: Any = TimeField()

    class Meta:
        table_name = "never_sent"


ALL = (
    SettingRow,
    SecretRow,
    ConnectionRow,
    ServerRow,
    MemberRow,
    ViewerRow,
    ViewerMemberRow,
    AvatarRow,
    AccountRow,
    AssignmentRow,
    AssignmentMemberRow,
    InboxRow,
    CatchUpRow,
    CatchUpSeenRow,
    PlayedItemRow,
    ListeningRow,
    WatchRow,
    MoveRow,
    ShowRow,
    WatchKeyRow,
    RepeatRow,
    HoldRow,
    DeliveryRow,
    AttemptRow,
    MatchRow,
    ChosenMatchRow,
    NeverSentRow,
    InvitationRow,
    PageSessionRow,
)
