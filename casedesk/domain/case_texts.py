"""The texts of a case, piece by piece: to look through them fast, and to write into one without harming its format."""

import html
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import count
from typing import NamedTuple

from casedesk.domain import richtext
from casedesk.domain.blocks import LINE_BREAK, Block, Inline, ListBlock, Paragraph, Picture, Quote, Run, Table, cut
from casedesk.domain.case import Case, Question, Role, Section
from casedesk.domain.replace_pattern import Hit, narrowed

PICTURE = "\ufffc"
"""Stands for a picture in the text of a paragraph; writing over it leaves the picture."""
_PARAGRAPH = re.compile(r"<(?:p|h3)(?: class=[^>]*)?>(.*?)</(?:p|h3)>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Field(StrEnum):
    """A part of a case that has words. Sections are named as their roles; a section's own heading belongs to it."""

    TITLE = "title"
    LEARNER_TITLE = "learner_title"
    BODY = "body"
    QUESTION = "question"
    ANSWER = "answer"
    ANALYSIS = "analysis"
    RESOLUTION = "resolution"
    LESSON = "lesson"
    OBJECTIVES = "objectives"
    THEORY = "theory"
    KEY_POINTS = "key_points"
    BACKGROUND = "background"
    FOLLOW_UP = "follow_up"
    NOTE = "note"
    SOURCE = "source"
    LICENCE = "licence"


PLAIN_FIELDS = (Field.TITLE, Field.LEARNER_TITLE, Field.NOTE, Field.SOURCE, Field.LICENCE)
"""The fields that are one plain text."""
ONE_LINE = frozenset({Field.TITLE, Field.LEARNER_TITLE, Field.SOURCE, Field.LICENCE})


class Slot(NamedTuple):
    """Where a piece of text stands: a plain field, or in the section at a position its heading, a question's text or
    answer, or a paragraph of its rich text."""

    field: Field
    section: int = -1
    question: int = -1
    paragraph: int = -1


def pieces(case: Case, fields: Collection[Field]) -> Iterator[tuple[Slot, str]]:
    """The texts of some fields; line breaks are newlines, pictures PICTURE. Rich text must be canonical."""
    for field in PLAIN_FIELDS:
        if field in fields and (words := getattr(case, field.value)):
            yield Slot(field), words
    for at, section in enumerate(case.sections):
        field = Field(section.role.value)
        if field in fields:
            if section.title:
                yield Slot(field, at), section.title
            for number, words in enumerate(paragraph_texts(section.html)):
                if words:
                    yield Slot(field, at, paragraph=number), words
        yield from _question_pieces(at, section.questions, fields)


def paragraph_texts(canonical: str) -> Sequence[str]:
    """The text of every paragraph and heading of canonical rich text, in order, also of the empty ones."""
    if not canonical:
        return ()
    found = _PARAGRAPH.findall(canonical)
    return [_words(part) if "<" in part or "&" in part or LINE_BREAK in part else part for part in found]


def rewritten(case: Case, hits: Mapping[Slot, Sequence[Hit]]) -> Case:
    """The case with hits carried out; offsets are those of `pieces`. A paragraph that is left with nothing is gone,
    and a title never is."""
    changes: dict[str, str] = {}
    by_section: dict[int, dict[Slot, Sequence[Hit]]] = defaultdict(dict)
    for slot, found in hits.items():
        if slot.section >= 0:
            by_section[slot.section][slot] = found
            continue
        words = _overwritten(getattr(case, slot.field.value), found)
        changes[slot.field.value] = _in_one_line(words) if slot.field in ONE_LINE else words
    if not changes.get("title", "x").strip():
        del changes["title"]
    sections = list(case.sections)
    for at, found in by_section.items():
        sections[at] = _rewritten_section(sections[at], found)
    return replace(case, **changes, sections=tuple(sections))


def _question_pieces(at: int, questions: Sequence[Question], fields: Collection[Field]) -> Iterator[tuple[Slot, str]]:
    for number, question in enumerate(questions):
        if Field.QUESTION in fields and question.text:
            yield Slot(Field.QUESTION, at, number), question.text
        if Field.ANSWER in fields and question.answer:
            yield Slot(Field.ANSWER, at, number), question.answer


def _words(part: str) -> str:
    if "<" in part:
        part = part.replace("<br>", "\n")
        part = _TAG.sub(_word_of_tag, part)
    return html.unescape(part).replace(LINE_BREAK, "\n")


def _word_of_tag(tag: re.Match[str]) -> str:
    return PICTURE if tag[0].startswith("<img") else ""


def _rewritten_section(section: Section, hits: Mapping[Slot, Sequence[Hit]]) -> Section:
    paragraphs = {slot.paragraph: found for slot, found in hits.items() if slot.paragraph >= 0}
    questions = list(section.questions)
    title = section.title
    for slot, found in hits.items():
        if slot.question >= 0:
            questions[slot.question] = _rewritten_question(questions[slot.question], slot.field, found)
        elif slot.paragraph < 0:
            title = _in_one_line(_overwritten(title, found))
    text = section.html
    if paragraphs:
        text = richtext.serialise(_rewritten_blocks(richtext.parse(text), paragraphs, count()))
    return replace(section, html=text, title=title, questions=tuple(questions))


def _rewritten_question(question: Question, field: Field, hits: Sequence[Hit]) -> Question:
    if field is Field.ANSWER:
        return replace(question, answer=_overwritten(question.answer, hits))
    return replace(question, text=_overwritten(question.text, hits))


def _overwritten(text: str, hits: Iterable[Hit]) -> str:
    for hit in sorted(hits, key=_start, reverse=True):
        text = text[: hit.start] + hit.new + text[hit.end :]
    return text


def _in_one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _rewritten_blocks(
    blocks: Iterable[Block], hits: Mapping[int, Sequence[Hit]], numbers: Iterator[int]
) -> tuple[Block, ...]:
    """The blocks with the paragraphs of some numbers written anew; `numbers` counts the paragraphs."""
    result: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph():
                found = hits.get(next(numbers))
                after = _rewritten_paragraph(block, found) if found else block
                if after.inlines or not found:
                    result.append(after)
            case ListBlock():
                items = ((item, _rewritten_blocks(item, hits, numbers)) for item in block.items)
                result.append(replace(block, items=tuple(after for before, after in items if after or not before)))
            case Quote():
                result.append(Quote(_rewritten_blocks(block.blocks, hits, numbers)))
            case Table():
                rows = tuple(
                    tuple(replace(cell, blocks=_rewritten_blocks(cell.blocks, hits, numbers)) for cell in row)
                    for row in block.rows
                )
                result.append(Table(rows))
    return tuple(result)


def _rewritten_paragraph(paragraph: Paragraph, hits: Sequence[Hit]) -> Paragraph:
    inlines = paragraph.inlines
    text = "".join(PICTURE if isinstance(item, Picture) else item.text for item in inlines).replace(LINE_BREAK, "\n")
    for hit in sorted(hits, key=_start, reverse=True):
        inlines = _with_words(inlines, narrowed(text, hit))
    return replace(paragraph, inlines=richtext.normalised(inlines))


def _with_words(inlines: Sequence[Inline], hit: Hit) -> tuple[Inline, ...]:
    """New words in place of old ones, with the marks of the first of them; pictures among them stay behind them."""
    before, old, after = cut(inlines, 0, hit.start), cut(inlines, hit.start, hit.end), cut(inlines, hit.end)
    neighbours = (*old, *reversed(before), *after)
    marks = next((item.marks for item in neighbours if isinstance(item, Run)), frozenset[str]())
    new = hit.new.replace(PICTURE, "").replace("\n", LINE_BREAK).replace("\t", " ")
    return (*before, Run(new, marks), *(item for item in old if isinstance(item, Picture)), *after)


def _start(hit: Hit) -> int:
    return hit.start


SECTION_FIELDS = tuple(Field(role.value) for role in Role)
"""The fields that are sections, in the order in which they are printed."""
