"""Row <-> dataclass: the one place where column names meet field names.

Rows come and go as tuples in the order of a table's columns, so what is written stands beside what is read.
"""

from collections.abc import Iterable, Sequence
from datetime import date
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
from casedesk.domain.library import Collection, Document, ImportBatch, Pseudonym, SavedFilter, UseRecord
from casedesk.storage.shapes import Row, Rows, Shape, any_row, grouped, iso, microseconds, moment, table

_CASE_COLUMNS = (
    "id uid title learner_title outcome difficulty state language source licence minutes document_id origin_start"
    " origin_end origin_place batch_id created modified trashed note"
)
_QUESTION_COLUMNS = "case_id section position text answer minutes lines kind depth points"


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
    ) = any_row(mains[0])  # fmt: skip
    values = grouped(facets)
    asked = grouped(questions)
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


def _collection_rows(value: Collection) -> Rows:
    members = tuple((value.id, position, case_id) for position, case_id in enumerate(value.case_ids))
    return (((value.id, value.name, value.position),), members)


def _collection(rows: Rows) -> Collection:
    (main,), members = map(any_row, rows)
    return Collection(main[0], main[1], tuple(row[2] for row in members), main[2])


def _batch_rows(value: ImportBatch) -> Rows:
    documents = tuple((value.id, position, id_) for position, id_ in enumerate(value.document_ids))
    return (((value.id, value.name, microseconds(value.created), value.review),), documents)


def _batch(rows: Rows) -> ImportBatch:
    (main,), documents = map(any_row, rows)
    return ImportBatch(main[0], main[1], moment(main[2]), tuple(row[2] for row in documents), main[3])


def _document_rows(value: Document) -> Rows:
    row = (value.id, value.name, value.digest, value.media_type, microseconds(value.imported), value.text)
    return ((row,),)


def _document(rows: Rows) -> Document:
    id_, name, digest, media_type, imported, text = any_row(rows[0][0])
    return Document(id_, name, digest, media_type, text, moment(imported))


def _use_rows(value: UseRecord) -> Rows:
    row = (
        value.id, value.case_id, value.plan_id, value.group, iso(value.day), value.planned, value.real, value.note
    )  # fmt: skip
    return ((row,),)


def _use(rows: Rows) -> UseRecord:
    id_, case_id, plan_id, group, day, planned, real, note = any_row(rows[0][0])
    return UseRecord(id_, case_id, plan_id, group, date.fromisoformat(day) if day else None, planned, real, note)


def _word(value: str | None) -> str | None:
    return None if value is None else str(value)


CASE = Shape(
    Case,
    (
        table("cases", _CASE_COLUMNS),
        table("section", "case_id position role title html", "position"),
        table("question", _QUESTION_COLUMNS, "section, position"),
        table("case_facet", "case_id facet position value", "facet, position"),
    ),
    _case_rows,
    _case,
)
COLLECTION = Shape(
    Collection,
    (table("collection", "id name position"), table("collection_case", "collection_id position case_id", "position")),
    _collection_rows,
    _collection,
)
BATCH = Shape(
    ImportBatch,
    (
        table("batch", "id name created review"),
        table("batch_document", "batch_id position document_id", "position"),
    ),
    _batch_rows,
    _batch,
)
DOCUMENT = Shape(
    Document,
    (table("document", "id name digest media_type imported text"),),
    _document_rows,
    _document,
)
USE = Shape(
    UseRecord,
    (table("use_record", "id case_id plan_id group_name day planned real note"),),
    _use_rows,
    _use,
)
SAVED_FILTER = Shape(
    SavedFilter,
    (table("saved_filter", "id name query position"),),
    lambda value: (((value.id, value.name, value.query, value.position),),),
    lambda rows: SavedFilter(*any_row(rows[0][0])),
)
PSEUDONYM = Shape(
    Pseudonym,
    (table("pseudonym", "id real stand_in"),),
    lambda value: (((value.id, value.real, value.stand_in),),),
    lambda rows: Pseudonym(*any_row(rows[0][0])),
)
