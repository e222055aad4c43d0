"""Changes over many cases: what they would do, place by place, and the one edit that does it.

Reading is work for a thread of its own, on a read-only connection; the edit is written by whoever owns the library.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from casedesk.domain import bulk_values
from casedesk.domain.bulk_values import Column, Wish
from casedesk.domain.case import Case
from casedesk.domain.case_texts import Field, Slot, pieces, rewritten
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import StaleEditError
from casedesk.domain.replace_pattern import Hit, Pattern, finder
from casedesk.storage.library import Library
from casedesk.tasks.backups import Reason, is_recent, make_backup
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress
from casedesk.texts import N_, tr, tr_n

MOST_SPOTS = 50_000
"""More places than a person would look through; the rest is for a second round."""
BACKUP_FROM = 20
"""Changes of more cases than this are made after a copy of the library."""
_AT_ONCE = 250
_LEFT, _RIGHT = 24, 80


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that would change: `left`, `old` and `right` are what stands there, `new` is what comes for `old`.

    `slot` and `start` say where words are; a change of values has a column instead.
    """

    case_id: int
    title: str
    left: str
    old: str
    new: str
    right: str
    slot: Slot | None = None
    start: int = 0
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do. `looked_at` counts the cases that were read, `total` those of the library."""

    spots: tuple[Spot, ...] = ()
    looked_at: int = 0
    total: int = 0
    is_cut: bool = False

    @property
    def case_ids(self) -> frozenset[int]:
        """The cases that would change."""
        return frozenset(spot.case_id for spot in self.spots)


def preview_replacing(
    path: Path,
    case_ids: Sequence[int] | None,
    pattern: Pattern,
    fields: Collection[Field],
    progress: Progress = SILENCE,
) -> Preview:
    """The places in these cases, or in all of the library, where words would be replaced.

    Raises BadInputError for an expression that is wrong or takes too long, NoLongerWanted when cancelled.
    """
    find = finder(pattern)
    spots: list[Spot] = []
    with Library.open(path, create=False, read_only=True) as library:
        total = library.cases.count()
        looked_at = 0
        for case in _cases(library, case_ids, progress):
            looked_at += 1
            for slot, text in pieces(case, fields):
                spots += (_spot(case, slot, text, hit) for hit in find(text))
            if len(spots) >= MOST_SPOTS:
                return Preview(tuple(spots[:MOST_SPOTS]), looked_at, total, is_cut=True)
    return Preview(tuple(spots), looked_at, total)


def replacing_edit(path: Path, spots: Sequence[Spot], now: datetime, progress: Progress = SILENCE) -> Edit:
    """The edit that writes the new words at these places.

    Raises StaleEditError when the words of a place are no longer what they were, NoLongerWanted when cancelled.
    """
    by_case: Mapping[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        by_case[spot.case_id].append(spot)
    replacements: list[Replacement] = []
    with Library.open(path, create=False, read_only=True) as library:
        for case in _cases(library, tuple(by_case), progress):
            after = rewritten(case, _hits(case, by_case[case.id]))
            if after != case:
                replacements.append(Replacement(case, replace(after, modified=now)))
    n = len(spots)
    text = tr_n("Replace {n} place in {cases}", "Replace {n} places in {cases}", n)
    return Edit(text.format(n=f"{n:,}", cases=case_count(len(replacements))), tuple(replacements))


def preview_values(path: Path, case_ids: Sequence[int] | None, wish: Wish, progress: Progress = SILENCE) -> Preview:
    """The cases whose values a wish would change: before and after, as they are stored."""
    spots: list[Spot] = []
    looked_at = 0
    with Library.open(path, create=False, read_only=True) as library:
        total = library.cases.count()
        for case in _cases(library, case_ids, progress):
            looked_at += 1
            after = bulk_values.wished(case, wish)
            before = bulk_values.values_of(case, wish.facet)
            if after != before and len(spots) < MOST_SPOTS:
                names = ("\n".join(before), "\n".join(after))
                spots.append(Spot(case.id, case.title, "", *names, "", column=wish.facet))
            elif after != before:
                return Preview(tuple(spots), looked_at, total, is_cut=True)
    return Preview(tuple(spots), looked_at, total)


def values_edit(
    path: Path, case_ids: Sequence[int], wish: Wish, now: datetime, *, text: str, progress: Progress = SILENCE
) -> Edit:
    """The edit that carries a wish out in these cases; `text` names the step. NoLongerWanted when cancelled."""
    replacements: list[Replacement] = []
    with Library.open(path, create=False, read_only=True) as library:
        for case in _cases(library, case_ids, progress):
            after = bulk_values.changed(case, wish)
            if after is not None:
                replacements.append(Replacement(case, replace(after, modified=now)))
    return Edit(text, tuple(replacements))


def back_up_before(path: Path, case_count: int) -> None:
    """Make a copy of the library before so many cases change, where there is none of the last minutes."""
    if case_count > BACKUP_FROM and not is_recent(path):
        make_backup(path, Reason.BEFORE_BULK)


def case_count(n: int) -> str:
    """So many cases, in words."""
    return tr_n("{n} case", "{n} cases", n).format(n=f"{n:,}")


def _cases(library: Library, case_ids: Sequence[int] | None, progress: Progress) -> Iterator[Case]:
    """The cases that are not in the trash, a few at a time. Raises NoLongerWanted when cancelled."""
    ids = library.cases.ids() if case_ids is None else case_ids
    for start in range(0, len(ids), _AT_ONCE):
        if progress.is_cancelled:
            raise NoLongerWanted
        progress.report(start, len(ids), tr("Looking at the cases"))
        yield from (case for case in library.cases.get_many(ids[start : start + _AT_ONCE]) if case.trashed is None)


def _spot(case: Case, slot: Slot, text: str, hit: Hit) -> Spot:
    left = text[max(0, hit.start - _LEFT) : hit.start]
    right = text[hit.end : hit.end + _RIGHT]
    return Spot(case.id, case.title, left, text[hit.start : hit.end], hit.new, right, slot, hit.start)


def _hits(case: Case, spots: Sequence[Spot]) -> Mapping[Slot, Sequence[Hit]]:
    texts = dict(pieces(case, frozenset(spot.slot.field for spot in spots if spot.slot)))
    hits: Mapping[Slot, list[Hit]] = defaultdict(list)
    for spot in spots:
        assert spot.slot is not None
        end = spot.start + len(spot.old)
        if texts.get(spot.slot, "")[spot.start : end] != spot.old:
            raise StaleEditError(N_("This has been changed elsewhere since; please look at the list again."))
        hits[spot.slot].append(Hit(spot.start, end, spot.new))
    return hits
