"""Sheets given out one after the other: the situation, what came of it, and only then what there is to learn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casedesk.domain.case import Case, Role
from casedesk.domain.handout import Edition
from casedesk.domain.handout_blocks import AnswerLines, HandoutBlock, Kind, Para
from casedesk.domain.lesson import Per
from casedesk.handout.canonical_html import blocks_of, plain_of
from casedesk.handout.case_blocks import case_number, case_title, question_section, question_words, words
from casedesk.handout.editions.recipe import Audience, Printed, Recipe, Sources
from casedesk.handout.stages import Part, stages
from casedesk.handout.story import paragraphs
from casedesk.texts import N_

_ENDINGS = (Role.RESOLUTION, Role.FOLLOW_UP)
_INSIGHTS = (Role.ANALYSIS, Role.LESSON)
_LINES = 5


@dataclass(frozen=True, slots=True)
class _Words:
    sheet: str
    first: str
    later: str
    continued: str
    stop: str
    compare: str
    keep: str


_WORDS = {
    "zh": _Words(
        "{letter} 页", "先发这一页", "讨论过 {letter} 页之后再发", "{title}（续）",
        "读到这里先停。接下来会怎样？你会怎么做？先写下来，再往下听。",
        "和你们的做法比一比：哪里相同，哪里不同？为什么？", "我带走的一条：",
    ),
    "en": _Words(
        "Sheet {letter}", "Hand out first", "Hand out after sheet {letter} is discussed", "{title} (continued)",
        "Stop here. What happens next, and what would you do? Write it down before you hear more.",
        "Compare with what you would have done: what is the same, what is not, and why?", "What I take with me:",
    ),
}  # fmt: skip


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """The sheets of every case, each beginning a page."""
    for index, case in enumerate(sources.cases, start=1):
        sheets = list(_sheets(case, sources))
        for place, content in enumerate(sheets):
            yield _head(place, sources)
            yield _title(case, index, place, sources)
            yield from content


def _sheets(case: Case, sources: Sources) -> Iterator[Sequence[HandoutBlock]]:
    """The contents of sheet A, B, C …: the story, then how it ended, then what there is to learn."""
    told = stages(case)
    for place, part in enumerate(told):
        is_last = place == len(told) - 1
        yield (*part, *(_questions(case, sources) if is_last else _stop(_words(sources).stop)))
    if ending := _of_roles(case, _ENDINGS, sources):
        yield (*ending, *_stop(_words(sources).compare))
    if insight := _of_roles(case, _INSIGHTS, sources):
        yield (*insight, *_stop(_words(sources).keep))


def _words(sources: Sources) -> _Words:
    return _WORDS[sources.labels.language]


def _head(place: int, sources: Sources) -> Para:
    text = _words(sources)
    letter = text.sheet.format(letter=_letter(place))
    when = text.later.format(letter=_letter(place - 1)) if place else text.first
    return Para(Kind.SHEET, words(f"{letter}　{when}"), new_page=True)


def _letter(place: int) -> str:
    return chr(ord("A") + place % 26)


def _title(case: Case, index: int, place: int, sources: Sources) -> Para:
    if not place:
        return case_title(case, index, sources.options, sources.labels)
    number = case_number(index, sources.options, sources.labels)
    title = _words(sources).continued.format(title=case.printed_title)
    return Para(Kind.PLAIN_HEADING, words(sources.labels.number_gap.join(filter(None, (number, title)))))


def _stop(text: str) -> tuple[HandoutBlock, ...]:
    return (Para(Kind.HEADING, words(text)), AnswerLines(_LINES))


def _questions(case: Case, sources: Sources) -> Iterator[HandoutBlock]:
    lead, questions = question_section(case.sections)
    if not questions:
        yield from _stop(_words(sources).stop)
        return
    yield Para(Kind.HEADING, words(sources.labels.questions))
    yield from lead
    for number, question in enumerate(questions, start=1):
        yield Para(Kind.QUESTION, question_words(question, sources.labels), number=f"{number}.")
        lines = question.lines if sources.options.answer_lines is None else sources.options.answer_lines
        if lines > 0:
            yield AnswerLines(lines)


def _of_roles(case: Case, roles: Sequence[Role], sources: Sources) -> Part:
    found: list[HandoutBlock] = []
    for role in roles:
        for section in case.sections:
            if section.role is role and (content := paragraphs(blocks_of(section.html))):
                found += [Para(Kind.HEADING, words(section.title or sources.labels.sections[role])), *content]
    return tuple(found)


def _given(case: Case) -> Iterator[str]:
    """What a trainer hands out in the end: how the case went on, and what there is to learn."""
    for section in case.sections:
        if section.role in (*_ENDINGS, *_INSIGHTS):
            yield section.title
            yield plain_of(section.html)


RECIPE = Recipe(
    Edition.STAGED_SHEETS,
    N_("Staged sheets"),
    N_(
        "Sheets A, B and C, given out in turn: the story up to its decision point (in the menu Format), what came of"
        " it, the lesson."
    ),
    Audience.LEARNERS,
    {
        "zh": Printed("分段讲义", "一页讨论完，再发下一页", "单面，按 A、B、C 分开叠放"),
        "en": Printed("Staged sheets", "Each sheet after the one before is discussed", "One-sided, a pile for each"),
    },
    blocks,
    sheets=("staged",),
    per=Per.PERSON,
    is_two_sided=False,
    can_be_large=True,
    shows=_given,
)
