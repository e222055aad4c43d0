"""Edits and what they changed: the one form of every write.

An `Edit` replaces values by values, so its undo is the edit the other way round.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from casedesk.domain.case import Case
from casedesk.domain.families import DistinctPair, Family, MergeRecord
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Collection, Document, ImportBatch, Pseudonym, SavedFilter, UseRecord
from casedesk.domain.methods import Method

Record = (
    Case
    | LessonPlan
    | Method
    | Collection
    | SavedFilter
    | ImportBatch
    | Document
    | UseRecord
    | Pseudonym
    | Family
    | DistinctPair
    | MergeRecord
)


class Why(StrEnum):
    """What a step is to the history of the cases in it. Typing that goes on is one version; all else is one each."""

    EDITED = "edited"
    BULK = "bulk"
    IMPORTED = "imported"
    MERGED = "merged"
    TAKEN_APART = "taken_apart"
    SPLIT = "split"
    JOINED = "joined"
    RESTORED = "restored"
    UNDONE = "undone"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Replacement:
    """One record before and after. `before` None creates it, `after` None deletes it for good."""

    before: "Record | None"
    after: "Record | None"

    def __post_init__(self) -> None:
        kinds = {type(value) for value in (self.before, self.after) if value is not None}
        ids = {value.id for value in (self.before, self.after) if value is not None}
        if len(kinds) != 1 or len(ids) != 1 or 0 in ids:
            raise ValueError("a replacement is of one record, with an id")

    @property
    def kind(self) -> "type[Record]":
        """The class of the record."""
        return type(self.after if self.after is not None else self.before)  # type: ignore[return-value]

    @property
    def id(self) -> int:
        """The id of the record."""
        value = self.after if self.after is not None else self.before
        assert value is not None
        return value.id


@dataclass(frozen=True, slots=True)
class Edit:
    """A named step that the user can undo. `text` is shown in the menu ("Undo: merge 3 cases"), already translated.

    Steps with the same `merge_key` that follow each other become one step (typing in one field).
    """

    text: str
    replacements: tuple[Replacement, ...]
    merge_key: str = ""
    why: Why = Why.EDITED
    is_undo: bool = False
    """Whether it takes another step back."""

    def inverted(self) -> "Edit":
        """The edit that takes this one back."""
        swapped = tuple(Replacement(item.after, item.before) for item in reversed(self.replacements))
        return replace(self, replacements=swapped, is_undo=not self.is_undo)

    def followed_by(self, later: "Edit") -> "Edit":
        """This edit and a later one as one step. The records in common go from the first before to the last after."""
        merged: dict[tuple[type, int], Replacement] = {(item.kind, item.id): item for item in self.replacements}
        for item in later.replacements:
            earlier = merged.get((item.kind, item.id))
            merged[item.kind, item.id] = Replacement(earlier.before, item.after) if earlier else item
        return replace(later, replacements=tuple(merged.values()))


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed, by the kind of record; views refresh from it and from nothing else."""

    records: frozenset[tuple[type, int]] = field(default=frozenset())

    def ids(self, kind: type) -> frozenset[int]:
        """The ids of the changed records of a kind."""
        return _by_kind(self.records).get(kind, frozenset())

    def __bool__(self) -> bool:
        return bool(self.records)

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.records | other.records)


@lru_cache(maxsize=4)  # everybody who hears of a change asks
def _by_kind(records: frozenset[tuple[type, int]]) -> dict[type, frozenset[int]]:
    found: dict[type, list[int]] = {}
    for kind, id_ in records:
        found.setdefault(kind, []).append(id_)
    return {kind: frozenset(ids) for kind, ids in found.items()}
