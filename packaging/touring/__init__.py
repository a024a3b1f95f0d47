"""A tour through the windows: the real program against simulated services, as pictures."""
