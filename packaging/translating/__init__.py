"""What the translations of the windows are made with; see packaging/languages.py."""
