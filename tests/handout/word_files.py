"""What tests read out of a Word file, and the leaks they plant in one."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data: bytes | Path) -> Document:
    """The file as python-docx reads it."""
    return docx.Document(BytesIO(data) if isinstance(data, bytes) else str(data))


def parts(data: bytes | Path) -> dict[str, bytes]:
    """The content of every part by its name."""
    with ZipFile(BytesIO(data) if isinstance(data, bytes) else data) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data: bytes | Path, name: str = "word/document.xml") -> etree._Element:
    """One part, parsed."""
    return etree.fromstring(parts(data)[name])


def styles_and_texts(data: bytes | Path) -> list[tuple[str, str]]:
    """Style id and text of every paragraph of the body, in tables too."""
    return [
        (
            style.get(f"{W}val", "") if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None else "",
            "".join(text.text or "" for text in paragraph.iter(f"{W}t")),
        )
        for paragraph in tree(data).iter(f"{W}p")
    ]


def all_words(data: bytes | Path) -> str:
    """The texts of every part, one behind the other."""
    roots = (etree.fromstring(content) for name, content in parts(data).items() if name.endswith(".xml"))
    return "".join(text.text or "" for root in roots for text in root.iter(f"{W}t"))


def with_parts(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The file with parts added or replaced."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in {**parts(data), **changes}.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_text(data: bytes, name: str, before: str, after: str) -> bytes:
    """The file with the first `before` in a part replaced by `after`."""
    content = parts(data)[name].decode()
    assert before in content
    return with_parts(data, {name: content.replace(before, after, 1).encode()})
