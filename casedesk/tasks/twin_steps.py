"""What adding drafts does to the cases that they are like: updates, families, pairs that are no duplicates."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from casedesk.domain.case import Case
from casedesk.domain.changes import Replacement
from casedesk.domain.draft import Draft, Likeness, Twin
from casedesk.domain.families import DistinctPair, Family, best_telling, in_order, joined
from casedesk.domain.twins import updated
from casedesk.storage.library import Library


class TwinSteps:
    """Gathers, draft by draft, what follows from the decisions about twins, as steps for one edit."""

    def __init__(self, library: Library, now: datetime) -> None:
        self._library = library
        self._now = now
        self._updates: dict[int, tuple[Case, Case]] = {}
        self._ties: list[tuple[Draft, Case]] = []

    @property
    def updated(self) -> tuple[Case, ...]:
        """The cases of the library as they become."""
        return tuple(after for _, after in self._updates.values())

    def update(self, draft: Draft, fresh: Case) -> bool:
        """Let a draft take the place of the text of its twin in the library; False where it is to be a new case."""
        twin = self._twin_case(draft.likeness)
        if draft.twin is not Twin.UPDATE or twin is None or twin.id in self._updates:
            return False
        found = updated(twin, fresh, self._imported(twin), now=self._now)
        self._updates[twin.id] = (twin, found.case)
        return True

    def note(self, draft: Draft, case: Case) -> None:
        """Remember what was decided about a draft that becomes a new case."""
        if draft.likeness is not None and draft.twin in (Twin.FAMILY, Twin.DISTINCT):
            self._ties.append((draft, case))

    def steps(self, cases: Sequence[Case]) -> Iterator[Replacement]:
        """The replacements; `cases` are all that are added, among them the twins within the batch."""
        for before, after in self._updates.values():
            yield Replacement(before, after)
        pairs = dict.fromkeys(self._pairs(cases, Twin.DISTINCT))
        ids = self._library.new_ids(DistinctPair, len(pairs)) if pairs else ()
        for id_, pair in zip(ids, pairs, strict=True):
            yield Replacement(None, DistinctPair(id_, *pair))
        yield from self._family_steps(cases)

    def _family_steps(self, cases: Sequence[Case]) -> Iterator[Replacement]:
        pairs = [set(pair) for pair in self._pairs(cases, Twin.FAMILY)]
        known = self._library.families.of_cases({id_ for pair in pairs for id_ in pair})
        new = {case.id: case for case in cases}
        for group in _united([*pairs, *(set(family.case_ids) for family in known)]):
            old = tuple(family for family in known if group.issuperset(family.case_ids))
            family_id = old[0].id if old else self._library.new_id(Family)
            family = joined(old, sorted(group), family_id=family_id, best_id=old[0].best_id if old else 0)
            if not family.best_id:
                tellings = self._library.cases.get_many(family.case_ids)
                added = tuple(new[id_] for id_ in family.case_ids if id_ in new)
                family = replace(family, best_id=best_telling((*tellings, *added)).id)
            yield Replacement(old[0] if old else None, family)
            for other in old[1:]:
                yield Replacement(other, None)

    def _pairs(self, cases: Sequence[Case], twin: Twin) -> Iterator[tuple[int, int]]:
        """The ids of the new cases and their twins about which it was so decided."""
        for draft, case in self._ties:
            if draft.twin is twin and (other := self._twin_id(draft.likeness, case, cases)):
                yield in_order(case.id, other)

    def _twin_id(self, likeness: Likeness | None, case: Case, cases: Sequence[Case]) -> int:
        """The id of a twin, in the library or among what is added; 0 where the twin was not kept."""
        if likeness is None:
            return 0
        if likeness.case_id is not None:
            twin = self._twin_case(likeness)
            return twin.id if twin else 0
        return next((other.id for other in cases if other.title == likeness.title and other.id != case.id), 0)

    def _twin_case(self, likeness: Likeness | None) -> Case | None:
        if likeness is None or likeness.case_id is None:
            return None
        found = self._library.cases.get_many([likeness.case_id])
        return found[0] if found and found[0].trashed is None else None

    def _imported(self, case: Case) -> str:
        """The words that a case was cut from, and the title it may have had."""
        if case.origin is None:
            return ""
        documents = self._library.documents.get_many([case.origin.document_id])
        return documents[0].text[case.origin.start : case.origin.end] if documents else ""


def _united(sets: Sequence[set[int]]) -> list[set[int]]:
    """The sets with those put together that have a member in common."""
    groups: list[set[int]] = []
    for found in sets:
        met = [group for group in groups if not group.isdisjoint(found)]
        groups = [group for group in groups if group not in met] + [found.union(*met)]
    return groups
