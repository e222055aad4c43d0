"""What a file may be called on Windows, macOS and Linux alike."""

import re

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
"""What the name of a file has on none of them."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)


def fit_name(words: str, *, longest: int = 80, gap: str = "_") -> str:
    """Words as the name of a file, without its suffix; empty where nothing is left of them."""
    seen = "".join(char if char.isprintable() or char.isspace() else gap for char in words)
    name = " ".join(FORBIDDEN.sub(gap, seen).split())[:longest].strip(" .")
    return f"_{name}" if _RESERVED.fullmatch(name) else name
