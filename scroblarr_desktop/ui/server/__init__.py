"""The page of the media servers and its parts."""
