"""Electronic books (.epub): the chapters in reading order, each as the web page that it is."""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from casedesk.domain.draft import SourceText
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers import web
from casedesk.importing.readers.archive import DAMAGED, Archive
from casedesk.texts import N_, tr

MEDIA_TYPE = "application/epub+zip"
_EMPTY = N_("The book holds no text.")
_LOCKED = N_("The book is protected against copying, so its text cannot be read.")
_MAX_CHAPTERS = 5000
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_FONTS_ONLY = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")


def read(path: Path, data: bytes) -> SourceText:
    """The text of all chapters."""
    archive = Archive(data)
    locks = archive.read("META-INF/encryption.xml")
    if locks.count(b"EncryptionMethod ") > sum(locks.count(method) for method in _FONTS_ONLY):
        raise UnreadableFileError(_LOCKED)
    builder = SourceBuilder(path.name, MEDIA_TYPE)
    for number, page in enumerate(_chapters(archive), 1):
        builder.text("")
        web.add_page(builder, page, place=tr("Chapter {number}").format(number=number))
    if builder.is_empty:
        raise UnreadableFileError(_EMPTY)
    return builder.result()


def _chapters(archive: Archive) -> Iterator[bytes]:
    container = archive.xml("META-INF/container.xml")
    found = next(container.iter(f"{_CONTAINER}rootfile"), None) if container is not None else None
    package = archive.xml(found.get("full-path", "")) if found is not None else None
    if found is None or package is None:
        raise UnreadableFileError(DAMAGED)
    folder = posixpath.dirname(found.get("full-path", ""))
    items = {item.get("id", ""): item for item in package.iter(f"{_OPF}item")}
    for reference, _ in zip(package.iter(f"{_OPF}itemref"), range(_MAX_CHAPTERS), strict=False):
        item = items.get(reference.get("idref", ""))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        name = posixpath.normpath(posixpath.join(folder, web.unquoted(item.get("href", ""))))
        page = archive.read(name)
        if page:
            yield page
