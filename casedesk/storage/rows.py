"""Row <-> dataclass: the one place where column names meet field names.

Rows come and go as tuples in the order of a table's columns, so what is written stands beside what is read.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from casedesk.domain.case import (
    FREE_FACETS,
    Case,
    Depth,
    Difficulty,
    Facet,
    Origin,
    Outcome,
    Question,
    QuestionKind,
    Role,
    Section,
    State,
)
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan, Material, Need, Objectives, Per
from casedesk.domain.library import Collection, Document, ImportBatch, Pseudonym, SavedFilter, UseRecord
from casedesk.storage.shapes import Row, Rows, Shape, Table, microseconds, moment

_CASE_COLUMNS = (
    "id uid title learner_title outcome difficulty state language source licence minutes document_id origin_start"
    " origin_end origin_place batch_id created modified trashed note"
)
_QUESTION_COLUMNS = "case_id section position text answer minutes lines kind depth points"
_PLAN_COLUMNS = (
    "id uid title course audience head_count place trainer day start target knowledge skill attitude key_points"
    " difficult_points methods reflection is_template created modified trashed"
)
_BLOCK_COLUMNS = "plan_id position title minutes kind need intent trainer learners notes groups group_size pinned"


def _table(name: str, columns: str, order: str = "") -> Table:
    return Table(name, tuple(columns.split()), order)


def _grouped(rows: Iterable[Sequence[Any]]) -> dict[Any, list[Sequence[Any]]]:
    """Rows by their second column."""
    groups: dict[Any, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        groups[row[1]].append(row)
    return groups


def _case_rows(case: Case) -> Rows:
    origin = case.origin
    place = (origin.document_id, origin.start, origin.end, origin.place) if origin else (None,) * 4
    main: Row = (
        case.id, case.uid, case.title, case.learner_title, _word(case.outcome), _word(case.difficulty), str(case.state),
        case.language, case.source, case.licence, case.minutes, *place, case.batch_id, microseconds(case.created),
        microseconds(case.modified), microseconds(case.trashed), case.note,
    )  # fmt: skip
    sections = tuple(
        (case.id, position, str(section.role), section.title, section.html)
        for position, section in enumerate(case.sections)
    )
    questions = tuple(
        _question_row(case.id, index, position, item)
        for index, section in enumerate(case.sections)
        for position, item in enumerate(section.questions)
    )
    facets = tuple(
        (case.id, str(facet), position, value)
        for facet in FREE_FACETS
        for position, value in enumerate(case.values_of(facet))
    )
    return ((main,), sections, questions, facets)


def _case(rows: Rows) -> Case:
    mains, sections, questions, facets = rows
    (
        id_, uid, title, learner_title, outcome, difficulty, state, language, source, licence, minutes, document_id,
        start, end, place, batch_id, created, modified, trashed, note,
    ) = _any(mains[0])  # fmt: skip
    values = _grouped(facets)
    asked = _grouped(questions)
    return Case(
        id=id_, uid=uid, title=title, learner_title=learner_title, language=language, source=source, licence=licence,
        sections=tuple(_section(row, asked.get(row[1], ())) for row in sections),
        industries=_values(values, Facet.INDUSTRY), themes=_values(values, Facet.THEME),
        audiences=_values(values, Facet.AUDIENCE), tags=_values(values, Facet.TAG),
        outcome=Outcome(outcome) if outcome else None, difficulty=Difficulty(difficulty) if difficulty else None,
        state=State(state), note=note, minutes=minutes, batch_id=batch_id,
        origin=None if document_id is None else Origin(document_id, start, end, place),
        created=moment(created), modified=moment(modified), trashed=moment(trashed),
    )  # fmt: skip


def _values(rows: dict[Any, list[Sequence[Any]]], facet: Facet) -> tuple[str, ...]:
    return tuple(row[3] for row in rows.get(facet.value, ()))


def _section(row: Sequence[Any], questions: Iterable[Sequence[Any]]) -> Section:
    _, _, role, title, html = row
    return Section(Role(role), html, title, tuple(_question(item) for item in questions))


def _question_row(case_id: int, section: int, position: int, item: Question) -> Row:
    return (
        case_id, section, position, item.text, item.answer, item.minutes, item.lines, str(item.kind),
        str(item.depth), item.points,
    )  # fmt: skip


def _question(row: Sequence[Any]) -> Question:
    _, _, _, text, answer, minutes, lines, kind, depth, points = row
    return Question(text, answer, minutes, lines, QuestionKind(kind), Depth(depth), points)


def _plan_rows(plan: LessonPlan) -> Rows:
    goals = plan.objectives
    main: Row = (
        plan.id, plan.uid, plan.title, plan.course, plan.audience, plan.head_count, plan.place, plan.trainer,
        _iso(plan.day), plan.start.isoformat(), plan.target, goals.knowledge, goals.skill, goals.attitude,
        plan.key_points, plan.difficult_points, plan.methods, plan.reflection, int(plan.is_template),
        microseconds(plan.created), microseconds(plan.modified), microseconds(plan.trashed),
    )  # fmt: skip
    blocks = tuple(_block_row(plan.id, position, block) for position, block in enumerate(plan.blocks))
    cases = tuple(
        (plan.id, index, position, use.case_id, use.title, " ".join(sorted(use.roles)))
        for index, block in enumerate(plan.blocks)
        for position, use in enumerate(block.cases)
    )
    materials = tuple(
        (plan.id, index, position, item.name, item.amount, str(item.per), item.spare)
        for index, block in enumerate(plan.blocks)
        for position, item in enumerate(block.materials)
    )
    return ((main,), blocks, cases, materials)


def _block_row(plan_id: int, position: int, block: Block) -> Row:
    return (
        plan_id, position, block.title, block.minutes, str(block.kind), str(block.need), block.intent, block.trainer,
        block.learners, block.notes, block.groups, block.group_size, _iso(block.pinned),
    )  # fmt: skip


def _plan(rows: Rows) -> LessonPlan:
    mains, blocks, cases, materials = rows
    (
        id_, uid, title, course, audience, head_count, place, trainer, day, start, target, knowledge, skill, attitude,
        key_points, difficult_points, methods, reflection, is_template, created, modified, trashed,
    ) = _any(mains[0])  # fmt: skip
    used, brought = _grouped(cases), _grouped(materials)
    return LessonPlan(
        id=id_, uid=uid, title=title, course=course, audience=audience, head_count=head_count, place=place,
        trainer=trainer, day=date.fromisoformat(day) if day else None, start=time.fromisoformat(start), target=target,
        objectives=Objectives(knowledge, skill, attitude), key_points=key_points, difficult_points=difficult_points,
        methods=methods, reflection=reflection, is_template=bool(is_template),
        blocks=tuple(_block(row, used.get(row[1], ()), brought.get(row[1], ())) for row in blocks),
        created=moment(created), modified=moment(modified), trashed=moment(trashed),
    )  # fmt: skip


def _block(row: Sequence[Any], cases: Iterable[Sequence[Any]], materials: Iterable[Sequence[Any]]) -> Block:
    _, _, title, minutes, kind, need, intent, trainer, learners, notes, groups, group_size, pinned = row
    return Block(
        title, minutes, BlockKind(kind), Need(need), intent=intent, trainer=trainer, learners=learners, notes=notes,
        cases=tuple(CaseUse(item[3], item[4], frozenset(map(Role, item[5].split()))) for item in cases),
        materials=tuple(Material(item[3], item[4], Per(item[5]), item[6]) for item in materials),
        groups=groups, group_size=group_size, pinned=time.fromisoformat(pinned) if pinned else None,
    )  # fmt: skip


def _collection_rows(value: Collection) -> Rows:
    members = tuple((value.id, position, case_id) for position, case_id in enumerate(value.case_ids))
    return (((value.id, value.name, value.position),), members)


def _collection(rows: Rows) -> Collection:
    (main,), members = map(_any, rows)
    return Collection(main[0], main[1], tuple(row[2] for row in members), main[2])


def _batch_rows(value: ImportBatch) -> Rows:
    documents = tuple((value.id, position, id_) for position, id_ in enumerate(value.document_ids))
    return (((value.id, value.name, microseconds(value.created), value.review),), documents)


def _batch(rows: Rows) -> ImportBatch:
    (main,), documents = map(_any, rows)
    return ImportBatch(main[0], main[1], moment(main[2]), tuple(row[2] for row in documents), main[3])


def _document_rows(value: Document) -> Rows:
    row = (value.id, value.name, value.digest, value.media_type, microseconds(value.imported), value.text)
    return ((row,),)


def _document(rows: Rows) -> Document:
    id_, name, digest, media_type, imported, text = _any(rows[0][0])
    return Document(id_, name, digest, media_type, text, moment(imported))


def _use_rows(value: UseRecord) -> Rows:
    row = (
        value.id, value.case_id, value.plan_id, value.group, _iso(value.day), value.planned, value.real, value.note
    )  # fmt: skip
    return ((row,),)


def _use(rows: Rows) -> UseRecord:
    id_, case_id, plan_id, group, day, planned, real, note = _any(rows[0][0])
    return UseRecord(id_, case_id, plan_id, group, date.fromisoformat(day) if day else None, planned, real, note)


def _word(value: str | None) -> str | None:
    return None if value is None else str(value)


def _iso(value: date | time | None) -> str | None:
    return None if value is None else value.isoformat()


def _any(row: Sequence[Any]) -> Sequence[Any]:
    """A row of a STRICT table, whose columns have the types of the fields they are read into."""
    return row


CASE = Shape(
    Case,
    (
        _table("cases", _CASE_COLUMNS),
        _table("section", "case_id position role title html", "position"),
        _table("question", _QUESTION_COLUMNS, "section, position"),
        _table("case_facet", "case_id facet position value", "facet, position"),
    ),
    _case_rows,
    _case,
)
PLAN = Shape(
    LessonPlan,
    (
        _table("plan", _PLAN_COLUMNS),
        _table("block", _BLOCK_COLUMNS, "position"),
        _table("block_case", "plan_id block position case_id title roles", "block, position"),
        _table("block_material", "plan_id block position name amount per spare", "block, position"),
    ),
    _plan_rows,
    _plan,
)
COLLECTION = Shape(
    Collection,
    (_table("collection", "id name position"), _table("collection_case", "collection_id position case_id", "position")),
    _collection_rows,
    _collection,
)
BATCH = Shape(
    ImportBatch,
    (
        _table("batch", "id name created review"),
        _table("batch_document", "batch_id position document_id", "position"),
    ),
    _batch_rows,
    _batch,
)
DOCUMENT = Shape(
    Document,
    (_table("document", "id name digest media_type imported text"),),
    _document_rows,
    _document,
)
USE = Shape(
    UseRecord,
    (_table("use_record", "id case_id plan_id group_name day planned real note"),),
    _use_rows,
    _use,
)
SAVED_FILTER = Shape(
    SavedFilter,
    (_table("saved_filter", "id name query position"),),
    lambda value: (((value.id, value.name, value.query, value.position),),),
    lambda rows: SavedFilter(*_any(rows[0][0])),
)
PSEUDONYM = Shape(
    Pseudonym,
    (_table("pseudonym", "id real stand_in"),),
    lambda value: (((value.id, value.real, value.stand_in),),),
    lambda rows: Pseudonym(*_any(rows[0][0])),
)
