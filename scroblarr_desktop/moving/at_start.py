"""What a move leaves for a start: a household that is gone, or what an end in the middle left."""

from __future__ import annotations

from contextlib import suppress

from scroblarr_desktop.moving import arriving, leaving, seal
from scroblarr_desktop.moving.troubles import MovingTrouble
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import moving
from scroblarr_desktop.store.moving import Away, MovedAway
from scroblarr_desktop.store.trouble import translated


def refuse_if_moved(folder: DataDir) -> None:
    """Let nothing start where the household is gone; for the open store.

    Raises MovedAway, after the file got what it lacked. Raises StoreTrouble.
    """
    away = moving.away()
    if away is not None:
        raise MovedAway(leaving.finish(folder, away))
    leaving.clear(folder)
    arriving.clear(folder)


def was_opened(away: Away) -> bool | None:
    """Return whether the file says that it was opened; None where it is not to be found."""
    try:
        with away.file.open("rb") as file:
            sealed = seal.Sealed(file)
            return sealed.opened_at is not None if sealed.label.file_id == away.file_id else None
    except (OSError, MovingTrouble):
        return None


def use_again(folder: DataDir, away: Away) -> None:
    """Let the household live here again, for a closed database. Raises StoreTrouble.

    A file that nobody can open yet never will be. Of one that may have been opened elsewhere this
    copy is an older one, and is treated so; whoever opens it later does so after this one.
    """
    if not away.whole and away.draft.exists():
        with translated():
            away.draft.unlink()
        moving.use_again(folder, doubtful=False)
        return
    moving.use_again(folder, doubtful=True)
    if was_opened(away) is False:
        with suppress(OSError), away.file.open("r+b") as file:
            seal.note_opened(file, utc_now())
