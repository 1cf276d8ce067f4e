"""Measures the program beside what it is compared with: `uv run python -m tests.bench`, on Linux. Not for pytest."""
