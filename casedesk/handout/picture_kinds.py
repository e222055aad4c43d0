"""What kind of picture some bytes are: those that every browser shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureKind:
    """A kind of picture: its media type, and the ending of its files."""

    media_type: str
    suffix: str


_KINDS = (
    (b"\x89PNG", PictureKind("image/png", ".png")),
    (b"\xff\xd8", PictureKind("image/jpeg", ".jpg")),
    (b"GIF8", PictureKind("image/gif", ".gif")),
    (b"BM", PictureKind("image/bmp", ".bmp")),
)
_WEBP = PictureKind("image/webp", ".webp")


def picture_kind(data: bytes) -> PictureKind | None:
    """The kind by the first bytes; None for what no browser shows."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _WEBP
    return next((kind for start, kind in _KINDS if data.startswith(start)), None)
