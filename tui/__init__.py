"""The program: command line, app, keys, theme and palette."""
