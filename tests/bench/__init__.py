"""Measures the program beside what it is compared with (`uv run python -m tests.bench`, on Linux); pytest runs none of it."""
