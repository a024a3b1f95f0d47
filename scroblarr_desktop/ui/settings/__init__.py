"""The settings page, one module for each section."""
