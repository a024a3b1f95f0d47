"""What the bundle runs."""

from __future__ import annotations

import sys

from scroblarr_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
