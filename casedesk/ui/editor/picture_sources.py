"""Pictures on their way into the library: from a file, out of HTML, from the clipboard."""

import base64
import binascii
import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from casedesk.domain.errors import CaseDeskError
from casedesk.storage.library import Library

SUFFIXES = ("png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff")
_LIMIT = 50_000_000
_PIXELS = 100_000_000
_DATA_URL = re.compile(r"data:image/[a-z.+-]+;base64,(.*)", re.DOTALL)
_MEDIA_TYPES = {b"png": "image/png", b"jpeg": "image/jpeg", b"jpg": "image/jpeg", b"gif": "image/gif"}


class LibraryPictures:
    """The pictures of a library, for editors."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._images: dict[str, QImage] = {}

    def width(self, digest: str) -> int:
        """The width of a picture in pixels; 0 where it is not known."""
        try:
            return self._library.attachments.get(digest).width or self.image(digest).width()
        except CaseDeskError:
            return 0

    def image(self, digest: str) -> QImage:
        """The picture; a null image where the library does not hold it."""
        if digest not in self._images:
            try:
                self._images[digest] = QImage.fromData(self._library.attachments.data(digest))
            except CaseDeskError:
                return QImage()
        return self._images[digest]

    def keep(self, image: QImage | bytes, name: str = "") -> str | None:
        """Keep a picture, once; its digest, None for what is no picture.

        PNG, JPEG and GIF are kept as they are; everything else becomes PNG, which every Word can show.
        """
        data = png_of(image) if isinstance(image, QImage) else image
        size, media_type = measured(data)
        if size.isEmpty():
            return None
        if not media_type:
            data, media_type = png_of(QImage.fromData(data)), "image/png"
        kept = self._library.attachments.add(data, media_type, width=size.width(), height=size.height(), name=name)
        return kept.digest


def measured(data: bytes) -> tuple[QSize, str]:
    """The size of a picture and its media type; an empty size for no picture, no type for one that Word cannot show."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size() if reader.canRead() else QSize()
    if size.width() * size.height() > _PIXELS:
        return QSize(), ""
    return size, _MEDIA_TYPES.get(bytes(reader.format().data()).lower(), "")


def png_of(image: QImage) -> bytes:
    """An image as PNG; no bytes for a null image."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def is_picture_file(path: str) -> bool:
    """Whether a file is named as a picture."""
    return Path(path).suffix.lower().removeprefix(".") in SUFFIXES


def image_of_file(path: str) -> tuple[bytes, str] | None:
    """The bytes and the name of a picture file; None for other files."""
    file = Path(path)
    if not is_picture_file(path) or not file.is_file() or file.stat().st_size > _LIMIT:
        return None
    return file.read_bytes(), file.stem


def image_of_data_url(source: str) -> bytes | None:
    """The bytes inside a `data:` address; None for every other address."""
    found = _DATA_URL.fullmatch(source.strip())
    if not found:
        return None
    try:
        return base64.b64decode(found[1], validate=False)
    except binascii.Error:
        return None
