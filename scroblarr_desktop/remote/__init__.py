"""Calls to services elsewhere: what goes out, what comes back, what can go wrong on the way."""
