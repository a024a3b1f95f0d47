"""Where the local API lies."""

PREFIX = "/api/v1"
