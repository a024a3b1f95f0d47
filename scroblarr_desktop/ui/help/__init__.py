"""The windows that help where something is wrong, and say what the program is."""
