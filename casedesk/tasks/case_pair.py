"""Two cases that may tell one story: what hangs on each of them, and how much of their texts is the same."""

from dataclasses import dataclass

from casedesk.domain.case import Case, Role
from casedesk.domain.draft import LikenessKind
from casedesk.domain.passages import NEAR, bare_text, passage_share
from casedesk.domain.plain_text import plain
from casedesk.storage.library import Library


@dataclass(frozen=True, slots=True)
class CaseTies:
    """What the library holds about a case beside its words; all of it is kept in a merge."""

    source: str = ""
    uses: int = 0
    collections: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CasePair:
    """Two cases to be compared. `share` is how much of their stories is the same word for word, 0…1."""

    kept: Case
    other: Case
    kept_ties: CaseTies
    other_ties: CaseTies
    kind: LikenessKind
    share: float
    in_one_family: bool = False

    @property
    def swapped(self) -> "CasePair":
        """The same two, the other one kept."""
        return CasePair(
            self.other, self.kept, self.other_ties, self.kept_ties, self.kind, self.share, self.in_one_family
        )


def pair_of(library: Library, kept_id: int, other_id: int) -> CasePair | None:
    """The two cases as they are now; None where one of them is gone or in the trash."""
    found = [case for case in library.cases.get_many((kept_id, other_id)) if case.trashed is None]
    if len(found) != 2:
        return None
    kept, other = found
    mine, theirs = (bare_text(section_text(case, Role.BODY)) for case in found)
    share = passage_share(mine, theirs) if mine and theirs else 0.0
    kind = LikenessKind.EXACT if share == 1 else LikenessKind.NEAR if share >= NEAR else LikenessKind.RETOLD
    family = library.families.of_case(kept_id)
    together = family is not None and other_id in family.case_ids
    return CasePair(kept, other, ties_of(library, kept), ties_of(library, other), kind, share, together)


def ties_of(library: Library, case: Case) -> CaseTies:
    """What hangs on a case."""
    documents = library.documents.get_many([case.origin.document_id]) if case.origin else ()
    return CaseTies(
        documents[0].name if documents else case.source,
        len(library.uses.of_case(case.id)),
        tuple(item.name for item in library.collections.all() if case.id in item.case_ids),
        tuple(plan.title for plan in library.plans.of_case(case.id) if plan.trashed is None),
    )


def section_text(case: Case, role: Role) -> str:
    """What a case says under a heading, as plain text."""
    return "\n".join(filter(None, (plain(section.html).strip() for section in case.sections if section.role is role)))
