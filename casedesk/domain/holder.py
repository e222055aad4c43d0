"""Who has a library open for writing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Holder:
    """A program that may write. Both moments are aware; `seen` is when it last said that it is still there."""

    computer: str
    person: str
    process: int
    since: datetime
    seen: datetime
