"""What the documents say, as data, and the readers of that data."""
