"""The answer sheet to collect: no questions, only their numbers, a key word and lines to write on."""

import re
from collections.abc import Iterator

from casedesk.domain import richtext
from casedesk.domain.case import Case, Question
from casedesk.domain.choices import LETTERS, choices_of
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.handout_blocks import AnswerLines, HandoutBlock, Kind, Para
from casedesk.domain.lesson import Per
from casedesk.handout.case_blocks import case_title, question_section
from casedesk.handout.editions.recipe import Audience, Printed, Recipe, Sources
from casedesk.handout.editions.sheet_head import sheet_head
from casedesk.handout.letter_widths import width_of
from casedesk.texts import N_

_BLANKS = {"zh": ("组别", "姓名", "部门", "日期"), "en": ("Group", "Name", "Department", "Date")}
_SIGNS = "，。！？；：,.!?;:\n"
_CLAUSE = re.compile(f"[{_SIGNS}]|——")
_HINT_WIDTH = 14.0
"""A key word is no wider than this, in letters."""
_TELLING_WIDTH = 4.0
"""A clause narrower than this, as a question's first word before a comma, says too little alone."""
_LEAST_LINES = 2


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """The blocks of the answer sheet; a case without questions gives nothing to answer."""
    yield from sheet_head(sources)
    yield Para(Kind.NAME_LINE, tuple(richtext.Run(blank) for blank in _BLANKS[sources.labels.language]))
    for index, case in enumerate(sources.cases, start=1):
        yield case_title(case, index, sources.options, sources.labels)
        yield from _lines(case, sources.options)


def _lines(case: Case, options: HandoutOptions) -> Iterator[HandoutBlock]:
    _, questions = question_section(case.sections)
    for number, question in enumerate(questions, start=1):
        letters = _letters(question)
        wanted = question.lines if options.answer_lines is None else options.answer_lines
        yield AnswerLines(max(_LEAST_LINES, wanted), f"{number}.", letters or key_words(question.text))
    if not questions:
        yield AnswerLines(_LEAST_LINES * 3)


def _letters(question: Question) -> str:
    """The letters to tick of a question with options."""
    options = choices_of(question).options
    return "　".join(f"□ {letter}" for letter in LETTERS[: len(options)])


def key_words(text: str) -> str:
    """The first clause of a question that tells something, cut where long: enough to find the question again."""
    text = text.strip()
    ends = (text[: end.start()].rstrip() for end in _CLAUSE.finditer(text))
    clause = next((clause for clause in ends if width_of(clause) >= _TELLING_WIDTH), text.rstrip(_SIGNS))
    clause = clause.replace("\n", " ")
    if width_of(clause) <= _HINT_WIDTH:
        return clause
    kept = clause
    while width_of(kept) > _HINT_WIDTH:
        kept = kept.rpartition(" ")[0] if " " in kept else kept[:-1]
    return f"{kept.rstrip(_SIGNS)}…"


RECIPE = Recipe(
    Edition.ANSWER_SHEET,
    N_("Answer sheet"),
    N_("Lines to write on, without the questions, to be collected."),
    Audience.LEARNERS,
    {
        "zh": Printed("答题纸", "写完后按组交给讲师", "单张，不装订"),
        "en": Printed("Answer sheet", "Hand in to your trainer, group by group", "Loose sheets"),
    },
    blocks,
    sheets=("sheet", "answer_sheet"),
    per=Per.PERSON,
    can_be_large=True,
)
