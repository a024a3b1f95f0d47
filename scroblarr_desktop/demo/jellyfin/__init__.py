"""A Jellyfin as the app sees it: webhooks of its plugin, and the API."""
