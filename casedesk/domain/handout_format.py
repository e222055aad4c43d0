"""The kinds of file that a handout is saved as."""

from enum import StrEnum
from pathlib import Path


class HandoutFormat(StrEnum):
    """A kind of file, by its ending."""

    WORD = ".docx"
    HTML = ".html"
    """One page for any browser, with its style and pictures within."""
    MARKDOWN = ".md"
    """Plain text, with its pictures in a folder beside it."""


_ENDINGS = {".htm": HandoutFormat.HTML, ".markdown": HandoutFormat.MARKDOWN}


def format_of(path: Path) -> HandoutFormat:
    """What a file of this name is to be; a Word file where its ending says nothing else."""
    ending = path.suffix.lower()
    return next((kind for kind in HandoutFormat if kind == ending), _ENDINGS.get(ending, HandoutFormat.WORD))
