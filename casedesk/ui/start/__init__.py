"""What an empty library shows."""
