"""Pictures on their way into the library: from a file, out of HTML, from the clipboard."""

import base64
import binascii
import re
import tempfile
from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QUrl
from PySide6.QtGui import QImage, QImageReader

from casedesk.domain.errors import CaseDeskError
from casedesk.storage.library import Library

SUFFIXES = ("png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff")
_LIMIT = 50_000_000
_PIXELS = 100_000_000
_HELD_READY = 64_000_000
"""Bytes of pictures that are held ready to be painted again."""
_DATA_URL = re.compile(r"data:image/[a-z.+-]+;base64,(.*)", re.DOTALL)
_MEDIA_TYPES = {b"png": "image/png", b"jpeg": "image/jpeg", b"jpg": "image/jpeg", b"gif": "image/gif"}


class LibraryPictures:
    """The pictures of a library, for editors. Those painted last are held ready, as big as they were painted.

    Qt goes on laying out a long text by itself, also in the moment between a library's end and its window's: what has
    not been measured by then has no size.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sizes: dict[str, QSize] = {}
        self._images: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self._held = 0

    def size(self, digest: str) -> QSize:
        """The size of a picture in pixels; an empty one where it is not known."""
        if digest not in self._sizes:
            if self._library.is_closed:
                return QSize()
            try:
                kept = self._library.attachments.get(digest)
                size = QSize(kept.width, kept.height)
                self._sizes[digest] = measured(self._library.attachments.data(digest))[0] if size.isEmpty() else size
            except CaseDeskError:
                return QSize()
        return self._sizes[digest]

    def image(self, digest: str, width: int) -> QImage:
        """The picture, no wider than `width`; a null image where the library does not hold it."""
        key = (digest, width)
        if key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        if self._library.is_closed:
            return QImage()
        try:
            image = _read(self._library.attachments.data(digest), width)
        except CaseDeskError:
            return QImage()
        self._images[key] = image
        self._held += image.sizeInBytes()
        while self._held > _HELD_READY and len(self._images) > 1:
            _, gone = self._images.popitem(last=False)
            self._held -= gone.sizeInBytes()
        return image

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


def _read(data: bytes, width: int) -> QImage:
    """A picture as QImage, made smaller while it is read where it is wider than `width`."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.width() * size.height() > _PIXELS:
        return QImage()
    if size.width() > width:
        reader.setScaledSize(QSize(width, max(1, round(width * size.height() / size.width()))))
    return reader.read()


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


def image_of_address(source: str) -> bytes | None:
    """The bytes of a picture that HTML on the clipboard names: inside the address, or laid into the folder for
    temporary files as Word, WPS and LibreOffice do. Nothing else of this computer, and nothing of any other, is read.
    """
    if (data := image_of_data_url(source)) is not None:
        return data
    url = QUrl(source.strip())
    if not url.isLocalFile() or url.host():
        return None
    try:
        file = Path(url.toLocalFile()).resolve(strict=True)
    except (OSError, ValueError):
        return None
    folder = Path(tempfile.gettempdir()).resolve()
    found = image_of_file(str(file)) if file.is_relative_to(folder) else None
    return found[0] if found else None


def image_of_data_url(source: str) -> bytes | None:
    """The bytes inside a `data:` address; None for every other address."""
    found = _DATA_URL.fullmatch(source.strip())
    if not found:
        return None
    try:
        return base64.b64decode(found[1], validate=False)
    except binascii.Error:
        return None
