"""How a Plex account and its servers are connected, kept, and let go."""
