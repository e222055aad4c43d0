"""Documents of other kinds that lie whole inside a Word file, as programs on the web make them (`w:altChunk`)."""

from pathlib import Path

from casedesk.domain.draft import SourceText
from casedesk.importing.readers import plain, rich_text, web, web_archive


def read_chunk(name: str, data: bytes) -> SourceText:
    """The text of a page, a web archive, an RTF file or a plain text. Raises UnreadableFileError."""
    path = Path(name)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if web_archive.is_web_archive(head):
        return web_archive.read(path, data)
    if head.startswith(b"{\\rtf"):
        return rich_text.read(path, data)
    if head.startswith(b"<") or path.suffix.lower() in (".html", ".htm", ".xhtml"):
        return web.read(path, data)
    return plain.read(path, data)
