"""Each shared widget, tried in a ten-line app of its own."""
