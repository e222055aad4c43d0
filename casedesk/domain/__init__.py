"""What we talk about: frozen values and pure functions. No files, no Qt, no SQL."""
