"""The tray of a real desktop: a screen of its own, a window manager, a panel, and the program."""
