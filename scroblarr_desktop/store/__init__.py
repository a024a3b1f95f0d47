"""Everything on disk, and the only package that knows how it is stored.

One module of plain functions per subject: `servers`, `household`, `accounts`, `inbox`, `watched`,
`deliveries`, `attempts`, `removals`, `assignments`, `merging`, `matches`, `holds`, `offers`, `log`,
`settings`, `tokens`, `invitations`. They take and return frozen values (`records`). Several writes
that belong together are wrapped in `writing`.
What keeps all that safe: `backups`, `restoring`, `generations`, `keys`, `lost_key`, `housekeeping`,
`moving`, `moving_in`.
"""

from __future__ import annotations

from scroblarr_desktop.store.database import Store, close_store, open_store, writing
from scroblarr_desktop.store.sealing import KeyLost
from scroblarr_desktop.store.trouble import Locked, StoreTrouble

__all__ = ["KeyLost", "Locked", "Store", "StoreTrouble", "close_store", "open_store", "writing"]
