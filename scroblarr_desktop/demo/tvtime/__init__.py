"""A server that speaks TV Time's API, as the app sees it."""
