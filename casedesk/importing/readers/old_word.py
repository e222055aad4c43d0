"""Old Word files (.doc, .wps), without Word."""

import io
import struct
from pathlib import Path
from typing import TypeAlias

import olefile

from casedesk.domain.draft import SourceText
from casedesk.domain.errors import OldFormatError, UnreadableFileError
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.archive import DAMAGED
from casedesk.importing.readers.old_word_body import OldWordBody
from casedesk.importing.readers.word import ONLY_PICTURES
from casedesk.importing.readers.word_95 import add_word_95, is_word_95
from casedesk.texts import N_

MEDIA_TYPE = "application/msword"
_PROTECTED = N_(
    "The file is protected by a password. Open it in the program it was made with and save it without a password."
)
_TOO_OLD = N_("The file was made with Word 95 or older. Open it in Word and save it as .docx.")
_EMPTY = N_("The Word file is empty. If it holds only pictures of text, run text recognition on it first.")
_ENCRYPTED_FLAG = 0x0100
_TABLE_FLAG = 0x0200
_Ole: TypeAlias = "olefile.OleFileIO[str]"


def kind_of(data: bytes) -> str:
    """What an OLE file holds: "word", "sheet", "slides", "works" or "". Raises UnreadableFileError when protected."""
    with _opened(data) as ole:
        if ole.exists("EncryptedPackage"):
            raise UnreadableFileError(_PROTECTED)
        if ole.exists("WordDocument"):
            return "word"
        if ole.exists("Workbook") or ole.exists("Book"):
            return "sheet"
        if ole.exists("PowerPoint Document"):
            return "slides"
        return "works" if ole.exists("MatOST") or ole.exists("CONTENTS") else ""


def read(path: Path, data: bytes) -> SourceText:
    """The document as it is read on paper: headings, numbers and tables as they are, nothing deleted or hidden."""
    with _opened(data) as ole:
        builder = SourceBuilder(path.name, MEDIA_TYPE)
        try:
            main = ole.openstream("WordDocument").read()
            if is_word_95(main):
                add_word_95(builder, main)
            else:
                data = ole.openstream("Data").read() if ole.exists("Data") else b""
                OldWordBody(builder, main, _table(ole, main), data).build()
        except (OSError, struct.error, IndexError, ValueError) as error:
            raise OldFormatError(DAMAGED, suffix=".doc") from error
    if builder.is_empty:
        raise UnreadableFileError(ONLY_PICTURES if builder.has_pictures else _EMPTY)
    return builder.result()


def _opened(data: bytes) -> _Ole:
    try:
        return olefile.OleFileIO(io.BytesIO(data))
    except (OSError, ValueError, struct.error, IndexError, TypeError, RecursionError) as error:
        raise UnreadableFileError(DAMAGED) from error


def _table(ole: _Ole, main: bytes) -> bytes:
    """The table stream."""
    magic, version = struct.unpack_from("<HH", main, 0)
    flags = struct.unpack_from("<H", main, 10)[0]
    if magic != 0xA5EC or version < 0x00C0:
        raise OldFormatError(_TOO_OLD, suffix=".doc")
    if flags & _ENCRYPTED_FLAG:
        raise UnreadableFileError(_PROTECTED)
    return ole.openstream("1Table" if flags & _TABLE_FLAG else "0Table").read()
