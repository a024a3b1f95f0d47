"""`python -m scroblarr_desktop`"""

from __future__ import annotations

import sys

from scroblarr_desktop import memory

memory.hurry()

from scroblarr_desktop.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
