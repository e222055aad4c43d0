"""Web archives (.mht), which many programs also call .doc: the page out of a mail that nobody sent."""

import email
import email.policy
import re
from pathlib import Path

from casedesk.domain.draft import SourceText
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.readers import plain, web
from casedesk.importing.readers.archive import DAMAGED

_HEAD = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)


def is_web_archive(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a web archive."""
    return bool(_HEAD.match(head)) and b"content-type:" in head.lower()


def read(path: Path, data: bytes) -> SourceText:
    """The first page of the archive; its pictures and frames are left out."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "text/plain")]
    pages.sort(key=lambda part: part.get_content_type() != "text/html")
    for part in pages:
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        charset = part.get_content_charset("")
        encoding = charset if charset and not payload.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) else ""
        if part.get_content_type() == "text/plain":
            return plain.read(path, payload)
        return web.read(path, payload, declared=encoding)
    raise UnreadableFileError(DAMAGED)
