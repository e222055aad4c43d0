"""What is known about a case beside its words: where it came from, how often it was taught, what is like it."""

from dataclasses import dataclass
from datetime import date, datetime

from casedesk.domain.case import Case
from casedesk.domain.errors import BadInputError
from casedesk.domain.library import Document, UseRecord
from casedesk.storage.library import Library
from casedesk.texts import tr, tr_n
from casedesk.ui import dates


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a library knows about a case."""

    document: Document | None = None
    place: str = ""
    batch: str = ""
    batch_size: int = 0
    imported: datetime | None = None
    uses: tuple[UseRecord, ...] = ()


def facts_of(case: Case, library: Library) -> CaseFacts:
    """What the library knows about a case; a lost original or batch counts as none."""
    document, batch, size, imported = None, "", 0, None
    if case.origin is not None:
        try:
            document = library.documents.get(case.origin.document_id)
            imported = document.imported
        except BadInputError:
            document = None
    if case.batch_id is not None:
        try:
            found = library.batches.get(case.batch_id)
            size = len(library.cases.of_batch(case.batch_id))
            batch, imported = found.name, found.created or imported
        except BadInputError:
            batch = ""
    uses = tuple(sorted(library.uses.of_case(case.id), key=lambda use: use.day or date.min, reverse=True))
    return CaseFacts(document, case.origin.place if case.origin else "", batch, size, imported, uses)


def source_words(case: Case, facts: CaseFacts) -> str:
    """Where a case came from, in one line; empty where that is not known."""
    name = facts.document.name if facts.document else case.source
    return tr("{name}, {place}").format(name=name, place=facts.place) if name and facts.place else name


def use_words(facts: CaseFacts) -> str:
    """How often a case was taught, and when last."""
    n = len(facts.uses)
    if not n:
        return tr("Not used yet")
    words = tr_n("Used {n} time", "Used {n} times", n).format(n=n)
    last = facts.uses[0]
    if last.day is None:
        return words
    return (
        tr("{times}, last on {day} {group}")
        .format(times=words, day=dates.short_day(last.day), group=last.group)
        .strip()
    )


def average_minutes(facts: CaseFacts) -> int | None:
    """The mean of the real minutes, rounded; None where none was noted."""
    real = [use.real for use in facts.uses if use.real is not None]
    return round(sum(real) / len(real)) if real else None
