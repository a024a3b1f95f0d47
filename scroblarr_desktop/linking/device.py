"""Who this app on this computer is to media servers."""

from __future__ import annotations

import uuid

from scroblarr_desktop.store import settings

_SETTING = "device_id"


def device_id() -> str:
    """Return an id that stays the same, so that a new sign-in takes the place of an old one."""
    known = settings.get(_SETTING)
    if isinstance(known, str) and known:
        return known
    made = str(uuid.uuid4())
    settings.put(_SETTING, made)
    return made
