"""A case pack: what one trainer hands to another, as values. `resources/formats/casepack.md` describes the file."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from casedesk.domain import richtext
from casedesk.domain.case import Case
from casedesk.domain.casepack_sent import Sent
from casedesk.domain.lesson import Block, CaseUse, LessonPlan
from casedesk.domain.library import Attachment, Collection, Document, SavedFilter, UseRecord
from casedesk.domain.methods import Method

FORMAT = "casepack"
VERSION = 1
"""The newest version of the format that this program reads and the one that it writes."""
SUFFIX = ".casepack"


@dataclass(frozen=True, slots=True)
class PackOptions:
    """What goes along beside cases, plans, collections, filters and pictures.

    `notes` are the trainer's own: of a case, of a block, and what was noted after class. `uses` tell who was taught
    what, and `originals` are the files that cases were cut out of, whole.
    """

    originals: bool = False
    notes: bool = False
    uses: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """The contents of a pack. Ids are those of the pack: cases, plans and documents count from 1, in their order, and
    whatever refers to them does so by these numbers; 0 is a case that is not in the pack.

    `versions` holds, by the number of a case, the earlier versions of it that other libraries may know, and
    `plan_versions` those of plans by theirs.
    """

    title: str
    options: PackOptions = PackOptions()
    cases: tuple[Case, ...] = ()
    plans: tuple[LessonPlan, ...] = ()
    methods: tuple[Method, ...] = ()
    collections: tuple[Collection, ...] = ()
    filters: tuple[SavedFilter, ...] = ()
    uses: tuple[UseRecord, ...] = ()
    documents: tuple[Document, ...] = ()
    pictures: tuple[Attachment, ...] = ()
    versions: Mapping[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    plan_versions: Mapping[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    sent: Sent | None = None
    """Of a pack in an exchange folder."""


def pack_case(case: Case, *, number: int, uid: str, document: int, options: PackOptions) -> Case:
    """A case as it stands in a pack. `document` is the number of its original there, 0 where that stays behind."""
    origin = replace(case.origin, document_id=document) if case.origin and document else None
    note = case.note if options.notes else ""
    return replace(case, id=number, uid=uid, origin=origin, note=note, batch_id=None, trashed=None)


def pack_plan(
    plan: LessonPlan, *, number: int, uid: str, numbers: Mapping[int, int], options: PackOptions
) -> LessonPlan:
    """A plan as it stands in a pack; `numbers` are those of the cases in it, by their ids."""
    plan = with_case_ids(plan, numbers)
    if not options.notes:
        plan = replace(plan, reflection="", blocks=tuple(_without_notes(block) for block in plan.blocks))
    return replace(plan, id=number, uid=uid, archived=None, trashed=None)


def _without_notes(block: Block) -> Block:
    """A block without what the trainer noted for himself, before class or after it."""
    uses = tuple(replace(use, kept=replace(use.kept, note="") if use.kept else None) for use in block.cases)
    return replace(block, notes="", changes="", real=None, cases=uses)


def with_case_ids(plan: LessonPlan, ids: Mapping[int, int]) -> LessonPlan:
    """The plan with its cases known by other ids; 0 for those that have none."""
    blocks = tuple(
        replace(block, cases=tuple(_with_id(use, ids.get(use.case_id, 0)) for use in block.cases))
        for block in plan.blocks
    )
    return replace(plan, blocks=blocks)


def _with_id(use: CaseUse, case_id: int) -> CaseUse:
    return replace(use, case_id=case_id, kept=replace(use.kept, id=case_id) if use.kept else None)


def own_uids(records: Sequence[tuple[int, str]]) -> dict[int, str]:
    """For records as (id, uid) a uid each, by id: the first of those with equal ones keeps it, the others, and those
    without any, get one that is the same every time."""
    taken: set[str] = set()
    uids: dict[int, str] = {}
    for id_, uid in records:
        own = uid if uid and uid not in taken else made_uid(uid, str(id_))
        taken.add(own)
        uids[id_] = own
    return uids


def made_uid(*parts: str) -> str:
    """A uid that follows from what it is made of."""
    return hashlib.sha256("\n".join(("casepack", *parts)).encode("utf-8", "replace")).hexdigest()[:32]


def in_pack(case_ids: Iterable[int], numbers: Mapping[int, int]) -> tuple[int, ...]:
    """Those of the cases that are in the pack, by their numbers there."""
    return tuple(numbers[id_] for id_ in case_ids if id_ in numbers)


def pictures_of(cases: Iterable[Case]) -> frozenset[str]:
    """The digests of all pictures in cases."""
    return frozenset(
        picture.digest
        for case in cases
        for section in case.sections
        if richtext.ATTACHMENT in section.html
        for picture in richtext.pictures(richtext.parse(section.html))
    )
