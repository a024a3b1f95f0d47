"""Bundles and installers; `packaging/build.py` is how to call it."""
