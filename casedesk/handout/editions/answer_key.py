"""The answer key: every question with its expected answer, case after case, for the trainer's hand."""

from collections.abc import Iterator

from casedesk.domain.case import Case
from casedesk.domain.handout import Edition
from casedesk.domain.handout_blocks import AnswerLines, HandoutBlock, Kind, Para
from casedesk.handout.case_blocks import case_title, question_section, question_words, words
from casedesk.handout.editions.recipe import Audience, Printed, Recipe, Sources
from casedesk.handout.editions.sheet_head import sheet_head
from casedesk.texts import N_

_ADVICE = {
    "zh": "答出要点即可，不求措辞一致；有道理的不同意见照样算对，请记下来留给下一班。",
    "en": "The points count, not the words. A sound answer that is not here is right too: note it for the next class.",
}
_LINES_FOR_NONE = 2


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """The blocks of the answer key; a case without questions is left out, but keeps its number."""
    yield from sheet_head(sources)
    yield Para(Kind.CASE_DATA, words(_ADVICE[sources.labels.language]))
    for index, case in enumerate(sources.cases, start=1):
        yield case_title(case, index, sources.options, sources.labels)
        yield from _answers(case, sources)


def _answers(case: Case, sources: Sources) -> Iterator[HandoutBlock]:
    labels = sources.labels
    _, questions = question_section(case.sections)
    if not questions:
        yield Para(Kind.CASE_DATA, words(_NO_QUESTIONS[labels.language]))
    for number, question in enumerate(questions, start=1):
        yield Para(Kind.QUESTION, question_words(question, labels), number=f"{number}.")
        minutes = labels.minutes.format(minutes=question.minutes) if question.minutes else ""
        aside = labels.list_gap.join(filter(None, (labels.depths.get(question.depth), minutes)))
        if answer := words(question.answer):
            yield Para(Kind.ANSWER, answer, aside=aside)
        else:
            yield AnswerLines(_LINES_FOR_NONE)


_NO_QUESTIONS = {"zh": "这个案例没有思考题。", "en": "This case has no questions."}

RECIPE = Recipe(
    Edition.ANSWER_KEY,
    N_("Answer key"),
    N_("Questions and expected answers alone."),
    Audience.TRAINER,
    {
        "zh": Printed("参考答案", "参考答案含讲评要点，请勿发给学员", "左上角装订，勿与学员版放在一起"),
        "en": Printed("Answer key", "Expected answers: not for learners", "Stapled, kept apart"),
    },
    blocks,
    sheets=("trainer", "sheet", "answer_key"),
)
