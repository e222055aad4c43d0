"""Changing many cases at once: what would change is seen, and can be left out, before anything is written."""
