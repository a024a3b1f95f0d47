"""How a Jellyfin is connected, kept, and let go."""
