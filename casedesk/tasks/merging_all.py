"""Cases with the same text, put together all at once: what would become of them, and the one edit that does it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from casedesk.domain.changes import Edit, Why
from casedesk.domain.merging import MergeField, left_out, merged
from casedesk.storage.library import Library
from casedesk.tasks.families import merging
from casedesk.tasks.library_draft import LibraryDraft
from casedesk.texts import tr_n


@dataclass(frozen=True, slots=True)
class WholeMerge:
    """A case and all the others that go into it. `left_out` is what of theirs the kept case has no room for."""

    kept_id: int
    other_ids: tuple[int, ...]
    title: str
    other_titles: tuple[str, ...]
    left_out: tuple[MergeField, ...] = ()

    @property
    def case_ids(self) -> tuple[int, ...]:
        """All its cases."""
        return (self.kept_id, *self.other_ids)


def whole_merges(library: Library, pairs: Iterable[tuple[int, int]]) -> tuple[WholeMerge, ...]:
    """What merging these pairs comes to, each of a case that is kept and one that goes into it.

    Pairs of which a case is gone or in the trash are left out.
    """
    others: dict[int, list[int]] = {}
    for kept_id, other_id in pairs:
        others.setdefault(kept_id, []).append(other_id)
    found = (_whole_merge(library, kept_id, other_ids) for kept_id, other_ids in others.items())
    return tuple(item for item in found if item is not None)


def whole_merges_in(path: Path, pairs: Sequence[tuple[int, int]]) -> tuple[WholeMerge, ...]:
    """The same of a library that is not open here; it may run in a worker."""
    with Library.open(path, create=False, read_only=True) as library:
        return whole_merges(library, pairs)


def merging_all(library: Library, merges: Sequence[WholeMerge], *, now: datetime | None = None) -> Edit:
    """The edit that carries these merges out as one step; each of them can be taken apart later on its own."""
    now = now or datetime.now(UTC)
    n = sum(len(item.other_ids) for item in merges)
    draft = LibraryDraft(library, merges=n)
    for item in merges:
        for other_id in item.other_ids:
            draft.take(merging(draft, item.kept_id, other_id, {}, now=now))
    text = tr_n("Merge {n} case into one with the same text", "Merge {n} cases into those with the same text", n)
    return Edit(text.format(n=f"{n:,}"), draft.replacements, why=Why.MERGED)


def _whole_merge(library: Library, kept_id: int, other_ids: Sequence[int]) -> WholeMerge | None:
    cases = [case for case in library.cases.get_many((kept_id, *other_ids)) if case.trashed is None]
    if len(cases) < 2 or cases[0].id != kept_id:
        return None
    kept, *others = cases
    lost: dict[str, MergeField] = {}
    result = kept
    for other in others:
        lost |= {field.name: field for field in left_out(result, other)}
        result = merged(result, other, {}, now=datetime.now(UTC))
    ids, titles = zip(*((other.id, other.title) for other in others), strict=True)
    return WholeMerge(kept_id, ids, kept.title, titles, tuple(lost.values()))
