"""The file itself: where it lives, opening, locking, schema steps, backup, restore and check."""
