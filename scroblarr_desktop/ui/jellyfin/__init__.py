"""The dialog that connects a Jellyfin, step by step."""
