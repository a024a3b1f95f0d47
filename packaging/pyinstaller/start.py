"""What the bundle runs."""

from __future__ import annotations

import sys
import warnings

# The bundle leaves out what requests would guess an unknown charset with.
warnings.filterwarnings("ignore", "Unable to find acceptable character detection dependency")

from scroblarr_desktop.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
