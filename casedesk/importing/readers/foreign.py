"""Documents that only an office program can still open, told by their first bytes: Word 1 and 2, Works, Write."""

import struct

from casedesk.domain.errors import OldFormatError, UnreadableFileError
from casedesk.texts import N_

_TOO_OLD = N_("The file was made with Word 95 or older. Open it in Word and save it as .docx.")
_WORKS = N_("The file was made with Microsoft Works or a program as old. Open it there and save it as .rtf or .docx.")
_PROTECTED = N_(
    "The file is protected by a password. Open it in the program it was made with and save it without a password."
)
_WORD = (b"\x9b\xa5", b"\xdb\xa5")
_OTHERS = (
    b"\x31\xbe\x00\x00",  # Write, and Word for DOS
    b"\x32\xbe\x00\x00",
    b"\xfe\x37\x00",  # Word for the Macintosh
    b"\xffWPC",  # WordPerfect
)
_WORKS_FOR_DOS = b"\x01\xfe"
_ENCRYPTED = 0x0100


def refuse_foreign(data: bytes, suffix: str) -> None:
    """Raise OldFormatError for a document of such a kind; `suffix` is how the file is called, in lower case."""
    if data.startswith(_WORD) and len(data) > 32:
        if struct.unpack_from("<H", data, 10)[0] & _ENCRYPTED:
            raise UnreadableFileError(_PROTECTED)
        raise OldFormatError(_TOO_OLD, suffix=".doc")
    if data.startswith(_OTHERS):
        raise OldFormatError(_WORKS, suffix=".doc")
    if data.startswith(_WORKS_FOR_DOS) and suffix == ".wps":
        raise works()


def works() -> OldFormatError:
    """What to raise for a document of Microsoft Works."""
    return OldFormatError(_WORKS, suffix=".wps")
