"""The overview: what the app does now, and what it wants of anybody."""
