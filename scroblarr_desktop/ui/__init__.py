"""The windows and the tray. They show what `engine` tells and call what `engine` offers."""
