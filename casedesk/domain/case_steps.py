"""What an editor does to a case as a whole: sections, questions, splitting, joining. Pure."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime

from casedesk.domain import richtext
from casedesk.domain.case import Case, Depth, Origin, Question, Role, Section, State
from casedesk.domain.richtext import Paragraph

_TITLE_LENGTH = 40
_SHORTEST_TITLE = 4
_SENTENCE_ENDS = "。！？!?；;"
_QUOTES = {"“": "”", "「": "」", "『": "』", "《": "》"}
_PAUSES = "，：、,: "
_BLANK_END = re.compile(r"(?:<p(?: class=[^<>]*)?></p>)+\Z")
_MERGED_APART = ("id", "uid", "created", "modified", "trashed")


def new_case(*, case_id: int, uid: str, title: str, language: str, now: datetime) -> Case:
    """An empty case, ready to be written: a body, questions and an analysis."""
    return Case(
        id=case_id,
        uid=uid,
        title=title,
        sections=(Section(Role.BODY), Section(Role.QUESTION), Section(Role.ANALYSIS)),
        state=State.REVIEWED,
        language=language,
        created=now,
        modified=now,
    )


def duplicate(case: Case, *, case_id: int, uid: str, title: str, now: datetime) -> Case:
    """A copy of a case under another title."""
    return replace(case, id=case_id, uid=uid, title=title, created=now, modified=now, trashed=None)


def with_section(case: Case, at: int, section: Section) -> Case:
    """The case with the section at a position replaced."""
    return replace(case, sections=(*case.sections[:at], section, *case.sections[at + 1 :]))


def with_html(case: Case, at: int, html: str) -> Case:
    """The case with other words in the section at a position."""
    return with_section(case, at, replace(case.sections[at], html=html))


def with_questions(case: Case, at: int, questions: Sequence[Question]) -> Case:
    """The case with other questions in the section at a position."""
    return with_section(case, at, replace(case.sections[at], questions=tuple(questions)))


def add_section(case: Case, role: Role, title: str = "") -> tuple[Case, int]:
    """The case with one more section, and where it is: behind the last one whose role is printed before it."""
    order = list(Role)
    rank = order.index(role)
    at = max((place + 1 for place, item in enumerate(case.sections) if order.index(item.role) <= rank), default=0)
    return replace(case, sections=(*case.sections[:at], Section(role, title=title), *case.sections[at:])), at


def remove_section(case: Case, at: int) -> Case:
    """The case without the section at a position."""
    return replace(case, sections=(*case.sections[:at], *case.sections[at + 1 :]))


def move_section(case: Case, at: int, to: int) -> Case:
    """The case with a section moved to the position that it shall have afterwards; the same case at the ends."""
    if not 0 <= to < len(case.sections) or at == to:
        return case
    sections = list(case.sections)
    sections.insert(to, sections.pop(at))
    return replace(case, sections=tuple(sections))


def for_depth(case: Case, depth: Depth) -> Case:
    """The case with the questions that are for these people or for everyone; all of them for Depth.BOTH.

    A section whose questions are all for others is left out with the words before them.
    """
    if not depth or not any(question.depth for question in case.questions):
        return case
    fitting = (_for_depth(section, depth) for section in case.sections)
    return replace(case, sections=tuple(section for section in fitting if section is not None))


def _for_depth(section: Section, depth: Depth) -> Section | None:
    kept = tuple(question for question in section.questions if question.depth in (Depth.BOTH, depth))
    return replace(section, questions=kept) if kept or not section.questions else None


def move_question(questions: Sequence[Question], at: int, to: int) -> tuple[Question, ...]:
    """The questions with one moved to the position that it shall have afterwards; the same ones at the ends."""
    if not 0 <= to < len(questions) or at == to:
        return tuple(questions)
    moved = list(questions)
    moved.insert(to, moved.pop(at))
    return tuple(moved)


def split(
    case: Case,
    at: int,
    before: str,
    after: str,
    *,
    case_id: int,
    uid: str,
    now: datetime,
) -> tuple[Case, Case]:
    """Two cases out of one: the first ends with `before` in the section at a position, the second begins with `after`
    and has all sections behind it. The second takes its title from its first words; a heading becomes the title.
    """
    section = case.sections[at]
    title, rest = title_of(after)
    first = replace(case, sections=(*case.sections[:at], replace(section, html=before)), modified=now)
    second = replace(
        case,
        id=case_id,
        uid=uid,
        title=title or case.title,
        learner_title="",
        sections=(Section(section.role, rest, section.title, section.questions), *case.sections[at + 1 :]),
        minutes=None,
        state=State.PENDING,
        created=now,
        modified=now,
    )
    if section.questions:
        first = with_section(first, at, replace(section, html=before, questions=()))
    return first, second


def with_story(case: Case, at: int, sections: Sequence[Section], *, title: str = "") -> Case:
    """The case with the words of the section at a position cut into several sections.

    Each goes into the section of its role, behind what is there already; `title` takes the place of the case's own.
    """
    told = with_html(case, at, "")
    for section in sections:
        place = next((place for place, item in enumerate(told.sections) if item.role is section.role), -1)
        if place < 0:
            told, place = add_section(told, section.role)
        mine = told.sections[place]
        html = _without_blank_end(mine.html) + section.html
        told = with_section(told, place, replace(mine, html=html, questions=mine.questions + section.questions))
    return replace(told, title=title or told.title)


def join(first: Case, second: Case, *, now: datetime) -> Case:
    """The first case with everything of the second: sections of the same role are put together, values added."""
    sections = list(first.sections)
    for section in second.sections:
        at = next((place for place, item in enumerate(sections) if item.role is section.role), -1)
        if at < 0:
            sections.append(section)
            continue
        mine = sections[at]
        sections[at] = replace(
            mine,
            html=_without_blank_end(mine.html) + section.html,
            title=mine.title or section.title,
            questions=mine.questions + section.questions,
        )
    minutes = None if first.minutes is None or second.minutes is None else first.minutes + second.minutes
    return replace(
        first,
        sections=tuple(sections),
        learner_title=first.learner_title or second.learner_title,
        industries=_union(first.industries, second.industries),
        themes=_union(first.themes, second.themes),
        audiences=_union(first.audiences, second.audiences),
        tags=_union(first.tags, second.tags),
        outcome=first.outcome or second.outcome,
        difficulty=first.difficulty or second.difficulty,
        source=first.source or second.source,
        licence=first.licence or second.licence,
        note="\n".join(filter(None, (first.note, second.note))),
        minutes=minutes,
        origin=_joined_origin(first.origin, second.origin),
        modified=now,
    )


def three_way(base: Case, mine: Case, theirs: Case) -> tuple[Case, bool]:
    """What two writers made of one case, together, and whether nothing was lost. A field that both have changed is
    theirs, because it is stored already.
    """
    merged = theirs
    is_whole = True
    for name in (item.name for item in fields(Case) if item.name not in _MERGED_APART):
        old, own, other = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        if own in (old, other):
            continue
        if other == old:
            merged = replace(merged, **{name: own})
        elif name == "sections":
            merged, is_whole = _three_way_sections(base, mine, merged, is_whole=is_whole)
        else:
            is_whole = False
    return merged, is_whole


def _three_way_sections(base: Case, mine: Case, theirs: Case, *, is_whole: bool) -> tuple[Case, bool]:
    """Sections one by one, as long as all three have the same ones in the same order."""
    roles = [[section.role for section in case.sections] for case in (base, mine, theirs)]
    if not roles[0] == roles[1] == roles[2]:
        return theirs, False
    sections: list[Section] = []
    for old, own, other in zip(base.sections, mine.sections, theirs.sections, strict=True):
        sections.append(own if other == old else other)
        is_whole = is_whole and (own in (old, other) or other == old)
    return replace(theirs, sections=tuple(sections)), is_whole


def title_of(html: str) -> tuple[str, str]:
    """A title out of the first words, and what is left: a heading moves into the title, a sentence stays."""
    blocks = richtext.parse(html)
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text.strip():
            if block.is_heading:
                return _shortened(block.text), richtext.serialise(blocks[:place] + blocks[place + 1 :])
            break
    words = next((line.strip() for line in richtext.plain_lines(blocks) if line.strip()), "")
    return _shortened(words), html


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    end = next((at for at, char in enumerate(words) if char in _SENTENCE_ENDS), len(words))
    words = _before_open_quote(words[:end]) or words
    return words if len(words) <= _TITLE_LENGTH else words[: _TITLE_LENGTH - 1].rstrip() + "…"


def _before_open_quote(words: str) -> str:
    """The words before somebody begins to speak, where the sentence ends inside of it; without “he said”."""
    opened = max(map(words.rfind, _QUOTES))
    if opened < 0 or _QUOTES[words[opened]] in words[opened:]:
        return words
    told = words[:opened].rstrip(_PAUSES)
    before = max(map(told.rfind, _PAUSES.strip()))
    return told[:before] if before >= _SHORTEST_TITLE else told


def _without_blank_end(html: str) -> str:
    """HTML without the empty paragraphs at its end, so that what follows closes up."""
    return _BLANK_END.sub("", html)


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _joined_origin(first: Origin | None, second: Origin | None) -> Origin | None:
    if first is None or second is None or first.document_id != second.document_id:
        return first or second
    return replace(first, start=min(first.start, second.start), end=max(first.end, second.end))
