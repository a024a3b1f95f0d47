"""Every test of a destination may make calls, and serve."""

from __future__ import annotations

from tests.serving import calls as calls
from tests.serving import serve as serve
from tests.serving import serve_raw as serve_raw
