"""Scroblarr Desktop marks what a household watched in each member's own tracker accounts."""

__version__ = "0.1.0"
