"""What lies on the clipboard, seen as something to import."""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from casedesk.texts import tr

_TAG = re.compile(r"<style\b.*?</style>|<!--.*?-->|<[^>]*>|&nbsp;", re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(r"<img\b|<v:imagedata\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """Files, or a text, or a page (`html`), or both. `sentence` says what is missing, or why all is."""

    paths: tuple[Path, ...] = ()
    text: str = ""
    html: str = ""
    sentence: str = ""


def pasted(data: QMimeData) -> Pasted:
    """What can be imported of it: files before text, and text before a picture of it."""
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if paths:
        return Pasted(paths)
    text, html = data.text(), data.html()
    if text.strip() or _TAG.sub("", html).strip():
        return Pasted(text=text, html=html, sentence=_without_pictures() if _PICTURE.search(html) else "")
    if data.hasImage() or _PICTURE.search(html):
        return Pasted(sentence=_only_a_picture())
    return Pasted(sentence=tr("There is no text on the clipboard. Copy some first, then paste it here."))


def _without_pictures() -> str:
    return tr("The pictures were not pasted along. To keep them, import the file that they are in.")


def _only_a_picture() -> str:
    return tr(
        "There is only a picture on the clipboard. Run text recognition on it and paste the text, "
        "or paste the picture into a case."
    )
