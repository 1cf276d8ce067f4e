"""Pure functions over plain values: no database, no clock; today is an argument."""
