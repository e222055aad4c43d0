"""A pack held against a library, before anything of it is added."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casedesk.domain.case import Case
from casedesk.domain.casepack import Pack, PackOptions, pack_plan
from casedesk.domain.casepack_compare import (
    CaseEntry,
    PlanEntry,
    Standing,
    case_entry,
    gone_case,
    gone_plan,
    plan_entry,
)
from casedesk.domain.casepack_plans import plan_version
from casedesk.domain.casepack_versions import version_of
from casedesk.domain.lesson import LessonPlan
from casedesk.storage.library import Library
from casedesk.tasks.exchange_memory import told_gone
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
    is_news: bool = True
    """Whether there may be something in it that the library has not; said of packs in an exchange folder only."""

    def count(self, standing: Standing) -> int:
        """How many cases stand so."""
        return sum(entry.standing is standing for entry in self.cases)


def open_pack(
    library_path: Path | None, path: Path, progress: Progress = SILENCE, *, proves_bytes: bool = True
) -> ComparedPack:
    """A pack held against a library; any thread may do this. Raises UnreadableFileError and LibraryError.

    A library that is not there yet, or is not named, has nothing.
    """
    pack = read_pack(path, progress, proves_bytes=proves_bytes)
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
    plans = _plans(library, pack, ids, known, is_backup=is_backup)
    gone_cases, gone_plans = _gone(library, pack, ids)
    return ComparedPack(path, pack, (*entries, *gone_cases), (*plans, *gone_plans), is_backup)


def _gone(library: Library, pack: Pack, ids: Mapping[str, int]) -> tuple[tuple[CaseEntry, ...], tuple[PlanEntry, ...]]:
    """What was thrown away over there and is still here, unless that has been told before."""
    if pack.sent is None:
        return (), ()
    told = told_gone(library)
    versions = {item.uid: item.version for item in pack.sent.gone if item.uid not in told}
    cases = library.cases.get_many(ids[uid] for uid in versions if uid in ids)
    live = [case for case in cases if case.trashed is None]
    plans = [plan for plan in library.plans.all() if plan.uid in versions]
    return (
        tuple(
            gone_case(case, number=number, version=versions[case.uid])
            for number, case in enumerate(live, start=len(pack.cases) + 1)
        ),
        tuple(gone_plan(plan, number=number) for number, plan in enumerate(plans, start=len(pack.plans) + 1)),
    )


def _entry(pack: Pack, theirs: Case, mine: Case | None, known: Mapping[str, tuple[str, ...]]) -> CaseEntry:
    return case_entry(
        theirs,
        mine,
        their_versions=pack.versions.get(theirs.id, ()),
        my_versions=known.get(theirs.uid, ()),
        with_notes=pack.options.notes,
    )


def _plans(
    library: Library, pack: Pack, ids: Mapping[str, int], known: Mapping[str, tuple[str, ...]], *, is_backup: bool
) -> tuple[PlanEntry, ...]:
    mine = {plan.uid: plan for plan in (*library.plans.all(trashed=True), *library.plans.all()) if plan.uid}
    uids = {case.id: case.uid for case in pack.cases}
    numbers = {ids[uid]: number for number, uid in uids.items() if uid in ids}

    def entry(theirs: LessonPlan) -> PlanEntry:
        found, there = mine.get(theirs.uid), plan_version(theirs, uids)
        if found is None:
            return _new_plan(theirs)
        here = version_here(found, pack.options)
        entry = plan_entry(
            theirs,
            found,
            here=here,
            there=there,
            their_versions=pack.plan_versions.get(theirs.id, ()),
            my_versions=(there,) if is_backup else known.get(theirs.uid, ()),
        )
        if entry.standing is Standing.NEWER and here != version_here(found, replace(pack.options, notes=True)):
            return replace(entry, standing=Standing.APART)  # theirs has no notes, and would take mine away
        return entry

    def version_here(plan: LessonPlan, options: PackOptions) -> str:
        return plan_version(pack_plan(plan, number=0, uid=plan.uid, numbers=numbers, options=options), uids)

    return tuple(entry(plan) for plan in pack.plans)


def _new_case(case: Case) -> CaseEntry:
    return CaseEntry(case, None, Standing.NEW)


def _new_plan(plan: LessonPlan) -> PlanEntry:
    return PlanEntry(plan, None, Standing.NEW)
