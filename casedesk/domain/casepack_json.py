"""The records of a pack as JSON, and back. What a record does not have is left out; what comes back is cleaned."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from casedesk.domain import richtext
from casedesk.domain.case import Case, Depth, Difficulty, Origin, Outcome, Question, QuestionKind, Role, Section, State
from casedesk.domain.library import Attachment, Collection, Document, SavedFilter, UseRecord
from casedesk.domain.strict_json import Fields

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PICTURE = re.compile(r"image/[a-z0-9.+-]{1,40}")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset({"br", "img", "hr"})
_DEEPEST = 200
"""Elements inside each other; what the program writes itself has less than half of that."""
_MOST_CELLS = 20_000
_NO_QUESTION = Question("")


def filled(**fields: object) -> dict[str, Any]:
    """The fields that say something."""
    return {name: _plain(value) for name, value in fields.items() if value or _is_number(value)}


def _is_number(value: object) -> bool:
    """Nought is a number that says something: no minutes are not the same as nobody's guess."""
    return isinstance(value, int) and not isinstance(value, bool)


def _plain(value: object) -> object:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case tuple():
            return list(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        case _:
            return value


def case_json(case: Case, *, document: str = "", versions: tuple[str, ...] = ()) -> dict[str, Any]:
    """A case; `document` is the digest of its original."""
    origin = case.origin
    place = filled(document=document, start=origin.start, end=origin.end, place=origin.place) if origin else None
    return filled(
        uid=case.uid,
        title=case.title,
        learner_title=case.learner_title,
        sections=[_section_json(section) for section in case.sections],
        industries=case.industries,
        themes=case.themes,
        audiences=case.audiences,
        tags=case.tags,
        outcome=case.outcome,
        difficulty=case.difficulty,
        state=case.state,
        language=case.language,
        source=case.source,
        licence=case.licence,
        note=case.note,
        minutes=case.minutes,
        origin=place,
        created=case.created,
        modified=case.modified,
        versions=versions,
    )


def case_of(fields: Fields, *, number: int, documents: Mapping[str, int]) -> Case:
    """A case of a pack. `documents` are the numbers of the originals in it, by digest. Raises ValueError."""
    return Case(
        id=number,
        uid=fields.text("uid"),
        title=fields.text("title"),
        learner_title=fields.text("learner_title"),
        sections=tuple(_section(part) for part in fields.parts("sections")),
        industries=fields.texts("industries"),
        themes=fields.texts("themes"),
        audiences=fields.texts("audiences"),
        tags=fields.texts("tags"),
        outcome=fields.word_or_none("outcome", Outcome),
        difficulty=fields.word_or_none("difficulty", Difficulty),
        state=fields.word("state", State, State.PENDING),
        language=fields.text("language"),
        source=fields.text("source"),
        licence=fields.text("licence"),
        note=fields.text("note"),
        minutes=fields.number_or_none("minutes"),
        origin=_origin(fields.part_or_none("origin"), documents),
        created=fields.moment("created"),
        modified=fields.moment("modified"),
    )


def collection_json(collection: Collection, uids: Mapping[int, str]) -> dict[str, Any]:
    """A collection; `uids` are those of its cases."""
    return {"name": collection.name, "cases": [uids[id_] for id_ in collection.case_ids]}


def collection_of(fields: Fields, *, number: int, cases: Mapping[str, int]) -> Collection:
    """A collection of a pack; cases that are not in the pack are passed over."""
    members = (cases[uid] for uid in fields.texts("cases") if uid in cases)
    return Collection(number, _known(fields.text("name")), tuple(dict.fromkeys(members)))


def filter_json(saved: SavedFilter) -> dict[str, Any]:
    """A saved filter."""
    return {"name": saved.name, "query": saved.query}


def filter_of(fields: Fields, *, number: int) -> SavedFilter:
    """A saved filter of a pack."""
    return SavedFilter(number, _known(fields.text("name")), fields.text("query"))


def use_json(use: UseRecord, *, case: str, plan: str) -> dict[str, Any]:
    """A use record, with the uids of its case and its plan."""
    return filled(case=case, plan=plan, group=use.group, day=use.day, planned=use.planned, real=use.real, note=use.note)


def use_of(fields: Fields, *, number: int, cases: Mapping[str, int], plans: Mapping[str, int]) -> UseRecord:
    """A use record of a pack."""
    return UseRecord(
        number,
        cases.get(fields.text("case"), 0),
        plans.get(fields.text("plan")),
        fields.text("group"),
        fields.day("day"),
        fields.number("planned"),
        fields.number_or_none("real"),
        fields.text("note"),
    )


def document_json(document: Document) -> dict[str, Any]:
    """What is known of an original, with the text that was read from it."""
    return filled(
        name=document.name,
        digest=document.digest,
        media_type=document.media_type,
        imported=document.imported,
        text=document.text,
    )


def document_of(fields: Fields, *, number: int) -> Document:
    """What a pack says of an original."""
    return Document(
        number,
        fields.text("name"),
        digest_of(fields),
        fields.text("media_type"),
        fields.text("text"),
        fields.moment("imported"),
    )


def picture_json(picture: Attachment) -> dict[str, Any]:
    """What is known of a picture."""
    return filled(
        digest=picture.digest,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        name=picture.name,
    )


def picture_of(fields: Fields) -> Attachment:
    """What a pack says of a picture."""
    media_type = fields.text("media_type")
    if not _PICTURE.fullmatch(media_type):
        raise ValueError("no picture")
    return Attachment(
        digest_of(fields), media_type, fields.number("width"), fields.number("height"), fields.text("name")
    )


def digest_of(fields: Fields) -> str:
    """The SHA-256 that a record goes by."""
    digest = fields.text("digest")
    if not _DIGEST.fullmatch(digest):
        raise ValueError("no digest")
    return digest


def _section_json(section: Section) -> dict[str, Any]:
    asked = [_question_json(question) for question in section.questions]
    return filled(role=section.role, title=section.title, html=section.html, questions=asked)


def _section(fields: Fields) -> Section:
    asked = tuple(_question(part) for part in fields.parts("questions"))
    return Section(fields.word("role", Role), _safe(fields.text("html")), fields.text("title"), asked)


def _question_json(question: Question) -> dict[str, Any]:
    numbers = {"minutes": question.minutes, "lines": question.lines}
    if question.points:
        numbers["points"] = question.points
    return {**filled(text=question.text, answer=question.answer, kind=question.kind, depth=question.depth), **numbers}


def _question(fields: Fields) -> Question:
    return Question(
        fields.text("text"),
        fields.text("answer"),
        fields.number("minutes", _NO_QUESTION.minutes),
        fields.number("lines", _NO_QUESTION.lines),
        fields.word("kind", QuestionKind, QuestionKind.DISCUSSION),
        fields.word("depth", Depth, Depth.BOTH),
        fields.number("points"),
    )


def _origin(fields: Fields | None, documents: Mapping[str, int]) -> Origin | None:
    """The origin where its original is in the pack; without that the place would lead nowhere."""
    if fields is None or fields.text("document") not in documents:
        return None
    start, end = fields.number("start"), fields.number("end")
    if start > end:
        raise ValueError("no span")
    return replace(Origin(documents[fields.text("document")], start, end), place=fields.text("place"))


def _safe(html: str) -> str:
    """The canonical form of HTML from a stranger; what would keep the parser busy for ever is refused."""
    depth = 0
    for end, tag in _TAG.findall(html):
        if tag.lower() not in _VOID:
            depth = max(0, depth - 1) if end else depth + 1
        if depth > _DEEPEST:
            raise ValueError("too deep")
    if html.count("<td") + html.count("<th") > _MOST_CELLS:
        raise ValueError("too many cells")
    return richtext.canonical(html) if html else ""


def _known(name: str) -> str:
    if not name.strip():
        raise ValueError("no name")
    return name
