"""Simkl as the app sees it."""
