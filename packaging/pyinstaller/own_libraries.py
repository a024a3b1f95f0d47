"""Runs before the app: keeps the bundle's libraries to the bundle.

The start of a bundle on Linux sets LD_LIBRARY_PATH. The app has read it by now; the browser that it
opens would inherit it, load libraries that are not the system's, and break.
"""

import os
import sys

if sys.platform.startswith("linux"):
    _before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if _before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = _before
