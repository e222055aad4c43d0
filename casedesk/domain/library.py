"""What a library holds beside cases and plans."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Collection:
    """A named set of cases, in the trainer's order; a case may be in many.

    A name may have levels (`内训::夏训`). Collections are shown by `position`, those of the same one by age.
    """

    id: int = 0
    name: str = ""
    case_ids: tuple[int, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter with a name. `query` is in the language of the search box (see `query`).

    Its name may have levels and it is shown by `position`, like a collection.
    """

    id: int = 0
    name: str = ""
    query: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """What came in together. `review` holds a half-done review as JSON, empty once it is done."""

    id: int = 0
    name: str = ""
    created: datetime | None = None
    document_ids: tuple[int, ...] = ()
    review: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An original that was imported. Its bytes are kept once, by `digest` (SHA-256, hex); `text` is what was read."""

    id: int = 0
    name: str = ""
    digest: str = ""
    media_type: str = ""
    text: str = ""
    imported: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture in a case, stored once by `digest` (SHA-256, hex); the HTML names it `attachment:DIGEST`."""

    digest: str
    media_type: str
    width: int = 0
    height: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class UseRecord:
    """A case was taught: to whom, when, planned and real minutes, and how it went."""

    id: int = 0
    case_id: int = 0
    plan_id: int | None = None
    group: str = ""
    day: date | None = None
    planned: int = 0
    real: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A real name and its stand-in, applied at export and never to the stored text."""

    id: int = 0
    real: str = ""
    stand_in: str = ""
