"""What is known about a case beside its words: where it came from, how often it was taught, what is like it."""

from dataclasses import dataclass
from datetime import date, datetime

from casedesk.domain.case import Case
from casedesk.domain.case_versions import CaseVersion
from casedesk.domain.errors import BadInputError
from casedesk.domain.estimates import mean_minutes
from casedesk.domain.families import MergeRecord, told_with
from casedesk.domain.library import Document, UseRecord
from casedesk.storage.library import Library
from casedesk.tasks.translations import counterpart_of
from casedesk.texts import tr, tr_n
from casedesk.ui import dates

_VERSIONS = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """Another case that tells the same story."""

    case_id: int
    title: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a library knows about a case."""

    document: Document | None = None
    place: str = ""
    batch: str = ""
    batch_size: int = 0
    imported: datetime | None = None
    uses: tuple[UseRecord, ...] = ()
    family: tuple[Telling, ...] = ()
    best_id: int = 0
    translation: Telling | None = None
    """The same case in another language."""
    merges: tuple[MergeRecord, ...] = ()
    versions: tuple[CaseVersion, ...] = ()
    """The newest of them."""


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
    place = case.origin.place if case.origin else ""
    family, best_id = _family_of(case, library)
    merges = library.merges.of_case(case.id)
    versions = versions_of(case.id, library)
    other = counterpart_of(library, case.id)
    translation = Telling(other.id, other.title) if other else None
    return CaseFacts(document, place, batch, size, imported, uses, family, best_id, translation, merges, versions)


def versions_of(case_id: int, library: Library) -> tuple[CaseVersion, ...]:
    """The newest versions of a case, as many as are shown beside it."""
    return library.versions.of_case(case_id, most=_VERSIONS)


def _family_of(case: Case, library: Library) -> tuple[tuple[Telling, ...], int]:
    """The other tellings outside the trash, the best one first, and the id of the best."""
    family = library.families.of_case(case.id)
    if family is None:
        return (), 0
    members = {other.id: other for other in library.cases.get_many(family.case_ids)}
    present = {id_: other.language for id_, other in members.items() if other.trashed is None or id_ == case.id}
    story = told_with(family.best_id, case.id, present)
    return tuple(Telling(id_, members[id_].title) for id_ in story if id_ != case.id), story[0] if story else 0


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
    return mean_minutes(use.real for use in facts.uses)
