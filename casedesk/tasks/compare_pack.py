"""A pack held against a library, before anything of it is added."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casedesk.domain.case import Case
from casedesk.domain.casepack import Pack, with_case_ids
from casedesk.domain.casepack_compare import CaseEntry, PlanEntry, Standing, case_entry
from casedesk.domain.casepack_versions import version_of
from casedesk.domain.lesson import LessonPlan
from casedesk.storage.library import Library
from casedesk.tasks.pack_history import known_versions
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.tasks.read_pack import read_pack

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class ComparedPack:
    """A pack and how each of its cases and plans stands in a library."""

    path: Path
    pack: Pack
    cases: tuple[CaseEntry, ...]
    plans: tuple[PlanEntry, ...]
    is_backup: bool = False
    """Whether it is no pack of somebody else's, but an earlier copy of the library itself."""

    def count(self, standing: Standing) -> int:
        """How many cases stand so."""
        return sum(entry.standing is standing for entry in self.cases)


def open_pack(library_path: Path | None, path: Path, progress: Progress = SILENCE) -> ComparedPack:
    """A pack held against a library; any thread may do this. Raises UnreadableFileError and LibraryError.

    A library that is not there yet, or is not named, has nothing.
    """
    pack = read_pack(path, progress)
    if library_path is None or not library_path.exists():
        return ComparedPack(path, pack, tuple(map(_new_case, pack.cases)), tuple(map(_new_plan, pack.plans)))
    with Library.open(library_path, create=False, read_only=True) as library:
        return compared(library, path, pack, progress)


def compared(
    library: Library, path: Path, pack: Pack, progress: Progress = SILENCE, *, is_backup: bool = False
) -> ComparedPack:
    """A pack held against an open library; of a backup everything has been the library's own."""
    ids = {uid: id_ for id_, uid in reversed(library.cases.uids())}
    known = {case.uid: (version_of(case),) for case in pack.cases} if is_backup else known_versions(library)
    entries: list[CaseEntry] = []
    for start in range(0, len(pack.cases), _CHUNK):
        progress.report(start, len(pack.cases))
        chunk = pack.cases[start : start + _CHUNK]
        mine = {case.uid: case for case in library.cases.get_many(ids[case.uid] for case in chunk if case.uid in ids)}
        entries.extend(_entry(pack, case, mine.get(case.uid), known) for case in chunk)
    return ComparedPack(path, pack, tuple(entries), _plans(library, pack, ids), is_backup)


def _entry(pack: Pack, theirs: Case, mine: Case | None, known: Mapping[str, tuple[str, ...]]) -> CaseEntry:
    return case_entry(
        theirs,
        mine,
        their_versions=pack.versions.get(theirs.id, ()),
        my_versions=known.get(theirs.uid, ()),
        with_notes=pack.options.notes,
    )


def _plans(library: Library, pack: Pack, ids: Mapping[str, int]) -> tuple[PlanEntry, ...]:
    mine = {plan.uid: plan for plan in (*library.plans.all(trashed=True), *library.plans.all()) if plan.uid}
    by_id = {id_: uid for uid, id_ in ids.items()}
    uids = {case.id: case.uid for case in pack.cases}
    return tuple(
        PlanEntry(plan, found, _plan_standing(plan, found, pack, uids, by_id))
        for plan in pack.plans
        for found in (mine.get(plan.uid),)
    )


def _plan_standing(
    theirs: LessonPlan, mine: LessonPlan | None, pack: Pack, uids: Mapping[int, str], by_id: Mapping[int, str]
) -> Standing:
    if mine is None:
        return Standing.NEW
    if mine.trashed:
        return Standing.TRASHED
    numbers = {uid: number for number, uid in uids.items()}
    here = with_case_ids(mine, {id_: numbers[uid] for id_, uid in by_id.items() if uid in numbers})
    if not pack.options.notes:
        here = without_notes(here)
        theirs = without_notes(theirs)
    return Standing.SAME if _content(here) == _content(theirs) else Standing.DIFFERS


def without_notes(plan: LessonPlan) -> LessonPlan:
    """The plan without what the trainer noted for himself."""
    return replace(plan, reflection="", blocks=tuple(replace(block, notes="") for block in plan.blocks))


def _content(plan: LessonPlan) -> LessonPlan:
    return replace(plan, id=0, created=None, modified=None, trashed=None)


def _new_case(case: Case) -> CaseEntry:
    return CaseEntry(case, None, Standing.NEW)


def _new_plan(plan: LessonPlan) -> PlanEntry:
    return PlanEntry(plan, None, Standing.NEW)
