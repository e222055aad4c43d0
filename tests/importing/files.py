# ruff: noqa: E501 - a story stands on one line
"""Files for the reader tests, put together part by part."""

import io
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of parts by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_bytes(body: str, *, parts: dict[str, str | bytes] | None = None, relations: str = "") -> bytes:
    """A .docx with this WordprocessingML in its body; `parts` and `relations` are added."""
    document = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{_KIND}officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
            **(parts or {}),
        }
    )


def relation(id_: str, kind: str, target: str) -> str:
    """A relation of the main document."""
    return f'<Relationship Id="{id_}" Type="{_KIND}{kind}" Target="{target}"/>'


def part(tag: str, content: str) -> str:
    """The XML of another part: styles, numbering, footnotes …"""
    return f"<w:{tag} {_NAMESPACES}>{content}</w:{tag}>"


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def r(text: str, run: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def saved(folder: Path, name: str, data: bytes | str) -> Path:
    """The file, written."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
