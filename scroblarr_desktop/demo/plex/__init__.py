"""A Plex media server as the app sees it: webhooks and the API."""
