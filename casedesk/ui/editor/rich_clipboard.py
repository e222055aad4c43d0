"""The clipboard of rich text: what may come in, and what goes out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from casedesk.domain import richtext
from casedesk.domain.richtext import Block
from casedesk.ui.editor import clipboard_html
from casedesk.ui.editor.picture_sources import image_of_address, image_of_file, is_picture_file

Keep = Callable[[QImage | bytes, str], str | None]
_HTML_HEAD = '<meta charset="utf-8">'


def can_take(mime: QMimeData) -> bool:
    """Whether there is something that rich text can hold."""
    if any(url.isLocalFile() for url in mime.urls()):
        return any(is_picture_file(url.toLocalFile()) for url in mime.urls())
    return mime.hasHtml() or mime.hasText() or mime.hasImage()


def blocks_from(mime: QMimeData, keep: Keep) -> tuple[Block, ...]:
    """The blocks of what is pasted or dropped. Pictures come from the clipboard, or the files that belong to it."""
    if any(url.isLocalFile() for url in mime.urls()):
        return _dropped_pictures(mime, keep)
    if mime.hasImage() and not mime.hasText():
        return _picture(keep(QImage(mime.imageData()), ""))
    if mime.hasHtml():
        blocks = clipboard_html.blocks_of(mime.html(), lambda source: _kept(source, keep))
        if blocks or not mime.hasText():
            return blocks
    return richtext.parse(richtext.from_plain(mime.text()))


def mime_of(blocks: Sequence[Block]) -> QMimeData:
    """What other programs, and we, are given of a selection."""
    mime = QMimeData()
    said = f'<p class="{richtext.DIALOGUE_CLASS}"'
    html = richtext.serialise(blocks).replace(said, f'{said} style="margin-left:2em;text-indent:-2em"')
    mime.setHtml(_HTML_HEAD + html)
    mime.setText("\n".join(richtext.plain_lines(blocks)))
    return mime


def _dropped_pictures(mime: QMimeData, keep: Keep) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for url in mime.urls():
        if url.isLocalFile() and (found := image_of_file(url.toLocalFile())) is not None:
            data, name = found
            blocks.extend(_picture(keep(data, name), name))
    return tuple(blocks)


def _picture(digest: str | None, name: str = "") -> tuple[Block, ...]:
    return (richtext.Paragraph((richtext.Picture(digest, name),)),) if digest else ()


def _kept(source: str, keep: Keep) -> str | None:
    data = image_of_address(source)
    return keep(data, "") if data else None
