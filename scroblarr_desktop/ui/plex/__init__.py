"""The dialog that connects a Plex account and its servers, step by step."""
