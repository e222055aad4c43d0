"""The case, read and written in the same place."""
