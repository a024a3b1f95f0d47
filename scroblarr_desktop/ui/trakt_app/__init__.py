"""The dialog in which the household's own Trakt app is entered and checked."""
