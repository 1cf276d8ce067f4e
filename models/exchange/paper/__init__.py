"""Pages to print and put in a binder: A4, in Swedish, the same bytes every time for the same content."""
