"""What the bundle runs."""

from __future__ import annotations

import os
import sys
import warnings

from scroblarr_desktop import memory

memory.hurry()

# The bundle leaves out what requests would guess an unknown charset with.
warnings.filterwarnings("ignore", "Unable to find acceptable character detection dependency")

# While it is loaded aiohttp reads whom this computer trusts, which takes two megabytes. The app
# calls with it nobody but itself, on this computer; everybody else through requests.
_TRUSTED = ("SSL_CERT_FILE", "SSL_CERT_DIR")
_before = {name: os.environ.get(name) for name in _TRUSTED}
os.environ.update(dict.fromkeys(_TRUSTED, os.devnull))

import aiohttp  # noqa: E402, F401

for _name, _value in _before.items():
    if _value is None:
        del os.environ[_name]
    else:
        os.environ[_name] = _value

from scroblarr_desktop.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
