"""A library read as if steps that are not written yet had been taken, so that several of them make one edit."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Record, Replacement
from casedesk.domain.families import Family, MergeRecord
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Collection, UseRecord
from casedesk.storage.library import Library
from casedesk.storage.stores import Store

R = TypeVar("R", bound=Record)


class _Shelf(Generic[R]):
    """The records of a kind, with those of the draft in their places."""

    def __init__(self, store: Store[R]) -> None:
        self._store = store
        self.drafted: dict[int, R | None] = {}

    def now(self, stored: Iterable[R]) -> tuple[R, ...]:
        """These records as the draft has them; those that it deletes are left out."""
        found = (self.drafted.get(item.id, item) for item in stored)
        return tuple(item for item in found if item is not None)

    def get(self, id_: int) -> R:
        """The record with this id."""
        drafted = self.drafted.get(id_)
        return self._store.get(id_) if drafted is None else drafted

    def get_many(self, ids: Iterable[int]) -> tuple[R, ...]:
        """The records with these ids."""
        return self.now(self._store.get_many(ids))


class _Collections(_Shelf[Collection]):
    def __init__(self, library: Library) -> None:
        super().__init__(library.collections)
        self._stored = library.collections.all()

    def all(self) -> tuple[Collection, ...]:
        """Every collection."""
        return self.now(self._stored)


class _Plans(_Shelf[LessonPlan]):
    def __init__(self, library: Library) -> None:
        super().__init__(library.plans)
        self._plans = library.plans

    def of_case(self, case_id: int) -> tuple[LessonPlan, ...]:
        """The plans that use a case which no step of the draft has put anywhere."""
        return tuple(plan for plan in self.now(self._plans.of_case(case_id)) if case_id in plan.case_ids)


class _Uses(_Shelf[UseRecord]):
    def __init__(self, library: Library) -> None:
        super().__init__(library.uses)
        self._uses = library.uses

    def of_case(self, case_id: int) -> tuple[UseRecord, ...]:
        """The uses of a case which no step of the draft has put anywhere."""
        return tuple(use for use in self.now(self._uses.of_case(case_id)) if use.case_id == case_id)


class _Families(_Shelf[Family]):
    def __init__(self, library: Library) -> None:
        super().__init__(library.families)
        self._families = library.families

    def of_cases(self, case_ids: Sequence[int]) -> tuple[Family, ...]:
        """The families that any of these cases is in."""
        found = self.now(self._families.of_cases(case_ids))
        return tuple(family for family in found if not set(case_ids).isdisjoint(family.case_ids))


class LibraryDraft:
    """Has what merging reads of a library. `merges` is how many merges will be recorded in it."""

    def __init__(self, library: Library, *, merges: int) -> None:
        self.cases = _Shelf[Case](library.cases)
        self.collections = _Collections(library)
        self.plans = _Plans(library)
        self.uses = _Uses(library)
        self.families = _Families(library)
        self._free = iter(library.new_ids(MergeRecord, merges) if merges else ())
        self._steps: dict[tuple[type[Record], int], Replacement] = {}

    def new_id(self, kind: type[MergeRecord]) -> int:
        """An id for the record of a merge."""
        assert kind is MergeRecord
        return next(self._free)

    def take(self, edit: Edit) -> None:
        """Take a step; what is read from now on is as it leaves the library."""
        for item in edit.replacements:
            earlier = self._steps.get((item.kind, item.id))
            self._steps[item.kind, item.id] = Replacement(earlier.before, item.after) if earlier else item
            self._draft(item)

    @property
    def replacements(self) -> tuple[Replacement, ...]:
        """All steps as one, each record once."""
        return tuple(item for item in self._steps.values() if item.before != item.after)

    def _draft(self, item: Replacement) -> None:
        after = item.after
        if item.kind is Family:
            assert after is None or isinstance(after, Family)
            self.families.drafted[item.id] = after
            return
        match after:
            case Case():
                self.cases.drafted[item.id] = after
            case Collection():
                self.collections.drafted[item.id] = after
            case LessonPlan():
                self.plans.drafted[item.id] = after
            case UseRecord():
                self.uses.drafted[item.id] = after
            case _:
                pass  # the record of the merge itself, which nothing reads before it is written
