"""Cases and lesson plans saved as ordinary files."""
