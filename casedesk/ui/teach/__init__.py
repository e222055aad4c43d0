"""Teach mode: a class on the screen, block by block."""
