"""Tellings of one story in a library: families, pairs that are none, merging two cases and taking them apart again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement, Why
from casedesk.domain.families import DistinctPair, Family, MergeRecord, best_telling, in_order, joined, without
from casedesk.domain.lesson import CaseUse, LessonPlan
from casedesk.domain.library import Collection
from casedesk.domain.merging import Side, merged, taken_apart
from casedesk.storage.library import Library
from casedesk.tasks.library_draft import LibraryDraft
from casedesk.texts import tr, tr_n


@dataclass(frozen=True, slots=True)
class TakingApart:
    """Undoing a merge: the edit, and whether all that was written since found a place in the kept case."""

    edit: Edit
    is_whole: bool


def joining(library: Library, case_ids: Sequence[int], *, best_id: int = 0) -> Edit:
    """The edit that makes cases tellings of one story, with the families they are in already.

    `best_id` 0 lets the fullest telling be the best one. What was said against these pairs is forgotten.
    """
    old = library.families.of_cases(case_ids)
    family_id = old[0].id if old else library.new_id(Family)
    family = joined(old, case_ids, family_id=family_id, best_id=best_id)
    cases = [case for case in library.cases.get_many(family.case_ids) if case.trashed is None]
    family = replace(family, best_id=best_id or best_telling(cases).id)
    steps = [Replacement(old[0] if old else None, family)] if family not in old else []
    steps += [Replacement(other, None) for other in old[1:]]
    members = set(case_ids)
    denied = (pair for pair in library.distinct_pairs.all() if {pair.first_id, pair.second_id} <= members)
    steps += [Replacement(pair, None) for pair in denied]
    text = tr_n("Make {n} case one family", "Make {n} cases one family", len(family.case_ids))
    return Edit(text.format(n=len(family.case_ids)), tuple(steps))


def leaving(library: Library, case_id: int) -> Edit:
    """The edit that takes a case out of its family; the last two part for good. Empty where it is in none."""
    title = library.cases.get(case_id).title
    text = tr("Take “{title}” out of its family").format(title=title)
    family = library.families.of_case(case_id)
    return Edit(text, (_leaving(library, family, case_id),) if family else ())


def choosing_best(library: Library, case_id: int) -> Edit:
    """The edit that makes a case the best telling of its family. Empty where it is in none."""
    text = tr("Make “{title}” the best telling").format(title=library.cases.get(case_id).title)
    family = library.families.of_case(case_id)
    is_new = family is not None and family.best_id != case_id
    return Edit(text, (Replacement(family, replace(family, best_id=case_id)),) if family and is_new else ())


def telling_apart(library: Library, case_ids: Sequence[int]) -> Edit:
    """The edit that remembers that no two of these cases tell the same story. Families that hold several are parted."""
    wanted = {in_order(one, other) for one in case_ids for other in case_ids if one != other}
    new = sorted(wanted - library.distinct_pairs.pairs())
    ids = library.new_ids(DistinctPair, len(new)) if new else ()
    steps = [Replacement(None, DistinctPair(id_, *pair)) for id_, pair in zip(ids, new, strict=True)]
    for family in library.families.of_cases(case_ids):
        parted = [id_ for id_ in family.case_ids if id_ in case_ids]
        if len(parted) > 1:
            steps.append(_without_all(library, family, parted[1:]))
    return Edit(tr("Not a duplicate"), tuple(steps))


def merging(
    library: Library | LibraryDraft,
    kept_id: int,
    other_id: int,
    choices: Mapping[str, Side],
    *,
    now: datetime | None = None,
) -> Edit:
    """The edit that puts a case into another (see `merging.merged`) and the other into the trash.

    Collections and plans without the kept case get it in the place of the other, and what was taught follows; in a
    plan that used both, the place of the other stands free. The record of it lets `taking_apart` bring both back at any
    later time.
    """
    now = now or datetime.now(UTC)
    kept, other = library.cases.get(kept_id), library.cases.get(other_id)
    result = merged(kept, other, choices, now=now)
    collections = [c for c in library.collections.all() if other_id in c.case_ids and kept_id not in c.case_ids]
    plans = library.plans.of_case(other_id)
    alone = [plan for plan in plans if kept_id not in plan.case_ids]
    uses = library.uses.of_case(other_id)
    record = MergeRecord(
        library.new_id(MergeRecord), kept, other, result, now,
        tuple(item.id for item in collections), tuple(item.id for item in uses), tuple(item.id for item in alone),
        tuple(item.id for item in plans if item not in alone),
    )  # fmt: skip
    steps = [
        Replacement(kept, result),
        Replacement(other, replace(other, trashed=now)),
        *(Replacement(item, _with_case(item, other_id, kept_id)) for item in collections),
        *(Replacement(item, _with_use(item, other, result)) for item in alone),
        *(Replacement(item, _without_use(item, other_id)) for item in plans if item not in alone),
        *(Replacement(item, replace(item, case_id=kept_id)) for item in uses),
        *(_leaving(library, family, other_id) for family in library.families.of_cases((other_id,))),
        Replacement(None, record),
    ]
    text = tr("Merge “{other}” into “{title}”").format(other=other.title, title=result.title)
    return Edit(text, tuple(steps), why=Why.MERGED)


def taking_apart(library: Library, merge_id: int, *, now: datetime | None = None) -> TakingApart:
    """The edit that takes a merge back, days later too: what was written into the kept case since stays in it.

    The other case comes out of the trash, or back as it was where it has been deleted for good. Collections, plans
    and uses that still exist go back to it.
    """
    now = now or datetime.now(UTC)
    record = library.merges.get(merge_id)
    kept_id, other_id = record.kept.id, record.other.id
    present = library.cases.get(kept_id)
    kept, is_whole = taken_apart(record, present, now=now)
    in_trash = next(iter(library.cases.get_many([other_id])), None)
    other = _possible(library, record.other)
    steps = [
        Replacement(present, kept),
        Replacement(in_trash, other),
        *(
            Replacement(item, _with_case(item, kept_id, other_id))
            for item in library.collections.get_many(record.collection_ids)
        ),
        *(
            Replacement(item, replace(item, case_id=other_id))
            for item in library.uses.get_many(record.use_ids)
            if item.case_id == kept_id
        ),
        *(Replacement(item, _with_use(item, record.kept, other)) for item in library.plans.get_many(record.plan_ids)),
        *(Replacement(item, _with_both(item, kept, other)) for item in library.plans.get_many(record.shared_plan_ids)),
        Replacement(record, None),
    ]
    text = tr("Take “{title}” and “{other}” apart").format(title=kept.title, other=other.title)
    changed = tuple(step for step in steps if step.before != step.after)
    return TakingApart(Edit(text, changed, why=Why.TAKEN_APART), is_whole)


def _leaving(library: Library | LibraryDraft, family: Family, case_id: int) -> Replacement:
    return _without_all(library, family, (case_id,))


def _without_all(library: Library | LibraryDraft, family: Family, case_ids: Sequence[int]) -> Replacement:
    rest = [id_ for id_ in family.case_ids if id_ not in case_ids]
    cases = [case for case in library.cases.get_many(rest) if case.trashed is None]
    best = best_telling(cases).id if cases else family.best_id
    after: Family | None = family
    for case_id in case_ids:
        after = without(after, case_id, best_id=best) if after else None
    return Replacement(family, after)


def _with_case(collection: Collection, old: int, new: int) -> Collection:
    """The collection with another case in the place of one; each once."""
    ids = dict.fromkeys(new if id_ == old else id_ for id_ in collection.case_ids)
    return replace(collection, case_ids=tuple(ids))


def _with_use(plan: LessonPlan, other: Case, kept: Case) -> LessonPlan:
    """The plan with the kept case where it used the other."""
    blocks = tuple(
        replace(
            block,
            cases=tuple(
                replace(use, case_id=kept.id, title=kept.title) if use.case_id == other.id else use
                for use in block.cases
            ),
        )
        for block in plan.blocks
    )
    return replace(plan, blocks=blocks)


def _without_use(plan: LessonPlan, case_id: int) -> LessonPlan:
    """The plan without a case; its block stays, with its minutes and all that was written into it."""
    blocks = tuple(
        replace(block, cases=tuple(use for use in block.cases if use.case_id != case_id)) for block in plan.blocks
    )
    return replace(plan, blocks=blocks)


def _with_both(plan: LessonPlan, kept: Case, other: Case) -> LessonPlan:
    """The plan with a case back where it was: in the block that is named for it and stands empty, else beside the
    one that took it in. Unchanged where it uses that one no longer.
    """
    if other.id in plan.case_ids or kept.id not in plan.case_ids:
        return plan
    named = (at for at, block in enumerate(plan.blocks) if not block.cases and block.title == other.title)
    beside = (at for at, block in enumerate(plan.blocks) if any(use.case_id == kept.id for use in block.cases))
    place = next(named, next(beside, 0))
    block = plan.blocks[place]
    whole = replace(block, cases=(*block.cases, CaseUse(other.id, other.title)))
    return replace(plan, blocks=(*plan.blocks[:place], whole, *plan.blocks[place + 1 :]))


def _possible(library: Library, case: Case) -> Case:
    """The case without what it came from where that has been deleted since."""
    if case.origin and not library.documents.get_many([case.origin.document_id]):
        case = replace(case, origin=None)
    if case.batch_id and not library.batches.get_many([case.batch_id]):
        case = replace(case, batch_id=None)
    return case
