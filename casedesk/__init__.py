"""CaseDesk: an offline desktop program for trainers who teach with cases."""

__version__ = "0.1.0"
