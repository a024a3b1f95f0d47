"""Trakt as the app sees it."""
