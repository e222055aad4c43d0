"""Asking for the passphrase of a library, and setting one."""
