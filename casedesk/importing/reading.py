"""Any file as a SourceText, by what it holds rather than by what it is called."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from casedesk.domain.draft import SourceText
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.readers import (
    book,
    flat_word,
    foreign,
    markdown,
    old_slides,
    old_word,
    open_text,
    plain,
    rich_text,
    sheet,
    slides,
    web,
    web_archive,
    word,
)
from casedesk.importing.readers.archive import DAMAGED, Archive
from casedesk.texts import N_

MAX_FILE = 300_000_000

_MISSING = N_("The file is no longer there, or it may not be read.")
_EMPTY = N_("The file is empty.")
_TOO_LARGE = N_("The file is larger than 300 MB. Split it into parts and import those.")
_PICTURE = N_("This is a picture, whatever it is called. Run text recognition (OCR) on it and import the result.")
_UNSUPPORTED = N_("Files of this kind cannot be read. Save it as .docx, .pdf or .txt and import that.")
_BUNDLE = N_("This is a zip file and no document. Import it as a .zip file, or unpack it and import the folder.")
_PACKED = N_("This is a packed file. Unpack it and import the folder.")
_LEADING = b"\xef\xbb\xbf \r\n\t"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Format(StrEnum):
    """What a file holds."""

    WORD = "word"
    FLAT_WORD = "flat_word"
    OLD_WORD = "old_word"
    OLD_SLIDES = "old_slides"
    OPEN_TEXT = "open_text"
    SLIDES = "slides"
    SHEET = "sheet"
    PDF = "pdf"
    RTF = "rtf"
    WEB = "web"
    WEB_ARCHIVE = "web_archive"
    BOOK = "book"
    MARKDOWN = "markdown"
    PLAIN = "plain"


_READERS: dict[Format, Callable[[Path, bytes], SourceText]] = {
    Format.WORD: word.read,
    Format.FLAT_WORD: flat_word.read,
    Format.OLD_WORD: old_word.read,
    Format.OLD_SLIDES: old_slides.read,
    Format.OPEN_TEXT: open_text.read,
    Format.SLIDES: slides.read,
    Format.SHEET: sheet.read,
    Format.RTF: rich_text.read,
    Format.BOOK: book.read,
    Format.WEB_ARCHIVE: web_archive.read,
}
_SHEET_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")


def read(path: Path, *, encoding: str = "") -> SourceText:
    """The text of a file. `encoding` overrides the detection for text, web and CSV files.

    Raises UnreadableFileError with a sentence for the user when the file is missing, empty, protected, damaged,
    scanned or of a kind that cannot be read.
    """
    return read_data(bytes_of(path), path.name, encoding=encoding)


def read_data(
    data: bytes, name: str, *, encoding: str = "", on_page: Callable[[int, int], None] | None = None
) -> SourceText:
    """The text of a file whose bytes are at hand; otherwise like `read`.

    `on_page` hears of every page, and of how many there are, where the format has pages that are read one by one.
    """
    if not data.strip(b"\x00 \r\n\t"):
        raise UnreadableFileError(_EMPTY)
    path = Path(name)
    found = format_of(path, data)
    match found:
        case Format.PLAIN:
            source = plain.read(path, data, encoding=encoding)
        case Format.MARKDOWN:
            source = markdown.read(path, data, encoding=encoding)
        case Format.WEB:
            source = web.read(path, data, encoding=encoding)
        case Format.SHEET:
            source = sheet.read(path, data, encoding=encoding)
        case Format.PDF:
            from casedesk.importing.readers import pdf  # brings the largest of the libraries

            source = pdf.read(path, data, on_page=on_page)
        case _:
            source = _READERS[found](path, data)
    if not source.text.strip():
        raise UnreadableFileError(_EMPTY)
    return source


def read_text(text: str, name: str) -> SourceText:
    """Pasted plain text."""
    return plain.from_text(text, name)


def read_html(html: str, name: str) -> SourceText:
    """Pasted rich text."""
    return web.from_html(html, name)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFileError where it is gone, may not be read or is far too large."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise UnreadableFileError(_TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(_MISSING) from error


def format_of(path: Path, data: bytes) -> Format:
    """What a file holds, by its first bytes; its name decides only between kinds of text.

    Raises UnreadableFileError for kinds that cannot be read.
    """
    suffix = path.suffix.lower()
    if (marked := _marked(data)) is not None:
        return marked
    foreign.refuse_foreign(data, suffix)
    if suffix in (".csv", ".tsv"):
        return Format.SHEET
    if (tagged := _tagged(data)) is not None:
        return tagged
    if suffix in (".html", ".htm", ".xhtml"):
        return Format.WEB
    if suffix in (".md", ".markdown"):
        return Format.MARKDOWN
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise UnreadableFileError(_PACKED)
    if _is_picture(data):
        raise UnreadableFileError(_PICTURE)
    if suffix in (".pdf", ".docx", ".docm", ".dotx", ".xlsx", ".pptx", ".odt", ".ods", ".epub"):
        raise UnreadableFileError(DAMAGED)
    return Format.PLAIN


def _marked(data: bytes) -> Format | None:
    """The format that a file's first bytes stand for, whatever its name."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data)
    if data.startswith(_OLE):
        return _ole_format(data)
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    return Format.RTF if data[:1024].lstrip(_LEADING).startswith(b"{\\rtf") else None


def _tagged(data: bytes) -> Format | None:
    """The format of text that says at its beginning what it is."""
    head = data[:4096].lstrip(_LEADING)
    if flat_word.is_flat_word(head):
        return Format.FLAT_WORD
    if web_archive.is_web_archive(head):
        return Format.WEB_ARCHIVE
    return Format.WEB if _is_web(head[:1024].lower()) else None


def _is_web(head: bytes) -> bool:
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        head.startswith(b"<?xml") and b"<html" in head
    )


def _is_picture(data: bytes) -> bool:
    """By its first bytes; a text may begin with the letters of a bitmap ("BMW"), but does not tell its own length."""
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")):
        return True
    is_bitmap = data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data)
    return is_bitmap or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def _zip_format(data: bytes) -> Format:
    names = set(Archive(data).names())
    if any(name.startswith("word/") for name in names):
        return Format.WORD
    if any(name.startswith("ppt/") for name in names):
        return Format.SLIDES
    if any(name.startswith("xl/") for name in names):
        return Format.SHEET
    if "content.xml" in names:
        kind = Archive(data).read("mimetype")
        return Format.SHEET if b"spreadsheet" in kind else Format.OPEN_TEXT
    if "meta-inf/container.xml" in names:
        return Format.BOOK
    if "[content_types].xml" in names:
        return Format.WORD
    raise UnreadableFileError(_BUNDLE)


def _ole_format(data: bytes) -> Format:
    match old_word.kind_of(data):
        case "word":
            return Format.OLD_WORD
        case "sheet":
            return Format.SHEET
        case "slides":
            return Format.OLD_SLIDES
        case "works":
            raise foreign.works()
        case _:
            raise UnreadableFileError(_UNSUPPORTED)


__all__ = ["Format", "bytes_of", "format_of", "read", "read_data", "read_html", "read_text"]
