"""The file itself: where it lives, opening, encryption, locking, schema steps, backup, restore and check."""
