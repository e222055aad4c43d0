"""Word files that are dragged onto the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def word_files(data: QMimeData) -> tuple[Path, ...]:
    """The Word files among what is dragged."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.lower() == ".docx")
