"""Pictures in the line: stored once in the file, drawn no wider than the text."""

from collections.abc import Callable

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from casedesk.domain import richtext
from casedesk.domain.errors import BadInputError
from casedesk.handout.ooxml import escape

PictureSource = Callable[[str], bytes]
"""The bytes of a picture by its digest; BadInputError, KeyError or OSError where there are none."""

_UNKNOWN_KINDS = (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError)

_EMU_A_PIXEL = 9525
_EMU_A_TWIP = 635
TALLEST = 9000
"""No picture is taller than about two thirds of a page, in twips."""


class Gallery:
    """The pictures of one file, by relationship; each is added when it is first drawn."""

    def __init__(self, source: PictureSource | None, add: Callable[[bytes, str, str], str]) -> None:
        """`add` puts a picture of a content type and a suffix into the file and returns its relationship."""
        self._source = source
        self._add = add
        self._known: dict[str, tuple[str, int, int] | None] = {}
        self._drawn = 0

    def drawing(self, picture: richtext.Picture, width: int, height: int = TALLEST) -> str:
        """The run of a picture at most so many twips wide and high, or an empty text where it cannot be had."""
        if picture.digest not in self._known:
            self._known[picture.digest] = self._load(picture.digest)
        found = self._known[picture.digest]
        if found is None:
            return ""
        relationship, own_width, own_height = found
        self._drawn += 1
        wanted = picture.width * _EMU_A_PIXEL or own_width
        across, down = _fitted(own_width, own_height, wanted, width * _EMU_A_TWIP, height * _EMU_A_TWIP)
        return _inline(relationship, across, down, self._drawn, escape(picture.alt))

    def _load(self, digest: str) -> tuple[str, int, int] | None:
        """A picture that is missing or of a kind Word cannot show leaves its words, not the whole handout."""
        if self._source is None:
            return None
        try:
            data = self._source(digest)
            image = Image.from_blob(data)
        except (BadInputError, KeyError, OSError, *_UNKNOWN_KINDS):
            return None
        return self._add(data, image.content_type, image.ext), int(image.width), int(image.height)


def _fitted(width: int, height: int, wanted: int, widest: int, tallest: int) -> tuple[int, int]:
    across = max(1, min(wanted, widest))
    down = max(1, round(height * across / max(1, width)))
    if down > tallest:
        across, down = max(1, round(across * tallest / down)), tallest
    return across, down


def _inline(relationship: str, across: int, down: int, number: int, alt: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{number}" name="Picture {number}" descr="{alt}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
